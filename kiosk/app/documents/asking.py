"""The counter's documents before acceptance: what is missing, what is not accepted, what may follow or be pledged."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from kiosk.app.documents.heading import DocumentKind, Heading, Remedy
from kiosk.app.papers import Handing, PaperMaterial


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that is missing or wrong: what, which fault, by which rule, how to put it right (with a sample)."""

    what: str
    fault: str
    basis: str
    how: str


@dataclass(frozen=True, slots=True)
class WantedNotice:
    """一次性告知书 or 补正材料通知书: everything that is missing or wrong, said once (行政许可法第32条)."""

    kind: DocumentKind  # TOLD_AT_ONCE or SUPPLEMENT
    heading: Heading
    wanted: tuple[Wanted, ...]
    law: str
    until: date | None = None


class Ground(StrEnum):
    """Why a request is not accepted."""

    NOT_NEEDED = "not_needed"  # 依法不需要办理
    NOT_OURS = "not_ours"  # 不属于本机关职权范围


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """不予受理通知书: ground, reason, law, where to go instead, and how to contest it."""

    kind: ClassVar[DocumentKind] = DocumentKind.NOT_ACCEPTED
    heading: Heading
    ground: Ground | None  # None: nobody has said
    reason: str
    law: str
    go_to: str
    remedy: Remedy


@dataclass(frozen=True, slots=True)
class OwedPaper:
    """A material that may follow: its form, by when, and how it may be brought (窗口、邮寄)."""

    name: str
    form: Handing
    until: date | None
    how: str


@dataclass(frozen=True, slots=True)
class ToleranceNotice:
    """容缺受理通知书 and the applicant's 承诺书: what is owed, by when, and what follows if it does not come."""

    kind: ClassVar[DocumentKind] = DocumentKind.TOLERANCE
    heading: Heading
    law: str
    owed: tuple[OwedPaper, ...]
    taken: tuple[PaperMaterial, ...]
    due_on: date | None
    consequence: str


@dataclass(frozen=True, slots=True)
class Pledge:
    """告知承诺书（证明事项）: what is pledged instead of proved, by which rule, how it is checked (国办发〔2020〕42号).

    `agreed` None: not yet chosen; the applicant may always choose to bring the proof instead.
    """

    kind: ClassVar[DocumentKind] = DocumentKind.PLEDGE
    heading: Heading
    proof: str
    established_by: str
    proves: str
    liability: str
    checking: str
    agreed: bool | None = None
    electronic: bool = False  # 承诺方式: in writing, or on the screen
