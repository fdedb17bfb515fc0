"""The compositor: turns a text into lines that a reader of Chinese would accept, whatever name stands in it.

Rules kept (GB/T 15834-2011 on punctuation, and the W3C's requirements for Chinese text layout): no closing mark
begins a line, no opening one ends it; numbers and Latin words stay whole where they can, a number keeps its
measure word; a quarter-width gap stands between Chinese and Latin or digits; neighbouring full-width marks
share their white.
"""

from dataclasses import dataclass
from itertools import pairwise

from assets.lettering import pieces
from kiosk.paper.faces import BOLD, REGULAR, advance
from kiosk.paper.words import CLOSING_MARKS, COUNTED, NO_LINE_START, OPENING_MARKS, TICKS

LATIN_GAP = 0.2  # of the type size
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: face, type size and line height in points, ink from 0 (black) to 1 (white)."""

    face: str = REGULAR
    size: float = 10.5
    leading: float = 15.5
    grey: float = 0.0

    @property
    def bold(self) -> bool:
        return self.face == BOLD

    def sized(self, size: float) -> "Style":
        """The same at another size, line height in proportion."""
        return Style(self.face, size, self.leading * size / self.size, self.grey)


@dataclass(frozen=True, slots=True)
class Sign:
    """One drawn character: the face that draws it, its width in points, and the white (or less) before it."""

    text: str
    face: str
    width: float
    before: float = 0.0
    breaks: bool = False  # a line may begin here

    @property
    def han(self) -> bool:
        return ord(self.text) >= 0x2E80


@dataclass(frozen=True, slots=True)
class Run:
    """Signs set in one go: one face, nothing between them but `loose` points where the line is justified."""

    face: str
    text: str
    before: float = 0.0
    loose: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """One set line: runs from left to right, `width` points in all."""

    style: Style
    runs: tuple[Run, ...]
    width: float

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def set_line(text: str, style: Style) -> Line:
    """The whole text on one line, however long."""
    return _line(_signs(text.replace("\n", " "), style), style)


def set_to_fit(text: str, style: Style, width: float, smallest: float) -> Line | None:
    """One line no wider than `width`, set smaller where it must be; None when even `smallest` points are too wide."""
    line = set_line(text, style)
    if line.width <= width:
        return line
    size = max(style.size * width / line.width - 0.05, smallest)
    line = set_line(text, style.sized(size))
    return line if line.width <= width else None


def set_lines(text: str, style: Style, width: float, indent: float = 0.0, justify: bool = False) -> list[Line]:
    """The text in lines no wider than `width`; `indent` is white before the first; a line feed begins a new line.

    At least one line comes back. Only a single sign wider than `width` sticks out.
    """
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        signs = _signs(paragraph, style)
        first = True
        while first or signs:
            room = width - (indent if first else 0.0)
            taken = _how_many(signs, room)
            rest = _after_break(signs[taken:])
            line = _line(_trimmed(signs[:taken]), style, room if justify and rest else 0.0)
            lines.append(_indented(line, indent) if first and indent else line)
            signs, first = rest, False
    return lines


def set_well(text: str, style: Style, width: float) -> list[Line]:
    """The text in lines, set up to a tenth smaller where that saves a line that would hold one or two signs alone."""
    lines = set_lines(text, style, width)
    number_parted = len(lines) == 2 and text.isascii()
    if len(lines) == 1 or not (len(lines[-1].text) <= 2 or number_parted):
        return lines
    smaller = set_lines(text, style.sized(style.size * 0.9), width)
    return smaller if len(smaller) < len(lines) else lines


def _signs(text: str, style: Style) -> list[Sign]:
    """Every character that has ink or width, measured, with the white before it and whether a line may begin at it."""
    plain = [(piece if piece != "\t" else " ", face) for piece, face in pieces(text.replace("\r", ""), style.face)]
    drawn = [(character, face) for piece, face in plain for character in piece if character != "\n"]
    signs = [Sign(text, face, advance(text, face) * style.size / 1000) for text, face in drawn]
    following = [
        Sign(sign.text, sign.face, sign.width, _white(left, sign, style.size), _may_break(left, sign))
        for left, sign in pairwise(signs)
    ]
    return signs[:1] + following


def _white(left: Sign, right: Sign, size: float) -> float:
    """White between two neighbours, in points; negative where two full-width marks share theirs."""
    if left.text in CLOSING_MARKS and left.width >= size * 0.99 and right.text in CLOSING_MARKS + OPENING_MARKS:
        return -HALF * size
    if left.text in OPENING_MARKS and right.text in OPENING_MARKS and right.width >= size * 0.99:
        return -HALF * size
    marks = CLOSING_MARKS + OPENING_MARKS
    if left.text in marks or right.text in marks:
        return 0.0
    latin_meets_han = left.han != right.han and left.text.isalnum() and right.text.isalnum()
    return LATIN_GAP * size if latin_meets_han else 0.0


def _may_break(left: Sign, right: Sign) -> bool:
    if right.text == " " or right.text in NO_LINE_START or left.text in OPENING_MARKS + TICKS:
        return False
    if left.text == " ":
        return True
    if _word(left.text) and _word(right.text):
        return False
    return not (left.text.isdigit() and right.text in COUNTED)


def _word(text: str) -> bool:
    """Whether a character belongs to a Latin word or a number: such a run stays whole where it can."""
    return text != " " and ord(text) < 0x2000


def _how_many(signs: list[Sign], room: float) -> int:
    """How many signs stand on a line `room` points wide, at least one. A closing mark's white half may stick out."""
    used, fitting = 0.0, 0
    for sign in signs:
        used += sign.width + (sign.before if fitting else 0.0)
        spare = HALF * sign.width if sign.text in CLOSING_MARKS and sign.han else 0.0
        if used - spare > room + 0.01 and sign.text != " ":
            break
        fitting += 1
    if fitting >= len(signs):
        return len(signs)
    for at in range(fitting, 0, -1):
        if signs[at].breaks:
            return at
    return max(_in_a_word(signs, fitting), 1)


