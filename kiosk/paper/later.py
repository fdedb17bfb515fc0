"""The drawers that are opened when somebody asks: documents, forms and guides, which the program's start need not know.

Reading what they are built of takes longer than drawing one; so they stand behind the door, not in it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from forms import Matter
    from kiosk.app.documents import Document, DocumentKind, GuidePlace
    from kiosk.app.papers import Station
    from kiosk.paper.form import FormMarks


def document_pdf(paper: "Document", copy: int = 1, again: bool = False) -> bytes:
    """`document.document_pdf`: any document as PDF."""
    from kiosk.paper import document

    return document.document_pdf(paper, copy, again)


def document_title(paper: "Document") -> str:
    """Title and number, as a printer's queue shows them."""
    from kiosk.paper.layout import layout

    return f"{layout(paper.kind).title} {paper.heading.document_no}".strip()


def missing_facts(paper: "Document") -> tuple[str, ...]:
    """`document.missing_facts`: what it must state and does not."""
    from kiosk.paper import document

    return document.missing_facts(paper)


def number_mark(kind: "DocumentKind") -> str:
    """`document.number_mark`: the sign in its number."""
    from kiosk.paper import document

    return document.number_mark(kind)


def form_pdf(
    matter: "Matter",
    answers: Mapping[str, Any],
    station: "Station | None" = None,
    case_no: str = "",
    made_at: datetime | None = None,
    marks: "FormMarks | None" = None,
) -> bytes:
    """`form.form_pdf`: a filled-in form, or with no answers the blank one."""
    from kiosk.paper import form

    return form.form_pdf(matter, answers, station, case_no, made_at, marks)


def guide_pdf(matter: "Matter", place: "GuidePlace", short: bool = False) -> bytes:
    """`guide.guide_pdf`: the service guide, full or short."""
    from kiosk.paper import guide

    return guide.guide_pdf(matter, place, short)
