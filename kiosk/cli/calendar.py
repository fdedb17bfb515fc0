"""Commands of the calendar: the years whose notice of holidays and make-up days is known, and another one."""

from argparse import Namespace
from pathlib import Path

from kiosk.cli.answer import Answer
from kiosk.cli.parcels import read
from kiosk.cli.words import CALENDAR_MOVED, CALENDAR_TAKEN, CALENDAR_YEARS
from kiosk.wiring.house import house


def imported(given: Namespace) -> Answer:
    """A year's file taken in: {"years", "version", "moved": [{"case_no", "before", "due_on"}]}. Open cases of this
    device are reckoned anew, and each that is due on another day has that entered."""
    content = read(Path(given.file))
    with house(given.data, given.staff) as desks:
        taken = desks.workdays.take(content, desks.actor, Path(given.file).name, given.area)
    moved = [
        {"case_no": one.case_no, "before": one.before.isoformat(), "due_on": one.due_on.isoformat()}
        for one in taken.moved
    ]
    lines = [CALENDAR_TAKEN.format(years=_years(taken.years), count=len(moved))]
    return Answer(
        {"years": list(taken.years), "version": taken.version, "moved": moved},
        [*lines, *(CALENDAR_MOVED.format(**one) for one in moved)],
    )


def shown(given: Namespace) -> Answer:
    """The years that are known: {"years", "version"}."""
    with house(given.data, given.staff) as desks:
        wall = desks.workdays.wall
        years, version = tuple(sorted(wall.years)), wall.version
    return Answer({"years": list(years), "version": version}, [CALENDAR_YEARS.format(years=_years(years))])


def _years(years: tuple[int, ...]) -> str:
    return " ".join(map(str, years))
