"""Help on every page of the hall: a voice that gives way, and a call that is followed until somebody comes."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from kiosk.app.outcomes import Changed
from kiosk.domain.refusals import Trouble
from kiosk.ui import hall
from kiosk.ui.fittings import Fittings
from kiosk.ui.frame import Frame
from kiosk.ui.hall.walk import HallWalk

from .conftest import HALL, HALL_LYING, Hand
from .fakes import FakeHouse, FakeVoice
from .fitting import cut, nameless

Show = Callable[[QWidget, tuple[int, int]], Hand]


@pytest.fixture
def voice(house: FakeHouse) -> FakeVoice:
    spoken: Any = house.desks
    spoken.announcer = FakeVoice()
    return spoken.announcer  # type: ignore[no-any-return]


@pytest.fixture
def walk(house: FakeHouse, fittings: Fittings, voice: FakeVoice) -> tuple[Frame, HallWalk]:
    return hall.build(house.desks, fittings)


@pytest.fixture
def hand(walk: tuple[Frame, HallWalk], show: Show) -> Hand:
    return show(walk[0], HALL)


def read(voice: FakeVoice) -> list[str]:
    return [one for one in voice.said if one != "hush"]


def test_a_page_is_read_when_it_is_asked_for_and_once_more(hand: Hand, voice: FakeVoice) -> None:
    assert read(voice) == []
    hand.press("社会救助")
    assert read(voice) == []
    hand.press("朗读")
    assert read(voice) == ["matters"]
    hand.press("不读了")
    hand.press("朗读")
    assert read(voice) == ["matters", "matters"]


def test_the_large_print_reads_by_itself(hand: Hand, voice: FakeVoice) -> None:
    hand.press("大字版")
    assert read(voice) == ["home"]
    hand.press("社会救助")
    hand.press("返回")
    assert read(voice) == ["home", "matters", "home"]


def test_an_empty_hall_is_silent(hand: Hand, walk: tuple[Frame, HallWalk], voice: FakeVoice) -> None:
    hand.press("大字版")
    hand.press("社会救助")
    voice.said.clear()
    frame = walk[0]
    while frame.idle.left:
        frame.idle.second_passed()
    hand.settle()
    assert read(voice) == []
    assert "hush" in voice.said


def test_the_number_is_read_with_its_page(house: FakeHouse, hand: Hand, voice: FakeVoice) -> None:
    hand.press("大字版")
    for name in ("社会救助", "最低生活保障对象认定", "取号"):
        hand.press(name)
    assert read(voice)[-1] == "ticket C012"
    house.printing.trouble = "paper_out"
    hand.press("再打一张")
    hand.press("读给我听") if not hand.reads("不读了") else hand.press("不读了")
    if hand.reads("读给我听"):
        hand.press("读给我听")
    assert read(voice)[-1] == "ticket_screen C012"


def test_a_hall_without_a_voice_has_no_such_button(house: FakeHouse, fittings: Fittings, show: Show) -> None:
    hand = show(hall.build(house.desks, fittings)[0], HALL)
    assert not hand.reads("读给我听")
    assert hand.reads("叫人帮忙")


def test_who_calls_for_help_is_told_who_comes(house: FakeHouse, fittings: Fittings, hand: Hand) -> None:
    hand.press("社会救助")
    hand.press("叫人帮忙")
    assert house.wishes.asked == ["matters"]
    assert hand.reads("已经叫人，请在这里稍等")
    house.wishes.come("3")
    fittings.feed.tell(frozenset({Changed.QUEUE}))
    hand.settle()
    assert hand.reads("3 号窗口的工作人员马上来")
    hand.press("回首页")
    assert hand.reads("3 号窗口的工作人员马上来")
    house.queue.help = ()
    fittings.feed.tell(frozenset({Changed.QUEUE}))
    hand.settle()
    assert not hand.reads("马上来")


def test_a_call_that_does_not_get_through_says_where_to_go(house: FakeHouse, hand: Hand) -> None:
    house.wishes.fails = Trouble("hub_away")
    hand.press("叫人帮忙")
    assert hand.reads("请到咨询台或最近的窗口")


@pytest.mark.parametrize("size", [HALL, HALL_LYING])
@pytest.mark.parametrize("elder", [False, True])
def test_with_all_its_keys_every_page_still_fits(
    house: FakeHouse, fittings: Fittings, voice: FakeVoice, show: Show, size: tuple[int, int], elder: bool
) -> None:
    frame, _ = hall.build(house.desks, fittings, elder=elder)
    hand = show(frame, size)
    for name in ("", "社会救助", "最低生活保障对象认定", "取号"):
        if name:
            hand.press(name)
        assert (cut(frame), nameless(frame)) == ([], [])
    hand.press("叫人帮忙")
    assert (cut(frame), nameless(frame)) == ([], [])
