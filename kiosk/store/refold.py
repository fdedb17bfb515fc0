"""Rows as the journal tells them, at any of its entries, without reading all of it: which rows later entries have
moved, and what these were before."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kiosk.domain.ticket import split_number
from kiosk.store.rows import ACCOUNTS, CASES, TICKETS, Key, Row, Table, rows_of
from kiosk.store.tally import Tally, why_aside
from sync.protocol.audience import centre_of
from sync.protocol.entry import GENESIS, DeviceId, Entry
from sync.protocol.reading import Read, read_entry

_KEPT = "SELECT n, CAST(content AS BLOB), body_hash, own FROM entry JOIN body USING (n)"
_BEHIND = f"{_KEPT} WHERE n > ? ORDER BY n"
_ALL = f"{_KEPT} ORDER BY n"
_OF_CASE = f"{_KEPT} WHERE case_no = ? AND n <= ? ORDER BY n"
_TICKETS_BACKWARDS = f"{_KEPT} WHERE kind >= 'ticket.' AND kind < 'ticket/' AND own = 1 AND n <= ? ORDER BY n DESC"
_OF_ACCOUNTS = f"{_KEPT} WHERE kind >= 'account.' AND kind < 'account/' AND n <= ? ORDER BY n"
Kept = tuple[int, bytes, bytes, int]  # number, body, its hash, whether it is an own one


@dataclass(slots=True)
class Moved:
    """Which rows the entries behind number `since` have moved, by table, and by which of them last. Read on as the
    journal grows."""

    since: int
    seen: int = 0
    last: dict[str, dict[Key, int]] = field(default_factory=lambda: {t.name: {} for t in (CASES, TICKETS, ACCOUNTS)})

    def read_on(self, connection: Any) -> None:
        """See what was entered since the last time."""
        for n, content, body_hash, own in connection.execute(_BEHIND, (max(self.since, self.seen),)):
            self.seen = n
            read = _read(content, body_hash)
            if (moved := moves(read, own == 1)) is not None:
                table, key = moved
                self.last[table.name][key] = n


def rows_at(connection: Any, device: str, table: Table, keys: Collection[Key], upto: int) -> Mapping[Key, Row]:
    """What these rows were once entry `upto` had been applied; those that were not there yet are left out."""
    tally = Tally(centre_of(device), why_aside(connection))
    for n, content, body_hash, own in entries_of(connection, table, keys, upto):
        for _ in tally.take(n, content, body_hash, own == 1):
            pass  # what is wrong with an entry is for the check of the journal to say
    return {key: row for key, row in rows_of(table, tally).items() if key in keys}


def entries_of(connection: Any, table: Table, keys: Collection[Key], upto: int) -> Iterator[Kept]:
    """All entries up to number `upto` that moved these rows, and maybe others, in their order."""
    if keys:
        yield from _ENTRIES[table.name](connection, keys, upto)


def told_by_journal(connection: Any, device: str) -> Tally:
    """Everything, from the first entry on."""
    tally = Tally(centre_of(device), why_aside(connection))
    for n, content, body_hash, own in connection.execute(_ALL):
        for _ in tally.take(n, content, body_hash, own == 1):
            pass
    return tally


def _read(content: bytes, body_hash: bytes) -> Read:
    return read_entry(Entry(DeviceId(""), 0, 0, GENESIS, content, body_hash, GENESIS))


def moves(read: Read, own: bool) -> tuple[Table, Key] | None:
    """The row that an entry moves; None for one that moves none."""
    if read.concerns_case:
        return CASES, (read.case_no or "",)
    if read.kind.startswith("account.") and (staff := read.payload.get("staff")):
        return ACCOUNTS, (str(staff),)
    if own and (key := _ticket(read)) is not None:
        return TICKETS, key
    return None


def _ticket(read: Read) -> Key | None:
    if not read.kind.startswith("ticket."):
        return None
    try:
        return str(read.payload["day"]), *split_number(read.payload["number"])
    except (KeyError, ValueError, TypeError, AttributeError):
        return None


def _of_cases(connection: Any, keys: Collection[Key], upto: int) -> Iterator[Kept]:
    for (case_no,) in keys:
        yield from connection.execute(_OF_CASE, (case_no, upto)).fetchall()


def _of_tickets(connection: Any, keys: Collection[Key], upto: int) -> Iterator[Kept]:
    """From the end back to where the last of them was given out: a ticket's life is a day."""
    wanted, found = set(keys), []
    for row in connection.execute(_TICKETS_BACKWARDS, (upto,)):
        read = _read(row[1], row[2])
        if (key := _ticket(read)) in keys:
            found.append(row)
            if read.kind == "ticket.taken":
                wanted.discard(key)
        if not wanted:
            break
    yield from reversed(found)


def _of_accounts(connection: Any, _keys: Collection[Key], upto: int) -> Iterator[Kept]:
    yield from connection.execute(_OF_ACCOUNTS, (upto,)).fetchall()


_ENTRIES: Mapping[str, Callable[[Any, Collection[Key], int], Iterator[Kept]]] = {
    CASES.name: _of_cases,
    TICKETS.name: _of_tickets,
    ACCOUNTS.name: _of_accounts,
}
