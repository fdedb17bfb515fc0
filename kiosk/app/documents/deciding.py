"""The documents of a case under way and at its end: why the clock stands, what was decided, served, given back."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from kiosk.app.documents.heading import DocumentKind, Heading, Remedy, ServedPaper, Someone


class Procedure(StrEnum):
    """Why the clock stands still or is prolonged (行政许可法第42条、第45条)."""

    EXTENSION = "extension"  # 延长办理期限
    HEARING = "hearing"  # 听证
    INSPECTION = "inspection"  # 检验、检测、检疫、鉴定
    SURVEY = "survey"  # 实地踏勘、专家评审
    PUBLIC_NOTICE = "public_notice"  # 公示
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SpecialNotice:
    """特别程序告知书: which procedure, why, how long, approved by whom. `due_on`: until when the case is done now."""

    kind: ClassVar[DocumentKind] = DocumentKind.SPECIAL
    heading: Heading
    procedure: Procedure | None  # None: nobody has said
    reason: str
    law: str
    days: int | None
    in_workdays: bool
    begins_on: date
    approved_by: str
    due_on: date | None = None


class Grant(StrEnum):
    """What is decided in the applicant's favour."""

    PERMITTED = "permitted"  # 准予许可
    REGISTERED = "registered"  # 准予登记、确认
    BENEFIT = "benefit"  # 准予给付


@dataclass(frozen=True, slots=True)
class Granted:
    """准予、登记、给付决定书: law, content, validity, and for a benefit its amount and first month."""

    kind: ClassVar[DocumentKind] = DocumentKind.GRANTED
    heading: Heading
    grant: Grant
    law: str
    content: str
    result: str
    remedy: Remedy
    valid: str = ""
    amount: str = ""
    from_month: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """不予许可、不予给付决定书: facts, reasons, law, and how to contest it (行政许可法第38条)."""

    kind: ClassVar[DocumentKind] = DocumentKind.REFUSED
    heading: Heading
    found: str
    reason: str
    law: str
    remedy: Remedy


class DeliveryWay(StrEnum):
    """How a document is served."""

    DIRECT = "direct"
    LEFT = "left"
    POST = "post"
    ELECTRONIC = "electronic"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Delivery:
    """送达回证: what was served on whom, how, by whom, before which witness; who took it for him (代收人), with which
    certificate, in which relation and by which mandate; which originals went back with it."""

    kind: ClassVar[DocumentKind] = DocumentKind.DELIVERY
    heading: Heading
    papers: tuple[ServedPaper, ...]
    way: DeliveryWay | None
    place: str
    server: str
    witness: str = ""
    received_at: datetime | None = None
    substitute: str = ""
    relation: str = ""
    refused_because: str = ""
    substitute_id: str = ""
    mandate: str = ""
    returned: tuple[ServedPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class Returned:
    """材料（物品）退还单: what is given back or collected, and by whom with which certificate."""

    kind: ClassVar[DocumentKind] = DocumentKind.RETURNED
    heading: Heading
    things: tuple[ServedPaper, ...]
    taker: Someone
    reason: str = ""
