"""The case desk: find a case, read it whole, move it on at this window."""

from collections.abc import Sequence
from typing import Any

from kiosk.app.at_hand import case_of
from kiosk.app.extending import Extending
from kiosk.app.finding import Sieve
from kiosk.app.outcomes import CaseFound, CaseMovedOn
from kiosk.app.ports import Store, Work
from kiosk.app.stepping import Stepping, Wanted
from kiosk.domain.case import Case, after
from sync.protocol.kinds import CaseGoesOn, CaseMoved, Looked

SEARCH_LIMIT = 50


class CaseDesk:
    """Everything that is done with a case once it is filed."""

    def __init__(self, store: Store, extending: Extending, stepping: Stepping) -> None:
        self._store = store
        self._extending = extending
        self._stepping = stepping

    def find(self, text: str, limit: int = SEARCH_LIMIT) -> Sequence[CaseFound]:
        """Cases by name, pinyin initials, ID number or its last six, phone, or case number; newest first, each
        as it counts today."""
        with self._store.look() as work:
            return work.cases.find(text.strip(), limit, Sieve(today=self._stepping.today))

    def show(self, case_no: str, actor: str, purpose: str = "") -> Case:
        """The whole case. The look is entered in the journal (who, when, why). Refuses an unknown case."""
        with self._store.work(actor) as work:
            case = case_of(work, case_no)
            work.journal.enter(Looked(what="case", purpose=purpose), "person.looked", case_no)
            return case

    def of_person(self, id_number: str) -> Sequence[Case]:
        """Earlier cases of a person, newest first."""
        with self._store.look() as work:
            return work.cases.of_person(id_number)

    def supplement(
        self, case_no: str, materials: dict[str, str], actor: str, text: str = "", request: str = ""
    ) -> CaseMovedOn:
        """What was asked for, or owed, has been brought. A clock that stood still for it goes on, today counts; the day
        of receiving stays. Refuses as every step: an unknown case, `NotOurs`, `CaseElsewhere`, `RequestReused`."""

        def brought(_work: Work, case: Case) -> CaseGoesOn:
            again: dict[str, Any] = self._stepping.due_again(case)
            return CaseGoesOn(text=text, materials=materials, **again)

        return self._stepping.take(Wanted(case_no, "case.supplemented", actor, request), brought)

    def deliver(self, case_no: str, to: str, actor: str, request: str = "") -> CaseMovedOn:
        """The result was handed over and signed for (送达)."""
        return self._moved(Wanted(case_no, "case.delivered", actor, request), CaseMoved(to=to))

    def withdraw(self, case_no: str, reason: str, actor: str, request: str = "") -> CaseMovedOn:
        """The applicant takes the application back (撤回)."""
        return self._moved(Wanted(case_no, "case.withdrawn", actor, request), CaseMoved(text=reason))

    def void(self, case_no: str, reason: str, actor: str, request: str = "") -> CaseMovedOn:
        """Entered by mistake (作废): it stays, marked, for ever."""
        return self._moved(Wanted(case_no, "case.voided", actor, request), CaseMoved(text=reason))

    def extend(self, case_no: str, reason: str, approved_by: str, actor: str, days: int | None = None) -> CaseMovedOn:
        """Its limit is prolonged (延长期限) by `days`, as many as the matter allows when none are named.

        Refuses `NotExtendable`: once only, while it runs, not beyond what the matter allows, never without reason and
        name. The applicant is then told with 特别程序告知书.
        """
        with self._store.work(actor) as work:
            case = case_of(work, case_no)
            payload = self._extending.entry(case, reason, approved_by, days)
            moved = after(case, work.journal.enter(payload, "case.extended", case_no).happened)
            work.cases.put(moved)
            return CaseMovedOn(moved)

    def extendable(self, case: Case) -> int:
        """By how many days its limit may be prolonged now; 0 when it may not."""
        return self._extending.most(case)

    def _moved(self, wanted: Wanted, payload: CaseMoved) -> CaseMovedOn:
        return self._stepping.take(wanted, lambda _work, _case: payload)
