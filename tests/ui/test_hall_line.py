"""A resident and the line: a long one is said before, a number he has is not given twice, the green channel is his to
choose, a closed hall is calm, and what the printer lacks is said before he chooses."""

from collections.abc import Callable
from dataclasses import replace
from threading import Event
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from kiosk.app.outcomes import TicketTaken
from kiosk.app.papers import Printed
from kiosk.app.track import Tracked
from kiosk.domain.case import CaseState
from kiosk.domain.refusals import HallClosed, SlotFull
from kiosk.ui import hall
from kiosk.ui.fittings import Fittings
from kiosk.ui.frame import Frame
from kiosk.ui.hall.ticket import TicketPage
from kiosk.ui.hall.tiles import DeedButton
from kiosk.ui.hall.walk import HallWalk
from kiosk.ui.widgets import QrView

from .conftest import HALL, HALL_LYING, Hand
from .fakes import FakeHouse, ticket
from .fitting import cut
from .test_hall import CATEGORY, ID, MASKED, MATTER, TAKE, _identify, _number

Show = Callable[[QWidget, tuple[int, int]], Hand]


@pytest.fixture
def walk(house: FakeHouse, fittings: Fittings) -> tuple[Frame, HallWalk]:
    return hall.build(house.desks, replace(fittings, square=lambda _: [[True] * 21] * 21), prints=True)


@pytest.fixture(params=[(HALL, False), (HALL_LYING, False), (HALL, True), (HALL_LYING, True)])
def anywhere(walk: tuple[Frame, HallWalk], show: Show, request: pytest.FixtureRequest) -> Hand:
    """The hall on either glass, in either print."""
    size, elder = request.param
    hand = show(walk[0], size)
    walk[0].set_elder(elder)
    return hand


@pytest.fixture
def hand(walk: tuple[Frame, HallWalk], show: Show) -> Hand:
    return show(walk[0], HALL)


def _to(hand: Hand, *names: str) -> None:
    for name in names:
        hand.press(name)


def test_who_has_a_number_for_this_matter_is_told_so_and_gets_paper_when_he_asks(
    anywhere: Hand, house: FakeHouse
) -> None:
    house.queue.held = TicketTaken(ticket("C", 7), 3, again=True)
    _to(anywhere, CATEGORY, MATTER, TAKE)
    assert anywhere.reads("您这件事已经取过号")
    assert _number(anywhere) == "C007"
    assert house.printing.slips == []
    assert cut(anywhere.screen) == []
    anywhere.press("补打小票")
    assert house.printing.reprints == ["C007"]
    assert anywhere.reads("请拿好小票")


def test_a_slip_that_came_out_is_marked_when_it_is_printed_again_and_one_that_did_not_is_not(
    hand: Hand, house: FakeHouse
) -> None:
    house.printing.trouble = "paper_out"
    _to(hand, CATEGORY, MATTER, TAKE)
    house.printing.trouble = ""
    hand.press("再打一张")
    assert house.printing.reprints == []
    hand.press("再打一张")
    assert house.printing.reprints == ["C012"]
    assert house.printing.slips == ["C012"] * 3


def test_a_number_without_its_slip_has_the_slips_code_on_the_screen(hand: Hand, house: FakeHouse) -> None:
    house.printing.trouble = "paper_out"
    _to(hand, CATEGORY, MATTER, TAKE)
    page = hand.screen.page  # type: ignore[attr-defined]
    assert isinstance(page, TicketPage)
    assert len([square for square in page.findChildren(QrView) if square.isVisible()]) == 1
    assert hand.reads("请拍下号码")


def test_a_long_line_is_said_before_a_number_is_taken(anywhere: Hand, house: FakeHouse) -> None:
    house.queue.long_queue, house.queue.pace = 3, (4.0, 5.0, 6.0, 7.0, 8.0)
    house.queue.waiting = [ticket("C", n) for n in range(1, 5)]
    _to(anywhere, CATEGORY, MATTER, TAKE)
    assert anywhere.reads("前面还有 4 人，要取号吗？")
    assert anywhere.reads("分钟。也可以先看办事指南")
    assert house.queue.taken == {}
    assert cut(anywhere.screen) == []
    anywhere.press("要取号")
    assert len(house.queue.taken) == 1
    assert _number(anywhere) == "C012"


def test_who_does_not_want_to_wait_goes_home_without_a_number(hand: Hand, house: FakeHouse) -> None:
    house.queue.long_queue, house.queue.waiting = 1, [ticket("C", 1)]
    _to(hand, CATEGORY, MATTER, TAKE, "先不取")
    assert house.queue.taken == {}
    assert hand.reads("您要办什么事？")


def test_a_short_line_asks_nothing(hand: Hand, house: FakeHouse) -> None:
    house.queue.long_queue, house.queue.waiting = 3, [ticket("C", 1)]
    _to(hand, CATEGORY, MATTER, TAKE)
    assert len(house.queue.taken) == 1


def test_the_green_channel_is_offered_by_age_and_is_his_to_choose(
    anywhere: Hand, house: FakeHouse, walk: tuple[Frame, HallWalk]
) -> None:
    house.queue.green_age, house.printing.state = 60, "paper_out"  # as much as there can be to say on one page
    walk[1].paper.look()
    anywhere.settle()
    _identify(anywhere)
    _to(anywhere, CATEGORY, MATTER)
    assert anywhere.reads("您可以走绿色通道")
    assert cut(anywhere.screen) == []
    _to(anywhere, "走绿色通道", TAKE)
    assert house.queue.greens == [True]


