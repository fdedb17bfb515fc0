"""What the house knows of itself for a document, and nobody has to be asked: one small story for each kind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from forms import Material, Matter
from kiosk.app.documents import (
    Delivery,
    DeliveryWay,
    Document,
    DocumentKind,
    Grant,
    Granted,
    Ground,
    HandedCase,
    Handover,
    Heading,
    Mandate,
    NotAccepted,
    Oversight,
    OwedPaper,
    Pledge,
    Procedure,
    Refused,
    Remedy,
    Returned,
    ServedPaper,
    Someone,
    SpecialNotice,
    Stage,
    ToleranceNotice,
    TrackingCard,
    Wanted,
    WantedNotice,
)
from kiosk.app.documents import words as w
from kiosk.app.papers import Handing, PaperMaterial
from kiosk.app.promises import ON_SCREEN
from kiosk.app.words import CHECK_UNTIL
from kiosk.domain.case import Case
from kiosk.domain.deadline import WorkCalendar, due_after

K = DocumentKind
PERMIT, BENEFIT = "01", "05"  # 事项类型, GB/T 39046-2020 table A.1
_TAKEN = frozenset((Handing.ORIGINAL, Handing.COPY))


@dataclass(frozen=True, slots=True)
class Known:
    """What a draft is made from. `case` and `matter` are None where the document concerns none; `served` are the
    documents given out for the case, `person` who applies in full, `agent` who acts for him."""

    heading: Heading
    matter: Matter | None
    case: Case | None
    person: Someone
    agent: Someone
    clerk: Someone
    served: tuple[ServedPaper, ...]
    calendar: WorkCalendar
    pledges: Sequence[Mapping[str, str]] = ()  # as the filing's entry says them

    @property
    def today(self) -> date:
        return self.heading.made_at.date()

    @property
    def materials(self) -> Sequence[tuple[Material, Handing | None]]:
        """Every material of the matter, and how it was handed in, None where it was not."""
        handed = self.case.materials if self.case else {}
        found = self.matter.materials if self.matter else ()
        return [(one, Handing(handed[one.id]) if handed.get(one.id) else None) for one in found]


def drafted(kind: DocumentKind, known: Known) -> Document:
    """The document as far as the house knows its facts."""
    return _DRAFTS[kind](kind, known)


def completed(paper: Document, known: Known) -> Document:
    """What follows from the facts stated: until when a case is done that stands still for so many days."""
    case = known.case
    if not isinstance(paper, SpecialNotice):
        return paper
    law = w.PERMIT_LAW.format(article=w.EXTENSION_ARTICLE)
    if paper.procedure is Procedure.EXTENSION and _is_permit(known):
        paper = replace(paper, law=law if paper.law == _law(K.SPECIAL, known) else paper.law)
    if paper.due_on is None and paper.days and case is not None and case.due_on is not None:
        unit = "workday" if paper.in_workdays else "day"
        return replace(paper, due_on=due_after(case.due_on, paper.days, unit, known.calendar).on)
    return paper


def must_state(paper: Document) -> tuple[str, ...]:
    """What this document must state besides what every one of its kind must: where to go instead, more than no days,
    and who somebody is who takes what is another's."""
    if isinstance(paper, Delivery) and paper.substitute:
        return tuple(one for one in ("substitute_id", "relation", "mandate") if not getattr(paper, one).strip())
    if isinstance(paper, NotAccepted) and paper.ground is Ground.NOT_OURS and not paper.go_to:
        return ("go_to",)
    return ("days",) if isinstance(paper, SpecialNotice) and not paper.days else ()


def _is_permit(known: Known) -> bool:
    return known.matter is not None and known.matter.guide.task_type.code == PERMIT


def _law(kind: DocumentKind, known: Known) -> str:
    """The rule that a document rests on: the permit law's article, or the matter's own."""
    if kind in w.ARTICLES and (_is_permit(known) or known.matter is None):
        return w.PERMIT_LAW.format(article=w.ARTICLES[kind])
    basis = known.matter.guide.legal_basis if known.matter else ()
    return f"{basis[0].law}{basis[0].article}" if basis else ""


def _wanted(kind: DocumentKind, known: Known) -> Document:
    lacking = [
        one
        for one, handing in known.materials
        if one.mandatory and handing in (None, Handing.OWED) and one.source != w.MADE_HERE
    ]
    wanted = tuple(Wanted(one.name, w.NOT_HANDED_IN, "", _how_to_bring(one)) for one in lacking)
    limit = known.matter.limits.supplement if known.matter else None
    days = limit.days if limit else None
    until = None
    if days and limit and known.case:
        until = due_after(known.today, days, limit.unit or "workday", known.calendar).on
    return WantedNotice(kind, known.heading, wanted if known.case else (), _law(kind, known), until)


def _how_to_bring(material: Material) -> str:
    how = w.BRING_IT.format(form=w.FORMS.get(material.collect, ""))
    return how + w.OR_PLEDGE if material.pledgeable else how


def _not_accepted(kind: DocumentKind, known: Known) -> Document:
    return NotAccepted(known.heading, None, "", _law(kind, known), "", Remedy("", ""))


