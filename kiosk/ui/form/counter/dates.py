"""Days as the counter says them: 11月30日 周一."""

from datetime import date

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
