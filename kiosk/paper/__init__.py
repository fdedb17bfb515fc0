"""The paper room: everything the hall hands to people on paper, from the facts on it to the printer's tray.

Here live the drawing of receipts, slips, documents and filled forms, their layouts (data, in `layouts/`), their QR
code, their pictures, and the printers. Never here: what a paper promises (the facts arrive finished, from
`kiosk.app.papers` and `kiosk.app.documents`), a database, or a screen. By the door leave `Press` (prints and never
raises for a printer's trouble), `choose_printer`, and `receipt_pdf`, `slip_pdf`, `document_pdf`, `form_pdf`,
`guide_pdf`, `page_png` for those who only want to see; `missing_facts` tells beforehand what a document still lacks,
`number_mark` the sign in its number. What draws is imported when it is first needed: it takes longer than opening the
program may.
"""

from kiosk.paper.later import document_pdf, form_pdf, guide_pdf, missing_facts, number_mark
from kiosk.paper.port import Printer, PrinterState
from kiosk.paper.press import Press
from kiosk.paper.printers import choose_printer
from kiosk.paper.raster import page_count, page_png
from kiosk.paper.receipt import receipt_pdf
from kiosk.paper.slip import slip_pdf

__all__ = [
    "Press",
    "Printer",
    "PrinterState",
    "choose_printer",
    "document_pdf",
    "form_pdf",
    "guide_pdf",
    "missing_facts",
    "number_mark",
    "page_count",
    "page_png",
    "receipt_pdf",
    "slip_pdf",
]
