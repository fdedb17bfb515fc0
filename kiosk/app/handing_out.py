"""The desk that hands documents out on paper: both copies of what was given out, the filled form, the service guide.

Never inside the transaction that gave a document out, and never a reason to lose it: a printer that fails leaves the
number as it is. A document that was printed before is marked so (补打), on paper and in the journal.
"""

from collections.abc import Sequence
from typing import Protocol

from forms import Catalogue, Matter
from kiosk.app.at_hand import case_of
from kiosk.app.documents import Document, GuidePlace
from kiosk.app.ink import Marks
from kiosk.app.issued import PRINTED, Issued, issued_here
from kiosk.app.issuing import DocumentUnknown
from kiosk.app.joint_offer import any_matter
from kiosk.app.papers import Device, Printed
from kiosk.app.people.beside import beside_in
from kiosk.app.people.knowing import filed_payload
from kiosk.app.ports import Store, Trust
from kiosk.app.promises import PREFIX
from kiosk.app.served import DOCUMENT
from kiosk.app.signing import HOLDS, signatures_on, under
from kiosk.app.signing import Drawing as SheetDrawing
from kiosk.domain.case import Case
from sync.protocol.kinds import DocumentPrinted

COPIES = (1, 2)  # one for the resident, one for the office (一式两份)
FORM, GUIDE = "form", "guide"


class DocumentPress(Protocol):
    """Draws and prints. Printer trouble comes back in `Printed.trouble`, never as an exception."""

    def document(self, paper: Document, /, copy: int = 1, again: bool = False) -> Printed: ...
    def finished(self, title: str, pdf: bytes, /) -> Printed: ...


class Drawing(SheetDrawing, Protocol):
    """Draws a paper without printing it. Pictures are PNG, one for each page."""

    def guide(self, matter: Matter, place: GuidePlace, short: bool) -> bytes: ...


class HandingOutDesk:
    """What leaves the printer besides receipts and slips, and the record of it."""

    def __init__(
        self, store: Store, catalogue: Catalogue, device: Device, trust: Trust, press: DocumentPress, drawing: Drawing
    ) -> None:
        self._store = store
        self._catalogue = catalogue
        self._device = device
        self._trust = trust
        self._press = press
        self._drawing = drawing

    def document(self, number: str, actor: str, copies: Sequence[int] = COPIES) -> Sequence[Printed]:
        """Print the copies of a document that was given out, keep the PDFs encrypted, enter each printing.

        What reached a printer before is marked as printed again. Refuses an unknown number.
        """
        issued = self._issued(number)
        printed = []
        for copy in copies:
            one = self._press.document(issued.paper, copy, issued.printed > 0)
            self._record(issued.number, issued.case_no, one, actor, copy, issued.printed > 0)
            printed.append(one)
        return printed

    def form(self, case_no: str, actor: str) -> Printed:
        """Print a case's official form as it was filled in. Refuses an unknown case."""
        case, matter = self._case(case_no)
        printed = self._press.finished(matter.form.title, self._form(case, matter))
        self._record(f"{FORM}/{case.matter}", case_no, printed, actor)
        return printed

    def scans(self, title: str, pdf: bytes) -> Printed:
        """Print a case's scans; whoever had them bound has entered it, and they are in the store already."""
        return self._press.finished(title, pdf)

    def guide(self, matter: str, actor: str, short: bool = False) -> Printed:
        """Print a matter's service guide, full or short. Raises `forms.UnknownMatter`."""
        found = self._catalogue.matter(matter)
        pdf = self._drawing.guide(found, GuidePlace(self._device.station), short)
        printed = self._press.finished(found.name, pdf)
        self._record(f"{GUIDE}/{matter}", "", printed, actor)
        return printed

    def seen(self, paper: Document) -> Sequence[bytes]:
        """A document as it would be printed, a picture for each page: nothing is given out, nothing entered."""
        return self._drawing.pictures(self._drawing.document(paper))

    def seen_form(self, case_no: str) -> Sequence[bytes]:
        """A case's filled form as pictures. Refuses an unknown case."""
        case, matter = self._case(case_no)
        return self._drawing.pictures(self._form(case, matter))

    def seen_guide(self, matter: str, short: bool = False) -> Sequence[bytes]:
        """A matter's guide as pictures."""
        found = self._catalogue.matter(matter)
        return self._drawing.pictures(self._drawing.guide(found, GuidePlace(self._device.station), short))

    def _form(self, case: Case, matter: Matter) -> bytes:
        with self._store.look() as work:
            seen = signatures_on(work.journal, self._store.blobs, case.case_no, under(matter, case.answers))
            beside = beside_in(filed_payload(work, case.case_no))
        here = (one for one in seen if not one.field.startswith((PREFIX, DOCUMENT)))  # on their own sheet
        hands = {one.field: one.strokes for one in here if one.state == HOLDS and one.strokes is not None}
        return self._drawing.form(
            matter, case.answers, self._device.station, case.case_no, self._trust.now(), Marks(hands, beside)
        )

    def _case(self, case_no: str) -> tuple[Case, Matter]:
        with self._store.look() as work:
            case = case_of(work, case_no)
        return case, any_matter(self._catalogue, case.matter, case.matter_version)

    def _issued(self, number: str) -> Issued:
        with self._store.look() as work:
            found = issued_here(work.journal, number)
        if found is None:
            raise DocumentUnknown(number)
        return found

    def _record(
        self, document: str, case_no: str, printed: Printed, actor: str, copy: int = 1, again: bool = False
    ) -> None:
        digest = self._store.blobs.keep(printed.pdf)
        payload = DocumentPrinted(
            document=document,
            sha256=digest,
            printer=printed.printer,
            copy=copy,
            trouble=printed.trouble,
            again=again,
        )
        with self._store.work(actor) as work:
            work.journal.enter(payload, PRINTED, case_no or None)
