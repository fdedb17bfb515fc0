"""What is said of a matter before any form: its guide, its clocks, its steps, the papers it asks for. Values only.

Empty strings mean "not known"; a number that is not known is None. Units are `Unit.WORKDAY` or `Unit.DAY`.
"""

from dataclasses import dataclass
from enum import StrEnum


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
    may be left out. `shareable`: a register can be asked instead (`share_source`). `pledgeable`: may be promised in
    writing instead of proved (告知承诺, 国办发〔2020〕42号): which rule asks for the proof (`pledge_basis`), what is
    promised (`proves`), how it is checked afterwards (`checking`) and within how many working days (`check_days`)."""

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
    pledgeable: bool = False
    pledge_basis: str = ""
    proves: str = ""
    checking: str = ""
    check_days: int = 30


@dataclass(frozen=True, slots=True)
class Guide:
    """What the service guide says (GB/T 36114 elements 1 to 18 as far as they are known). `remarks` are for those who
    look after the definition and are never printed."""

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
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Official:
    """Codes given by the province; never invented, empty until they are imported (standards.md §1)."""

    basic_code: str = ""
    impl_code: str = ""
