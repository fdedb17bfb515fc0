"""Log-off leaves nothing behind: the draft is put aside, the clipboard empty, and no widget knows the last person."""

import gc
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from kiosk.ui.window import leave

from .conftest import Fingers, House, Typist, take_papers

Sit = Callable[..., Fingers]
NAME = "周大勇"


def known(name: str) -> list[str]:
    """Every widget of this program that still knows somebody, wherever it hides."""
    texts = []
    for widget in QApplication.allWidgets():
        said = [widget.accessibleName(), widget.toolTip()]
        said += [widget.text()] if isinstance(widget, QLabel | QLineEdit) else []
        said += [widget.toPlainText()] if isinstance(widget, QPlainTextEdit) else []
        texts += [f"{type(widget).__name__}: {text}" for text in said if name in text]
    return texts


def gone(fingers: Fingers, qtbot: QtBot) -> None:
    """The clerk goes, and whoever signs people in throws his screen away."""
    screen: QWidget = fingers.screen
    done: list[str] = []
    leave(fingers.screen, lambda: done.append("gone"))
    qtbot.waitUntil(lambda: bool(done), timeout=10_000)
    screen.hide()
    screen.deleteLater()
    _await_end(screen, qtbot)
    fingers.screen = screen = None  # type: ignore[assignment]
    gc.collect()  # pytest-qt would close it once more


def _await_end(screen: QWidget, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not shiboken6.isValid(screen))


def test_what_lies_on_the_counter_is_put_aside_and_forgotten(
    house: House, sit_down: Sit, qtbot: QtBot, errands: Any
) -> None:
    fingers = sit_down(house)
    fingers.key("Ctrl+N")
    fingers.write("M0101")
    fingers.key("Return")
    fingers.write(NAME)
    QGuiApplication.clipboard().setText(NAME)
    assert known(NAME)
    gone(fingers, qtbot)
    qtbot.waitUntil(lambda: not errands.busy)
    assert known(NAME) == []
    assert QGuiApplication.clipboard().text() == ""
    (draft,) = house.desks.drafts.all()
    assert (draft.raw["applicant_name"], draft.parked_at is not None) == (NAME, True)
    after = sit_down(house)  # the next one sees what waits, as everybody does, and lays nothing on the counter
    assert after.screen.page is after.screen.idle
    assert after.reads("没办完的 1 件")


def test_a_filing_under_way_comes_to_its_end_and_its_paper_is_printed(
    house: House, sit_down: Sit, qtbot: QtBot, errands: Any
) -> None:
    fingers = sit_down(house)
    fingers.key("Ctrl+N")
    fingers.write("M1103")
    fingers.key("Return")
    matter = house.desks.intake.open("M1103")
    Typist(fingers, matter).fill()
    take_papers(fingers, matter)
    fingers._errands = NeverBusy()
    fingers.key("F9")
    gone(fingers, qtbot)
    qtbot.waitUntil(lambda: not errands.busy)
    (case,) = house.desks.cases.find("")
    assert case.applicant == matter.example.answers[matter.applicant.name]
    assert len(house.tray.receipts) == 1
    assert known(case.applicant) == []
    assert house.desks.drafts.all() == []


class NeverBusy(QObject):
    """Fingers that do not wait."""

    busy = False
