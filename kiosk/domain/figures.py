"""What a day of the line comes to: every figure is a sum over the periods of its tickets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.queue import minutes_in, said_wrong_by
from kiosk.domain.ticket import Ticket, TicketState


@dataclass(frozen=True, slots=True)
class LineFigures:
    """One day, one window or one matter. Minutes are sums; an average is for the reader to make, with `taken` or
    `served`. `promised` counts slips with a range whose number was called, `kept` those that were called
    within it, and
    `wrong_by` are the minutes by which the others missed it, added up."""

    taken: int = 0
    served: int = 0
    missed: int = 0
    open: int = 0
    green_jumps: int = 0
    waited: float = 0.0
    served_minutes: float = 0.0
    held: float = 0.0
    promised: int = 0
    kept: int = 0
    wrong_by: float = 0.0

    @property
    def average_wait(self) -> float:
        """Minutes from number to end of waiting, over all that were given out; 0 for none."""
        return self.waited / self.taken if self.taken else 0.0

    @property
    def average_service(self) -> float:
        """Minutes at windows per served number; 0 for none."""
        return self.served_minutes / self.served if self.served else 0.0


def figures(tickets: Sequence[Ticket], until: datetime) -> LineFigures:
    """The figures of these tickets, what is still going on counted up to `until`."""
    errors = [e for t in tickets if (e := said_wrong_by(t)) is not None]
    states = [t.state for t in tickets]
    return LineFigures(
        taken=len(tickets),
        served=states.count(TicketState.SERVED),
        missed=states.count(TicketState.MISSED),
        open=sum(state not in (TicketState.SERVED, TicketState.MISSED) for state in states),
        green_jumps=sum(any(p.jumped for p in t.periods) for t in tickets),
        waited=sum(minutes_in(t, TicketState.WAITING, until) for t in tickets),
        served_minutes=sum(minutes_in(t, TicketState.CALLED, until) for t in tickets),
        held=sum(minutes_in(t, TicketState.HELD, until) for t in tickets),
        promised=len(errors),
        kept=errors.count(0.0),
        wrong_by=sum(abs(e) for e in errors),
    )
