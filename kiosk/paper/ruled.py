"""Ruled rows of a form: cells beside each other, tables of a household, and bands whose title stands at the side."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from kiosk.paper.faces import BOLD
from kiosk.paper.galley import PAD_SIDE, Cell, Galley, Spacing
from kiosk.paper.sheet import MM, Sheet
from kiosk.paper.typesetting import Line, Style, set_line, set_lines, set_well
from kiosk.paper.words import CLOSING, COUNTED, OPENING

LABEL = Style(face=BOLD, size=10, leading=14.5)
VALUE = Style(size=10.5, leading=15)
HEAD = Style(face=BOLD, size=11, leading=16)
SMALLEST_TABLE = 6.5
TABLE_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, SMALLEST_TABLE)
BAND_MM = 11.0
LONGEST_WHOLE = 11
"""Characters of a number in a table that is never parted; an identity number is, in two."""
_UNBROKEN = re.compile(rf"[!-~]+[{COUNTED}]?")
FEWEST_ROWS = 3
"""Rows of a band that stand together at least, before it goes on overleaf."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """One row: its cells, its least height in points, and the row that is said again above it when it goes overleaf."""

    cells: tuple[Cell, ...]
    high: float = 0.0
    above: "Ruled | None" = None

    def height(self, pad: float, least: float) -> float:
        return max(least, self.high, *(cell.height + 2 * pad for cell in self.cells))


def label_cell(text: str, width: float, left: bool = False) -> Cell:
    """A label on a grey ground."""
    return Cell(width, set_well(text, LABEL, width - (2 * PAD_SIDE if left else 4)), centred=not left, shaded=True)


def value_cell(text: str, width: float, centre: bool = False) -> Cell:
    """What was answered."""
    return Cell(width, set_well(text, VALUE, width - 2 * PAD_SIDE), centred=centre)


def heading(text: str, width: float) -> Ruled:
    """The title of a section, across."""
    return Ruled((Cell(width, set_lines(text, HEAD, width - 2 * PAD_SIDE), shaded=True),))


def table_rows(heads: Sequence[str], rows: Sequence[Sequence[str]], width: float) -> list[Ruled]:
    """A table as ruled rows, the head first; set as large as lets every word stand whole, columns by what they hold."""
    size = next((one for one in TABLE_SIZES if sum(_least(heads, rows, one)) <= width), SMALLEST_TABLE)
    widths = _shares(heads, rows, size, width)
    strong, plain = Style(BOLD, size, size * 1.35), Style(size=size, leading=size * 1.35)
    first = tuple(
        Cell(wide, set_lines(text, strong, wide - 4), centred=True, shaded=True)
        for text, wide in zip(heads, widths, strict=True)
    )
    body = [
        tuple(
            Cell(wide, set_lines(text, plain, wide - 4), centred=True) for text, wide in zip(row, widths, strict=True)
        )
        for row in rows
    ]
    return [Ruled(first), *(Ruled(cells, above=Ruled(first)) for cells in body)]


def _least(heads: Sequence[str], rows: Sequence[Sequence[str]], size: float) -> list[float]:
    """How narrow each column may be: two characters of its head, a number, three characters of a name."""
    plain = Style(size=size, leading=size * 1.35)
    least = []
    for nth, head in enumerate(heads):
        words = [row[nth] for row in rows]
        whole = [set_line(_half(run), plain).width for text in words for run in _UNBROKEN.findall(text)]
        han = [min(set_line(text, plain).width, 3 * size) for text in words if not text.isascii()]
        least.append(max(min(len(head), 2) * size, *whole, *han, 0) + 6)
    return least


def _half(run: str) -> str:
    """Half of a number so long that it is parted in two; a shorter one whole."""
    return run[: len(run) // 2 + 1] if len(run) > LONGEST_WHOLE else run


def _shares(heads: Sequence[str], rows: Sequence[Sequence[str]], size: float, width: float) -> list[float]:
    """Widths that add up to `width`: the least of each column, and what is left by what each would like to have."""
    plain = Style(size=size, leading=size * 1.35)
    least = _least(heads, rows, size)
    wished = []
    for nth, (head, narrow) in enumerate(zip(heads, least, strict=True)):
        told = [head, *(row[nth] for row in rows)]
        wished.append(max(min(max(set_line(text, plain).width for text in told) + 6, 160), narrow))
    spare, more = width - sum(least), [wish - narrow for wish, narrow in zip(wished, least, strict=True)]
    if spare < 0:
        return [narrow * width / sum(least) for narrow in least]
    if sum(more) <= spare:
        rest = (spare - sum(more)) / len(heads)
        return [wish + rest for wish in wished]
    return [narrow + spare * part / sum(more) for narrow, part in zip(least, more, strict=True)]


def put(galley: Galley, rows: Sequence[Ruled]) -> None:
    """Rows below each other; a heading stays with the row below it."""
    for nth, row in enumerate(rows):
        spacing = galley.spacing
        below = rows[nth + 1].height(spacing.pad, spacing.row) if nth == 0 and len(rows) > 1 else 0.0
        mine = row.height(spacing.pad, spacing.row)
        if nth == 0 and mine + below > galley.room and mine + below <= galley.bottom - galley.top:
            galley.turn()
        if row.high > spacing.row:
            galley.spacing = replace(spacing, row=min(row.high, galley.bottom - galley.top))
        galley.head = partial(_again, galley, row.above, galley.spacing) if row.above else None
        galley.row(row.cells)
        galley.spacing, galley.head = spacing, None


def _again(galley: Galley, row: Ruled, spacing: Spacing) -> None:
    """A heading or head of a table said again on the next page, no higher than it is."""
    galley.spacing = replace(spacing, row=LABEL.leading + 2 * spacing.pad)
    galley.row(row.cells)
    galley.spacing = spacing


def put_band(galley: Galley, title: str, rows: Sequence[Ruled]) -> None:
    """Rows with their common title at the left, read downwards; a band too long for the page goes on with its title."""
    spacing = galley.spacing
    band, waiting = BAND_MM * MM, list(rows)
    while waiting:
        here: list[Ruled] = []
        used = 0.0
        for row in waiting:
            used += row.height(spacing.pad, spacing.row)
            if used > galley.room + 0.01:
                break
            here.append(row)
        if len(here) < min(len(waiting), FEWEST_ROWS) and galley.y > galley.top:
            galley.turn()
            continue
        if not here:
            _put_too_high(galley, waiting.pop(0), band)
            continue
        _put_whole(galley, title, here, band)
        waiting = waiting[len(here) :]
        if waiting:
            galley.turn()


def _put_too_high(galley: Galley, row: Ruled, band: float) -> None:
    """A row higher than a page: without its title, parted between its lines."""
    first, *rest = row.cells
    galley.row((Cell(first.width + band, first.lines, first.centred, first.shaded), *rest))


def _put_whole(galley: Galley, title: str, rows: Sequence[Ruled], band: float) -> None:
    """Rows that stand together, drawn with the title's cell beside them."""
    spacing = galley.spacing
    heights = [row.height(spacing.pad, spacing.row) for row in rows]
    high = sum(heights)
    lines = _downwards(title, high)

    def ink(sheet: Sheet, y: float) -> None:
        left = galley.left
        right = left + band + sum(cell.width for cell in rows[0].cells)
        sheet.shade(left, y, band, high)
        text = sum(line.style.leading for line in lines)
        sheet.lines(left, y + (high - text) / 2, lines, band)
        for edge in (left, left + band, right):
            sheet.rule((edge, y), (edge, y + high))
        sheet.rule((left, y), (right, y))
        sheet.rule((left, y + high), (right, y + high))
        for row, height in zip(rows, heights, strict=True):
            _cells(sheet, (left + band, y), row.cells, height)
            y += height

    galley.place(high, ink)


