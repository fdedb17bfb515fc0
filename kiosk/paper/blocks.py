"""The blocks that documents are built of: paragraphs, boxes, tables of facts, lists, places to sign, the closing."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from kiosk.app.documents import Heading
from kiosk.paper import facts, qr
from kiosk.paper import layout as kinds
from kiosk.paper import words as w
from kiosk.paper.a4 import (
    BODY,
    LEFT,
    MODULE,
    NOTE,
    PLAIN,
    RIGHT,
    SEAL_RADIUS,
    SMALL,
    SMALL_STRONG,
    STRONG,
    TEXT,
    TEXT_STRONG,
    Seal,
    centred,
    draw_seal,
    spaced,
)
from kiosk.paper.faces import BOLD
from kiosk.paper.galley import PAD_SIDE, Cell, Galley
from kiosk.paper.layout import Block, Layout
from kiosk.paper.sheet import MM, Sheet
from kiosk.paper.telling import Telling
from kiosk.paper.typesetting import Line, Style, set_line, set_lines, set_well

STYLES = {
    "text": TEXT,
    "strong": TEXT_STRONG,
    "plain": PLAIN,
    "small": SMALL,
    "large": Style(size=18, leading=26.5),
    "headline": Style(face=BOLD, size=21, leading=33),
}
OFFICIAL = {**STYLES, "text": Style(size=16, leading=29), "strong": Style(face=BOLD, size=16, leading=29)}
CAPTION = Style(face=BOLD, size=12, leading=20)
PART_TITLE = Style(face=BOLD, size=22, leading=34)
ROOM_UNDER_CAPTION = 28 * MM


@dataclass(frozen=True, slots=True)
class Drafting:
    """One document in the making: where its blocks go, and what fills their braces."""

    galley: Galley
    telling: Telling
    heading: Heading
    issuer: str
    layout: Layout
    width: float = BODY

    def style(self, name: str) -> Style:
        return (OFFICIAL if self.layout.official else STYLES)[name]


def draw(drafting: Drafting, block: Block) -> None:
    """Set one block, or nothing when the fact that it hangs on is not given."""
    if not drafting.telling.has(getattr(block, "when", "")):
        return
    match block:
        case kinds.Paragraph():
            _paragraph(drafting, block)
        case kinds.Box():
            _box(drafting, block)
        case kinds.Facts():
            _facts(drafting, block)
        case kinds.Table():
            _table(drafting, block)
        case kinds.Points():
            _points(drafting, block)
        case kinds.Part():
            _part(drafting, block)
        case kinds.Signing():
            _signing(drafting, block)
        case kinds.Closing():
            _closing(drafting, block)


def _paragraph(drafting: Drafting, block: kinds.Paragraph) -> None:
    style = drafting.style(block.style)
    indent = 2 * style.size if block.indent else 0.0
    lines = set_lines(drafting.telling.says(block.text), style, drafting.width, indent, justify=True)
    if block.style == "headline" and drafting.galley.room < ROOM_UNDER_CAPTION:
        drafting.galley.turn()
    drafting.galley.paragraph(lines, LEFT)
    drafting.galley.gap(1 * MM if block.style == "headline" else 2 * MM)


def _box(drafting: Drafting, block: kinds.Box) -> None:
    said = drafting.telling.says
    lines = [
        *set_lines(said(block.headline), TEXT_STRONG, drafting.width - 2 * PAD_SIDE),
        *set_lines(said(block.text), PLAIN, drafting.width - 2 * PAD_SIDE),
    ]
    height = sum(line.style.leading for line in lines) + 3 * MM

    def ink(sheet: Sheet, y: float) -> None:
        sheet.frame((LEFT, y, drafting.width, height), weight=1.2)
        sheet.lines(LEFT + PAD_SIDE, y + 1.5 * MM, lines)

    drafting.galley.place(height, ink)
    drafting.galley.gap(3 * MM)


def _facts(drafting: Drafting, block: kinds.Facts) -> None:
    label = block.label_mm * MM
    for row in block.rows:
        width = (drafting.width - len(row) * label) / len(row)
        first = min(75 * MM, width * 1.25) if len(row) > 1 else width
        widths = [first, *[(drafting.width - len(row) * label - first) / max(len(row) - 1, 1)] * (len(row) - 1)]
        cells: list[Cell] = []
        for entry, wide in zip(row, widths, strict=True):
            cells.append(Cell(label, set_lines(entry.label, STRONG, label - 2), centred=True, shaded=True))
            cells.append(Cell(wide, _field(drafting, entry, wide)))
        _row(drafting.galley, cells, max(entry.high for entry in row) * MM)
    drafting.galley.gap(2.5 * MM)


def _field(drafting: Drafting, entry: kinds.Entry, width: float) -> list[Line]:
    said = drafting.telling.says(entry.says) if entry.says else ""
    return set_well(said, STRONG if entry.strong else PLAIN, width - 2 * PAD_SIDE)


def _row(galley: Galley, cells: Sequence[Cell], high: float) -> None:
    """A ruled row of at least that height."""
    spacing = galley.spacing
    if high <= spacing.row:
        galley.row(cells)
        return
    galley.spacing = type(spacing)(min(high, galley.bottom - galley.top), spacing.pad, spacing.air)
    galley.row(cells)
    galley.spacing = spacing


def _table(drafting: Drafting, block: kinds.Table) -> None:
    galley, rows = drafting.galley, drafting.telling.rows(block.of)
    widths = _widths(block.columns, drafting.width)
    _caption(drafting, block.caption)
    head = [
        Cell(wide, set_well(column.title, STRONG, wide - 4), centred=True, shaded=True)
        for column, wide in zip(block.columns, widths, strict=True)
    ]
    if galley.room < 2 * galley.spacing.row:
        galley.turn()
    galley.row(head)
    galley.head = partial(galley.row, head)
    for row in rows:
        cells = [_cell(row, column, wide) for column, wide in zip(block.columns, widths, strict=True)]
        _row(galley, cells, block.high * MM)
    for _ in range(block.blanks - len(rows)):
        _row(galley, [Cell(wide, ()) for wide in widths], block.high * MM)
    galley.head = None
    galley.gap(2.5 * MM)


def _cell(row: Telling, column: kinds.Column, width: float) -> Cell:
    inner = width - 2 * (PAD_SIDE if column.left else 3)
    return Cell(width, set_well(row.says(column.says) or w.NOTHING, PLAIN, inner), centred=not column.left)


def _widths(columns: Sequence[kinds.Column], width: float) -> list[float]:
    """Widths in points; columns without one share what is left."""
    open_ended = sum(not column.mm for column in columns)
    left = (width - sum(column.mm for column in columns) * MM) / max(open_ended, 1)
    return [column.mm * MM or left for column in columns]


def _points(drafting: Drafting, block: kinds.Points) -> None:
    galley, style = drafting.galley, drafting.style(block.style)
    hanging = 1.7 * style.size
    _caption(drafting, block.caption)
    told = [drafting.telling.says(item) for item in block.items]
    told += [row.says("{row}") for row in drafting.telling.rows(block.of)] if block.of else []
    for number, sentence in enumerate((one for one in told if one), 1):
        sign = set_line(w.NUMBERED.format(number=number), style)
        first, *rest = set_lines(sentence, style, drafting.width - hanging)

        def ink(sheet: Sheet, y: float, sign: Line = sign, first: Line = first) -> None:
            sheet.text(LEFT, y, sign)
            sheet.text(LEFT + hanging, y, first)

        galley.place(style.leading, ink)
        galley.paragraph(rest, LEFT + hanging)
    galley.gap(2.5 * MM)


def _caption(drafting: Drafting, text: str) -> None:
    """A heading that does not stand alone at the foot of a page."""
    if not text:
        return
    if drafting.galley.room < ROOM_UNDER_CAPTION:
        drafting.galley.turn()
    drafting.galley.paragraph(set_lines(drafting.telling.says(text), CAPTION, drafting.width), LEFT)
    drafting.galley.gap(0.5 * MM)


def _part(drafting: Drafting, block: kinds.Part) -> None:
    """A second document on a page of its own."""
    galley = drafting.galley
    galley.turn()
    centred(galley, [spaced(block.title, PART_TITLE)])
    if block.under:
        centred(galley, set_lines(drafting.telling.says(block.under), NOTE, drafting.width))
    galley.gap(3 * MM)


def _signing(drafting: Drafting, block: kinds.Signing) -> None:
    """A ruled row of places to sign, each with the day below."""
    wide, high = drafting.width / len(block.labels), block.high * MM

    def ink(sheet: Sheet, y: float) -> None:
        for nth, label in enumerate(block.labels):
            x = LEFT + nth * wide
            sheet.frame((x, y, wide, high))
            sheet.lines(x + PAD_SIDE, y + 1.5 * MM, set_lines(drafting.telling.says(label), PLAIN, wide - 2 * PAD_SIDE))
            day = set_line(w.DATE_BLANK, PLAIN)
            sheet.text(x + wide - day.width - PAD_SIDE, y + high - PLAIN.leading - 1 * MM, day)

    drafting.galley.place(high, ink)
    if block.note:
        drafting.galley.gap(1 * MM)
        drafting.galley.paragraph(set_lines(drafting.telling.says(block.note), NOTE, drafting.width), LEFT)
    drafting.galley.gap(2.5 * MM)


def _closing(drafting: Drafting, block: kinds.Closing) -> None:
    """QR code where there is one, whom to ask, the seal, the signatures: one block, never parted."""
    heading = drafting.heading
    if block.in_a_line:
        drafting.galley.paragraph(set_lines(_in_a_line(heading), NOTE, drafting.width), LEFT)
        return
    modules = qr.modules(heading.qr) if heading.qr else ()
    side = (len(modules) + 2 * qr.QUIET) * MODULE if modules else 0.0
    asking_x = LEFT + (side + 4 * MM if modules else 0)
    asking = _asking(heading, RIGHT - (46 * MM if block.seal else 0) - asking_x)
    seal = Seal(block.seal, drafting.issuer, w.day(heading.made_at))
    high = max(side, 43 * MM if block.seal else 0, sum(line.style.leading for line in asking) + 1.2 * MM)
    drafting.galley.gap(3 * MM)

    def ink(sheet: Sheet, y: float) -> None:
        if modules:
            sheet.squares(LEFT + qr.QUIET * MODULE, y + qr.QUIET * MODULE, MODULE, modules)
        sheet.lines(asking_x, y + 1.2 * MM, asking)
        if block.seal:
            draw_seal(sheet, RIGHT - 2 * SEAL_RADIUS, y, seal)
        if block.signatures:
            _signatures(sheet, y + high + 5 * MM, block.signatures)

    drafting.galley.place(high + (12 * MM if block.signatures else 0), ink)


def _asking(heading: Heading, width: float) -> list[Line]:
    """How to look up, to ask and to complain."""
    person = w.CONTACT.format(name=heading.clerk or w.NOTHING)
    phone = w.CONTACT_PHONE.format(phone=heading.station.phone or w.NOTHING)
    said = [person, phone, *facts.contacts(heading.station)[-1:]]
    lookup = [
        *set_lines(w.ASK, SMALL_STRONG, width),
        *set_lines(w.ASK_HOW, SMALL, width),
        set_line(" ", SMALL.sized(4)),
    ]
    return [
        *(lookup if heading.qr else []),
        *set_lines(w.CALL, SMALL_STRONG, width),
        *set_lines("\n".join(said), SMALL, width),
    ]


def _in_a_line(heading: Heading) -> str:
    """Whom to ask and where to complain, as one sentence."""
    person = w.CONTACT.format(name=heading.clerk or w.NOTHING)
    phone = w.CONTACT_PHONE.format(phone=heading.station.phone or w.NOTHING)
    return (2 * w.SPACE).join((person, phone, facts.contacts(heading.station)[-1]))


def _signatures(sheet: Sheet, y: float, labels: Sequence[str]) -> None:
    """Names to be signed, and the day."""
    x = LEFT
    for label in labels:
        line = set_line(label, PLAIN)
        sheet.text(x, y, line)
        x += line.width
        sheet.rule((x, y + 14), (x + 25 * MM, y + 14), 0.5)
        x += 29 * MM
    signed = set_line(w.SIGNED_ON, PLAIN)
    sheet.text(RIGHT - signed.width, y, signed)
