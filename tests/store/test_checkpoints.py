"""Checkpoints: whoever alters a table is found at the next start, whatever is filed meanwhile; and a fold that goes on
from a checkpoint comes to the same as one from the beginning."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.app.post_room import PostRoom
from kiosk.domain.case import after
from kiosk.domain.ticket import after as ticket_after
from kiosk.store.cases import read_record
from kiosk.store.chain import check_from_mark
from kiosk.store.checkpoints import check_moved, last_checkpoint, take_stock
from kiosk.store.door import OpenStore, open_store
from kiosk.store.refold import told_by_journal
from kiosk.store.rows import CASES, TABLES, rows_of
from kiosk.store.shelf import StoreShelf
from kiosk.store.tally import Tally
from kiosk.store.words import Problem
from sync.protocol.entry import DeviceId, link, sha256
from sync.protocol.kinds import CaseFiled, CaseMoved, Person, TicketMoved, TicketTaken
from tests.sync.paper_shelf import body_of
from tests.sync.shelf_contract import OTHER, chained

from .conftest import TurnedClock
from .test_tables_altered import fill, tamper
from .test_three_folds import FILINGS, STREAM, _bodies

CASE = "341323110000-20261123-01-{:04d}-ABC"


def file(store: OpenStore, nth: int, account: str = "6217001") -> str:
    number = CASE.format(nth)
    said = CaseFiled(
        case_no=number,
        matter="M1103",
        matter_version=1,
        fingerprint="",
        mode="end_to_end",
        centre="341323110000",
        applicant=Person(name="张𠅤䶮", id_number="342224195807054021", phone="13805572216"),
        answers={"account": account},
        materials={},
    )
    with store.work("staff:0305") as work:
        work.cases.put(after(None, work.journal.enter(said, "case.accepted", number).happened))
    return number


def withdraw(store: OpenStore, nth: int) -> None:
    number = CASE.format(nth)
    with store.work("staff:0305") as work:
        work.cases.put(
            after(work.cases.get(number), work.journal.enter(CaseMoved(text=""), "case.withdrawn", number).happened)
        )


def take(store: OpenStore, nth: int) -> None:
    said = TicketTaken(ticket=f"t{nth}", day="2026-11-23", number=f"C{nth:03d}", matter="M1103", arrival=nth)
    with store.work("staff:0305") as work:
        work.tickets.put(ticket_after(None, work.journal.enter(said, "ticket.taken").happened))


def miss(store: OpenStore, nth: int) -> None:
    from datetime import date

    said = TicketMoved(ticket=f"t{nth}", day="2026-11-23", number=f"C{nth:03d}", window="")
    with store.work("staff:0305") as work:
        before = work.tickets.by_number(date(2026, 11, 23), f"C{nth:03d}")
        work.tickets.put(ticket_after(before, work.journal.enter(said, "ticket.missed").happened))


def stock(store: OpenStore, piece: int = 3) -> list[Problem]:
    """What a whole pass finds."""
    return [*[*take_stock(store, piece)][-1]]


def moved(store: OpenStore) -> list[Problem]:
    """What a start looks at first finds."""
    with store.look() as work:
        return [*check_moved(work)]


def made(store: OpenStore) -> list[int]:
    """After which entry each checkpoint was made."""
    with store.look() as work:
        return [w.read().payload["n"] for w in work.journal.of_kinds("journal.checkpoint")]


@pytest.fixture
def store(folders: tuple[Path, Path], clock: TurnedClock) -> Iterator[OpenStore]:
    """Ten cases, some tickets, an account, and a checkpoint of yesterday."""
    opened = open_store(*folders, clock)
    fill(opened)
    for nth in range(2, 11):
        file(opened, nth)
        take(opened, nth)
    assert stock(opened) == []
    clock.turn(days=1)
    yield opened
    opened.close()


def test_the_first_pass_makes_a_checkpoint_and_the_next_one_finds_all_as_it_was(store: OpenStore) -> None:
    assert len(made(store)) == 1
    assert stock(store) == []
    assert len(made(store)) == 1  # nothing has moved: nothing new to say


def test_a_checkpoint_a_day_is_enough(store: OpenStore, clock: TurnedClock) -> None:
    for day in range(3):
        file(store, 20 + day)
        assert stock(store) == []
        assert stock(store) == []
        clock.turn(days=1)
    assert len(made(store)) == 4


@pytest.mark.parametrize(
    ("harm", "key", "where"),
    [
        (
            "UPDATE case_record SET record = replace(CAST(record AS TEXT), '6217001', '6217666')"
            " WHERE case_no LIKE '%-0005-%'",
            "case_altered",
            CASE.format(5),
        ),
        ("UPDATE case_record SET applicant = '王' WHERE case_no LIKE '%-0010-%'", "case_altered", CASE.format(10)),
        ("DELETE FROM case_record WHERE case_no LIKE '%-0002-%'", "case_lost", CASE.format(2)),
        (
            "INSERT INTO case_record SELECT 99, case_no || 'X', matter, state, applicant, id_number, phone, agent,"
            " filed_at, due_on, record FROM case_record WHERE case_no LIKE '%-0002-%'",
            "case_without_entry",
            CASE.format(2) + "X",
        ),
        ("UPDATE ticket SET green = 1 WHERE count = 7", "ticket_altered", "2026-11-23 C007"),
        ("UPDATE ticket SET state = 'served' WHERE count = 7", "ticket_altered", "2026-11-23 C007"),
        ("DELETE FROM ticket WHERE count = 10", "ticket_lost", "2026-11-23 C010"),
        ("UPDATE account SET roles = 'system'", "account_altered", "0305"),
    ],
)
def test_a_table_altered_between_two_starts_is_found_and_the_row_named(
    store: OpenStore, harm: str, key: str, where: str
) -> None:
    tamper(store, harm)
    assert moved(store) == []  # no entry has touched it since: the pass behind has to find it
    assert Problem(key, where) in stock(store)
    assert len(made(store)) == 1


def test_a_row_altered_and_then_moved_on_is_found_at_once(store: OpenStore) -> None:
    tamper(store, "UPDATE case_record SET record = replace(CAST(record AS TEXT), '6217001', '6217666')")
    withdraw(store, 5)
    assert moved(store) == [Problem("case_altered", CASE.format(5))]
    assert Problem("case_altered", CASE.format(4)) in stock(store)


def test_a_row_moved_on_and_then_altered_is_found_at_once(store: OpenStore) -> None:
    miss(store, 4)
    tamper(store, "UPDATE ticket SET state = 'waiting' WHERE count = 4")
    assert moved(store) == [Problem("ticket_altered", "2026-11-23 C004")]


def test_what_is_filed_while_the_tables_are_counted_is_no_alarm(
    store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing is folded from the beginning for it: the pass itself comes to what stood at the checkpoint."""
    monkeypatch.setattr("kiosk.store.checkpoints._whole", lambda _store: pytest.fail("folded anew"))
    for nth, found in enumerate(take_stock(store, 2)):
        assert [*found] == []
        file(store, 100 + nth)
        take(store, 11 + nth)
        withdraw(store, 1 + nth) if nth < 10 else miss(store, nth - 9)
    assert len(made(store)) == 2
    assert stock(store) == []
    with store.look() as work:
        assert [*check_moved(work)] == []


