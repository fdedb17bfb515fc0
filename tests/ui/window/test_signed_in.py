"""A window at which people sign in: on the real house, through the real shell."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain.staff import Role
from kiosk.ui.entrance.door import Entrance
from kiosk.ui.entrance.page import EntrancePage
from kiosk.ui.places import Seat
from kiosk.ui.shell import Shell
from kiosk.ui.widgets import Label
from kiosk.ui.window.abroad import Abroad
from kiosk.ui.window.screen import WindowScreen

from .conftest import House

SECRET = "Chuntian-2026"
KEYS = {"Enter": Qt.Key.Key_Return, "F2": Qt.Key.Key_F2}


@dataclass
class Someone:
    """Whoever stands before the shell, with two hands on its keyboard."""

    qtbot: QtBot
    shell: Shell

    @property
    def seen(self) -> QWidget:
        """What the window shows now."""
        found = self.shell._stack.currentWidget()
        assert found is not None
        return found

    @property
    def texts(self) -> str:
        return "\n".join(one.text() for one in self.shell.findChildren(Label) if one.isVisible())

    def type(self, text: str) -> None:
        QTest.keyClicks(self.cursor, text)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.cursor, key, modifier)

    def sign_in(self, staff: str, *secrets: str) -> None:
        """Number and secret; with three secrets the start code is changed too."""
        self.type(staff)
        self.press(Qt.Key.Key_Return)
        self.type(secrets[0])
        self.press(Qt.Key.Key_Return)
        if secrets[1:]:
            self.until(lambda: "先改口令" in self.texts)
            for secret in secrets:
                self.type(secret)
                self.press(Qt.Key.Key_Return)

    def until(self, seen: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(seen, timeout=10_000)

    @property
    def cursor(self) -> QWidget:
        return QApplication.focusWidget() or self.shell


@pytest.fixture
def someone(qtbot: QtBot, dressed: QApplication, house: House) -> Someone:
    """Before a window of a centre with an administrator and a clerk, who has his start code yet."""
    desk = house.desks.staff
    desk.open("admin", "张𠅤䶮", [Role.SYSTEM])
    code = desk.open("0305", "王芳", [Role.CLERK]).start_code
    assert desk.listed()[0].name == "王芳"
    shell = Shell(lambda: house.desks, Seat("window"))
    qtbot.addWidget(shell, before_close_func=lambda s: s.errands.close())
    shell.resize(1366, 724)
    with qtbot.waitSignal(shell.ready):
        shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    before = Someone(qtbot, shell)
    shell.setProperty("start_code", code)
    return before


def door(someone: Someone) -> Entrance:
    found = someone.shell.findChild(Entrance)
    assert found is not None
    return found


def _come_in(someone: Someone) -> WindowScreen:
    someone.sign_in("0305", str(someone.shell.property("start_code")), SECRET, SECRET)
    someone.until(lambda: isinstance(someone.seen, WindowScreen))
    screen = someone.seen
    assert isinstance(screen, WindowScreen)
    return screen


def test_before_anybody_has_signed_in_nothing_of_the_window_is_there(someone: Someone) -> None:
    assert isinstance(someone.seen, EntrancePage)
    assert someone.shell.findChildren(WindowScreen) == []
    someone.press(Qt.Key.Key_F1)
    someone.press(Qt.Key.Key_Return)  # empty: the cursor stays where something is missing
    assert isinstance(someone.seen, EntrancePage)


def test_the_first_time_the_start_code_is_changed_and_the_window_names_who_is_there(someone: Someone) -> None:
    screen = _come_in(someone)
    assert screen.isVisible()
    assert "0305" in someone.texts


def test_two_unlike_new_secrets_are_asked_for_again(someone: Someone) -> None:
    code = str(someone.shell.property("start_code"))
    someone.sign_in("0305", code, SECRET, SECRET + "x")
    someone.until(lambda: "两遍不一样" in someone.texts)
    someone.type(SECRET)
    someone.press(Qt.Key.Key_Return)
    someone.until(lambda: isinstance(someone.seen, WindowScreen))


def test_a_wrong_secret_is_said_and_only_it_is_typed_again(someone: Someone) -> None:
    someone.sign_in("0305", "wrong")
    someone.until(lambda: "还可以再试 4 次" in someone.texts)
    someone.type(str(someone.shell.property("start_code")))
    someone.press(Qt.Key.Key_Return)
    someone.until(lambda: "先改口令" in someone.texts)


def test_ten_idle_minutes_cover_the_window_and_what_was_typed_is_there_afterwards(someone: Someone) -> None:
    screen = _come_in(someone)
    someone.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    someone.until(lambda: screen.page is screen.chooser)
    idle = door(someone).idle
    for _ in range(599):
        idle.second_passed()
    assert someone.seen is screen
    someone.press(Qt.Key.Key_A)  # he is there after all
    for _ in range(599):
        idle.second_passed()
    assert someone.seen is screen
    idle.second_passed()
    assert isinstance(someone.seen, EntrancePage)
    assert "王芳" in someone.texts
    assert not screen.isVisible()
    someone.type(SECRET)
    someone.press(Qt.Key.Key_Return)
    someone.until(lambda: someone.seen is screen)
    assert screen.page is screen.chooser


def test_who_comes_instead_finds_nothing_of_who_was_there(someone: Someone) -> None:
    screen = _come_in(someone)
    someone.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    someone.until(lambda: isinstance(someone.seen, EntrancePage))
    someone.press(Qt.Key.Key_F2)
    gone: list[bool] = []
    screen.destroyed.connect(lambda: gone.append(True))
    someone.until(lambda: bool(gone))
    assert someone.shell.findChildren(WindowScreen) == []
    assert "王芳" not in someone.texts
    assert "请登录" in someone.texts


def test_keys_of_other_programs_call_nobody_while_the_window_is_locked(someone: Someone, house: House) -> None:
    screen = _come_in(someone)
    house.desks.queue.take("M1103")
    someone.until(lambda: screen.rail.can("F1"))
    abroad = screen.findChild(Abroad)
    assert abroad is not None
    someone.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    someone.until(lambda: isinstance(someone.seen, EntrancePage))
    heard: list[str] = []
    abroad.pressed.connect(heard.append)
    abroad._heard.emit("F1")
    QApplication.processEvents()
    someone.until(lambda: not someone.shell.errands.busy)
    assert heard == []
    assert [ticket.number for ticket in house.desks.queue.seen().waiting] != []
    someone.type(SECRET)
    someone.press(Qt.Key.Key_Return)
    someone.until(lambda: someone.seen is screen)
    abroad._heard.emit("F1")
    someone.until(lambda: house.desks.queue.seen().waiting == ())


def test_who_goes_in_the_midst_of_a_form_finds_it_put_aside(someone: Someone, house: House) -> None:
    screen = _come_in(someone)
    someone.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    someone.type("M1103")
    someone.press(Qt.Key.Key_Return)
    someone.until(lambda: screen.page is screen.intake)
    someone.until(lambda: not someone.shell.errands.busy)
    someone.type("zhou")
    QApplication.clipboard().setText("zhou")
    door(someone).sign_off()
    someone.until(lambda: someone.shell.findChildren(WindowScreen) == [])
    assert [draft.raw.get("applicant_name") for draft in house.desks.drafts.all()] == ["zhou"]
    assert not QApplication.clipboard().text()


def test_who_locks_or_goes_leaves_no_exported_copy(someone: Someone, house: House) -> None:
    _come_in(someone)
    for leave in (door(someone).lock, door(someone).sign_off):
        copy = house.desks.exports.put("0001.pdf", b"%PDF").path
        leave()
        someone.until(lambda copy=copy: not copy.exists())  # type: ignore[misc]
        if leave == door(someone).lock:
            assert "导出的文件已删除" in someone.texts
