"""No number can be taken now: calmly said, with the hour at which it goes on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.ui.hall.words import word
from kiosk.ui.pages import page_box
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Card, Icon, Label

TITLES = {"hall_closed": "closed_title", "slot_full": "full_title"}
"""Refusals that are no fault of anybody's, by key."""


class ClosedPage(QWidget):
    """Why, until when, and what can be done meanwhile."""

    says = "closed"

    def __init__(self, theme: Theme, key: str, sentence: str) -> None:
        super().__init__()
        box = page_box(theme, self)
        card = Card(theme, margin=64, gap=32)
        middle = Qt.AlignmentFlag.AlignHCenter
        column: QVBoxLayout = card.box
        column.addWidget(Icon(theme, "clock", "accent", 160), 0, middle)
        for text, kind, tone in (
            (word(TITLES[key]), "title", ""),
            (sentence, "name", "accent"),
            (word("closed_how"), "body", "muted"),
        ):
            label = Label(text, kind, tone, wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        box.addStretch(1)
        box.addWidget(card)
        box.addStretch(2)
