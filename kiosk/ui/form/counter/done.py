"""What was filed, as facts for the last page: number, due day and how it was counted, what to say to the resident."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from forms import Matter
from kiosk.app.clocks import Counted
from kiosk.app.outcomes import CaseTaken
from kiosk.domain.deadline import CHINA
from kiosk.domain.person import mask_name
from kiosk.ui.form.counter.dates import say_date, say_day, say_span
from kiosk.ui.form.counter.words import WEEKDAYS
from kiosk.ui.form.counter.words import Done as Words

Counting = Callable[[date, date, str], tuple[Counted, ...]]


@dataclass(frozen=True, slots=True)
class DoneFacts:
    """All that the page shows. `days` is empty where nothing is due."""

    kind: str
    title: str
    case_no: str
    due_title: str
    due: str
    promised: str
    how: str
    days: tuple[Counted, ...]
    owed: date | None
    receipt: str
    qr: str
    slip: tuple[str, ...]
    sayings: tuple[str, ...]


def done_facts(taken: CaseTaken, matter: Matter, count: Counting) -> DoneFacts:
    """The facts of a case just filed; `count` counts from one day to another, in a unit."""
    case, kind = taken.case, taken.kind
    begin = case.filed_at.astimezone(CHINA).date()
    unit = _unit(matter, kind)
    due = case.due_on if case.due_on and case.due_on > begin else None  # done on the spot: nothing is due later
    days = count(begin, due, unit) if due else ()
    limit = matter.limits.commit if matter.limits.commit.days is not None else matter.limits.legal
    owed = min((date.fromisoformat(day) for day in case.owed.values()), default=None)
    return DoneFacts(
        kind=kind,
        title=Words.DONE[kind],
        case_no=case.case_no,
        due_title=Words.DUE[kind],
        due=f"{say_date(due)}\u3000{_weekday(due)}" if due else "",
        promised=Words.PROMISED.format(limit=say_span(limit.days, unit)) if limit.days and days else "",
        how=_how(days, unit, case.due_estimated) if days else Words.NO_DUE[kind],
        days=days,
        owed=owed,
        receipt=Words.RECEIPT[kind],
        qr=taken.qr,
        slip=_slip(taken, begin, due),
        sayings=_sayings(taken, matter, due),
    )


def _unit(matter: Matter, kind: str) -> str:
    """What the shown due day counts: the answer to a receipt is always working days (行政许可法 §32)."""
    limit = matter.limits.commit if matter.limits.commit.days is not None else matter.limits.legal
    return "workday" if kind == "case.received" else str(limit.unit or "workday")


def _how(days: tuple[Counted, ...], unit: str, estimated: bool) -> str:
    first = next(one.day for one in days if one.number == 1)
    text = Words.COUNTED[unit].format(
        begin=say_day(days[0].day),
        first=say_day(first),
        off=sum(1 for one in days[1:] if not one.work),
        days=days[-1].number,
        due=say_day(days[-1].day),
    )
    return text + Words.ESTIMATED if estimated else text


def _weekday(day: date) -> str:
    return Words.WEEKDAY.format(weekday=WEEKDAYS[day.weekday()])


def _slip(taken: CaseTaken, begin: date, due: date | None) -> tuple[str, ...]:
    lines = [Words.APPLICANT.format(name=mask_name(taken.case.applicant)), Words.ON.format(day=begin.isoformat())]
    if due:
        lines.append(Words.BEFORE.format(day=due.isoformat()))
    return (*lines, Words.SCAN)


def _sayings(taken: CaseTaken, matter: Matter, due_on: date | None) -> tuple[str, ...]:
    case, said = taken.case, []
    due = say_day(due_on) if due_on else ""
    if taken.kind == "case.accepted":
        said.append(Words.SAY_DUE.format(day=due) if due else Words.SAY_NOW)
    elif taken.kind == "case.received" and due:
        said.append(Words.SAY_RECEIVED.format(day=due))
    elif taken.kind == "case.booked":
        said.append(Words.SAY_BOOKED)
    elif taken.kind == "case.collected":
        said.append(Words.SAY_COLLECTED)
    names = {material.id: material.name for material in matter.materials}
    for key, until in case.owed.items():
        said.append(Words.SAY_OWED.format(day=say_day(date.fromisoformat(until)), name=names.get(key, key)))
    return (*said, Words.SAY_QR)
