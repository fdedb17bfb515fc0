"""The facts that stand on each document (文书) of the service hall besides its receipts, not yet laid out.

Plain values, as in `papers.py`; wording and layout belong to `kiosk.paper`. What a document must state: standards.md
§6. A fact that is not known is empty; the paper then leaves a line to be filled in by hand, and `kiosk.paper` tells
beforehand which required facts are empty. Personal data arrive as they shall be printed, masked or not.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from kiosk.app.papers import Handing, PaperMaterial, Station


class DocumentKind(StrEnum):
    """Which document of standards.md §6 it is; the value names its layout."""

    TOLD_AT_ONCE = "told_at_once"  # 一次性告知书
    SUPPLEMENT = "supplement"  # 补正材料通知书
    NOT_ACCEPTED = "not_accepted"  # 不予受理通知书
    TOLERANCE = "tolerance"  # 容缺受理通知书, with 承诺书
    PLEDGE = "pledge"  # 告知承诺书（证明事项）
    SPECIAL = "special"  # 特别程序告知书
    GRANTED = "granted"  # 准予、登记、给付决定书
    REFUSED = "refused"  # 不予许可、不予给付决定书
    MANDATE = "mandate"  # 代办委托书
    TRACKING = "tracking"  # 全程代理登记表（跟踪卡）
    HANDOVER = "handover"  # 材料移交清单
    DELIVERY = "delivery"  # 送达回证
    RETURNED = "returned"  # 材料（物品）退还单
    BAD_REVIEW = "bad_review"  # 差评核查整改单
    COMPLAINT = "complaint"  # 投诉登记表
    URGED = "urged"  # 督办单


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands on every document: number, addressee, case, matter and code, body, date, who to ask.

    `qr` is the receipt's link, empty where the document carries none. `document_no` may be empty: standards give a
    convention of numbers only for 受 补 不受 容 特 准 不准 送.
    """

    station: Station
    document_no: str
    addressee: str
    id_number: str
    phone: str
    case_no: str
    matter: str
    matter_code: str
    official_code: str  # empty until the county has imported it
    made_at: datetime
    clerk: str
    qr: str = ""


@dataclass(frozen=True, slots=True)
class Remedy:
    """How to contest a decision. `review_body` is the county's parameter (复议机关: the county government for its
    departments and townships since 1 January 2024, but for bodies led from above), never taken from a template."""

    review_body: str
    court: str
    review_days: int = 60  # 行政复议法第20条
    court_months: int = 6  # 行政诉讼法第46条


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
    ground: Ground
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
    procedure: Procedure
    reason: str
    law: str
    days: int
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


class Power(StrEnum):
    """What an agent may do."""

    GENERAL = "general"  # 代为提交、查询
    SIGN = "sign"  # 代签
    COLLECT = "collect"  # 代领


@dataclass(frozen=True, slots=True)
class Someone:
    """A person with what identifies him; `staff_no` for those who act by office."""

    name: str
    id_number: str = ""
    phone: str = ""
    staff_no: str = ""
    unit: str = ""


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


class DeliveryWay(StrEnum):
    """How a document is served."""

    DIRECT = "direct"
    LEFT = "left"
    POST = "post"
    ELECTRONIC = "electronic"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class ServedPaper:
    """A document or certificate that is served, with its number."""

    name: str
    number: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Delivery:
    """送达回证: what was served on whom, how, by whom, before which witness, who took it and in which relation."""

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


@dataclass(frozen=True, slots=True)
class Returned:
    """材料（物品）退还单: what is given back or collected, and by whom with which certificate."""

    kind: ClassVar[DocumentKind] = DocumentKind.RETURNED
    heading: Heading
    things: tuple[ServedPaper, ...]
    taker: Someone
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Oversight:
    """差评核查整改单, 投诉登记表 or 督办单: where it comes from, who answers for it by when, what came of it."""

    kind: DocumentKind  # BAD_REVIEW, COMPLAINT or URGED
    heading: Heading
    source: str
    came_at: datetime
    what: str
    responsible: str
    until: date | None
    findings: str = ""
    result: str = ""
    revisit: str = ""


Document = (
    WantedNotice
    | NotAccepted
    | ToleranceNotice
    | Pledge
    | SpecialNotice
    | Granted
    | Refused
    | Mandate
    | TrackingCard
    | Handover
    | Delivery
    | Returned
    | Oversight
)


@dataclass(frozen=True, slots=True)
class GuidePlace:
    """What a centre adds to a matter's guide (GB/T 36114-2018 elements 5, 7, 11 and 19 to 22). `windows`: where in the
    hall; `quota`: a limit of number; `track_at`: how to look up the progress. Empty is said as not yet set."""

    station: Station
    windows: str = ""
    quota: str = ""
    track_at: str = ""
    online_at: str = ""
    post_to: str = ""
    edition_on: date | None = None
