"""The pattern book of the paper room: what a document is called, what it lacks, how it looks before it is printed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kiosk.paper import later, raster

if TYPE_CHECKING:
    from forms import Matter
    from kiosk.app.documents import Document, DocumentKind, GuidePlace
    from kiosk.app.ink import Marks, Written
    from kiosk.app.papers import Station
    from kiosk.paper.sheet import Hand

DPI = 110  # fine enough to be read on a screen at its own size


def _hand(written: "Written") -> "Hand":
    """A signature without its white margins."""
    from kiosk.paper.sheet import Hand

    points = [point for stroke in written.strokes for point in stroke]
    left, top = min(x for x, _, _, _ in points), min(y for _, y, _, _ in points)
    right, bottom = max(x for x, _, _, _ in points), max(y for _, y, _, _ in points)
    strokes = tuple(tuple((x - left, y - top) for x, y, _, _ in stroke) for stroke in written.strokes if stroke)
    return Hand(strokes, max(right - left, 1.0), max(bottom - top, 1.0))


class Patterns:
    """Knows every layout; prints nothing."""

    def title(self, kind: "DocumentKind", /) -> str:
        """What the document is called."""
        from kiosk.paper.layout import layout

        return layout(kind).title

    def mark(self, kind: "DocumentKind", /) -> str:
        """The sign in its number."""
        return later.number_mark(kind)

    def choices(self, kind: "DocumentKind", /) -> Mapping[str, Mapping[str, str]]:
        """The words of its choices, by the name of the fact and the choice's value."""
        from kiosk.paper.layout import layout

        return layout(kind).choices

    def missing(self, paper: "Document", /) -> tuple[str, ...]:
        """Which facts it must state (standards.md §6) and does not: dotted names."""
        return later.missing_facts(paper)

    def document(self, paper: "Document", /, copy: int = 1, again: bool = False) -> bytes:
        """The document as PDF."""
        return later.document_pdf(paper, copy, again)

    def form(
        self,
        matter: "Matter",
        answers: Mapping[str, Any],
        station: "Station",
        case_no: str,
        at: datetime,
        marks: "Marks | None" = None,
    ) -> bytes:
        """The official form as PDF, filled in; `marks` are signatures on the screen, and who stood beside."""
        from kiosk.paper.form import FormMarks

        drawn = {key: _hand(one) for key, one in marks.hands.items()} if marks else {}
        return later.form_pdf(matter, answers, station, case_no, at, FormMarks(drawn, marks.beside if marks else None))

    def guide(self, matter: "Matter", place: "GuidePlace", short: bool) -> bytes:
        """The service guide as PDF."""
        return later.guide_pdf(matter, place, short)

    def pictures(self, pdf: bytes, /) -> Sequence[bytes]:
        """Its pages as PNG."""
        return [raster.page_png(pdf, page, DPI) for page in range(raster.page_count(pdf))]
