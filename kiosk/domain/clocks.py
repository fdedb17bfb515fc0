"""The clocks of a case (standards.md §8, §9): how far each has run, what it stands at, and which card it shows.

They run side by side: 收件→受理, 受理→办结 (promised, and by law), 办结→送达, 容缺补齐, 补正, 代送, and 差评.
All are pure: a case, a day and a calendar go in, readings come out. The day on which a clock begins is not counted;
until 24:00 of its due day it is in time; a pause is half-open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kiosk.domain.case import Case, CaseState
from kiosk.domain.deadline import Due, Pause, WorkCalendar, business_day, due_after
from kiosk.domain.standstill import pauses, standing

if TYPE_CHECKING:
    from collections.abc import Iterator


class Clock(StrEnum):
    """What is timed."""

    ANSWER = "answer"  # 收件→受理
    PROMISED = "promised"  # 受理→办结，承诺
    LEGAL = "legal"  # 受理→办结，法定
    SERVICE = "service"  # 办结→送达
    OWED = "owed"  # 容缺补齐
    SUPPLEMENT = "supplement"  # 补正
    CARRYING = "carrying"  # 代送
    RATING = "rating"  # 差评整改


class Hand(StrEnum):
    """What a clock stands at."""

    RUNNING = "running"
    STOPPED = "stopped"  # 特别程序, 公示, 补正
    MET = "met"  # ended in time
    OVERDUE = "overdue"  # not ended yet, or ended too late
    LAPSED = "lapsed"  # nobody answered, and the law answered for him (视为受理)


class Card(StrEnum):
    """What supervision shows for it (§9)."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    BLACK = "black"  # beyond what the law allows


@dataclass(frozen=True, slots=True)
class ClockRules:
    """What the county may set: days of the clocks that no matter's definition has, and when a card is yellow: once so
    many hundredths of the days are used, or no more than so many working days are left."""

    answer: int = 5  # working days, 行政许可法 §32
    service: int = 10  # working days, 行政许可法 §44
    carrying: int = 2  # working days, village to township
    contact: int = 1  # working days: whoever rated badly is called
    mend: int = 5  # working days: it is mended
    mend_hard: int = 15  # the same, where it is complicated
    yellow_used: int = 90
    yellow_left: int = 1


DEFAULT = ClockRules()


