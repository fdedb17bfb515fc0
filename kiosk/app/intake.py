"""The intake desk: open a form, judge it while it is typed, file the case."""

from collections.abc import Mapping

from forms import Catalogue, Checked, Matter, UnknownMatter, check_materials
from forms import check as check_form
from kiosk.app.filing import CountyRules, Filing, Frame, Scan, freeze, kind_of
from kiosk.app.outcomes import CaseTaken
from kiosk.app.ports import Device, Store, Trust, Work
from kiosk.app.words import DOCUMENT_MARKS
from kiosk.domain.case import Case, after
from kiosk.domain.deadline import business_day
from kiosk.domain.numbers import case_number, document_number
from kiosk.domain.refusals import AnswersIncomplete, CaseUnknown, Gap, MatterUnknown, RequestReused
from sync.protocol.entry import new_random
from sync.protocol.kinds import Attachment


class IntakeDesk:
    """Where a form is filled in and becomes a case. Who does it is said at each filing, as every entry names
    its actor."""

    def __init__(self, store: Store, catalogue: Catalogue, rules: CountyRules, device: Device, trust: Trust) -> None:
        self._store = store
        self._catalogue = catalogue
        self._rules = rules
        self._device = device
        self._trust = trust

    def open(self, matter: str, version: int | None = None) -> Matter:
        """The definition to draw the form from. Refuses an unknown matter or version."""
        try:
            return self._catalogue.matter(matter, version)
        except UnknownMatter:
            raise MatterUnknown(matter) from None

    def judge(self, matter: Matter, raw: Mapping[str, object]) -> Checked:
        """What the answers come to today, and what is wrong with them; quick enough for every key stroke."""
        today = business_day(self._trust.now())
        return check_form(matter, raw, on=today, params=self._rules.parameters)

    def gaps(self, filing: Filing) -> tuple[Gap, ...]:
        """Everything that keeps this from being filed, in the order of the form, materials last."""
        matter = self.open(filing.matter, filing.version)
        return _gaps(matter, self.judge(matter, filing.raw), filing.materials)

    def file(self, filing: Filing, actor: str, request: str = "") -> CaseTaken:
        """File it: saved, numbered, dated, in the journal, all in one transaction.

        Refuses `AnswersIncomplete` with every gap, `MatterUnknown`, `RequestReused`. The same `request` again
        gives the
        same case. Raises `Trouble('disk_full')`; then nothing was filed.
        """
        matter = self.open(filing.matter, filing.version)
        checked = self.judge(matter, filing.raw)
        if gaps := _gaps(matter, checked, filing.materials):
            raise AnswersIncomplete(gaps)
        attachments = tuple(self._keep(scan) for scan in filing.scans)
        kind = kind_of(matter, filing.agent)
        with self._store.work(actor) as work:
            if request and (before := work.drawer.answered(request)):
                return self._again(work, before, request, filing.matter)
            random = new_random()
            frame = self._frame(work, kind, random, attachments)
            payload = freeze(matter, checked.answers, filing, frame, self._rules)
            entered = work.journal.enter(payload, kind, frame.case_no, random)
            case = after(None, entered.happened)
            work.cases.put(case)
            work.post.owe(attachments)
            if request:
                work.drawer.answer(request, filing.matter, case.case_no)
            if filing.draft:
                work.drawer.drop_draft(filing.draft)
        return CaseTaken(case, kind, self._trust.seal(case, kind, entered.entry.body_hash))

    def taken(self, case_no: str) -> CaseTaken:
        """A case that was filed here, as it was when it was filed: for printing its receipt once more.

        Refuses an unknown case.
        """
        with self._store.look() as work:
            case = work.cases.get(case_no)
            if case is None:
                raise CaseUnknown(case_no)
            return self._as_filed(work, case)

    def _as_filed(self, work: Work, case: Case) -> CaseTaken:
        filed = work.journal.of_case(case.case_no)[0]
        kind = filed.read().kind
        return CaseTaken(case, kind, self._trust.seal(case, kind, filed.body_hash), again=True)

    def _frame(self, work: Work, kind: str, random: bytes, attachments: tuple[Attachment, ...]) -> Frame:
        today = business_day(self._trust.now())
        device = self._device
        mark = DOCUMENT_MARKS[kind]
        papers = work.drawer.count_up(f"paper/{kind}/{today.year}")
        cases = work.drawer.count_up(f"case/{today.isoformat()}")
        return Frame(
            kind=kind,
            case_no=case_number(device.centre, today, device.number, cases, random),
            document_no=document_number(device.station.short, mark, today.year, device.number, papers),
            centre=device.centre,
            today=today,
            attachments=attachments,
        )

    def _keep(self, scan: Scan) -> Attachment:
        return Attachment(
            sha256=self._store.blobs.keep(scan.content),
            size=len(scan.content),
            name=scan.name,
            media_type=scan.media_type,
            material=scan.material,
        )

    def _again(self, work: Work, before: tuple[str, str], request: str, matter: str) -> CaseTaken:
        """The answer already given for this request: a retry after a lost answer changes nothing."""
        what, case_no = before
        case = work.cases.get(case_no)
        if what != matter or case is None:
            raise RequestReused(request)
        return self._as_filed(work, case)


def _gaps(matter: Matter, checked: Checked, materials: Mapping[str, str]) -> tuple[Gap, ...]:
    faults = (*checked.faults, *check_materials(matter, materials))
    return tuple(Gap(f.field, f.field, f.sentence, f.basis) for f in faults if f.severity == "error")
