"""Lines of a paper break where a reader of Chinese expects them, and nothing of a text is lost on the way."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.lettering import shown
from kiosk.paper.faces import BOLD
from kiosk.paper.typesetting import Style, set_line, set_lines, set_to_fit, set_well
from kiosk.paper.words import CLOSING_MARKS, OPENING_MARKS

TEN = Style(size=10, leading=15)
CHINESE = st.text(
    st.sampled_from("您于年月日提出的申请材料齐全，。、；：？！（）《》“”〔〕…·0123456789ABC-*% 𠀃䶮"), max_size=80
)
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def test_no_line_begins_with_a_closing_mark() -> None:
    lines = [line.text for line in set_lines("材料齐全，符合要求。", TEN, 46)]
    assert lines == ["材料齐全，", "符合要求。"]  # the comma's white half hangs over the edge


def test_no_line_ends_with_an_opening_mark() -> None:
    assert [line.text for line in set_lines("依据有关办法《低保》", TEN, 70)] == ["依据有关办法", "《低保》"]


def test_a_number_stays_whole_and_keeps_its_measure_word() -> None:
    assert [line.text for line in set_lines("最迟在2026年办结", TEN, 50)] == ["最迟在", "2026年办", "结"]
    assert [line.text for line in set_lines("电话0557-1000127。", TEN, 70)] == ["电话", "0557-1000127。"]


def test_a_word_longer_than_the_line_is_cut_after_a_hyphen() -> None:
    lines = [line.text for line in set_lines("341323110000-20261124-03-0007-7KQ", TEN, 130)]
    assert lines == ["341323110000-20261124-", "03-0007-7KQ"]


def test_a_word_without_hyphens_is_cut_at_the_edge() -> None:
    lines = set_lines("1" * 40, TEN, 60)
    assert "".join(line.text for line in lines) == "1" * 40
    assert all(line.width <= 60 for line in lines)


def test_white_stands_between_chinese_and_numbers_and_between_marks_it_is_shared() -> None:
    apart = set_line("第3号", TEN).width - sum(set_line(sign, TEN).width for sign in "第3号")
    assert apart == pytest.approx(4)
    together = set_line("》（", TEN).width
    assert together == pytest.approx(15)
    assert set_line("（《", TEN).width == pytest.approx(15)


def test_a_justified_paragraph_ends_each_full_line_at_the_edge() -> None:
    text = "您于2026年11月24日提出的“最低生活保障对象认定”申请，材料齐全，符合受理条件。本机关决定予以受理。"
    lines = set_lines(text, TEN, 200, indent=20, justify=True)
    hanging = [5.0 if line.text[-1] in CLOSING_MARKS else 0.0 for line in lines]
    assert len(lines) > 2
    for line, over in list(zip(lines, hanging, strict=True))[:-1]:
        assert line.width == pytest.approx(200 + over, abs=1.5)
    assert lines[0].runs[0].before == 20


def test_a_line_is_set_smaller_to_fit_but_not_smaller_than_said() -> None:
    fitting = set_to_fit("灵璧县渔沟镇人民政府", TEN, 90, 8)
    assert fitting is not None
    assert fitting.width <= 90
    assert 8 <= fitting.style.size < 10
    assert set_to_fit("灵璧县渔沟镇人民政府", TEN, 60, 8) is None


def test_one_sign_alone_on_the_last_line_is_taken_up() -> None:
    assert [line.text for line in set_well("农村宅基地申请表", TEN, 73)] == ["农村宅基地申请表"]
    assert len(set_well("农村宅基地和建房申请表", TEN, 73)) == 2


def test_a_rare_sign_in_bold_comes_from_another_face_and_keeps_its_place() -> None:
    runs = set_line("张𠀃英", Style(face=BOLD, size=10)).runs
    assert [(run.face, run.text) for run in runs] == [(BOLD, "张"), ("HanaMinB", "𠀃"), (BOLD, "英")]


def test_a_line_feed_begins_a_new_line_and_nothing_is_one_empty_line() -> None:
    assert [line.text for line in set_lines("一\n\n二", TEN, 100)] == ["一", "", "二"]
    assert [line.text for line in set_lines("", TEN, 100)] == [""]


@settings(deadline=None)
@given(ANYTHING, st.floats(12, 300), st.booleans())
def test_nothing_is_lost_however_narrow_the_column(text: str, width: float, justify: bool) -> None:
    lines = set_lines(text, TEN, width, justify=justify)
    kept = "".join("".join(line.text.split()) for line in lines)
    assert kept == "".join(shown(text).split())
    assert len(lines) >= 1


@settings(deadline=None)
@given(CHINESE, st.floats(60, 200))
def test_every_break_is_one_that_the_rules_allow(text: str, width: float) -> None:
    lines = [line for paragraph in [set_lines(text, TEN, width)] for line in paragraph]
    assert all(line.width <= width + 5.01 for line in lines)
    for before, after in pairwise(line.text for line in lines):
        if before and after and len(before) > 1:
            forced = not _may_part(before + after, len(before))
            assert not forced or _no_better_place(before + after, len(before))


def _may_part(text: str, at: int) -> bool:
    return text[at] not in CLOSING_MARKS and text[at - 1] not in OPENING_MARKS


def _no_better_place(text: str, at: int) -> bool:
    """A forced break: no place before it was allowed either (a chain of marks, digits and Latin letters)."""
    glued = set(CLOSING_MARKS + OPENING_MARKS + "…·-*%ABC0123456789年月日 ")
    return all(text[n] in glued or text[n - 1] in glued for n in range(1, at))
