"""Each document says all that it must, and nothing that nobody decided."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from assets.lettering import shown
from kiosk.app.documents import DocumentKind, Remedy, Wanted
from kiosk.paper import Press, PrinterState
from kiosk.paper.document import document_pdf, missing_facts, number_mark
from kiosk.paper.folder import FolderPrinter
from kiosk.paper.raster import Picture, page_count, picture
from kiosk.paper.troubles import PrinterAway
from tests.paper.documents import DOCUMENTS, HEADING

Text = Callable[[bytes], str]
Read = Callable[[Picture], str]

MUST_SAY: dict[str, tuple[str, ...]] = {  # standards.md §6, the column of what each must state, with the samples' facts
    "told_at_once": (
        "一次性告知书",
        "家庭经济状况核对授权书",
        "缺少长子张强的签名",
        "《最低生活保障审核确认办法》第八条",
        "样例见窗口3号样本",
        "收入财产佐证",
        "2026年12月4日前补齐",
        "另加的，可以投诉",
        "0557-1000127",
    ),
    "supplement": (
        "补正材料通知书",
        "收入财产佐证",
        "没有提交",
        "第六条",
        "近12个月银行流水",
        "请于2026年12月4日前补齐",
        "逾期不告知的，自收到材料之日起即为受理",
        "不再增加",
    ),
    "not_accepted": (
        "不予受理通知书",
        "√不属于本机关职权范围",
        "□依法不需要办理",
        "户籍在泗县",
        "《中华人民共和国行政许可法》第三十二条",
        "泗县草沟镇人民政府",
        "60日内向灵璧县人民政府申请行政复议",
        "6个月内依法向灵璧县人民法院提起行政诉讼",
    ),
    "tolerance": (
        "容缺受理通知书",
        "残疾人证",
        "复印件",
        "2026年12月8日",
        "窗口或邮寄",
        "退回申请，并记入失信记录",
        "容缺受理承诺书",
        "真实、合法、有效",
        "承诺人（签名或按指印）",
        "最迟2026年12月22日办结",
        "一式两份",
    ),
    "pledge": (
        "告知承诺书",
        "无固定收入证明",
        "《社会救助暂行办法》第十一条",
        "没有固定工资收入",
        "√书面承诺",
        "撤销决定、追回款项",
        "入户核查",
        "□愿意承诺，不再提交该证明",
        "□不承诺，自行提交该证明",
        "在信用修复以前，不适用告知承诺",
    ),
    "special": (
        "特别程序告知书",
        "√检验、检测、检疫、鉴定",
        "需核对家庭经济状况",
        "预计10个工作日，自2026年11月25日起",
        "孙立（镇长）",
        "预计最迟2027年1月6日办结",
    ),
    "granted": (
        "准予决定书",
        "准予给付",
        "《社会救助暂行办法》第九条",
        "认定张桂英家庭（3人）",
        "一年，到期复核",
        "每月1260元",
        "自2026年12月起",
        "（机关印章）",
        "灵璧县人民政府申请行政复议",
    ),
    "refused": (
        "不予决定书",
        "经查明：您家庭人均月收入1350元",
        "本机关认为：不符合认定条件",
        "依据《社会救助暂行办法》第九条",
        "60日内向灵璧县人民政府申请行政复议",
        "6个月内依法向灵璧县人民法院",
    ),
    "mandate": (
        "代办委托书",
        "342224195602141223",
        "王建国",
        "342224197503051234",
        "C0107",
        "√一般代办",
        "□代为签名",
        "√代为领取",
        "自2026年11月20日起，至2027年1月31日止",
        "居民身份证",
        "户口簿",
        "√同意复印并留存",
        "不收任何费用",
        "随时撤销",
        "委托人（签名并按指印）",
        "受托人（签名并按指印）",
    ),
    "tracking": (
        "全程代理登记表（跟踪卡）",
        "高圩村",
        "王建国",
        "接件、初核",
        "2026年11月20日09:00",
        "遇雨道路中断",
        "乡镇",
        "县",
        "回复时间",
        "群众意见",
        "须写明原因并签名",
    ),
    "handover": (
        "材料移交清单",
        "341323110205-20261120-01-0001-A2B",
        "刘𬭎",
        "材料8件、16页",
        "王建国",
        "李文",
        "2026年11月24日10:06",
        "移交人（签名）",
        "接收人（签名）",
    ),
    "delivery": (
        "送达回证",
        "低保审核确认决定书",
        "渔沟政服准〔2026〕010021号",
        "√留置送达",
        "□直接送达",
        "□邮寄送达",
        "□电子送达",
        "□公告送达",
        "送达人李文",
        "见证人王建国",
        "2026年12月23日15:30",
        "代收人张强",
        "长子",
        "代收人拒绝签字",
    ),
    "returned": ("材料退还（领取）单", "居民身份证", "户口簿", "342224195602141223", "领取人（签名或按指印）"),
    "bad_review": ("差评核查整改单", "大厅平板评价", "赵敏", "2026年12月1日", "增设AB岗", "已电话回访"),
    "complaint": ("投诉登记表", "大厅平板评价", "赵敏", "2026年12月1日", "增设AB岗", "已电话回访"),
    "urged": ("督办单", "大厅平板评价", "赵敏", "2026年12月1日", "增设AB岗", "已电话回访"),
}
MUST_ALL_SAY = ("灵璧县渔沟镇", "〔2026〕010003号", "李文（工号0305）", "0557-1000127", "12345")  # every document's own


def test_every_kind_of_document_has_its_sample_and_its_requirements() -> None:
    assert set(DOCUMENTS) == set(MUST_SAY) == set(DocumentKind)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_states_what_the_standard_requires(kind: str, text_of: Text) -> None:
    text = text_of(document_pdf(DOCUMENTS[kind]))
    assert [says for says in (*MUST_SAY[kind], *MUST_ALL_SAY) if says not in text] == []
    assert missing_facts(DOCUMENTS[kind]) == ()


@pytest.mark.parametrize("kind", sorted(set(DOCUMENTS) - {"handover", "mandate"}))
def test_a_document_names_case_matter_and_applicant(kind: str, text_of: Text) -> None:
    text = text_of(document_pdf(DOCUMENTS[kind]))
    for says in (HEADING.case_no, "M1201", HEADING.matter, HEADING.addressee):
        assert says in text


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_of_a_demo_says_so_on_every_page(kind: str, text_of: Text) -> None:
    demo = replace(HEADING, station=replace(HEADING.station, demo=True))
    pdf = document_pdf(replace(DOCUMENTS[kind], heading=demo))
    assert text_of(pdf).count("演示单据，不作办事凭据") == page_count(pdf)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_the_same_document_is_the_same_file(kind: str) -> None:
    assert document_pdf(DOCUMENTS[kind]) == document_pdf(DOCUMENTS[kind])


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_rare_name_is_right_on_every_document(kind: str, text_of: Text) -> None:
    rare = replace(HEADING, addressee="张𠅤䶮𫖯", clerk="鿰𪛖")
    text = text_of(document_pdf(replace(DOCUMENTS[kind], heading=rare)))
    assert "鿰𪛖" in text
    assert "张𠅤䶮𫖯" in text or kind in ("handover", "mandate")


@pytest.mark.parametrize("kind", sorted(set(DOCUMENTS) - {"tolerance"}))
def test_an_ordinary_document_stands_on_one_page(kind: str) -> None:
    assert page_count(document_pdf(DOCUMENTS[kind])) == 1


@pytest.mark.parametrize(
    "kind", ["told_at_once", "supplement", "not_accepted", "special", "granted", "refused", "tracking", "delivery"]
)
def test_a_telephone_reads_the_code_of_the_case(kind: str, read_qr: Read) -> None:
    assert read_qr(picture(document_pdf(DOCUMENTS[kind]), 0, 203)) == HEADING.qr


def test_a_document_without_a_link_has_no_code_and_does_not_ask_to_scan(text_of: Text) -> None:
    assert "扫左侧二维码" not in text_of(document_pdf(replace(DOCUMENTS["refused"], heading=replace(HEADING, qr=""))))


@pytest.mark.parametrize("kind", ["not_accepted", "granted", "refused"])
def test_who_reviews_a_decision_is_the_countys_parameter(kind: str, text_of: Text) -> None:
    """After the new law it is the county government, but for bodies led from above: never written in a template."""
    tax = Remedy("国家税务总局宿州市税务局", "宿州市埇桥区人民法院", 60, 6)
    text = text_of(document_pdf(replace(DOCUMENTS[kind], remedy=tax)))
    assert "向国家税务总局宿州市税务局申请行政复议" in text
    assert "灵璧县人民政府" not in text
    assert "上一级" not in text


@pytest.mark.parametrize("kind", ["not_accepted", "granted", "refused"])
def test_an_unset_review_body_is_missed_and_leaves_a_line_to_write_on(kind: str, text_of: Text) -> None:
    paper = replace(DOCUMENTS[kind], remedy=Remedy("", ""))
    assert missing_facts(paper) == ("remedy.review_body", "remedy.court")
    assert "日内向＿＿＿＿＿＿申请行政复议" in text_of(document_pdf(paper))


def test_the_second_copy_is_the_offices() -> None:
    first, second = (document_pdf(DOCUMENTS["refused"], copy) for copy in (1, 2))
    assert first != second


def test_forty_wanted_papers_go_on_overleaf_with_the_head_repeated(text_of: Text) -> None:
    wanted = tuple(Wanted(f"第{number}份材料", "没有提交", "第八条", "补交复印件一份") for number in range(1, 41))
    pdf = document_pdf(replace(DOCUMENTS["supplement"], wanted=wanted))
    text, pages = text_of(pdf), page_count(pdf)
    assert pages >= 2
    assert all(one.what in text for one in wanted)
    assert text.count("需补正的材料、内容") >= 2
    assert f"第{pages}页，共{pages}页" in text


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_the_file_says_what_it_is_and_carries_its_fonts(kind: str) -> None:
    reader = PdfReader(io.BytesIO(document_pdf(DOCUMENTS[kind])))
    about: Any = reader.metadata
    assert about.title.endswith(HEADING.document_no)
    assert about.author == HEADING.station.body
    assert about.subject == HEADING.case_no
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in descendant["/FontDescriptor"].get_object()


CONVENTION = {  # standards.md §6; receipts bear 受
    DocumentKind.SUPPLEMENT: "补",
    DocumentKind.NOT_ACCEPTED: "不受",
    DocumentKind.TOLERANCE: "容",
    DocumentKind.SPECIAL: "特",
    DocumentKind.GRANTED: "准",
    DocumentKind.REFUSED: "不准",
    DocumentKind.DELIVERY: "送",
}


def test_numbers_bear_the_marks_of_the_convention_and_each_kind_one_of_its_own() -> None:
    marks = {kind: number_mark(kind) for kind in DocumentKind}
    assert {kind: marks[kind] for kind in CONVENTION} == CONVENTION
    assert len(set(marks.values()) - {""}) == len(DocumentKind)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_that_was_printed_before_says_so_and_no_other_does(kind: str, text_of: Text) -> None:
    assert "补打" in text_of(document_pdf(DOCUMENTS[kind], 2, again=True))
    assert "补打" not in text_of(document_pdf(DOCUMENTS[kind], 2))


ANY_TEXT = st.text(st.characters(max_codepoint=0x3FFFF, exclude_categories=["Cs"]), max_size=80)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(sorted(DOCUMENTS)), words=ANY_TEXT)
def test_no_text_whatever_stops_a_document(kind: str, words: str, text_of: Text) -> None:
    """Any text in any place, braces too, is printed as it is."""
    paper: Any = DOCUMENTS[kind]
    heading = replace(HEADING, addressee=words, matter=words, document_no=words, clerk=words)
    texts = {name: words for name in paper.__slots__ if isinstance(getattr(paper, name), str)}
    texts = {name: value for name, value in texts.items() if not hasattr(getattr(paper, name), "value")}
    text = text_of(document_pdf(replace(paper, heading=heading, **texts)))
    assert "".join(shown(words).split()) in text


def test_braces_in_a_fact_are_not_taken_for_a_place_to_fill(text_of: Text) -> None:
    assert "{law}与{0}" in text_of(document_pdf(replace(DOCUMENTS["refused"], reason="{law}与{0}")))


def test_a_document_goes_to_the_printer_of_receipts_under_its_title_and_number(tmp_path: Path) -> None:
    press = Press(FolderPrinter(tmp_path / "slips"), FolderPrinter(tmp_path / "documents"))
    paper = DOCUMENTS["refused"]
    printed = press.document(paper, 2)
    assert printed.trouble == ""
    assert printed.pdf == document_pdf(paper, 2)
    press.finished("申请表", b"%PDF-1.4")
    names = sorted(file.name for file in (tmp_path / "documents").iterdir())
    assert len(names) == 2
    assert any("不予决定书" in name for name in names)
    assert not list((tmp_path / "slips").glob("*"))


class Nobody:
    """A printer that is never there."""

    name = "前台"

    def send(self, title: str, pdf: bytes) -> None:
        raise PrinterAway(self.name)

    def state(self) -> PrinterState:
        return PrinterState.AWAY


def test_a_printer_that_is_away_costs_nobody_a_document() -> None:
    printed = Press(Nobody(), Nobody()).document(DOCUMENTS["refused"])
    assert printed.trouble == "printer_away"
    assert printed.pdf == document_pdf(DOCUMENTS["refused"])
