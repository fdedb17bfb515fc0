"""The language of slip printers (ESC/POS): a slip as dots, since no printer's own letters know every name.

Commands after Epson's published ESC/POS reference: ESC @ (start afresh), GS v 0 (raster picture), ESC d (feed),
GS V (cut), DLE EOT (status at once, even while printing), GS r (status when all before it is done), DLE DC4 8
(forget at once whatever is still to be printed).
"""

from kiosk.paper.port import PrinterState
from kiosk.paper.raster import SLIP_DPI, page_count, picture
from kiosk.paper.troubles import CoverOpen, PaperOut, PaperTooWide, PrinterTrouble

PAPER_DOTS = 640
"""80 mm of paper at 8 dots a millimetre."""

PRINTED_DOTS = 576
"""72 mm of it can be printed on."""

BAND = 240  # rows sent at once: the smallest receive buffers hold 64 KiB, a band is 17
FEED_LINES = 4  # from the head to the knife

START = b"\x1b@"
CUT = b"\x1bd" + bytes([FEED_LINES]) + b"\x1dV\x42\x00"
ASK_OFFLINE = b"\x10\x04\x02"
ASK_PAPER = b"\x10\x04\x04"
ASK_WHEN_DONE = b"\x1dr\x01"
FORGET = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"

_FIXED, _FIXED_BITS = 0x93, 0x12  # every answer to DLE EOT has these bits so
_COVER_OPEN, _STOPPED_FOR_PAPER = 0x04, 0x20
_PAPER_OUT, _PAPER_LOW = 0x60, 0x0C
_RAN_OUT = 0x0C  # in the answer to GS r


def slip_bytes(pdf: bytes, printer: str = "") -> bytes:
    """Every page of an 80 mm paper as raster commands, cut after each.

    Raises `PaperTooWide` for a page that an 80 mm printer would cut off.
    """
    return b"".join(START + _page(pdf, page, printer) + CUT for page in range(page_count(pdf)))


def _page(pdf: bytes, page: int, printer: str) -> bytes:
    whole = picture(pdf, page, SLIP_DPI)
    if whole.width > PAPER_DOTS + 8:
        raise PaperTooWide(printer)
    rows = whole.cut((PAPER_DOTS - PRINTED_DOTS) // 2, PRINTED_DOTS).bits()
    while len(rows) > 1 and not any(rows[-1]):
        rows.pop()  # the knife's feed is white enough
    return b"".join(_band(rows[at : at + BAND]) for at in range(0, len(rows), BAND))


def _band(rows: list[bytes]) -> bytes:
    """GS v 0, normal density: width in bytes and height in dots, low byte first."""
    wide, high = len(rows[0]), len(rows)
    return b"\x1dv0\x00" + wide.to_bytes(2, "little") + high.to_bytes(2, "little") + b"".join(rows)


def answers(offline: bytes, paper: bytes) -> tuple[int, int] | None:
    """The two status bytes; None when they are not such as a printer sends."""
    said = (offline or b"\0")[0], (paper or b"\0")[0]
    return said if all(byte & _FIXED == _FIXED_BITS for byte in said) else None


def trouble_in(offline: int, paper: int, printer: str) -> PrinterTrouble | None:
    """What the answers to ASK_OFFLINE and ASK_PAPER say is wrong; None when it can print."""
    state = state_in(offline, paper)
    if state is PrinterState.PAPER_OUT:
        return PaperOut(printer)
    return CoverOpen(printer) if state is PrinterState.COVER_OPEN else None


def state_in(offline: int, paper: int) -> PrinterState:
    """The same as a state. An open cover hides whether there is paper, so it is said first."""
    if offline & _COVER_OPEN:
        return PrinterState.COVER_OPEN
    if paper & _PAPER_OUT or offline & _STOPPED_FOR_PAPER:
        return PrinterState.PAPER_OUT
    return PrinterState.PAPER_LOW if paper & _PAPER_LOW else PrinterState.READY


def ran_out(done: int) -> bool:
    """Whether the answer to ASK_WHEN_DONE says that the paper ended on the way."""
    return bool(done & _RAN_OUT)
