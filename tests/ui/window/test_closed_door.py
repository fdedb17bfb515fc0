"""A window whose data only people open: nothing of it is there before somebody has come in, and nothing afterwards."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.refusals import Trouble
from kiosk.domain.staff import Role
from kiosk.settings import Settings
from kiosk.store.cabinet import Cabinet
from kiosk.store.door import OpenStore
from kiosk.store.personal import PersonalSlots
from kiosk.store.recovery import new_recovery
from kiosk.ui.entrance.page import EntrancePage
from kiosk.ui.places import Seat
from kiosk.ui.shell import Shell
from kiosk.ui.widgets import Label
from kiosk.ui.window.screen import WindowScreen
from kiosk.wiring.coming_in import FromClosed
from kiosk.wiring.house import furnish, open_here, opened
from kiosk.wiring.station import begin_station, named_station

SECRET, OTHER = "Chuntian-2026", "Qiutian-2027"


@dataclass
class Pc:
    """The PC of a window; `kept` are the stores that somebody has opened at it."""

    settings: Settings
    code: str
    kept: list[OpenStore] = field(default_factory=list)


@pytest.fixture
def pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pc]:
    """With an administrator, a clerk, and a newcomer who has his start code, and no slot here."""
    for name in ("kiosk.store.passphrase", "kiosk.store.secrets"):
        monkeypatch.setattr(f"{name}.MEMORY_KIB", 64)
    settings = Settings(tmp_path / "data", tmp_path / "keys", guard="machine")
    begin_station(settings, "341323110000-01", named_station("灵璧县渔沟镇为民服务中心"), "")
    with opened(settings) as store:
        desks = furnish(store, settings, "cli")
        codes = {
            staff: desks.staff.open(staff, name, [role]).start_code
            for staff, name, role in (
                ("admin", "张", Role.SYSTEM),
                ("0305", "王芳", Role.CLERK),
                ("0306", "李四", Role.CLERK),
            )
        }
        for staff in ("admin", "0305"):
            desks.sign_in.change_secret(desks.sign_in.sign_in(staff, codes[staff]), codes[staff], SECRET)
        now = store.clock.now
        Cabinet(store, settings.keys, now).add_recovery(new_recovery(), split=False)
        PersonalSlots(store, now).begin("admin", SECRET)
        desks.sign_in.sign_in("0305", SECRET)
    made = Pc(settings, codes["0306"])
    yield made
    for store in made.kept:  # after the screens, whose lanes may still be at it
        store.close()


@dataclass
class Someone:
    """Whoever stands before it."""

    qtbot: QtBot
    shell: Shell

    @property
    def texts(self) -> str:
        return "\n".join(one.text() for one in self.shell.findChildren(Label) if one.isVisible())

    def type(self, *texts: str) -> None:
        for text in texts:
            QTest.keyClicks(QApplication.focusWidget() or self.shell, text)
            self.press(Qt.Key.Key_Return)
            QApplication.processEvents()  # the cursor goes on to a field that was only just shown

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.shell, key)

    def until(self, seen: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(seen, timeout=10_000)

    @property
    def page(self) -> object:
        return self.shell._stack.currentWidget()


@pytest.fixture
def someone(qtbot: QtBot, dressed: QApplication, pc: Pc) -> Someone:
    def opening() -> object:
        return furnish(open_here(pc.settings), pc.settings, "cli")

    way = FromClosed(pc.settings, pc.kept.append)
    shell = Shell(opening, Seat("window"), coming_in=way)  # type: ignore[arg-type]
    qtbot.addWidget(shell, before_close_func=lambda s: s.errands.close())
    shell.resize(1366, 724)
    shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    before = Someone(qtbot, shell)
    before.until(lambda: isinstance(before.page, EntrancePage))
    return before


def test_before_the_data_is_open_the_screen_knows_nothing_of_the_house(someone: Someone, pc: Pc) -> None:
    assert "登录才打开" in someone.texts
    assert "渔沟" not in someone.texts
    assert pc.kept == []


def test_whoever_signs_in_opens_it_and_stands_at_the_window(someone: Someone, pc: Pc) -> None:
    someone.type("0305", SECRET)
    someone.until(lambda: isinstance(someone.page, WindowScreen))
    assert "0305" in someone.texts
    (store,) = pc.kept
    assert store.keys.found is not None
    assert store.keys.found.name == "0305"


def test_a_wrong_secret_opens_nothing_and_five_lock_the_number(someone: Someone, pc: Pc) -> None:
    someone.type("0305")
    for left in range(4, 0, -1):
        someone.type("wrong")
        someone.until(lambda left=left: f"还可以再试 {left} 次" in someone.texts)  # type: ignore[misc]
    someone.type("wrong")
    someone.until(lambda: "已锁定" in someone.texts)
    someone.type(SECRET)
    someone.until(lambda: "已锁定" in someone.texts)
    assert pc.kept == []


def test_a_colleague_lets_a_newcomer_in_who_then_has_a_secret_and_a_slot_of_his_own(someone: Someone, pc: Pc) -> None:
    someone.press(Qt.Key.Key_F2)
    assert "请同事开门" in someone.texts
    someone.until(lambda: "开门人的工号" in someone.texts)
    someone.type("0306", pc.code, "0305", SECRET)
    someone.until(lambda: "先改口令" in someone.texts)
    someone.type(pc.code, OTHER, OTHER)
    someone.until(lambda: isinstance(someone.page, WindowScreen))
    (store,) = pc.kept
    header = store.keys.header
    assert [len(header.of(staff)) for staff in ("0305", "0306")] == [1, 1]


def test_whoever_goes_locks_the_data_behind_him(someone: Someone, pc: Pc) -> None:
    someone.type("0305", SECRET)
    someone.until(lambda: isinstance(someone.page, WindowScreen))
    curtain = someone.shell._curtain
    assert curtain is not None
    with someone.qtbot.waitSignal(someone.shell.locked_up, timeout=10_000):
        curtain.door.sign_off()
    assert isinstance(someone.page, EntrancePage)
    assert not someone.page.isEnabled(), "what is typed into it now would be lost"
    someone.until(lambda: not someone.shell.errands.busy)
    someone.shell.errands.close()
    (store,) = pc.kept
    store.close()
    with pytest.raises(Trouble, match="people_only"):
        store.keys.opened()


def test_a_locked_screen_keeps_the_key_for_twenty_minutes_and_no_longer(someone: Someone, pc: Pc) -> None:
    someone.type("0305", SECRET)
    someone.until(lambda: isinstance(someone.page, WindowScreen))
    curtain = someone.shell._curtain
    assert curtain is not None
    curtain.door.lock()
    assert "把数据也锁上" in someone.texts
    for _ in range(1199):
        curtain.door.away.second_passed()
    assert curtain.door.who is not None
    with someone.qtbot.waitSignal(someone.shell.locked_up, timeout=10_000):
        curtain.door.away.second_passed()
    assert curtain.door.who is None
