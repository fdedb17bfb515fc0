"""Days as the counter says them: 11月30日 周一; and how a due day was counted."""

from dataclasses import dataclass
from datetime import date, timedelta

from forms.workdays import Calendar
from kiosk.ui.form.counter.words import WEEKDAYS, Clocks


def say_day(day: date) -> str:
    """11月30日 周一."""
    return Clocks.DAY.format(month=day.month, day=day.day, weekday=WEEKDAYS[day.weekday()])


def say_date(day: date) -> str:
    """2026年11月30日."""
    return Clocks.DATE.format(year=day.year, month=day.month, day=day.day)


def say_span(days: int, unit: str) -> str:
    """20 个工作日."""
    return Clocks.SPAN.format(days=days, unit=Clocks.UNITS[unit])


@dataclass(frozen=True, slots=True)
class Counted:
    """One day between filing and due: `number` is its place in the count, 0 where it is not counted."""

    day: date
    number: int
    work: bool


def counted(begin: date, due: date, unit: str, calendar: Calendar) -> tuple[Counted, ...]:
    """Every day from `begin` (not counted) to `due`, by the same calendar that the due day was reckoned with."""
    days, number, day = [Counted(begin, 0, calendar.is_workday(begin))], 0, begin
    while day < due:
        day += timedelta(days=1)
        work = calendar.is_workday(day)
        counts = unit == "day" or work
        number += counts
        days.append(Counted(day, number if counts else 0, work))
    return tuple(days)
