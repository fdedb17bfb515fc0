"""The strip over the screens of the staff: there while it has to be, never before residents, whole in large print."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.ui.places import Seat
from kiosk.ui.shell import Shell
from kiosk.ui.strip import KeptStrip
from kiosk.ui.theme import Theme
from kiosk.ui.tokens import ELDER
from kiosk.ui.widgets import Label

from .fakes import FakeHouse


@pytest.mark.parametrize(
    ("role", "kept", "said"),
    [
        ("desk", "clear", True),
        ("desk", "file_only", True),
        ("desk", "", False),
        ("hall", "clear", False),
        ("board", "clear", False),
    ],
)
def test_staff_are_told_and_residents_are_not(
    qtbot: QtBot, dressed: QApplication, house: FakeHouse, role: str, kept: str, said: bool
) -> None:
    house.desks.kept = kept
    shell = Shell(lambda: house.desks, Seat(role))
    qtbot.addWidget(shell, before_close_func=lambda s: s.errands.close())
    shell.resize(1366, 768)
    with qtbot.waitSignal(shell.ready):
        shell.show()
    QApplication.processEvents()
    assert any(one.isVisible() for one in shell.findChildren(KeptStrip)) == said


@pytest.mark.parametrize("factor", [1.0, ELDER])
@pytest.mark.parametrize(("kept", "tone"), [("clear", "paper"), ("file_only", "paper"), ("weak", "warn")])
def test_what_is_wrong_is_read_whole_by_a_clerk(
    qtbot: QtBot, dressed: QApplication, kept: str, tone: str, factor: float
) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1366, 100)
    strip = KeptStrip(Theme("desk", factor), kept)
    strip.setParent(host)
    strip.resize(1366, strip.sizeHint().height())
    host.show()
    title, text = strip.findChildren(Label)
    assert title.property("tone") == tone
    assert title.width() >= title.sizeHint().width()
    assert text.text()
    assert strip.accessibleName() == title.text()
