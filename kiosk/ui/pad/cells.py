"""The characters that may be chosen, in rows of equal cells, one of them marked; hundreds, and so drawn by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.fonts import drawable, house_font
from kiosk.ui.theme import Theme, colour

SIDE, TOUCH_SIDE, NOTE = 62, 118, 0.3


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` is drawn large, `note` small beneath it; `said` is what a screen reader says."""

    text: str
    note: str
    said: str


class Cells(QWidget):
    """`marked` tells that another one is marked, `taken` that one was chosen by hand."""

    marked = Signal()
    taken = Signal()

    def __init__(self, theme: Theme, rows: int) -> None:
        super().__init__()
        self._theme = theme
        self._cells: Sequence[Cell] = ()
        self._at = 0
        self._rows = rows
        self._side = theme.px(TOUCH_SIDE if theme.touch else SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self._side * rows + 2)

    @property
    def at(self) -> int:
        """Which one is marked; -1 when there is none."""
        return self._at if self._cells else -1

    @property
    def pages(self) -> tuple[int, int]:
        """The page that is seen, from 1, and how many there are."""
        size = self._columns() * self._rows
        return self._at // size + 1, max(1, -(-len(self._cells) // size))

    def show_cells(self, cells: Sequence[Cell]) -> None:
        """Others; the first is marked."""
        for cell in cells:
            drawable(cell.text)
        self._cells = cells
        self._go(0)

    def move_mark(self, columns: int, rows: int = 0, pages: int = 0) -> None:
        """Mark another one, so many columns, rows or pages on."""
        across = self._columns()
        self._go(self._at + columns + rows * across + pages * across * self._rows)

    def sizeHint(self) -> QSize:
        return QSize(self._side * 10, self._side * self._rows)

    def _go(self, at: int) -> None:
        self._at = max(0, min(at, len(self._cells) - 1))
        self.setAccessibleName(self._cells[self._at].said if self._cells else "")
        self.update()
        self.marked.emit()

    def _columns(self) -> int:
        return max(1, self.width() // self._side)

    def _place(self, nth: int) -> QRect:
        across = self._columns()
        left = (self.width() - across * self._side) // 2
        return QRect(left + nth % across * self._side, nth // across * self._side, self._side, self._side)

    def _first(self) -> int:
        size = self._columns() * self._rows
        return self._at // size * size

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.marked.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        first = self._first()
        for nth in range(min(self._columns() * self._rows, len(self._cells) - first)):
            if self._place(nth).contains(event.position().toPoint()):
                self._go(first + nth)
                self.taken.emit()
                return

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        first = self._first()
        for nth, cell in enumerate(self._cells[first : first + self._columns() * self._rows]):
            self._draw(painter, self._place(nth).adjusted(2, 2, -2, -2), cell, first + nth == self._at)
        painter.end()

    def _draw(self, painter: QPainter, place: QRect, cell: Cell, marked: bool) -> None:
        painter.setPen(QPen(colour("accent" if marked else "line"), 2 if marked else 1))
        painter.setBrush(colour("accent-soft" if marked else "paper"))
        painter.drawRoundedRect(place, 6, 6)
        shown = drawable(cell.text)
        size = round(self._side * (0.44 if len(shown) == 1 else 0.17))
        painter.setPen(colour("ink"))
        painter.setFont(house_font(size))
        below = round(place.height() * NOTE)
        painter.drawText(place.adjusted(0, 0, 0, -below), Qt.AlignmentFlag.AlignCenter, shown)
        painter.setPen(colour("ink-muted"))
        painter.setFont(house_font(round(self._side * 0.19)))
        painter.drawText(place.adjusted(0, place.height() - below - 3, 0, -3), Qt.AlignmentFlag.AlignCenter, cell.note)
