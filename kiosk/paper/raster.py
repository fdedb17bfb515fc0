"""The copying glass: a paper's PDF as a picture, for screens that show it and for printers that know no letters.

PDFium draws one page at a time and may not be entered twice at once, so there is one lock for the whole house.
"""

import struct
import zlib
from dataclasses import dataclass
from threading import Lock
from typing import Any

SLIP_DPI = 203
"""Dots an inch of nearly every thermal printer (8 a millimetre)."""

_BLACK_BELOW = 150  # of 255: thin strokes keep their ink on thermal paper
_TO_BITS = bytes(ord("1") if grey < _BLACK_BELOW else ord("0") for grey in range(256))
ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in grey: one byte a dot, 0 black to 255 white, row by row without padding."""

    width: int
    height: int
    rows: tuple[bytes, ...]

    def cut(self, left: int, width: int) -> "Picture":
        """A strip of it, `width` dots wide."""
        return Picture(min(width, self.width - left), self.height, tuple(row[left : left + width] for row in self.rows))

    def bits(self) -> list[bytes]:
        """Rows of black (1) and white (0), eight dots a byte, the first in the highest bit, rows on whole bytes."""
        wide = (self.width + 7) // 8
        return [int(row.translate(_TO_BITS).ljust(wide * 8, b"0"), 2).to_bytes(wide, "big") for row in self.rows]

    def png(self) -> bytes:
        """The picture as a PNG file (ISO/IEC 15948), greyscale."""
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 0, 0, 0, 0)
        body = zlib.compress(b"".join(b"\0" + row for row in self.rows), 6)
        return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def picture(pdf: bytes, page: int = 0, dpi: float = SLIP_DPI) -> Picture:
    """One page (counted from 0) drawn at `dpi`. IndexError when there is no such page."""
    from pypdfium2 import PdfDocument

    with ONE_AT_A_TIME:
        document: Any = PdfDocument(pdf)
        try:
            if not 0 <= page < len(document):
                raise IndexError(page)
            leaf = document[page]
            bitmap = leaf.render(scale=dpi / 72, grayscale=True)
            seen, stride = bytes(bitmap.buffer), bitmap.stride
            width, height = bitmap.width, bitmap.height
            bitmap.close()
            leaf.close()
        finally:
            document.close()
    return Picture(width, height, tuple(seen[at * stride : at * stride + width] for at in range(height)))


def page_count(pdf: bytes) -> int:
    """How many pages the paper has."""
    from pypdfium2 import PdfDocument

    with ONE_AT_A_TIME:
        document: Any = PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def page_size(pdf: bytes) -> tuple[float, float]:
    """Width and height of the first page in millimetres."""
    from pypdfium2 import PdfDocument

    with ONE_AT_A_TIME:
        document: Any = PdfDocument(pdf)
        try:
            width, height = document.get_page_size(0)
        finally:
            document.close()
    return width / 72 * 25.4, height / 72 * 25.4


def page_png(pdf: bytes, page: int = 0, dpi: float = 96) -> bytes:
    """One page (counted from 0) as a PNG picture. IndexError when there is no such page."""
    return picture(pdf, page, dpi).png()


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
