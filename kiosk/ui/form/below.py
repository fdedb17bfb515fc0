"""What stands under a field: the fault with its law and its way out, or where an offered value comes from."""

import re

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from forms import Fault
from kiosk.ui.form.words import Field as Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Icon, Label
from kiosk.ui.widgets.clearing import discard

ICONS = {"error": "circle-x", "warn": "triangle-alert", "info": "info", "ask": "circle-question-mark"}
COLOURS = {"error": "bad", "warn": "warn", "info": "muted", "ask": "accent"}
LINE_GAP, INDENT = 4, 20
_FIRST = re.compile("^(.{2,28}?[\\uff0c\\u3002\\uff1a])(.+)$", re.DOTALL)


class Line(QWidget):
    """An icon, a strong clause, and the rest in as many lines as it needs."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon: Icon | None = None
        self._first = self._label()
        self._first.set_bold(True)
        self._rest = self._label()

    def show_fault(self, fault: Fault) -> None:
        """What is wrong, then what to do, then the law."""
        tone = COLOURS.get(fault.severity, "muted")
        if self._icon is None:
            self._icon = Icon(self._theme, "", pixels=14)
            self._icon.setParent(self)
            self._icon.show()
        self._icon.show_icon(ICONS.get(fault.severity, "info"), "ink-muted" if tone == "muted" else tone)
        parts = _FIRST.match(fault.sentence)
        first, rest = (parts[1], parts[2]) if parts else (fault.sentence, "")
        self._say(first, rest + (Words.BASIS.format(basis=fault.basis) if fault.basis else ""), tone)

    def show_source(self, source: str, known: str = "") -> None:
        """Where an offered value comes from; `known` is the value, where the field itself cannot show it."""
        if self._icon is not None:
            discard(self._icon)
            self._icon = None
        self._say(Words.KNOWN.format(value=known) if known else "", Words.FROM.format(source=source), "muted")

    def place(self, width: int) -> int:
        """Lay it out in `width`; returns its height."""
        x = self._theme.px(INDENT if self._icon is not None else 2)
        y = 0
        for label in (self._first, self._rest):
            height = label.heightForWidth(width - x) if label.text() else 0
            label.setGeometry(QRect(x, y, width - x, height))
            y += height
        if self._icon is not None:
            self._icon.move(self._theme.px(2), self._theme.px(3))
        return y

    def _label(self) -> Label:
        label = Label("", "note", wrap=True)
        label.setParent(self)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        return label

    def _say(self, first: str, rest: str, tone: str) -> None:
        for label, text in ((self._first, first), (self._rest, rest)):
            label.set_tone(tone)
            label.setText(text)
            label.setVisible(bool(text))
        self.setAccessibleName(first + rest)
