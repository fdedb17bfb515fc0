"""The clocks of an application, for the foot of the column of papers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from forms import Matter, Mode
from kiosk.app.clocks import Clocks
from kiosk.ui.form.counter.dates import say_day
from kiosk.ui.form.counter.papers import Papers
from kiosk.ui.form.counter.words import Clocks as Words


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One of them: an icon, what runs, until when."""

    icon: str
    tone: str
    what: str
    until: str


def clock_lines(papers: Papers, clocks: Clocks, collected: bool = False) -> Sequence[ClockLine]:
    """What runs from today. An agent's collection starts no clock."""
    matter, lines = papers.matter, []
    if collected or matter.mode is Mode.GUIDE_BOOKING:
        return ()
    if clocks.accept_within is not None:
        lines.append(ClockLine("clock", "good", Words.ACCEPT, Words.ACCEPT_LEFT.format(days=clocks.accept_within)))
    return (*lines, *_owed(papers, clocks), _promise(matter, clocks))


def part_lines(papers: Papers, clocks: Callable[[Matter], Clocks], collected: bool = False) -> Sequence[ClockLine]:
    """What runs from today for matters done in one go: each by its own clock, under its own name."""
    if collected:
        return ()
    running = (part for part in papers.parts if part.mode is not Mode.GUIDE_BOOKING)
    each = (replace(_promise(part, clocks(part)), what=part.name) for part in running)
    return (*_owed(papers, clocks(papers.matter)), *each)


def _owed(papers: Papers, clocks: Clocks) -> Sequence[ClockLine]:
    owed = [key for key, way in papers.handed().items() if way == "owed"]
    if not owed:
        return ()
    until = min(papers.until.get(key, clocks.owed_by) for key in owed)
    return (ClockLine("clock", "warn", Words.OWED, say_day(until)),)


def _promise(matter: Matter, clocks: Clocks) -> ClockLine:
    limit = matter.limits.commit if matter.limits.commit.days is not None else matter.limits.legal
    if clocks.promised is None:
        return ClockLine("calendar", "muted", Words.LEGAL, limit.text or Words.NONE)
    if limit.days == 0:
        return ClockLine("calendar", "accent", Words.TODAY, Words.ON_THE_SPOT)
    due = clocks.promised
    return ClockLine("calendar", "accent", Words.TODAY, say_day(due.on) + (Words.ESTIMATED if due.estimated else ""))
