"""Tickets by business day: numbered without gap within a day and category, in one transaction with their entry."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from kiosk.domain.ticket import Ticket, TicketState, split_number

_COLUMNS = (
    "id, day, prefix, count, matter, arrival, taken_at, state, window, called_at, ended_at, recalls, person, green"
)


class TicketTable:
    """The tickets within one transaction. (day, prefix, count) is unique in the schema."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def next_count(self, day: date, prefix: str) -> int:
        """The number after the highest of that day and category; 1 on a new day."""
        row = self._connection.execute(
            "SELECT max(count) FROM ticket WHERE day = ? AND prefix = ?", (day.isoformat(), prefix)
        ).fetchone()
        return (row[0] or 0) + 1

    def next_arrival(self, day: date) -> int:
        """The place after the last of the day's line, all categories together."""
        row = self._connection.execute("SELECT max(arrival) FROM ticket WHERE day = ?", (day.isoformat(),)).fetchone()
        return (row[0] or 0) + 1

    def put(self, ticket: Ticket) -> None:
        """Write a ticket as it stands now."""
        self._connection.execute(
            f"INSERT OR REPLACE INTO ticket ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            _row(ticket),
        )

    def by_number(self, day: date, number: str) -> Ticket | None:
        """A ticket as people say it, None when there is none today (or it is no number at all)."""
        try:
            prefix, count = split_number(number)
        except ValueError:
            return None
        return self._one("day = ? AND prefix = ? AND count = ?", (day.isoformat(), prefix, count))

    def of_day(self, day: date) -> Sequence[Ticket]:
        """All tickets of a day."""
        return self._many("day = ?", (day.isoformat(),))

    def all(self) -> Sequence[Ticket]:
        """Every ticket ever given out here, for the check against the journal."""
        return self._many("1", ())

    def waiting(self, day: date) -> Sequence[Ticket]:
        """Who waits, in order of arrival."""
        return self._many("day = ? AND state = 'waiting' ORDER BY arrival", (day.isoformat(),))

    def at_window(self, day: date, window: str) -> Ticket | None:
        """Who stands at a window now."""
        return self._one("day = ? AND window = ? AND state = 'called'", (day.isoformat(), window))

    def count_waiting(self, day: date) -> int:
        """How many wait."""
        row = self._connection.execute(
            "SELECT count(*) FROM ticket WHERE day = ? AND state = 'waiting'", (day.isoformat(),)
        ).fetchone()
        return int(row[0])

    def _one(self, where: str, values: tuple[object, ...]) -> Ticket | None:
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM ticket WHERE {where} LIMIT 1", values).fetchone()
        return _ticket(row) if row else None

    def _many(self, where: str, values: tuple[object, ...]) -> list[Ticket]:
        return [
            _ticket(row) for row in self._connection.execute(f"SELECT {_COLUMNS} FROM ticket WHERE {where}", values)
        ]


def _row(t: Ticket) -> tuple[object, ...]:
    called = t.called_at.isoformat(timespec="milliseconds") if t.called_at else None
    ended = t.ended_at.isoformat(timespec="milliseconds") if t.ended_at else None
    taken = t.taken_at.isoformat(timespec="milliseconds")
    start = (t.id, t.day.isoformat(), t.prefix, t.count, t.matter, t.arrival, taken, t.state.value, t.window)
    return (*start, called, ended, t.recalls, t.person, int(t.green))


def _ticket(row: tuple[Any, ...]) -> Ticket:
    ticket_id, day, prefix, count, matter, arrival, taken, state, window, called, ended, recalls, person, green = row
    return Ticket(
        id=ticket_id,
        day=date.fromisoformat(day),
        prefix=prefix,
        count=count,
        matter=matter,
        arrival=arrival,
        taken_at=datetime.fromisoformat(taken),
        state=TicketState(state),
        window=window,
        called_at=datetime.fromisoformat(called) if called else None,
        ended_at=datetime.fromisoformat(ended) if ended else None,
        recalls=recalls,
        person=person,
        green=bool(green),
    )
