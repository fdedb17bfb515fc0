"""Every matter is accepted from its own example, and every document that fits its case is given out, printed and read.

One real encrypted store, the real desks as wiring makes them, the real layouts; printers are the folder of a station.
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from forms import Catalogue, Matter
from kiosk.app.desks import Desks
from kiosk.app.documents import DocumentKind, Granted, NotAccepted, Refused
from kiosk.app.filing import Filing
from kiosk.app.gathering import Subject
from kiosk.app.issued import Issued
from kiosk.app.outcomes import CaseTaken
from kiosk.paper.raster import Picture, page_count, picture
from kiosk.settings import Settings
from kiosk.store.check import check_store
from kiosk.store.door import OpenStore, open_store
from kiosk.wiring.house import furnish
from kiosk.wiring.station import begin_station, named_station
from tests.store.conftest import TurnedClock

CATALOGUE = Catalogue.shipped()
MATTERS = [one.code for one in CATALOGUE.matters()]
READ_TWICE = MATTERS[::6]
CLERK = "staff:0305"
K = DocumentKind
REMEDY = {"remedy.review_body": "灵璧县人民政府", "remedy.court": "灵璧县人民法院"}
WANTED = "户口簿 / 缺第三页 / 补交复印件1份 / 《办事指南》第十条"
FACTS: Mapping[DocumentKind, Mapping[str, object]] = {
    K.TOLD_AT_ONCE: {"wanted": WANTED, "law": "《办事指南》第十条", "until": "2026-12-04"},
    K.SUPPLEMENT: {"wanted": WANTED, "law": "《办事指南》第十条", "until": "2026-12-04"},
    K.NOT_ACCEPTED: {
        "ground": "not_ours",
        "reason": "户籍在泗县",
        "law": "《办事指南》第三条",
        "go_to": "泗县草沟镇人民政府",
        **REMEDY,
    },
    K.TOLERANCE: {"owed": "残疾人证 / copy / 2026-12-08 / 窗口", "law": "《容缺办法》", "consequence": "退回申请"},
    K.PLEDGE: {
        "proof": "收入证明",
        "established_by": "《条例》第十一条",
        "proves": "没有固定工资",
        "liability": "撤销决定",
        "checking": "入户核查",
    },
    K.SPECIAL: {
        "procedure": "inspection",
        "reason": "需要鉴定",
        "law": "《条例》第四十五条",
        "days": "10",
        "approved_by": "孙立",
    },
    K.GRANTED: {"content": "准予所请", "law": "《条例》第九条", **REMEDY},
    K.REFUSED: {"found": "收入高于标准", "reason": "不符合条件", "law": "《条例》第九条", **REMEDY},
    K.MANDATE: {
        "agent.name": "王建国",
        "agent.staff_no": "C0107",
        "powers": "general collect",
        "ends_on": "2027-01-31",
    },
    K.TRACKING: {"village": "高圩村", "agent.name": "王建国"},
    K.HANDOVER: {"taker.name": "李文", "taker.unit": "渔沟镇为民服务中心"},
    K.DELIVERY: {"way": "direct", "place": "窗口"},
    K.RETURNED: {"things": "居民身份证 / / 1", "taker.name": "张桂英", "taker.id_number": "342224195602141223"},
    K.BAD_REVIEW: {"source": "大厅平板", "what": "等得久", "responsible": "赵敏", "until": "2026-12-01"},
    K.COMPLAINT: {"source": "来电", "what": "等得久", "responsible": "赵敏", "until": "2026-12-01"},
    K.URGED: {"source": "县里", "what": "快到期", "responsible": "赵敏", "until": "2026-12-01"},
}
# the column "还必须载明" of standards.md §6, as it reads on paper with the facts above
MUST_SAY: Mapping[DocumentKind, tuple[str, ...]] = {
    K.TOLD_AT_ONCE: (
        "一次性告知书",
        "户口簿",
        "缺第三页",
        "《办事指南》第十条",
        "补交复印件1份",
        "2026年12月4日",
        "电话",
    ),
    K.SUPPLEMENT: (
        "补正材料通知书",
        "户口簿",
        "缺第三页",
        "2026年12月4日前补齐",
        "逾期不告知的，自收到材料之日起即为受理",
    ),
    K.NOT_ACCEPTED: ("不予受理通知书", "户籍在泗县", "泗县草沟镇人民政府", "60日内", "6个月内", "灵璧县人民法院"),
    K.TOLERANCE: (
        "容缺受理通知书",
        "残疾人证",
        "复印件",
        "2026年12月8日",
        "窗口",
        "退回申请",
        "容缺受理承诺书",
        "真实、合法",
    ),
    K.PLEDGE: (
        "告知承诺书",
        "收入证明",
        "《条例》第十一条",
        "没有固定工资",
        "撤销决定",
        "入户核查",
        "不承诺",
        "书面承诺",
    ),
    K.SPECIAL: ("特别程序告知书", "√检验、检测", "需要鉴定", "预计10个工作日", "孙立"),
    K.GRANTED: ("准予决定书", "《条例》第九条", "准予所请", "（机关印章）", "灵璧县人民政府申请行政复议"),
    K.REFUSED: ("不予决定书", "收入高于标准", "不符合条件", "《条例》第九条", "60日内", "6个月内"),
    K.MANDATE: ("代办委托书", "王建国", "C0107", "√一般代办", "√代为领取", "2027年1月31日", "不收任何费用", "随时撤销"),
    K.TRACKING: ("全程代理登记表", "高圩村", "王建国", "办理经过", "未按时原因", "回复时间", "群众意见"),
    K.HANDOVER: ("材料移交清单", "李文", "渔沟镇为民服务中心", "件数", "页数", "移交时间"),
    K.DELIVERY: ("送达回证", "√直接送达", "□留置送达", "□公告送达", "见证人", "签收时间", "代收人", "拒收理由"),
    K.RETURNED: ("材料退还（领取）单", "居民身份证", "张桂英", "342224195602141223"),
    K.BAD_REVIEW: ("差评核查整改单", "大厅平板", "赵敏", "2026年12月1日", "处理结果", "回访情况"),
    K.COMPLAINT: ("投诉登记表", "来电", "赵敏", "2026年12月1日", "处理结果", "回访情况"),
    K.URGED: ("督办单", "县里", "赵敏", "2026年12月1日", "处理结果", "回访情况"),
}
ENDS = (K.NOT_ACCEPTED, K.GRANTED, K.REFUSED, K.SPECIAL, K.SUPPLEMENT)  # after these, another case of the matter
CODED = (K.TOLD_AT_ONCE, K.SUPPLEMENT, K.NOT_ACCEPTED, K.TOLERANCE, K.SPECIAL, K.GRANTED, K.REFUSED, K.DELIVERY)
SPACE = re.compile(r"\s+")


@dataclass
class Day:
    """The one day on which all matters come: the desks, and what was given out of each."""

    desks: Desks
    store: OpenStore
    issued: dict[str, list[Issued]] = field(default_factory=dict)

    def file(self, code: str) -> CaseTaken:
        matter = CATALOGUE.matter(code)
        filing = Filing(code, dict(matter.example.answers), dict(matter.example.materials), window="3")
        return self.desks.intake.file(filing, CLERK)


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    home = tmp_path_factory.mktemp("every")
    settings = Settings(home / "data", home / "keys")
    begin_station(settings, "341323110000-01", named_station("灵璧县渔沟镇为民服务中心"), "https://cx.example.gov.cn")
    store = open_store(settings.data, settings.keys, TurnedClock())
    desks: Any = furnish(store, settings, CLERK)
    desks._clock = TurnedClock()
    yield Day(desks, store)
    store.close()


def _text(pdf: bytes, code: str) -> str:
    """What can be copied out of it: by PDFium for every matter, and by pypdf, which is ten times slower, for some."""
    if code in READ_TWICE:
        return SPACE.sub("", "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))
    document: Any = PdfDocument(pdf)
    try:
        return SPACE.sub("", "".join(page.get_textpage().get_text_range() for page in document))
    finally:
        document.close()


def _code(seen: Picture) -> str:
    image = Image.frombytes("L", (seen.width, seen.height), b"".join(seen.rows))
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
    return str(found[0].text) if found else ""


def _fitting(day: Day, subject: Subject) -> list[DocumentKind]:
    """What can be given out for it now, what ends the case last."""
    kinds = [offer.kind for offer in day.desks.documents.offered(subject) if offer.no is None]
    return sorted((kind for kind in kinds if kind is not K.DELIVERY), key=lambda kind: kind in ENDS)


def _give_out_all(day: Day, code: str) -> list[tuple[CaseTaken, Issued]]:
    """Every document that fits a case of this matter; where one ends the case, a further case of the same example."""
    found: list[tuple[CaseTaken, Issued]] = []
    taken, ended = day.file(code), False
    for kind in _fitting(day, Subject(taken.case.case_no)):
        taken = day.file(code) if ended else taken
        ended, subject = kind in ENDS, Subject(taken.case.case_no)
        found.append((taken, day.desks.documents.issue(subject, kind, FACTS[kind], CLERK)))
        if kind in (K.GRANTED, K.REFUSED, K.NOT_ACCEPTED):
            found.append((taken, day.desks.documents.issue(subject, K.DELIVERY, FACTS[K.DELIVERY], CLERK)))
    day.issued[code] = [issued for _, issued in found]
    return found


def _wrongs(day: Day, taken: CaseTaken, issued: Issued, matter: Matter) -> list[str]:
    """What is not on the paper though it must be."""
    (first,) = day.desks.handing_out.document(issued.number, CLERK, copies=(1,))
    assert first.trouble == ""
    text = _text(first.pdf, matter.code)
    always = [issued.number.replace(" ", ""), "工号0305", "灵璧县渔沟镇"]
    if issued.kind is not K.HANDOVER:
        always += [SPACE.sub("", matter.name), taken.case.case_no, matter.code]
    if issued.kind not in (K.HANDOVER, K.MANDATE):
        always.append(SPACE.sub("", taken.case.applicant))
    if isinstance(issued.paper, (Granted, Refused, NotAccepted)):
        always += ["灵璧县人民政府申请行政复议", "灵璧县人民法院"]
    wrong = [f"{issued.kind}: {says}" for says in (*always, *MUST_SAY[issued.kind]) if says not in text]
    if not 1 <= page_count(first.pdf) <= 4:
        wrong.append(f"{issued.kind}: {page_count(first.pdf)} pages")
    if f"第{page_count(first.pdf)}页，共" not in text and page_count(first.pdf) > 1:
        wrong.append(f"{issued.kind}: pages are not numbered")
    return wrong


@pytest.mark.parametrize("code", MATTERS)
def test_a_matter_is_accepted_and_all_its_documents_say_what_they_must(day: Day, code: str) -> None:
    matter = CATALOGUE.matter(code)
    given_out = _give_out_all(day, code)
    assert len(given_out) >= 9
    wrong = [one for taken, issued in given_out for one in _wrongs(day, taken, issued, matter)]
    assert wrong == []


@pytest.mark.parametrize("code", MATTERS)
def test_its_filled_form_and_its_guide_are_printed_whole(day: Day, code: str) -> None:
    taken = day.file(code)
    matter = CATALOGUE.matter(code)
    form = _text(day.desks.handing_out.form(taken.case.case_no, CLERK).pdf, code)
    assert taken.case.case_no in form
    assert SPACE.sub("", taken.case.applicant) in form
    guide = _text(day.desks.handing_out.guide(code, CLERK).pdf, code)
    assert SPACE.sub("", matter.name) in guide
    assert "22进程、结果查询" in guide


def test_every_kind_of_document_was_given_out_and_no_number_twice(day: Day) -> None:
    issued = [one for of_matter in day.issued.values() for one in of_matter]
    assert {one.kind for one in issued} == set(K)
    assert len({one.number for one in issued}) == len(issued) > 600
    assert set(day.issued) == set(MATTERS)


def test_a_telephone_reads_each_kinds_code_and_it_leads_to_its_case(day: Day) -> None:
    by_kind = {one.kind: one for of_matter in day.issued.values() for one in of_matter}
    for kind in (
        K.TOLD_AT_ONCE,
        K.SUPPLEMENT,
        K.NOT_ACCEPTED,
        K.TOLERANCE,
        K.SPECIAL,
        K.GRANTED,
        K.REFUSED,
        K.DELIVERY,
    ):
        issued = by_kind[kind]
        (pdf,) = (one.pdf for one in day.desks.handing_out.document(issued.number, CLERK, copies=(1,)))
        codes = [_code(picture(pdf, page, 203)) for page in range(page_count(pdf))]
        assert issued.paper.heading.qr in codes, kind
        found = day.desks.track.scanned(issued.paper.heading.qr)
        assert found.case is not None
        assert found.case.case_no == issued.case_no


def test_the_journal_agrees_with_all_of_it(day: Day) -> None:
    with day.store.look() as work:
        entries, problems = check_store(work, day.store.blobs)
    assert problems == []
    assert entries > 1500
