"""The case records of the city: what the log adds up to, kept as rows in the transaction that extends the log."""

from collections.abc import Container, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, select, update

from kiosk.domain.case import Case, CaseState
from sync.city.folding import CASE_UNKNOWN, Folding, Item, Twin
from sync.city.shelves import entry_at
from sync.city.stacks import plain, put_rows
from sync.city.tables import case_record, work_item
from sync.protocol.reading import Read, read_entry

_CLOSED = frozenset(
    {
        CaseState.BOOKED,
        CaseState.NOT_ACCEPTED,
        CaseState.GRANTED,
        CaseState.REFUSED,
        CaseState.WITHDRAWN,
        CaseState.RETURNED,
        CaseState.VOIDED,
        CaseState.DELIVERED,
    }
)
_CASES = msgspec.json.Decoder(Case)


def write_case(case: Case) -> bytes:
    """A case as it is kept; equal cases give equal bytes."""
    return msgspec.json.encode(case, order="deterministic")


def fold_in(connection: Connection, fresh: Sequence[tuple[int, Read]], now: str) -> None:
    """Fold entries just added to the log, in their order, and keep what came of it."""
    numbers = {read.case_no for _, read in fresh if read.concerns_case and read.case_no}
    folding = _loaded(connection, sorted(numbers))
    there = frozenset(folding.cases)
    early = {g for waiting in folding.waiting.values() for g, _ in waiting}
    for g, read in fresh:
        folding.fold(g, read)
    _write_twins(connection, folding, there)
    _write_items(connection, folding, early, now)


def twins_of(connection: Connection, case_nos: Sequence[str]) -> dict[str, list[Twin]]:
    """The cases of these numbers, usually one each."""
    found: dict[str, list[Twin]] = {}
    for some in _pages(case_nos):
        rows = connection.execute(
            select(case_record).where(case_record.c.case_no.in_(some)).order_by(case_record.c.twin)
        )
        for row in rows:
            found.setdefault(row.case_no, []).append(twin_of(row))
    return found


def twin_of(row: Row[Any]) -> Twin:
    """A row of `case_record` as a value."""
    case = _CASES.decode(row.record)
    return Twin(row.case_no, row.twin, row.device, row.filed_by, row.body_hash, row.filed_g, case, row.last_g)


def row_of(twin: Twin) -> dict[str, Any]:
    """A case as a row of `case_record`."""
    case = twin.case
    return {
        "case_no": twin.case_no,
        "twin": twin.twin,
        "centre": plain(case.centre)[:12],
        "device": twin.device,
        "filed_by": twin.filed_by,
        "body_hash": twin.body_hash,
        "filed_g": twin.filed_g,
        "matter": plain(case.matter)[:40],
        "state": case.state.value,
        "due_on": case.due_on.isoformat() if case.due_on else None,
        "open": case.state not in _CLOSED,
        "record": write_case(case),
        "last_g": twin.last_g,
    }


def _loaded(connection: Connection, case_nos: Sequence[str]) -> Folding:
    folding = Folding(cases=twins_of(connection, case_nos))
    for some in _pages([number for number in case_nos if number not in folding.cases]):
        open_items = (work_item.c.reason == CASE_UNKNOWN, work_item.c.settled_at == "")
        waiting = select(work_item.c.g).where(work_item.c.case_no.in_(some), *open_items).order_by(work_item.c.g)
        for g in list(connection.execute(waiting).scalars()):
            read = read_entry(entry_at(connection, g))
            folding.waiting.setdefault(read.case_no or "", []).append((g, read))
    return folding


def _write_twins(connection: Connection, folding: Folding, there: Container[str]) -> None:
    changed = sorted(folding.changed)
    rows = [row_of(twin) for number in changed for twin in folding.cases[number]]
    for some in _pages([number for number in changed if number in there]):
        connection.execute(delete(case_record).where(case_record.c.case_no.in_(some)))
    put_rows(connection, case_record, rows)


def _write_items(connection: Connection, folding: Folding, early: set[int], now: str) -> None:
    if folding.settled:
        settled = update(work_item).where(work_item.c.g.in_(sorted(folding.settled)))
        connection.execute(settled.values(settled_at=now))
    again = [item for g, item in folding.items.items() if g in early]
    for item in again:  # it came early, and now it does not fit: still a person's
        changed = update(work_item).where(work_item.c.g == item.g)
        connection.execute(changed.values(reason=item.reason, detail=item.detail, settled_at=""))
    fresh = [_item_row(item, now) for g, item in folding.items.items() if g not in early]
    put_rows(connection, work_item, fresh)


def _item_row(item: Item, now: str) -> dict[str, Any]:
    said = {"g": item.g, "reason": item.reason, "detail": item.detail, "case_no": item.case_no}
    return said | {"at": now, "settled_at": ""}


def _pages(values: Sequence[str], size: int = 400) -> list[Sequence[str]]:
    return [values[at : at + size] for at in range(0, len(values), size)]