def _in_a_word(signs: list[Sign], fitting: int) -> int:
    """Where to cut a word longer than the line: after its last hyphen or stroke, else at the edge."""
    for at in range(fitting, fitting // 2, -1):
        if signs[at - 1].text in "-/_.@:":
            return at
    return fitting


def _after_break(signs: list[Sign]) -> list[Sign]:
    """What is left for the next line, without the blanks it would begin with."""
    at = next((number for number, sign in enumerate(signs) if sign.text != " "), len(signs))
    return signs[at:]


def _trimmed(signs: list[Sign]) -> list[Sign]:
    """Without the blanks at the end."""
    end = next((number for number in range(len(signs), 0, -1) if signs[number - 1].text != " "), 0)
    return signs[:end]


def _line(signs: list[Sign], style: Style, fill: float = 0.0) -> Line:
    """Signs as runs; with `fill`, spread (a little) to that width between Chinese characters."""
    width = sum(sign.width + sign.before for sign in signs[1:]) + (signs[0].width if signs else 0.0)
    if signs and fill and signs[-1].text in CLOSING_MARKS and signs[-1].han:
        fill += HALF * signs[-1].width  # the last mark's white half hangs over the edge
    places = sum(1 for sign in signs[:-1] if sign.han)
    loose = (fill - width) / places if fill and places else 0.0
    if not -0.06 * style.size <= loose <= 0.25 * style.size:
        loose = 0.0
    return Line(style, tuple(_runs(signs, loose)), width + loose * places)


def _runs(signs: list[Sign], loose: float) -> list[Run]:
    """Neighbours of one face with nothing between them, put together."""
    runs: list[Run] = []
    for number, sign in enumerate(signs):
        before = sign.before if number else 0.0
        spread = loose if sign.han else 0.0
        last = runs[-1] if runs else None
        if last and not before and last.face == sign.face and last.loose == spread:
            runs[-1] = Run(last.face, last.text + sign.text, last.before, last.loose)
        else:
            runs.append(Run(sign.face, sign.text, before, spread))
    return runs


def _indented(line: Line, indent: float) -> Line:
    head = Run(line.style.face, "", indent)
    return Line(line.style, (head, *line.runs), line.width + indent)
