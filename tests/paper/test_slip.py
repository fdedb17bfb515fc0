"""A queue slip fits an 80 mm printer dot for dot, and its code leads to the queue."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assets.lettering import shown
from kiosk.app.papers import SlipPaper
from kiosk.paper.raster import Picture, page_count, picture
from kiosk.paper.slip import slip_pdf

Make = Callable[..., SlipPaper]
Text = Callable[[bytes], str]
Read = Callable[[Picture], str]


def test_a_slip_says_number_matter_wait_and_what_to_bring(slip: Make, text_of: Text) -> None:
    text = text_of(slip_pdf(slip()))
    for says in (
        "C012",
        "最低生活保障对象认定",
        "社会救助3、4号窗口",
        "绿色通道",
        "2人",
        "5～15分钟",
        "户口簿、身份证",
    ):
        assert says in text
    for says in ("原件，看过还您", "2026年11月24日星期二09:42取号", "咨询电话0557-1000127", "1号取号机"):
        assert says in text


def test_a_slip_says_nothing_that_it_does_not_know(slip: Make, text_of: Text) -> None:
    station = replace(slip().station, phone="")
    plain = slip(wait=None, green=False, windows=(), machine="", bring=(), bring_how=(), station=station)
    text = text_of(slip_pdf(plain))
    for says in ("绿色通道", "号窗口", "号取号机", "请带好", "咨询电话", "分钟", "None"):
        assert says not in text
    assert "暂无" in text


def test_a_telephone_reads_the_slip_as_printed_in_black_and_white(slip: Make, read_qr: Read) -> None:
    seen = picture(slip_pdf(slip()))
    bits = tuple(bytes(255 * (grey > 150) for grey in row) for row in seen.rows)
    assert read_qr(Picture(seen.width, seen.height, bits)) == slip().qr


def test_a_slip_is_640_dots_wide_and_nothing_stands_where_it_cannot_be_printed(slip: Make) -> None:
    seen = picture(slip_pdf(slip(matter="测" * 80, category="类" * 60, bring=("很长的材料名称" * 12,))))
    assert seen.width == 640
    assert all(set(row[:32]) == set(row[608:]) == {255} for row in seen.rows)


def test_rules_are_two_full_dots(slip: Make) -> None:
    """A rule that falls between dots would be printed as nothing, or as three."""
    seen = picture(slip_pdf(slip()))
    rules = [y for y, row in enumerate(seen.rows) if row[60:580] == b"\x00" * 520]
    assert len(rules) >= 6
    assert [second - first for first, second in zip(rules[::2], rules[1::2], strict=True)] == [1] * (len(rules) // 2)


def test_a_long_number_is_set_smaller_rather_than_cut(slip: Make, text_of: Text) -> None:
    pdf = slip_pdf(slip(number="ZZ-100012"))
    assert "ZZ-100012" in text_of(pdf)
    seen = picture(pdf)
    assert all(set(row[:32]) == set(row[608:]) == {255} for row in seen.rows)


def test_the_same_slip_is_the_same_file(slip: Make) -> None:
    assert slip_pdf(slip()) == slip_pdf(slip())


def test_a_demo_slip_says_so(slip: Make, text_of: Text) -> None:
    assert "演示单据" in text_of(slip_pdf(slip(station=replace(slip().station, demo=True))))


ANY_TEXT = st.text(st.characters(max_codepoint=0x3FFFF, exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=ANY_TEXT, matter=ANY_TEXT, bring=st.lists(ANY_TEXT, max_size=3))
def test_no_text_whatever_stops_a_slip(number: str, matter: str, bring: list[str], slip: Make, text_of: Text) -> None:
    pdf = slip_pdf(slip(number=number, matter=matter, bring=tuple(bring)))
    assert page_count(pdf) == 1
    assert "".join(shown(matter).split()) in text_of(pdf)


@pytest.mark.parametrize("digits", [0, 39, 160, 400])
def test_the_code_is_as_large_as_the_slip_allows(digits: int, slip: Make, read_qr: Read) -> None:
    paper = slip(qr="HTTPS://TRACK.EXAMPLE.GOV.CN/Q/" + "7" * digits)
    assert read_qr(picture(slip_pdf(paper))) == paper.qr
