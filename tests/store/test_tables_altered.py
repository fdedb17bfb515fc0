"""Tables altered behind the journal's back: a row changed in any column, taken away or slipped in, a step taken out of
the count. Each is found, and the row is named by its number alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app.post_room import PostRoom
from kiosk.domain.case import after
from kiosk.domain.staff import after as staff_after
from kiosk.domain.ticket import after as ticket_after
from kiosk.store.check import check_store
from kiosk.store.door import OpenStore, open_store
from kiosk.store.shelf import StoreShelf
from kiosk.store.words import PROBLEMS, Problem
from sync.protocol.entry import DeviceId, link
from sync.protocol.kinds import CaseFiled, CaseMoved, Clock, Person, TicketTaken
from sync.protocol.staff_kinds import AccountOpened
from tests.sync.city_kit import filing
from tests.sync.paper_shelf import body_of

from .conftest import TurnedClock
from .test_journal import NUMBER

LOST = "341323110000-20261122-01-0007-7XK"
COLUMNS = {
    "case_record": "n case_no matter state applicant id_number phone agent filed_at due_on record",
    "ticket": "day prefix count id first_matter arrival periods person green more said state at_window turn",
    "account": "staff name roles centre verifier start since secret_at has_left badge",
    "mark": "word case_no",
}
NUMBERS = {"n": "n + 1000", "count": "count + 7", "arrival": "arrival + 1", "turn": "turn + 1"}
FLAGS = dict.fromkeys(("green", "start", "has_left"), "1 - {}")
OTHERWISE = {
    **NUMBERS,
    **FLAGS,
    "record": "replace(CAST(record AS TEXT), '张', '王')",
    "periods": "replace(periods, '09:', '08:')",
    "said": "'1-2'",
    "roles": "'lead'",
    "day": "'2026-11-22'",
    "state": "'served'",
    "filed_at": "replace(filed_at, '09:', '08:')",
    "due_on": "'2027-01-01'",
    "since": "replace(since, '09:', '08:')",
    "secret_at": "replace(secret_at, '09:', '08:')",
}


def fill(store: OpenStore) -> None:
    """A ticket, the case that it came to, and an account."""
    with store.work("staff:0305") as work:
        taken = TicketTaken(ticket="t1", day="2026-11-23", number="C001", matter="M1103", arrival=1)
        work.tickets.put(ticket_after(None, work.journal.enter(taken, "ticket.taken").happened))
        said = CaseFiled(
            case_no=NUMBER,
            matter="M1103",
            matter_version=1,
            fingerprint="",
            mode="end_to_end",
            centre="341323110000",
            applicant=Person(name="张𠅤䶮", id_number="342224195807054021", phone="13805572216"),
            answers={"account": "6217001"},
            materials={},
            ticket="C001",
            committed=Clock(days=20, due_on="2026-12-21"),
        )
        work.cases.put(after(None, work.journal.enter(said, "case.accepted", NUMBER).happened))
        opening = AccountOpened(staff="0305", centre="341323110000", name="李芳", roles=("clerk",), verifier="v")
        account = staff_after(None, work.journal.enter(opening, "account.opened").happened)
        assert account is not None
        work.staff.put(account)


@pytest.fixture
def store(folders: tuple[Path, Path], clock: TurnedClock) -> Iterator[OpenStore]:
    """A case, a ticket and an account."""
    opened = open_store(*folders, clock)
    fill(opened)
    yield opened
    opened.close()


def tamper(store: OpenStore, statement: str) -> None:
    with store.work("thief") as work:
        assert work.connection.execute(statement).rowcount > 0


def problems(store: OpenStore) -> list[Problem]:
    with store.look() as work:
        return check_store(work, store.blobs)[1]


def test_all_is_well_before_anything_is_done(store: OpenStore) -> None:
    assert problems(store) == []


def test_every_column_of_the_tables_is_tried(store: OpenStore) -> None:
    with store.look() as work:
        for table, columns in COLUMNS.items():
            there = [row[1] for row in work.connection.execute(f"PRAGMA table_info({table})")]
            assert sorted(columns.split()) == sorted(there)


@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table, columns in COLUMNS.items() for column in columns.split()]
)
def test_a_column_that_was_altered_is_found(store: OpenStore, table: str, column: str) -> None:
    other = OTHERWISE.get(column, "{} || 'x'").format(column)
    tamper(store, f"UPDATE {table} SET {column} = {other}")
    assert problems(store)


@pytest.mark.parametrize("table", COLUMNS)
def test_a_row_that_was_taken_away_is_found(store: OpenStore, table: str) -> None:
    tamper(store, f"DELETE FROM {table}")
    assert problems(store)


@pytest.mark.parametrize(
    "slipped",
    [
        "INSERT INTO case_record SELECT 99, case_no || 'X', matter, state, applicant, id_number, phone, agent,"
        " filed_at, due_on, record FROM case_record",
        "INSERT INTO account SELECT '0999', name, 'system', centre, verifier, start, since, secret_at, 0, badge"
        " FROM account",
        "INSERT INTO mark VALUES ('C777', '341323110000-20261123-01-0001-ABC')",
    ],
)
def test_a_row_that_was_slipped_in_is_found(store: OpenStore, slipped: str) -> None:
    tamper(store, slipped)
    assert problems(store)


def test_a_problem_names_the_row_and_nobody(store: OpenStore) -> None:
    tamper(store, "UPDATE case_record SET record = replace(CAST(record AS TEXT), '6217001', '6217002')")
    (problem,) = problems(store)
    assert problem == Problem("case_altered", NUMBER)
    said = PROBLEMS[problem.key]["zh"].format(where=problem.where)
    assert NUMBER in said
    assert "张" not in said


def test_a_step_taken_out_of_the_count_is_found(store: OpenStore, clock: TurnedClock) -> None:
    with store.work("staff:0305") as work:
        before = work.cases.get(NUMBER)
        moved = work.journal.enter(CaseMoved(text="不办了"), "case.withdrawn", NUMBER).happened
        work.cases.put(after(before, moved))
    assert problems(store) == []
    with store.work("thief") as work:
        (entry,) = work.connection.execute("SELECT id FROM entry WHERE kind = 'case.withdrawn'").fetchone()
        work.connection.execute("INSERT INTO set_aside VALUES (?, 'unreadable', '', 1)", (entry,))
        assert before is not None
        work.cases.put(before)
    assert [problem.key for problem in problems(store)] == ["aside_wrongly"]


def test_what_came_back_after_a_restore_is_found_by_its_paper_too(store: OpenStore) -> None:
    device, shelf = DeviceId(store.device.id), StoreShelf(store, PostRoom(DeviceId(store.device.id)).fold)
    lost = link(device, 1, 5, shelf.heads()[0].chain, body_of("case.accepted", LOST, filing(LOST, ticket="C777")))
    shelf.take_back(1, [lost], 1)
    with store.look() as work:
        assert [found.case_no for found in work.cases.find("C777")] == [LOST]
    assert problems(store) == []
