"""The commands of the catalogue, as an official types them."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from forms import Catalogue
from kiosk.cli.run import main


def test_each_branch_has_an_example_to_print(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", "example", "M0301", "--branch", "1"]) == 0
    answers = json.loads(capsys.readouterr().out)
    assert answers["settle_with"] == "2"
    assert "father_name" not in answers
    assert answers.pop("materials") == dict(Catalogue.shipped().matter("M0301").branches[0].materials)


def test_a_branch_that_is_not_there_is_refused_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in ("9", "-1"):
        assert main(["forms", "example", "M0301", "--branch", wrong]) == 2
        assert "随母落户" in capsys.readouterr().err


def test_a_workbook_goes_out_is_changed_and_comes_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet, own = tmp_path / "desk.xlsx", tmp_path / "own"
    assert main(["forms", "export-xlsx", "MX02", "--out", str(sheet)]) == 0
    book = load_workbook(sheet)
    cell = next(row[1] for row in book["指南"].iter_rows() if row[0].value == "版本")
    cell.value = 2
    book.save(sheet)
    capsys.readouterr()
    assert main(["forms", "import-xlsx", str(sheet), "--out", str(own), "--json"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["ok"], done["matter"], done["version"], done["faults"]) == (True, "MX02", 2, [])
    assert Path(done["files"][0]).read_text("utf-8").startswith("format = 1\n")
    assert main(["forms", "check", *done["files"]]) == 0
    assert main(["forms", "export-xlsx", "MX02", "--own", str(own), "--out", str(sheet)]) == 0
    cell.value = 0
    book["材料"]["B2"] = "其他有关材料"
    book.save(sheet)
    capsys.readouterr()
    assert main(["forms", "import-xlsx", str(sheet)]) == 2
    told = capsys.readouterr().out
    assert f"指南 {cell.coordinate}：" in told
    assert "没有写入任何内容" in told


def test_a_workbook_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", "import-xlsx", str(tmp_path / "none.xlsx")]) == 2
    assert "none.xlsx" in capsys.readouterr().err
    assert main(["forms", "export-xlsx", "M9999"]) == 2
    assert main(["forms", "export-xlsx", "MX02", "--out", str(tmp_path / "no" / "x.xlsx")]) == 3
