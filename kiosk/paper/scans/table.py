"""The light table: a file in, clean pages out. It keeps nothing."""

import io
from collections.abc import Sequence

from kiosk.app.capture import FILE_MOST, Leaf
from kiosk.domain.refusals import Refusal

PDF = "application/pdf"
_PICTURES = ((b"\xff\xd8\xff", 0), (b"\x89PNG", 0), (b"II*\0", 0), (b"MM\0*", 0), (b"WEBP", 8), (b"BM", 0))
_APPLE = (b"heic", b"heix", b"hevc", b"heif", b"mif1", b"msf1", b"avif")


class LightTable:
    """The `Cleaner` of the capture desk."""

    def clean(self, name: str, content: bytes) -> Sequence[Leaf]:
        """Every page of a file as it is kept. Raises `Refusal('scan_…')` for what is empty, broken, locked, too large
        or no paper at all; each says the way out."""
        if not content:
            raise Refusal("scan_empty", name=name)
        if len(content) > FILE_MOST:
            raise Refusal("scan_large", name=name, size=len(content) >> 20, most=FILE_MOST >> 20)
        if content[4:8] == b"ftyp" and content[8:12] in _APPLE:
            raise Refusal("scan_heic", name=name)
        if b"%PDF-" in content[:1024]:
            return self._pdf(name, content)
        if any(content[at:].startswith(sign) for sign, at in _PICTURES):
            return self._picture(name, content)
        raise Refusal("scan_kind", name=name)

    def turn(self, leaf: Leaf, quarters: int) -> Leaf:
        """A page by so many quarters, clockwise."""
        from kiosk.paper.scans import pdfs, pictures

        if leaf.media_type == PDF:
            content = pdfs.turned(leaf.content, quarters)
            return Leaf(content, PDF, *pdfs.size(content), leaf.done)
        image = pictures.turned(pictures.opened(leaf.content), quarters)
        return Leaf(*pictures.written("", image), *image.size, leaf.done)

    def picture(self, content: bytes, media_type: str, room: tuple[int, int]) -> bytes:
        """A page for a screen, no larger than `room` (JPEG)."""
        from kiosk.paper.scans import pdfs, pictures

        image = pdfs.seen(content, room) if media_type == PDF else pictures.opened(content)
        return pictures.thumbnail(image, room)

    def bind(self, pages: Sequence[tuple[bytes, str]]) -> bytes:
        """Pages (content, media type) as one PDF, each picture on a page of its own size at 300 dpi."""
        from kiosk.paper.scans import pdfs

        return pdfs.bound([content if media_type == PDF else _on_a_page(content) for content, media_type in pages])

    def _pdf(self, name: str, content: bytes) -> Sequence[Leaf]:
        from kiosk.paper.scans import pdfs, pictures

        made = []
        for leaf in list(pdfs.leaves(name, content)):
            if isinstance(leaf, bytes):
                made.append(Leaf(leaf, PDF, *pdfs.size(leaf)))
            else:
                made.append(Leaf(*pictures.written(name, leaf), *leaf.size))
        return made

    def _picture(self, name: str, content: bytes) -> Sequence[Leaf]:
        from kiosk.paper.scans import pictures

        made = []
        for page in pictures.drawn(name, content):
            plain = pictures.fitted(page.image)
            best = pictures.straightened(page) or plain
            whole = pictures.written(name, plain.image)[0] if best is not plain else b""
            made.append(Leaf(*pictures.written(name, best.image), *best.image.size, best.done, whole))
        return made


def _on_a_page(content: bytes) -> bytes:
    from kiosk.paper.scans import pictures
    from kiosk.paper.scans.limits import DPI

    out = io.BytesIO()
    image = pictures.opened(content)
    (image.convert("L") if image.mode == "1" else image).save(out, "PDF", resolution=DPI, quality=92)
    return out.getvalue()
