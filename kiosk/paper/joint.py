"""What a resident takes home of matters done in one go (联办): one sheet with every case, its number, day and code.

It takes no receipt's place: each case's own 受理通知书, 收件凭证 or 预约单 can be printed whenever it is wanted. A code
is three dots a module here, so that two stand side by side: a laser printer and a telephone manage that.
"""

from kiosk.app.papers import Handing, JointMaterial, JointPaper, ReceiptPaper
from kiosk.paper import facts, qr
from kiosk.paper import words as w
from kiosk.paper.a4 import (
    BODY,
    BODY_NAME,
    BOTTOM,
    HEIGHT,
    LEFT,
    MODULE,
    NAME,
    NOTE,
    PLAIN,
    RIGHT,
    SEAL_RADIUS,
    SMALL,
    SMALL_STRONG,
    STRONG,
    TEXT,
    TOP,
    WIDTH,
    Seal,
    centred,
    draw_demo_mark,
    draw_seal,
    spaced,
)
from kiosk.paper.galley import PAD_SIDE, ROOMY, SNUG, TIGHT, Cell, Galley, Spacing
from kiosk.paper.sheet import MM, Particulars, Sheet
from kiosk.paper.typesetting import Line, set_line, set_lines, set_to_fit, set_well
from kiosk.paper.words import Joint

ACROSS = 2
CASE = BODY / ACROSS
SQUARE = MODULE * 3 / 4
MATERIALS = (11.5 * MM, 76 * MM, 24 * MM, 14 * MM, BODY - 125.5 * MM)


def joint_pdf(paper: JointPaper) -> bytes:
    """The sheet as PDF, A4, as many pages as it takes; the same paper gives the same bytes."""
    galleys = [_laid_out(paper, spacing) for spacing in (ROOMY, SNUG, TIGHT)]
    return _printed(min(galleys, key=lambda galley: len(galley.pages)), paper)


def _laid_out(paper: JointPaper, spacing: Spacing) -> Galley:
    galley = Galley(LEFT, TOP, BOTTOM, spacing)
    _heading(galley, paper)
    for first in range(0, len(paper.receipts), ACROSS):
        _cases(galley, paper.receipts[first : first + ACROSS], first)
    galley.gap(3 * MM)
    _materials(galley, paper.materials)
    _closing(galley, paper)
    return galley


def _heading(galley: Galley, paper: JointPaper) -> None:
    first = paper.receipts[0]
    name = set_to_fit(first.station.name, BODY_NAME, BODY, 12)
    centred(galley, [name] if name else set_lines(first.station.name, BODY_NAME.sized(14), BODY))
    centred(galley, [spaced(Joint.TITLE)])
    centred(galley, set_lines(paper.name, NAME, BODY))
    galley.gap(2 * MM)
    galley.paragraph(set_lines(w.ADDRESSEE.format(name=first.addressee), NAME, BODY), LEFT)
    said = Joint.OPENING.format(date=w.day(first.taken_at), matter=paper.name, count=len(paper.receipts))
    galley.paragraph(set_lines(said, TEXT, BODY, indent=2 * TEXT.size, justify=True), LEFT)
    galley.gap(2.5 * MM)


def _cases(galley: Galley, receipts: tuple[ReceiptPaper, ...], before: int) -> None:
    """Cases side by side, each in its frame: what it is, by when, its code and its number."""
    side = max(_side(receipt) for receipt in receipts)
    words = [_said(receipt, before + nth, CASE - side - 3 * PAD_SIDE) for nth, receipt in enumerate(receipts, 1)]
    beside = max(side, *(sum(line.style.leading for line in lines) for lines in words)) + 1 * MM
    numbers = [set_line(Joint.NUMBER.format(number=receipt.case_no), SMALL_STRONG.sized(9)) for receipt in receipts]

    def draw(sheet: Sheet, y: float) -> None:
        for nth, (receipt, lines) in enumerate(zip(receipts, words, strict=True)):
            x = LEFT + nth * CASE
            sheet.frame((x, y, CASE, beside + 6 * MM))
            sheet.lines(x + PAD_SIDE, y + 1 * MM, lines)
            sheet.text(x + PAD_SIDE, y + beside, numbers[nth])
            modules, quiet = qr.modules(receipt.qr), qr.QUIET * SQUARE
            sheet.squares(x + CASE - _side(receipt) + quiet, y + quiet, SQUARE, modules)

    galley.place(beside + 6 * MM, draw)


