"""A receipt says what was taken and what it promises, and can be read by eye, by telephone and by copying."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from assets.lettering import shown
from kiosk.app.papers import Handing, Limit, PaperCorrection, PaperMaterial, ReceiptKind, ReceiptPaper
from kiosk.paper.raster import Picture, page_count, picture
from kiosk.paper.receipt import receipt_pdf

Make = Callable[..., ReceiptPaper]
Text = Callable[[bytes], str]
Read = Callable[[Picture], str]

RARE_NAMES = ["张𠅤䶮𫖯", "𠀃𪛖𫝀𫠝𬺰", "鿰龦㐀䶵", "阿卜杜热依木·买买提", "O’Neill 王", "〇一", "﨑𠮷"]


@pytest.mark.parametrize("name", RARE_NAMES)
def test_every_name_can_be_copied_out_of_the_receipt(name: str, receipt: Make, text_of: Text) -> None:
    text = text_of(receipt_pdf(receipt(addressee=name)))
    assert text.count(name.replace(" ", "")) == 2  # above the opening, and in the table


def test_a_name_of_fifty_characters_wraps_and_stays_whole(receipt: Make, text_of: Text) -> None:
    name = ("阿卜杜热依木·买买提吐尔逊𠅤䶮𫖯" * 4)[:50]
    text = text_of(receipt_pdf(receipt(addressee=name)))
    assert text.count(name) == 2


def test_a_character_that_no_font_has_stands_as_its_code_point(receipt: Make, text_of: Text) -> None:
    assert "张[U+30000]英" in text_of(receipt_pdf(receipt(addressee="张𰀀英")))


def test_a_telephone_reads_the_link_from_the_printed_page(receipt: Make, read_qr: Read) -> None:
    paper = receipt()
    assert read_qr(picture(receipt_pdf(paper), 0, 203)) == paper.qr


@pytest.mark.parametrize("where", [0.15, 0.3, 0.5, 0.7, 0.82])
@pytest.mark.parametrize("across", [True, False])
def test_a_folded_receipt_is_still_read(receipt: Make, read_qr: Read, where: float, across: bool) -> None:
    """A fold rubs 2 mm (16 dots) white, across or down the code, anywhere but through its three eyes."""
    paper = receipt()
    seen = picture(receipt_pdf(paper), 0, 203)
    left, top, side = _code_in(seen)
    at = round(side * where)
    if across:
        spoilt = [_white(row, left, side) if top + at <= y < top + at + 16 else row for y, row in enumerate(seen.rows)]
    else:
        spoilt = [_white(row, left + at, 16) for row in seen.rows]
    assert read_qr(Picture(seen.width, seen.height, tuple(spoilt))) == paper.qr


def _white(row: bytes, left: int, wide: int) -> bytes:
    return row[:left] + b"\xff" * wide + row[left + wide :]


def _code_in(seen: Picture) -> tuple[int, int, int]:
    """Left, top and side of the code in dots, as an independent reader finds its corners."""
    image = Image.frombytes("L", (seen.width, seen.height), b"".join(seen.rows))
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)[0].position
    return found.top_left.x, found.top_left.y, found.bottom_right.x - found.top_left.x


def test_the_code_is_four_dots_a_module_with_four_modules_of_quiet(receipt: Make) -> None:
    seen = picture(receipt_pdf(receipt()), 0, 203)
    left, top, side = _code_in(seen)
    assert abs(side - 65 * 4) <= 2  # version 12
    around = [seen.rows[y][left - 14 : left + side + 14] for y in range(top - 14, top + side + 14)]
    quiet = [*around[:12], *around[-12:], *(row[:12] + row[-12:] for row in around)]
    assert all(set(row) == {255} for row in quiet)


def test_every_kind_has_its_own_title_and_promises_no_more_than_it_may(receipt: Make, text_of: Text) -> None:
    titles = {
        ReceiptKind.ACCEPTED: ("受理通知书", "决定予以受理"),
        ReceiptKind.RECEIVED: ("材料接收凭证", "收件不等于受理"),
        ReceiptKind.COLLECTED: ("材料代收单", "代收不等于受理"),
        ReceiptKind.BOOKED: ("预审预约单", "预审、预约不等于受理"),
    }
    for kind, (title, says) in titles.items():
        text = text_of(receipt_pdf(receipt(kind=kind)))
        assert title in text
        assert says in text
        assert ("决定予以受理" in text) == (kind is ReceiptKind.ACCEPTED)


def test_an_accepted_receipt_says_by_when_and_how_it_was_counted(receipt: Make, text_of: Text) -> None:
    text = text_of(receipt_pdf(receipt()))
    assert "承诺20个工作日，最迟2026年12月22日（星期二）办结。" in text
    assert "法定时限：30工作日，特殊情况可延长至45工作日。" in text
    assert "自受理次日起算" in text


def test_a_date_that_is_only_estimated_says_so(receipt: Make, text_of: Text) -> None:
    text = text_of(receipt_pdf(receipt(due_on=date(2027, 1, 12), due_estimated=True)))
    assert "预计2027年1月12日（星期二）前办结" in text
    assert "放假安排尚未公布" in text
    assert "最迟" not in text


@pytest.mark.parametrize(
    ("committed", "legal", "says"),
    [
        (Limit(0), Limit(0), "即办件，当场办结。"),
        (Limit(None), Limit(None), "按规定时限办理。"),
        (Limit(15, "day"), Limit(15, "day", "15日"), "法定15日（自然日）。"),
        (Limit(5), Limit(None, text="无法定时限"), "承诺5个工作日"),
        (Limit(None, text="按年度批次"), Limit(None), "按年度批次。"),
        (Limit(3, "fortnight"), Limit(None), "承诺3 fortnight".replace(" ", "")),
    ],
)
def test_limits_are_said_as_they_are(committed: Limit, legal: Limit, says: str, receipt: Make, text_of: Text) -> None:
    text = text_of(receipt_pdf(receipt(committed=committed, legal=legal)))
    assert says in text
    assert "无法定时限" not in text


def test_a_received_case_says_until_when_acceptance_is_decided(receipt: Make, text_of: Text) -> None:
    text = text_of(receipt_pdf(receipt(kind=ReceiptKind.RECEIVED, due_on=date(2026, 12, 1))))
    assert "最迟2026年12月1日（星期二）告知是否受理。" in text
    assert "承诺20个工作日办结，自受理之日起算。" in text


def test_a_booking_says_when_to_come_and_that_nothing_was_kept(receipt: Make, text_of: Text) -> None:
    booked = receipt(kind=ReceiptKind.BOOKED, booked_for=datetime(2026, 11, 27, 9, 30, tzinfo=UTC))
    text = text_of(receipt_pdf(booked))
    assert "2026年11月27日（星期五）09:30" in text
    assert "材料没有留存" in text
    assert "存档" not in text.replace("登记处存档", "")
    assert "到场时间以办理机关通知为准。" in text_of(receipt_pdf(replace(booked, booked_for=None)))


def test_an_owed_material_has_its_date_and_the_opening_does_not_call_the_file_complete(
    receipt: Make, text_of: Text
) -> None:
    owed = (
        PaperMaterial("收入财产佐证", Handing.OWED, 0, date(2026, 12, 8)),
        PaperMaterial("就学佐证", Handing.OWED, 0, date(2027, 1, 8)),
        PaperMaterial("残疾人证", Handing.OWED, 0),
    )
    text = text_of(receipt_pdf(receipt(materials=owed)))
    for says in ("12月8日前补齐", "2027年1月8日前补齐", "请尽快补齐", "容缺后补的材料仍须提交"):
        assert says in text
    assert "材料齐全，符合受理条件" not in text


def test_where_each_material_went_is_said(receipt: Make, text_of: Text) -> None:
    for handing, says in {
        Handing.ORIGINAL: "某材料原件3存档",
        Handing.COPY: "某材料复印件3存档",
        Handing.SEEN: "某材料原件核验—已当场退还",
        Handing.SHARED: "某材料数据共享—免交，系统核验",
        Handing.ON_FILE: "某材料已有存档—免交，沿用存档",
    }.items():
        assert says in text_of(receipt_pdf(receipt(materials=(PaperMaterial("某材料", handing, 3),))))


def test_many_materials_go_on_overleaf_with_the_head_repeated(receipt: Make, text_of: Text) -> None:
    names = [
        f"第{number}份材料" + "（须由申请人逐页签字并注明与原件一致，户主代签的附委托书）" * 2
        for number in range(1, 31)
    ]
    pdf = receipt_pdf(receipt(materials=tuple(PaperMaterial(name, Handing.COPY) for name in names)))
    pages = page_count(pdf)
    text = text_of(pdf)
    assert pages >= 3
    assert all(name in text for name in names)
    assert text.count("受理材料名称") in (pages, pages - 1)
    assert f"第{pages}页，共{pages}页" in text
    assert text.count("（续）") == pages - 1


def test_a_receipt_of_one_page_has_no_page_number(receipt: Make, text_of: Text) -> None:
    pdf = receipt_pdf(receipt())
    assert page_count(pdf) == 1
    assert "共1页" not in text_of(pdf)


def test_a_field_longer_than_a_page_is_carried_over_whole(receipt: Make, text_of: Text) -> None:
    long = "".join(f"第{number}项说明，" for number in range(900))
    text = text_of(receipt_pdf(receipt(result=long)))
    carried = text.replace("一式两份第一联申请人留存", "")
    assert sum(f"第{number}项说明，" in carried for number in range(900)) > 880  # all but those that a page's end parts


def test_every_rule_of_the_tables_is_drawn_from_edge_to_edge(receipt: Make) -> None:
    """Six rows of facts, a head and five materials: fourteen rules, and one above the foot."""
    seen = picture(receipt_pdf(receipt()), 0, 203)
    left, right = round(28 / 25.4 * 203) + 3, round(184 / 25.4 * 203) - 3
    dark = [max(row[left:right]) < 200 for row in seen.rows]
    assert sum(now and not before for before, now in pairwise(dark)) == 7 + 7 + 1


def test_the_same_paper_is_the_same_file(receipt: Make) -> None:
    assert receipt_pdf(receipt()) == receipt_pdf(receipt())
    assert receipt_pdf(receipt()) != receipt_pdf(receipt(addressee="张桂兰"))


def test_a_demo_says_so_on_every_page(receipt: Make, text_of: Text) -> None:
    station = replace(receipt().station, demo=True)
    many = tuple(PaperMaterial("材料", Handing.COPY) for _ in range(40))
    pdf = receipt_pdf(receipt(station=station, materials=many))
    assert text_of(pdf).count("演示单据，不作办事凭据") == page_count(pdf) >= 2
    assert "演示" not in text_of(receipt_pdf(receipt()))


def test_the_office_keeps_a_copy_that_says_so(receipt: Make, text_of: Text) -> None:
    assert "第一联申请人留存" in text_of(receipt_pdf(receipt()))
    assert "第二联受理机关存档" in text_of(receipt_pdf(receipt(), copy=2))


def test_the_file_says_what_it_is(receipt: Make) -> None:
    reader = PdfReader(io.BytesIO(receipt_pdf(receipt())))
    about = reader.metadata
    assert about is not None
    assert about.title == "受理通知书 渔沟政服受〔2026〕010417号"
    assert about.author == "灵璧县渔沟镇人民政府"
    assert about.subject == "341323110000-20261124-03-0007-7KQ"
    assert str(about["/CreationDate"]) == "D:20261124100600+08'00'"
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    page = reader.pages[0]
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]


def test_every_font_travels_with_the_file_and_only_the_characters_used(receipt: Make) -> None:
    pdf = receipt_pdf(receipt(addressee="张𠀃䶮"))
    fonts = PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]["/Font"]
    names = set()
    for font in fonts.values():
        described = font.get_object()
        names.add(str(described["/BaseFont"]).rpartition("+")[2])
        assert "/FontFile2" in described["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert "/ToUnicode" in described
    assert names == {"NotoSansSC-Regular", "NotoSansSC-Bold", "HanaMinB"}
    assert len(pdf) < 120_000


def test_an_old_style_font_is_left_closed_when_no_name_needs_it(receipt: Make) -> None:
    fonts = PdfReader(io.BytesIO(receipt_pdf(receipt()))).pages[0]["/Resources"]["/Font"]
    assert not [font for font in fonts.values() if "Hana" in str(font.get_object()["/BaseFont"])]


def test_a_qr_text_longer_than_any_code_is_refused_before_anything_is_printed(receipt: Make) -> None:
    with pytest.raises(ValueError, match="too long"):
        receipt_pdf(receipt(qr="9" * 5000))


ANY_TEXT = st.text(st.characters(max_codepoint=0x3FFFF, exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=ANY_TEXT, matter=ANY_TEXT, material=ANY_TEXT)
def test_no_text_whatever_stops_a_receipt(name: str, matter: str, material: str, receipt: Make, text_of: Text) -> None:
    """Any text of any code points is printed, and what was drawn can be copied back."""
    paper = receipt(addressee=name, matter=matter, materials=(PaperMaterial(material, Handing.COPY),), notes=(name,))
    text = text_of(receipt_pdf(paper))
    assert "".join(shown(name).split()) in text


def test_a_receipt_printed_again_says_so_and_what_was_corrected_or_entered_later(receipt: Make, text_of: Text) -> None:
    corrected = PaperCorrection("社会保障卡账号", "***3452", "***4874", date(2026, 11, 25))
    entered = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
    plain = text_of(receipt_pdf(receipt()))
    paper = receipt(again=True, corrections=(corrected,), entered_at=entered, paper_no="纸-007")
    said = text_of(receipt_pdf(paper))
    for word in ("补打", "更正：社会保障卡账号原为***3452，现为***4874", "在纸上收下（纸质编号纸-007）"):
        assert word not in plain
        assert word in said
