"""Scans by the command line: attached later, given out, and refused where they are broken, on a station of its own."""

from pathlib import Path

from tests.paper.scan_kit import packed, pdf, sheet

from .station import Station


def test_papers_that_come_later_are_attached_and_given_out(station: Station, tmp_path: Path) -> None:
    photo, book = tmp_path / "户口簿.jpg", tmp_path / "收入.pdf"
    photo.write_bytes(packed(sheet(), "JPEG"))
    book.write_bytes(pdf(2))
    case_no = station.accept("M1201", tmp_path, "--attach", f"M1201-A03={photo}").value["case_no"]
    later = station.run("case", "attach", case_no, "M1201-A04", str(book))
    assert (later.code, later.value["pages"]) == (0, 2)
    again = station.run("case", "attach", case_no, "M1201-A04", str(book))
    assert again.code == 2
    assert "已经附在这件材料上" in again.sentence
    out = station.run("case", "scans", case_no).value
    assert Path(out["pdf"]).read_bytes().startswith(b"%PDF")
    assert station.run("case", "signatures", case_no).value == []
    broken = tmp_path / "坏.jpg"
    broken.write_bytes(b"\xff\xd8\xff")
    said = station.run("case", "attach", case_no, "M1201-A04", str(broken))
    assert said.code == 2
    assert "坏.jpg" in said.sentence
    assert station.run("check").value["ok"]
