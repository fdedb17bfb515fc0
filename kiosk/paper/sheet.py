"""A sheet on the drawing board: lines, rules, frames and the QR code are put on it from its upper left corner.

All measures are points (1/72 inch), x to the right, y downwards.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kiosk.paper.faces import BOLD, font
from kiosk.paper.typesetting import Line, Run

if TYPE_CHECKING:
    from kiosk.paper.embedding import Travelling

MM = 72 / 25.4
"""Points in a millimetre."""

ASCENT = 0.88  # of the type size: from the top of a Chinese character's square to its baseline
_QUARTER = 0.5523  # where the handles of a curve stand that looks like a quarter of a circle

Box = tuple[float, float, float, float]

SHADE = 0.945
STROKED_BOLD = 0.045  # of the type size: the outline that stands for a bold face where the character has none


HAND = "\u2003"
"""White that is left for a signature: HAND_WIDE of them for the first hand, one more for each further one."""
HAND_WIDE, HAND_HIGH = 7, 27.0  # in type sizes; in points


@dataclass(frozen=True, slots=True)
class Hand:
    """A signature: strokes of points (x, y) on a pad of `width` by `height`."""

    strokes: tuple[tuple[tuple[float, float], ...], ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the file says of itself; `made_at` is the paper's own time, so that a reprint is the same file."""

    title: str
    author: str
    subject: str
    made_at: datetime


class Sheet:
    """The pages of one paper, drawn in order."""

    def __init__(self, width: float, height: float, particulars: Particulars) -> None:
        from kiosk.paper.embedding import Pages

        self.width = width
        self.height = height
        self._file = io.BytesIO()
        self._canvas: Any = Pages(self._file, pagesize=(width, height), invariant=1, pdfVersion=(1, 4), lang="zh-CN")
        self._made_at = particulars.made_at
        self._tell(particulars)
        self._ground: list[str] = []
        self._ink: list[str] = []
        self._fonts: dict[str, Travelling] = {}
        self.hands: Sequence[Hand] = ()

    def text(self, x: float, y: float, line: Line) -> None:
        """Set a line whose upper edge is `y`: the characters stand in the middle of the line height."""
        size = line.style.size
        baseline = self.height - y - (line.style.leading - size) / 2 - ASCENT * size
        self._ink.append(f"BT {_grey(line.style.grey)} 0 Tr {x:.3f} {baseline:.3f} Td")
        for run in line.runs:
            self._ink.extend(self._run(run, size, line.style.bold))
        self._ink.append("ET")
        if HAND in line.text and self.hands:
            self._sign(x, y + line.style.leading / 2, line)

    def lines(self, x: float, y: float, lines: Sequence[Line], width: float = 0.0) -> float:
        """Lines below each other, each in the middle of `width` when that is given. Returns the y below the last."""
        for line in lines:
            self.text(x + (width - line.width) / 2 if width else x, y, line)
            y += line.style.leading
        return y

    def _sign(self, x: float, middle: float, line: Line) -> None:
        """A signature where a line has left white for it; how much white says whose."""
        before, _, rest = line.text.partition(HAND)
        nth = len(rest) - len(rest.lstrip(HAND)) + 1 - HAND_WIDE
        if not 0 <= nth < len(self.hands):
            return
        hand, size = self.hands[nth], line.style.size
        at = x + line.width * _place(before, line.text)
        scale = min(HAND_WIDE * size / hand.width, HAND_HIGH / hand.height)
        top = middle - hand.height * scale / 2
        for stroke in hand.strokes:
            dots = [(at + px * scale, self.height - top - py * scale) for px, py in stroke]
            dots = dots if len(dots) > 1 else [*dots, (dots[0][0] + 0.4, dots[0][1])]
            path = " ".join(f"{px:.2f} {py:.2f} {'l' if k else 'm'}" for k, (px, py) in enumerate(dots))
            self._ink.append(f"q 1 J 1 j 0 G 0.9 w {path} S Q")

    def rule(self, start: tuple[float, float], end: tuple[float, float], weight: float = 0.6, dash: str = "") -> None:
        """A straight rule; `dash` is a pattern such as '3 2', in points."""
        (x1, y1), (x2, y2) = start, end
        self._ink.append(
            f"q {weight} w [{dash}] 0 d {x1:.3f} {self.height - y1:.3f} m {x2:.3f} {self.height - y2:.3f} l S Q"
        )

    def shade(self, x: float, y: float, width: float, height: float) -> None:
        """A light grey ground, behind everything else on this page wherever it is asked for."""
        self._ground.append(f"{SHADE} g {x:.3f} {self.height - y - height:.3f} {width:.3f} {height:.3f} re f")

    def frame(self, box: Box, weight: float = 0.6, radius: float = 0.0, dash: str = "", grey: float = 0.0) -> None:
        """The outline of a box (x, y, width, height); round corners with `radius`, a circle when it is half the box."""
        x, y, width, height = box
        bottom, top, right = self.height - y - height, self.height - y, x + width
        square = f"{x:.3f} {bottom:.3f} {width:.3f} {height:.3f} re"
        path = _round(x, bottom, right, top, radius) if radius else square
        self._ink.append(f"q {_grey(grey)} {weight} w [{dash}] 0 d {path} S Q")

    def squares(self, x: float, y: float, side: float, rows: Sequence[Sequence[bool]]) -> None:
        """A pattern of black squares as one path, each `side` points; neighbours in a row are one rectangle."""
        marks = [
            f"{x + start * side:.4f} {self.height - y - (row + 1) * side:.4f} {length * side:.4f} {side:.4f} re"
            for row, squares in enumerate(rows)
            for start, length in _stretches(squares)
        ]
        self._ink.append("q 0 g " + "\n".join(marks) + " f Q")

    def next_page(self) -> None:
        """This page is done."""
        self._settle()
        self._canvas.showPage()

    def pdf(self) -> bytes:
        """The whole paper as a file. Nothing can be drawn after that."""
        from kiosk.paper.archival import prepare

        self.next_page()
        self._canvas._doc.delayedFonts.extend(self._fonts.values())
        prepare(self._canvas._doc, self._made_at)
        self._canvas.save()
        return self._file.getvalue()

    def _run(self, run: Run, size: float, bold: bool) -> list[str]:
        """Operators that set one run."""
        face = self._font(run.face)
        ink = [f"/{face.label} {size:.2f} Tf {run.loose:.4f} Tc"]
        if bold:
            ink.append(f"{0 if run.face == BOLD else 2} Tr {STROKED_BOLD * size:.2f} w")
        if run.before:
            ink.append(f"[{-1000 * run.before / size:.1f}] TJ")
        ink.append(f"<{face.codes(run.text)}> Tj")
        return ink

    def _font(self, name: str) -> "Travelling":
        """The part of a font that travels with this paper."""
        if name not in self._fonts:
            from kiosk.paper.embedding import Travelling

            self._fonts[name] = Travelling(font(name), f"F{len(self._fonts) + 1}")
        return self._fonts[name]

    def _tell(self, particulars: Particulars) -> None:
        canvas, made = self._canvas, particulars.made_at
        canvas.setTitle(particulars.title)
        canvas.setAuthor(particulars.author)
        canvas.setSubject(particulars.subject)
        canvas.setCreator("weimin-kiosk")
        offset = made.strftime("%z")
        stamp = made.strftime("D:%Y%m%d%H%M%S") + (f"{offset[:3]}'{offset[3:5]}'" if offset else "")
        canvas._doc.info._dateFormatter = lambda *_: stamp

    def _settle(self) -> None:
        """Hand over what was collected for this page, the ground first."""
        self._canvas.addLiteral("\n".join([*self._ground, *self._ink]))
        self._ground, self._ink = [], []


