"""The clocks of an application, for the foot of the column of papers."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    if owed := [key for key, way in papers.ways.items() if way == "owed"]:
        until = min(papers.until.get(key, clocks.owed_by) for key in owed)
        lines.append(ClockLine("clock", "warn", Words.OWED, say_day(until)))
    return (*lines, _promise(matter, clocks))


def _promise(matter: Matter, clocks: Clocks) -> ClockLine:
    limit = matter.limits.commit if matter.limits.commit.days is not None else matter.limits.legal
    if clocks.promised is None:
        return ClockLine("calendar", "muted", Words.LEGAL, limit.text or Words.NONE)
    if limit.days == 0:
        return ClockLine("calendar", "accent", Words.TODAY, Words.ON_THE_SPOT)
    due = clocks.promised
    return ClockLine("calendar", "accent", Words.TODAY, say_day(due.on) + (Words.ESTIMATED if due.estimated else ""))