def test_a_checkpoint_that_was_altered_itself_helps_nobody(store: OpenStore) -> None:
    tamper(store, "UPDATE account SET roles = 'system'")
    with store.work("thief") as work:
        work.connection.execute("DROP TRIGGER body_is_true")
        work.connection.execute(
            "UPDATE body SET content = replace(content, 'account', 'accounx')"
            " WHERE n = (SELECT n FROM entry WHERE kind = 'journal.checkpoint')"
        )
        assert last_checkpoint(work.connection) is None
    assert stock(store) == [Problem("account_altered", "0305")]


def test_rows_that_looked_otherwise_are_folded_anew_and_not_held_against_their_old_look(
    store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.store.checkpoints.shape", lambda: "another")
    assert stock(store) == []
    assert len(made(store)) == 2


def test_the_checkpoint_says_nothing_of_anybody(store: OpenStore) -> None:
    with store.look() as work:
        (said,) = [w.body.decode() for w in work.journal.of_kinds("journal.checkpoint")]
    assert "张" not in said
    assert "6217001" not in said
    assert set(last_sums(store)) == {table.name for table in TABLES}


def last_sums(store: OpenStore) -> dict[str, str]:
    with store.look() as work:
        last = last_checkpoint(work.connection)
    assert last is not None
    return dict(last.sums)


_days = iter(range(1, 10_000))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.sampled_from(FILINGS), stream=STREAM, cut=st.integers(0, 12), harm=st.booleans())
def test_a_fold_that_goes_on_from_a_checkpoint_comes_to_the_same_as_one_from_the_beginning(
    store: OpenStore, clock: TurnedClock, first: str, stream: list[tuple[str, int]], cut: int, harm: bool
) -> None:
    number = next(_days)
    case_no = f"341323110000-20261123-09-{number:04d}-7XK"
    entries = chained(OTHER, number, _bodies(case_no, first, stream, False))
    shelf = StoreShelf(store, PostRoom(DeviceId(store.device.id)).fold)
    shelf.apply("city", entries[: cut + 1], "a")
    clock.turn(days=1)
    assert stock(store) == []
    with store.look() as work:
        last = last_checkpoint(work.connection)
        kept = CASES.page(work.connection, (), 1 << 30)
    assert last is not None
    going_on = Tally("341323110000", {}, {str(key[0]): read_record(row[-1]) for key, row in kept.items()})
    shelf.apply("city", entries[cut + 1 :], "b")
    with store.look() as work:
        going_on.aside = dict(work.connection.execute("SELECT entry_id, reason FROM set_aside"))
        behind = (
            "SELECT n, content, body_hash FROM entry JOIN body USING (n) WHERE n > ? AND kind LIKE 'case.%' ORDER BY n"
        )
        for row in work.connection.execute(behind, (last.n,)).fetchall():
            assert [*going_on.take(*row, own=False)] == []
        assert rows_of(CASES, going_on) == rows_of(CASES, told_by_journal(work.connection, store.device.id))
        assert [*check_moved(work)] == []
    assert stock(store) == []
    if harm:
        with store.work("thief") as work:
            work.connection.execute("UPDATE case_record SET phone = '1' WHERE case_no = ?", (case_no,))
        assert Problem("case_altered", case_no) in stock(store)
        with store.work("thief") as work:
            right = work.cases.get(case_no)
            assert right is not None
            work.cases.put(right)


