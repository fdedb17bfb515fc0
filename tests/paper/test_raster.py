"""The pictures of papers that screens show are true pictures of every page."""

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from kiosk.app.papers import Handing, PaperMaterial, ReceiptPaper
from kiosk.paper.raster import Picture, page_count, page_png, picture
from kiosk.paper.receipt import receipt_pdf

Make = Callable[..., ReceiptPaper]


def test_a_page_becomes_a_png_that_others_can_open(receipt: Make) -> None:
    pdf = receipt_pdf(receipt())
    image = Image.open(io.BytesIO(page_png(pdf, 0, 96)))
    image.load()
    assert image.format == "PNG"
    assert (image.width, image.height) == (794, 1123)
    assert image.tobytes() == b"".join(picture(pdf, 0, 96).rows)
    assert image.getextrema() == (0, 255)


def test_every_page_has_its_own_picture_and_there_is_none_beyond(receipt: Make) -> None:
    pdf = receipt_pdf(receipt(materials=tuple(PaperMaterial(f"材料{n}", Handing.COPY) for n in range(40))))
    assert page_count(pdf) == 2
    assert page_png(pdf, 0) != page_png(pdf, 1)
    for page in (2, -1):
        with pytest.raises(IndexError):
            page_png(pdf, page)


def test_several_desks_may_ask_for_pictures_at_once(receipt: Make) -> None:
    """PDFium itself may not be entered twice at once."""
    pdf = receipt_pdf(receipt())
    with ThreadPoolExecutor(4) as desks:
        seen = set(desks.map(lambda _: page_png(pdf, 0, 60), range(12)))
    assert seen == {page_png(pdf, 0, 60)}


def test_dots_are_packed_from_the_left_and_rows_end_on_whole_bytes() -> None:
    row = b"\x00\xff\xff\xff\xff\xff\xff\xff\x00\x95\x96"
    assert Picture(11, 1, (row,)).bits() == [bytes([0b10000000, 0b11000000])]


def test_a_strip_is_cut_from_a_picture() -> None:
    cut = Picture(4, 2, (b"abcd", b"efgh")).cut(1, 2)
    assert (cut.width, cut.height, cut.rows) == (2, 2, (b"bc", b"fg"))
