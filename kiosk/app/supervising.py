"""The desk of supervision (监察): what is marked at the cases, what was answered, and what was written off (核销).

Who supervises handles no case, and who handles cases closes no mark (审监分离). Nothing is ever deleted: a mark that is
closed stays, with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from kiosk.app.at_hand import case_of
from kiosk.app.finding import Sieve
from kiosk.app.house_rules import rules_in
from kiosk.domain.deadline import business_day
from kiosk.domain.person import mask_name
from kiosk.domain.refusals import Refusal
from kiosk.domain.standstill import as_of
from kiosk.domain.supervision import Finding, findings
from sync.protocol.oversight_kinds import FindingSaid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kiosk.app.ports import Store, Work
    from kiosk.domain.clocks import ClockRules
    from kiosk.domain.deadline import WorkCalendar

ANSWERED, CLOSED = "finding.answered", "finding.closed"
PERIOD = 180  # days of filing that are looked through
MOST = 5000  # cases, the newest


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody said of a mark: an answer, or that it is closed and who approved that."""

    text: str
    actor: str
    at: datetime
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark with its case: the applicant masked, the matter, the answers, and how it was closed (None: it is open)."""

    finding: Finding
    applicant: str
    matter: str
    answers: tuple[Remark, ...] = ()
    closed: Remark | None = None


class FindingRefused(Refusal):
    """That cannot be said of this case: it has no such mark, it is closed already, or a word is missing."""


class SupervisingDesk:
    """Reads the marks off the cases; enters what is said of them."""

    def __init__(self, store: Store, calendar: WorkCalendar, now: Callable[[], datetime]) -> None:
        self._store = store
        self._calendar = calendar
        self._now = now

    def listed(self, days: int = PERIOD, *, closed: bool = False) -> Sequence[Marked]:
        """Every open mark at the cases of the last `days`, the gravest and oldest first; `closed`: only those that are
        closed, the latest first."""
        now = self._now()
        since = business_day(now) - timedelta(days=days)
        with self._store.look() as work:
            looking = _Looking(now, _Days(self._calendar), rules_in(work.drawer).timing)
            numbers = [one.case_no for one in work.cases.find("", MOST, Sieve(since=since))]
            found = [one for case_no in numbers for one in _of(work, case_no, looking)]
        wanted = [one for one in found if (one.closed is not None) is closed]
        if closed:
            return sorted(wanted, key=lambda one: one.closed.at if one.closed else now, reverse=True)
        return sorted(wanted, key=lambda one: (not one.finding.is_grave, one.finding.since, one.finding.case_no))

    def answer(self, case_no: str, rule: str, text: str, actor: str) -> Marked:
        """How it came, and what is done about it (处置说明). Refuses `FindingRefused`, an unknown case."""
        return self._say(case_no, rule, FindingSaid(rule=rule, text=text.strip()), ANSWERED, actor)

    def close(self, case_no: str, rule: str, text: str, approved_by: str, actor: str) -> Marked:
        """Take the mark off (核销). Refuses `FindingRefused` also where the card is red or black and nobody approved
        it."""
        said = FindingSaid(rule=rule, text=text.strip(), approved_by=approved_by.strip())
        return self._say(case_no, rule, said, CLOSED, actor)

    def _say(self, case_no: str, rule: str, said: FindingSaid, kind: str, actor: str) -> Marked:
        now = self._now()
        with self._store.work(actor) as work:
            case_of(work, case_no)
            marked = self._one(work, case_no, rule, now)
            if marked is None:
                raise FindingRefused("finding_unknown", case_no=case_no, rule=rule)
            if marked.closed is not None:
                raise FindingRefused("finding_closed", case_no=case_no)
            if not said.text:
                raise FindingRefused("finding_unsaid")
            if kind == CLOSED and marked.finding.is_grave and not said.approved_by:
                raise FindingRefused("finding_unapproved", case_no=case_no)
            work.journal.enter(said, kind, case_no)
            return self._one(work, case_no, rule, now) or marked

    def _one(self, work: Work, case_no: str, rule: str, now: datetime) -> Marked | None:
        looking = _Looking(now, self._calendar, rules_in(work.drawer).timing)
        return next((one for one in _of(work, case_no, looking) if one.finding.rule == rule), None)


@dataclass(frozen=True, slots=True)
class _Looking:
    """How cases are looked at: when, by which calendar, by which rules."""

    now: datetime
    calendar: WorkCalendar
    rules: ClockRules


class _Days:
    """A calendar that remembers its answers: thousands of cases ask about the same days."""

    def __init__(self, calendar: WorkCalendar) -> None:
        self.known = calendar.known
        self.is_workday = cache(calendar.is_workday)


def _of(work: Work, case_no: str, looking: _Looking) -> Sequence[Marked]:
    case = work.cases.get(case_no)
    if case is None:
        return ()
    marks = findings(as_of(case, looking.now), business_day(looking.now), looking.calendar, looking.rules)
    said = _said(work, case_no) if marks else {}
    name = mask_name(case.applicant)
    return [_marked(mark, name, case.matter, said.get(mark.rule, ())) for mark in marks]


def _marked(mark: Finding, name: str, matter: str, said: Sequence[tuple[str, Remark]]) -> Marked:
    answers = tuple(remark for kind, remark in said if kind == ANSWERED)
    closed = next((remark for kind, remark in said if kind == CLOSED), None)
    return Marked(mark, name, matter, answers, closed)


def _said(work: Work, case_no: str) -> Mapping[str, Sequence[tuple[str, Remark]]]:
    """What was said of a case, by rule, in the order in which it was heard here. What nobody can read is left out."""
    found: dict[str, list[tuple[str, Remark]]] = {}
    for one in work.journal.of_case(case_no):
        try:
            body = one.read()
            if body.kind not in (ANSWERED, CLOSED):
                continue
            p = body.payload
            remark = Remark(p["text"], body.actor, datetime.fromisoformat(body.wall), p.get("approved_by", ""))
            found.setdefault(p["rule"], []).append((body.kind, remark))
        except (ValueError, KeyError, TypeError):
            continue
    return found
