"""A guide tells all that the standard asks for, and the short one what a resident asks for, in big type."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from assets.lettering import shown
from forms import Catalogue
from kiosk.app.documents import GuidePlace
from kiosk.paper.guide import guide_pdf
from kiosk.paper.raster import page_count
from tests.paper.documents import STATION

Text = Callable[[bytes], str]
CATALOGUE = Catalogue.shipped()
CODES = [summary.code for summary in CATALOGUE.matters()]
PLACE = GuidePlace(STATION, windows="3、4号窗口", edition_on=date(2026, 11, 1))

ELEMENTS = (  # GB/T 36114-2018, the 22 elements in their order
    "1事项名称、编码",
    "2适用范围",
    "3事项、审查类型",
    "4办理依据",
    "5受理机构",
    "6决定机构",
    "7数量限制",
    "8申请条件",
    "9禁止性要求",
    "10申请材料目录",
    "11申请接收方式",
    "12办理基本流程",
    "13办理方式",
    "14办理时限",
    "15收费依据、标准",
    "16办理结果",
    "17结果送达",
    "18申请人权利、义务",
    "19咨询途径",
    "20监督投诉渠道",
    "21办公地址、时间",
    "22进程、结果查询",
)


@pytest.fixture(scope="module")
def full_of(text_of: Text) -> Callable[[str], str]:
    """The text of a matter's full guide, drawn and read once."""

    @cache
    def read(code: str) -> str:
        return text_of(guide_pdf(CATALOGUE.matter(code), PLACE))

    return read


def bare(text: str) -> str:
    return "".join(shown(text).split())


@pytest.mark.parametrize("code", CODES)
def test_a_full_guide_has_the_22_elements_in_their_order(code: str, full_of: Callable[[str], str]) -> None:
    text = full_of(code)
    places = [text.find(element) for element in ELEMENTS]
    assert [element for element, place in zip(ELEMENTS, places, strict=True) if place < 0] == []
    assert places == sorted(places)
    for says in (STATION.phone, STATION.complaint_phone, STATION.address, "第1版", "2026年11月1日起施行"):
        assert bare(says) in text


@pytest.mark.parametrize("code", CODES)
def test_a_full_guide_says_what_the_definition_says(code: str, full_of: Callable[[str], str]) -> None:
    matter, text = CATALOGUE.matter(code), full_of(code)
    guide = matter.guide
    wanted = [matter.name, guide.applicant_kind, guide.implementing_body, guide.result, guide.fee, *guide.conditions]
    wanted += [one.name for one in (*matter.materials, *matter.steps)]
    wanted += [one.law + one.article for one in guide.legal_basis]
    assert [says for says in wanted if bare(says) not in text] == []


@pytest.mark.parametrize("code", CODES)
def test_a_short_guide_answers_what_how_long_where_and_how_much(code: str, text_of: Text) -> None:
    matter = CATALOGUE.matter(code)
    pdf = guide_pdf(matter, PLACE, short=True)
    text = text_of(pdf)
    for asks in ("带什么", "多少天", "要不要钱", "在哪办", "能不能请人代办"):
        assert asks in text
    assert [one.name for one in matter.materials if bare(one.name) not in text] == []
    assert bare(matter.guide.fee) in text
    assert STATION.phone in text
    assert page_count(pdf) <= 2


def test_a_short_guide_is_set_in_eighteen_points_at_least() -> None:
    """But for the hint under the title and the edges of the page, which repeat what stands in it."""
    sizes: dict[float, str] = {}

    def visit(text: str, _cm: list[float], _tm: list[float], _font: object, size: float) -> None:
        sizes[size] = sizes.get(size, "") + "".join(text.split())

    for page in PdfReader(io.BytesIO(guide_pdf(CATALOGUE.matter("M1201"), PLACE, short=True))).pages:
        page.extract_text(visitor_text=visit)
    assert {size for size in sizes if size < 16} == {9.5, 12.0}
    assert sizes[12.0] == "低保"
    large = "".join(text for size, text in sizes.items() if size >= 18)
    for says in ("家庭经济状况核对授权书", "20个工作日办好", "不收费", STATION.phone):
        assert says in large


def test_nothing_is_made_up_where_neither_definition_nor_centre_knows(text_of: Text) -> None:
    text = text_of(guide_pdf(CATALOGUE.matter("M1201"), PLACE))
    assert "目录没有载明数量限制" in text
    assert "网上：" not in text
    told = text_of(guide_pdf(CATALOGUE.matter("M1201"), replace(PLACE, quota="每批30户", online_at="皖事通")))
    assert "每批30户" in told
    assert "网上：皖事通" in told


def test_a_matter_done_at_once_says_so(text_of: Text) -> None:
    at_once = next(code for code in CODES if CATALOGUE.matter(code).limits.commit.days == 0)
    assert "当场就能办好" in text_of(guide_pdf(CATALOGUE.matter(at_once), PLACE, short=True))


def test_the_same_guide_is_the_same_file_and_a_demos_says_so(text_of: Text) -> None:
    matter = CATALOGUE.matter("M0901")
    assert guide_pdf(matter, PLACE) == guide_pdf(matter, PLACE)
    pdf = guide_pdf(matter, replace(PLACE, station=replace(STATION, demo=True)))
    assert text_of(pdf).count("演示单据，不作办事凭据") == page_count(pdf)


ANY_TEXT = st.text(st.characters(max_codepoint=0x3FFFF, exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=ANY_TEXT, short=st.booleans())
def test_no_text_whatever_stops_a_guide(words: str, short: bool, text_of: Text) -> None:
    matter = CATALOGUE.matter("M1201")
    odd = replace(matter, name=words, guide=replace(matter.guide, fee=words, conditions=(words, words)))
    assert bare(words) in text_of(guide_pdf(odd, replace(PLACE, windows=words), short))