def _cells(sheet: Sheet, corner: tuple[float, float], cells: Sequence[Cell], height: float) -> None:
    """The cells of one row: ground, text, the rule at their left and below."""
    x, y = corner
    right = x + sum(cell.width for cell in cells)
    for nth, cell in enumerate(cells):
        if cell.shaded:
            sheet.shade(x, y, cell.width, height)
        at = y + (height - cell.height) / 2
        sheet.lines(x if cell.centred else x + PAD_SIDE, at, cell.lines, cell.width if cell.centred else 0.0)
        if nth:
            sheet.rule((x, y), (x, y + height))
        x += cell.width
    sheet.rule((corner[0], y + height), (right, y + height))


def _downwards(title: str, high: float) -> list[Line]:
    """The title read downwards: one character a line where there is room, two where there is less."""
    for each in (1, 2, 3):
        style = HEAD if each == 1 else HEAD.sized(9.5 if each == 2 else 8)
        lines = [set_line(part, style) for part in _pieces(title, each)]
        if sum(line.style.leading for line in lines) <= high - 4:
            return lines
    return set_lines(title, HEAD.sized(7), BAND_MM * MM - 3)


def _pieces(title: str, each: int) -> list[str]:
    """So many characters each; a bracket that closes is never first, one that opens never last."""
    if each == 1:
        return list(title)
    pieces: list[str] = []
    for at in range(0, len(title), each):
        piece = title[at : at + each]
        if pieces and pieces[-1][-1] in OPENING:
            pieces[-1], piece = pieces[-1][:-1], pieces[-1][-1] + piece
        if pieces and piece[0] in CLOSING:
            pieces[-1], piece = pieces[-1] + piece[0], piece[1:]
        if piece:
            pieces.append(piece)
    return [piece for piece in pieces if piece]
