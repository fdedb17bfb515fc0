"""The pad: strokes of a finger, a pen or a mouse as they come, each point with its time and pressure."""

import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QEventPoint, QInputDevice, QMouseEvent, QPainter, QPaintEvent, QPen, QTabletEvent, QTouchEvent
from PySide6.QtWidgets import QWidget

from kiosk.app.ink import Point, Written
from kiosk.ui.sign.words import Sign as Words
from kiosk.ui.theme import Theme, colour

THIN, THICK = 1.6, 3.6
"""Width of the ink at no pressure and at full pressure, in the design's dots."""
BASELINE = 0.72


class Pad(QWidget):
    """`touched`: there is more ink now, or none any more."""

    touched = Signal()

    def __init__(
        self, theme: Theme, now: Callable[[], datetime], ticking: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self._theme = theme
        self._now = now
        self._ticking = ticking
        self._strokes: list[list[Point]] = []
        self._down = False
        self._pen = "mouse"
        self._finger = -1
        self._at = ""
        self._began = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumHeight(theme.px(150))
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(Words.PAD)

    def clear(self) -> None:
        """Nothing is written."""
        self._strokes, self._down, self._at = [], False, ""
        self.update()
        self.touched.emit()

    def written(self) -> Written:
        """What is written now."""
        strokes = tuple(tuple(stroke) for stroke in self._strokes)
        return Written(strokes, max(self.width(), 1), max(self.height(), 1), self._pen, self._at)

    def event(self, event: QEvent) -> bool:
        """A finger's touches are strokes of their own, not those of a mouse. The first finger writes; a palm or a
        second finger that comes down meanwhile does not."""
        if not isinstance(event, QTouchEvent):
            return super().event(event)
        for point in event.points():
            pressure = point.pressure() or 1.0
            if point.state() == QEventPoint.State.Pressed and not self._down:
                self._finger = point.id()
                self._begin("touch", point.position(), pressure)
            elif point.id() == self._finger and point.state() == QEventPoint.State.Updated:
                self._go_on(point.position(), pressure)
            elif point.id() == self._finger and point.state() == QEventPoint.State.Released:
                self._end()
        if event.type() in (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel):
            self._end()
        event.accept()
        return True

    def tabletEvent(self, event: QTabletEvent) -> None:
        kind = event.type()
        if kind == QEvent.Type.TabletPress:
            self._begin("pen", event.position(), event.pressure())
        elif kind == QEvent.Type.TabletMove and self._down:
            self._go_on(event.position(), event.pressure())
        elif kind == QEvent.Type.TabletRelease:
            self._end()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and _is_mouse(event):
            self._begin("mouse", event.position(), 1.0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._down and _is_mouse(event):
            self._go_on(event.position(), 1.0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and _is_mouse(event):
            self._end()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour("paper"))
        line = self.height() * BASELINE
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(QPointF(self._theme.px(24), line), QPointF(self.width() - self._theme.px(24), line))
        painter.setPen(QPen(colour("field-line"), 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        if not self._strokes:
            painter.setPen(colour("ink-muted"))
            painter.setFont(self._theme.font("title"))
            painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, Words.HERE)
        for stroke in self._strokes:
            self._draw(painter, stroke)
        painter.end()

    def _draw(self, painter: QPainter, stroke: list[Point]) -> None:
        for (x, y, _, pressure), (u, v, _, _) in zip(stroke, [*stroke[1:], stroke[-1]], strict=True):
            wide = self._theme.px(THIN) + (self._theme.px(THICK) - self._theme.px(THIN)) * pressure
            painter.setPen(QPen(colour("ink"), wide, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
            painter.drawLine(QPointF(x, y), QPointF(u, v))

    def _begin(self, pen: str, at: QPointF, pressure: float) -> None:
        if not self._strokes:
            self._began, self._at = self._ticking(), self._now().isoformat(timespec="milliseconds")
        self._pen, self._down = pen, True
        self._strokes.append([])
        self._go_on(at, pressure)

    def _go_on(self, at: QPointF, pressure: float) -> None:
        if not self._strokes or not self._down:
            return
        x, y = min(max(at.x(), 0.0), float(self.width())), min(max(at.y(), 0.0), float(self.height()))
        since = round((self._ticking() - self._began) * 1000)
        self._strokes[-1].append((x, y, since, min(max(pressure, 0.0), 1.0)))
        self.update()

    def _end(self) -> None:
        if self._down:
            self._down = False
            self.touched.emit()


def _is_mouse(event: QMouseEvent) -> bool:
    """Not the shadow of a touch or a pen."""
    return event.deviceType() in (QInputDevice.DeviceType.Mouse, QInputDevice.DeviceType.TouchPad)
