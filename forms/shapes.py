"""What a matter (事项) is, as the hall's rooms see it: guide, clocks, steps, papers, form, rules, example. Values only.

Every thing here is frozen and comes out of the compiled catalogue; nothing here reads a file or judges an answer.
Empty strings mean "not known"; a number that is not known is None. Units are `Unit.WORKDAY` or `Unit.DAY`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Mode(StrEnum):
    """How far a matter goes in this house (catalogue `channel_legend`)."""

    END_TO_END = "end_to_end"  # decided here
    COLLECT_FORWARD = "collect_forward"  # accepted here, decided elsewhere
    GUIDE_BOOKING = "guide_booking"  # ends in 预审/预约, never in 受理


class Unit(StrEnum):
    """What a limit counts: working days (with make-up days) or natural days."""

    WORKDAY = "workday"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Coded:
    """A code of GB/T 39046-2020 with its label, as 事项类型 07 行政确认."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One law that a matter rests on. `confidence` is A (seen), B (well known, not seen) or C (to be confirmed)."""

    law: str
    article: str
    confidence: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """One clock of a matter. `days` None: no number is set. 0 with unit workday: done on the spot (即办).

    `applicant_duty` is a duty of the resident (to report a birth within a month) and starts no countdown.
    `batch`: handled by yearly or termly batch. `counted_step_days`: what the counted steps add up to. `extendable`: by
    how many days more, at most, the head of the body may prolong it.
    """

    text: str
    days: int | None = None
    unit: Unit | None = None
    confidence: str = ""
    note: str = ""
    applicant_duty: str = ""
    batch: bool = False
    counted_step_days: int | None = None
    extendable: int | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """The clocks that run side by side (standards.md §8): statutory, promised, receipt to acceptance, owed papers,
    public notice, delivery of the result. A clock that does not run has days None."""

    legal: Limit
    commit: Limit
    accept: Limit
    supplement: Limit
    publicity: Limit
    deliver: Limit


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way. `counts_in_limit` False: the promised clock stands still (公示, 核对, 鉴定)."""

    seq: int
    name: str
    actor: str
    level: str
    days: int
    unit: Unit
    counts_in_limit: bool
    output: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """One paper. `collect` is original, copy or seen (核验不收取). `tolerable`: may be owed (容缺). `mandatory` False:
    may be left out. `shareable`: a register can be asked instead (`share_source`)."""

    id: str
    name: str
    originals: int
    copies: int
    collect: str
    source: str
    mandatory: bool
    tolerable: bool
    shareable: bool
    share_source: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a code set; `initials` are the lower-case pinyin initials of the label."""

    code: str
    label: str
    initials: str = ""


@dataclass(frozen=True, slots=True)
class CodeSet:
    """A list of choices with the standard it comes from."""

    id: str
    name: str
    standard: str
    confidence: str
    options: tuple[Option, ...]
    note: str = ""

    def label_of(self, code: str) -> str:
        """The label of a code; the code itself when it is not in the set (an old case keeps what it was filed with)."""
        return next((option.label for option in self.options if option.code == code), code)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a county sets. `value` None: unset, and every rule that needs it becomes a person's question."""

    key: str
    name: str
    value: Any
    unit: str
    confidence: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form, or one column of a table (`columns` then is empty).

    `type` is one of schema/matter.schema.json's nineteen; `kind` narrows a text: name, code or datetime.
    `auto` is the expression that fills it; with `derived` "fixed" the result always stands, with "offered" an answer
    that was given stays and the rules judge it. `document` names the field that tells which certificate an idcard
    field holds. `filled_by`: applicant, system, village, township or county.
    """

    key: str
    label: str
    type: str
    required: bool = False
    hint: str = ""
    kind: str = ""
    max_length: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    unit: str = ""
    code_set: str = ""
    standard: str = ""
    default: str = ""
    auto: str = ""
    derived: str = "fixed"
    visible_if: str = ""
    document: str = ""
    filled_by: str = "applicant"
    columns: tuple["Field", ...] = ()
    confidence: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a form; `block` names the common block it came from, or is empty."""

    title: str
    fields: tuple[Field, ...]
    block: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A cross-field rule: `expr` true means passed. `field` is where a fault is shown. `message` is the catalogue's
    wording, `sentence` what the resident reads (with {expressions} in braces), `basis` the law."""

    id: str
    severity: str
    expr: str
    message: str
    field: str
    sentence: str = ""
    confidence: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """What the service guide says (GB/T 36114 elements 1 to 18 as far as they are known)."""

    task_type: Coded
    level: Coded
    project_type: Coded
    implementing_body: str
    accept_at: tuple[str, ...]
    applicant_kind: str
    conditions: tuple[str, ...]
    fee_charged: bool
    fee: str
    result: str
    result_kind: str
    proxy: str
    proxy_note: str
    publicity_where: str
    publicity_period: str
    publicity_mask: str
    tolerance_allowed: bool
    tolerance: str
    tolerance_limit: str
    tolerance_materials: tuple[str, ...]
    special_procedure: str
    season: str
    notes: tuple[str, ...]
    legal_basis: tuple[LegalBasis, ...]


@dataclass(frozen=True, slots=True)
class Official:
    """Codes given by the province; never invented, empty until they are imported (standards.md §1)."""

    basic_code: str = ""
    impl_code: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """What the sheet of paper is called, where its layout was seen, and how sure that is."""

    title: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class ApplicantKeys:
    """Which fields tell who applies: the keys of name, number, kind of certificate, phone; empty where none does."""

    name: str
    id_number: str = ""
    id_type: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A filled-in sample (填写示范) that passes on the day `on`: answers and how each material was handed in.

    `name` says what is other than usual in the sample of a branch; it is empty for the main one.
    """

    on: str
    answers: Mapping[str, Any]
    materials: Mapping[str, str]
    name: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Matter:
    """One matter in one version, whole. `fingerprint` is the SHA-256 of its canonical compiled definition; `branches`
    are samples of what the main example does not show, each complete."""

    code: str
    name: str
    category: str
    version: int
    mode: Mode
    confidence: str
    hint: str
    official: Official
    guide: Guide
    limits: Limits
    steps: tuple[Step, ...]
    materials: tuple[Material, ...]
    form: Form
    applicant: ApplicantKeys
    sections: tuple[Section, ...]
    rules: tuple[Rule, ...]
    example: Example
    code_sets: Mapping[str, CodeSet] = field(repr=False)
    parameters: Mapping[str, Parameter] = field(repr=False)
    fingerprint: str = ""
    branches: tuple[Example, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """All questions in the order of the sheet."""
        return tuple(field for section in self.sections for field in section.fields)

    @property
    def tables(self) -> tuple[Field, ...]:
        """The questions that are tables (household members, plots)."""
        return tuple(field for field in self.fields if field.type == "table")

    def field(self, key: str) -> Field:
        """The question with that key. Raises KeyError."""
        found = next((one for one in self.fields if one.key == key), None)
        if found is None:
            raise KeyError(key)
        return found


@dataclass(frozen=True, slots=True)
class Category:
    """One of the policy's twelve categories, or X for a county's own. `prefix` is the letter of its tickets."""

    code: str
    name: str
    prefix: str
    icon: str
    hint: str
    order: int
    current_term: str = ""


@dataclass(frozen=True, slots=True)
class MatterSummary:
    """What a list needs of a matter, without loading it. `initials`: lower-case pinyin initials of the name."""

    code: str
    name: str
    category: str
    version: int
    mode: Mode
    hint: str
    initials: str
    search: tuple[str, ...] = ()
