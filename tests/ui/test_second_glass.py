"""The resident's glass beside a window's: it opens by itself, takes no key, and goes with its cable."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kiosk.ui import second_glass
from kiosk.ui.second_glass import SecondGlass


class Desk(QWidget):
    """The clerk's window, which stands on the first of the glasses."""

    own: Any = object()

    def screen(self) -> QScreen:
        here: QScreen = self.own
        return here


class Glasses(QGuiApplication):
    """As many glasses as the test plugs in; the second is the one that these tests have."""

    plugged = 1

    @staticmethod
    def screens() -> Any:
        return [Desk.own, QApplication.primaryScreen()][: Glasses.plugged]


@pytest.fixture
def desk(dressed: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(second_glass, "QGuiApplication", Glasses)
    monkeypatch.setattr(Glasses, "plugged", 1)
    made = Desk()
    qtbot.addWidget(made)
    return made


def test_one_glass_is_the_clerks_alone(desk: Desk) -> None:
    other = SecondGlass(lambda: QLabel("rate"), desk)
    other.begin()
    assert other.screen is None


def test_a_glass_that_is_plugged_in_shows_the_residents_side_and_takes_no_key(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = SecondGlass(lambda: QLabel("rate"), desk)
    other.begin()
    monkeypatch.setattr(Glasses, "plugged", 2)
    other._look()
    other._look()
    assert isinstance(other.screen, QLabel)
    assert other.screen.isVisible()
    assert other.screen.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert other.screen.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    monkeypatch.setattr(Glasses, "plugged", 1)
    other._on_gone(QApplication.primaryScreen())
    assert other.screen is None
