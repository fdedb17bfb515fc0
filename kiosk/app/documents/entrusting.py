"""The documents of those who act for a resident: mandate, tracking card, and what one body hands to the next."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from kiosk.app.documents.heading import DocumentKind, Heading, Someone
from kiosk.app.papers import PaperMaterial


class Power(StrEnum):
    """What an agent may do."""

    GENERAL = "general"  # 代为提交、查询
    SIGN = "sign"  # 代签
    COLLECT = "collect"  # 代领


@dataclass(frozen=True, slots=True)
class Mandate:
    """代办委托书: who entrusts whom with what, until when, with which originals handed over. `copies_allowed` None:
    to be ticked by hand."""

    kind: ClassVar[DocumentKind] = DocumentKind.MANDATE
    heading: Heading
    principal: Someone
    agent: Someone
    powers: tuple[Power, ...]
    begins_on: date | None
    ends_on: date | None
    handed: tuple[PaperMaterial, ...]
    copies_allowed: bool | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """One station of an entrusted case: level (村 乡 县), who received it when, what was done, why it was late."""

    level: str
    received_by: str
    at: datetime | None
    done: str
    late_because: str = ""


@dataclass(frozen=True, slots=True)
class TrackingCard:
    """全程代理登记表（跟踪卡）: the whole way of an entrusted case. `opinion`: what the resident says of it."""

    kind: ClassVar[DocumentKind] = DocumentKind.TRACKING
    heading: Heading
    village: str
    agent: Someone
    taken_at: datetime
    due_on: date | None
    stages: tuple[Stage, ...]
    answered_on: date | None = None
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class HandedCase:
    """One case in a handover: its papers counted in items and pages."""

    case_no: str
    applicant: str
    matter: str
    items: int
    pages: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Handover:
    """材料移交清单: what one body hands to the next (village, township, county). The heading names no single case."""

    kind: ClassVar[DocumentKind] = DocumentKind.HANDOVER
    heading: Heading
    giver: Someone
    taker: Someone
    cases: tuple[HandedCase, ...]

    @property
    def all_items(self) -> int:
        return sum(one.items for one in self.cases)

    @property
    def all_pages(self) -> int:
        return sum(one.pages for one in self.cases)
