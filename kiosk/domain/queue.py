"""Who is next, and how long the others will wait: the line (排队) as a value."""

from collections.abc import Sequence
from statistics import quantiles

from kiosk.domain.ticket import Ticket, TicketState

ENOUGH = 5  # services measured before a range is honest enough to be printed


def next_in_line(waiting: Sequence[Ticket]) -> Ticket | None:
    """First come, first served, whatever the prefix."""
    return min(waiting, key=lambda t: t.arrival, default=None)


def ahead_of(ticket: Ticket, waiting: Sequence[Ticket]) -> int:
    """How many waiting tickets arrived before this one."""
    return sum(1 for t in waiting if t.arrival < ticket.arrival)


def service_minutes(tickets: Sequence[Ticket]) -> list[float]:
    """Measured durations, call to end, of the services that took place, in minutes."""
    return [
        (t.ended_at - t.called_at).total_seconds() / 60
        for t in tickets
        if t.state is TicketState.SERVED and t.ended_at and t.called_at
    ]


def wait_range(ahead: int, open_windows: int, minutes: Sequence[float]) -> tuple[int, int] | None:
    """An honest range in whole minutes from measured services, or None while too few were measured.

    The lower end takes the quicker quarter of services, the upper the slower quarter, each times the people
    ahead shared
    among the open windows.
    """
    if len(minutes) < ENOUGH:
        return None
    if ahead == 0:
        return (0, 1)
    quick, _, slow = quantiles(minutes, n=4)
    rounds = ahead / max(1, open_windows)
    low = round(quick * rounds)
    return (low, max(low + 1, round(slow * rounds)))
