"""Running text along the foot of the board: slow enough to be read, drawn once and pushed."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.theme import Theme, colour

_STEP = 40  # milliseconds
_SPEED = 2.0  # the design's pixels in a step: fifty a second


class Ticker(QWidget):
    """Runs only where the text is longer than its place, and only while it is seen."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme, self._text = theme, text
        self._strip = QPixmap()
        self._at = 0.0
        self.setFixedHeight(theme.px(56))
        self.setAccessibleName(text)
        self._timer = QTimer(self, interval=_STEP)
        self._timer.timeout.connect(self.step)

    def step(self) -> None:
        """A little further."""
        self._at = (self._at + _SPEED * self._theme.factor) % max(1, self._length())
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Seen: it runs."""
        super().showEvent(event)
        self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        """Not seen: it stands."""
        super().hideEvent(event)
        self._timer.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need no running."""
        super().resizeEvent(event)
        if self.isVisible():
            self._draw()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The strip, twice, so that its end is followed by its beginning."""
        painter = QPainter(self)
        painter.drawPixmap(QPoint(-int(self._at), 0), self._strip)
        if self._timer.isActive():
            painter.drawPixmap(QPoint(self._length() - int(self._at), 0), self._strip)

    def _length(self) -> int:
        return round(self._strip.width() / self._strip.devicePixelRatio())

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        words = self._theme.metrics("body").horizontalAdvance(self._text)
        running = words > self.width()
        wide = words + (self._theme.px(240) if running else 0)
        self._strip = QPixmap(max(1, int(wide * ratio)), max(1, int(self.height() * ratio)))
        self._strip.setDevicePixelRatio(ratio)
        self._strip.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._strip)
        painter.setFont(self._theme.font("body"))
        painter.setPen(colour("ink"))
        painter.drawText(0, 0, words, self.height(), int(Qt.AlignmentFlag.AlignVCenter), self._text)
        painter.end()
        self._at = 0.0
        if running:
            self._timer.start()
        else:
            self._timer.stop()
        self.update()
