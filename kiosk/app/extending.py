"""Prolonging a limit (延长期限): whether this case's may be, by how many days, and until when it runs then.

行政许可法第42条, 政府信息公开条例第33条: once, before the limit is over, for a reason, approved by the head of the
body, and the applicant is told. By how much at most stands in the definition of the version under which it was filed.
"""

from collections.abc import Callable
from datetime import datetime

from forms import Catalogue, Limit
from kiosk.app.joint_offer import any_matter
from kiosk.domain.case import Case, CaseState
from kiosk.domain.deadline import WorkCalendar, business_day, due_after
from kiosk.domain.refusals import NotExtendable
from sync.protocol.kinds import CaseExtended

_RUNNING = frozenset({CaseState.ACCEPTED, CaseState.IN_REVIEW})


class Extending:
    """Reckons with the catalogue and the calendar of this house."""

    def __init__(self, catalogue: Catalogue, calendar: WorkCalendar, now: Callable[[], datetime]) -> None:
        self._catalogue = catalogue
        self._calendar = calendar
        self._now = now

    def most(self, case: Case) -> int:
        """By how many days its limit may be prolonged now; 0 when it may not."""
        if case.state not in _RUNNING or case.due_on is None or case.extended:
            return 0
        return 0 if business_day(self._now()) > case.due_on else self._limit(case).extendable or 0

    def entry(self, case: Case, reason: str, approved_by: str, days: int | None) -> CaseExtended:
        """What is entered. Refuses with a key of its own each: nothing runs, prolonged before, over, not allowed by
        the matter, too long, no reason or nobody who approved it."""
        if case.state not in _RUNNING or case.due_on is None:
            raise NotExtendable("extend_no_clock", case_no=case.case_no)
        limit, known = self._limit(case), {"case_no": case.case_no, "due": case.due_on.isoformat()}
        if case.extended:
            raise NotExtendable("extend_twice", **known)
        if business_day(self._now()) > case.due_on:
            raise NotExtendable("extend_over", **known)
        if not limit.extendable:
            raise NotExtendable("extend_not_allowed", matter=self._name(case), due=case.due_on.isoformat())
        wanted = limit.extendable if days is None else days
        if not 0 < wanted <= limit.extendable:
            raise NotExtendable("extend_too_long", most=limit.extendable, days=wanted)
        if not reason.strip() or not approved_by.strip():
            raise NotExtendable("extend_unsaid")
        unit = str(limit.unit or "workday")
        due = due_after(case.due_on, wanted, unit, self._calendar)
        return CaseExtended(
            text=reason.strip(),
            approved_by=approved_by.strip(),
            days=wanted,
            unit=unit,
            due_on=due.on.isoformat(),
            estimated=due.estimated or case.due_estimated,
        )

    def _limit(self, case: Case) -> Limit:
        """The limit by which the case's day was reckoned when it was filed."""
        limits = any_matter(self._catalogue, case.matter, case.matter_version).limits
        return limits.commit if limits.commit.days is not None else limits.legal

    def _name(self, case: Case) -> str:
        return any_matter(self._catalogue, case.matter, case.matter_version).name
