"""A resident in the hall: two taps to a number, whatever the printer does, and nothing left of him afterwards."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from forms.identity import id_check_digit
from kiosk.app.outcomes import TicketTaken
from kiosk.domain.refusals import Trouble
from kiosk.ui import hall
from kiosk.ui.fit import fit_for
from kiosk.ui.fittings import Fittings
from kiosk.ui.frame import IDLE, IDLE_SHOWN, Frame
from kiosk.ui.hall.confirm import ConfirmPage
from kiosk.ui.hall.lists import MattersPage
from kiosk.ui.hall.ticket import TicketFacts, TicketPage
from kiosk.ui.hall.tiles import CategoryTile, MatterCard
from kiosk.ui.hall.walk import HallWalk
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import QrView

from .conftest import HALL, Hand
from .fakes import FakeHouse, ticket

CATEGORY, MATTER, TAKE = "社会救助", "最低生活保障对象认定", "取号"
ID = "34132319540312122" + id_check_digit("34132319540312122")
MASKED = f"3413**********{ID[-4:]}"

Show = Callable[[QWidget, tuple[int, int]], Hand]


@pytest.fixture
def walk(house: FakeHouse, fittings: Fittings) -> tuple[Frame, HallWalk]:
    return hall.build(house.desks, fittings, prints=True)


@pytest.fixture
def hand(walk: tuple[Frame, HallWalk], show: Show) -> Hand:
    return show(walk[0], HALL)


def _number(hand: Hand) -> str:
    page = hand.screen.page  # type: ignore[attr-defined]
    assert isinstance(page, TicketPage)
    return page.number.text


def test_what_is_done_in_one_go_has_an_entry_on_the_first_page(hand: Hand) -> None:
    """From the catalogue, not by name: the entry leads to its sheet, and its sheet to a number."""
    hand.press("新生儿出生“一件事”")
    hand.press(TAKE)
    assert _number(hand) == "C012"


def test_two_taps_and_one_more_give_a_number(hand: Hand, house: FakeHouse) -> None:
    for name in (CATEGORY, MATTER, TAKE):
        hand.press(name)
    assert _number(hand) == "C012"
    assert house.printing.slips == ["C012"]
    assert hand.reads("请拿好小票")


@pytest.mark.parametrize(
    ("trouble", "says"), [("paper_out", "打印机缺纸，请拍下号码"), ("printer_away", "小票没打出来")]
)
def test_a_printer_that_fails_never_takes_the_number_away(
    hand: Hand, house: FakeHouse, trouble: str, says: str
) -> None:
    house.printing.trouble = trouble
    for name in (CATEGORY, MATTER, TAKE):
        hand.press(name)
    assert _number(hand) == "C012"
    assert hand.reads(says)
    house.printing.trouble = ""
    hand.press("再打一张")
    assert house.printing.slips == ["C012", "C012"]
    assert hand.reads("请拿好小票")


def test_the_next_resident_hears_beforehand_that_the_printer_failed(hand: Hand, house: FakeHouse) -> None:
    house.printing.trouble = "paper_out"
    for name in (CATEGORY, MATTER, TAKE, "好了"):
        hand.press(name)
    assert hand.reads("打印机缺纸")


def test_without_a_printer_the_number_is_photographed(house: FakeHouse, fittings: Fittings, show: Show) -> None:
    hand = show(hall.build(house.desks, fittings, prints=False)[0], HALL)
    assert hand.reads("这台机器没有接打印机")
    for name in (CATEGORY, MATTER, TAKE):
        hand.press(name)
    assert hand.reads("请拍下号码")
    assert not hand.reads("请拿好小票")
    hand.press("拍好了")
    assert hand.reads("您要办什么事？")


def test_a_failed_taking_is_said_and_a_second_press_makes_no_second_number(hand: Hand, house: FakeHouse) -> None:
    house.queue.refuse = Trouble("store_busy")
    for name in (CATEGORY, MATTER, TAKE):
        hand.press(name)
    assert hand.reads("号没有取成")
    assert hand.reads("<store_busy>")
    hand.press(TAKE)
    assert len(house.queue.taken) == 1
    assert _number(hand) == "C012"


def test_a_bug_while_taking_is_calm_and_noted(hand: Hand, house: FakeHouse, bugs: list[BaseException]) -> None:
    house.queue.refuse = ZeroDivisionError("nobody foresaw this")
    for name in (CATEGORY, MATTER, TAKE):
        hand.press(name)
    assert [type(bug) for bug in bugs] == [ZeroDivisionError]
    assert hand.reads("<unforeseen>")
    assert not hand.reads("nobody foresaw this")


def test_two_residents_get_two_numbers(hand: Hand, house: FakeHouse) -> None:
    numbers = []
    for _ in range(2):
        for name in (CATEGORY, MATTER, TAKE):
            hand.press(name)
        numbers.append(_number(hand))
        hand.press("好了")
    assert numbers == ["C012", "C013"]


def test_an_honest_wait_or_none(hand: Hand, house: FakeHouse) -> None:
    hand.press(CATEGORY)
    hand.press(MATTER)
    assert hand.reads("刚开始，暂无法估计")
    house.queue.pace = (4.0, 5.0, 6.0, 7.0, 8.0)
    house.queue.take("M1201", request="another")
    hand.press("返回")
    hand.press(MATTER)
    assert not hand.reads("刚开始，暂无法估计")
    assert hand.reads("按今天办完的 5 件")


def test_the_page_tells_what_to_bring_and_what_is_printed_here(hand: Hand) -> None:
    hand.press(CATEGORY)
    hand.press(MATTER)
    assert hand.reads("户口簿、身份证")
    assert hand.reads("原件，看过当场还您")
    assert hand.reads("窗口打印")
    assert hand.reads("承诺 20 个工作日办结")


def test_whoever_walks_away_leaves_nothing(hand: Hand, walk: tuple[Frame, HallWalk]) -> None:
    frame, _ = walk
    _identify(hand)
    assert hand.reads(MASKED)
    hand.press(CATEGORY)
    hand.press(MATTER)
    assert hand.reads(MASKED)
    _wait(hand, frame, IDLE - IDLE_SHOWN - 1)
    assert not hand.reads("再等我一会")
    _wait(hand, frame, 1)
    assert hand.reads("再等我一会")
    hand.press("再等我一会")
    assert not hand.reads("再等我一会")
    _wait(hand, frame, IDLE)
    assert hand.reads("您要办什么事？")
    assert not hand.reads(MASKED)
    assert not any(ID[6:14] in text for text in hand.texts())


def test_a_ticket_stays_for_its_time_and_goes_by_itself(hand: Hand, walk: tuple[Frame, HallWalk]) -> None:
    for name in (CATEGORY, MATTER, TAKE):
        hand.press(name)
    frame, _ = walk
    _wait(hand, frame, 29)
    assert hand.reads("C012")
    _wait(hand, frame, 1)
    assert hand.reads("您要办什么事？")


def test_an_identity_number_is_hidden_checked_and_masked(hand: Hand, walk: tuple[Frame, HallWalk]) -> None:
    hand.press("输身份证号取号")
    field = hand.screen.page.field  # type: ignore[attr-defined]
    for key in ID[:17]:
        hand.press(key)
    assert field.echoMode() == QLineEdit.EchoMode.Password
    hand.press("输好了")
    assert hand.reads("还差 1 位")
    hand.press("0" if ID[17] != "0" else "1")
    hand.press("输好了")
    assert hand.reads("有一位输错了")
    hand.press("退格")
    hand.press(ID[17])
    hand.press("输好了")
    assert hand.reads(MASKED)
    assert not hand.reads(ID)


def test_a_matter_is_found_by_its_initials(hand: Hand) -> None:
    hand.press("找事项")
    for letter in "ZJD":
        hand.press(letter)
    hand.press("农村宅基地和建房（规划许可）申请")
    assert hand.reads("请带好这些材料")


def test_nothing_found_says_what_to_do(hand: Hand) -> None:
    hand.press("找事项")
    for letter in "QQQQ":
        hand.press(letter)
    assert hand.reads("没有找到这样的事项")
    assert hand.reads("少点一个字母再试")


def test_large_print_shows_six_and_all_the_others_behind_one_button(hand: Hand) -> None:
    hand.press("大字版")
    assert hand.reads("全部事项")
    assert not hand.reads("扶贫脱贫")
    hand.press("全部事项")
    assert hand.reads("扶贫脱贫")
    hand.press("回首页")
    hand.press("大字版")
    assert hand.reads("扶贫脱贫")


def test_the_same_ticket_is_shown_after_the_glass_was_turned(hand: Hand, qtbot: QtBot) -> None:
    for name in (CATEGORY, MATTER, TAKE):
        hand.press(name)
    hand.screen.resize(1920, 1080)
    hand.settle()
    assert _number(hand) == "C012"
    assert hand.reads("请拿好小票")


def test_the_hall_can_be_pressed_before_the_house_is_open(house: FakeHouse, fittings: Fittings, show: Show) -> None:
    frame, walk = hall.build_early(house.desks.hall, fittings, elder=False, prints=True)
    hand = show(frame, HALL)
    for name in (CATEGORY, MATTER, TAKE):
        hand.press(name)
    assert hand.reads("正在取号")
    assert house.queue.taken == {}
    walk.furnish(house.desks)
    hand.settle()
    hand.settle()
    assert _number(hand) == "C012"
    assert hand.reads("灵璧县渔沟镇为民服务中心")


def test_a_scanned_receipt_leads_to_its_case(hand: Hand, walk: tuple[Frame, HallWalk], qtbot: QtBot) -> None:
    code = "HTTPS://CX.EXAMPLE.GOV.CN/R/" + "1" * 200
    with qtbot.waitSignal(walk[1].track_wanted) as heard:
        qtbot.keyClicks(hand.screen, code)
        qtbot.keyPress(hand.screen, "\r")
    assert heard.args == [code]


def test_a_code_for_the_telephone_is_shown_where_there_is_one(dressed: QApplication, qtbot: QtBot) -> None:
    square = [[(x + y) % 2 == 0 for x in range(21)] for y in range(21)]
    facts = TicketFacts(TicketTaken(ticket("C", 12), 2), "低保", (5, 15), ("3",), (), square)
    page = TicketPage(Theme("hall"), fit_for(*HALL), facts)
    qtbot.addWidget(page)
    page.show_printed()
    assert len(page.findChildren(QrView)) == 1
    assert any(label.text() == "手机扫一扫" for label in page.findChildren(QLabel))


def test_the_second_half_of_a_double_tap_presses_nothing_on_the_next_page(hand: Hand, qtbot: QtBot) -> None:
    tile = next(b for b in hand.screen.findChildren(CategoryTile) if b.accessibleName() == "宅基地申请")
    glass = hand.screen.windowHandle()
    at = tile.mapTo(hand.screen, tile.rect().center())
    QTest.mouseClick(glass, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseClick(glass, Qt.MouseButton.LeftButton, pos=at)
    hand.settle()
    page = hand.screen.page  # type: ignore[attr-defined]
    assert isinstance(page, MattersPage)
    qtbot.waitUntil(lambda: not page.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents))
    card = page.findChildren(MatterCard)[0]
    QTest.mouseClick(glass, Qt.MouseButton.LeftButton, pos=card.mapTo(hand.screen, card.rect().center()))
    hand.settle()
    assert isinstance(hand.screen.page, ConfirmPage)  # type: ignore[attr-defined]


def test_any_touch_tells_that_somebody_is_there(hand: Hand, walk: tuple[Frame, HallWalk]) -> None:
    frame, _ = walk
    hand.press(CATEGORY)
    _wait(hand, frame, 80)
    assert frame.idle.left == 10
    QTest.mouseClick(frame.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(2, 300))
    assert frame.idle.left == IDLE


def _identify(hand: Hand) -> None:
    hand.press("输身份证号取号")
    for key in ID:
        hand.press(key)
    hand.press("输好了")


def _wait(hand: Hand, frame: Frame, seconds: int) -> None:
    """So many seconds in which nobody touches anything."""
    for _ in range(seconds):
        frame.idle.second_passed()
    hand.settle()
