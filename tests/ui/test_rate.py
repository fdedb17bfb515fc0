"""The resident's side of a window: asked by the clerk, answered by nobody but the resident, and never urged."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.app.outcomes import Changed
from kiosk.domain.rating import UNTOUCHED
from kiosk.domain.refusals import AlreadyRated
from kiosk.ui import rate
from kiosk.ui.fittings import Fittings
from kiosk.ui.frame import Frame

from .conftest import HALL, HALL_LYING, Hand
from .fakes import FakeHouse
from .fitting import cut, nameless, too_low

LEVELS = ("非常满意", "满意", "基本满意", "不满意", "非常不满意")
CASE = "341323110000-20261124-01-0001-ABC"
Show = Callable[[QWidget, tuple[int, int]], Hand]


@pytest.fixture
def hand(house: FakeHouse, fittings: Fittings, show: Show) -> Hand:
    return show(rate.build(house.desks, fittings, "3"), HALL)


def ask(hand: Hand, house: FakeHouse, fittings: Fittings, window: str = "3", case_no: str = CASE) -> None:
    house.wishes.ask_rating(window, case_no, matter="M1201")
    fittings.feed.tell(frozenset({Changed.QUEUE}))
    hand.settle()


def frame_of(hand: Hand) -> Frame:
    assert isinstance(hand.screen, Frame)
    return hand.screen


def test_nothing_is_asked_before_the_clerk_presses(hand: Hand, house: FakeHouse, fittings: Fittings) -> None:
    assert hand.reads("办完请在这里评价")
    ask(hand, house, fittings, window="4")
    assert not hand.reads("非常满意")


def test_no_level_is_chosen_beforehand_and_all_are_alike(hand: Hand, house: FakeHouse, fittings: Fittings) -> None:
    ask(hand, house, fittings)
    tiles = [b for b in hand.screen.findChildren(QAbstractButton) if b.isVisible() and b.accessibleName() in LEVELS]
    assert len(tiles) == len(LEVELS)
    assert {(b.width(), b.height() // 4, b.property("kind"), b.property("chosen")) for b in tiles} == {
        (tiles[0].width(), tiles[0].height() // 4, "card", None)
    }


def test_a_good_level_is_one_press(hand: Hand, house: FakeHouse, fittings: Fittings) -> None:
    ask(hand, house, fittings)
    hand.press("满意")
    assert house.rating.given == [(CASE, "satisfied", (), False)]
    assert hand.reads("谢谢您的评价")
    frame_of(hand).went_away.emit()
    hand.settle()
    assert house.wishes.over == ["r0"]
    assert house.rating.passed == []
    assert hand.reads("办完请在这里评价")


def test_a_bad_level_asks_for_reasons_and_takes_none_for_an_answer(
    hand: Hand, house: FakeHouse, fittings: Fittings
) -> None:
    ask(hand, house, fittings)
    hand.press("不满意")
    for name in ("服务态度生硬", "窗口人员业务不熟练", "服务态度生硬", "留下姓名，请人回访", "提交"):
        hand.press(name)
    assert house.rating.given == [(CASE, "dissatisfied", ("213",), True)]
    ask(hand, house, fittings, case_no=f"{CASE}2")
    house.rating.given.clear()
    frame_of(hand).went_away.emit()
    hand.settle()
    ask(hand, house, fittings, case_no=f"{CASE}2")
    hand.press("非常不满意")
    hand.press("提交")
    assert house.rating.given == [(f"{CASE}2", "very_dissatisfied", (), False)]


def test_who_has_no_case_has_no_name_to_leave(hand: Hand, house: FakeHouse, fittings: Fittings) -> None:
    house.wishes.ask_rating("3", number="C012")
    fittings.feed.tell(frozenset({Changed.QUEUE}))
    hand.settle()
    hand.press("不满意")
    assert not hand.reads("留下姓名")


def test_he_may_skip_and_choose_again(hand: Hand, house: FakeHouse, fittings: Fittings) -> None:
    ask(hand, house, fittings)
    hand.press("非常不满意")
    hand.press("重新选")
    hand.press("不评价")
    assert (house.rating.given, house.rating.passed) == ([], [(CASE, "skipped")])
    assert house.wishes.over == ["r0"]


def test_a_minute_without_a_touch_is_not_rated(hand: Hand, house: FakeHouse, fittings: Fittings) -> None:
    ask(hand, house, fittings)
    idle = frame_of(hand).idle
    for _ in range(UNTOUCHED - 1):
        idle.second_passed()
    assert hand.reads("1 秒后结束，算作没有评价")
    assert house.rating.passed == []
    idle.second_passed()
    hand.settle()
    assert house.rating.passed == [(CASE, "untouched")]
    assert hand.reads("办完请在这里评价")


def test_a_rating_that_was_given_elsewhere_is_said(hand: Hand, house: FakeHouse, fittings: Fittings) -> None:
    house.rating.refuse = AlreadyRated(CASE)
    ask(hand, house, fittings)
    hand.press("满意")
    assert hand.reads("<already_rated>")


@pytest.mark.parametrize("size", [HALL, HALL_LYING])
@pytest.mark.parametrize("elder", [False, True])
def test_every_page_fits_its_glass(
    house: FakeHouse, fittings: Fittings, show: Show, size: tuple[int, int], elder: bool
) -> None:
    frame = rate.build(house.desks, fittings, "3")
    frame.set_elder(elder)
    hand = show(frame, size)
    for name in ("", "不满意"):
        if name:
            ask(hand, house, fittings)
            assert (cut(frame), nameless(frame)) == ([], [])
            hand.press(name)
        assert (cut(frame), nameless(frame)) == ([], [])
        assert too_low(frame, 72, 72) == []
