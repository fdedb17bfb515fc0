"""The queue slip (号票): the number large, how long it will take, and what to have ready, on 80 mm of paper.

All measures are dots of a 203 dpi printer, so that rules and modules fall on whole dots; the paper is as long
as its contents.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.app.papers import SlipPaper
from kiosk.paper import qr
from kiosk.paper import words as w
from kiosk.paper.faces import BOLD, REGULAR
from kiosk.paper.sheet import Particulars, Sheet
from kiosk.paper.typesetting import Line, Style, set_line, set_lines, set_to_fit
from kiosk.paper.words import Slip

DOT = 72 / 203
WIDTH = 640
LEFT, RIGHT = 56, 584  # 7 mm on each side, 4 of which cannot be printed on
BODY = RIGHT - LEFT
MODULE_MOST, MODULE_LEAST = 6, 3
QR_ROOM = 250

Put = Callable[[Sheet], object]


def _style(size: int, bold: bool = False, leading: float = 1.46) -> Style:
    return Style(BOLD if bold else REGULAR, size * DOT, size * leading * DOT)


HEAD = _style(34, bold=True)
BODY_TEXT = _style(26)
BODY_STRONG = _style(26, bold=True)
NUMBER = _style(176, bold=True, leading=1.12)
GREEN = _style(30, bold=True)
MATTER = _style(36, bold=True, leading=1.3)
CATEGORY = _style(28)
FIGURE = _style(44, bold=True, leading=1.3)
UNIT = _style(28, bold=True)
TITLE = _style(30, bold=True)
SMALLEST = 20 * DOT


@dataclass(slots=True)
class Roll:
    """The paper as it comes out: what was put on it, and how far it has come, in dots."""

    put: list[Put]
    y: float = 20

    def feed(self, dots: float) -> None:
        self.y += dots

    def lines(self, lines: Sequence[Line], x: float = LEFT, width: float = 0) -> None:
        """Lines below each other, in the middle of `width` when that is given."""
        for line in lines:
            self.add(lambda sheet, y, line=line: sheet.lines(x * DOT, y, [line], width * DOT))  # type: ignore[misc]
            self.y += line.style.leading / DOT

    def rule(self, dash: str = "") -> None:
        """A rule across, two dots thick."""
        self.feed(14)
        self.add(lambda sheet, y: sheet.rule((LEFT * DOT, y), (RIGHT * DOT, y), 2 * DOT, dash))
        self.feed(14)

    def add(self, draw: Callable[[Sheet, float], object]) -> None:
        """Something drawn at the present place."""
        at = round(self.y) * DOT
        self.put.append(lambda sheet: draw(sheet, at))


def slip_pdf(paper: SlipPaper) -> bytes:
    """The slip as PDF, 80 mm wide; the same paper gives the same bytes. ValueError: QR text longer than any code."""
    roll = Roll([])
    _head(roll, paper)
    _number(roll, paper)
    _waiting(roll, paper)
    _bring(roll, paper)
    _scan(roll, paper)
    _foot(roll, paper)
    title = Slip.TITLE.format(number=paper.number)
    about = Particulars(title, paper.station.name, Slip.SUBJECT, paper.taken_at)
    sheet = Sheet(whole(WIDTH), whole(round(roll.y + 16)), about)
    for put in roll.put:
        put(sheet)
    return sheet.pdf()


def whole(dots: int) -> float:
    """Dots in points, a hair less: a page a millionth of a dot too wide would be drawn one dot wider."""
    return math.floor(dots * DOT * 1000) / 1000


def _head(roll: Roll, paper: SlipPaper) -> None:
    if paper.station.demo:
        says = set_line(w.DEMO_SAYS, BODY_STRONG)
        box = (LEFT * DOT, roll.y * DOT, BODY * DOT, 44 * DOT)
        roll.add(lambda sheet, _y: sheet.frame(box, 2 * DOT))
        roll.feed(3)
        roll.lines([says], width=BODY)
        roll.feed(14)
    roll.lines(fitting(paper.station.name, HEAD), width=BODY)
    at = paper.taken_at
    taken = Slip.TAKEN.format(date=w.day(at), weekday=w.weekday(at), time=f"{at:%H:%M}")
    roll.lines(fitting(taken, BODY_TEXT), width=BODY)
    roll.rule()


def _number(roll: Roll, paper: SlipPaper) -> None:
    """The number as large as the paper allows, and what it is for."""
    roll.lines(fitting(paper.number, NUMBER), width=BODY)
    marks = [mark for mark, told in ((Slip.GREEN, paper.green), (w.PRINTED_AGAIN, paper.again)) if told]
    if marks:
        says = set_line(w.SPACE.join(marks), GREEN)
        wide = says.width / DOT + 48
        x = (WIDTH - wide) / 2
        roll.feed(4)
        roll.add(lambda sheet, y: sheet.frame((x * DOT, y, wide * DOT, 50 * DOT), 2 * DOT, 6 * DOT))
        roll.feed(3)
        roll.lines([says], width=BODY)
        roll.feed(16)
    roll.lines(_balanced(paper.matter, MATTER), width=BODY)
    windows = Slip.AT_WINDOWS.format(windows=w.LISTED.join(paper.windows)) if paper.windows else ""
    where = w.SPACE.join(part for part in (paper.category, windows) if part)
    roll.lines(set_lines(where, CATEGORY, BODY * DOT) if where else [], width=BODY)
    roll.rule()


def _waiting(roll: Roll, paper: SlipPaper) -> None:
    """How many are ahead, and how long it will take, side by side."""
    half = BODY / 2
    wait = Slip.RANGE.format(low=paper.wait[0], high=paper.wait[1]) if paper.wait else Slip.NO_WAIT
    unit = Slip.MINUTES if paper.wait else ""
    top = roll.y
    _figure(roll, (LEFT, top), str(paper.ahead), Slip.PEOPLE, Slip.AHEAD)
    _figure(roll, (LEFT + half, top), wait, unit, Slip.WAIT if paper.wait else Slip.NO_WAIT_SAYS)
    x, ends = (LEFT + half) * DOT, (top + 4, roll.y - 2)
    roll.add(lambda sheet, _y: sheet.rule((x, ends[0] * DOT), (x, ends[1] * DOT), 2 * DOT))
    roll.rule()


def _figure(roll: Roll, corner: tuple[float, float], figure: str, unit: str, meaning: str) -> None:
    """A large figure with its unit, what it means below."""
    x, roll.y = corner
    wide = BODY / 2
    large, small = set_line(figure, FIGURE), set_line(unit, UNIT)
    together = (large.width + small.width) / DOT + (8 if unit else 0)
    start = x + (wide - together) / 2
    roll.add(lambda sheet, y: sheet.text(start * DOT, y, large))
    lower = (FIGURE.leading - UNIT.leading) / 2 / DOT + (FIGURE.size - UNIT.size) * 0.38 / DOT
    roll.add(lambda sheet, y: sheet.text(start * DOT + large.width + 8 * DOT, y + lower * DOT, small))
    roll.feed(FIGURE.leading / DOT)
    roll.lines([set_line(meaning, BODY_TEXT)], x, wide)


def _bring(roll: Roll, paper: SlipPaper) -> None:
    """A box to tick for each thing to have ready, and how it is wanted."""
    if not paper.bring and not paper.notes:
        return
    if paper.bring:
        roll.lines([set_line(Slip.BRING, TITLE)])
    hows = (*paper.bring_how, *([""] * len(paper.bring)))
    for name, how in zip(paper.bring, hows, strict=False):
        _item(roll, name, set_line(how, BODY_TEXT))
    if paper.notes:
        roll.feed(6)
    for note in paper.notes:
        roll.lines(set_lines(note, BODY_TEXT, BODY * DOT))
    roll.rule("3 1.4")


def _item(roll: Roll, name: str, how: Line) -> None:
    """One thing to bring; how it is wanted stands at the right of its last line where there is room, else below."""
    indent = 37
    lines = set_lines(name, BODY_STRONG, (BODY - indent) * DOT)
    roll.feed(4)
    roll.add(lambda sheet, y: sheet.frame((LEFT * DOT, y + 8 * DOT, 22 * DOT, 22 * DOT), 2 * DOT))
    beside = lines[-1].width + how.width + 16 * DOT <= (BODY - indent) * DOT
    roll.lines(lines[:-1] if beside else lines, LEFT + indent)
    if beside:
        roll.add(lambda sheet, y: sheet.text(RIGHT * DOT - how.width, y, how))
        roll.lines(lines[-1:], LEFT + indent)
    else:
        roll.lines([how], RIGHT - how.width / DOT)
    roll.feed(2)


def _scan(roll: Roll, paper: SlipPaper) -> None:
    """The QR code, and what to do when the number is called."""
    modules = qr.modules(paper.qr)
    side = max(min(QR_ROOM // (len(modules) + 2 * qr.QUIET), MODULE_MOST), MODULE_LEAST)
    whole = (len(modules) + 2 * qr.QUIET) * side
    start = roll.y + 4
    at = (LEFT + qr.QUIET * side, round(start) + qr.QUIET * side)
    roll.add(lambda sheet, _y: sheet.squares(at[0] * DOT, at[1] * DOT, side * DOT, modules))
    x = LEFT + whole + 12
    lines = [set_line(Slip.SCAN, TITLE), *set_lines(Slip.SCAN_SAYS, BODY_TEXT, (RIGHT - x) * DOT)]
    high = sum(line.style.leading for line in lines) / DOT
    roll.y = start + max((whole - high) / 2, 0)
    roll.lines(lines, x)
    roll.y = start + max(whole, high)
    roll.rule("3 1.4")


def _foot(roll: Roll, paper: SlipPaper) -> None:
    machine = set_line(Slip.MACHINE.format(machine=paper.machine) if paper.machine else "", BODY_TEXT)
    roll.add(lambda sheet, y: sheet.text(RIGHT * DOT - machine.width, y, machine))
    roll.lines([set_line(Slip.VALID, BODY_TEXT)])
    if paper.station.phone:
        roll.lines(set_lines(Slip.PHONE.format(phone=paper.station.phone), BODY_TEXT, BODY * DOT))


def fitting(text: str, style: Style) -> list[Line]:
    """One line, smaller where it must be; several when even that is too wide."""
    line = set_to_fit(text, style, BODY * DOT, max(SMALLEST, style.size * 0.6))
    return [line] if line else set_lines(text, style.sized(style.size * 0.6), BODY * DOT)


def _balanced(text: str, style: Style) -> list[Line]:
    """Lines of about the same length, so that no single character stands alone on the last."""
    lines = set_lines(text, style, BODY * DOT)
    if len(lines) < 2:
        return lines
    whole = sum(line.width for line in lines)
    narrower = set_lines(text, style, max(whole / len(lines) + style.size, BODY * DOT / 2))
    return narrower if len(narrower) == len(lines) else lines
