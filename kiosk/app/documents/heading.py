"""What stands on every document of the hall: its kind, number, addressee, case, and who may be asked."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.app.papers import Station


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

    `qr` is the receipt's link, empty where the document carries none. `document_no` is empty
    until it is given out.
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
class Someone:
    """A person with what identifies him; `staff_no` for those who act by office."""

    name: str
    id_number: str = ""
    phone: str = ""
    staff_no: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ServedPaper:
    """A document or certificate that is served, with its number."""

    name: str
    number: str
    count: int = 1
