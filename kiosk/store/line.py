"""The line as it stands (排队): the tickets that are still open, found by an index of their own, so that years
of history
cost nothing. `since` is a day: of that day and later."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from kiosk.domain.ticket import Ticket
from kiosk.store.tickets import read_tickets

_OPEN = "state IN ('waiting', 'called', 'held')"  # word for word the index's own condition


class LineTable:
    """The line within one transaction."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def open_since(self, day: date) -> Sequence[Ticket]:
        """Who waits, is at a window or rests, of this day and later."""
        return self._many(f"day >= ? AND {_OPEN} ORDER BY day, arrival", (day.isoformat(),))

    def waiting(self, day: date) -> Sequence[Ticket]:
        """Who waits, in order of arrival, of this day and later."""
        return self._many(f"day >= ? AND {_OPEN} AND state = 'waiting' ORDER BY day, arrival", (day.isoformat(),))

    def front(self, day: date, limit: int) -> Sequence[Ticket]:
        """The first of those who wait, in order of arrival, and the first of the green channel among them."""
        waiting = f"day >= ? AND {_OPEN} AND state = 'waiting'"
        first = self._many(f"{waiting} ORDER BY day, arrival LIMIT ?", (day.isoformat(), limit))
        if len(first) < limit:
            return first
        green = self._many(f"{waiting} AND green = 1 ORDER BY day, arrival LIMIT ?", (day.isoformat(), limit))
        known = {ticket.id for ticket in first}
        return [*first, *(ticket for ticket in green if ticket.id not in known)]

    def held(self, day: date) -> Sequence[Ticket]:
        """Who rests, of this day and later."""
        return self._many(f"day >= ? AND {_OPEN} AND state = 'held'", (day.isoformat(),))

    def count_ahead(self, since: date, ticket: Ticket) -> int:
        """How many wait that arrived before this one, of `since` and later."""
        row = self._connection.execute(
            f"SELECT count(*) FROM ticket WHERE (day, arrival) >= (?, 0) AND (day, arrival) < (?, ?)"
            f" AND {_OPEN} AND state = 'waiting'",
            (since.isoformat(), ticket.day.isoformat(), ticket.arrival),
        ).fetchone()
        return int(row[0])

    def count_waiting(self, since: date) -> int:
        """How many wait, of `since` and later."""
        row = self._connection.execute(
            f"SELECT count(*) FROM ticket WHERE day >= ? AND {_OPEN} AND state = 'waiting'", (since.isoformat(),)
        ).fetchone()
        return int(row[0])

    def windows_open(self, day: date) -> int:
        """At how many windows somebody stands now."""
        row = self._connection.execute(
            f"SELECT count(DISTINCT at_window) FROM ticket WHERE day >= ? AND {_OPEN} AND state = 'called'",
            (day.isoformat(),),
        ).fetchone()
        return int(row[0])

    def at_window(self, day: date, window: str) -> Ticket | None:
        """Who stands at a window now."""
        found = self._many(
            f"day >= ? AND {_OPEN} AND state = 'called' AND at_window = ? LIMIT 1", (day.isoformat(), window)
        )
        return found[0] if found else None

    def latest_called(self, day: date, limit: int) -> Sequence[Ticket]:
        """The day's calls, the latest first."""
        return self._many("day = ? AND turn > 0 ORDER BY turn DESC LIMIT ?", (day.isoformat(), limit))

    def of_person(self, day: date, person: str) -> Sequence[Ticket]:
        """What somebody, by his mark, has not finished, of this day and later."""
        return self._many(f"day >= ? AND {_OPEN} AND person = ?", (day.isoformat(), person))

    def _many(self, where: str, values: tuple[object, ...]) -> list[Ticket]:
        return read_tickets(self._connection, where, values)