def test_a_pass_finds_a_row_that_was_altered_before_it_moved_on_and_makes_no_checkpoint_of_it(store: OpenStore) -> None:
    tamper(store, "UPDATE case_record SET phone = '1' WHERE case_no LIKE '%-0005-%'")
    with store.work("thief") as work:
        record = "replace(CAST(record AS TEXT), '13805572216', '1')"
        work.connection.execute(f"UPDATE case_record SET record = {record} WHERE case_no LIKE '%-0005-%'")
    withdraw(store, 5)
    assert stock(store) == [Problem("case_altered", CASE.format(5))]
    assert len(made(store)) == 1


def test_a_checkpoint_put_in_the_place_of_the_last_one_is_found_at_a_start(store: OpenStore) -> None:
    """Body and hash fit each other, the chain does not; and the start before was good further on already."""
    file(store, 50)
    assert check_from_mark(store) == []
    with store.work("thief") as work:
        for trigger in ("body_is_true", "entry_is_true"):
            work.connection.execute(f"DROP TRIGGER {trigger}")
        (n, content) = work.connection.execute(
            "SELECT n, content FROM entry JOIN body USING (n) WHERE kind = 'journal.checkpoint'"
        ).fetchone()
        forged = content.replace(b'"account"', b'"accounx"')
        work.connection.execute("UPDATE body SET content = ? WHERE n = ?", (forged, n))
        work.connection.execute("UPDATE entry SET body_hash = ? WHERE n = ?", (sha256(forged), n))
    (said,) = check_from_mark(store)
    assert "的链值被改动" in said


def test_what_the_upstream_put_in_its_place_is_no_fraud_at_the_next_start(store: OpenStore) -> None:
    """This disk was cloned: the other one was quicker. Its entries take their places, ours move behind."""
    assert check_from_mark(store) == []
    device = DeviceId(store.device.id)
    shelf = StoreShelf(store, PostRoom(device).fold)
    last = shelf.heads()[-1]
    chain = shelf.chain_at(1, last.seq - 1)
    assert chain is not None
    theirs = link(device, 1, last.seq, chain, body_of("person.looked", None, {"what": "case", "purpose": "x"}))
    shelf.take_back(1, [theirs], 1)
    assert check_from_mark(store) == []
    assert stock(store) == []
