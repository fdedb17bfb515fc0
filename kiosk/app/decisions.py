"""The desk of decisions at the window: taken in, accepted, forwarded, returned, stopped, gone on, closed on the spot.

What the applicant is told on paper (补正, 不予受理, 特别程序, 准予, 不予) is given out at the documents desk, where the
paper makes the step. Here is what needs no paper of its own, or only the receipt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from kiosk.app.filing import ACCEPTED, RECEIVED, promised
from kiosk.app.house_rules import rules_in
from kiosk.app.stepping import Wanted
from kiosk.app.words import DOCUMENT_MARKS
from kiosk.domain.case import FILINGS, Case, CaseState
from kiosk.domain.clocks import Reading, clocks
from kiosk.domain.deadline import ACCEPT_WITHIN, business_day, due_after
from kiosk.domain.numbers import document_number
from kiosk.domain.refusals import NotNow
from kiosk.domain.standstill import as_of, standing

if TYPE_CHECKING:
    from kiosk.app.outcomes import CaseMovedOn, CaseTaken
    from kiosk.app.ports import Device, Store, Trust, Work
    from kiosk.app.register import Register
    from kiosk.app.stepping import Stepping
    from sync.protocol.kinds import CaseFiled

ON_THE_SPOT = "1"  # 即办件 (GB/T 39046 A.6)


class DecisionDesk:
    """Every method is one thing a clerk does, once for each request."""

    def __init__(self, store: Store, stepping: Stepping, register: Register, device: Device, trust: Trust) -> None:
        self._store = store
        self._stepping = stepping
        self._register = register
        self._device = device
        self._trust = trust

    def receive(self, case_no: str, window: str, actor: str, request: str = "") -> CaseTaken:
        """The papers that a village agent collected are taken in here (收件): now the five working days begin."""
        return self._filed(Wanted(case_no, RECEIVED, actor, request), window)

    def accept(self, case_no: str, window: str, actor: str, request: str = "") -> CaseTaken:
        """What was received is accepted (受理): the promised clock begins today. Refuses `NotNow` for one that counts
        as accepted already, because nobody answered in time."""
        return self._filed(Wanted(case_no, ACCEPTED, actor, request), window)

    def give_back(self, case_no: str, reason: str, actor: str, request: str = "") -> CaseMovedOn:
        """What was asked for or owed did not come in time: 退件. Refuses `NotNow` as long as it may still come."""
        from sync.protocol.kinds import CaseMoved

        def made(_work: Work, case: Case) -> CaseMoved:
            until = case.ask_until if case.state is CaseState.SUPPLEMENT else min(case.owed.values(), default="")
            if until and self._today() <= date.fromisoformat(until):
                raise NotNow("return_too_early", case_no=case_no, until=until)
            return CaseMoved(text=_said("reason", reason))

        return self._stepping.take(Wanted(case_no, "case.returned", actor, request), made)

    def forward(self, case_no: str, to: str, actor: str, text: str = "", request: str = "") -> CaseMovedOn:
        """It goes to the body that decides (转报); from now on it is that body's. Nothing is owed any more by then."""
        from sync.protocol.kinds import CaseMoved

        def made(_work: Work, case: Case) -> CaseMoved:
            matter = self._stepping.matter(case)
            if case.mode != "collect_forward":
                raise NotNow("forward_not_ours", case_no=case_no, matter=matter.name)
            body = to.strip() or matter.guide.implementing_body
            return CaseMoved(to=body, text=text.strip() or body)

        return self._stepping.take(Wanted(case_no, "case.forwarded", actor, request), made)

    def resume(self, case_no: str, text: str, actor: str, request: str = "") -> CaseMovedOn:
        """A special procedure (特别程序) has ended, with what it found: the clock goes on, today counts."""
        from sync.protocol.kinds import CaseGoesOn

        def made(_work: Work, case: Case) -> CaseGoesOn:
            again: dict[str, Any] = self._stepping.due_again(case)
            return CaseGoesOn(text=_said("text", text), **again)

        return self._stepping.take(Wanted(case_no, "case.resumed", actor, request), made)

    def post_notice(self, case_no: str, facts: Mapping[str, str], actor: str, request: str = "") -> CaseMovedOn:
        """公示 begins today: `where` it hangs, until which day (`until`, ISO; as long as the matter asks when empty),
        and a word (`text`). The clock stands still. Refuses a notice that is shorter than the matter asks."""
        from sync.protocol.kinds import CaseStopped

        def made(_work: Work, case: Case) -> CaseStopped:
            limit, today = self._stepping.matter(case).limits.publicity, self._today()
            least = due_after(today, limit.days or 0, limit.unit or "day", self._stepping.calendar).on
            until = _date("until", facts.get("until", "")) if facts.get("until") else least
            if until < least or until <= today:
                raise NotNow("notice_too_short", case_no=case_no, until=least.isoformat())
            where = _said("where", facts.get("where", ""))
            text = facts.get("text", "").strip() or where
            return CaseStopped(text=text, to=where, since=today.isoformat(), until=until.isoformat())

        return self._stepping.take(Wanted(case_no, "case.noticed", actor, request), made)

    def end_notice(self, case_no: str, text: str, actor: str, request: str = "") -> CaseMovedOn:
        """公示 is over, with what was said against it or nothing: the clock goes on. Refuses `NotNow` before its last
        day is over."""
        from sync.protocol.kinds import CaseGoesOn

        def made(_work: Work, case: Case) -> CaseGoesOn:
            stop = standing(case)
            if stop is not None and stop.expected and self._today() <= date.fromisoformat(stop.expected):
                raise NotNow("notice_running", case_no=case_no, until=stop.expected)
            again: dict[str, Any] = self._stepping.due_again(case)
            return CaseGoesOn(text=_said("text", text), **again)

        return self._stepping.take(Wanted(case_no, "case.notice_ended", actor, request), made)

    def close_here(self, case_no: str, result: str, to: str, actor: str, request: str = "") -> CaseMovedOn:
        """A matter that is done on the spot (即办件) is granted and handed over (`to` whom), both at once. Refuses
        `NotNow` for any other matter, and what the chief representative has to approve."""
        from kiosk.app.outcomes import CaseMovedOn
        from sync.protocol.kinds import CaseDecided, CaseMoved

        wanted = Wanted(case_no, "case.decided", actor, request)
        with self._store.work(actor) as work:
            case = self._stepping.standing(work, case_no)
            if wanted.once.before(work) is not None:
                return CaseMovedOn(case)
            matter = self._stepping.matter(case)
            if matter.guide.project_type.code != ON_THE_SPOT:
                raise NotNow("not_on_the_spot", case_no=case_no, matter=matter.name)
            if case.owed:
                raise NotNow("still_owed", case_no=case_no, count=len(case.owed))
            said = CaseDecided(result="granted", text=_said("result", result))
            decided = self._stepping.enter(work, case, "case.decided", said)
            taker = _said("to", to)
            served = CaseMoved(to=taker, text=taker, way="direct")
            moved = self._stepping.enter(work, decided, "case.delivered", served)
            wanted.once.remember(work, wanted.case_no)
        return CaseMovedOn(moved)

    def as_it_counts(self, case: Case) -> Case:
        """The case as it counts now: what nobody answered in time is accepted (视为受理)."""
        return as_of(case, self._trust.now())

    def clocks(self, case: Case) -> Sequence[Reading]:
        """Every clock of a case, looked at today by the county's calendar and the house's rules."""
        with self._store.look() as work:
            rules = rules_in(work.drawer).timing
        return clocks(self.as_it_counts(case), self._today(), self._stepping.calendar, rules)

    def _filed(self, wanted: Wanted, window: str) -> CaseTaken:
        """Filed on under its own number, from what was entered when it came."""
        from kiosk.app.register import Filed

        with self._store.work(wanted.actor) as work:
            case = self._stepping.standing(work, wanted.case_no)
            if wanted.once.before(work) is not None:
                return self._register.as_filed(work, case)
            if case.deemed:
                day = business_day(case.filed_at).isoformat()
                raise NotNow("accepted_by_silence", case_no=case.case_no, day=day)
            payload = self._anew(work, case, wanted.kind, window)
            moved, hashed = self._stepping.entered(work, case, wanted.kind, payload)
            wanted.once.remember(work, wanted.case_no)
        return self._register.sealed(Filed(moved, wanted.kind, hashed))

    def _anew(self, work: Work, case: Case, kind: str, window: str) -> CaseFiled:
        """What was filed first, as it stands now: corrected, with the papers brought since, and today's clocks."""
        from sync.protocol.kinds import CaseFiled, Clock, read_payload, write_payload

        matter, today, calendar = self._stepping.matter(case), self._today(), self._stepping.calendar
        first = dict(_filing_of(work, case))
        count = work.drawer.count_up(f"paper/{kind}/{today.year}")
        station, mark = self._device.station.short, DOCUMENT_MARKS[kind]
        clock, silent = write_payload(promised(matter, today, calendar)), write_payload(Clock())
        if kind == RECEIVED:
            answer = due_after(today, ACCEPT_WITHIN, "workday", calendar)
            silent = clock
            clock = {**clock, "due_on": answer.on.isoformat(), "estimated": answer.estimated}
        who = {"name": case.applicant, "id_number": case.id_number, "phone": case.phone}
        made = read_payload(
            kind,
            {
                **first,
                "applicant": {**first["applicant"], **who},
                "answers": dict(case.answers),
                "materials": dict(case.materials),
                "owed": [{"material": key, "until": until} for key, until in case.owed.items()],
                "pledges": [one for one in first.get("pledges", ()) if one["material"] in case.pledged],
                "attachments": [],
                "window": window,
                "document_no": document_number(station, mark, today.year, self._device.number, count),
                "committed": clock,
                "silent": silent,
                "based_on": case.case_no,
                "on_paper": None,
            },
        )
        assert isinstance(made, CaseFiled)
        return made

    def _today(self) -> date:
        return business_day(self._trust.now())


def _filing_of(work: Work, case: Case) -> Mapping[str, Any]:
    """The payload of the last entry that filed it."""
    found: Mapping[str, Any] = {}
    for written in work.journal.of_case(case.case_no):
        with suppress(ValueError):  # a body of another shape, that came before its case
            body = written.read()
            found = body.payload if body.kind in FILINGS else found
    return found


def _said(name: str, text: str) -> str:
    if not text.strip():
        raise NotNow("step_unsaid", what=name)
    return text.strip()


def _date(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise NotNow("step_unsaid", what=name) from None
