"""A printer of Windows: the paper goes to its driver as a picture, page by page, through GDI.

Not yet tried on a Windows PC: written after Microsoft's reference (StartDoc, StretchDIBits, winspool) and
checked for types alone. No PDF reader need be installed, and any driver prints it, slip printers included.
"""

import ctypes
import sys
from collections.abc import Callable
from threading import Thread
from typing import Any

from kiosk.paper.port import PrinterState
from kiosk.paper.raster import Picture, page_count, picture
from kiosk.paper.troubles import PrinterAway, PrinterSlow

_LOGPIXELSX, _LOGPIXELSY = 88, 90
_PHYSICALOFFSETX, _PHYSICALOFFSETY = 112, 113
_SRCCOPY, _RGB_COLOURS = 0x00CC0020, 0
_MOST_DPI = 300


class WindowsPrinter:
    """A printer by the name that Windows shows. The driver has `patience` seconds; a stuck one is left behind."""

    def __init__(self, printer: str, patience: float = 20.0) -> None:
        self._printer = printer
        self._patience = patience

    @property
    def name(self) -> str:
        return self._printer

    def send(self, title: str, pdf: bytes) -> bool:
        fault: list[Exception] = []

        def work() -> None:
            try:
                _print(self._printer, title, pdf)
            except Exception as found:
                fault.append(found)

        self._within(work)
        if fault:
            raise PrinterAway(self.name) from fault[0]
        return False  # the spooler of Windows has it

    def state(self) -> PrinterState:
        known: list[bool] = []
        try:
            self._within(lambda: known.append(_is_there(self._printer)))
        except PrinterSlow:
            return PrinterState.AWAY
        return PrinterState.UNKNOWN if known and known[0] else PrinterState.AWAY

    def _within(self, work: Callable[[], None]) -> None:
        """A driver may hang for ever inside a call; it then hangs in a thread of its own."""
        thread = Thread(target=work, daemon=True, name="printer")
        thread.start()
        thread.join(self._patience)
        if thread.is_alive():
            raise PrinterSlow(self.name)


class _Job(ctypes.Structure):
    _fields_ = (
        ("cbSize", ctypes.c_int),
        ("lpszDocName", ctypes.c_wchar_p),
        ("lpszOutput", ctypes.c_wchar_p),
        ("lpszDatatype", ctypes.c_wchar_p),
        ("fwType", ctypes.c_uint32),
    )


class _Bitmap(ctypes.Structure):
    """BITMAPINFOHEADER and a palette of 256 greys."""

    _fields_ = (
        ("biSize", ctypes.c_uint32),
        ("biWidth", ctypes.c_int32),
        ("biHeight", ctypes.c_int32),
        ("biPlanes", ctypes.c_uint16),
        ("biBitCount", ctypes.c_uint16),
        ("biCompression", ctypes.c_uint32),
        ("biSizeImage", ctypes.c_uint32),
        ("biXPelsPerMeter", ctypes.c_int32),
        ("biYPelsPerMeter", ctypes.c_int32),
        ("biClrUsed", ctypes.c_uint32),
        ("biClrImportant", ctypes.c_uint32),
        ("palette", ctypes.c_uint32 * 256),
    )


def _library(name: str) -> Any:
    """A system library; OSError anywhere but on Windows."""
    if sys.platform != "win32":
        raise OSError("not Windows")
    return ctypes.WinDLL(name)  # type: ignore[unreachable, unused-ignore]


def _is_there(printer: str) -> bool:
    try:
        spool = _library("winspool.drv")
    except OSError:
        return False
    door = ctypes.c_void_p()
    if not spool.OpenPrinterW(ctypes.c_wchar_p(printer), ctypes.byref(door), None):
        return False
    spool.ClosePrinter(door)
    return True


def _print(printer: str, title: str, pdf: bytes) -> None:
    """One document, one bitmap a page, at the driver's resolution but 300 dpi at most. OSError: the driver refuses."""
    gdi = _library("gdi32")
    gdi.CreateDCW.restype = ctypes.c_void_p
    context = ctypes.c_void_p(gdi.CreateDCW(None, ctypes.c_wchar_p(printer), None, None))
    if not context:
        raise OSError(f"no device context for {printer}")
    try:
        about = _Job(ctypes.sizeof(_Job), title, None, None, 0)
        if gdi.StartDocW(context, ctypes.byref(about)) <= 0:
            raise OSError("StartDoc")
        for page in range(page_count(pdf)):
            _print_page(gdi, context, pdf, page)
        if gdi.EndDoc(context) <= 0:
            raise OSError("EndDoc")
    finally:
        gdi.DeleteDC(context)


def _print_page(gdi: Any, context: ctypes.c_void_p, pdf: bytes, page: int) -> None:
    across, down = gdi.GetDeviceCaps(context, _LOGPIXELSX), gdi.GetDeviceCaps(context, _LOGPIXELSY)
    drawn = picture(pdf, page, min(across, _MOST_DPI))
    bits, about = _as_bitmap(drawn)
    left, top = gdi.GetDeviceCaps(context, _PHYSICALOFFSETX), gdi.GetDeviceCaps(context, _PHYSICALOFFSETY)
    scale = min(across, _MOST_DPI)
    size = (drawn.width * across // scale, drawn.height * down // scale)
    if gdi.StartPage(context) <= 0:
        raise OSError("StartPage")
    source = (0, 0, drawn.width, drawn.height)
    put = gdi.StretchDIBits(context, -left, -top, *size, *source, bits, ctypes.byref(about), _RGB_COLOURS, _SRCCOPY)
    if put <= 0 or gdi.EndPage(context) <= 0:
        raise OSError("EndPage")


def _as_bitmap(drawn: Picture) -> tuple[bytes, _Bitmap]:
    """Rows from the top down (a negative height), each padded to four bytes."""
    wide = (drawn.width + 3) // 4 * 4
    bits = b"".join(row.ljust(wide, b"\xff") for row in drawn.rows)
    greys = (ctypes.c_uint32 * 256)(*(grey * 0x010101 for grey in range(256)))
    return bits, _Bitmap(40, drawn.width, -drawn.height, 1, 8, 0, len(bits), 0, 0, 256, 256, greys)
