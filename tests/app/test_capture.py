"""Capturing at the window: kept before anybody is told, taken once, nothing lost of the scanner's own file."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from kiosk.app.capture import Captured, CaptureDesk, Dropped, Page, Tools, page_of
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.paper.scans import LightTable
from kiosk.store.blobs import BlobFolder
from kiosk.wiring.sentences import say
from tests.paper.scan_kit import on_a_desk, packed, pdf, sheet

from .conftest import House

SMALL = packed(sheet(8, size=(600, 848)))


class Folder:
    """A scanner's folder that remembers what was removed."""

    place = "scans"

    def __init__(self, files: dict[str, bytes], keeps: bool = False) -> None:
        self.files, self.keeps = dict(files), keeps

    def look(self) -> Sequence[Dropped]:
        return [Dropped(name, f"{name}|{len(content)}") for name, content in self.files.items()]

    def read(self, name: str, /) -> bytes:
        return self.files[name]

    def remove(self, dropped: Dropped, /) -> None:
        del self.files[dropped.name]


def desk(house: House, folder: Folder | None = None, **more: int) -> CaptureDesk:
    return CaptureDesk(house.store, Tools(LightTable(), folder, **more))


def test_a_page_is_in_the_encrypted_store_before_anybody_is_told(house: House) -> None:
    (page,) = desk(house).take("户口簿.png", SMALL).pages
    assert house.store.blobs.has(page.sha256)
    assert len(house.store.blobs.read(page.sha256)) == page.size
    assert page_of(page.plain()) == page


def test_the_same_file_is_attached_once(house: House) -> None:
    capture = desk(house)
    (page,) = capture.take("a.png", SMALL).pages
    for there in ((page,), (replace(page, source="another#1"),)):
        with pytest.raises(Refusal) as no:
            capture.take("b.png", SMALL, there)
        assert no.value.key == "scan_twice"
    assert capture.take("b.png", SMALL).pages[0].sha256 == page.sha256  # with another material it may hang
    two = packed(sheet(8, size=(600, 848)), "TIFF", save_all=True, append_images=[sheet(8, size=(600, 848))])
    assert capture.take("two.tif", two).twice == 1


def test_the_scanners_file_goes_only_when_its_pages_are_safe(house: House) -> None:
    folder = Folder({"scan.pdf": pdf(2)})
    capture = desk(house, folder)
    captured = capture.take_dropped(capture.folder().files[0])
    assert "scan.pdf" in folder.files  # until the draft is saved
    lost = replace(captured, pages=(*captured.pages, replace(captured.pages[0], sha256="0" * 64)))
    capture.let_go(lost)
    assert "scan.pdf" in folder.files
    capture.let_go(captured)
    assert folder.files == {}


def test_a_folder_that_keeps_its_files_gives_each_once(house: House) -> None:
    folder = Folder({"1.png": SMALL, "2.pdf": pdf(1)}, keeps=True)
    capture = desk(house, folder)
    first, second = capture.folder().files
    capture.let_go(capture.take_dropped(first))
    assert capture.folder().files == (second,)
    assert desk(house, folder).folder().files == (second,)  # after a restart too
    assert set(folder.files) == {"1.png", "2.pdf"}


def test_a_broken_file_stays_where_it_is(house: House) -> None:
    folder = Folder({"bad.jpg": b"\xff\xd8\xff"})
    capture = desk(house, folder)
    with pytest.raises(Refusal):
        capture.take_dropped(capture.folder().files[0])
    assert "bad.jpg" in folder.files


def test_a_case_has_a_measure(house: House) -> None:
    capture = desk(house, case_most=100_000)
    (page,) = capture.take("a.png", SMALL).pages
    with pytest.raises(Refusal) as no:
        capture.take("b.pdf", pdf(1), (page,), 100_000)
    assert no.value.key == "scan_case_full"
    assert "b.pdf" in say(no.value)


def test_a_page_is_turned_and_uncut_and_back(house: House) -> None:
    capture = desk(house)
    (page,) = capture.take("p.jpg", packed(on_a_desk(sheet()), "JPEG")).pages
    assert "cut" in page.done
    whole = capture.uncut(page)
    assert (whole.sha256, whole.whole, whole.done) == (page.whole, page.sha256, ())
    assert capture.uncut(whole).sha256 == page.sha256
    turned = capture.turn(page)
    assert (turned.width, turned.height, turned.source) == (page.height, page.width, page.source)
    assert capture.uncut(turned).sha256 != whole.sha256
    (plain,) = capture.take("a.png", SMALL).pages
    assert capture.uncut(plain) == plain
    assert capture.picture(plain, (100, 100)).startswith(b"\xff\xd8")


def test_without_folder_and_camera_it_says_so(house: House) -> None:
    capture = desk(house)
    assert capture.folder().place == ""
    with pytest.raises(Trouble) as no:
        capture.photo()
    assert no.value.key == "camera_absent"
    with pytest.raises(Trouble):
        capture.take_dropped(Dropped("x", "x"))
    capture.let_go(Captured(()))


@pytest.mark.parametrize("plain", [None, "x", {}, {"sha256": 1}, dict.fromkeys(Page.__slots__, 7)])
def test_a_page_that_is_not_understood_is_left_out(plain: object) -> None:
    assert page_of(plain) is None


def test_a_filing_names_pages_that_are_there(house: House) -> None:
    (page,) = desk(house).take("a.png", SMALL).pages
    filing = house.example("M1103")
    material = "M1103-A01"
    from kiosk.app.capture import scan_of

    taken = house.intake.file(replace(filing, scans=(scan_of(page, material),)), "staff:0305")
    with house.store.look() as work:
        (named,) = work.journal.of_case(taken.case.case_no)[0].read().payload["attachments"]
    assert (named["sha256"], named["size"], named["material"]) == (page.sha256, page.size, material)
    gone = replace(scan_of(page, material), sha256="0" * 64)
    with pytest.raises(Trouble) as no:
        house.intake.file(replace(filing, scans=(gone,)), "staff:0305")
    assert no.value.key == "blob_missing"


def test_the_store_keeps_it_unreadable(house: House) -> None:
    (page,) = desk(house).take("a.png", SMALL).pages
    assert isinstance(house.store.blobs, BlobFolder)
    content = house.store.blobs.read(page.sha256)
    on_disk = house.store.blobs._path(page.sha256).read_bytes()
    assert content[100:200] not in on_disk
