"""A PDF that was handed in becomes pages: each a file of its own without scripts, links, attachments and authors.

PDFium may not be entered twice at once: the lock is the house's one, in `kiosk.paper.raster`.
"""

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from PIL import Image

from kiosk.domain.refusals import Refusal
from kiosk.paper.raster import ONE_AT_A_TIME
from kiosk.paper.scans.limits import A4, DPI, PAGE_MOST, PAGES_MOST

PDF = "application/pdf"
_WRITTEN = re.compile(rb"\(D:\d{14}\+00'00'\)")
_MARKED = re.compile(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]")
_LOCKED = (4, 5)  # PDFium: a password is wanted; a kind of protection that it does not know
_DANGEROUS = (b"/JS", b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/OpenAction", b"/AA", b"/RichMedia", b"/GoToR")


def leaves(name: str, content: bytes) -> Iterator[bytes | Image.Image]:
    """Each page as a PDF of one page; as a picture where it holds what does not belong on paper. Raises
    `Refusal('scan_…')`."""
    with _opened(name, content) as document:
        count = len(document)
        if not 0 < count <= PAGES_MOST:
            raise Refusal("scan_many_pages", name=name, count=count, most=PAGES_MOST)
        for nth in range(count):
            alone = _alone(document, nth)
            yield _seen(document, nth) if not alone or len(alone) > PAGE_MOST else alone


def turned(content: bytes, quarters: int) -> bytes:
    """A page by so many quarters, clockwise."""
    with _opened("", content) as document:
        page = document[0]
        page.set_rotation((page.get_rotation() + 90 * quarters) % 360)
        return _saved(document)


def size(content: bytes) -> tuple[int, int]:
    """Dots of a page at 300 dpi."""
    with _opened("", content) as document:
        width, height = document.get_page_size(0)
    return round(width / 72 * DPI), round(height / 72 * DPI)


def seen(content: bytes, room: tuple[int, int]) -> Image.Image:
    """A page as a picture that fits into `room`."""
    with _opened("", content) as document:
        return _seen(document, 0, room)


def bound(pages: Sequence[bytes]) -> bytes:
    """All pages as one PDF."""
    from pypdfium2 import PdfDocument

    with ONE_AT_A_TIME:
        whole: Any = PdfDocument.new()
        for content in pages:
            one: Any = PdfDocument(content)
            whole.import_pages(one)
            one.close()
        try:
            return _saved(whole)
        finally:
            whole.close()


@contextmanager
def _opened(name: str, content: bytes) -> Iterator[Any]:
    from pypdfium2 import PdfDocument, PdfiumError

    with ONE_AT_A_TIME:
        try:
            document: Any = PdfDocument(content)
        except PdfiumError as error:
            key = "scan_locked" if getattr(error, "err_code", 0) in _LOCKED else "scan_broken"
            raise Refusal(key, name=name) from error
        try:
            yield document
        except PdfiumError as error:
            raise Refusal("scan_broken", name=name) from error
        finally:
            document.close()


def _alone(document: Any, nth: int) -> bytes:
    """One page in a document of its own, its notes and links set flat; nothing when something dangerous came along."""
    from pypdfium2 import PdfDocument, raw

    new: Any = PdfDocument.new()
    try:
        new.import_pages(document, [nth])
        page = new[0]
        raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
        page.close()
        made = _saved(new)
    finally:
        new.close()
    return b"" if any(sign in made for sign in _DANGEROUS) else made


def _saved(document: Any) -> bytes:
    """The same pages give the same bytes: PDFium writes the time and a random mark into them, which are of no use."""
    out = io.BytesIO()
    document.save(out)
    timeless = _WRITTEN.sub(b"(D:20000101000000+00'00')", out.getvalue())
    return _MARKED.sub(b"/ID[<" + b"0" * 32 + b"><" + b"0" * 32 + b">]", timeless)


def _seen(document: Any, nth: int, room: tuple[int, int] = A4) -> Image.Image:
    page = document[nth]
    width, height = page.get_size()
    if width > height and room == A4:
        room = (room[1], room[0])
    scale = min(room[0] / max(width, 1), room[1] / max(height, 1))
    if room in (A4, (A4[1], A4[0])):
        scale = min(scale, DPI / 72)
    bitmap = page.render(scale=max(scale, 0.001))
    try:
        image: Image.Image = bitmap.to_pil().convert("RGB")
        return image.copy()
    finally:
        bitmap.close()
        page.close()
