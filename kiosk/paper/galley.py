"""The galley: where blocks of a document wait in order until it is known how many pages they make."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.paper.sheet import MM, Sheet
from kiosk.paper.typesetting import Line

Draw = Callable[[Sheet, float], None]
"""Draws a block on a sheet, its upper edge at the given y."""

PAD_SIDE = 2.2 * MM
PAD_ABOVE = 1.25 * MM


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a ruled row: its lines, how wide it is, and whether they stand in the middle on a grey ground."""

    width: float
    lines: Sequence[Line]
    centred: bool = False
    shaded: bool = False

    @property
    def height(self) -> float:
        return sum(line.style.leading for line in self.lines) + 2 * PAD_ABOVE


class Galley:
    """Blocks placed below each other between `top` and `bottom`, carried over to the next page where the room ends."""

    def __init__(self, left: float, top: float, bottom: float) -> None:
        self.left = left
        self.top = top
        self.bottom = bottom
        self.y = top
        self.pages: list[list[tuple[float, Draw]]] = [[]]
        self.head: Callable[[], None] | None = None  # what is repeated when a table goes on overleaf

    @property
    def room(self) -> float:
        """Points left on this page."""
        return self.bottom - self.y

    def gap(self, height: float) -> None:
        """White space; none at the head of a page."""
        if self.y > self.top:
            self.y += height

    def place(self, height: float, draw: Draw) -> None:
        """A block that is kept whole, on the next page if it must be. A block higher than a page stands at its head."""
        if height > self.room and self.y > self.top:
            self.turn()
        self.pages[-1].append((self.y, draw))
        self.y += height

    def paragraph(self, lines: Sequence[Line], x: float) -> None:
        """Lines below each other; they may part anywhere."""
        for line in lines:
            self.place(line.style.leading, lambda sheet, y, line=line: sheet.text(x, y, line))  # type: ignore[misc]

    def row(self, cells: Sequence[Cell], least: float) -> None:
        """A ruled row at least `least` high; one higher than the page parts between its lines."""
        height = max(least, *(cell.height for cell in cells))
        if height > self.room and (self.room < least * 3 or height <= self.bottom - self.top):
            self.turn()
        while height > self.room:
            fitting = [_lines_in(cell, self.room) for cell in cells]
            self._ruled(
                [Cell(c.width, c.lines[:n], c.centred, c.shaded) for c, n in zip(cells, fitting, strict=True)],
                self.room,
            )
            cells = [Cell(c.width, c.lines[n:], c.centred, c.shaded) for c, n in zip(cells, fitting, strict=True)]
            height = max(least, *(cell.height for cell in cells))
            self.turn()
        self._ruled(cells, height)

    def turn(self) -> None:
        """Go on overleaf."""
        self.pages.append([])
        self.y = self.top
        if self.head:
            self.head()

    def _ruled(self, cells: Sequence[Cell], height: float) -> None:
        self.place(height, lambda sheet, y: _draw_row(sheet, (self.left, y), cells, height))


def _lines_in(cell: Cell, room: float) -> int:
    """How many of a cell's lines stand in `room`, at least one."""
    used, fitting = 2 * PAD_ABOVE, 0
    for line in cell.lines:
        used += line.style.leading
        if used > room:
            break
        fitting += 1
    return max(fitting, 1)


def _draw_row(sheet: Sheet, corner: tuple[float, float], cells: Sequence[Cell], height: float) -> None:
    x, y = corner
    for cell in cells:
        if cell.shaded:
            sheet.fill(x, y, cell.width, height, 0.945)
        sheet.frame((x, y, cell.width, height))
        below = y + (height - cell.height) / 2 + PAD_ABOVE
        if cell.centred:
            sheet.lines(x, below, cell.lines, cell.width)
        else:
            sheet.lines(x + PAD_SIDE, below, cell.lines)
        x += cell.width
