"""The galley: where blocks of a document wait in order until it is known how many pages they make."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.paper.sheet import MM, Sheet
from kiosk.paper.typesetting import Line

Draw = Callable[[Sheet, float], None]
"""Draws a block on a sheet, its upper edge at the given y."""

PAD_SIDE = 2.2 * MM


@dataclass(frozen=True, slots=True)
class Spacing:
    """How much air a page has, in points: a row's least height, the white above a cell's text, and a factor on gaps."""

    row: float
    pad: float
    air: float


ROOMY = Spacing(8 * MM, 1.25 * MM, 1.0)
SNUG = Spacing(7.4 * MM, 0.95 * MM, 0.8)
TIGHT = Spacing(6.9 * MM, 0.7 * MM, 0.6)


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a ruled row: its lines, how wide it is, and whether they stand in the middle on a grey ground."""

    width: float
    lines: Sequence[Line]
    centred: bool = False
    shaded: bool = False

    @property
    def height(self) -> float:
        """Points that its lines take, without the white above and below."""
        return sum(line.style.leading for line in self.lines)


class Galley:
    """Blocks placed below each other between `top` and `bottom`, carried over to the next page where the room ends."""

    def __init__(self, left: float, top: float, bottom: float, spacing: Spacing = ROOMY) -> None:
        self.spacing = spacing
        self.left = left
        self.top = top
        self.bottom = bottom
        self.y = top
        self.pages: list[list[tuple[float, Draw]]] = [[]]
        self._ruled_to = -1.0  # where the last row ended, whose lower rule is the next row's upper one
        self.head: Callable[[], None] | None = None  # what is repeated when a table goes on overleaf

    @property
    def room(self) -> float:
        """Points left on this page."""
        return self.bottom - self.y

    def gap(self, height: float) -> None:
        """White space; none at the head of a page."""
        if self.y > self.top:
            self.y += height * self.spacing.air

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

    def row(self, cells: Sequence[Cell]) -> None:
        """A ruled row; one higher than the page parts between its lines."""
        height = self._height(cells)
        if height > self.room and (self.room < self.spacing.row * 3 or height <= self.bottom - self.top):
            self.turn()
        while height > self.room:
            fitting = [_lines_in(cell, self.room - 2 * self.spacing.pad) for cell in cells]
            self._ruled(
                [Cell(c.width, c.lines[:n], c.centred, c.shaded) for c, n in zip(cells, fitting, strict=True)],
                self.room,
            )
            cells = [Cell(c.width, c.lines[n:], c.centred, c.shaded) for c, n in zip(cells, fitting, strict=True)]
            height = self._height(cells)
            self.turn()
        self._ruled(cells, height)

    def turn(self) -> None:
        """Go on overleaf."""
        self.pages.append([])
        self.y = self.top
        self._ruled_to = -1.0
        if self.head:
            self.head()

    def _height(self, cells: Sequence[Cell]) -> float:
        return max(self.spacing.row, *(cell.height + 2 * self.spacing.pad for cell in cells))

    def _ruled(self, cells: Sequence[Cell], height: float) -> None:
        first = self.y != self._ruled_to
        self.place(height, lambda sheet, y: _draw_row(sheet, (self.left, y), cells, height, first))
        self._ruled_to = self.y


def _lines_in(cell: Cell, room: float) -> int:
    """How many of a cell's lines stand in `room`, at least one."""
    used, fitting = 0.0, 0
    for line in cell.lines:
        used += line.style.leading
        if used > room:
            break
        fitting += 1
    return max(fitting, 1)


def _draw_row(sheet: Sheet, corner: tuple[float, float], cells: Sequence[Cell], height: float, first: bool) -> None:
    """Each rule once: the upper one only where no row stands above."""
    x, y = corner
    right = x + sum(cell.width for cell in cells)
    for cell in cells:
        if cell.shaded:
            sheet.shade(x, y, cell.width, height)
        below = y + (height - cell.height) / 2
        if cell.centred:
            sheet.lines(x, below, cell.lines, cell.width)
        else:
            sheet.lines(x + PAD_SIDE, below, cell.lines)
        sheet.rule((x, y), (x, y + height))
        x += cell.width
    sheet.rule((right, y), (right, y + height))
    for edge in (y, y + height) if first else (y + height,):
        sheet.rule((corner[0], edge), (right, edge))
