"""The archive desk: find cases, open a person's file or a case for copying; who looked, and why, is in the journal."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from forms import Catalogue, Matter, UnknownMatter
from kiosk.app.archive.copying import CopyOut, DayStyle
from kiosk.app.at_hand import case_of
from kiosk.app.documents import DocumentKind
from kiosk.app.finding import EVERYTHING, Hits, Sieve
from kiosk.app.house_rules import rules_in
from kiosk.app.issued import ISSUED, PRINTED, Issued, read_issued
from kiosk.app.joint_offer import any_matter
from kiosk.app.people.knowing import OPEN, Owing, brought_with
from kiosk.app.people.on_file import held, recent
from kiosk.app.ports import Exporter, Store, Work
from kiosk.domain.case import Case
from kiosk.domain.deadline import business_day
from kiosk.domain.standstill import on_day
from sync.protocol.kinds import Looked

LOOKED = "person.looked"


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """A paper that was handed in: its name, with which case, on which day, until when it may be used again."""

    name: str
    case_no: str
    taken_on: date
    until: date


@dataclass(frozen=True, slots=True)
class PersonFile:
    """All that this store has of one person: his own cases and those of others that name him, newest first; documents
    given out in his own; papers that still hold; what he owes, most urgent first. It was opened from `case`."""

    case: Case
    cases: Sequence[Case]
    naming: Sequence[Case]
    documents: Sequence[Issued]
    papers: Sequence[HeldPaper]
    owing: Sequence[Owing]
    titles: Mapping[DocumentKind, str]  # of the documents, by kind


class ArchiveDesk:
    """Opening is journaled (`person.looked`); finding is not: its lines show a person masked."""

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        exports: Exporter,
        title: Callable[[DocumentKind], str],
    ) -> None:
        self._title = title
        self._store = store
        self._catalogue = catalogue
        self._now = now
        self._exports = exports

    def find(self, text: str, limit: int = 50, sieve: Sieve = EVERYTHING) -> Hits:
        """The newest cases that fit the text and the sieve, each as it counts today, and how many there are."""
        with self._store.look() as work:
            return work.cases.hits(text.strip(), limit, replace(sieve, today=business_day(self._now())))

    def person(self, case_no: str, actor: str, purpose: str) -> PersonFile:
        """The whole file of a case's applicant. Refuses an unknown case. Without an ID number it holds this case alone:
        nobody is taken for another of the same name."""
        with self._store.work(actor) as work:
            case = case_of(work, case_no)
            work.journal.enter(Looked(what="file", purpose=purpose), LOOKED, case_no)
            today = business_day(self._now())
            cases = [on_day(one, today) for one in work.cases.of_person(case.id_number) or (case,)]
            naming = [on_day(one, today) for one in (work.cases.naming(case.id_number) if case.id_number else ())]
            papers = self._papers(work, cases)
            documents = [one for own in cases for one in _documents(work, own)]
        owed = [one for own in cases if own.state in OPEN for one in self._owed(own)]
        return PersonFile(
            case=case,
            cases=cases,
            naming=[one for one in naming if one.case_no not in {own.case_no for own in cases}],
            documents=sorted(documents, key=lambda one: one.at, reverse=True),
            papers=sorted(papers, key=lambda one: one.until, reverse=True),
            owing=sorted(owed, key=lambda one: one.until),
            titles={one.kind: self._title(one.kind) for one in documents},
        )

    def show(self, case_no: str, actor: str, purpose: str) -> None:
        """The masked numbers of a file or a copy-out are to be seen whole: that is a look of its own."""
        with self._store.work(actor) as work:
            case_of(work, case_no)
            work.journal.enter(Looked(what="full", purpose=purpose), LOOKED, case_no)

    def copy_out(self, case_no: str, actor: str, purpose: str) -> CopyOut:
        """A case's answers to be typed into another system. Refuses an unknown case."""
        with self._store.work(actor) as work:
            case = case_of(work, case_no)
            work.journal.enter(Looked(what="copy-out", purpose=purpose), LOOKED, case_no)
        return CopyOut(case, self._definition(case))

    def export(self, copy: CopyOut, actor: str, *, as_json: bool, style: DayStyle = DayStyle.ISO) -> str:
        """Write it as a file that is removed after a day; where it lies. The journal says so before it is written."""
        ending = "json" if as_json else "txt"
        with self._store.work(actor) as work:
            work.journal.enter(Looked(what="export", purpose=ending), LOOKED, copy.case.case_no)
        content = copy.json() if as_json else copy.text(style)
        return str(self._exports.put(f"{copy.case.case_no}.{ending}", content.encode()).path)

    def matter(self, case: Case) -> Matter | None:
        """The definition that a case was filed by; None where it is not here."""
        return self._definition(case)

    def _papers(self, work: Work, cases: Sequence[Case]) -> Sequence[HeldPaper]:
        """What was handed in with these cases and may be used again, by the rule of those that use it."""
        days, today = rules_in(work.drawer).reuse_days, business_day(self._now())
        brought = [one for case in recent(cases, today, days) for one in brought_with(work, case)]
        return [
            HeldPaper(one.material.name, one.brought.case.case_no, one.brought.taken_on, one.until)
            for one in held(brought, self._of_version, today, days)
        ]

    def _owed(self, case: Case) -> Sequence[Owing]:
        """With the papers' names, where the definition is here."""
        matter = self._definition(case)
        names = {material.id: material.name for material in matter.materials} if matter else {}
        return [Owing(case.case_no, case.matter, names.get(key, key), until) for key, until in case.owed.items()]

    def _definition(self, case: Case) -> Matter | None:
        return self._of_version(case.matter, case.matter_version)

    def _of_version(self, code: str, version: int) -> Matter | None:
        with suppress(UnknownMatter):
            return any_matter(self._catalogue, code, version)
        return None


def _documents(work: Work, case: Case) -> Sequence[Issued]:
    return read_issued(one for one in work.journal.of_case(case.case_no) if one.read().kind in (ISSUED, PRINTED))
