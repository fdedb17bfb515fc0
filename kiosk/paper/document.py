"""Any document (文书) of the hall but receipts and slips: the facts, set after the layout that bears their name.

A4; margins and type of GB/T 9704-2012 for decisions (top 37, left 28, right 26, bottom 35 mm, text of 16 points, 28
characters to a line); notices are tables and begin higher. Bold sans serif stands for 小标宋, which is not free.
"""

from collections.abc import Mapping

from kiosk.app.documents import Document, DocumentKind, Heading
from kiosk.paper import words as w
from kiosk.paper.a4 import BODY_NAME, BOTTOM, LEFT, NAME, NUMBER, TITLE, TOP, centred, spaced
from kiosk.paper.blocks import Drafting, draw
from kiosk.paper.galley import ROOMY, SNUG, TIGHT, Galley, Spacing
from kiosk.paper.layout import Layout, layout
from kiosk.paper.leaves import Leaves, printed
from kiosk.paper.sheet import MM
from kiosk.paper.telling import Telling, missing
from kiosk.paper.typesetting import set_lines, set_to_fit

OFFICIAL_TOP, OFFICIAL_BOTTOM = 37 * MM, 262 * MM
OFFICIAL_TITLE = TITLE.sized(22)


def document_pdf(paper: Document, copy: int = 1, again: bool = False) -> bytes:
    """The document as PDF, A4, as many pages as it takes; the same facts give the same bytes.

    `copy` 1 is the resident's, 2 the office's; `again`: it was printed before, and says so (补打).
    ValueError when the QR text is longer than any QR code.
    """
    found = layout(paper.kind)
    draft = _drafted(paper, found, ROOMY)
    for spacing in (SNUG, TIGHT) if len(draft.pages) > 1 else ():
        closer = _drafted(paper, found, spacing)
        if len(closer.pages) < len(draft.pages):
            draft = closer
            break
    heading = paper.heading
    return printed(draft, _leaves(found, heading, copy, again))


def missing_facts(paper: Document) -> tuple[str, ...]:
    """Which facts the document must state (standards.md §6) and does not: dotted names, none when it may go out."""
    return missing(paper, layout(paper.kind).required)


def number_mark(kind: DocumentKind) -> str:
    """The sign of this kind in a document number: 受 补 不受 容 特 准 不准 送 by convention (standards.md §6), for the
    other kinds the house's own."""
    return layout(kind).mark


def _drafted(paper: Document, found: Layout, spacing: Spacing) -> Galley:
    top, bottom = (OFFICIAL_TOP, OFFICIAL_BOTTOM) if found.official else (TOP, BOTTOM)
    galley = Galley(LEFT, top, bottom, spacing)
    heading = paper.heading
    drafting = Drafting(
        galley, Telling(paper, found.choices, _nearer(heading)), heading, _issuer(found, heading), found
    )
    _head(drafting, found.title)
    for block in found.blocks:
        draw(drafting, block)
    return galley


def _nearer(heading: Heading) -> Mapping[str, object]:
    """Facts that every document has, by their own short names."""
    station = heading.station
    return {
        "h": heading,
        "station": station,
        "code": heading.official_code or (w.OWN_CODE.format(code=heading.matter_code) if heading.matter_code else ""),
        "person": w.SPACE.join(part for part in (heading.addressee, heading.id_number) if part),
    }


def _issuer(found: Layout, heading: Heading) -> str:
    return heading.station.name if found.issuer == "station" else heading.station.body


def _head(drafting: Drafting, title: str) -> None:
    """Whose paper this is, what it is called, its number, and to whom it is addressed."""
    galley, heading, official = drafting.galley, drafting.heading, drafting.layout.official
    name = set_to_fit(drafting.issuer, BODY_NAME, drafting.width, 12)
    centred(galley, [name] if name else set_lines(drafting.issuer, BODY_NAME.sized(14), drafting.width))
    centred(galley, [spaced(title, OFFICIAL_TITLE if official else TITLE)])
    if heading.document_no:
        centred(galley, set_lines(heading.document_no, NUMBER, drafting.width))
    galley.gap(3 * MM)
    if drafting.layout.addressed and heading.addressee:
        style = NAME.sized(16) if official else NAME
        galley.paragraph(set_lines(w.ADDRESSEE.format(name=heading.addressee), style, drafting.width), LEFT)


def _leaves(found: Layout, heading: Heading, copy: int, again: bool) -> Leaves:
    copies = found.copies
    mine = copies[min(max(copy, 1), len(copies)) - 1] if copies else ""
    return Leaves(
        station=heading.station,
        title=found.title,
        number=heading.document_no,
        subject=heading.case_no,
        made_at=heading.made_at,
        author=heading.station.body,
        left=w.COPIES if len(copies) > 1 else "",
        right=w.SPACE.join(part for part in (w.PRINTED_AGAIN if again else "", mine) if part),
        foot=found.foot,
    )
