"""The register at the window: numbers a filing, freezes it and enters it, within a piece of work that is open already.

Used by whoever files, one matter or several in one go; it decides nothing and judges nothing.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from forms import Answers, Matter
from kiosk.app.attached import named_for
from kiosk.app.authority import APPROVED, ApprovalNeeded, Authority, NamedAuthority, needs_approval
from kiosk.app.filing import CountyRules, Filing, Frame, Scan, applicant_of, freeze, kind_of
from kiosk.app.outcomes import CaseTaken
from kiosk.app.people.verifying import PENDING, add_pending
from kiosk.app.pledging import add_due
from kiosk.app.ports import Device, Store, Trust, Work
from kiosk.app.signing import enter_ink
from kiosk.app.standing import word_gaps
from kiosk.app.words import DOCUMENT_MARKS
from kiosk.domain.case import FILINGS, Case, after
from kiosk.domain.deadline import business_day
from kiosk.domain.numbers import case_number, document_number
from kiosk.domain.refusals import AnswersIncomplete, CaseUnknown, Trouble
from sync.protocol.amend_kinds import CaseApproved
from sync.protocol.entry import new_random
from sync.protocol.kinds import Attachment


@dataclass(frozen=True, slots=True)
class Numbered:
    """A filing that has its numbers; `random` goes into its entry, whose tail the case number carries."""

    matter: Matter
    answers: Answers
    filing: Filing
    frame: Frame
    random: bytes


@dataclass(frozen=True, slots=True)
class Filed:
    """A case as it was just entered, and the hash of its entry that the receipt promises."""

    case: Case
    kind: str
    body_hash: bytes


class Register:
    """Numbers are drawn within the transaction: an undone one leaves no gap."""

    def __init__(
        self, store: Store, rules: CountyRules, device: Device, trust: Trust, authority: Authority | None = None
    ) -> None:
        self._authority = authority or NamedAuthority()
        self._store = store
        self._rules = rules
        self._device = device
        self._trust = trust

    def keep(self, scan: Scan) -> Attachment:
        """Keep a scan, encrypted; keeping the same one twice is keeping it once. One that was kept before has to be
        there: raises `Trouble('blob_missing')`."""
        if scan.sha256 and not self._store.blobs.has(scan.sha256):
            raise Trouble("blob_missing", name=scan.name)
        return Attachment(
            sha256=scan.sha256 or self._store.blobs.keep(scan.content),
            size=scan.size if scan.sha256 else len(scan.content),
            name=scan.name,
            media_type=scan.media_type,
            material=scan.material,
        )

    def number(
        self, work: Work, matter: Matter, answers: Answers, filing: Filing, attachments: tuple[Attachment, ...]
    ) -> Numbered:
        """Draw its case number and its document number. Refuses papers brought later or promised by somebody whose
        word was not kept, and a filing that needs the chief representative and has not his word."""
        self._must_be_allowed(work, matter, answers, filing)
        device, today = self._device, business_day(self._trust.now())
        case_no, random = self._free_number(work, today)
        taken = datetime.fromisoformat(filing.on_paper.taken_at) if filing.on_paper else None
        kind = kind_of(matter, filing.agent, filing.hold)
        papers = work.drawer.count_up(f"paper/{kind}/{today.year}")
        frame = Frame(
            kind=kind,
            case_no=case_no,
            document_no=document_number(device.station.short, DOCUMENT_MARKS[kind], today.year, device.number, papers),
            centre=device.centre,
            today=business_day(taken) if taken else today,
            attachments=named_for(case_no, matter, attachments),
        )
        return Numbered(matter, answers, filing, frame, random)

    def _free_number(self, work: Work, today: date) -> tuple[str, bytes]:
        """The next case number, and the random bytes that it ends with; not one that this device gave out before its
        disk was put back, and that has been read back since."""
        while True:
            random, count = new_random(), work.drawer.count_up(f"case/{today.isoformat()}")
            case_no = case_number(self._device.centre, today, self._device.number, count, random)
            if work.cases.get(case_no) is None:
                return case_no, random

    def _must_be_allowed(self, work: Work, matter: Matter, answers: Answers, filing: Filing) -> None:
        number = applicant_of(matter, answers).id_number
        if gaps := word_gaps(work, self._trust, matter, filing.materials, number):
            raise AnswersIncomplete(gaps)
        kind = kind_of(matter, filing.agent, filing.hold)
        if needs_approval(work, matter, kind) and not filing.approved_by.strip():
            raise ApprovalNeeded(matter.name, kind)

    def enter(self, work: Work, one: Numbered, joint: str = "", siblings: tuple[str, ...] = ()) -> Filed:
        """Enter it, and let the entry say what the case is. Its scans are to follow."""
        payload = freeze(
            one.matter, one.answers, one.filing, replace(one.frame, joint=joint, siblings=siblings), self._rules
        )
        entered = work.journal.enter(payload, one.frame.kind, one.frame.case_no, one.random)
        case = after(None, entered.happened)
        if one.filing.approved_by.strip():
            approval = self._authority.approve(work, one.frame.kind, one.filing.approved_by)
            given = work.journal.enter(CaseApproved(approval=approval), APPROVED, one.frame.case_no)
            case = after(case, given.happened)
        work.cases.put(case)
        work.post.owe(one.frame.attachments)
        for ink in one.filing.inks:
            case = enter_ink(work, self._store.blobs, case, one.matter, ink, self._device)
        waiting = [seen.material for seen in payload.verified if seen.way == PENDING]
        add_pending(work.drawer, one.frame.case_no, waiting, self._trust.now())
        add_due(work.drawer, one.frame.case_no, payload.pledges)
        return Filed(case, one.frame.kind, entered.entry.body_hash)

    def sealed(self, filed: Filed, again: bool = False) -> CaseTaken:
        """The outcome with the text of the receipt's code."""
        return CaseTaken(filed.case, filed.kind, self._trust.seal(filed.case, filed.kind, filed.body_hash), again=again)

    def as_filed(self, work: Work, case: Case) -> CaseTaken:
        """A case that was filed before, with the code of the entry that filed it last (received, then accepted)."""
        for written in reversed(work.journal.of_case(case.case_no)):
            with suppress(ValueError):  # a body of another shape, that came before its case
                if (kind := written.read().kind) in FILINGS:
                    return self.sealed(Filed(case, kind, written.body_hash), again=True)
        raise CaseUnknown(case.case_no)
