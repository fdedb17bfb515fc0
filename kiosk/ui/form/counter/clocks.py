"""The clocks of an application, for the foot of the column of papers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from forms import Matter, Mode
from forms.workdays import Calendar
from kiosk.domain.deadline import ACCEPT_WITHIN, due_after
from kiosk.ui.form.counter.dates import say_day
from kiosk.ui.form.counter.papers import Papers
from kiosk.ui.form.counter.words import Clocks


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One of them: an icon, what runs, until when."""

    icon: str
    tone: str
    what: str
    until: str


def owed_latest(matter: Matter, today: date, calendar: Calendar) -> date:
    """The last day on which an owed paper may come."""
    limit = matter.limits.supplement
    days = limit.days if limit.days is not None else ACCEPT_WITHIN
    return due_after(today, days, limit.unit or "workday", calendar).on


def clocks_of(papers: Papers, today: date, calendar: Calendar, collected: bool = False) -> Sequence[ClockLine]:
    """What runs from today. An agent's collection starts no clock."""
    matter, lines = papers.matter, []
    if collected or matter.mode is Mode.GUIDE_BOOKING:
        return ()
    if matter.mode is Mode.COLLECT_FORWARD:
        lines.append(ClockLine("clock", "good", Clocks.ACCEPT, Clocks.ACCEPT_LEFT.format(days=ACCEPT_WITHIN)))
    if any(way == "owed" for way in papers.ways.values()):
        latest = owed_latest(matter, today, calendar)
        until = min([*(papers.until.get(k, latest) for k, way in papers.ways.items() if way == "owed")])
        lines.append(ClockLine("clock", "warn", Clocks.OWED, say_day(until)))
    if papers.parts:
        each = (replace(_promise(part, today, calendar), what=part.name) for part in papers.parts if _runs(part))
        return (*lines, *each)
    return (*lines, _promise(matter, today, calendar))


def _runs(part: Matter) -> bool:
    return part.mode is not Mode.GUIDE_BOOKING


def _promise(matter: Matter, today: date, calendar: Calendar) -> ClockLine:
    limit = matter.limits.commit if matter.limits.commit.days is not None else matter.limits.legal
    if limit.days is None:
        return ClockLine("calendar", "muted", Clocks.LEGAL, limit.text or Clocks.NONE)
    if limit.days == 0:
        return ClockLine("calendar", "accent", Clocks.TODAY, Clocks.ON_THE_SPOT)
    due = due_after(today, limit.days, limit.unit or "workday", calendar)
    return ClockLine("calendar", "accent", Clocks.TODAY, say_day(due.on) + (Clocks.ESTIMATED if due.estimated else ""))
