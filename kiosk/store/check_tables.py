"""The check of the tables against what the journal adds up to: every row, every column, and the numbers on paper by
which cases are found. Whoever changes a case, a ticket or an account behind the journal's back is found here."""

from collections.abc import Iterator, Mapping
from typing import Any

from kiosk.domain.ticket import is_reserved, next_count
from kiosk.store.rows import TABLES, Key, Row, Table, rows_of
from kiosk.store.tally import Tally
from kiosk.store.words import Problem

PROBLEMS_OF_TABLES = frozenset(
    {f"{table.problem}_{how}" for table in TABLES for how in ("without_entry", "lost", "altered")}
    | {"mark_altered", "index_altered"}
)
_PAGE = 1000


def check_tables(tally: Tally, connection: Any) -> Iterator[Problem]:
    """Every row that is not as the journal tells it, by its number alone."""
    for table in TABLES:
        yield from compare(table, _kept(table, connection), rows_of(table, tally))
    yield from _tickets(connection)
    yield from _marks(tally, connection)
    yield from _index(connection)


def compare(table: Table, kept: Mapping[Key, Row], told: Mapping[Key, Row]) -> Iterator[Problem]:
    """Rows as they are against rows as they should be."""
    for key in sorted(kept.keys() | told.keys(), key=in_order):
        if key not in told:
            yield Problem(f"{table.problem}_without_entry", table.named(key))
        elif key not in kept:
            yield Problem(f"{table.problem}_lost", table.named(key))
        elif table.as_today(kept[key]) != told[key]:
            yield Problem(f"{table.problem}_altered", table.named(key))


def differing(table: Table, connection: Any, told: Mapping[Key, Row]) -> Iterator[Key]:
    """The keys of the rows that are not as they should be."""
    kept = _kept(table, connection)
    for key in sorted(kept.keys() | told.keys(), key=in_order):
        if key not in kept or key not in told or table.as_today(kept[key]) != told[key]:
            yield key


def _kept(table: Table, connection: Any) -> dict[Key, Row]:
    sql = f"SELECT {table.columns} FROM {table.name}"
    return {table.key(row): row for row in connection.execute(sql)}


def in_order(key: Key) -> tuple[tuple[str, str | int], ...]:
    """Keys as the store sorts them, also where somebody has written a text in the place of a number."""
    return tuple((type(part).__name__, part) for part in key)


def _tickets(connection: Any) -> Iterator[Problem]:
    """Within a day and a category none is missing."""
    last: dict[str, int] = {}
    rows = connection.execute(
        "SELECT day, prefix, count FROM ticket WHERE typeof(count) = 'integer' ORDER BY day, prefix, count"
    )
    for day, prefix, count in rows:
        series = f"{day} {prefix}"
        if is_reserved(count):  # given out where the line was out of reach: no promise of being whole
            continue
        if count != (expected := next_count(last.get(series, 0))):
            yield Problem("ticket_gap", f"{series}{expected:03d}")
        last[series] = count


def _marks(tally: Tally, connection: Any) -> Iterator[Problem]:
    kept = set(connection.execute("SELECT word, case_no FROM mark").fetchall())
    for case_no in sorted({case_no for _, case_no in kept ^ tally.marks}):
        yield Problem("mark_altered", case_no)


def _index(connection: Any) -> Iterator[Problem]:
    """Every case is in the index that finds it, and nothing else is."""
    rows = connection.execute(
        "SELECT case_no FROM case_record WHERE n NOT IN (SELECT id FROM case_index_docsize)"
        " UNION ALL SELECT '#' || id FROM case_index_docsize WHERE id NOT IN (SELECT n FROM case_record)"
    )
    for (where,) in rows:
        yield Problem("index_altered", where)
