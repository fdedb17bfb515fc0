"""What the stories of documents have in common: the desk, a printer that counts, and facts of every kind."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from forms.workdays import Calendar
from kiosk.app.documents import DocumentKind
from kiosk.app.filing import CountyRules
from kiosk.app.gathering import Subject
from kiosk.app.issuing import DocumentDesk
from kiosk.app.papers import Printed
from kiosk.domain.case import CaseState
from kiosk.paper.patterns import Patterns
from kiosk.store.check import check_store
from kiosk.store.trust import DeviceTrust
from tests.app.conftest import CATALOGUE, House

CLERK = "staff:0305"
K = DocumentKind
REMEDY = {"remedy.review_body": "灵璧县人民政府", "remedy.court": "灵璧县人民法院"}
FACTS: dict[DocumentKind, Mapping[str, object]] = {
    K.TOLD_AT_ONCE: {"wanted": "户口簿 / 没有提交 / 补交复印件 / 第八条", "law": "《低保办法》第八条"},
    K.SUPPLEMENT: {"wanted": [{"what": "授权书", "fault": "缺签名"}], "law": "第八条", "until": "20261204"},
    K.NOT_ACCEPTED: {"ground": "not_ours", "reason": "户籍在泗县", "law": "第三十二条", "go_to": "草沟镇", **REMEDY},
    K.TOLERANCE: {"owed": "残疾人证 / copy / 2026-12-08 / 窗口", "law": "容缺办法", "consequence": "退回申请"},
    K.PLEDGE: {
        "proof": "无收入证明",
        "established_by": "第十一条",
        "proves": "没有工资",
        "liability": "撤销",
        "checking": "核查",
    },
    K.SPECIAL: {"procedure": "inspection", "reason": "核对", "law": "第四十五条", "days": "10", "approved_by": "孙立"},
    K.GRANTED: {"content": "认定为低保对象", "law": "第九条", **REMEDY},
    K.REFUSED: {"found": "收入高于标准", "reason": "不符合条件", "law": "第九条", **REMEDY},
    K.MANDATE: {"agent.name": "王建国", "powers": "general collect", "ends_on": "2027-01-31"},
    K.TRACKING: {"village": "高圩村", "agent.name": "王建国"},
    K.HANDOVER: {"taker.name": "李文", "taker.unit": "渔沟镇"},
    K.DELIVERY: {"papers": "决定书 / 渔沟政服准〔2026〕000001号", "way": "direct"},
    K.RETURNED: {"things": "身份证"},
    K.BAD_REVIEW: {"source": "平板", "what": "等得久", "responsible": "赵敏", "until": "2026-12-01"},
    K.COMPLAINT: {"source": "电话", "what": "等得久", "responsible": "赵敏", "until": "2026-12-01"},
    K.URGED: {"source": "县", "what": "逾期", "responsible": "赵敏", "until": "2026-12-01"},
}
MOVES = {  # matters and states in which each document is a step
    K.SUPPLEMENT: ("M1201", "case.supplement_asked", CaseState.SUPPLEMENT),
    K.NOT_ACCEPTED: ("M0901", "case.not_accepted", CaseState.NOT_ACCEPTED),
    K.SPECIAL: ("M0201", "case.suspended", CaseState.SUSPENDED),
    K.GRANTED: ("M0201", "case.decided", CaseState.GRANTED),
    K.REFUSED: ("M0201", "case.decided", CaseState.REFUSED),
}


class Tray:
    """A printer that counts; `trouble` is what it says."""

    def __init__(self) -> None:
        self.trouble = ""
        self.sent: list[tuple[str, int, bool]] = []

    def document(self, paper: Any, /, copy: int = 1, again: bool = False) -> Printed:
        self.sent.append((paper.heading.document_no, copy, again))
        return Printed(f"{paper.heading.document_no} {copy} {again}".encode(), "前台", self.trouble)

    def finished(self, title: str, pdf: bytes, /) -> Printed:
        self.sent.append((title, 1, False))
        return Printed(pdf, "前台", self.trouble)


def desk_of(house: House, device: str = "01") -> DocumentDesk:
    calendar = Calendar.shipped()
    rules = CountyRules({}, calendar, calendar.version)
    me, trust = replace(house.store.device, number=device), DeviceTrust(house.store, house.clock)
    return DocumentDesk(house.store, CATALOGUE, rules, me, trust, Patterns())


def filed(house: House, code: str = "M0201") -> Subject:
    return Subject(house.intake.file(house.example(code), CLERK).case.case_no)


def kinds_of(house: House, case_no: str) -> list[str]:
    with house.store.look() as work:
        return [one.read().kind for one in work.journal.of_case(case_no)]


def fine(house: House) -> bool:
    with house.store.look() as work:
        return check_store(work, house.store.blobs)[1] == []