@pytest.mark.parametrize(("age", "who"), [(60, ""), (75, ID), (0, ID)])
def test_nobody_else_is_asked_and_nobody_is_put_there_unasked(hand: Hand, house: FakeHouse, age: int, who: str) -> None:
    house.queue.green_age = age
    if who:
        _identify(hand)
    _to(hand, CATEGORY, MATTER)
    assert not hand.reads("您可以走绿色通道")
    hand.press(TAKE)
    assert house.queue.greens == [False]


def test_one_who_may_and_does_not_choose_it_stands_in_the_line(hand: Hand, house: FakeHouse) -> None:
    house.queue.green_age = 60
    _identify(hand)
    _to(hand, CATEGORY, MATTER, "走绿色通道", "走绿色通道", TAKE)
    assert house.queue.greens == [False]


@pytest.mark.parametrize(
    ("refused", "title"), [(HallClosed("14:00"), "现在不取号"), (SlotFull("10:30"), "这一时段的号取完了")]
)
def test_a_closed_hall_is_calm_and_says_when_it_opens(
    anywhere: Hand, house: FakeHouse, refused: HallClosed | SlotFull, title: str
) -> None:
    house.queue.refuse = refused
    _to(anywhere, CATEGORY, MATTER, TAKE)
    assert anywhere.reads(title)
    assert not anywhere.reads("号没有取成")
    assert cut(anywhere.screen) == []
    anywhere.press("回首页")
    assert house.queue.taken == {}


def test_two_taps_within_a_second_are_one_number(hand: Hand, house: FakeHouse, qtbot: QtBot) -> None:
    _to(hand, CATEGORY, MATTER)
    key = hand.screen.findChild(DeedButton)
    assert key is not None
    page = hand.screen.page  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not page.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents))
    glass, at = hand.screen.windowHandle(), key.mapTo(hand.screen, key.rect().center())
    for _ in range(2):
        QTest.mouseClick(glass, Qt.MouseButton.LeftButton, pos=at)
    hand.settle()
    assert len(house.queue.greens) == len(house.queue.taken) == 1
    assert house.printing.slips == ["C012"]


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("paper_out", "打印机缺纸"),
        ("cover_open", "打印机盖子没关好"),
        ("away", "打印机没有打出小票"),
        ("paper_low", "快没纸了"),
    ],
)
def test_what_the_printer_lacks_is_said_before_he_chooses(
    hand: Hand, walk: tuple[Frame, HallWalk], house: FakeHouse, state: str, says: str
) -> None:
    house.printing.state = state
    walk[1].paper.look()
    hand.settle()
    assert hand.reads(says)
    _to(hand, CATEGORY, MATTER)
    assert hand.reads("号码请拍照") == (state != "paper_low")
    house.printing.state = "ready"
    walk[1].paper.look()
    hand.settle()
    assert not hand.reads("号码请拍照")
    hand.press("回首页")
    assert hand.reads("打印机正常")


def test_a_stuck_printer_keeps_nobody_from_a_number(
    hand: Hand, house: FakeHouse, walk: tuple[Frame, HallWalk], qtbot: QtBot
) -> None:
    go_on, numbers = Event(), []

    def stuck(taken: TicketTaken, wait: object = None, again: bool = False) -> Printed:
        assert go_on.wait(10)
        return Printed(b"", "slips", "printer_slow")

    house.printing.slip = stuck  # type: ignore[method-assign]
    for _ in range(3):
        _press_while_busy(hand, qtbot, CATEGORY, MATTER, TAKE)
        qtbot.waitUntil(lambda: isinstance(hand.screen.page, TicketPage))  # type: ignore[attr-defined]
        numbers.append(_number(hand))
        _press_while_busy(hand, qtbot, "好了")
    go_on.set()
    hand.settle()
    assert numbers == ["C012", "C013", "C014"]


def _press_while_busy(hand: Hand, qtbot: QtBot, *names: str) -> None:
    """As the hand presses, with a slip still on its way."""
    from PySide6.QtWidgets import QAbstractButton

    for name in names:
        found = [b for b in hand.screen.findChildren(QAbstractButton) if b.isVisible() and b.accessibleName() == name]
        assert len(found) == 1, name
        found[0].click()
        qtbot.wait(1)


def test_a_booking_leads_to_a_number_without_typing(
    anywhere: Hand, house: FakeHouse, qtbot: QtBot, walk: tuple[Frame, HallWalk]
) -> None:
    case = SimpleNamespace(state=CaseState.BOOKED, matter="M1201", id_number=ID)
    house.track.scan = Tracked(None, True, case)  # type: ignore[arg-type]
    qtbot.keyClicks(anywhere.screen, "HTTPS://CX.EXAMPLE.GOV.CN/R/" + "1" * 200)
    qtbot.keyPress(anywhere.screen, "\r")
    anywhere.settle()
    assert anywhere.reads("您预约的事项")
    assert not any(ID in text or MASKED in text for text in anywhere.texts())
    assert cut(anywhere.screen) == []
    anywhere.press(TAKE)
    assert _number(anywhere) == "C012"


@pytest.mark.parametrize(("genuine", "state"), [(None, CaseState.BOOKED), (True, CaseState.ACCEPTED)])
def test_any_other_receipt_leads_to_its_case(
    hand: Hand, house: FakeHouse, qtbot: QtBot, walk: tuple[Frame, HallWalk], genuine: bool | None, state: CaseState
) -> None:
    case = SimpleNamespace(state=state, matter="M1201", id_number=ID)
    house.track.scan = Tracked(None, genuine, case)  # type: ignore[arg-type]
    with qtbot.waitSignal(walk[1].track_wanted):
        qtbot.keyClicks(hand.screen, "HTTPS://CX.EXAMPLE.GOV.CN/R/" + "1" * 200)
        qtbot.keyPress(hand.screen, "\r")
        hand.settle()
    assert [label for label in hand.screen.findChildren(QLabel) if "预约的事项" in label.text()] == []
