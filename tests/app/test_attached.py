"""Scans of a case that was filed: named as the archive wants them, opened with a trace, added to once."""

import io

import pytest
from pypdf import PdfReader

from kiosk.app.attached import AttachedDesk
from kiosk.app.capture import CaptureDesk, Tools
from kiosk.app.filing import Scan
from kiosk.domain.case import CaseState
from kiosk.domain.refusals import CaseElsewhere, CaseUnknown, Refusal, Trouble
from kiosk.paper.scans import LightTable
from tests.paper.scan_kit import packed, pdf, sheet

from .conftest import CATALOGUE, House

MATTER, FIRST, SECOND = "M1201", "M1201-A03", "M1201-A04"


@pytest.fixture
def desk(house: House) -> AttachedDesk:
    return AttachedDesk(house.store, CATALOGUE, LightTable())


def pages(house: House, content: bytes, material: str, name: str = "IMG 1.png") -> tuple[Scan, ...]:
    return CaptureDesk(house.store, Tools(LightTable())).scans(name, content, material)


def drawn(lines: int) -> bytes:
    return packed(sheet(lines, size=(300, 424)))


def filed(house: House, *scans: Scan, **changed: str) -> str:
    from dataclasses import replace

    filing = house.example(MATTER)
    materials = {**filing.materials, **changed}
    return house.intake.file(replace(filing, scans=scans, materials=materials), "staff:0305").case.case_no


def test_files_are_named_as_the_archive_wants_them(house: House, desk: AttachedDesk) -> None:
    one = pages(house, drawn(3), FIRST, "IMG_2034.jpg")
    several = pages(house, pdf(2), SECOND, "扫描 0001.pdf")
    case_no = filed(house, *one, *several)
    hung = {material.key: material for material in desk.of_case(case_no, "staff:0305")}
    order = [material.id for material in CATALOGUE.matter(MATTER).materials]
    name = hung[FIRST].name
    assert [page.name for page in hung[FIRST].pages] == [f"{case_no}_{order.index(FIRST) + 1:02d}_{name}.jpg"]
    first, second = hung[SECOND].pages
    assert (first.name[-6:], second.name[-6:]) == ("_1.pdf", "_2.pdf")
    assert "IMG" not in first.name + second.name


def test_a_look_at_scans_leaves_a_trace(house: House, desk: AttachedDesk) -> None:
    case_no = filed(house, *pages(house, drawn(3), FIRST))
    desk.of_case(case_no, "staff:0305", "查办件")
    desk.pdf(case_no, "staff:0305", FIRST)
    desk.pdf(case_no, "staff:0307", printed=True)
    with house.store.look() as work:
        looks = [w.read() for w in work.journal.of_case(case_no) if w.read().kind == "person.looked"]
    assert [(one.actor, one.payload["what"]) for one in looks] == [
        ("staff:0305", "scans"),
        ("staff:0305", "scans exported"),
        ("staff:0307", "scans printed"),
    ]


def test_pages_are_given_out_as_one_pdf_in_their_order(house: House, desk: AttachedDesk) -> None:
    case_no = filed(house, *pages(house, pdf(2), SECOND), *pages(house, drawn(3), FIRST))
    whole = PdfReader(io.BytesIO(desk.pdf(case_no, "cli")))
    assert len(whole.pages) == 3
    assert "page 1" in PdfReader(io.BytesIO(desk.pdf(case_no, "cli", SECOND))).pages[0].extract_text()
    (photo,) = next(one.pages for one in desk.of_case(case_no, "cli") if one.key == FIRST)
    assert desk.picture(photo, (50, 50)).startswith(b"\xff\xd8")
    with pytest.raises(Refusal) as no:
        desk.pdf(filed(house), "cli")
    assert no.value.key == "scans_none"


def test_what_was_owed_is_brought_later(house: House, desk: AttachedDesk) -> None:
    tolerable = next(one.id for one in CATALOGUE.matter(MATTER).materials if one.tolerable and one.mandatory)
    case_no = filed(house, **{tolerable: "owed"})
    assert tolerable in house.cases.show(case_no, "cli").owed
    case = desk.attach(case_no, pages(house, pdf(2), tolerable), "staff:0305", "补交").case
    assert tolerable not in case.owed
    assert case.materials[tolerable] != "owed"
    assert case.steps[-1].kind == "case.supplemented"
    (material,) = [one for one in desk.of_case(case_no, "cli") if one.pages]
    assert [page.name[-6:] for page in material.pages] == ["_1.pdf", "_2.pdf"]
    with house.store.look() as work:
        owed = {row[0] for row in work.connection.execute("SELECT sha256 FROM scan")}
    assert {page.sha256 for page in material.pages} <= owed  # they follow their entry to the city


def test_a_page_is_attached_once_and_numbers_go_on(house: House, desk: AttachedDesk) -> None:
    first = pages(house, drawn(3), FIRST)
    case_no = filed(house, *first)
    with pytest.raises(Refusal) as no:
        desk.attach(case_no, first, "cli")
    assert no.value.key == "scan_twice"
    desk.attach(case_no, [*first, *pages(house, drawn(5), FIRST)], "cli")
    (material,) = [one for one in desk.of_case(case_no, "cli") if one.pages]
    assert len(material.pages) == 2
    assert material.pages[1].name.endswith("_2.jpg")


def test_what_does_not_fit_is_refused_and_leaves_nothing(house: House, desk: AttachedDesk) -> None:
    case_no = filed(house)
    before = house.cases.show(case_no, "cli")
    scan = pages(house, drawn(3), "M9999-A01")
    for scans, key in ((scan, "scan_unknown_material"), ((), "scan_twice")):
        with pytest.raises(Refusal) as no:
            desk.attach(case_no, scans, "cli")
        assert no.value.key == key
    with pytest.raises(Trouble):
        desk.attach(case_no, [Scan(FIRST, "x", "image/jpeg", b"", "0" * 64, 1)], "cli")
    with pytest.raises(CaseUnknown):
        desk.attach("341323110000-20261123-01-9999-XXX", scan, "cli")
    house.cases.withdraw(case_no, "不办了", "cli")
    with pytest.raises(CaseElsewhere):
        desk.attach(case_no, pages(house, drawn(3), FIRST), "cli")
    after = house.cases.show(case_no, "cli")
    assert after.state is CaseState.WITHDRAWN
    assert after.materials == before.materials
    assert not any(one.pages for one in desk.of_case(case_no, "cli"))
