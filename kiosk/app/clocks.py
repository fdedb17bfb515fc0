"""Which clocks an application at the window would start today, and how a due day is counted: the county's calendar."""

from dataclasses import dataclass
from datetime import date, timedelta

from forms import Matter, Mode
from kiosk.domain.deadline import ACCEPT_WITHIN, Due, WorkCalendar, due_after


@dataclass(frozen=True, slots=True)
class Clocks:
    """`accept_within`: working days from receipt to acceptance, None where that does not run; `owed_by`: the last day
    on which an owed paper may come; `promised`: when it is done if it is accepted today, None where no days are set."""

    accept_within: int | None
    owed_by: date
    promised: Due | None


@dataclass(frozen=True, slots=True)
class Counted:
    """One day between filing and due: `number` is its place in the count, 0 where it is not counted."""

    day: date
    number: int
    work: bool


def clocks_of(matter: Matter, today: date, calendar: WorkCalendar) -> Clocks:
    """The clocks of a matter from today on."""
    supplement = matter.limits.supplement
    days = supplement.days if supplement.days is not None else ACCEPT_WITHIN
    limit = matter.limits.commit if matter.limits.commit.days is not None else matter.limits.legal
    return Clocks(
        accept_within=ACCEPT_WITHIN if matter.mode is Mode.COLLECT_FORWARD else None,
        owed_by=due_after(today, days, supplement.unit or "workday", calendar).on,
        promised=None if limit.days is None else due_after(today, limit.days, limit.unit or "workday", calendar),
    )


def counted(begin: date, due: date, unit: str, calendar: WorkCalendar) -> tuple[Counted, ...]:
    """Every day from `begin` (not counted) to `due`, as the due day was reckoned; `unit` is 'workday' or 'day'."""
    days, number, day = [Counted(begin, 0, calendar.is_workday(begin))], 0, begin
    while day < due:
        day += timedelta(days=1)
        work = calendar.is_workday(day)
        counts = unit == "day" or work
        number += counts
        days.append(Counted(day, number if counts else 0, work))
    return tuple(days)
