"""What supervision marks at a case (监察异常, standards.md §9): late clocks, silence, papers entered too late, asking
for more than once. Derived from the case each time; only what people say of it is entered.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.domain.clocks import DEFAULT, Card, Clock, ClockRules, Hand, clocks
from kiosk.domain.deadline import business_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kiosk.domain.case import Case
    from kiosk.domain.deadline import WorkCalendar


class Rule(StrEnum):
    """By which rule it is marked."""

    SILENT = "silent"  # 应受理不受理
    LATE = "late"  # 超承诺期
    UNLAWFUL = "unlawful"  # 超法定期
    UNSERVED = "unserved"  # 送达超期
    UNCARRIED = "uncarried"  # 代送超期
    OWED = "owed"  # 容缺逾期未处理
    UNMENDED = "unmended"  # 补正逾期未处理
    ENTERED_LATE = "entered_late"  # 体外循环
    ASKED_AGAIN = "asked_again"  # 补正次数 >1


_OF_CLOCKS = {
    Clock.ANSWER: Rule.SILENT,
    Clock.PROMISED: Rule.LATE,
    Clock.LEGAL: Rule.UNLAWFUL,
    Clock.SERVICE: Rule.UNSERVED,
    Clock.CARRYING: Rule.UNCARRIED,
    Clock.OWED: Rule.OWED,
    Clock.SUPPLEMENT: Rule.UNMENDED,
}
_ASKED = "case.supplement_asked"


@dataclass(frozen=True, slots=True)
class Finding:
    """One mark: at which case, by which rule, since which day; `days` beyond the limit (minutes of an entry that came
    late), `actor` and `window` whose work it is."""

    case_no: str
    rule: Rule
    since: date
    days: int
    card: Card
    actor: str
    window: str = ""

    @property
    def is_grave(self) -> bool:
        """Red and black cards are written off only with somebody's approval, and never deleted."""
        return self.card in (Card.RED, Card.BLACK)


def findings(case: Case, today: date, calendar: WorkCalendar, rules: ClockRules = DEFAULT) -> tuple[Finding, ...]:
    """Every mark of a case, the gravest first. `case` as it counts today (`standstill.as_of`)."""
    found = list(_findings(case, today, calendar, rules))
    if any(one.rule is Rule.UNLAWFUL for one in found):
        found = [one for one in found if one.rule is not Rule.LATE]
    order = list(Card)
    return tuple(sorted(found, key=lambda one: (-order.index(one.card), one.since)))


def _findings(case: Case, today: date, calendar: WorkCalendar, rules: ClockRules) -> Iterator[Finding]:
    first, last = case.steps[0].actor if case.steps else "", case.steps[-1].actor if case.steps else ""
    for one in clocks(case, today, calendar, rules):
        if one.hand in (Hand.OVERDUE, Hand.LAPSED) and one.clock in _OF_CLOCKS:
            yield Finding(case.case_no, _OF_CLOCKS[one.clock], one.due, one.over, one.card, last, case.window)
    if case.on_paper is not None and case.on_paper.late:
        minutes = int((case.on_paper.entered_at - case.filed_at).total_seconds()) // 60
        day = business_day(case.on_paper.entered_at)
        yield Finding(case.case_no, Rule.ENTERED_LATE, day, minutes, Card.YELLOW, first, case.window)
    asked = [step for step in case.steps if step.kind == _ASKED]
    if len(asked) > 1:
        day = business_day(asked[1].at)
        yield Finding(case.case_no, Rule.ASKED_AGAIN, day, len(asked), Card.YELLOW, asked[1].actor, case.window)
