"""Bad input at the command line: a clear refusal in Chinese that names the field and the way out; nothing is
written."""

import json
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from forms import Catalogue
from tests.paper.scan_kit import packed

from .station import Station

REFUSED, TROUBLED = 2, 3


def _answers(matter: str, **changed: object) -> dict[str, Any]:
    example = Catalogue.shipped().matter(matter).example
    plain = json.loads(json.dumps(dict(example.answers), default=list))
    return {**plain, "materials": dict(example.materials), **changed}


def _accept(station: Station, folder: Path, matter: str, answers: object) -> tuple[int, str]:
    path = folder / "answers.json"
    path.write_text(answers if isinstance(answers, str) else json.dumps(answers, ensure_ascii=False), "utf-8")
    said = station.run("case", "accept", "--matter", matter, "--answers", str(path))
    return said.code, said.sentence


def _nothing_written(station: Station) -> bool:
    """The beginning of the device and its recovery key are all there is."""
    checked = station.run("check").value
    return checked == {"ok": True, "entries": 2, "problems": []} and station.run("case", "list").value == []


@pytest.mark.parametrize(
    ("matter", "changed", "field", "word"),
    [
        ("M1103", {"applicant_id_no": "410105199003123374"}, "applicant_id_no", "身份证号"),
        ("M1103", {"applicant_name": ""}, "applicant_name", "姓名"),
        ("M1103", {"applicant_name": "张" * 60}, "applicant_name", "50"),
        ("M0901", {"lot_area": "999"}, "lot_area", "超出"),
        ("M1103", {"materials": {}}, "M1103-A01", "居住证"),
        ("M1201", {"materials": {"M1201-A01": "owed"}}, "M1201-A01", "申请书"),
        ("M1103", {"no_such_field": "1"}, "no_such_field", ""),
    ],
)
def test_what_is_wrong_is_named(
    station: Station, tmp_path: Path, matter: str, changed: dict[str, object], field: str, word: str
) -> None:
    code, sentence = _accept(station, tmp_path, matter, _answers(matter, **changed))
    assert code == REFUSED, sentence
    line = next((line for line in sentence.splitlines() if line.strip().startswith(field)), "")
    assert line, sentence
    assert word in line
    assert _nothing_written(station)


@pytest.mark.parametrize("broken", ["{bad", "[]", '{"materials": []}', "", "[" * 100_000, '{"materials": {"a": 1}}'])
def test_a_broken_file_is_refused(station: Station, tmp_path: Path, broken: str) -> None:
    code, sentence = _accept(station, tmp_path, "M1103", broken)
    assert code == REFUSED, sentence
    assert "answers.json" in sentence
    assert _nothing_written(station)


def test_an_unknown_matter_a_missing_file_and_a_wrong_command_are_refused(station: Station, tmp_path: Path) -> None:
    code, sentence = _accept(station, tmp_path, "M9999", {})
    assert (code, "M9999" in sentence) == (REFUSED, True)
    assert station.run("case", "accept", "--matter", "M1103", "--answers", str(tmp_path / "none")).code == REFUSED
    assert station.run("ticket", "take").code == REFUSED
    assert station.run("ticket", "take", "--matter", "M9999").code == REFUSED
    assert station.run("case", "show", "nothing").code == REFUSED
    assert _nothing_written(station)


@pytest.mark.parametrize(
    ("option", "value"),
    [("--centre", "34132311"), ("--centre", "34132311000x"), ("--device", "1"), ("--device", "00"), ("--name", " ")],
)
def test_a_station_is_not_begun_with_nonsense(tmp_path: Path, option: str, value: str) -> None:
    station = Station(tmp_path)
    words = {"--centre": "341323110000", "--name": "渔沟镇为民服务中心", "--device": "01", option: value}
    assert station.run("init", *(word for pair in words.items() for word in pair)).code == REFUSED
    assert not station.data.exists()


def test_a_full_disk_is_a_trouble_and_nothing_is_lost(station: Station, tmp_path: Path) -> None:
    """No file may grow any more: what was there stays, and with room again the same work goes through."""
    station.accept("M1103", tmp_path)
    before = station.run("case", "list").value
    largest = max(path.stat().st_size for path in station.data.rglob("*") if path.is_file())

    def no_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    answers = tmp_path / "large.json"
    answers.write_text(json.dumps(_answers("M1103"), ensure_ascii=False), "utf-8")
    scan = tmp_path / "large.png"
    scan.write_bytes(packed(Image.effect_noise((2200, 3100), 120)))  # noise stays large, however it is packed
    assert scan.stat().st_size > largest
    command = ["case", "accept", "--matter", "M1103", "--answers", str(answers), "--attach", f"M1103-A01={scan}"]
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", *command, "--data", str(station.data), "--json"],
        env=station.environment,
        capture_output=True,
        text=True,
        preexec_fn=no_room,
    )
    assert done.returncode == TROUBLED, done.stderr
    assert "没有保存" in done.stderr
    assert station.run("case", "list").value == before
    assert station.run("check").value["ok"]
    assert station.run(*command).code == 0
    assert len(station.run("case", "list").value) == len(before) + 1
