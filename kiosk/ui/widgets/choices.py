"""What is chosen or ticked: a list that opens and shows that it does, a box whose tick is seen at every size."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QComboBox

from kiosk.ui.theme import Theme

TICK, CHEVRON, SIDE = 18, 16, 10


class ChoiceField(QComboBox):
    """One of a few. `name` is its accessible name."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setFixedHeight(theme.control)

    def paintEvent(self, event: QPaintEvent) -> None:
        """With the sign at its end that more is behind it."""
        super().paintEvent(event)
        side = self._theme.px(CHEVRON)
        painter = QPainter(self)
        sign = self._theme.icon("chevron-down", "ink-muted", CHEVRON, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - side - self._theme.px(SIDE), (self.height() - side) // 2, sign)
        painter.end()


class TickBox(QCheckBox):
    """A word with a box before it, empty or ticked."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self.setIconSize(QSize(theme.px(TICK), theme.px(TICK)))
        self._signs = (
            QIcon(theme.icon("square", "ink-muted", TICK)),
            QIcon(theme.icon("square-check", "accent", TICK)),
        )
        self.toggled.connect(self._draw)
        self._draw(False)

    def _draw(self, on: bool) -> None:
        self.setIcon(self._signs[on])
