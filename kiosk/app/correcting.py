"""The correcting desk (更正): what of a case may be corrected, and the correction, judged by the form's own rules.

The rules judge the answers as they would have been filed: by the version, the parameters and the day of the filing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forms import UnknownMatter, check
from kiosk.app.at_hand import case_of
from kiosk.app.authority import APPROVED, Authority, needs_approval
from kiosk.app.filing import applicant_of
from kiosk.app.joint_offer import any_matter
from kiosk.app.once import Once
from kiosk.app.outcomes import CaseMovedOn
from kiosk.app.saying import field_at, label_at, sort_at
from kiosk.domain.case import FILINGS, StepDoesNotFit, after
from kiosk.domain.correction import Sort, must_be_approved, open_to, placed, standing
from kiosk.domain.deadline import business_day
from kiosk.domain.refusals import AnswersIncomplete, Gap, MatterUnknown, Refusal
from sync.protocol.amend_kinds import CaseApproved, CaseCorrected, Corrected

if TYPE_CHECKING:
    from forms import Catalogue, Field, Matter
    from kiosk.app.happenings import Written
    from kiosk.app.ports import Store, Work
    from kiosk.domain.case import Case
    from sync.protocol.entry import Body

CORRECTED = "case.corrected"
_NOT_TYPED = frozenset(("table", "signature", "attachment"))


class NotCorrectable(Refusal):
    """This may not be corrected (any more), or the correction lacks something; the key says which. Nothing was
    written."""


@dataclass(frozen=True, slots=True)
class Correctable:
    """One answer that may be corrected now, as the form has it; `approved`: only with the lead's name."""

    path: str
    label: str
    value: Any
    sort: Sort
    field: Field
    approved: bool


class CorrectingDesk:
    """Where an answer of a filed case is put right. The receipt stays genuine; whoever reads it is told of it."""

    def __init__(self, store: Store, catalogue: Catalogue, authority: Authority) -> None:
        self._store = store
        self._catalogue = catalogue
        self._authority = authority

    def offered(self, case: Case) -> Sequence[Correctable]:
        """What may be corrected where this case stands, in the order of the form. Refuses an unknown matter."""
        matter, allowed = self._matter(case), open_to(case)
        found = (_correctable(matter, path, field, case.answers) for path, field in _spots(matter, case.answers))
        return [one for one in found if one.sort in allowed]

    def correct(
        self, case_no: str, changes: Mapping[str, object], reason: str, approved_by: str, actor: str, request: str = ""
    ) -> CaseMovedOn:
        """Put answers right: `changes` by field (`members.2.name` for a cell), None takes an answer away.

        Refuses `NotCorrectable`, `AnswersIncomplete` with what the form's rules say of the corrected answers, an
        unknown case or matter, `RequestReused`. The same `request` again changes nothing more.
        """
        once = Once(request, f"{CORRECTED}/{case_no}")
        with self._store.work(actor) as work:
            case = case_of(work, case_no)
            if once.before(work) is not None:
                return CaseMovedOn(case)
            matter = self._matter(case)
            text, fields, applicant = self._corrections(work, case, matter, changes, reason)
            case, name = self._approved(work, case, matter, fields, approved_by)
            payload = CaseCorrected(text=text, fields=fields, approved_by=name, applicant=applicant)
            try:
                moved = after(case, work.journal.enter(payload, CORRECTED, case_no).happened)
            except StepDoesNotFit as no:
                raise NotCorrectable("correct_elsewhere", case_no=case_no, state=no.state) from no
            work.cases.put(moved)
            once.remember(work, case_no)
            return CaseMovedOn(moved)

    def _corrections(
        self, work: Work, case: Case, matter: Matter, changes: Mapping[str, object], reason: str
    ) -> tuple[str, tuple[Corrected, ...], dict[str, str]]:
        """The reason, every answer that changes (also one that is reckoned from others), and the applicant anew."""
        if not changes or not reason.strip():
            raise NotCorrectable("correct_unsaid")
        unknown = [path for path in changes if field_at(matter, path) is None]
        if unknown:
            raise NotCorrectable("correct_unknown_field", field=unknown[0], matter=matter.name)
        answers: Any = dict(case.answers)
        try:
            for path, value in changes.items():
                answers = placed(answers, path, value)
        except ValueError:
            raise NotCorrectable("correct_unknown_field", field=next(iter(changes)), matter=matter.name) from None
        judged = self._judged(work, case, matter, answers, {path.partition(".")[0] for path in changes})
        fields = tuple(
            Corrected(field=path, label=label_at(matter, path), old=old, new=new, sort=sort_at(matter, path).value)
            for path, old, new in _differences(case.answers, judged, "")
        )
        _must_be_open(case, fields)
        who = applicant_of(matter, judged)
        now = {"name": who.name, "id_number": who.id_number, "phone": who.phone}
        stood = {"name": case.applicant, "id_number": case.id_number, "phone": case.phone}
        return reason.strip(), fields, {key: value for key, value in now.items() if value != stood[key]}

    def _judged(
        self, work: Work, case: Case, matter: Matter, answers: Mapping[str, Any], changed: Collection[str]
    ) -> dict[str, Any]:
        """The corrected answers as the form settles them, by the day and the parameters of the filing; what stood there
        as it is reckoned from others is reckoned anew."""
        filed = next(body for body in map(_read, work.journal.of_case(case.case_no)) if body.kind in FILINGS)
        known = {key: one.value for key, one in self._catalogue.parameters.items()}
        on, params = business_day(case.filed_at), {**known, **filed.payload.get("parameters", {})}
        reckoned = [one.key for one in matter.fields if one.auto and one.key not in changed]
        bare = check(matter, _without(case.answers, reckoned), on=on, params=params).answers.plain()
        follow = [key for key in reckoned if key in bare and bare[key] == case.answers.get(key)]
        checked = check(matter, _without(answers, follow), on=on, params=params)
        if gaps := tuple(Gap(f.field, f.field, f.sentence, f.basis) for f in checked.faults if f.severity == "error"):
            raise AnswersIncomplete(gaps)
        return checked.answers.plain()

    def _approved(
        self, work: Work, case: Case, matter: Matter, fields: Sequence[Corrected], name: str
    ) -> tuple[Case, str]:
        """Who approved it, where somebody has to; else whoever was named."""
        identity = any(must_be_approved(Sort(one.sort)) for one in fields)
        if not identity and not needs_approval(work, matter, CORRECTED):
            return case, name.strip()
        if not name.strip():
            raise NotCorrectable("correct_unapproved", case_no=case.case_no)
        approval = self._authority.approve(work, CORRECTED, name)
        entered = work.journal.enter(CaseApproved(approval=approval), APPROVED, case.case_no)
        return after(case, entered.happened), approval.name

    def _matter(self, case: Case) -> Matter:
        try:
            return any_matter(self._catalogue, case.matter, case.matter_version)
        except UnknownMatter:
            raise MatterUnknown(case.matter) from None


