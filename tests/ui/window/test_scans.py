"""The scans of a filed case at the window: opened with a trace, printed, given out, and added to with a key."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from forms import Catalogue
from kiosk.app.filing import Filing
from tests.paper.scan_kit import packed, pdf, sheet

from .conftest import STAFF, Fingers, House

MATTER, FIRST, SECOND = "M1201", "M1201-A03", "M1201-A04"


@pytest.fixture
def case_no(house: House) -> str:
    matter = Catalogue.shipped().matter(MATTER)
    scans = house.desks.capture.scans("户口簿.pdf", pdf(2), FIRST)
    filing = Filing(MATTER, dict(matter.example.answers), dict(matter.example.materials), scans=scans)
    return str(house.desks.intake.file(replace(filing), STAFF).case.case_no)


@pytest.fixture
def opened_scans(house: House, case_no: str, sit_down: Callable[..., Fingers]) -> Fingers:
    fingers = sit_down(house)
    fingers.key("Ctrl+F")
    fingers.write(case_no)
    fingers.settle()
    fingers.key("Return")
    fingers.wait(lambda: fingers.screen.search.card.case is not None)
    fingers.key("Alt+I")
    fingers.wait(lambda: page(fingers).papers is not None and page(fingers).papers.files)
    return fingers


def page(fingers: Fingers) -> Any:
    return fingers.screen.page


def looks(house: House, case_no: str) -> list[str]:
    with house.store.look() as work:
        read = [one.read() for one in work.journal.of_case(case_no)]
    return [one.payload["what"] for one in read if one.kind == "person.looked"]


def test_scans_are_opened_with_a_trace(opened_scans: Fingers, house: House, case_no: str) -> None:
    assert page(opened_scans).at_material == FIRST
    assert opened_scans.reads("第 1 页，共 2 页") or opened_scans.reads("第 2 页，共 2 页")
    assert "scans" in looks(house, case_no)
    before = list(page(opened_scans).papers.files[FIRST])
    opened_scans.key("Delete", "R")  # what is filed is not changed
    assert page(opened_scans).papers.files[FIRST] == before
    opened_scans.key("Escape")
    assert opened_scans.screen.page is opened_scans.screen.search


def test_what_comes_later_is_hung_on_the_case(
    opened_scans: Fingers, house: House, case_no: str, tmp_path: Path
) -> None:
    scan = tmp_path / "收入证明.png"
    scan.write_bytes(packed(sheet(4, size=(300, 424))))
    at = [one.key for one in page(opened_scans)._materials].index(SECOND)
    page(opened_scans).go_to(at)
    page(opened_scans).files.brought.emit([scan])
    opened_scans.settle()
    assert opened_scans.reads("附到这一件（新 1 页）")
    opened_scans.key("F9")
    opened_scans.wait(lambda: opened_scans.screen.page is opened_scans.screen.search)
    hung = {one.key: one for one in house.desks.attached.of_case(case_no, STAFF)}
    assert len(hung[SECOND].pages) == 1
    assert house.desks.cases.show(case_no, STAFF).steps[-1].kind == "case.supplemented"


def test_they_are_printed_and_given_out(opened_scans: Fingers, house: House, case_no: str) -> None:
    opened_scans.key("Ctrl+P")
    assert [title for title, _, _ in house.tray.documents] == [f"扫描件　{page(opened_scans)._title.text()[4:]}"]
    opened_scans.key("Ctrl+S")
    (out,) = (house.desks._settings.data / "exports").glob("*-scans.pdf")
    assert out.read_bytes().startswith(b"%PDF")
    assert {"scans printed", "scans exported"} <= set(looks(house, case_no))
