"""Scans at the window: brought by the scanner, by hand, from the clipboard; in order, once, and safe before the file
in the scanner's folder goes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage

from forms import Catalogue
from kiosk.app.capture import CaptureDesk, Tools
from kiosk.devices.camera import DeskCamera
from kiosk.devices.scan_folder import SETTLED, WatchedFolder
from kiosk.paper.scans import LightTable
from tests.paper.scan_kit import on_a_desk, packed, pdf, sheet

from .conftest import Fingers, House, Typist, take_papers

PAGE = packed(sheet(6, size=(420, 594)))


@dataclass
class Scanner:
    """A scanner that saves into a folder, and a clock that runs as it likes."""

    folder: Path
    seconds: float = 0.0

    def saves(self, name: str, content: bytes = PAGE) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Scanner:
    return Scanner(tmp_path_factory.mktemp("扫描"))


@pytest.fixture
def equipped(house: House, scanner: Scanner) -> House:
    return equip(house, scanner)


def equip(house: House, scanner: Scanner, **more: Any) -> House:
    tools = Tools(LightTable(), WatchedFolder(scanner.folder, now=scanner), **more)
    house.desks.__dict__["capture"] = CaptureDesk(house.store, tools)
    return house


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue.shipped()


@pytest.fixture
def at_papers(equipped: House, sit_down: Callable[..., Fingers]) -> Fingers:
    fingers = sit_down(equipped)
    _begin(fingers, equipped)
    return fingers


def _begin(fingers: Fingers, house: House, matter: str = "M1103") -> None:
    fingers.tell(house.desks.queue.take(matter))
    fingers.key("F1")
    fingers.wait(lambda: fingers.screen.page is fingers.screen.intake)
    fingers.key("Ctrl+M")


def _look(fingers: Fingers, scanner: Scanner) -> None:
    """Twice, with time in between: a file that does not grow is whole then."""
    capturing = _capturing(fingers)
    for _ in range(3):
        capturing._look()
        fingers.settle()
        scanner.seconds += SETTLED


def _capturing(fingers: Fingers) -> Any:
    from kiosk.ui.form.counter.capturing import Capturing

    (found,) = fingers.screen.findChildren(Capturing)
    return found


def _pages(fingers: Fingers) -> list[Any]:
    intake = fingers.screen.intake
    return list(intake.papers.files.get(intake.papers_page.at_material, ()))


def _said(fingers: Fingers) -> str:
    return str(fingers.screen.intake.papers_page.files._said.text())


def test_what_the_scanner_saves_comes_to_the_paper_at_hand_and_goes_from_the_folder(
    at_papers: Fingers, equipped: House, scanner: Scanner
) -> None:
    old = scanner.saves("上一位的.png", packed(sheet(3, size=(300, 400))))
    at_papers.key("Ctrl+I")
    _look(at_papers, scanner)
    assert _pages(at_papers) == []
    assert at_papers.reads("收原有 1 个")
    new = scanner.saves("scan001.pdf", pdf(2))
    _look(at_papers, scanner)
    assert len(_pages(at_papers)) == 2
    assert not new.exists()
    assert old.exists()
    (draft,) = equipped.desks.drafts.all()
    assert len(draft.raw["materials"]["files"][at_papers.screen.intake.papers_page.at_material]) == 2
    assert at_papers.screen.intake.papers.ways  # brought: taken as it is asked for
    at_papers.key("Ctrl+L")
    assert len(_pages(at_papers)) == 3
    at_papers.key("Ctrl+I")
    later = scanner.saves("later.png")
    _look(at_papers, scanner)
    assert later.exists()


def test_a_draft_that_is_not_saved_leaves_the_file_with_the_scanner(
    at_papers: Fingers, equipped: House, scanner: Scanner
) -> None:
    from kiosk.domain.refusals import Trouble

    def full(*_: object) -> object:
        raise Trouble("disk_full")

    save, equipped.desks.drafts.save = equipped.desks.drafts.save, full
    at_papers.key("Ctrl+I")
    new = scanner.saves("scan.png")
    _look(at_papers, scanner)
    assert len(_pages(at_papers)) == 1
    assert new.exists()
    equipped.desks.drafts.save = save
    at_papers.key("Ctrl+S")
    assert not new.exists()


def test_a_power_cut_leaves_every_page_that_was_seen(
    opened: Callable[[], House], sit_down: Callable[..., Fingers], scanner: Scanner, tmp_path: Path
) -> None:
    house = equip(opened(), scanner)
    fingers = sit_down(house)
    _begin(fingers, house)
    scans = [tmp_path / f"{nth}.png" for nth in range(2)]
    for nth, path in enumerate(scans):
        path.write_bytes(packed(sheet(3 + nth, size=(300, 400))))
    fingers.screen.intake.papers_page.files.brought.emit(scans)
    fingers.settle()
    kept = [page.sha256 for page in _pages(fingers)]
    house = equip(opened(), scanner)  # the power goes, the PC starts again
    fingers = sit_down(house)
    fingers.wait(lambda: fingers.screen.page is fingers.screen.intake)
    fingers.key("Ctrl+M")
    at = fingers.screen.intake.papers_page
    assert [page.sha256 for page in fingers.screen.intake.papers.files[at.at_material]] == kept
    assert all(house.store.blobs.has(name) for name in kept)


def test_dropped_pasted_and_photographed(equipped: House, scanner: Scanner, sit_down: Callable[..., Fingers]) -> None:
    class Film:
        def isOpened(self) -> bool:
            return True

        def read(self) -> tuple[bool, Any]:
            return True, packed(on_a_desk(sheet()), "JPEG")

        def release(self) -> None:
            pass

    equip(equipped, scanner, camera=DeskCamera("0", lambda _: Film(), bytes))
    fingers = sit_down(equipped)
    _begin(fingers, equipped)
    files = fingers.screen.intake.papers_page.files
    dragged = QMimeData()
    scan = scanner.folder / "拖来.webp"
    scan.write_bytes(packed(sheet(5, size=(300, 400)), "WEBP"))
    dragged.setUrls([QUrl.fromLocalFile(str(scan))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        dragged,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    files.dropEvent(drop)
    fingers.settle()
    assert drop.dropAction() is Qt.DropAction.CopyAction  # a drag takes nothing away
    assert scan.exists()
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    QGuiApplication.clipboard().setImage(image)
    fingers.key("Ctrl+V")
    fingers.key("P")
    assert [page.name for page in _pages(fingers)] == ["拖来.webp", "粘贴.png", "photo.jpg"]
    assert "cut" in _pages(fingers)[2].done
    assert fingers.reads("已裁边")
    QGuiApplication.clipboard().setText("文字")
    fingers.key("Ctrl+V")
    assert "剪贴板" in _said(fingers)


def test_without_camera_and_folder_it_is_said_plainly(house: House, sit_down: Callable[..., Fingers]) -> None:
    fingers = sit_down(house)
    _begin(fingers, house)
    fingers.key("P")
    assert "没有装摄像头组件" in _said(fingers)
    fingers.key("Ctrl+I")
    assert fingers.reads("没有设置扫描文件夹")


def test_pages_are_turned_uncut_moved_and_removed(at_papers: Fingers, tmp_path: Path) -> None:
    photo, page = tmp_path / "a.jpg", tmp_path / "b.png"
    photo.write_bytes(packed(on_a_desk(sheet()), "JPEG"))
    page.write_bytes(PAGE)
    at_papers.screen.intake.papers_page.files.brought.emit([photo, page])
    at_papers.settle()
    first, second = _pages(at_papers)
    at_papers.key("R")
    assert (_pages(at_papers)[1].width, _pages(at_papers)[1].height) == (second.height, second.width)
    at_papers.key("Ctrl+Up")
    assert [one.name for one in _pages(at_papers)] == ["b.png", "a.jpg"]
    assert at_papers.screen.intake.papers_page.files.at == 0
    at_papers.key("PgDown")
    at_papers.key("C")
    assert _pages(at_papers)[1].sha256 == first.whole
    at_papers.key("C")
    assert _pages(at_papers)[1].sha256 == first.sha256
    at_papers.key("Delete")
    assert [one.name for one in _pages(at_papers)] == ["b.png"]


def test_what_cannot_be_taken_is_said_and_the_rest_goes_on(at_papers: Fingers, tmp_path: Path) -> None:
    bad, good = tmp_path / "合同.docx", tmp_path / "好.png"
    bad.write_bytes(b"PK\x03\x04" + bytes(100))
    good.write_bytes(PAGE)
    files = at_papers.screen.intake.papers_page.files
    files.brought.emit([good, bad, tmp_path / "没有.jpg"])
    at_papers.settle()
    assert [page.name for page in _pages(at_papers)] == ["好.png"]
    files.brought.emit([bad])
    at_papers.settle()
    assert "另存为 PDF" in _said(at_papers)
    files.brought.emit([good])
    at_papers.settle()
    assert "已经附在这件材料上" in _said(at_papers)
    assert len(_pages(at_papers)) == 1


def test_a_file_for_another_application_is_not_hung_on_this_one(
    at_papers: Fingers, equipped: House, tmp_path: Path
) -> None:
    scan = tmp_path / "a.png"
    scan.write_bytes(PAGE)
    at_papers.screen.intake.papers_page.files.brought.emit([scan])
    at_papers.screen.pressed.emit("Ctrl+D")  # put aside before the page is ready
    at_papers.settle()
    _begin(at_papers, equipped, "M0101")
    assert not any(at_papers.screen.intake.papers.files.values())


def test_the_pages_are_filed_in_their_order_with_their_paper(
    at_papers: Fingers, equipped: House, catalogue: Catalogue, tmp_path: Path
) -> None:
    matter = catalogue.matter("M1103")
    at_papers.key("Escape")
    Typist(at_papers, matter).fill()
    take_papers(at_papers, matter)
    at_papers.key("Ctrl+M")
    book = tmp_path / "户口簿.pdf"
    book.write_bytes(pdf(3))
    at_papers.screen.intake.papers_page.files.brought.emit([book])
    at_papers.settle()
    material, pages = at_papers.screen.intake.papers_page.at_material, _pages(at_papers)
    at_papers.key("F9")
    at_papers.wait(lambda: at_papers.screen.page is at_papers.screen.done)
    (found,) = equipped.desks.cases.find("", 10)
    with equipped.store.look() as work:
        named = work.journal.of_case(found.case_no)[0].read().payload["attachments"]
    assert [(one["sha256"], one["material"]) for one in named] == [(page.sha256, material) for page in pages]
