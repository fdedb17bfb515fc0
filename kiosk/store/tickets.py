"""Tickets by business day: numbered without gap within a day and category, in one transaction with their entry.

A row holds the ticket's periods as they are; the columns beside them (state, window, turn …) are only there to
find it by.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from kiosk.domain.ticket import Period, Ticket, TicketState, next_count, split_number

KEPT = "id, day, prefix, count, first_matter, arrival, periods, person, green, more, said"
FOUND_BY = "state, at_window, turn"
_PUT = f"INSERT OR REPLACE INTO ticket ({KEPT}, {FOUND_BY}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_MOVE = (
    "UPDATE ticket SET periods = ?, person = ?, green = ?, more = ?, said = ?, state = ?, at_window = ?, turn = ?"
    " WHERE id = ? AND day = ? AND prefix = ? AND count = ? AND first_matter = ? AND arrival = ?"
)


class TicketTable:
    """The tickets within one transaction. (day, prefix, count) is unique in the schema."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def next_place(self, day: date, prefix: str, device: int = 0) -> tuple[int, int]:
        """The number after the highest of that day and category, 1 on a new day, or of the reserved block of a
        device;
        and the place after the last of the day's line, all categories together."""
        low, high = (1000 * (device - 1) + 900, 1000 * device) if device else (0, 10**9)
        row = self._connection.execute(
            "SELECT (SELECT max(count) FROM ticket WHERE day = ?1 AND prefix = ?2 AND count > ?3 AND count < ?4"
            " AND (count % 1000 > 900) = ?5), (SELECT max(arrival) FROM ticket WHERE day = ?1)",
            (day.isoformat(), prefix, low, high, int(device > 0)),
        ).fetchone()
        return next_count(row[0] or 0, device), (row[1] or 0) + 1

    def next_turn(self, day: date) -> int:
        """The number after the day's last call."""
        row = self._connection.execute(
            "SELECT max(turn) FROM ticket WHERE day = ? AND turn > 0", (day.isoformat(),)
        ).fetchone()
        return (row[0] or 0) + 1

    def put(self, ticket: Ticket) -> None:
        """Write a ticket as it stands now. One that moves leaves the indices alone that it does not move in: a page
        less to encrypt for each."""
        row = ticket_row(ticket)
        if self._connection.execute(_MOVE, (*row[6:], *row[:6])).rowcount == 0:
            self._connection.execute(_PUT, row)

    def by_number(self, day: date, number: str) -> Ticket | None:
        """A ticket as people say it, None when there is none that day (or it is no number at all)."""
        try:
            prefix, count = split_number(number)
        except ValueError:
            return None
        found = self._many("day = ? AND prefix = ? AND count = ?", (day.isoformat(), prefix, count))
        return found[0] if found else None

    def of_day(self, day: date) -> Sequence[Ticket]:
        """All tickets of a day."""
        return self._many("day = ?", (day.isoformat(),))

    def all(self) -> Sequence[Ticket]:
        """Every ticket ever given out here, for the check against the journal."""
        return self._many("1", ())

    def _many(self, where: str, values: tuple[object, ...]) -> list[Ticket]:
        return read_tickets(self._connection, where, values)


def read_tickets(connection: Any, where: str, values: tuple[object, ...]) -> list[Ticket]:
    """The tickets that a condition finds."""
    return [read_ticket(row) for row in connection.execute(f"SELECT {KEPT} FROM ticket WHERE {where}", values)]


def ticket_row(t: Ticket) -> tuple[Any, ...]:
    """A ticket as its row says it: the whole of it, and what it is found by."""
    start = (t.id, t.day.isoformat(), t.prefix, t.count, t.first_matter, t.arrival, _written(t.periods))
    said = f"{t.said[0]}-{t.said[1]}" if t.said else ""
    window = t.window if t.state is TicketState.CALLED else ""
    return (*start, t.person, int(t.green), " ".join(t.more), said, t.state.value, window, t.turn)


def read_ticket(row: tuple[Any, ...]) -> Ticket:
    """The ticket of a row (without what it is found by). Raises ValueError, KeyError or TypeError for what is none."""
    ticket_id, day, prefix, count, matter, arrival, periods, person, green, more, said = row
    low, _, high = said.partition("-")
    return Ticket(
        id=ticket_id,
        day=date.fromisoformat(day),
        prefix=prefix,
        count=count,
        first_matter=matter,
        arrival=arrival,
        periods=_read(periods),
        person=person,
        green=bool(green),
        more=tuple(more.split()),
        said=(int(low), int(high)) if said else None,
    )


def _written(periods: Sequence[Period]) -> str:
    """Each period without what it does not have, times to the millisecond as the journal writes them."""
    return msgspec.json.encode([_told(p) for p in periods]).decode()


def _told(period: Period) -> dict[str, object]:
    told: dict[str, object] = {"state": period.state.value, "begun": period.begun.isoformat(timespec="milliseconds")}
    for name in ("at", "to", "hold", "note", "matter", "turn", "jumped", "recalls", "behind"):
        if value := getattr(period, name):
            told[name] = value
    if period.recalled_at:
        told["recalled_at"] = period.recalled_at.isoformat(timespec="milliseconds")
    return told


def _read(written: str) -> tuple[Period, ...]:
    return tuple(
        Period(
            state=TicketState(told.pop("state")),
            begun=datetime.fromisoformat(told.pop("begun")),
            recalled_at=datetime.fromisoformat(told.pop("recalled_at")) if "recalled_at" in told else None,
            **told,
        )
        for told in msgspec.json.decode(written)
    )
