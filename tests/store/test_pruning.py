"""What may go after half a year goes, nothing else does, and whoever erases more is found."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.app.post_room import PostRoom
from kiosk.domain.deadline import CHINA
from kiosk.store.beginning import Beginning, begin
from kiosk.store.chain import check_from_mark
from kiosk.store.check import check_store
from kiosk.store.checkpoints import take_stock
from kiosk.store.door import OpenStore, open_store
from kiosk.store.post import CITY, CITY_KEY
from kiosk.store.pruning import KEPT_FOR, KINDS, prune
from kiosk.store.shelf import StoreShelf
from kiosk.wiring.safekeeping import prune_once_a_day
from sync.protocol.entry import DeviceId
from sync.protocol.kinds import SHAPES, LineRuled, Looked, StaffCame
from sync.protocol.seal import key_id, new_key, public_bytes
from sync.protocol.statements import Head, read_kept, state_kept

from .conftest import STATION, TurnedClock
from .test_tables_altered import fill

LATER = KEPT_FOR + timedelta(days=1)


@pytest.fixture
def store(folders: tuple[Path, Path], clock: TurnedClock) -> Iterator[OpenStore]:
    opened = open_store(*folders, clock)
    with opened.work("staff:0305") as work:
        for nth in range(5):
            work.journal.enter(Looked(what="case", purpose=str(nth)), "person.looked")
            work.journal.enter(StaffCame(staff="0305"), "staff.signed_in")
        work.journal.enter(LineRuled(rules={}), "line.ruled")
    yield opened
    opened.close()


CITY_SEAL = new_key()


def acknowledge(store: OpenStore, at: datetime, seq: int = 0) -> None:
    """The city says at this time that it keeps everything, or everything up to a number."""
    shelf = StoreShelf(store, PostRoom(DeviceId(store.device.id)).fold)
    head = shelf.heads()[-1]
    chain = shelf.chain_at(1, seq or head.seq)
    assert chain is not None
    public = public_bytes(CITY_SEAL)
    heads = [Head(1, seq or head.seq, chain)]
    word = state_kept(shelf.device, "59dd1e7a", at.isoformat(), heads, CITY_SEAL.sign, key_id(public))
    shelf.acknowledge(CITY, read_kept(word.proof))
    with store.work("cli") as work:
        work.drawer.set_setting(CITY_KEY, public.hex())


def problems(store: OpenStore) -> list[str]:
    with store.look() as work:
        return [p.key for p in check_store(work, store.blobs)[1]]


def bodies(store: OpenStore) -> int:
    with store.look() as work:
        return int(work.connection.execute("SELECT count(*) FROM body").fetchone()[0])


def test_looks_and_sign_ins_go_after_half_a_year_and_the_chain_stays_whole(
    store: OpenStore, clock: TurnedClock
) -> None:
    whole = bodies(store)
    clock.at += LATER
    acknowledge(store, clock.now())
    assert prune(store, "backup", clock.now(), clock.now()) == 10
    assert bodies(store) == whole - 10 + 1
    assert problems(store) == []
    assert check_from_mark(store) == []
    assert prune(store, "backup", clock.now(), clock.now()) == 0


@pytest.mark.parametrize("seq", [1, 4])
def test_what_the_city_has_not_stays(store: OpenStore, clock: TurnedClock, seq: int) -> None:
    clock.at += LATER
    acknowledge(store, clock.now(), seq)
    assert prune(store, "backup", clock.now(), clock.now()) == seq - 1


def test_without_any_word_of_the_city_nothing_goes(store: OpenStore, clock: TurnedClock) -> None:
    clock.at += LATER
    assert prune(store, "backup", clock.now(), clock.now()) == 0


def test_without_a_backup_since_nothing_goes(store: OpenStore, clock: TurnedClock) -> None:
    then = clock.now()
    clock.at += LATER
    acknowledge(store, clock.now())
    assert prune(store, "backup", clock.now(), None) == 0
    assert prune(store, "backup", clock.now(), then) == 0


def test_half_a_year_is_kept(store: OpenStore, clock: TurnedClock) -> None:
    clock.at += timedelta(days=183)
    acknowledge(store, clock.now())
    assert prune(store, "backup", clock.now(), clock.now()) == 0


def test_a_clock_set_forward_lets_nothing_go(store: OpenStore, clock: TurnedClock) -> None:
    """Neither this PC's nor the backup that it makes then: the city knows what day it is."""
    acknowledge(store, clock.now() + timedelta(days=1))
    clock.at += LATER
    assert prune(store, "backup", clock.now(), clock.now()) == 0


def test_what_somebody_writes_into_the_books_is_not_the_citys_word(store: OpenStore, clock: TurnedClock) -> None:
    clock.at += LATER
    acknowledge(store, clock.now(), 1)
    with store.work("thief") as work:
        work.connection.execute("UPDATE acknowledged SET seq = 99")
    assert prune(store, "backup", clock.now(), clock.now()) == 0
    with store.work("thief") as work:
        work.connection.execute("UPDATE acknowledged SET proof = x''")
    assert prune(store, "backup", clock.now(), clock.now()) == 0
    acknowledge(store, clock.now())
    with store.work("thief") as work:
        work.drawer.set_setting(CITY_KEY, public_bytes(new_key()).hex())
    assert prune(store, "backup", clock.now(), clock.now()) == 0