def _place(before: str, whole: str) -> float:
    """How far along a line its text has come, from 0 to 1; Latin letters and digits are half as wide as the rest."""

    def wide(text: str) -> float:
        return sum(0.55 if ord(one) < 0x2000 else 1.0 for one in text)

    return wide(before) / max(wide(whole), 1.0)


def _round(left: float, bottom: float, right: float, top: float, radius: float) -> str:
    """A closed path with round corners, counter-clockwise from the lower edge."""
    r, k = radius, radius * (1 - _QUARTER)
    corners = [
        f"{left + r:.3f} {bottom:.3f} m {right - r:.3f} {bottom:.3f} l",
        f"{right - k:.3f} {bottom:.3f} {right:.3f} {bottom + k:.3f} {right:.3f} {bottom + r:.3f} c",
        f"{right:.3f} {top - r:.3f} l {right:.3f} {top - k:.3f} {right - k:.3f} {top:.3f} {right - r:.3f} {top:.3f} c",
        f"{left + r:.3f} {top:.3f} l {left + k:.3f} {top:.3f} {left:.3f} {top - k:.3f} {left:.3f} {top - r:.3f} c",
        f"{left:.3f} {bottom + r:.3f} l {left:.3f} {bottom + k:.3f} {left + k:.3f} {bottom:.3f}",
        f"{left + r:.3f} {bottom:.3f} c h",
    ]
    return " ".join(corners)


def _grey(grey: float) -> str:
    return f"{grey:g} g {grey:g} G"


def _stretches(squares: Sequence[bool]) -> list[tuple[int, int]]:
    """(start, length) of every stretch of black squares in a row."""
    found, start = [], -1
    for at, black in enumerate([*squares, False]):
        if black and start < 0:
            start = at
        elif not black and start >= 0:
            found.append((start, at - start))
            start = -1
    return found
