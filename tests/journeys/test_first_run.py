"""A new PC is switched on, and its data comes back over the page: the real window, the real city, a sheet of paper."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.app.desks import Desks
from kiosk.demo.city import DemoCity
from kiosk.settings import read_settings
from kiosk.ui.first_run.words import Words
from kiosk.ui.places import Seat
from kiosk.ui.shell import Shell
from kiosk.ui.theme import prepare
from kiosk.ui.widgets import Button
from kiosk.wiring.first_run import FirstRunWay
from kiosk.wiring.house import furnish, open_here

from .station import CENTRE, NAME, Station


def seen(shell: Shell, kind: type, name: str) -> list[object]:
    return [one for one in shell.findChildren(kind) if one.isVisible() and one.accessibleName() == name]


def test_the_page_brings_a_burnt_pc_back_and_the_window_opens_on_it(
    tmp_path: Path, city: DemoCity, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = Station(tmp_path / "old"), Station(tmp_path / "new")
    begun = old.run("init", "--centre", CENTRE, "--name", NAME, "--device", "01", "--site", city.url, "--split")
    code = city.ask("enrol", "--centre", CENTRE, "--device", "01")["code"]
    assert old.run("enrol", "--url", city.url, "--code", code).code == 0
    unsent = old.accept("M1103", tmp_path).value["case_no"]
    assert old.run("backup", "now", "--upstream").code == 0

    for name, value in new.environment.items():
        monkeypatch.setenv(name, value)
    settings = read_settings(str(new.data))
    opened: list[Desks] = []

    def opening() -> Desks:
        opened.append(furnish(open_here(settings), settings, "cli"))
        return opened[-1]

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    prepare(app)
    shell = Shell(opening, Seat("window", "1"), restoring=FirstRunWay(settings))
    qtbot.addWidget(shell)
    shell.show()
    qtbot.waitUntil(lambda: bool(seen(shell, Button, Words.UPSTREAM)), timeout=20_000)
    seen(shell, Button, Words.UPSTREAM)[0].click()  # type: ignore[attr-defined]
    seen(shell, QLineEdit, Words.URL)[0].setText(city.url)  # type: ignore[attr-defined]
    seen(shell, QLineEdit, Words.KEY)[0].setText(begun.value["recovery"][0])  # type: ignore[attr-defined]
    seen(shell, Button, Words.GO)[0].click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(seen(shell, QLineEdit, Words.HALF)), timeout=20_000)
    seen(shell, QLineEdit, Words.HALF)[0].setText(begun.value["recovery"][1])  # type: ignore[attr-defined]
    seen(shell, Button, Words.GO)[0].click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(seen(shell, Button, Words.OPEN)), timeout=60_000)
    with qtbot.waitSignal(shell.ready, timeout=20_000):
        seen(shell, Button, Words.OPEN)[0].click()  # type: ignore[attr-defined]
    assert shell.refused is None
    qtbot.waitUntil(lambda: not shell.errands.busy, timeout=60_000)
    shell.close()
    assert [one["case_no"] for one in new.run("case", "list").value] == [unsent]
    assert new.run("sync", "--once").value["waiting"] == 0
    assert [one["case_no"] for one in city.ask("cases")] == [unsent], "what had not been sent is sent by the new one"