def _spots(matter: Matter, answers: Mapping[str, Any]) -> list[tuple[str, Field]]:
    """Every place with an answer that is typed, tables by their cells, in the order of the form."""
    found: list[tuple[str, Field]] = []
    for field in matter.fields:
        rows = answers.get(field.key)
        if field.type == "table" and isinstance(rows, (list, tuple)):
            for nth in range(1, len(rows) + 1):
                found += [(f"{field.key}.{nth}.{one.key}", one) for one in field.columns if _is_typed(one)]
        elif _is_typed(field):
            found.append((field.key, field))
    return found


def _is_typed(field: Field) -> bool:
    return field.type not in _NOT_TYPED and not (field.auto and field.derived == "fixed")


def _correctable(matter: Matter, path: str, field: Field, answers: Mapping[str, Any]) -> Correctable:
    sort = sort_at(matter, path)
    return Correctable(path, label_at(matter, path), standing(answers, path), sort, field, must_be_approved(sort))


def _differences(old: Any, new: Any, under: str) -> Iterator[tuple[str, Any, Any]]:
    """(field, old, new) of everything that differs; rows of a table cell by cell where none came or went."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            yield from _differences(old.get(key), new.get(key), f"{under}.{key}" if under else str(key))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new) and _are_rows((*old, *new)):
        for nth, (one, other) in enumerate(zip(old, new, strict=True), 1):
            yield from _differences(one, other, f"{under}.{nth}")
    elif old != new:
        yield under, old, new


def _are_rows(values: Sequence[Any]) -> bool:
    return all(isinstance(one, Mapping) for one in values)


def _must_be_open(case: Case, fields: Sequence[Corrected]) -> None:
    """Refuse with the reason: nothing changes, or what changes may not be changed where the case stands."""
    if not fields:
        raise NotCorrectable("correct_nothing", case_no=case.case_no)
    allowed = open_to(case)
    shut = [one for one in fields if Sort(one.sort) not in allowed]
    if not shut:
        return
    if not allowed:
        raise NotCorrectable("correct_ended", case_no=case.case_no, state=case.state)
    decided = Sort.PAYMENT in allowed
    raise NotCorrectable(
        "correct_decided" if decided else "correct_forwarded", case_no=case.case_no, label=shut[0].label
    )


def _read(written: Written) -> Body:
    return written.read()


def _without(answers: Mapping[str, Any], keys: Collection[str]) -> dict[str, Any]:
    return {key: value for key, value in answers.items() if key not in keys}
