"""More than fits: a view that a finger pushes, with large keys for those who would rather press."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QScroller, QVBoxLayout, QWidget

from kiosk.ui.theme import Theme
from kiosk.ui.widgets.buttons import Button
from kiosk.ui.widgets.words import word

LINE = 60  # pixels that an arrow moves


class Scroll(QWidget):
    """Shows `content` at full width. In the hall two keys appear under it when it is longer than the view."""

    def __init__(self, theme: Theme, content: QWidget) -> None:
        super().__init__()
        self.area = QScrollArea()
        self.area.setAccessibleName(word("scrolls"))
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content.setProperty("scrolled", "true")
        self.area.setWidget(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        column.addWidget(self.area, 1)
        self._keys = QWidget()
        column.addWidget(self._keys)
        self._keys.hide()
        if theme.touch:
            self._build_keys(theme)

    def _build_keys(self, theme: Theme) -> None:
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        QScroller.grabGesture(self.area.viewport(), QScroller.ScrollerGestureType.LeftMouseButtonGesture)
        row = QHBoxLayout(self._keys)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(24))
        self._up = Button(theme, word("page_up"), icon="chevron-up")
        self._down = Button(theme, word("page_down"), icon="chevron-down")
        bar = self.area.verticalScrollBar()
        self._up.clicked.connect(lambda: bar.setValue(bar.value() - bar.pageStep() * 4 // 5))
        self._down.clicked.connect(lambda: bar.setValue(bar.value() + bar.pageStep() * 4 // 5))
        row.addWidget(self._up)
        row.addWidget(self._down)
        bar.rangeChanged.connect(self._on_range)
        bar.valueChanged.connect(self._on_moved)

    def _on_range(self, _: int, highest: int) -> None:
        if self._keys.isHidden() == (highest > 0):
            self._keys.setVisible(highest > 0)
        self._on_moved(self.area.verticalScrollBar().value())

    def _on_moved(self, value: int) -> None:
        bar = self.area.verticalScrollBar()
        self._up.setEnabled(value > bar.minimum())
        self._down.setEnabled(value < bar.maximum())


def roll(area: QScrollArea, event: QKeyEvent) -> bool:
    """Arrows, page keys, Home and End over what is only read; False for any other key."""
    bar, key = area.verticalScrollBar(), Qt.Key(event.key())
    page = bar.pageStep() * 4 // 5
    steps = {Qt.Key.Key_Down: LINE, Qt.Key.Key_Up: -LINE, Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page}
    ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
    if key in ends:
        bar.setValue(ends[key])
    elif key in steps:
        bar.setValue(bar.value() + steps[key])
    return key in steps or key in ends
