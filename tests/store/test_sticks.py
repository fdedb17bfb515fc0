"""What a device remembers of its sticks: its letterbox for good, what lies on one until the city says it is there."""

from kiosk.store.door import OpenStore
from kiosk.store.post import CITY
from kiosk.store.shelf import StoreShelf
from kiosk.store.sticks import MOST_STATED, StoreSticks
from kiosk.store.work import StoreWork
from sync.protocol.entry import Entry
from sync.protocol.envelope import put_in_envelope
from sync.protocol.exchange import Back
from sync.protocol.kinds import Looked
from sync.protocol.seal import new_key, public_bytes
from sync.protocol.statements import Head, state_kept

AT = "2026-11-23T10:00:00+08:00"


def _shelf(store: OpenStore) -> StoreShelf:
    def fold(_work: StoreWork, _entry: Entry) -> None:
        """Nothing of others comes in these tests."""

    return StoreShelf(store, fold)


def _kept(store: OpenStore, seq: int) -> None:
    """The city says that it keeps so many."""
    key, shelf = new_key(), _shelf(store)
    chain = shelf.chain_at(1, seq)
    assert chain is not None
    word = state_kept(shelf.device, "inc", AT, [Head(1, seq, chain)], key.sign, public_bytes(key)[:8])
    shelf.acknowledge(CITY, word)


def _seen(store: OpenStore) -> tuple[int, int]:
    with store.look() as work:
        seen = work.post.seen()
    return seen.waiting, seen.on_stick


def _enter(store: OpenStore) -> None:
    with store.work("staff:1") as work:
        work.journal.enter(Looked(what="case"), "person.looked")


def test_a_letterbox_is_made_once_and_opens_what_was_put_in_it(store: OpenStore) -> None:
    books = StoreSticks(store)
    box = books.letterbox()
    assert StoreSticks(store).letterbox() == box
    assert books.open(put_in_envelope(b"news", box, b"x"), b"x") == b"news"


def test_what_lies_on_a_stick_still_waits_until_the_city_has_it(store: OpenStore) -> None:
    _enter(store)
    assert _seen(store) == (2, 0)
    StoreSticks(store).written(_shelf(store).heads(), AT)
    assert _seen(store) == (2, 2)
    _enter(store)
    assert _seen(store) == (3, 2)
    _kept(store, 1)
    assert _seen(store) == (2, 1)
    _kept(store, 3)
    assert _seen(store) == (0, 0)


def test_cursors_that_were_stated_are_remembered_each_once_and_not_without_end(store: OpenStore) -> None:
    books = StoreSticks(store)
    for number in (*range(MOST_STATED + 5), 10):
        books.state(f"inc.{number}.00")
    stated = books.stated()
    assert (len(stated), stated[-1], stated.count("inc.10.00")) == (MOST_STATED, "inc.10.00", 1)


def test_what_is_to_be_asked_back_is_kept_until_it_came(store: OpenStore) -> None:
    books = StoreSticks(store)
    assert books.asked() is None
    books.ask(Back(epoch=1, after=7))
    assert StoreSticks(store).asked() == Back(epoch=1, after=7)
    books.ask(None)
    assert books.asked() is None


def test_scans_are_named_with_their_sizes_until_they_arrived(store: OpenStore) -> None:
    from kiosk.store.shelf import StoreScans
    from sync.protocol.kinds import Attachment

    attached = [
        Attachment(sha256=name * 32, size=n, name="a", media_type="x", material="m")
        for n, name in ((7, "ab"), (9, "cd"))
    ]
    with store.work("staff:1") as work:
        work.post.owe(attached)
    assert StoreSticks(store).scans(CITY) == [("cd" * 32, 9), ("ab" * 32, 7)]
    StoreScans(store).arrived(CITY, "cd" * 32)
    assert StoreSticks(store).scans(CITY) == [("ab" * 32, 7)]