def _tolerance(kind: DocumentKind, known: Known) -> Document:
    owed = known.case.owed if known.case else {}
    papers = tuple(
        OwedPaper(one.name, Handing(one.collect), date.fromisoformat(owed[one.id]), w.SEND_HOW)
        for one, _ in known.materials
        if one.id in owed
    )
    due = known.case.due_on if known.case else None
    return ToleranceNotice(known.heading, _law(kind, known), papers, _taken(known), due, "")


def _pledge(_kind: DocumentKind, known: Known) -> Document:
    """What was promised when it was filed; before that, or where nothing was, a clerk says it."""
    made = known.pledges
    if not made:
        return Pledge(known.heading, "", "", "", "", "")
    proof, basis, proves = (_together(one.get(key, "") for one in made) for key in ("name", "basis", "text"))
    checking = _together(
        CHECK_UNTIL.format(how=one.get("checking", ""), day=date.fromisoformat(one["check_by"])) for one in made
    )
    on_screen = all(one.get("way") == ON_SCREEN for one in made)
    return Pledge(known.heading, proof, basis, proves, w.LIABILITY, checking, agreed=True, electronic=on_screen)


def _together(texts: Iterable[str]) -> str:
    return w.JOINED_PROOFS.join(dict.fromkeys(text for text in texts if text))


def _special(kind: DocumentKind, known: Known) -> Document:
    law = _law(kind, known)
    return SpecialNotice(known.heading, None, "", law, None, True, known.today, "")


def _granted(kind: DocumentKind, known: Known) -> Document:
    task = known.matter.guide.task_type.code if known.matter else ""
    grant = {PERMIT: Grant.PERMITTED, BENEFIT: Grant.BENEFIT}.get(task, Grant.REGISTERED)
    result = known.matter.guide.result if known.matter else ""
    return Granted(known.heading, grant, _law(kind, known), "", result, Remedy("", ""))


def _refused(kind: DocumentKind, known: Known) -> Document:
    return Refused(known.heading, "", "", _law(kind, known), Remedy("", ""))


def _mandate(_kind: DocumentKind, known: Known) -> Document:
    handed = tuple(one for one in _taken(known) if one.handing in _TAKEN)
    return Mandate(known.heading, known.person, known.agent, (), known.today, None, handed)


def _tracking(_kind: DocumentKind, known: Known) -> Document:
    case = known.case
    steps = case.steps if case else ()
    stages = tuple(
        Stage(w.LEVELS[one.kind], one.actor.rpartition(":")[2], one.at, w.STAGES[one.kind])
        for one in steps
        if one.kind in w.LEVELS
    )
    at = case.filed_at if case else known.heading.made_at
    return TrackingCard(known.heading, "", known.agent, at, case.due_on if case else None, stages)


def _handover(_kind: DocumentKind, known: Known) -> Document:
    case, taken = known.case, [one for one in _taken(known) if one.handing in _TAKEN]
    count = sum(one.count for one in taken)
    matter = known.matter.name if known.matter else ""
    cases = (HandedCase(case.case_no, case.applicant, matter, len(taken), count),) if case else ()
    return Handover(known.heading, known.clerk, Someone(""), cases)


def _delivery(_kind: DocumentKind, known: Known) -> Document:
    served = known.served[-1:]
    if not served and known.matter is not None and known.matter.guide.result:  # decided elsewhere: its result is served
        served = (ServedPaper(known.matter.guide.result, "", 1),)
    return Delivery(known.heading, served, DeliveryWay.DIRECT, "", known.heading.clerk)


def _returned(_kind: DocumentKind, known: Known) -> Document:
    things = tuple(ServedPaper(one.name, "", one.count) for one in _taken(known) if one.handing is Handing.ORIGINAL)
    return Returned(known.heading, things, known.person)


def _oversight(kind: DocumentKind, known: Known) -> Document:
    return Oversight(kind, known.heading, "", known.heading.made_at, "", "", None)


def _taken(known: Known) -> tuple[PaperMaterial, ...]:
    """What was handed in or seen, with its count."""
    found = []
    for one, handing in known.materials:
        if handing in (None, Handing.OWED, Handing.PLEDGED):
            continue
        count = {Handing.ORIGINAL: one.originals, Handing.COPY: one.copies}.get(handing, 0)
        found.append(PaperMaterial(one.name, handing, max(count, 1 if handing in _TAKEN else 0)))
    return tuple(found)


_DRAFTS: Mapping[DocumentKind, Callable[[DocumentKind, Known], Document]] = {
    K.TOLD_AT_ONCE: _wanted,
    K.SUPPLEMENT: _wanted,
    K.NOT_ACCEPTED: _not_accepted,
    K.TOLERANCE: _tolerance,
    K.PLEDGE: _pledge,
    K.SPECIAL: _special,
    K.GRANTED: _granted,
    K.REFUSED: _refused,
    K.MANDATE: _mandate,
    K.TRACKING: _tracking,
    K.HANDOVER: _handover,
    K.DELIVERY: _delivery,
    K.RETURNED: _returned,
    K.BAD_REVIEW: _oversight,
    K.COMPLAINT: _oversight,
    K.URGED: _oversight,
}
