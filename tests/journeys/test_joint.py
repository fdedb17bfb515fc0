"""Matters done in one go, from the command line: four cases at once, and after a `kill -9` all of them or none."""

import json
from pathlib import Path

import pytest

from .killed import said_until_killed
from .station import Station


def _kill_behind(station: Station, where: str, nth: int) -> list[list[str]]:
    """Killed at `where` of the nth filing; the filings that were acknowledged until then."""
    said = said_until_killed("joint_acceptor.py", station, where, nth)
    return [line.split()[1:] for line in said if line.startswith("ok ")]


@pytest.mark.parametrize("where", ["1", "3", "4", "before_commit"])
def test_a_kill_in_the_middle_leaves_all_four_or_none(station: Station, where: str) -> None:
    told = _kill_behind(station, where, 2)
    found = station.run("case", "list").value
    numbers = {case["case_no"] for case in found}
    assert {number for four in told for number in four} <= numbers
    assert len(found) % 4 == 0
    for case in found:
        siblings = station.run("case", "show", case["case_no"]).value["siblings"] if where == "3" else []
        assert set(siblings) <= numbers
    assert station.run("check").value["ok"]


def test_one_command_files_four_cases_and_one_sheet(station: Station, tmp_path: Path) -> None:
    example = station.run("forms", "example", "J0001").value
    by_matter: dict[str, object] = {"parts": ["M0301", "M1001"], "materials": example.pop("materials")}
    by_matter["materials"] = {k: v for k, v in dict(by_matter["materials"]).items() if k.startswith("M0301")}  # type: ignore[call-overload]
    for name, value in example.items():
        code, _, field = name.partition(".")
        by_matter.setdefault(code, {})[field] = value  # type: ignore[index]
    answers = tmp_path / "birth.json"
    answers.write_text(json.dumps(by_matter, ensure_ascii=False), "utf-8")
    words = ("case", "accept", "--joint", "J0001", "--answers", str(answers), "--request", "once")
    done = station.run(*words)
    assert done.code == 0, done.sentence
    assert [(case["matter"], case["kind"]) for case in done.value["cases"]] == [("M0301", "预约"), ("M1001", "受理")]
    assert Path(done.value["sheet_pdf"]).read_bytes().startswith(b"%PDF")
    again = station.run(*words)
    assert [case["case_no"] for case in again.value["cases"]] == [case["case_no"] for case in done.value["cases"]]
    first, second = (station.run("case", "show", case["case_no"]).value for case in done.value["cases"])
    assert (first["siblings"], second["siblings"]) == ([second["case_no"]], [first["case_no"]])
    refused = station.run("case", "accept", "--joint", "J0001", "--matter", "M0301", "--answers", str(answers))
    assert refused.code == 2
    answers.write_text(json.dumps({"M0301": {"baby_name": "王一"}}), "utf-8")
    refused = station.run("case", "accept", "--joint", "J0001", "--answers", str(answers))
    assert refused.code == 2
    assert "M0705-A02" in refused.sentence


def test_a_limit_is_prolonged_by_a_command_once(station: Station, tmp_path: Path) -> None:
    case_no = station.accept("MX01", tmp_path).value["case_no"]
    words = ("case", "extend", case_no, "--reason", "要征求第三方意见", "--approved-by", "李卫东")
    done = station.run(*words)
    assert done.code == 0, done.sentence
    assert done.value["days"] == 20
    assert station.run("case", "show", case_no).value["due_on"] == done.value["due_on"]
    again = station.run(*words)
    assert again.code == 2
    assert "已经延长过" in again.sentence
