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


def advice(theme: Theme, icon: str, text: str) -> QHBoxLayout:
    """One line of advice with its icon."""
    row = QHBoxLayout()
    row.setSpacing(theme.px(18))
    sign = Icon(theme, icon, "accent", 38)
    sign.setFixedHeight(theme.metrics("body").height())
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(text, "body", wrap=True), 1)
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


def figure(theme: Theme, value: str, unit: str, under: str, *, big: bool = True) -> QVBoxLayout:
    """A fact: its value large, its unit beside it, what it is underneath."""
    column = QVBoxLayout()
    column.setSpacing(0)
    line = QHBoxLayout()
    line.setSpacing(theme.px(8))
    line.addStretch(1)
    shown = Label(value, "fact" if big else "strong", wrap=not big)
    shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
    line.addWidget(shown, 0 if big else 12, Qt.AlignmentFlag.AlignBottom if big else Qt.AlignmentFlag(0))
    if unit:
        small = Label(unit, "body")
        small.setContentsMargins(0, 0, 0, theme.px(8))
        line.addWidget(small, 0, Qt.AlignmentFlag.AlignBottom)
    line.addStretch(1)
    column.addStretch(1)
    column.addLayout(line)
    column.addWidget(Label(under, "note", "muted"), 0, Qt.AlignmentFlag.AlignHCenter)
    return column
