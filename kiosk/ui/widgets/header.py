"""The head of every public screen: whose hall this is, its hours, and the clock."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.theme import Theme
from kiosk.ui.widgets.cards import Chip
from kiosk.ui.widgets.labels import Elided, Label, rule
from kiosk.ui.widgets.words import day_line, word

_MINUTE = 60_000
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Header(QWidget):
    """Centre on the left, clock on the right; 演示 where nothing is real. `tall`: date under the clock."""

    def __init__(
        self, theme: Theme, name: str, now: Callable[[], datetime], *, line: str = "", demo: bool = False, tall: bool
    ) -> None:
        super().__init__()
        self._now = now
        self._year = tall and theme.factor < 1.2
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "paper")
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(48), theme.px(14 if tall else 4), theme.px(48), theme.px(14 if tall else 4))
        row.setSpacing(theme.px(24))
        row.addLayout(_names(theme, name, line, demo), 1)
        self._clock = Label("", "clock")
        self._day = Label("", "note" if tall else "body", "muted")
        row.addLayout(self._times(theme, tall))
        around.addLayout(row)
        around.addWidget(rule())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tick)
        self._tick()

    def _times(self, theme: Theme, tall: bool) -> QVBoxLayout | QHBoxLayout:
        for part in (self._clock, self._day):
            part.setAlignment(_RIGHT)
        if tall:
            column = QVBoxLayout()
            column.setSpacing(0)
            self._clock.setFixedHeight(theme.metrics("clock", bold=True).capHeight() + theme.px(22))
            column.addWidget(self._clock)
            column.addWidget(self._day)
            return column
        row = QHBoxLayout()
        row.setSpacing(theme.px(32))
        row.addWidget(self._day)
        row.addWidget(self._clock)
        return row

    def _tick(self) -> None:
        now = self._now()
        self._clock.setText(f"{now:%H:%M}")
        self._day.setText(day_line(now, year=self._year))
        self._timer.start(_MINUTE - now.second * 1000 - now.microsecond // 1000 + 50)


def _names(theme: Theme, name: str, line: str, demo: bool) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    first = QHBoxLayout()
    first.setSpacing(theme.px(20))
    if demo:
        first.addWidget(Chip(theme, word("demo"), "warn"), 0, Qt.AlignmentFlag.AlignVCenter)
    first.addWidget(Elided(name, "name", least=0.6), 1)
    column.addLayout(first)
    if line:
        column.addWidget(Elided(line, "note", "muted", least=0.8))
    return column
