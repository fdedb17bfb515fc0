"""When something is due (期限): working days with make-up days (调休) or natural days, stopped clocks, unknown years.

Rules of standards.md §8: the day of acceptance is not counted; a pause is half-open, its first day does not
count and the
day of resumption does; a working day of a year whose calendar is not known is only an estimate, and says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Protocol

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")  # no summer time since 1991
ACCEPT_WITHIN = 5  # working days from receipt to acceptance, else it counts as accepted (行政许可法 §32)


class WorkCalendar(Protocol):
    """Which days are worked. `known(year)` tells whether the State Council's notice for that year is in."""

    def is_workday(self, day: date, /) -> bool: ...
    def known(self, year: int, /) -> bool: ...


@dataclass(frozen=True, slots=True)
class Due:
    """The last day on which it is in time, and whether a year without a calendar had to be guessed."""

    on: date
    estimated: bool


Pause = tuple[date, date]  # half-open: [stopped on, resumed on)


def business_day(now: datetime) -> date:
    """The local date of an instant, the day on which tickets and cases are numbered."""
    return now.astimezone(CHINA).date()


def due_after(accepted: date, days: int, unit: str, calendar: WorkCalendar, pauses: Sequence[Pause] = ()) -> Due:
    """The due day, `days` of `unit` ('workday' or 'day') after the day of acceptance.

    Raises ValueError for a unit that is neither, or a negative count.
    """
    if unit not in ("workday", "day") or days < 0:
        raise ValueError(f"{days} {unit}")
    day, left, estimated = accepted, days, False
    while left:
        day += timedelta(days=1)
        if any(start <= day < end for start, end in pauses):
            continue
        if unit == "day":
            left -= 1
            continue
        estimated = estimated or not calendar.known(day.year)
        if calendar.is_workday(day):
            left -= 1
    return Due(day, estimated)