def _side(receipt: ReceiptPaper) -> float:
    return (len(qr.modules(receipt.qr)) + 2 * qr.QUIET) * SQUARE


def _said(receipt: ReceiptPaper, number: int, width: float) -> list[Line]:
    """What stands beside a case's code."""
    document = w.DOCUMENTS[receipt.kind]
    limits = [text for text, _ in facts.limits(receipt)][:1]
    small = [
        Joint.IS.format(title=document.title, name=receipt.addressee),
        receipt.document_no,
        *limits,
        *([document.warning[0]] if document.warning else []),
    ]
    title = set_lines(Joint.CASE.format(number=number, matter=receipt.matter), STRONG, width)
    return [*title, *(line for text in small if text for line in set_well(text, SMALL.sized(9), width))]


def _materials(galley: Galley, materials: tuple[JointMaterial, ...]) -> None:
    """What was brought, once, and which of the cases each serves."""
    if not materials:
        return
    head = [
        Cell(width, set_lines(title, STRONG, width), centred=True, shaded=True)
        for title, width in zip(Joint.TABLE, MATERIALS, strict=True)
    ]
    galley.row(head)
    galley.head = lambda: galley.row(head)
    for number, one in enumerate(materials, 1):
        said = (str(number), one.name, *_handed(one), w.COMMA.join(map(str, one.serves)))
        galley.row(
            [
                Cell(width, set_well(text, PLAIN, width - 2 * (PAD_SIDE if column == 1 else 3)), centred=column != 1)
                for column, (text, width) in enumerate(zip(said, MATERIALS, strict=True))
            ]
        )
    galley.head = None


def _handed(one: JointMaterial) -> tuple[str, str]:
    if one.handing is Handing.OWED and one.owed_until:
        return Joint.OWED.format(day=w.day_of_year(one.owed_until)), w.NOTHING
    return w.FORMS[one.handing], str(one.count) if one.count else w.NOTHING


def _closing(galley: Galley, paper: JointPaper) -> None:
    """How to ask, the place for the seal, the signatures: one block, never parted."""
    first = paper.receipts[0]
    width = BODY - 2 * SEAL_RADIUS - 4 * MM
    contact = "\n".join((*facts.contacts(first.station), facts.whereabouts(first.station)))
    asking = [
        *set_lines(w.ASK, SMALL_STRONG, width),
        *(line for note in Joint.NOTES for line in set_lines(note, SMALL, width)),
        *set_lines(contact, SMALL, width),
    ]
    document = w.DOCUMENTS["received"]
    said = sum(line.style.leading for line in asking)
    high = max(2 * SEAL_RADIUS, said + 8 * MM * len(document.signatures))
    galley.gap(3 * MM)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.lines(LEFT, y, asking)
        draw_seal(sheet, RIGHT - 2 * SEAL_RADIUS, y, Seal(document.seal, first.station.name, w.day(first.taken_at)))
        for nth, label in enumerate(document.signatures, 1):
            line, below = set_line(label, PLAIN), y + high - 8 * MM * (len(document.signatures) - nth) - 5 * MM
            sheet.text(LEFT, below, line)
            sheet.rule((LEFT + line.width, below + 14), (LEFT + line.width + 40 * MM, below + 14), 0.5)

    galley.place(high, draw)


def _printed(galley: Galley, paper: JointPaper) -> bytes:
    first = paper.receipts[0]
    title = Joint.FILE.format(title=Joint.TITLE, number=first.case_no)
    sheet = Sheet(WIDTH, HEIGHT, Particulars(title, first.station.name, paper.name, first.taken_at))
    for number, blocks in enumerate(galley.pages, 1):
        if number > 1:
            sheet.next_page()
        draw_demo_mark(sheet, first.station)
        for y, draw in blocks:
            draw(sheet, y)
        foot = [set_line(Joint.FOOT, NOTE)]
        sheet.rule((LEFT, 267 * MM), (RIGHT, 267 * MM))
        sheet.lines(LEFT, 268.5 * MM, foot)
        if len(galley.pages) > 1:
            page = set_line(w.PAGE_OF.format(page=number, pages=len(galley.pages)), NOTE)
            sheet.text(RIGHT - page.width, 268.5 * MM, page)
    return sheet.pdf()
