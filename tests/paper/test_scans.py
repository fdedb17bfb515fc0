"""The light table: what a scanner, a phone or a stick brings becomes clean pages, or is refused with the way out."""

import io
import random
import warnings
import zlib

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from kiosk.app.capture import FILE_MOST
from kiosk.domain.refusals import Refusal
from kiosk.paper.scans import LightTable
from kiosk.paper.scans.edges import tilt
from kiosk.paper.scans.limits import A4, PAGES_MOST
from kiosk.paper.scans.words import SCANS
from kiosk.wiring.sentences import say

from .scan_kit import on_a_desk, packed, pdf, sheet

TABLE = LightTable()


def refused(content: bytes, name: str = "照片.jpg") -> str:
    with pytest.raises(Refusal) as no:
        TABLE.clean(name, content)
    assert name in say(no.value)
    return no.value.key


def picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_a_crooked_photo_becomes_the_sheet_alone() -> None:
    (leaf,) = TABLE.clean("p.jpg", packed(on_a_desk(sheet()), "JPEG"))
    assert "cut" in leaf.done
    assert leaf.whole
    assert leaf.width / leaf.height == pytest.approx(1300 / 1840, rel=0.02)
    image = picture(leaf.content).convert("L")
    corners = [(15, 15), (image.width - 15, 15), (15, image.height - 15), (image.width - 15, image.height - 15)]
    assert min(image.getpixel(at) for at in corners) > 200  # nothing of the desk is left
    assert abs(tilt(image)) < 0.5


@pytest.mark.parametrize("angle", [-4.0, 2.4])
def test_a_crooked_scan_is_laid_level(angle: float) -> None:
    (leaf,) = TABLE.clean("s.png", packed(sheet().rotate(angle, fillcolor="white", resample=Image.Resampling.BICUBIC)))
    assert leaf.done == ("levelled",)
    assert abs(tilt(picture(leaf.content))) <= 0.3


def test_a_straight_page_is_left_as_it_is() -> None:
    (leaf,) = TABLE.clean("s.png", packed(sheet()))
    assert (leaf.done, leaf.whole, (leaf.width, leaf.height)) == ((), b"", sheet().size)


@pytest.mark.parametrize("ground", ["white", (70, 60, 50)])
def test_a_picture_without_a_sheet_is_not_cut(ground: object) -> None:
    """A house or a face: nothing that is beyond doubt a sheet, so nothing is taken away."""
    rng = random.Random(7)
    image = Image.new("RGB", (900, 700), ground)  # type: ignore[arg-type]
    for _ in range(300):
        x, y = rng.randrange(880), rng.randrange(680)
        image.paste((rng.randrange(256), rng.randrange(256), rng.randrange(256)), (x, y, x + 20, y + 20))
    (leaf,) = TABLE.clean("house.png", packed(image))
    assert "cut" not in leaf.done


def test_a_large_photo_is_kept_as_a4_at_300_dpi_and_it_is_told() -> None:
    noise = Image.effect_noise((1200, 900), 60).resize((6000, 4500)).convert("RGB")
    (leaf,) = TABLE.clean("p.jpg", packed(noise, "JPEG"))
    assert leaf.done == ("scaled",)
    assert (leaf.width, leaf.height) <= (A4[1], A4[0])
    assert picture(leaf.content).info["dpi"] == (300, 300)


def test_where_and_with_what_it_was_taken_is_not_kept() -> None:
    secret = Image.Exif()
    secret[0x010F] = "Huawei"
    secret[0x9286] = "home"
    secret.get_ifd(0x8825)[2] = (33.0, 38.0, 1.0)
    secret[0x0112] = 6  # held upright
    photo = packed(sheet(size=(600, 400)), "JPEG", exif=secret, comment=b"made by me")
    assert b"Huawei" in photo
    (leaf,) = TABLE.clean("p.jpg", photo)
    assert not any(word in leaf.content for word in (b"Huawei", b"home", b"made by me", b"Exif"))
    assert not picture(leaf.content).getexif()
    assert (leaf.width, leaf.height) == (400, 600)  # upright all the same


def test_every_kind_of_picture_and_each_page_of_a_fax() -> None:
    page = sheet(size=(600, 848))
    for kind in ("PNG", "JPEG", "WEBP", "BMP", "TIFF"):
        assert len(TABLE.clean(f"p.{kind.lower()}", packed(page, kind))) == 1
    fax = packed(page.convert("1"), "TIFF", save_all=True, append_images=[page.rotate(180).convert("1")] * 2)
    leaves = TABLE.clean("fax.tif", fax)
    assert [leaf.media_type for leaf in leaves] == ["image/png"] * 3
    assert len({leaf.content for leaf in leaves}) == 2
    clear = Image.new("RGBA", (300, 400), (0, 0, 0, 0))
    assert picture(TABLE.clean("c.png", packed(clear))[0].content).convert("L").getextrema() == (255, 255)
    deep = Image.new("I;16", (300, 400), 65535)
    assert picture(TABLE.clean("d.png", packed(deep))[0].content).convert("L").getextrema() == (255, 255)


