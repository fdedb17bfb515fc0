"""What a resident takes home: 受理通知书, 材料接收凭证, 代收单 or 预审预约单, on A4 paper.

Contents after the documents of `domain` standards (文书): title, number, addressee, case number, matter and
code, body, date, place for the seal, people and telephones, materials with where each went, limits, and how to
ask and to complain. Margins 28 and 26 mm as in GB/T 9704-2012.
"""

from functools import partial

from kiosk.app.papers import Handing, ReceiptKind, ReceiptPaper
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
    NUMBER,
    PLAIN,
    RIGHT,
    SEAL_RADIUS,
    SMALL,
    SMALL_STRONG,
    STRONG,
    TEXT,
    TEXT_STRONG,
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

LABEL = 19.5 * MM
FACTS = (LABEL, 75 * MM, LABEL, BODY - 2 * LABEL - 75 * MM)
MATERIALS = (11.5 * MM, 72 * MM, 21.5 * MM, 16 * MM, BODY - 121 * MM)


def receipt_pdf(paper: ReceiptPaper, copy: int = 1) -> bytes:
    """The receipt as PDF, A4, as many pages as it takes; the same paper gives the same bytes.

    `copy` 1 is the applicant's, 2 the office's. ValueError when the QR text is longer than any QR code.
    """
    document = w.DOCUMENTS[paper.kind]
    galley = _laid_out(paper, document, ROOMY)
    for spacing in (SNUG, TIGHT) if len(galley.pages) > 1 else ():
        closer = _laid_out(paper, document, spacing)
        if len(closer.pages) < len(galley.pages):
            galley = closer
            break
    return _printed(galley, paper, document, copy)


def _laid_out(paper: ReceiptPaper, document: w.Document, spacing: Spacing) -> Galley:
    galley = Galley(LEFT, TOP, BOTTOM, spacing)
    _heading(galley, paper, document)
    _opening(galley, paper, document)
    _facts(galley, paper, document)
    _materials(galley, paper, document)
    _remarks(galley, paper)
    _closing(galley, paper, document)
    return galley


def _heading(galley: Galley, paper: ReceiptPaper, document: w.Document) -> None:
    """Whose paper this is, what it is called, and its number."""
    issuer = paper.station.name if paper.kind in (ReceiptKind.COLLECTED, ReceiptKind.BOOKED) else paper.station.body
    name = set_to_fit(issuer, BODY_NAME, BODY, 12)
    centred(galley, [name] if name else set_lines(issuer, BODY_NAME.sized(14), BODY))
    centred(galley, [spaced(document.title)])
    centred(galley, set_lines(paper.document_no, NUMBER, BODY))
    galley.gap(3 * MM)
    if paper.addressee:
        galley.paragraph(set_lines(w.ADDRESSEE.format(name=paper.addressee), NAME, BODY), LEFT)


def _opening(galley: Galley, paper: ReceiptPaper, document: w.Document) -> None:
    """The sentence that says what was decided, and the box that says what was not."""
    galley.paragraph(set_lines(facts.opening(paper), TEXT, BODY, indent=2 * TEXT.size, justify=True), LEFT)
    galley.gap(2.5 * MM)
    if not document.warning:
        return
    headline, sentence = document.warning
    lines = [*set_lines(headline, TEXT_STRONG, BODY), *set_lines(sentence, PLAIN, BODY - 2 * PAD_SIDE)]
    height = sum(line.style.leading for line in lines) + 3 * MM

    def draw(sheet: Sheet, y: float) -> None:
        sheet.frame((LEFT, y, BODY, height), weight=1.2)
        sheet.lines(LEFT + PAD_SIDE, y + 1.5 * MM, lines)

    galley.place(height, draw)
    galley.gap(3 * MM)


def _facts(galley: Galley, paper: ReceiptPaper, document: w.Document) -> None:
    """The table of who, what, when and by when."""
    for row in facts.rows(paper, document):
        labels = [(row.label, row.lines), *([(row.other_label, row.other_lines)] if row.other_label else [])]
        widths = FACTS if row.other_label else (LABEL, BODY - LABEL)
        cells: list[Cell] = []
        for (label, said), label_width, width in zip(labels, widths[::2], widths[1::2], strict=True):
            cells.append(Cell(label_width, set_lines(label, STRONG, label_width - 2), centred=True, shaded=True))
            cells.append(Cell(width, _said(said, width - 2 * PAD_SIDE)))
        galley.row(cells)
    galley.gap(2.5 * MM)


def _said(said: tuple[facts.Said, ...], width: float) -> list[Line]:
    """Set what a field says."""
    return [line for text, strong in said for line in set_well(text, STRONG if strong else PLAIN, width)]


def _materials(galley: Galley, paper: ReceiptPaper, document: w.Document) -> None:
    """The table of materials, its head again on every page it reaches."""
    if not paper.materials:
        return
    head = [
        Cell(width, set_lines(title, STRONG, width), centred=True, shaded=True)
        for title, width in zip(document.table, MATERIALS, strict=True)
    ]
    if galley.room < 2 * galley.spacing.row:
        galley.turn()
    galley.row(head)
    galley.head = partial(galley.row, head)
    for number, material in enumerate(paper.materials, 1):
        style = STRONG if material.handing is Handing.OWED else PLAIN
        fields = (str(number), material.name, *facts.taken(paper, material))
        galley.row(
            [
                Cell(width, set_well(text, style, width - 2 * (PAD_SIDE if column == 1 else 3)), centred=column != 1)
                for column, (text, width) in enumerate(zip(fields, MATERIALS, strict=True))
            ]
        )
    galley.head = None


