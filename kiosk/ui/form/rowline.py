"""One row of a table while it is not open: its first answers in a line, and whether something is wrong with it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.ui.form.words import Table
from kiosk.ui.theme import Theme, colour

NUMBER, PAD, FAULT = 36, 12, 110


class RowLine(QAbstractButton):
    """Enter, Space or a click opens it."""

    opened = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells: Sequence[str] = ()
        self._widths: Sequence[int] = ()
        self._number = 0
        self._faults = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self.opened)

    def show_row(self, number: int, cells: Sequence[str], widths: Sequence[int], faults: int) -> None:
        """`widths` are the pixels of each cell."""
        self._number, self._cells, self._widths, self._faults = number, cells, widths, faults
        said = " ".join(cell for cell in cells if cell) or Table.UNNAMED
        wrong = Table.FAULTS.format(count=faults) if faults else ""
        self.setAccessibleName(f"{Table.ROW.format(row=number)} {said} {wrong}".strip())
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _COMMANDS:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setPen(colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.setFont(theme.font("body"))
        painter.setPen(colour("ink-muted"))
        painter.drawText(self._box(PAD, NUMBER - PAD), _MIDDLE, str(self._number))
        painter.setPen(colour("ink"))
        room = self.width() - theme.px(FAULT if self._faults else NUMBER)
        x = theme.px(NUMBER)
        for cell, width in zip(self._cells, self._widths, strict=False):
            if x + width - theme.px(PAD) > room:
                break
            box = QRect(x, 0, width - theme.px(PAD), self.height())
            painter.drawText(box, _MIDDLE, painter.fontMetrics().elidedText(cell, _RIGHT_CUT, box.width()))
            x += width
        self._paint_state(painter)
        painter.end()

    def _box(self, x: int, width: int) -> QRect:
        return QRect(self._theme.px(x), 0, self._theme.px(width), self.height())

    def _paint_state(self, painter: QPainter) -> None:
        theme = self._theme
        size = theme.px(16)
        y = (self.height() - size) // 2
        if not self._faults:
            painter.drawPixmap(self.width() - size - theme.px(PAD), y, theme.icon("circle-check", "good", 16))
            return
        x = self.width() - theme.px(FAULT - PAD)
        painter.drawPixmap(x, y, theme.icon("circle-x", "bad", 16))
        painter.setPen(colour("bad"))
        painter.setFont(theme.font("note"))
        text = QRect(x + size + theme.px(4), 0, self.width() - x - size, self.height())
        painter.drawText(text, _MIDDLE, Table.FAULTS.format(count=self._faults))


_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT_CUT = Qt.TextElideMode.ElideRight
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
