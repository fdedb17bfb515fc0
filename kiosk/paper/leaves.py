"""The leaves of a document: what stands above and below on every page, whatever is on it."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.app.papers import Station
from kiosk.paper import facts
from kiosk.paper import words as w
from kiosk.paper.a4 import HEIGHT, LEFT, NOTE, RIGHT, WIDTH, draw_demo_mark
from kiosk.paper.galley import Galley
from kiosk.paper.sheet import MM, Hand, Particulars, Sheet
from kiosk.paper.typesetting import Line, set_line, set_lines, set_to_fit


@dataclass(frozen=True, slots=True)
class Leaves:
    """The words at the edges of the pages. `left` and `right` stand above, `foot` below; `edges` are their ends."""

    station: Station
    title: str
    number: str
    subject: str
    made_at: datetime
    author: str
    left: str = ""
    right: str = ""
    foot: str = ""
    edges: tuple[float, float] = (LEFT, RIGHT)
    hands: tuple[Hand, ...] = ()


def printed(galley: Galley, leaves: Leaves) -> bytes:
    """Every page with its head and foot, and what was placed on it."""
    title = f"{leaves.title} {leaves.number}".strip()
    sheet = Sheet(WIDTH, HEIGHT, Particulars(title, leaves.author, leaves.subject, leaves.made_at))
    sheet.hands = leaves.hands
    for number, blocks in enumerate(galley.pages, 1):
        if number > 1:
            sheet.next_page()
        _head(sheet, leaves, number)
        for y, draw in blocks:
            draw(sheet, y)
        _foot(sheet, leaves, (number, len(galley.pages)))
    return sheet.pdf()


def _head(sheet: Sheet, leaves: Leaves, number: int) -> None:
    """Which copy this is, and on later pages which document."""
    left, right = leaves.edges
    mine = set_line(leaves.right, NOTE)
    sheet.text(right - mine.width, 15 * MM, mine)
    says = leaves.left
    if number > 1:
        says = w.CONTINUED.format(title=leaves.title, document_no=leaves.number or leaves.subject)
    sheet.text(left, 15 * MM, _fitted(says, right - left - mine.width - 6 * MM))
    draw_demo_mark(sheet, leaves.station)


def _foot(sheet: Sheet, leaves: Leaves, place: tuple[int, int]) -> None:
    """A rule, what the copies are for, and where and when the centre is open."""
    (number, pages), (left, right), y = place, leaves.edges, 267 * MM
    sheet.rule((left, y), (right, y))
    page = set_line(w.PAGE_OF.format(page=number, pages=pages) if pages > 1 else "", NOTE)
    width = right - left
    first = set_lines(leaves.foot, NOTE, width - (page.width + 4 * MM if pages > 1 else 0)) if leaves.foot else []
    where = facts.whereabouts(leaves.station)
    sheet.lines(left, y + 1.5 * MM, [*first, *(set_lines(where, NOTE, width) if where else [])][:5])
    sheet.text(right - page.width, y + 1.5 * MM, page)


def _fitted(text: str, width: float) -> Line:
    """One line, smaller where it must be, cut by nothing."""
    return set_to_fit(text, NOTE, width, 5) or set_line(text, NOTE.sized(5))
