"""The joint desk (联办): matters that belong together, filled in once and filed in one go, each a case of its own.

All or none: one transaction holds every case with its number, its entry and its clock. What they share is asked once,
brought once and scanned once; each entry names the others.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from forms import (
    Answers,
    Catalogue,
    Checked,
    Fault,
    Joint,
    Matter,
    UnknownMatter,
    check_joint_form,
    check_joint_papers,
    check_materials,
    chosen_parts,
    is_joint,
    joint_sheet,
    narrowed,
    split_papers,
)
from kiosk.app.filing import CountyRules, Filing, with_questions
from kiosk.app.joint_offer import joint_of
from kiosk.app.once import Once
from kiosk.app.outcomes import JointTaken
from kiosk.app.ports import Device, Store, Trust, Work
from kiosk.app.register import Filed, Register
from kiosk.domain.deadline import business_day
from kiosk.domain.refusals import AnswersIncomplete, Gap, MatterUnknown, RequestReused
from sync.protocol.kinds import Attachment

_BETWEEN = " "  # case numbers of one answered request


@dataclass(frozen=True, slots=True)
class _Opened:
    joint: Joint
    matters: Mapping[str, Matter]


class JointDesk:
    """Opens, judges and files a joint matter as one form. `Filing.raw` goes by full names ("M0301.baby_name"),
    `parts` in it tells which matters are wanted."""

    def __init__(self, store: Store, catalogue: Catalogue, rules: CountyRules, device: Device, trust: Trust) -> None:
        self._store = store
        self._catalogue = catalogue
        self._rules = rules
        self._trust = trust
        self._register = Register(store, rules, device, trust)
        self._opened: dict[tuple[str, int], _Opened] = {}

    def knows(self, code: str) -> bool:
        """Whether a code is one of matters done in one go."""
        return is_joint(code)

    def open(self, code: str, version: int | None = None) -> Matter:
        """The one sheet to draw the form from. Refuses an unknown joint matter or version."""
        try:
            joint = joint_of(self._catalogue, code, version)
        except UnknownMatter:
            raise MatterUnknown(code) from None
        opened = _Opened(joint, {one: self._catalogue.matter(one) for one in joint.matters})
        self._opened[joint.code, joint.version] = opened
        return joint_sheet(joint, opened.matters)

    def with_parts(self, sheet: Matter, raw: Mapping[str, object]) -> Matter:
        """The same sheet with the papers of those matters only that are wanted now."""
        opened = self._of(sheet)
        return joint_sheet(opened.joint, opened.matters, chosen_parts(opened.joint, raw))

    def parts(self, sheet: Matter, raw: Mapping[str, object]) -> tuple[Matter, ...]:
        """The matters that are wanted now, each with its own clock."""
        opened = self._of(sheet)
        return tuple(opened.matters[code] for code in chosen_parts(opened.joint, raw))

    def filled(self, sheet: Matter, raw: Mapping[str, object]) -> Sequence[tuple[Matter, Answers]]:
        """Each matter that is wanted with its own answers, shared ones in every one of them: what is signed for it."""
        opened = self._of(sheet)
        return [(opened.matters[code], checked.answers) for code, checked in self._judge(opened, raw)[1].items()]

    def judge(self, sheet: Matter, raw: Mapping[str, object]) -> Checked:
        """What the answers come to today and what is wrong, whole; quick enough for every key stroke."""
        return self._judge(self._of(sheet), raw)[0]

    def judge_papers(self, sheet: Matter, raw: Mapping[str, object], ways: Mapping[str, str]) -> tuple[Fault, ...]:
        """What is wrong with the papers for the matters that are wanted, each under the paper that is brought."""
        opened = self._of(sheet)
        return _paper_faults(opened, chosen_parts(opened.joint, raw), ways)

    def gaps(self, filing: Filing) -> tuple[Gap, ...]:
        """Everything that keeps this from being filed, whichever matter wants it, papers last."""
        opened = self._of(self.open(filing.matter, filing.version))
        return _gaps(self._judge(opened, filing.raw)[0], self._papers_of(opened, filing))

    def file(self, filing: Filing, actor: str, request: str = "") -> JointTaken:
        """File all wanted matters in one transaction, all or none: each its own number, entry and clock.

        Refuses `AnswersIncomplete` with every gap, `MatterUnknown`, `RequestReused`. The same `request` again gives
        the same cases. Raises `Trouble('disk_full')`; then nothing was filed.
        """
        opened = self._of(self.open(filing.matter, filing.version))
        whole, judged = self._judge(opened, filing.raw)
        if gaps := _gaps(whole, self._papers_of(opened, filing)):
            raise AnswersIncomplete(gaps)
        filings = {code: with_questions(one, judged[code]) for code, one in _split(opened, filing, judged).items()}
        scans = _spread(opened, tuple(judged), [self._register.keep(scan) for scan in filing.scans])
        once = Once(request, opened.joint.code)
        with self._store.work(actor) as work:
            if (numbers := once.before(work)) is not None:
                return self._again(work, numbers, request, opened.joint)
            filed = self._enter(work, opened, judged, filings, scans)
            once.remember(work, _BETWEEN.join(one.case.case_no for one in filed))
            if filing.draft:
                work.drawer.drop_draft(filing.draft)
        taken = tuple(self._register.sealed(one) for one in filed)
        return JointTaken(opened.joint.code, opened.joint.name, taken)

    def _enter(
        self,
        work: Work,
        opened: _Opened,
        judged: Mapping[str, Checked],
        filings: Mapping[str, Filing],
        scans: Mapping[str, tuple[Attachment, ...]],
    ) -> list[Filed]:
        """Numbers for all, then all entries, so that each can name the others."""
        numbered = [
            self._register.number(work, opened.matters[code], checked.answers, filings[code], scans[code])
            for code, checked in judged.items()
        ]
        numbers = [one.frame.case_no for one in numbered]
        return [
            self._register.enter(
                work, one, opened.joint.code, tuple(number for number in numbers if number != one.frame.case_no)
            )
            for one in numbered
        ]

    def _of(self, sheet: Matter) -> _Opened:
        if (sheet.code, sheet.version) not in self._opened:
            self.open(sheet.code, sheet.version)
        return self._opened[sheet.code, sheet.version]

    def _judge(self, opened: _Opened, raw: Mapping[str, object]) -> tuple[Checked, dict[str, Checked]]:
        today = business_day(self._trust.now())
        return check_joint_form(opened.joint, opened.matters, raw, on=today, params=self._rules.parameters)

    def _papers_of(self, opened: _Opened, filing: Filing) -> tuple[Fault, ...]:
        return _paper_faults(opened, chosen_parts(opened.joint, filing.raw), filing.materials)

    def _again(self, work: Work, numbers: str, request: str, joint: Joint) -> JointTaken:
        """The answer already given for this request: a retry after a lost answer changes nothing."""
        cases = [work.cases.get(number) for number in numbers.split(_BETWEEN)]
        if None in cases:
            raise RequestReused(request)
        taken = tuple(self._register.as_filed(work, case) for case in cases if case is not None)
        return JointTaken(joint.code, joint.name, taken, again=True)


def _split(opened: _Opened, filing: Filing, judged: Iterable[str]) -> dict[str, Filing]:
    """The filing of each matter: its papers, until when an owed one comes, the ink under its own form, and which of its
    rules were confirmed."""
    parts = tuple(judged)
    joint = narrowed(opened.joint, opened.matters, parts)
    ways = split_papers(joint, opened.matters, filing.materials)
    until: dict[str, date] = dict(filing.owed_until)
    verified: dict[str, str] = dict(filing.verified)
    for shared in joint.papers:
        if shared.brought in until:
            until |= dict.fromkeys(shared.serves, until[shared.brought])
        if shared.brought in verified:
            verified |= dict.fromkeys(shared.serves, verified[shared.brought])
    return {
        code: replace(
            filing,
            matter=code,
            version=None,
            raw={},
            materials=ways[code],
            scans=(),
            owed_until=until,
            verified=verified,
            inks=tuple(
                replace(ink, field=ink.field.removeprefix(f"{code}."))
                for ink in filing.inks
                if ink.field.startswith(f"{code}.")
            ),
            confirmed=frozenset(one.removeprefix(f"{code}.") for one in filing.confirmed if one.startswith(f"{code}.")),
        )
        for code in parts
    }


def _spread(opened: _Opened, parts: Sequence[str], kept: Sequence[Attachment]) -> dict[str, tuple[Attachment, ...]]:
    """Each matter's scans under its own names: one that several need hangs on each of them and is kept once."""
    joint = narrowed(opened.joint, opened.matters, parts)
    of = {paper.id: code for code in parts for paper in opened.matters[code].materials}
    serves = {shared.brought: shared.serves for shared in joint.papers}
    copies = {(one.asked.matter, one.asked.field): one.copied for one in opened.joint.shared}
    found: dict[str, list[Attachment]] = {code: [] for code in parts}
    for scan in kept:
        code, dot, field = scan.material.partition(".")
        places = [(code, field), *((one.matter, one.field) for one in copies.get((code, field), ()))]
        if not dot:
            places = [(of.get(key, ""), key) for key in (scan.material, *serves.get(scan.material, ()))]
        for matter, key in places:
            if matter in found:
                found[matter].append(_named(scan, key))
    return {code: tuple(scans) for code, scans in found.items()}


def _named(scan: Attachment, material: str) -> Attachment:
    return Attachment(sha256=scan.sha256, size=scan.size, name=scan.name, media_type=scan.media_type, material=material)


def _paper_faults(opened: _Opened, parts: Sequence[str], ways: Mapping[str, str]) -> tuple[Fault, ...]:
    joint = narrowed(opened.joint, opened.matters, parts)
    sheet = joint_sheet(opened.joint, opened.matters, parts)
    told = [fault for one in check_joint_papers(joint, opened.matters, ways).values() for fault in one]
    strange = [fault for fault in check_materials(sheet, ways) if fault.key == "material_unknown"]
    return (*told, *strange)


def _gaps(checked: Checked, papers: Sequence[Fault]) -> tuple[Gap, ...]:
    faults = (*checked.faults, *papers)
    return tuple(Gap(f.field, f.field, f.sentence, f.basis) for f in faults if f.severity == "error")
