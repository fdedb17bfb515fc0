"""Where two hubs are warned of, whoever is in charge chooses which stays, on a real house and a real hub beside it."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.app.hubs import Stays, SteppedDown
from kiosk.domain.refusals import HubServing
from kiosk.ui.errands import Errands
from kiosk.ui.feed import Feed
from kiosk.ui.fittings import Fittings
from kiosk.ui.office.one_hub import Choosing
from kiosk.ui.office.screen import OfficeScreen
from kiosk.ui.theme import Theme
from kiosk.wiring.sentences import say
from tests.ui.conftest import DESKTOP, Hand

Show = Callable[[QWidget, tuple[int, int]], Hand]


class Hubs:
    """The desk, by hand."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.serving = ""

    def stay(self) -> Stays:
        return Stays("7K3M-QX2P-AAAA", ("341323110000-05",))

    def step_down(self, code: str, url: str = "") -> SteppedDown:
        self.asked.append((code, url))
        if self.serving:
            raise HubServing(self.serving)
        return SteppedDown("http://192.168.1.10:8620", (("C003", "C012"),), ("D001",), ("341323110000-06",))


class House:
    hubs = Hubs()


@pytest.fixture
def laid(qtbot: QtBot, errands: Errands, show: Show) -> tuple[Choosing, Hand, Hubs]:
    fittings = Fittings(Theme("office"), errands, Feed(), say)
    screen, house = OfficeScreen(fittings, "渔沟镇为民服务中心"), House()
    house.hubs = Hubs()
    choosing = Choosing(house, fittings)  # type: ignore[arg-type]
    screen.lay_choice(choosing.view)
    hand = show(screen, DESKTOP)
    choosing.view.show_other("341323110000-05")
    return choosing, hand, house.hubs


def settled(qtbot: QtBot, errands: Errands) -> None:
    qtbot.waitUntil(lambda: not errands.busy)


def test_the_warning_stands_while_another_is_heard(laid: tuple[Choosing, Hand, Hubs]) -> None:
    choosing, hand, _ = laid
    assert hand.reads("本中心有两个中心节点：另一个是 341323110000-05")
    choosing.view.show_other("")
    assert not choosing.view.isVisible()


def test_who_stays_gets_the_code_for_the_other(
    laid: tuple[Choosing, Hand, Hubs], qtbot: QtBot, errands: Errands
) -> None:
    choosing, hand, _ = laid
    choosing.view.stays.emit()
    settled(qtbot, errands)
    assert hand.reads("7K3M-QX2P-AAAA")
    choosing.view.show_other("")  # heard no more: the code is still to be read
    assert hand.reads("7K3M-QX2P-AAAA")


def test_who_steps_down_reads_what_becomes_of_the_numbers(
    laid: tuple[Choosing, Hand, Hubs], qtbot: QtBot, errands: Errands
) -> None:
    choosing, hand, hubs = laid
    choosing.view.steps_down.emit()
    assert hand.reads("请先填上留下那台给的配对码")
    assert hubs.asked == []
    choosing.view._code.setText(" 7K3M-QX2P-AAAA ")
    hubs.serving = "C002"
    choosing.view.steps_down.emit()
    settled(qtbot, errands)
    assert hand.reads("正在办 C002")
    hubs.serving = ""
    choosing.view.steps_down.emit()
    settled(qtbot, errands)
    assert hubs.asked == [("7K3M-QX2P-AAAA", "")] * 2
    for said in ("http://192.168.1.10:8620", "C003 改叫 C012", "D001", "341323110000-06"):
        assert hand.reads(said), said
