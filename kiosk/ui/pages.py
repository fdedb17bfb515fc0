"""What pages of public screens have in common: a title with its icon, lines of advice, two columns or one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.fit import Fit
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Icon, Label

SIDE = 48


def page_box(theme: Theme, page: QWidget, gap: float = 24) -> QVBoxLayout:
    """The column of a page, with the house's margins."""
    box = QVBoxLayout(page)
    box.setContentsMargins(theme.px(SIDE), theme.px(32), theme.px(SIDE), theme.px(24))
    box.setSpacing(theme.px(gap))
    return box


def title_row(theme: Theme, title: str, under: str = "", *, icon: str = "", tone: str = "accent") -> QHBoxLayout:
    """What this page is about."""
    row = QHBoxLayout()
    row.setSpacing(theme.px(28))
    if icon:
        row.addWidget(Icon(theme, icon, tone, 88), 0, Qt.AlignmentFlag.AlignVCenter)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(title, "title", wrap=True))
    if under:
        words.addWidget(Label(under, "body", "muted", wrap=True))
    row.addLayout(words, 1)
    return row


def advice(theme: Theme, icon: str, text: str | Label) -> QHBoxLayout:
    """One line of advice with its icon."""
    row = QHBoxLayout()
    row.setSpacing(theme.px(18))
    sign = Icon(theme, icon, "accent", 38)
    sign.setFixedHeight(theme.metrics("body").height())
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(text if isinstance(text, Label) else Label(text, "body", wrap=True), 1)
    return row


def columns(theme: Theme, fit: Fit, *, gap: float = 48) -> tuple[QBoxLayout, QVBoxLayout, QVBoxLayout]:
    """A layout with two parts: one under the other upright, side by side lying."""
    whole: QBoxLayout = QVBoxLayout() if fit.upright else QHBoxLayout()
    whole.setSpacing(theme.px(24 if fit.upright else gap))
    first, second = QVBoxLayout(), QVBoxLayout()
    for part in (first, second):
        part.setSpacing(theme.px(20))
        whole.addLayout(part, 1)
    return whole, first, second


class Figure(QWidget):
    """A fact: its value large, its unit beside it, what it is underneath."""

    def __init__(self, theme: Theme, under: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        self._value = Label("", "fact")
        self._unit = Label("", "body")
        self._unit.setContentsMargins(0, 0, 0, theme.px(8))
        self._said = Label("", "strong")
        line.addStretch(1)
        line.addWidget(self._value, 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self._said, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        column.addStretch(1)
        column.addLayout(line)
        column.addWidget(Label(under, "note", "muted"), 0, Qt.AlignmentFlag.AlignHCenter)
        self.show_value("", "")

    def show_value(self, value: str, unit: str) -> None:
        """A figure with its unit; a few words where there is no figure (`unit` then is empty)."""
        self._value.setText(value if unit else "")
        self._unit.setText(unit)
        self._said.setText("" if unit else value)
        for part in (self._value, self._unit):
            part.setVisible(bool(unit))
        self._said.setVisible(not unit)
