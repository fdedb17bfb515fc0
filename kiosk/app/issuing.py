"""The desk of documents (文书): collects what is known, asks for the rest, numbers it, enters it, moves the case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Protocol

from forms import Catalogue
from kiosk.app.at_hand import case_of
from kiosk.app.authority import must_be_approved
from kiosk.app.documents import Document, DocumentKind, SpecialNotice
from kiosk.app.documents import words as w
from kiosk.app.documents.asked import Asked, asked, is_missing, is_wrong
from kiosk.app.documents.drafting import Known, completed, must_state
from kiosk.app.documents.stating import NotAFact, fact, stated, typed
from kiosk.app.documents.steps import DECISIONS, DocumentElsewhere, must_fit, prolongs, step_of
from kiosk.app.extending import Extending
from kiosk.app.filing import CountyRules
from kiosk.app.gathering import Gathering, Subject
from kiosk.app.issued import ISSUED, PRINTED, Issued, entry_of, issued_here, left_out, read_issued
from kiosk.app.once import Once
from kiosk.app.ports import Device, Store, Trust, Work
from kiosk.app.standing import Broken, broken_by
from kiosk.app.words import BREACHES_JOINED
from kiosk.domain.case import StepDoesNotFit, after
from kiosk.domain.numbers import document_number
from kiosk.domain.refusals import Gap, Refusal
from sync.protocol.kinds import CaseExtended, Payload

LATEST = 200  # how many are listed where no case is named


class Patterns(Protocol):
    """The pattern book of papers: what a document is called, the sign in its number, and what it still lacks."""

    def title(self, kind: DocumentKind, /) -> str: ...
    def mark(self, kind: DocumentKind, /) -> str: ...
    def choices(self, kind: DocumentKind, /) -> Mapping[str, Mapping[str, str]]: ...
    def missing(self, paper: Document, /) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of document with its title, and why it cannot be given out now; `no` is None when it can."""

    kind: DocumentKind
    title: str
    no: Refusal | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A document that is not given out: what it states so far, what is asked, the values known as they would be typed,
    and every gap."""

    paper: Document
    asked: Sequence[Asked]
    known: Mapping[str, str]
    gaps: tuple[Gap, ...]


class FactsIncomplete(Refusal):
    """A document cannot go out as it is; `gaps` names each fact and the way out, all at once."""

    def __init__(self, gaps: Sequence[Gap]) -> None:
        super().__init__("facts_incomplete", count=len(gaps))
        self.gaps = tuple(gaps)


class DocumentUnknown(Refusal):
    """No document of this number was given out here."""

    def __init__(self, number: str) -> None:
        super().__init__("document_unknown", number=number)


class WordNotKept(Refusal):
    """Somebody whose word was not kept is not offered to pledge instead of proving (国办发〔2020〕42号)."""

    def __init__(self, broken: Sequence[Broken]) -> None:
        super().__init__("word_not_kept", why=BREACHES_JOINED.join(dict.fromkeys(one.why for one in broken)))


def must_be_kept(kind: DocumentKind, broken: Sequence[Broken]) -> None:
    """Refuse a pledge where words before it were not kept."""
    if kind is DocumentKind.PLEDGE and broken:
        raise WordNotKept(broken)


class DocumentDesk:
    """Where documents are given out. Who does it is said each time, as every entry names its actor; nothing here
    prints."""

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        rules: CountyRules,
        device: Device,
        trust: Trust,
        patterns: Patterns,
    ) -> None:
        self._store = store
        self._device = device
        self._patterns = patterns
        self._catalogue, self._trust = catalogue, trust
        self._gathering = Gathering(catalogue, rules, device, trust)
        self._extending = Extending(catalogue, rules.calendar, trust.now)

    def offered(self, subject: Subject) -> Sequence[Offer]:
        """Every kind of document, and whether it can be given out now. Refuses an unknown case or matter."""
        with self._store.look() as work:
            case = self._gathering.case(work, subject)
            broken = broken_by(work, self._trust, case.id_number if case else subject.id_number)
        matter = self._gathering.matter(case, subject)
        offers = []
        for kind, title in self._titles.items():
            try:
                must_fit(kind, case, matter, title)
                must_be_kept(kind, broken)
            except Refusal as no:
                offers.append(Offer(kind, title, no))
            else:
                offers.append(Offer(kind, title, None))
        return offers

    def draft(self, subject: Subject, kind: DocumentKind, facts: Mapping[str, object], actor: str) -> Draft:
        """What the document would state, and what it lacks. Nothing is written. Refuses an unknown case or matter."""
        county = self._gathering.county()
        with self._store.look() as work:
            known = self._gathering.known(work, subject, actor, self._titles)
            first = self._gathering.first(work, kind, known, county)
        paper, gaps = first, []
        for path, value in facts.items():
            try:
                paper = stated(paper, {path: value})
            except NotAFact as no:
                gaps.append(is_wrong(no))
        paper = completed(paper, known)
        wrong = {gap.field for gap in gaps}
        gaps += [is_missing(path) for path in self._lacks(paper) if path not in wrong]
        questions = asked(kind, self._patterns.choices(kind))
        values = {one.path: typed(fact(first, one.path), one.path) for one in questions}
        return Draft(paper, questions, values, tuple(gaps))

    def issue(
        self, subject: Subject, kind: DocumentKind, facts: Mapping[str, object], actor: str, request: str = ""
    ) -> Issued:
        """Give it out: numbered, in the journal, and the case moved on by it, all in one transaction.

        The same `request` again gives the same document. Refuses `FactsIncomplete` with every gap, a document that does
        not fit the case (`DocumentElsewhere`, `DecidedElsewhere`), an unknown case or matter, `RequestReused`, and a
        pledge (告知承诺) of somebody whose word was not kept (`WordNotKept`).
        """
        county = self._gathering.county()
        with self._store.work(actor) as work:
            once = Once(request, f"{ISSUED}/{kind}/{subject.case_no or subject.matter}")
            if (number := once.before(work)) is not None:
                return _found(work, number)
            known = self._gathering.known(work, subject, actor, self._titles)
            must_be_kept(kind, broken_by(work, self._trust, known.person.id_number))
            first = self._gathering.first(work, kind, known, county)
            paper = self._numbered(work, self._finished(first, known, facts), known)
            issued = self._enter(work, known, paper, self._gathering.told(work.drawer, subject))
            self._gathering.remember(work.drawer, paper, subject)
            once.remember(work, issued.number)
        return issued

    def listed(self, case_no: str = "") -> Sequence[Issued]:
        """The documents of a case, or the latest of all that this store knows of; newest first. Refuses an unknown
        case."""
        with self._store.look() as work:
            if case_no:
                case_of(work, case_no)
            entries = work.journal.of_case(case_no) if case_no else work.journal.of_kinds(ISSUED, PRINTED)
            return read_issued(entries, last=None if case_no else LATEST)[::-1]

    def found(self, number: str) -> Issued:
        """A document by its number, or by the id of its entry. Refuses an unknown one."""
        with self._store.look() as work:
            return _found(work, number)

    @cached_property
    def _titles(self) -> Mapping[DocumentKind, str]:
        return {kind: self._patterns.title(kind) for kind in DocumentKind}

    def _finished(self, first: Document, known: Known, facts: Mapping[str, object]) -> Document:
        """The document with all its facts, or the refusal that says why there is none."""
        must_fit(first.kind, known.case, known.matter, self._titles[first.kind])
        try:
            paper = completed(stated(first, facts), known)
        except NotAFact as no:
            raise FactsIncomplete((is_wrong(no),)) from no
        if lacks := self._lacks(paper):
            raise FactsIncomplete([is_missing(path) for path in lacks])
        if isinstance(paper, SpecialNotice) and (longer := self._longer(paper, known)):
            due_on, workdays = date.fromisoformat(longer.due_on), longer.unit == "workday"
            return replace(paper, due_on=due_on, in_workdays=workdays)
        return paper

    def _numbered(self, work: Work, paper: Document, known: Known) -> Document:
        """Numbered by year, kind, body and device segment (standards.md §6); drawn within the transaction."""
        mark, year, device = self._patterns.mark(paper.kind), known.today.year, self._device
        count = work.drawer.count_up(f"document/{mark}/{year}")
        number = document_number(device.station.short, w.NUMBER_MARK.format(mark=mark), year, device.number, count)
        return replace(paper, heading=replace(paper.heading, document_no=number))

    def _longer(self, paper: Document, known: Known) -> CaseExtended | None:
        """What a notice of prolongation enters; None for any other document. Refuses `NotExtendable`."""
        if known.case is None or not isinstance(paper, SpecialNotice) or not prolongs(paper):
            return None
        return self._extending.entry(known.case, paper.reason, paper.approved_by, paper.days)

    def _lacks(self, paper: Document) -> list[str]:
        lacks = [path for path in self._patterns.missing(paper) if path != "heading.document_no"]
        return [*lacks, *(path for path in must_state(paper) if path not in lacks)]

    def _enter(self, work: Work, known: Known, paper: Document, told: Sequence[str]) -> Issued:
        """Entry of the document and entry of its step, in this transaction."""
        case_no, case = paper.heading.case_no, known.case
        earlier = read_issued(work.journal.of_case(case_no)) if case_no else ()
        longer = self._longer(paper, known)
        serving = {one.number for one in earlier if one.kind not in DECISIONS}
        step = ("case.extended", longer) if longer else step_of(paper, case, serving)
        added = left_out(paper, (one.paper for one in earlier), told)
        entered = work.journal.enter(entry_of(paper, step[0] if step else "", added), ISSUED, case_no or None)
        if step:
            self._take(work, known, paper, step)
        return _found(work, entered.entry.read().id)

    def _take(self, work: Work, known: Known, paper: Document, step: tuple[str, Payload]) -> None:
        """The step that the document is, by the one law of a case."""
        kind, payload = step
        if known.case is None:
            return
        must_be_approved(work, known.case, self._catalogue, kind)
        entered = work.journal.enter(payload, kind, known.case.case_no)
        try:
            work.cases.put(after(known.case, entered.happened))
        except StepDoesNotFit:
            raise DocumentElsewhere(known.case, self._titles[paper.kind]) from None


def _found(work: Work, number: str) -> Issued:
    found = issued_here(work.journal, number)
    if found is None:
        raise DocumentUnknown(number)
    return replace(found, case=work.cases.get(found.case_no) if found.case_no else None)
