"""One queue ticket (号票): its number, the periods of its day, and what may be done with it next.

A ticket is its periods: waiting, called, held, missed, served, one after the other. Where it stands is the
last of them,
what it waited and how long it was served are sums over them, and to undo a step is to take the last one away.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from kiosk.domain.case import Happening, StepDoesNotFit
from kiosk.domain.refusals import TicketElsewhere

_THOUSAND, _LAST_OWN = 1000, 900


class TicketState(StrEnum):
    """Where a ticket stands. Missed and served are ends; a missed one is found again by its number."""

    WAITING = "waiting"
    CALLED = "called"
    HELD = "held"
    MISSED = "missed"
    SERVED = "served"


class Hold(StrEnum):
    """Why a ticket rests (挂起), and where it may go on."""

    AWAY = "away"  # 不持件: the resident fetches papers; any window may go on, and nobody's time runs
    KEPT = "kept"  # 持件: the papers lie at the window, which goes on itself
    OUTSIDE = "outside"  # 等待: an outside step must be done first; the same window goes on


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of a ticket's day. `turn` counts the day's calls and `behind` is the arrival that it waits
    behind; both
    keep the order whatever a clock says. `at` a window; `to` the only window that may call it; `jumped` how
    many stood
    before it when it was called; `matter` where it was handed to another one."""

    state: TicketState
    begun: datetime
    at: str = ""
    to: str = ""
    hold: str = ""
    note: str = ""
    matter: str = ""
    turn: int = 0
    jumped: int = 0
    recalls: int = 0
    recalled_at: datetime | None = None
    behind: int = 0


@dataclass(frozen=True, slots=True)
class Ticket:
    """A number of one business day. `arrival` is its place in the day's line, given out with the number, so
    that a clock
    put back changes no order, and kept through every hold and transfer. `person` is a keyed hash or empty: a ticket
    carries no name. `more` are further matters on the same ticket; `said` the minutes of waiting that the slip
    promised.
    """

    id: str
    day: date
    prefix: str
    count: int
    first_matter: str
    arrival: int
    periods: tuple[Period, ...]
    person: str = ""
    green: bool = False
    more: tuple[str, ...] = ()
    said: tuple[int, int] | None = None

    @property
    def number(self) -> str:
        """As people say it: C012."""
        return ticket_number(self.prefix, self.count)

    @property
    def now(self) -> Period:
        """The period it is in."""
        return self.periods[-1]

    @property
    def state(self) -> TicketState:
        return self.now.state

    @property
    def taken_at(self) -> datetime:
        return self.periods[0].begun

    @property
    def window(self) -> str:
        """Where it is, was last, or is kept; empty before the first call and while any window may go on with it."""
        return self.now.at

    @property
    def matter(self) -> str:
        """What it is for now: the matter it was taken for, or handed to."""
        return next((p.matter for p in reversed(self.periods) if p.matter), self.first_matter)

    @property
    def called_at(self) -> datetime | None:
        """When it was last called; recalls do not count."""
        return next((p.begun for p in reversed(self.periods) if p.state is TicketState.CALLED), None)

    @property
    def turn(self) -> int:
        """Which of the day's calls its last one was; 0 before the first."""
        return max(p.turn for p in self.periods)

    @property
    def ended_at(self) -> datetime | None:
        """When it was served or missed; None while it goes on."""
        return self.now.begun if self.state in (TicketState.SERVED, TicketState.MISSED) else None

    @property
    def recalls(self) -> int:
        """How often it was called again since its last call."""
        return next((p.recalls for p in reversed(self.periods) if p.state is TicketState.CALLED), 0)

    @property
    def place(self) -> tuple[int, int, int]:
        """Its place in the line: by arrival; one that came back late stands behind a later arrival."""
        behind = self.now.behind
        return (max(self.arrival, behind), int(behind > self.arrival), self.arrival)

    def called_to(self, window: str, at: datetime, turn: int = 0, jumped: int = 0) -> "Ticket":
        """Called to a window: one that waits, rests, or missed its call and turned up after all. One whose papers are
        kept at a window, or that was handed to one, is called there and nowhere else."""
        self._must_be(TicketState.WAITING, TicketState.MISSED, TicketState.HELD)
        if self.now.to not in ("", window):
            raise TicketElsewhere(self.number, self.state)
        return self._goes_on(Period(TicketState.CALLED, at, at=window, turn=turn, jumped=jumped))

    def recalled(self, at: datetime | None = None) -> "Ticket":
        """Called once more to the same window."""
        self._must_be(TicketState.CALLED)
        again = replace(self.now, recalls=self.now.recalls + 1, recalled_at=at)
        return replace(self, periods=(*self.periods[:-1], again))

    def missed(self, at: datetime, note: str = "") -> "Ticket":
        """Nobody came (弃号); `note` says by which rule, when no clerk did it."""
        self._must_be(TicketState.CALLED, TicketState.WAITING, TicketState.HELD)
        return self._goes_on(Period(TicketState.MISSED, at, at=self.window, note=note))

    def served(self, at: datetime) -> "Ticket":
        """Done at the window."""
        self._must_be(TicketState.CALLED)
        return self._goes_on(Period(TicketState.SERVED, at, at=self.window))

    def held(self, hold: Hold, at: datetime, note: str = "") -> "Ticket":
        """Rests (挂起). Who fetches papers may go on at any window, everybody else where he was."""
        self._must_be(TicketState.CALLED)
        to = "" if hold is Hold.AWAY else self.window
        return self._goes_on(Period(TicketState.HELD, at, at=self.window, to=to, hold=hold, note=note))

    def transferred(self, at: datetime, to: str = "", matter: str = "", note: str = "") -> "Ticket":
        """Waits for another window, or for another matter at any window (转移). Its arrival stays, so it is
        soon next."""
        self._must_be(TicketState.CALLED)
        return self._goes_on(Period(TicketState.WAITING, at, to=to, matter=matter, note=note))

    def rejoined(self, at: datetime, behind: int) -> "Ticket":
        """Turned up late (过号) and waits again, behind the one that arrived as number `behind`; 0: in his old
        place."""
        self._must_be(TicketState.MISSED)
        return self._goes_on(Period(TicketState.WAITING, at, behind=behind))

    def undone(self) -> "Ticket":
        """As it was before the last step."""
        if len(self.periods) == 1:
            raise TicketElsewhere(self.number, self.state)
        return replace(self, periods=self.periods[:-1])

    def with_matter(self, matter: str) -> "Ticket":
        """One matter more on the same ticket; one that is on it already changes nothing."""
        self._must_be(TicketState.CALLED)
        known = matter in (self.matter, *self.more)
        return self if known else replace(self, more=(*self.more, matter))

    def _goes_on(self, period: Period) -> "Ticket":
        return replace(self, periods=(*self.periods, period))

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


