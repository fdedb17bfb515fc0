"""What becomes of entries that arrive: four answers that are never mixed up."""

from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.entry import GENESIS, DeviceId, Entry, link
from sync.protocol.exchange import Answer
from sync.protocol.statements import Head
from sync.server.judge import judge

DEVICE = DeviceId("341323110000-01")


def journal(letters: str, head: str = "") -> list[Entry]:
    made, prev = [], GENESIS
    for seq, letter in enumerate(letters, 1):
        made.append(link(DEVICE, 1, seq, prev, f"{head}{letter}".encode()))
        prev = made[-1].chain
    return made


@given(common=st.integers(0, 6), kept_more=st.integers(0, 5), sent_more=st.integers(0, 5), skip=st.integers(0, 12))
def test_the_answer_is_what_reading_both_journals_would_say(
    common: int, kept_more: int, sent_more: int, skip: int
) -> None:
    """Two journals that agree up to `common`; the device sends its own from `skip` on."""
    kept = journal("s" * common + "k" * kept_more)
    own = journal("s" * common + "o" * sent_more)
    sent = own[skip:]
    if not sent:
        return
    head = Head(1, len(kept), kept[-1].chain if kept else GENESIS)
    verdict = judge(sent, head, lambda seq: kept[seq - 1].chain if 0 < seq <= len(kept) else None)
    if sent[0].seq > len(kept) + 1:
        assert (verdict.answer, verdict.at, verdict.fresh, verdict.aside) == (Answer.GAP, len(kept) + 1, (), ())
    elif kept_more and sent_more and sent[-1].seq > common:
        first = max(sent[0].seq, common + 1)
        assert verdict.answer is Answer.FORK
        assert verdict.fresh == ()
        assert verdict.at in (first, len(kept))  # behind the head it can only be said that it differs before
        assert set(verdict.aside) >= {entry for entry in sent if entry.seq >= first}
    else:
        fresh = [entry for entry in sent if entry.seq > len(kept)]
        assert list(verdict.fresh) == fresh
        assert verdict.answer is (Answer.STORED if fresh else Answer.BEFORE)
        assert verdict.before == len(sent) - len(fresh)
        assert verdict.aside == ()
