"""The intake desk: open a form, judge it while it is typed, file the case."""

from collections.abc import Mapping
from datetime import date, datetime

from forms import Catalogue, Checked, Matter, UnknownMatter, check_materials
from forms import check as check_form
from kiosk.app.at_hand import case_of
from kiosk.app.clocks import Clocks, Counted, clocks_of, counted
from kiosk.app.filing import CountyRules, Filing, applicant_of, with_questions
from kiosk.app.once import Once
from kiosk.app.outcomes import CaseTaken
from kiosk.app.ports import Device, Store, Trust, Work
from kiosk.app.promises import unsigned
from kiosk.app.register import Register
from kiosk.app.standing import word_gaps
from kiosk.domain.deadline import business_day
from kiosk.domain.refusals import AnswersIncomplete, Gap, MatterUnknown, RequestReused


class IntakeDesk:
    """Where a form is filled in and becomes a case. Who does it is said at each filing, as every entry names
    its actor."""

    def __init__(self, store: Store, catalogue: Catalogue, rules: CountyRules, device: Device, trust: Trust) -> None:
        self._store = store
        self._catalogue = catalogue
        self._rules = rules
        self._trust = trust
        self._register = Register(store, rules, device, trust)

    def open(self, matter: str, version: int | None = None) -> Matter:
        """The definition to draw the form from. Refuses an unknown matter or version."""
        try:
            return self._catalogue.matter(matter, version)
        except UnknownMatter:
            raise MatterUnknown(matter) from None

    def judge(self, matter: Matter, raw: Mapping[str, object], on: date | None = None) -> Checked:
        """What the answers come to today (or `on` a day), and what is wrong with them; quick enough for every key
        stroke."""
        today = on or business_day(self._trust.now())
        return check_form(matter, raw, on=today, params=self._rules.parameters)

    def clocks(self, matter: Matter) -> Clocks:
        """The clocks that filing this matter today would start, by the county's calendar."""
        return clocks_of(matter, business_day(self._trust.now()), self._rules.calendar)

    def counted(self, begin: date, due: date, unit: str) -> tuple[Counted, ...]:
        """Every day from `begin` (not counted) to `due`, by the county's calendar; `unit` is 'workday' or 'day'."""
        return counted(begin, due, unit, self._rules.calendar)

    def gaps(self, filing: Filing) -> tuple[Gap, ...]:
        """Everything that keeps this from being filed, in the order of the form, materials last."""
        matter = self.open(filing.matter, filing.version)
        checked = self.judge(matter, filing.raw, _day(filing))
        with self._store.look() as work:
            number = applicant_of(matter, checked.answers).id_number
            owed = word_gaps(work, self._trust, matter, filing.materials, number)
        return (*_gaps(matter, checked, filing), *owed)

    def file(self, filing: Filing, actor: str, request: str = "") -> CaseTaken:
        """File it: saved, numbered, dated, in the journal, all in one transaction.

        Refuses `AnswersIncomplete` with every gap, `MatterUnknown`, `RequestReused`. The same `request` again
        gives the
        same case. Raises `Trouble('disk_full')`; then nothing was filed.
        """
        matter = self.open(filing.matter, filing.version)
        checked = self.judge(matter, filing.raw, _day(filing))
        if gaps := _gaps(matter, checked, filing):
            raise AnswersIncomplete(gaps)
        attachments = tuple(self._register.keep(scan) for scan in filing.scans)
        filing = with_questions(filing, checked)
        once = Once(request, filing.matter)
        with self._store.work(actor) as work:
            if (case_no := once.before(work)) is not None:
                return self._again(work, case_no, request)
            filed = self._register.enter(
                work, self._register.number(work, matter, checked.answers, filing, attachments)
            )
            once.remember(work, filed.case.case_no)
            if filing.draft:
                work.drawer.drop_draft(filing.draft)
        return self._register.sealed(filed)

    def taken(self, case_no: str) -> CaseTaken:
        """A case that was filed here, as it was when it was filed: for printing its receipt once more.

        Refuses an unknown case.
        """
        with self._store.look() as work:
            case = case_of(work, case_no)
            return self._register.as_filed(work, case)

    def _again(self, work: Work, case_no: str, request: str) -> CaseTaken:
        """The answer already given for this request: a retry after a lost answer changes nothing."""
        case = work.cases.get(case_no)
        if case is None:
            raise RequestReused(request)
        return self._register.as_filed(work, case)


def _day(filing: Filing) -> date | None:
    """The day of what was taken on paper before; None for today."""
    return business_day(datetime.fromisoformat(filing.on_paper.taken_at)) if filing.on_paper else None


def _gaps(matter: Matter, checked: Checked, filing: Filing) -> tuple[Gap, ...]:
    faults = (*checked.faults, *check_materials(matter, filing.materials))
    lacking = (Gap(f.field, f.field, f.sentence, f.basis) for f in faults if f.severity == "error")
    return (*lacking, *unsigned(matter, filing.materials, filing.inks, {scan.material for scan in filing.scans}))
