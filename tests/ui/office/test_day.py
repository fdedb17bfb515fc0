"""What the head reads of a day: how true the promised times were, what residents said, and who calls for help."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QLabel, QWidget

from kiosk.domain.deadline import CHINA
from kiosk.domain.figures import LineFigures
from kiosk.domain.rating import RatingFigures
from kiosk.domain.wishes import HelpAsked
from kiosk.ui.fittings import Fittings
from kiosk.ui.office.screen import OfficeScreen
from tests.ui.conftest import DESKTOP, Hand

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=CHINA)
Show = Callable[[QWidget, tuple[int, int]], Hand]


def _screen(fittings: Fittings, show: Show) -> tuple[OfficeScreen, Hand]:
    screen = OfficeScreen(fittings, "渔沟镇为民服务中心")
    return screen, show(screen, DESKTOP)


def test_the_error_of_the_promised_times_is_said(fittings: Fittings, show: Show) -> None:
    screen, hand = _screen(fittings, show)
    screen.show_day(LineFigures(promised=10, kept=7, wrong_by=12.0), None)
    assert hand.reads("预计时间 10 个，准 7 个，其余平均差 4 分")
    assert any(label.text() == "—" for label in screen.findChildren(QLabel))


def test_times_that_all_held_and_none_at_all(fittings: Fittings, show: Show) -> None:
    screen, hand = _screen(fittings, show)
    screen.show_day(LineFigures(), RatingFigures())
    assert not hand.reads("预计时间")
    assert hand.reads("今天还没有评价")
    screen.show_day(LineFigures(promised=3, kept=3), RatingFigures(given=4, good=3, passed=4))
    assert hand.reads("预计时间 3 个，个个准")
    assert hand.reads("好评 75%，主动评价 50%")


def test_who_calls_for_help_is_seen_until_somebody_goes(fittings: Fittings, show: Show) -> None:
    screen, hand = _screen(fittings, show)
    call = HelpAsked("h", "341323110000-04", "home", NOW)
    screen.show_help((call,))
    assert hand.reads("大厅有人叫帮忙：04 号机")
    screen.show_help((HelpAsked("h", "341323110000-04", "home", NOW, "3"),))
    assert not hand.reads("叫帮忙")
