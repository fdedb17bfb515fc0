"""What lies along the foot of an inner page: the ways out, and the last seconds before everything is wiped."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.theme import Theme
from kiosk.ui.widgets.buttons import Button
from kiosk.ui.widgets.drawn import Meter
from kiosk.ui.widgets.labels import Label, rule
from kiosk.ui.widgets.words import word

_SIDE = 48


class BottomBar(QWidget):
    """Buttons of equal width, always in the same place; what helps beside them, or below where there is no room."""

    def __init__(
        self, theme: Theme, buttons: Sequence[Button], tools: Sequence[Button] = (), *, below: bool = False
    ) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "paper")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule())
        rows = QVBoxLayout()
        rows.setContentsMargins(theme.px(_SIDE), theme.px(24), theme.px(_SIDE), theme.px(24))
        rows.setSpacing(theme.px(16))
        column.addLayout(rows)
        for shown in (buttons, tools) if below and tools else ((*buttons, *tools),):
            row = QHBoxLayout()
            row.setSpacing(theme.px(24 if below or not tools else 16))
            for button in shown:
                row.addWidget(button, 1)
            rows.addLayout(row)


class LastSeconds(QWidget):
    """Shown when nobody has touched anything for long: how many seconds are left, and a button to stay."""

    stay_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(_SIDE), theme.px(18), theme.px(_SIDE), theme.px(18))
        row.setSpacing(theme.px(48))
        column = QVBoxLayout()
        column.setSpacing(theme.px(6))
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        self._left = Label("", "name", "accent")
        self._left.setFixedHeight(theme.px(50))
        line.addWidget(self._left)
        line.addWidget(Label(word("seconds_wipe"), "body"))
        line.addStretch(1)
        column.addStretch(1)
        column.addLayout(line)
        self._meter = Meter(theme)
        column.addWidget(self._meter)
        column.addStretch(1)
        row.addLayout(column, 1)
        stay = Button(theme, word("wait_more"), icon="hourglass", kind="outline")
        stay.clicked.connect(self.stay_wanted)
        row.addWidget(stay)
        self.hide()

    def show_left(self, seconds: int, of: int) -> None:
        """So many seconds of so many; 0 hides it."""
        self.setVisible(seconds > 0)
        self._left.setText(str(seconds))
        self._meter.show_share(seconds / of if of else 0)