LET_GO = {
    "person.looked",
    "staff.signed_in",
    "staff.signed_off",
    "staff.refused",
    "staff.locked",
    "staff.unlocked",
    "audit.searched",
    "slip.printed",
    "rating.asked",
    "hall.help_asked",
    "hall.help_answered",
}


@settings(max_examples=20, deadline=None)
@given(
    entries=st.lists(
        st.tuples(st.sampled_from(sorted(SHAPES)) | st.sampled_from(sorted(LET_GO)), st.integers(0, 400)),
        min_size=1,
        max_size=8,
    ),
    acked=st.integers(1, 8),
    backup_age=st.integers(0, 300),
    word_age=st.integers(0, 300),
)
def test_exactly_what_is_old_known_to_the_city_and_in_a_backup_goes(
    entries: list[tuple[str, int]], acked: int, backup_age: int, word_age: int
) -> None:
    """Any kind, any age, any word of the city, any backup: these conditions and no others."""
    today, clock, acked = datetime(2028, 1, 1, 9, tzinfo=CHINA), TurnedClock(), min(acked, len(entries))
    with TemporaryDirectory() as folder, ExitStack() as stay:
        data, keys = Path(folder) / "data", Path(folder) / "keys"
        begin(data, keys, Beginning("341323110000", "01", STATION, "https://cx.example.gov.cn"), clock)
        store = open_store(data, keys, clock)
        stay.callback(store.close)
        for kind, age in entries:
            clock.at = today - timedelta(days=age)
            with store.work("x") as work:
                work.journal.enter(Looked(what="x"), kind)
        clock.at = today
        acknowledge(store, today - timedelta(days=word_age), 1 + acked)
        gone = prune(store, "backup", today, today - timedelta(days=backup_age))
        limit = max(backup_age, word_age) + KEPT_FOR.days
        expected = [
            2 + nth for nth, (kind, age) in enumerate(entries) if kind in LET_GO and age > limit and nth < acked
        ]
        with store.look() as work:
            rows = work.connection.execute("SELECT seq FROM place JOIN tombstone USING (n) ORDER BY seq").fetchall()
        assert (gone, [seq for (seq,) in rows]) == (len(expected), expected)


def test_of_each_kind_it_is_decided_whether_it_goes() -> None:
    """A new kind stays until somebody says here that it may go."""
    assert {kind for kind in SHAPES if kind.startswith(KINDS)} == LET_GO


def test_whoever_has_a_receipt_finds_its_entry_whatever_was_let_go(store: OpenStore, clock: TurnedClock) -> None:
    fill(store)
    with store.look() as work:
        on_paper = {w.body_hash for w in work.journal.of_kinds("case.accepted", "ticket.taken", "account.opened")}
    clock.at += timedelta(days=4000)
    acknowledge(store, clock.now())
    assert prune(store, "backup", clock.now(), clock.now()) == 10
    with store.look() as work:
        there = {w.body_hash for w in work.journal.of_kinds("case.accepted", "ticket.taken", "account.opened")}
    assert on_paper == there
    assert len(there) == 3
    assert problems(store) == []
    assert [*take_stock(store)][-1] == []


def test_whoever_erases_more_is_found(store: OpenStore, clock: TurnedClock) -> None:
    clock.at += LATER
    acknowledge(store, clock.now(), 4)
    prune(store, "backup", clock.now(), clock.now())
    told = problems(store)
    with store.work("thief") as work:
        (at,) = work.connection.execute("SELECT DISTINCT at FROM tombstone").fetchone()
        (n,) = work.connection.execute(
            "SELECT n FROM entry JOIN body USING (n) WHERE kind = 'person.looked' ORDER BY n DESC LIMIT 1"
        ).fetchone()
        work.connection.execute("INSERT INTO tombstone VALUES (?, ?)", (n, at))
        work.connection.execute("DELETE FROM body WHERE n = ?", (n,))
    assert len(problems(store)) == len(told) + 1


def test_a_body_without_its_tombstone_cannot_be_erased(store: OpenStore) -> None:
    with pytest.raises(Exception, match="append-only"), store.work("thief") as work:
        work.connection.execute("DELETE FROM body WHERE n = 3")


def test_a_rule_hidden_behind_a_tombstone_is_found(store: OpenStore) -> None:
    with store.work("thief") as work:
        (n,) = work.connection.execute("SELECT n FROM entry WHERE kind = 'line.ruled'").fetchone()
        work.connection.execute("INSERT INTO tombstone VALUES (?, 'never')", (n,))
        work.connection.execute("DELETE FROM body WHERE n = ?", (n,))
    assert problems(store) == ["body_missing", "body_missing"]


def test_it_is_done_once_a_day_after_a_backup(store: OpenStore, clock: TurnedClock) -> None:
    clock.at += LATER
    acknowledge(store, clock.now())
    assert prune_once_a_day(store) == 0
    clock.at += timedelta(days=1)
    with store.work("backup") as work:
        work.drawer.set_setting("backup.last", f'{{"at": "{datetime.isoformat(clock.now())}"}}')
    assert prune_once_a_day(store) == 10
    assert prune_once_a_day(store) == 0
