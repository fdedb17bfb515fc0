"""The sheet of A4 that the hall's papers share: its margins, its type, the place for a seal, the mark of a demo.

Margins 28 mm left and 26 mm right as in GB/T 9704-2012; a notice is a table and may begin higher and end lower than
that standard's 37 and 35 mm.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.app.papers import Station
from kiosk.paper import words as w
from kiosk.paper.faces import BOLD
from kiosk.paper.galley import Galley
from kiosk.paper.sheet import MM, Sheet
from kiosk.paper.typesetting import Line, Run, Style, set_line, set_lines, set_to_fit

WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT = 28 * MM, 184 * MM
TOP, BOTTOM = 25 * MM, 265 * MM
BODY = RIGHT - LEFT
MODULE = 4 * 72 / 203
"""Side of a QR module: four dots of a 203 dpi printer, half a millimetre."""

PLAIN = Style()
STRONG = Style(face=BOLD)
TEXT = Style(size=12, leading=19.5)
TEXT_STRONG = Style(face=BOLD, size=12, leading=19.5)
SMALL = Style(size=9.5, leading=15)
SMALL_STRONG = Style(face=BOLD, size=10.5, leading=16)
NOTE = Style(size=9.5, leading=15, grey=0.25)
BODY_NAME = Style(face=BOLD, size=18, leading=27)
TITLE = Style(face=BOLD, size=26, leading=37)
NUMBER = Style(size=11, leading=20)
NAME = Style(face=BOLD, size=13, leading=22)

SEAL_RADIUS = 21 * MM


@dataclass(frozen=True, slots=True)
class Seal:
    """What stands in the dashed circle: which seal, whose, and the day that it is put over (骑年盖月)."""

    says: str
    issuer: str
    day: str


def draw_seal(sheet: Sheet, x: float, y: float, seal: Seal) -> None:
    """The circle, its upper left corner at x, y."""
    across = 2 * SEAL_RADIUS
    sheet.frame((x, y, across, across), 0.8, SEAL_RADIUS, "3 2.4", 0.55)
    name = set_to_fit(seal.issuer, PLAIN, across - 3 * MM, 8)
    lines = [
        set_line(seal.says, NOTE),
        set_line(" ", NOTE.sized(4)),
        *([name] if name else set_lines(seal.issuer, PLAIN.sized(9), 0.85 * across)),
        set_line(seal.day, PLAIN),
    ]
    high = sum(line.style.leading for line in lines)
    sheet.lines(x, y + SEAL_RADIUS - high / 2, lines, across)


def draw_demo_mark(sheet: Sheet, station: Station) -> None:
    """On every page of a demo's papers: that they are none."""
    if not station.demo:
        return
    says = set_line(w.DEMO_SAYS, STRONG)
    x, above = (sheet.width - says.width) / 2, 7 * MM
    sheet.frame((x - 8, above - 2, says.width + 16, says.style.leading + 4), 1, 3)
    sheet.text(x, above, says)


def centred(galley: Galley, lines: Sequence[Line], width: float = BODY) -> None:
    """Lines below each other in the middle of the body."""
    for line in lines:
        galley.place(
            line.style.leading,
            lambda sheet, y, line=line: sheet.lines(galley.left, y, [line], width) and None,  # type: ignore[misc]
        )


def spaced(title: str, style: Style = TITLE) -> Line:
    """A title with air between its characters, less when it is long."""
    air = 0.22 if len(title) <= 6 else 0.08
    line = set_line(title, style)
    runs = tuple(Run(run.face, run.text, run.before, air * style.size) for run in line.runs)
    return Line(style, runs, line.width + air * style.size * (len(title) - 1))
