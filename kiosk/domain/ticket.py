"""One queue ticket (号票): its number, where it stands, and what may be done with it next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from kiosk.domain.case import Happening, StepDoesNotFit
from kiosk.domain.refusals import TicketElsewhere


class TicketState(StrEnum):
    """Where a ticket stands. Missed and served are ends; a missed one is found again by its number."""

    WAITING = "waiting"
    CALLED = "called"
    MISSED = "missed"
    SERVED = "served"


@dataclass(frozen=True, slots=True)
class Ticket:
    """A number of one business day. `arrival` is its place in the day's line, given out with the number, so
    that a clock
    put back changes no order. `person` is a keyed hash or empty: a ticket carries no name."""

    id: str
    day: date
    prefix: str
    count: int
    matter: str
    arrival: int
    taken_at: datetime
    state: TicketState = TicketState.WAITING
    window: str = ""
    called_at: datetime | None = None
    ended_at: datetime | None = None
    recalls: int = 0
    person: str = ""
    green: bool = False

    @property
    def number(self) -> str:
        """As people say it: C012."""
        return ticket_number(self.prefix, self.count)

    def called_to(self, window: str, at: datetime) -> "Ticket":
        """Called to a window: a waiting ticket, or a missed one that turned up after all."""
        self._must_be(TicketState.WAITING, TicketState.MISSED)
        return replace(self, state=TicketState.CALLED, window=window, called_at=at, ended_at=None)

    def recalled(self) -> "Ticket":
        """Called once more to the same window."""
        self._must_be(TicketState.CALLED)
        return replace(self, recalls=self.recalls + 1)

    def missed(self, at: datetime) -> "Ticket":
        """Nobody came (弃号)."""
        self._must_be(TicketState.CALLED)
        return replace(self, state=TicketState.MISSED, ended_at=at)

    def served(self, at: datetime) -> "Ticket":
        """Done at the window."""
        self._must_be(TicketState.CALLED)
        return replace(self, state=TicketState.SERVED, ended_at=at)

    def _must_be(self, *states: TicketState) -> None:
        if self.state not in states:
            raise TicketElsewhere(self.number, self.state)


def ticket_number(prefix: str, count: int) -> str:
    """Prefix and at least three digits: C001 … C999, C1000."""
    return f"{prefix}{count:03d}"


def split_number(number: str) -> tuple[str, int]:
    """('C', 12) from 'c012'. Raises ValueError when it is no ticket number."""
    prefix = number.strip().upper().rstrip("0123456789")
    return prefix, int(number.strip()[len(prefix) :])


def after(ticket: Ticket | None, entry: Happening) -> Ticket:
    """The ticket after `entry`, the only fold of tickets. Raises `StepDoesNotFit`, the ticket then unchanged."""
    if entry.kind == "ticket.taken":
        if ticket is not None:
            raise StepDoesNotFit(entry.kind, ticket.state)
        return _taken(entry.payload, entry.at)
    if ticket is None or entry.payload.get("ticket", ticket.id) != ticket.id:  # the same number, on another disk
        raise StepDoesNotFit(entry.kind, ticket.state if ticket else "")
    try:
        return _moved(ticket, entry)
    except TicketElsewhere as no:
        raise StepDoesNotFit(entry.kind, ticket.state) from no


def _taken(payload: Mapping[str, Any], at: datetime) -> Ticket:
    prefix, count = split_number(payload["number"])
    return Ticket(
        id=payload["ticket"],
        day=date.fromisoformat(payload["day"]),
        prefix=prefix,
        count=count,
        matter=payload["matter"],
        arrival=payload["arrival"],
        taken_at=at,
        person=payload.get("person", ""),
        green=payload.get("green", False),
    )


def _moved(ticket: Ticket, entry: Happening) -> Ticket:
    if entry.kind == "ticket.called":
        return ticket.called_to(entry.payload["window"], entry.at)
    if entry.kind == "ticket.recalled":
        return ticket.recalled()
    if entry.kind == "ticket.missed":
        return ticket.missed(entry.at)
    if entry.kind == "ticket.served":
        return ticket.served(entry.at)
    return ticket
