"""A PC without data: what is chosen, typed or scanned, what is said at which field; nothing holds up the page."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.domain.refusals import Refusal, Trouble
from kiosk.store.recovery import halves, new_recovery, read_recovery, written
from kiosk.ui.errands import Errands
from kiosk.ui.first_run import FirstRun
from kiosk.ui.first_run.words import Words
from kiosk.ui.theme import Theme
from kiosk.ui.tokens import ELDER
from kiosk.ui.widgets import Button
from kiosk.wiring.sentences import say

from .conftest import DESKTOP, Hand
from .keys import press

SECRET = new_recovery()


class Way:
    """Puts data back as the test says."""

    def __init__(self) -> None:
        self.media: list[str] = []
        self.asked: list[tuple[str, ...]] = []
        self.bad: Refusal | Trouble | None = None
        self.going, self.go_on = threading.Event(), threading.Event()
        self.slow = False

    def found_media(self) -> list[str]:
        return self.media

    def from_medium(self, where: str, recovery: str) -> tuple[str, str]:
        self.asked.append((where, recovery))
        return self._came(recovery)

    def from_upstream(self, url: str, ca: str, recovery: str, heard: Callable[[int, int], bool]) -> tuple[str, str]:
        self.asked.append((url, ca, recovery))
        came = self._came(recovery)
        heard(5_000_000, 20_000_000)
        if self.slow:
            self.going.set()
            assert self.go_on.wait(10)
            if not heard(9_000_000, 20_000_000):
                raise Refusal("restore_stopped")
        return came

    def say(self, news: Refusal | Trouble) -> str:
        return say(news)

    def _came(self, recovery: str) -> tuple[str, str]:
        if read_recovery(recovery) != SECRET:
            raise Refusal("recovery_wrong")
        if self.bad is not None:
            raise self.bad
        return "341323110000-01", "2026-11-23T17:30:00+08:00"


@pytest.fixture
def way() -> Way:
    return Way()


@pytest.fixture
def hand(way: Way, errands: Errands, show: Callable[..., Hand]) -> Hand:
    first = FirstRun(way, errands, Theme("desk"), errands)
    first.begin()
    return show(first.page, DESKTOP)


def line(hand: Hand, name: str) -> QLineEdit:
    found = [one for one in hand.screen.findChildren(QLineEdit) if one.isVisible() and one.accessibleName() == name]
    assert len(found) == 1, name
    return found[0]


def button(hand: Hand, name: str) -> Button:
    return next(one for one in hand.screen.findChildren(Button) if one.accessibleName() == name)


def scan(hand: Hand, text: str) -> None:
    """As a scanner types: into the field that has the cursor, with Enter behind it."""
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    hand.settle()


def test_a_stick_with_a_backup_is_found_and_the_code_of_the_sheet_does_the_rest(
    way: Way, errands: Errands, show: Callable[..., Hand]
) -> None:
    way.media = ["/media/KINGSTON"]
    first = FirstRun(way, errands, Theme("desk"), errands)
    opened: list[bool] = []
    first.restored.connect(lambda: opened.append(True))
    first.begin()
    hand = show(first.page, DESKTOP)
    assert line(hand, Words.WHERE).text() == "/media/KINGSTON"
    line(hand, Words.KEY).setFocus()
    scan(hand, written(SECRET))
    assert way.asked == [("/media/KINGSTON", written(SECRET))]
    assert hand.reads(Words.DONE)
    assert hand.reads("341323110000-01")
    assert hand.reads("2026-11-23 17:30")
    hand.press(Words.OPEN)
    assert opened == [True]


def test_two_halves_are_asked_for_one_after_the_other(way: Way, hand: Hand) -> None:
    one, other = halves(SECRET)
    line(hand, Words.WHERE).setText("/mnt/usb")
    line(hand, Words.KEY).setFocus()
    scan(hand, one)
    assert hand.reads(Words.HALF)
    assert not hand.reads(Words.DONE)
    scan(hand, one.lower())
    assert hand.reads(Words.SAME_HALF)
    scan(hand, other)
    assert hand.reads(Words.DONE)
    assert way.asked[-1] == ("/mnt/usb", f"{one} {other}")


@pytest.mark.parametrize(
    ("bad", "field", "said"),
    [
        (Refusal("lodged_none", url="https://x.cn"), Words.URL, "没有能用这把恢复密钥取回的备份"),
        (Trouble("no_line", url="https://x.cn"), Words.URL, "连不上市平台"),
        (Trouble("certificate"), Words.CA, "证书"),
        (Trouble("disk_full", path="/data"), "", "磁盘已满"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_it_can_be_begun_anew(
    way: Way, hand: Hand, bad: Refusal | Trouble, field: str, said: str
) -> None:
    hand.press(Words.UPSTREAM)
    line(hand, Words.URL).setText("https://x.cn")
    line(hand, Words.KEY).setText(written(SECRET))
    way.bad = bad
    hand.press(Words.GO)
    assert hand.reads(said)
    if field:
        assert said in line(hand, field).accessibleDescription()
    way.bad = None
    hand.press(Words.GO)
    assert hand.reads(Words.DONE)


def test_a_key_that_was_mistyped_is_said_at_the_key_and_nobody_is_asked(way: Way, hand: Hand) -> None:
    line(hand, Words.WHERE).setText("/mnt/usb")
    line(hand, Words.KEY).setText(written(SECRET)[:-1])
    hand.press(Words.GO)
    assert "8 组" in line(hand, Words.KEY).accessibleDescription()
    line(hand, Words.KEY).setText(written(new_recovery()))
    hand.press(Words.GO)
    assert line(hand, Words.KEY).accessibleDescription() == say(Refusal("recovery_wrong"))


def test_an_empty_field_is_asked_for_first(way: Way, hand: Hand) -> None:
    hand.press(Words.GO)
    assert way.asked == []
    line(hand, Words.KEY).setFocus()
    scan(hand, written(SECRET))
    assert way.asked == [], "from where, nobody said yet: what was scanned stays"
    assert line(hand, Words.KEY).text() == written(SECRET)


def test_fetching_is_told_and_stopped_while_the_page_stays_alive(way: Way, hand: Hand, qtbot: QtBot) -> None:
    hand.press(Words.UPSTREAM)
    line(hand, Words.URL).setText("https://x.cn")
    line(hand, Words.KEY).setText(written(SECRET))
    way.slow = True
    button(hand, Words.GO).click()
    qtbot.waitUntil(way.going.is_set)
    told = Words.FETCHING.format(done="5.0", total="20.0")
    qtbot.waitUntil(lambda: hand.reads(told))
    qtbot.wait(20)
    QTest.keyClick(QApplication.focusWidget() or hand.screen, Qt.Key.Key_Return)  # a scanner that ends its code twice
    qtbot.wait(20)
    assert hand.reads(told)
    press(hand.screen, "Esc")
    qtbot.waitUntil(lambda: hand.reads(Words.STOPPING))
    way.go_on.set()
    hand.settle()
    assert hand.reads("再来一次会接着取")
    way.slow = False
    hand.press(Words.GO)
    assert hand.reads(Words.DONE)


@pytest.mark.parametrize(("size", "factor"), [((1366, 768), 1.0), ((1920, 1080), 1.0), ((1366, 768), ELDER)])
def test_everything_has_room(
    way: Way, errands: Errands, show: Callable[..., Hand], size: tuple[int, int], factor: float
) -> None:
    first = FirstRun(way, errands, Theme("desk", factor), errands)
    hand = show(first.page, size)
    hand.press(Words.UPSTREAM)
    line(hand, Words.URL).setText("https://x.cn")
    line(hand, Words.KEY).setText(written(SECRET))
    way.bad = Refusal("lodged_none", url="https://sync.lingbi.gov.cn")
    hand.press(Words.GO)
    for _ in range(4):
        QApplication.processEvents()
    go = button(hand, Words.GO)
    assert hand.screen.rect().contains(go.mapTo(hand.screen, go.rect().bottomRight()))
