"""Gathers what the house knows for a document: the case, its matter, its papers, who acts, and what was said before."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forms import Catalogue, Matter, UnknownMatter
from kiosk.app.at_hand import case_of
from kiosk.app.documents import Document, DocumentKind, Heading, ServedPaper, Someone
from kiosk.app.documents import words as w
from kiosk.app.documents.drafting import Known, drafted
from kiosk.app.documents.stating import fact, stated
from kiosk.app.filing import CountyRules
from kiosk.app.issued import read_issued
from kiosk.app.joint_offer import any_matter
from kiosk.app.ports import Device, Drawer, Trust, Work
from kiosk.domain.case import FILINGS, Case
from kiosk.domain.person import mask_id, mask_phone
from kiosk.domain.refusals import MatterUnknown
from kiosk.domain.standstill import as_of

STANDING = ("remedy.review_body", "remedy.court", "consequence", "liability", "checking")  # asked once, then known
_TOLD = "document.told"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document is about: a case; or a matter and a person, before anything was filed; or neither."""

    case_no: str = ""
    matter: str = ""
    name: str = ""
    id_number: str = ""
    phone: str = ""


class Gathering:
    """Reads within a piece of work that is open; writes only what is remembered for the next document."""

    def __init__(self, catalogue: Catalogue, rules: CountyRules, device: Device, trust: Trust) -> None:
        self._catalogue = catalogue
        self._rules = rules
        self._device = device
        self._trust = trust

    def case(self, work: Work, subject: Subject) -> Case | None:
        """The case it is about, as it counts now. Refuses an unknown one."""
        return as_of(case_of(work, subject.case_no), self._trust.now()) if subject.case_no else None

    def matter(self, case: Case | None, subject: Subject) -> Matter | None:
        """The matter, in the version that the case was filed under. Refuses an unknown one."""
        code, version = (case.matter, case.matter_version) if case else (subject.matter, None)
        if not code:
            return None
        try:
            return any_matter(self._catalogue, code, version)
        except UnknownMatter:
            raise MatterUnknown(code) from None

    def known(self, work: Work, subject: Subject, actor: str, titles: Mapping[DocumentKind, str]) -> Known:
        """Everything that nobody has to be asked."""
        case = self.case(work, subject)
        entries = work.journal.of_case(case.case_no) if case else ()
        filed = next((one for one in entries if one.read().kind in FILINGS), None)
        agent = (filed.read().payload.get("agent") or {}) if filed else {}
        staff = actor.removeprefix("staff:") if actor.startswith("staff:") else ""
        person = Someone(subject.name, subject.id_number, subject.phone)
        person = Someone(case.applicant, case.id_number, case.phone) if case else person
        qr = self._trust.seal(case, filed.read().kind, filed.body_hash) if case and filed else ""
        heading = self._heading(
            case, self.matter(case, subject), person, w.CLERK.format(staff=staff) if staff else "", qr
        )
        return Known(
            heading=heading,
            matter=self.matter(case, subject),
            case=case,
            person=person,
            agent=Someone(agent.get("name", ""), agent.get("id_number", ""), agent.get("phone", "")),
            clerk=Someone(heading.clerk, staff_no=staff, unit=self._device.station.name),
            served=tuple(ServedPaper(titles[one.kind], one.number) for one in read_issued(entries)),
            calendar=self._rules.calendar,
            pledges=filed.read().payload.get("pledges", ()) if filed else (),
        )

    def county(self) -> Mapping[str, str]:
        """What the county has set of it. To be asked before a piece of work is opened: it reads the store itself."""
        return {path: str(said) for path in STANDING if (said := self._rules.parameters.get(path))}

    def first(self, work: Work, kind: DocumentKind, known: Known, county: Mapping[str, str]) -> Document:
        """The draft with what the county or this station has said before: who reviews, which court, what follows."""
        paper = drafted(kind, known)
        for path, before in _standing(paper).items():
            said = county.get(path) or work.drawer.setting(_place(kind, path))
            paper = stated(paper, {path: said}) if said and not before else paper
        return paper

    def remember(self, drawer: Drawer, paper: Document, subject: Subject) -> None:
        """Keep what need not be asked again, and what was told to somebody who has no case yet."""
        for path, said in _standing(paper).items():
            if said:
                drawer.set_setting(_place(paper.kind, path), said)
        if place := self._told_place(subject):
            told = {*self.told(drawer, subject), *(one.what for one in getattr(paper, "wanted", ()))}
            drawer.set_setting(place, json.dumps(sorted(told), ensure_ascii=False))

    def told(self, drawer: Drawer, subject: Subject) -> Sequence[str]:
        """What this person was told to bring for this matter, before there was a case."""
        place = self._told_place(subject)
        items: list[str] = json.loads(drawer.setting(place, "[]")) if place else []
        return items

    def _told_place(self, subject: Subject) -> str:
        if subject.case_no or not subject.id_number:
            return ""
        return f"{_TOLD}/{subject.matter}/{self._trust.person_mark(subject.id_number)}"

    def _heading(self, case: Case | None, matter: Matter | None, person: Someone, clerk: str, qr: str) -> Heading:
        return Heading(
            station=self._device.station,
            document_no="",
            addressee=person.name,
            id_number=mask_id(person.id_number),
            phone=mask_phone(person.phone),
            case_no=case.case_no if case else "",
            matter=matter.name if matter else "",
            matter_code=matter.code if matter else "",
            official_code=matter.official.impl_code if matter else "",
            made_at=self._trust.now(),
            clerk=clerk,
            qr=qr,
        )


def _standing(paper: Document) -> dict[str, str]:
    """Which of the standing facts this document has, and what they are now."""
    found = {}
    for path in STANDING:
        try:
            found[path] = str(fact(paper, path))
        except AttributeError:
            continue
    return found


def _place(kind: DocumentKind, path: str) -> str:
    """The setting that keeps it: whoever reviews is the same for all decisions, the rest is of one kind of document."""
    return f"document.{path}" if path.startswith("remedy.") else f"document.{kind.value}.{path}"