@dataclass(frozen=True, slots=True)
class Reading:
    """A clock looked at. `used`, `left` and `over` (beyond its due day) are days of its unit ('workday' or 'day');
    `ended` the day on which it was ended; `estimated`: a year without a calendar is in it."""

    clock: Clock
    hand: Hand
    card: Card
    begun: date
    due: date
    used: int
    left: int
    unit: str = "workday"
    ended: date | None = None
    estimated: bool = False
    over: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when a clock runs: `ended` None while it does; `stopped` while it stands still."""

    begun: date
    due: Due
    unit: str = "workday"
    ended: date | None = None
    stopped: bool = False
    pauses: Sequence[Pause] = ()


_DECIDED = ("case.decided",)
_ENDED = (*_DECIDED, "case.withdrawn", "case.voided", "case.returned")
_ANSWERED = ("case.accepted", "case.not_accepted", "case.forwarded", *_ENDED)
_TAKEN_ON = ("case.received", "case.accepted", "case.withdrawn", "case.voided")


def rules_of(parameters: Mapping[str, Any]) -> ClockRules:
    """The rules as they were set, by their names; what is left out stays."""
    told = {name: parameters.get(name) for name in ClockRules.__slots__}
    return ClockRules(**{name: int(value) for name, value in told.items() if value is not None})


def read(clock: Clock, span: Span, today: date, calendar: WorkCalendar, rules: ClockRules = DEFAULT) -> Reading:
    """One clock, looked at on a day. One that stands still is looked at as it stood on the last day that counted."""
    until, due = span.ended or today, span.due.on
    stops = span.pauses
    if span.stopped and stops:
        last = max(span.begun, stops[-1][0] - timedelta(days=1))
        until, stops = min(until, last), stops[:-1]  # its due day has not moved yet
    used = count(span.begun, until, span.unit, calendar, stops)
    left = count(until, due, span.unit, calendar, stops) if until <= due else 0
    hand = _hand(span, until, due)
    card = _card(hand, used, left, rules) if clock is not Clock.LEGAL or hand is not Hand.OVERDUE else Card.BLACK
    over = count(due, until, span.unit, calendar, stops)
    return Reading(clock, hand, card, span.begun, due, used, left, span.unit, span.ended, span.due.estimated, over)


def _hand(span: Span, until: date, due: date) -> Hand:
    if until > due:
        return Hand.OVERDUE
    if span.ended is not None:
        return Hand.MET
    return Hand.STOPPED if span.stopped else Hand.RUNNING


def _card(hand: Hand, used: int, left: int, rules: ClockRules) -> Card:
    if hand is Hand.OVERDUE:
        return Card.RED
    if hand is not Hand.RUNNING:
        return Card.GREEN
    near = used * 100 >= rules.yellow_used * (used + left) and used > 0
    return Card.YELLOW if near or left <= rules.yellow_left else Card.GREEN


def count(begun: date, end: date, unit: str, calendar: WorkCalendar, stops: Sequence[Pause] = ()) -> int:
    """How many days of the unit lie after `begun`, up to and with `end`, pauses left out; 0 where it lies before."""
    days = (begun + timedelta(days=nth) for nth in range(1, max(0, (end - begun).days) + 1))
    running = (day for day in days if not any(start <= day < stop for start, stop in stops))
    return sum(unit == "day" or calendar.is_workday(day) for day in running)


def clocks(case: Case, today: date, calendar: WorkCalendar, rules: ClockRules = DEFAULT) -> tuple[Reading, ...]:
    """Every clock that runs or ran for this case, in the order of its way. `case` as it counts today
    (`standstill.as_of`)."""
    return tuple(_clocks(case, today, calendar, rules))


def _clocks(case: Case, today: date, calendar: WorkCalendar, rules: ClockRules) -> Iterator[Reading]:
    stops, stands = pauses(case, today), standing(case) is not None
    filed = business_day(case.filed_at)
    if case.steps and case.steps[0].kind == "case.collected":
        span = Span(filed, due_after(filed, rules.carrying, "workday", calendar), ended=_day(case, _TAKEN_ON))
        yield read(Clock.CARRYING, span, today, calendar, rules)
    if any(step.kind == "case.received" for step in case.steps):
        yield _answer(case, stops, today, calendar, rules)
    if case.accepted_at is not None:
        begun, ended = business_day(case.accepted_at), _day(case, _ENDED)
        if case.due_on is not None:
            due = Due(case.due_on, case.due_estimated)
            span = Span(begun, due, case.unit, ended, stands and ended is None, stops)
            yield read(Clock.PROMISED, span, today, calendar, rules)
        if case.legal_days is not None:
            due = legal_due(case, stops[:-1] if stands else stops, calendar)
            span = Span(begun, due, case.legal_unit, ended, stands and ended is None, stops)
            yield read(Clock.LEGAL, span, today, calendar, rules)
    yield from _papers(case, today, calendar, rules)
    decided = _day(case, _DECIDED)
    if decided is not None and case.state not in (CaseState.VOIDED, CaseState.WITHDRAWN):
        due = due_after(decided, rules.service, "workday", calendar)
        yield read(Clock.SERVICE, Span(decided, due, ended=_day(case, ("case.delivered",))), today, calendar, rules)


def _answer(case: Case, stops: Sequence[Pause], today: date, calendar: WorkCalendar, rules: ClockRules) -> Reading:
    begun = received_on(case)
    ended = _day(case, _ANSWERED)
    before = [one for one in stops if ended is None or one[0] <= ended]
    due = due_after(begun, rules.answer, "workday", calendar, before)
    if case.accepted_at is None and case.due_on is not None and case.state is not CaseState.COLLECTED:
        due = Due(case.due_on, case.due_estimated)  # as it was frozen
    stands = case.state is CaseState.SUPPLEMENT and case.accepted_at is None
    reading = read(Clock.ANSWER, Span(begun, due, "workday", ended, stands, before), today, calendar, rules)
    if not case.deemed:
        return reading
    lapsed = due_after(begun, rules.answer, "workday", calendar, before)
    return Reading(Clock.ANSWER, Hand.LAPSED, Card.RED, begun, lapsed.on, rules.answer, 0, estimated=lapsed.estimated)


def _papers(case: Case, today: date, calendar: WorkCalendar, rules: ClockRules) -> Iterator[Reading]:
    """What is owed runs on while the case is open, the promised clock beside it; so does what was asked for."""
    filed = business_day(case.accepted_at or case.filed_at)
    over = _day(case, _ENDED)
    if case.owed and over is None:
        due = Due(date.fromisoformat(min(case.owed.values())), False)
        yield read(Clock.OWED, Span(filed, due), today, calendar, rules)
    asked = _day(case, ("case.supplement_asked",))
    if asked is not None and case.ask_until and case.state is CaseState.SUPPLEMENT:
        due = Due(date.fromisoformat(case.ask_until), False)
        yield read(Clock.SUPPLEMENT, Span(asked, due), today, calendar, rules)


def received_on(case: Case) -> date:
    """The day on which the five working days began: that of the receiving, as it was taken also where it was entered
    later."""
    received = next((step.at for step in case.steps if step.kind == "case.received"), case.filed_at)
    filed_so = not case.steps or case.steps[0].kind == "case.received"
    return business_day(case.filed_at if filed_so else received)


def legal_due(case: Case, stops: Sequence[Pause], calendar: WorkCalendar) -> Due:
    """By when the law wants it done: from the acceptance, without the stops, longer by what was approved (延期)."""
    begun, unit = business_day(case.accepted_at or case.filed_at), case.legal_unit
    days = (case.legal_days or 0) + (case.extended if unit == case.unit else 0)
    due = due_after(begun, days, unit, calendar, stops)
    if not case.extended or unit == case.unit:
        return due
    return due_after(due.on, case.extended, case.unit, calendar)


def promised_due(case: Case, stops: Sequence[Pause], calendar: WorkCalendar) -> Due | None:
    """By when it is promised: reckoned from the acceptance, stops left out; None where no days are set."""
    if case.days is None or case.accepted_at is None:
        return None
    return due_after(business_day(case.accepted_at), case.days + case.extended, case.unit, calendar, stops)


def mending(rated: date, mended: date | None, today: date, calendar: WorkCalendar, rules: ClockRules) -> Reading:
    """The clock of a bad rating: looked into, mended and answered within so many working days. Give `rules` with `mend`
    set to `mend_hard` where it is complicated. Whoever is rated does not see it."""
    span = Span(rated, due_after(rated, rules.mend, "workday", calendar), ended=mended)
    return read(Clock.RATING, span, today, calendar, rules)


def worst(readings: Sequence[Reading]) -> Card:
    """The card of the whole case."""
    order = list(Card)
    return max((one.card for one in readings), key=order.index, default=Card.GREEN)


def _day(case: Case, kinds: Sequence[str]) -> date | None:
    """The day of the last step of these kinds."""
    return next((business_day(step.at) for step in reversed(case.steps) if step.kind in kinds), None)
