"""A picture that was handed in becomes a page: upright, no larger than A4 at 300 dpi, without a word about whoever
took it, where, and with what. Imports Pillow."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from PIL import Image, ImageOps, UnidentifiedImageError

from kiosk.domain.refusals import Refusal
from kiosk.paper.scans import edges
from kiosk.paper.scans.limits import A4, DOTS_MOST, DPI, PAGE_MOST, PAGES_MOST, QUALITY

KINDS = ("JPEG", "PNG", "TIFF", "WEBP", "BMP", "MPO")
BITE = 8 << 10
"""Bytes of a file that are decoded in one go: screens are drawn in between."""
JPEG, PNG = "image/jpeg", "image/png"
SCALED, CUT, LEVELLED = "scaled", "cut", "levelled"
"""What was done to a page: words for it stand with whoever shows it."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as it is worked on, and what was done to it."""

    image: Image.Image
    done: tuple[str, ...] = ()


def drawn(name: str, content: bytes) -> Iterator[Drawn]:
    """Each page of a picture file, upright, in grey or colour, as large as it came. Raises `Refusal('scan_…')`."""
    with _sorted(name):
        image = Image.open(io.BytesIO(content), formats=KINDS)
        count = 1 if image.format in ("JPEG", "MPO", "WEBP") else int(getattr(image, "n_frames", 1))
    if count > PAGES_MOST:
        raise Refusal("scan_many_pages", name=name, count=count, most=PAGES_MOST)
    for nth in range(count):
        with _sorted(name):
            image.seek(nth)
            if image.width * image.height > DOTS_MOST:
                raise Refusal("scan_too_many_dots", name=name, dots=image.width * image.height // 1_000_000)
            image.decodermaxblock = BITE
            image.load()
            yield Drawn(_plain(ImageOps.exif_transpose(image)))


def straightened(page: Drawn) -> Drawn | None:
    """The sheet cut out of a photo, or a crooked scan laid level; None where neither is beyond doubt."""
    if corners := edges.sheet_corners(page.image):
        cut = fitted(edges.flattened(page.image, corners))
        return replace(cut, done=(*cut.done, CUT))
    if page.image.mode != "1" and (angle := edges.tilt(page.image)):
        level = fitted(page.image)
        return Drawn(edges.levelled(level.image, angle), (*level.done, LEVELLED))
    return None


def fitted(image: Image.Image) -> Drawn:
    """No larger than A4 at 300 dpi, lying or standing."""
    room = A4 if image.height >= image.width else (A4[1], A4[0])
    if image.width <= room[0] and image.height <= room[1]:
        return Drawn(image)
    grey = image.convert("L") if image.mode == "1" else image
    return Drawn(ImageOps.contain(grey, room, Image.Resampling.LANCZOS), (SCALED,))


def written(name: str, image: Image.Image) -> tuple[bytes, str]:
    """The page's file and its media type: the same picture gives the same bytes."""
    out = io.BytesIO()
    if image.mode == "1":
        image.save(out, "PNG", optimize=True, dpi=(DPI, DPI))
        return out.getvalue(), PNG
    image.save(out, "JPEG", quality=QUALITY, dpi=(DPI, DPI))  # "optimize" would hold up the screens in one long go
    if out.tell() > PAGE_MOST:
        raise Refusal("scan_page_large", name=name, size=out.tell() >> 20, most=PAGE_MOST >> 20)
    return out.getvalue(), JPEG


def opened(content: bytes) -> Image.Image:
    """A page that was kept, to be worked on again."""
    image = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
    image.decodermaxblock = BITE
    image.load()
    return image


def turned(image: Image.Image, quarters: int) -> Image.Image:
    """By so many quarters, clockwise."""
    ways = (None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
    way = ways[quarters % 4]
    return image.transpose(way) if way is not None else image


def thumbnail(image: Image.Image, room: tuple[int, int]) -> bytes:
    """As large as fits, for a screen (JPEG)."""
    image = image.convert("RGB" if image.mode == "RGB" else "L")
    image.thumbnail(room, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


def _plain(image: Image.Image) -> Image.Image:
    """Colour, grey or two tones; what shines through is white, and nothing but the dots is left."""
    if image.mode == "1":
        return image.copy()
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        image = image.convert("I").point(lambda one: one / 256).convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        ground = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(ground, image.convert("RGBA"))
    plain = image.convert("L" if image.mode in ("L", "LA") else "RGB")
    plain.info = {}
    return plain


@contextmanager
def _sorted(name: str) -> Iterator[None]:
    """Whatever a broken picture makes of its reader is one sentence; a bomb is another."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except UnidentifiedImageError as error:
        raise Refusal("scan_broken", name=name) from error
    except Image.DecompressionBombError as error:
        raise Refusal("scan_too_many_dots", name=name, dots=DOTS_MOST // 1_000_000) from error
    except MemoryError as error:
        raise Refusal("scan_too_many_dots", name=name, dots=DOTS_MOST // 1_000_000) from error
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, ArithmeticError) as error:
        raise Refusal("scan_broken", name=name) from error
    except Exception as error:  # Pillow's readers raise what they like (struct.error, zlib.error …)
        if isinstance(error, Refusal):
            raise
        raise Refusal("scan_broken", name=name) from error
