"""Which step of a case a document is, and who may take it: the paper and the case move together or not at all."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forms import Matter, Mode
from kiosk.app.documents import (
    Delivery,
    Document,
    DocumentKind,
    Granted,
    NotAccepted,
    Procedure,
    Refused,
    SpecialNotice,
    WantedNotice,
)
from kiosk.app.documents import words as w
from kiosk.domain.case import ENDED, Case, CaseState, StepDoesNotFit, after
from kiosk.domain.refusals import Refusal
from sync.protocol.amend_kinds import Collector, ReturnedThing
from sync.protocol.kinds import CaseDecided, CaseMoved, CaseStopped, Payload, SupplementAsked

K, S = DocumentKind, CaseState
STEPS: Mapping[DocumentKind, str] = {
    K.SUPPLEMENT: "case.supplement_asked",
    K.NOT_ACCEPTED: "case.not_accepted",
    K.SPECIAL: "case.suspended",
    K.GRANTED: "case.decided",
    K.REFUSED: "case.decided",
    K.DELIVERY: "case.delivered",
}
DECISIONS = frozenset((K.GRANTED, K.REFUSED))
_NOT_YET = frozenset((S.COLLECTED, S.BOOKED))
# where a document that moves nothing makes no sense; the others are judged by their step, or fit always
_NEVER: Mapping[DocumentKind, frozenset[CaseState]] = {
    K.TOLD_AT_ONCE: ENDED,
    K.TOLERANCE: ENDED | _NOT_YET,
    K.PLEDGE: ENDED,
    K.MANDATE: ENDED,
}


@dataclass(frozen=True, slots=True)
class _Trial:
    """A step that is only tried."""

    kind: str
    actor: str
    at: datetime
    payload: Mapping[str, Any]


_ANYTHING: Mapping[str, Any] = {"text": "", "result": "granted"}


class DocumentElsewhere(Refusal):
    """The case is in a state in which this document cannot be given out (standards.md §7). Nothing was written."""

    def __init__(self, case: Case, document: str) -> None:
        super().__init__("document_elsewhere", case_no=case.case_no, state=case.state, document=document)


class DecidedElsewhere(Refusal):
    """The matter is decided by another body: this window may not give out this document (DESIGN: owners of facts)."""

    def __init__(self, case: Case, document: str, body: str) -> None:
        super().__init__("decided_elsewhere", case_no=case.case_no, document=document, body=body)


def step_of(paper: Document, case: Case | None, papers_of_case: Collection[str]) -> tuple[str, Payload] | None:
    """The entry that this document makes, with its number; None for one that moves nothing.

    `papers_of_case` are the numbers of documents given out for the case that are no decision: serving only such does
    not end it.
    """
    if case is None or paper.kind not in STEPS:
        return None
    number = paper.heading.document_no
    if isinstance(paper, WantedNotice):
        items = tuple(
            w.STEP_TEXT.format(what=one.what, fault=one.fault) if one.fault else one.what for one in paper.wanted
        )
        until = paper.until.isoformat() if paper.until else ""
        text = w.ITEMS_JOINED.join(items)
        return STEPS[paper.kind], SupplementAsked(text=text, items=items, until=until, document=number)
    if isinstance(paper, NotAccepted):
        return STEPS[paper.kind], CaseMoved(text=paper.reason, to=paper.go_to, document=number)
    if isinstance(paper, SpecialNotice):
        return _special(paper, number)
    if isinstance(paper, Granted):
        return STEPS[paper.kind], CaseDecided(result="granted", text=paper.content, document=number)
    if isinstance(paper, Refused):
        return STEPS[paper.kind], CaseDecided(result="refused", text=paper.reason, document=number)
    if isinstance(paper, Delivery):
        return _delivered(paper, number, papers_of_case)
    return None


def must_fit(kind: DocumentKind, case: Case | None, matter: Matter | None, title: str) -> None:
    """Refuse what makes no sense in this state, and what another body decides.

    Raises `DocumentElsewhere`, `DecidedElsewhere`. Whether its step follows is the fold's to say: it is tried.
    """
    if case is None:
        return
    if case.state in _NEVER.get(kind, ()):
        raise DocumentElsewhere(case, title)
    if kind not in STEPS or kind is K.DELIVERY:
        return  # the result is served here, whoever decided it
    if case.mode == Mode.GUIDE_BOOKING:
        raise DocumentElsewhere(case, title)
    body = matter.guide.implementing_body if matter else ""
    if case.mode == Mode.COLLECT_FORWARD and (kind in DECISIONS or kind is K.SPECIAL or _is_away(case)):
        raise DecidedElsewhere(case, title, body)
    try:
        after(case, _Trial(STEPS[kind], "", case.steps[-1].at, _ANYTHING))
    except StepDoesNotFit:
        raise DocumentElsewhere(case, title) from None


def prolongs(paper: Document) -> bool:
    """Whether it tells of a prolonged limit: then the clock does not stand still, it runs longer."""
    return isinstance(paper, SpecialNotice) and paper.procedure is Procedure.EXTENSION


def _is_away(case: Case) -> bool:
    """Forwarded to the body that decides: no longer the window's."""
    return case.sent_on or any(step.kind == "case.forwarded" for step in case.steps)


def _special(paper: SpecialNotice, number: str) -> tuple[str, Payload]:
    text = w.SPECIAL_TEXT.format(reason=paper.reason, days=paper.days, unit=w.UNITS[paper.in_workdays])
    said = CaseStopped(
        text=text,
        procedure=paper.procedure.value if paper.procedure else "",
        since=paper.begins_on.isoformat() if paper.begins_on else "",
        days=paper.days or 0,
        unit="workday" if paper.in_workdays else "day",
        approved_by=paper.approved_by,
        document=number,
    )
    return STEPS[K.SPECIAL], said


def _delivered(paper: Delivery, number: str, papers_of_case: Collection[str]) -> tuple[str, Payload] | None:
    served = {one.number for one in paper.papers}
    if served and served <= set(papers_of_case):
        return None
    returned = tuple(ReturnedThing(name=one.name, count=one.count) for one in paper.returned)
    to = paper.substitute or paper.heading.addressee
    return STEPS[K.DELIVERY], CaseMoved(
        to=to,
        document=number,
        collector=_collector(paper),
        returned=returned,
        way=paper.way.value if paper.way else "",
        proof=paper.witness or paper.place,
    )


def _collector(paper: Delivery) -> Collector | None:
    if not paper.substitute:
        return None
    id_number = paper.substitute_id.strip().upper()
    return Collector(name=paper.substitute, id_number=id_number, relation=paper.relation, mandate=paper.mandate)
