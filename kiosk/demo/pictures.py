"""Looking at what was drawn: a picture that is blank or the same as another earns nothing; a code is read, not
trusted."""

import hashlib
import io

from kiosk.demo.report import must
from kiosk.paper.raster import page_png

PRINTER_DPI = 203
LEAST_COLOURS = 3


class Gallery:
    """The pictures taken so far, each different from every other."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def hang(self, name: str, png: bytes) -> bytes:
        """Take a picture in: not blank, not one that hangs here already."""
        from PIL import Image

        picture = Image.open(io.BytesIO(png)).convert("RGB")
        colours = picture.getcolors(1 << 24) or []
        must(len(colours) >= LEAST_COLOURS, f"{name} is blank")
        digest = hashlib.sha256(picture.tobytes()).hexdigest()
        must(digest not in self._seen, f"{name} looks like another picture")
        self._seen.add(digest)
        return png


def printed(pdf: bytes, page: int = 0) -> bytes:
    """A page as the printer has it, 203 dots an inch."""
    return page_png(pdf, page, PRINTER_DPI)


def code_of(pictures: list[bytes]) -> str:
    """The text of the one QR code on a paper, read from its pictures by an independent reader."""
    import zxingcpp
    from PIL import Image

    found = [
        code.text
        for png in pictures
        for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))
        if code.format == zxingcpp.BarcodeFormat.QRCode
    ]
    must(len(found) == 1, f"{len(found)} codes on the paper")
    return str(found[0])