def _remarks(galley: Galley, paper: ReceiptPaper) -> None:
    """What a resident has to keep in mind: owed materials, and what the case itself adds."""
    remarks = facts.remarks(paper)
    if not remarks:
        return
    galley.gap(3 * MM)
    if galley.room < 3 * SMALL_STRONG.leading:
        galley.turn()
    galley.paragraph([set_line(w.NOTES, SMALL_STRONG)], LEFT)
    for number, remark in enumerate(remarks, 1):
        _remark(galley, remark, f"{number}." if len(remarks) > 1 else "")


def _remark(galley: Galley, remark: str, number: str) -> None:
    """A remark whose further lines hang under its first word, not under its number."""
    sign = set_line(number, SMALL)
    hanging = 12.0 if number else 0.0
    first, *rest = set_lines(remark, SMALL, BODY - hanging)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.text(LEFT, y, sign)
        sheet.text(LEFT + hanging, y, first)

    galley.place(SMALL.leading, draw)
    galley.paragraph(rest, LEFT + hanging)


def _closing(galley: Galley, paper: ReceiptPaper, document: w.Document) -> None:
    """QR code, telephones, the place for the seal and the signatures: one block, never parted."""
    side = (len(qr.modules(paper.qr)) + 2 * qr.QUIET) * MODULE
    asking_x = LEFT + side + 4 * MM
    asking = _asking(paper, RIGHT - 46 * MM - asking_x)
    high = max(side, 43 * MM, sum(line.style.leading for line in asking))
    galley.gap(4 * MM)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.squares(LEFT + qr.QUIET * MODULE, y + qr.QUIET * MODULE, MODULE, qr.modules(paper.qr))
        sheet.lines(asking_x, y + 1.2 * MM, asking)
        _seal(sheet, y, paper, document)
        _signatures(sheet, y + high + 6 * MM, document)

    galley.place(high + 14 * MM, draw)


def _asking(paper: ReceiptPaper, width: float) -> list[Line]:
    """How to ask and to complain, beside the QR code."""
    contact = "\n".join(facts.contacts(paper.station))
    return [
        *set_lines(w.ASK, SMALL_STRONG, width),
        *set_lines(w.ASK_HOW, SMALL, width),
        set_line(" ", SMALL.sized(4)),
        *set_lines(w.CALL, SMALL_STRONG, width),
        *set_lines(contact, SMALL, width),
    ]


def _seal(sheet: Sheet, y: float, paper: ReceiptPaper, document: w.Document) -> None:
    """The dashed circle, with the body and the date that the seal is put over (骑年盖月)."""
    issuer = paper.station.name if paper.kind in (ReceiptKind.COLLECTED, ReceiptKind.BOOKED) else paper.station.body
    draw_seal(sheet, RIGHT - 2 * SEAL_RADIUS, y, Seal(document.seal, issuer, w.day(paper.taken_at)))


def _signatures(sheet: Sheet, y: float, document: w.Document) -> None:
    """Two names to be signed, and the day."""
    x = LEFT
    for label in document.signatures:
        line = set_line(label, PLAIN)
        sheet.text(x, y, line)
        x += line.width
        sheet.rule((x, y + 14), (x + 25 * MM, y + 14), 0.5)
        x += 29 * MM
    signed = set_line(w.SIGNED_ON, PLAIN)
    sheet.text(RIGHT - signed.width, y, signed)


def _printed(galley: Galley, paper: ReceiptPaper, document: w.Document, copy: int) -> bytes:
    """Every page with its head and foot, and what was placed on it."""
    title = f"{document.title} {paper.document_no}".strip()
    about = Particulars(title, paper.station.body, paper.case_no, paper.taken_at)
    sheet = Sheet(WIDTH, HEIGHT, about)
    for number, blocks in enumerate(galley.pages, 1):
        if number > 1:
            sheet.next_page()
        _page_head(sheet, paper, document, (number, copy))
        for y, draw in blocks:
            draw(sheet, y)
        _page_foot(sheet, paper, document, (number, len(galley.pages)))
    return sheet.pdf()


def _page_head(sheet: Sheet, paper: ReceiptPaper, document: w.Document, place: tuple[int, int]) -> None:
    """Which copy this is, and on later pages which document."""
    number, copy = place
    y = 15 * MM
    left = w.COPIES if number == 1 else w.CONTINUED.format(title=document.title, document_no=paper.document_no)
    sheet.text(LEFT, y, set_line(left, NOTE))
    mine = set_line(document.copies[min(max(copy, 1), 2) - 1], NOTE)
    if paper.again:
        mark = set_line(w.PRINTED_AGAIN, STRONG)
        sheet.text(RIGHT - mine.width - 4 * MM - mark.width, y - (STRONG.size - NOTE.size), mark)
    sheet.text(RIGHT - mine.width, y, mine)
    draw_demo_mark(sheet, paper.station)


def _page_foot(sheet: Sheet, paper: ReceiptPaper, document: w.Document, place: tuple[int, int]) -> None:
    """A rule, what the copies are for, and where and when the centre is open."""
    number, pages = place
    y = 267 * MM
    sheet.rule((LEFT, y), (RIGHT, y))
    lines = [set_line(document.foot, NOTE), *set_lines(facts.whereabouts(paper.station), NOTE, BODY)]
    sheet.lines(LEFT, y + 1.5 * MM, lines[:4])
    if pages > 1:
        page = set_line(w.PAGE_OF.format(page=number, pages=pages), NOTE)
        sheet.text(RIGHT - page.width, y + 1.5 * MM, page)
