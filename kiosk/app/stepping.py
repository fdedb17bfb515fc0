"""One step of a case at this window: asked for once, judged by mode and state, entered, and the case put as it is then.

Whose a case is follows from the matter's mode (DESIGN §3): `end_to_end` is the window's; `collect_forward` until it is
forwarded; `guide_booking` ends with its booking.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.app.at_hand import case_of
from kiosk.app.authority import must_be_approved
from kiosk.app.joint_offer import any_matter
from kiosk.app.once import Once
from kiosk.app.outcomes import CaseMovedOn
from kiosk.domain.case import StepDoesNotFit, after
from kiosk.domain.clocks import promised_due, received_on
from kiosk.domain.deadline import ACCEPT_WITHIN, business_day, due_after
from kiosk.domain.refusals import CaseElsewhere, NotOurs
from kiosk.domain.standstill import as_of, pauses, standing

if TYPE_CHECKING:
    from datetime import date, datetime

    from forms import Catalogue, Matter
    from kiosk.app.ports import Store, Work
    from kiosk.domain.case import Case
    from kiosk.domain.deadline import WorkCalendar
    from sync.protocol.kinds import Payload

# what a window may do with a case that another body has: bring it papers, take it back, hand over the result
_ANYWHERE = frozenset(("case.supplemented", "case.delivered", "case.withdrawn", "case.voided"))
_BEFORE_DECIDING = frozenset(("case.received", "case.accepted", "case.forwarded", "case.returned"))
_OF_A_BOOKING = frozenset(("case.withdrawn", "case.voided"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A step that somebody wants to take: on which case, of which kind of entry, who, and the id of his request."""

    case_no: str
    kind: str
    actor: str
    request: str = ""

    @property
    def once(self) -> Once:
        """The request, and what it is for."""
        return Once(self.request, f"{self.kind}/{self.case_no}")


Make = Callable[["Work", "Case"], "Payload"]


class Stepping:
    """Reckons with the catalogue and the calendar of this house."""

    def __init__(self, store: Store, catalogue: Catalogue, calendar: WorkCalendar, now: Callable[[], datetime]) -> None:
        self._store = store
        self._catalogue = catalogue
        self.calendar = calendar
        self._now = now

    @property
    def today(self) -> date:
        """The day on which it is asked."""
        return business_day(self._now())

    def take(self, wanted: Wanted, make: Make) -> CaseMovedOn:
        """Take it, in one transaction; the same request again changes nothing more and answers the same.

        Refuses an unknown case, `NotOurs`, `CaseElsewhere`, `RequestReused`, and what `make` refuses.
        """
        with self._store.work(wanted.actor) as work:
            case = self.standing(work, wanted.case_no)
            if wanted.once.before(work) is not None:
                return CaseMovedOn(case)
            moved = self.enter(work, case, wanted.kind, make(work, case))
            wanted.once.remember(work, wanted.case_no)
            return CaseMovedOn(moved)

    def standing(self, work: Work, case_no: str) -> Case:
        """The case as it counts now. Refuses an unknown one."""
        return as_of(case_of(work, case_no), self._now())

    def enter(self, work: Work, case: Case, kind: str, payload: Payload) -> Case:
        """Enter a step within a piece of work that is open. Refuses one that is another body's, that does not fit, or
        that nobody has approved who has to."""
        return self.entered(work, case, kind, payload)[0]

    def entered(self, work: Work, case: Case, kind: str, payload: Payload) -> tuple[Case, bytes]:
        """The same, with the hash of the entry's body that a receipt promises."""
        self.must_be_ours(case, kind)
        must_be_approved(work, case, self._catalogue, kind)
        entered = work.journal.enter(payload, kind, case.case_no)
        try:
            moved = after(case, entered.happened)
        except StepDoesNotFit as no:
            raise CaseElsewhere(case.case_no, no.state, kind) from no
        work.cases.put(moved)
        return moved, entered.entry.body_hash

    def must_be_ours(self, case: Case, kind: str) -> None:
        """Refuse what the mode gives to somebody else."""
        if case.mode == "guide_booking":
            ours = kind in _OF_A_BOOKING
        elif case.mode == "collect_forward":
            ours = kind in _ANYWHERE or (kind in _BEFORE_DECIDING and not case.sent_on)
        else:
            ours = True
        if not ours:
            raise NotOurs(case.case_no, kind, self.matter(case).guide.implementing_body)

    def matter(self, case: Case) -> Matter:
        """The matter in the version under which it was filed."""
        return any_matter(self._catalogue, case.matter, case.matter_version)

    def due_again(self, case: Case) -> dict[str, object]:
        """`due_on`, `estimated` and `silent` of an entry by which the clock goes on today; nothing where none stood."""
        if standing(case) is None or case.due_on is None:
            return {}
        today = business_day(self._now())
        stops = pauses(case, today)
        if case.accepted_at is not None:
            due = promised_due(case, stops, self.calendar)
            return {} if due is None else {"due_on": due.on.isoformat(), "estimated": due.estimated}
        filed, silent = received_on(case), ""
        answer = due_after(filed, ACCEPT_WITHIN, "workday", self.calendar, stops)
        if case.days is not None:
            silent = due_after(filed, case.days, case.unit, self.calendar, stops).on.isoformat()
        return {"due_on": answer.on.isoformat(), "estimated": answer.estimated, "silent": silent}
