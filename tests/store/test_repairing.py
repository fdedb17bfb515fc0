"""Tables set right by the journal: whatever was done to them is undone, on record; and never by a journal that is
itself not what it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.refusals import Refusal
from kiosk.store.checkpoints import take_stock
from kiosk.store.door import OpenStore, open_store
from kiosk.store.repairing import repair
from kiosk.store.words import Problem

from .conftest import TurnedClock
from .test_journal import NUMBER
from .test_tables_altered import COLUMNS, OTHERWISE, fill, problems, tamper

CASE_COLUMNS = COLUMNS["case_record"].removeprefix("n ")  # where a row stands in its table is nobody's fact
ALL = [(table, column) for table, columns in COLUMNS.items() for column in columns.split()]


@pytest.fixture
def store(folders: tuple[Path, Path], clock: TurnedClock) -> Iterator[OpenStore]:
    opened = open_store(*folders, clock)
    fill(opened)
    yield opened
    opened.close()


def tables(store: OpenStore) -> dict[str, list[tuple[object, ...]]]:
    with store.look() as work:
        return {
            table: work.connection.execute(f"SELECT {', '.join(columns.split())} FROM {table}").fetchall()
            for table, columns in (COLUMNS | {"case_record": CASE_COLUMNS}).items()
        }


@pytest.mark.parametrize(("table", "column"), ALL)
def test_an_altered_column_is_as_it_was(store: OpenStore, table: str, column: str) -> None:
    before = tables(store)
    other = OTHERWISE.get(column, "{} || 'x'").format(column)
    tamper(store, f"UPDATE {table} SET {column} = {other}")
    assert repair(store, "staff:0900")
    assert problems(store) == []
    assert tables(store) == before


@pytest.mark.parametrize("table", COLUMNS)
def test_rows_that_were_taken_away_are_there_again(store: OpenStore, table: str) -> None:
    tamper(store, f"DELETE FROM {table}")
    repair(store, "staff:0900")
    assert problems(store) == []
    with store.look() as work:
        assert [found.case_no for found in work.cases.find("张𠅤䶮")] == [NUMBER]
        assert [found.case_no for found in work.cases.find("C001")] == [NUMBER]


def test_what_was_slipped_in_is_gone(store: OpenStore) -> None:
    tamper(
        store,
        "INSERT INTO account SELECT '0999', name, 'system', centre, verifier, start, since, secret_at, 0, badge"
        " FROM account",
    )
    repair(store, "staff:0900")
    assert problems(store) == []
    with store.look() as work:
        assert [account.staff for account in work.staff.all()] == ["0305"]


def test_who_set_what_right_stands_in_the_journal_without_anybodys_name(store: OpenStore) -> None:
    tamper(store, "UPDATE case_record SET record = replace(CAST(record AS TEXT), '6217001', '6217666')")
    assert repair(store, "staff:0900") == [Problem("case_altered", NUMBER)]
    with store.look() as work:
        (written,) = work.journal.of_kinds("journal.repaired")
        case = work.cases.get(NUMBER)
    said = written.read()
    assert (said.actor, said.payload["count"]) == ("staff:0900", 1)
    (row,) = said.payload["rows"]
    assert (row["table"], row["row"], len(row["found"])) == ("case_record", NUMBER, 64)
    assert "6217" not in written.body.decode()
    assert case is not None
    assert case.answers == {"account": "6217001"}
    assert [*take_stock(store)][-1] == []


def test_a_journal_that_is_itself_altered_sets_nothing_right(store: OpenStore) -> None:
    tamper(store, "UPDATE case_record SET phone = '1'")
    with store.work("thief") as work:
        work.connection.execute("DROP TRIGGER body_is_true")
        work.connection.execute(
            "UPDATE body SET content = replace(content, '6217001', '6217666') WHERE content LIKE '%6217001%'"
        )
    before = tables(store)
    with pytest.raises(Refusal) as refused:
        repair(store, "staff:0900")
    assert refused.value.key == "journal_not_good"
    assert tables(store) == before


def test_where_nothing_is_wrong_there_is_nothing_to_set_right(store: OpenStore) -> None:
    with pytest.raises(Refusal) as refused:
        repair(store, "staff:0900")
    assert refused.value.key == "nothing_to_repair"
