"""Who is next, and how long the others will wait: the line (排队) as a value."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import quantiles

from kiosk.domain.ticket import Ticket, TicketState

ENOUGH = 5  # services measured before a range is honest enough to be printed


@dataclass(frozen=True, slots=True)
class LineRules:
    """How a centre runs its line; the county or the head of the centre may change each. Minutes and seconds
    are whole.

    Green channel (绿色通道): at most `green_in_turn` of them before ordinary ones that came earlier, then one
    ordinary; and
    none at all before an ordinary one that has waited `longest_wait` minutes. A missed number may come back for
    `late_minutes` and then waits behind `late_behind` others (过号). `sweeps` are times of day ('12:00') at
    which what is
    left of the line is given up (批量弃号). `holds` are the minutes that each kind of rest may last, 0 for the
    whole day.

    `hours` are spans of the day in which numbers are given out ('08:30-12:00'; none: always), `slot_quota` how many at
    most in each stretch of `slot_minutes` (0: any). The green channel is offered from `green_age` years on; 0:
    to nobody by age. From `long_queue` people on whoever takes a number is asked first; 0: nobody is.
    """

    green_in_turn: int = 1
    longest_wait: int = 30
    most_recalls: int = 3
    recall_pause: int = 5
    late_minutes: int = 60
    late_behind: int = 2
    undo_seconds: int = 10
    sweeps: tuple[str, ...] = ()
    holds: tuple[tuple[str, int], ...] = (("away", 0), ("kept", 60), ("outside", 0))
    overnight: bool = False
    long_queue: int = 10
    hours: tuple[str, ...] = ()
    slot_minutes: int = 30
    slot_quota: int = 0
    green_age: int = 60

    def hold_minutes(self, hold: str) -> int:
        """How long a rest of this kind may last; 0: to the end of the day."""
        return dict(self.holds).get(hold, 0)


ORDINARY_RULES = LineRules()


@dataclass(frozen=True, slots=True)
class Next:
    """Who is called next, and before how many that came earlier."""

    ticket: Ticket
    jumped: int = 0


def in_order(waiting: Iterable[Ticket]) -> list[Ticket]:
    """The line as it stands: by arrival, late ones behind those they wait for."""
    return sorted(waiting, key=lambda t: (t.day, *t.place))


def next_in_line(
    waiting: Sequence[Ticket],
    window: str,
    at: datetime,
    greens_before: int = 0,
    rules: LineRules = ORDINARY_RULES,
) -> Next | None:
    """Who is called to `window`: first come first served, but for the green channel's share.

    `greens_before` counts the calls in a row, up to now, in which a green ticket went before an ordinary one.
    """
    line = in_order(t for t in waiting if t.now.to in ("", window))
    if not line:
        return None
    first = line[0]
    green = next((t for t in line if t.green), None)
    if green is None or green is first or first.green:
        return Next(first)
    waited = at - first.taken_at
    if greens_before >= rules.green_in_turn or waited >= timedelta(minutes=rules.longest_wait):
        return Next(first)
    return Next(green, line.index(green))


def greens_in_a_row(latest: Iterable[Ticket]) -> int:
    """How many of the latest calls, newest first, were green tickets that went before others."""
    count = 0
    for ticket in latest:
        jumps = [p.jumped for p in ticket.periods if p.state is TicketState.CALLED]
        if not jumps or not jumps[-1]:
            break
        count += 1
    return count


def ahead_of(ticket: Ticket, waiting: Sequence[Ticket]) -> int:
    """How many waiting tickets stand before this one."""
    place = (ticket.day, *ticket.place)
    return sum(1 for t in waiting if (t.day, *t.place) < place)


def late_place(waiting: Sequence[Ticket], rules: LineRules) -> int:
    """Behind which arrival a late one waits: behind so many others, or behind all when there are fewer; 0 for
    nobody. Any window may call him, so only those count whom any window may call too: who was handed to one stands in
    nobody else's way."""
    line = in_order(t for t in waiting if not t.now.to)
    if not line or not rules.late_behind:
        return 0
    return max(t.place[0] for t in line[: rules.late_behind])


def service_minutes(tickets: Sequence[Ticket], matter: str = "") -> list[float]:
    """Measured durations of the services that took place, in minutes: the time at windows, rests not counted."""
    return [
        minutes_in(t, TicketState.CALLED)
        for t in tickets
        if t.state is TicketState.SERVED and (not matter or t.matter == matter)
    ]


def minutes_in(ticket: Ticket, state: TicketState, until: datetime | None = None) -> float:
    """The minutes that a ticket spent in a state; its present period counts up to `until`, or not at all."""
    ends = [*(p.begun for p in ticket.periods[1:]), until]
    spans = (end - p.begun for p, end in zip(ticket.periods, ends, strict=True) if end and p.state is state)
    return sum(max(0.0, span.total_seconds()) for span in spans) / 60


def wait_range(ahead: int, open_windows: int, minutes: Sequence[float]) -> tuple[int, int] | None:
    """An honest range in whole minutes from measured services, or None while too few were measured.

    The lower end takes the quicker quarter of services, the upper the slower quarter, each times the people
    ahead shared among the open windows.
    """
    if len(minutes) < ENOUGH:
        return None
    if ahead == 0:
        return (0, 1)
    quick, _, slow = quantiles(minutes, n=4)
    rounds = ahead / max(1, open_windows)
    low = round(quick * rounds)
    return (low, max(low + 1, round(slow * rounds)))


def said_wrong_by(ticket: Ticket) -> float | None:
    """By how many minutes the first call missed the range on the slip: negative when it came earlier than the range,
    0 within it; None when no range was given or it was never called."""
    first = next((p for p in ticket.periods if p.state is TicketState.CALLED), None)
    if first is None or ticket.said is None:
        return None
    waited = (first.begun - ticket.taken_at).total_seconds() / 60
    low, high = ticket.said
    return waited - low if waited < low else max(0.0, waited - high)


def sweep_due(rules: LineRules, last: datetime | None, at: datetime) -> bool:
    """Whether a time of sweeping lies between the last sweep and now: asked at each piece of work with the line, so
    that a busy moment, a crash or a PC that was off misses none."""
    times = [at.replace(hour=int(s[:2]), minute=int(s[3:]), second=0, microsecond=0) for s in rules.sweeps]
    return any(moment <= at and (last is None or last < moment) for moment in times)


def opens_at(rules: LineRules, at: datetime) -> str:
    """'' while numbers are given out; else when that begins again, 'HH:MM'."""
    now, spans = f"{at:%H:%M}", sorted(rules.hours)
    if not spans or any(span[:5] <= now < span[6:] for span in spans):
        return ""
    return next((span[:5] for span in spans if span[:5] > now), spans[0][:5])


def slot_of(rules: LineRules, at: datetime) -> tuple[datetime, datetime]:
    """The stretch of the day with its own quota in which this moment lies."""
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    length = timedelta(minutes=max(1, rules.slot_minutes))
    begun = midnight + (at - midnight) // length * length
    return begun, begun + length
