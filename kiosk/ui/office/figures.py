"""What the head of the centre sees counted, from the line and the latest cases. Plain values, no Qt."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import fmean

from kiosk.app.outcomes import CaseFound, QueueSeen
from kiosk.domain.case import ENDED
from kiosk.domain.deadline import business_day

SOON = 3  # days ahead


@dataclass(frozen=True, slots=True)
class Figures:
    """`longest` minutes that somebody waits now; `pace` mean minutes of today's services, None while none ended."""

    waiting: int
    serving: int
    missed: int
    served: int
    longest: int
    pace: float | None
    filed: int
    by_state: tuple[tuple[str, int], ...]
    due: tuple[tuple[CaseFound, int], ...]


def figures_of(seen: QueueSeen, found: Sequence[CaseFound], now: datetime) -> Figures:
    """Count it. `due`: open cases due within `SOON` days or overdue, the most urgent first, with the days left."""
    today = business_day(now)
    mine = [case for case in found if business_day(case.filed_at) == today]
    due = [(case, _left(case, today)) for case in found if case.due_on is not None and case.state not in ENDED]
    return Figures(
        waiting=len(seen.waiting),
        serving=len(seen.serving),
        missed=len(seen.missed),
        served=len(seen.pace),
        longest=max((int((now - ticket.taken_at).total_seconds() // 60) for ticket in seen.waiting), default=0),
        pace=fmean(seen.pace) if seen.pace else None,
        filed=len(mine),
        by_state=tuple(Counter(case.state for case in mine).most_common()),
        due=tuple(sorted((one for one in due if one[1] <= SOON), key=lambda one: one[1])),
    )


def _left(case: CaseFound, today: date) -> int:
    return (case.due_on - today).days if case.due_on else 0
