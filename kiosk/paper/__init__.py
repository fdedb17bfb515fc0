"""The paper room: everything the hall hands to people on paper, from the facts on it to the printer's tray.

Here live the drawing of receipts and slips, their QR code, their pictures, and the printers. Never here: what a
paper promises (the facts arrive finished, from `kiosk.app.papers`), a database, or a screen. By the door leave
`Press` (prints and never raises for a printer's trouble), `choose_printer`, and `receipt_pdf`, `slip_pdf`,
`page_png` for those who only want to see. What draws is imported when it is first needed: it takes longer than
opening the program may.
"""

from kiosk.paper.port import Printer, PrinterState
from kiosk.paper.press import Press
from kiosk.paper.printers import choose_printer
from kiosk.paper.raster import page_count, page_png
from kiosk.paper.receipt import receipt_pdf
from kiosk.paper.slip import slip_pdf

__all__ = ["Press", "Printer", "PrinterState", "choose_printer", "page_count", "page_png", "receipt_pdf", "slip_pdf"]