def test_a_pdf_comes_apart_into_pages_that_hold_nothing_but_paper() -> None:
    first, second = TABLE.clean("两页.pdf", pdf(2, link=True))
    assert (first.media_type, first.width, first.height) == ("application/pdf", 2480, 3508)
    read = PdfReader(io.BytesIO(second.content))
    assert len(read.pages) == 1
    assert "page 2" in read.pages[0].extract_text()
    assert "/Annots" not in read.pages[0]
    assert TABLE.clean("两页.pdf", pdf(2, link=True))[1].content == second.content  # the same bytes: kept once


def test_a_script_in_a_pdf_does_not_come_in() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(1))))
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")})
    writer.root_object[NameObject("/OpenAction")] = action
    writer.add_attachment("virus.exe", b"MZ")
    writer.add_metadata({"/Author": "somebody"})
    out = io.BytesIO()
    writer.write(out)
    (leaf,) = TABLE.clean("x.pdf", out.getvalue())
    assert not any(word in leaf.content for word in (b"/JS", b"JavaScript", b"virus", b"somebody", b"EmbeddedFile"))


def test_a_page_with_an_action_of_its_own_becomes_a_picture() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(1))))
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")})
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})
    out = io.BytesIO()
    writer.write(out)
    (leaf,) = TABLE.clean("x.pdf", out.getvalue())
    assert b"/JS" not in leaf.content
    assert leaf.media_type in ("image/jpeg", "application/pdf")


def test_a_page_is_turned_and_pages_are_bound_in_their_order() -> None:
    (photo,) = TABLE.clean("p.png", packed(sheet(size=(600, 848))))
    lying = TABLE.turn(photo, 1)
    assert (lying.width, lying.height) == (848, 600)
    (page,) = TABLE.clean("x.pdf", pdf(1))
    turned = TABLE.turn(page, 1)
    assert (turned.width, turned.height) == (3508, 2480)
    bound = TABLE.bind([(one.content, one.media_type) for one in (lying, page, turned)])
    read = PdfReader(io.BytesIO(bound))
    assert [round(float(p.mediabox.width)) for p in read.pages] == [204, 595, 595]
    assert read.pages[2].rotation == 90
    assert picture(TABLE.picture(page.content, page.media_type, (200, 200))).height == 200


def test_what_is_no_paper_is_refused_with_the_way_out() -> None:
    assert refused(b"") == "scan_empty"
    assert refused(b"MZ\x90\0" + b"\0" * 300, "合同.exe") == "scan_kind"
    assert refused(b"PK\x03\x04" + b"\0" * 300, "申请.docx") == "scan_kind"
    assert refused(b"\0\0\0\x18ftypheic" + b"\0" * 300, "IMG_1.HEIC") == "scan_heic"
    assert refused(pdf(1, password="secret"), "密.pdf") == "scan_locked"
    assert refused(b"%PDF-1.7 nothing", "坏.pdf") == "scan_broken"
    assert refused(b"\xff\xd8\xff", "坏.jpg") == "scan_broken"
    assert refused(packed(sheet(size=(300, 400)))[:2000], "半.png") == "scan_broken"
    assert refused(b"\xff\xd8\xff" + b"\0" * FILE_MOST, "大.jpg") == "scan_large"
    assert refused(pdf(PAGES_MOST + 1), "书.pdf") == "scan_many_pages"


@pytest.mark.parametrize("side", [11_500, 50_000])
def test_a_bomb_is_not_opened(side: int) -> None:
    """A few bytes that say they are 50,000 dots wide and high: nothing of it is unpacked."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    head = side.to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    bomb = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(10_000))) + chunk(b"IEND", b"")
    )
    assert refused(bomb) == "scan_too_many_dots"


def test_no_broken_file_gets_further_than_a_sentence() -> None:
    """Bytes turned over, cut off and doubled: a page or a refusal, never anything else, and never a warning."""
    rng = random.Random(20261123)
    page = sheet(6, size=(200, 280))
    whole = [packed(page, kind) for kind in ("PNG", "JPEG", "WEBP", "BMP", "TIFF")] + [pdf(2, link=True)]
    taken, refusals = 0, set()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for nth in range(420):
            broken = bytearray(whole[nth % len(whole)])
            for _ in range(rng.randrange(1, 30)):
                broken[rng.randrange(len(broken))] = rng.randrange(256)
            if nth % 3 == 0:
                broken = broken[: rng.randrange(1, len(broken))]
            try:
                taken += len(TABLE.clean("x", bytes(broken)))
            except Refusal as no:
                refusals.add(no.key)
    assert taken > 20
    assert {"scan_broken", "scan_kind"} <= refusals <= set(SCANS)
