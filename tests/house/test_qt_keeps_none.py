"""Two traps of Qt's binding, each of which takes the program down after minutes of work, at another place each time.

A release that loses a reference to None at every call; and the wrapper of a layout's item, which outlives the item
(decision 31).
"""

import sys
from typing import Any

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 300


def test_calling_qt_does_not_lose_references_to_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 below Python 3.12 lost one at each call of a void method; pyproject.toml leaves it out."""
    label = QLabel()
    qtbot.addWidget(label)
    label.setText("C012")
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setText("C012")
    assert sys.getrefcount(None) > before - CALLS // 10


def test_nobody_asks_a_layout_for_its_items(sources: list[Any], none: Any) -> None:
    """Whoever puts widgets into a layout keeps them; `indexOf` says the place of one."""
    none([str(source.path) for source in sources if source.path.parts[0] == "kiosk" and "itemAt" in source.text])
