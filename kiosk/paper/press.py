"""The press: takes the facts of a paper, draws it and sends it to its printer, and says what became of it."""

from typing import TYPE_CHECKING

from kiosk.app.papers import JointPaper, Printed, ReceiptPaper, SlipPaper
from kiosk.domain.refusals import Trouble
from kiosk.paper.later import document_pdf, document_title
from kiosk.paper.port import Printer
from kiosk.paper.receipt import receipt_pdf
from kiosk.paper.slip import slip_pdf
from kiosk.paper.words import DOCUMENTS, Joint, Slip

if TYPE_CHECKING:
    from kiosk.app.documents import Document


class Press:
    """Two printers, one for slips and one for documents; they may be the same.

    A printer's trouble comes back as a key in `Printed.trouble`, never as an exception: whoever printed keeps
    the number and the case, and shows them. The PDF comes back whatever happened.
    """

    def __init__(self, slips: Printer, receipts: Printer) -> None:
        self._slips = slips
        self._receipts = receipts

    def slip(self, paper: SlipPaper, /) -> Printed:
        """Print a queue slip."""
        title = Slip.TITLE.format(number=paper.number)
        return _sent(self._slips, f"{title} {paper.taken_at:%Y%m%d}", slip_pdf(paper))

    def slip_printer(self) -> str:
        """How the printer of slips is now: a word of `PrinterState`."""
        return self._slips.state().value

    def receipt(self, paper: ReceiptPaper, /, copy: int = 1) -> Printed:
        """Print a receipt: copy 1 for the applicant, copy 2 for the office."""
        title = f"{DOCUMENTS[paper.kind].title} {paper.document_no}".strip()
        return _sent(self._receipts, title if copy == 1 else f"{title} ({copy})", receipt_pdf(paper, copy))

    def joint(self, paper: JointPaper, /) -> Printed:
        """Print the one sheet of matters done in one go."""
        from kiosk.paper.joint import joint_pdf

        return _sent(self._receipts, Joint.FILE.format(title=paper.name, number=""), joint_pdf(paper))

    def document(self, paper: "Document", /, copy: int = 1, again: bool = False) -> Printed:
        """Print a document: copy 1 for the resident, copy 2 for the office; `again` marks it as printed before."""
        title = document_title(paper)
        return _sent(self._receipts, title if copy == 1 else f"{title} ({copy})", document_pdf(paper, copy, again))

    def finished(self, title: str, pdf: bytes, /) -> Printed:
        """Print what is drawn already: a filled form, a guide."""
        return _sent(self._receipts, title, pdf)

    def rolled(self, title: str, pdf: bytes, /) -> Printed:
        """Print on the slip printer what is drawn already: a short guide."""
        return _sent(self._slips, title, pdf)


def _sent(printer: Printer, title: str, pdf: bytes) -> Printed:
    try:
        confirmed = printer.send(title, pdf)
    except Trouble as trouble:
        return Printed(pdf, printer.name, trouble.key)
    return Printed(pdf, printer.name, confirmed=confirmed)