def is_reserved(count: int) -> bool:
    """Whether a count belongs to a block from which a hall screen gives numbers out while its hub is away:
    C901 … C999 on
    the centre's first device, C1901 … on its second. The line's own numbers leave these out."""
    return count % _THOUSAND > _LAST_OWN


def next_count(last: int, device: int = 0) -> int:
    """The count after `last`: of the line's own numbers, or of the reserved block of a device (1 …)."""
    count = max(last, _THOUSAND * (device - 1) + _LAST_OWN if device else 0) + 1
    if device or not is_reserved(count):
        return count
    return (count // _THOUSAND + 1) * _THOUSAND


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
    said = payload.get("said")
    return Ticket(
        id=payload["ticket"],
        day=date.fromisoformat(payload["day"]),
        prefix=prefix,
        count=count,
        first_matter=payload["matter"],
        arrival=payload["arrival"],
        periods=(Period(TicketState.WAITING, at),),
        person=payload.get("person", ""),
        green=payload.get("green", False),
        said=(said[0], said[1]) if said else None,
    )


def _moved(ticket: Ticket, entry: Happening) -> Ticket:
    p, at = entry.payload, entry.at
    if entry.kind == "ticket.called":
        return ticket.called_to(p["window"], at, p.get("turn", 0), p.get("jumped", 0))
    if entry.kind == "ticket.recalled":
        return ticket.recalled(at)
    if entry.kind == "ticket.missed":
        return ticket.missed(at, p.get("note", ""))
    if entry.kind == "ticket.served":
        return ticket.served(at)
    if entry.kind == "ticket.held":
        return ticket.held(Hold(p["hold"]), at, p.get("note", ""))
    if entry.kind == "ticket.transferred":
        return ticket.transferred(at, p.get("to", ""), p.get("matter", ""), p.get("note", ""))
    if entry.kind == "ticket.rejoined":
        return ticket.rejoined(at, p.get("behind", 0))
    if entry.kind == "ticket.undone":
        return ticket.undone()
    if entry.kind == "ticket.matter_added":
        return ticket.with_matter(p["matter"])
    return ticket
