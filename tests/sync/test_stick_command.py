"""`cityd courier` as a clerk of the city sees it: one line a file, in Chinese, and what to do where it is wrong."""

import json
from pathlib import Path

import pytest

from sync.city.cli import main
from sync.city.courier_command import read_in, write_out
from sync.city.house import City
from sync.client.drive import FolderDrive
from tests.sync.city_kit import accept, begin, enrolled
from tests.sync.paper_shelf import PaperShelf
from tests.sync.stick_kit import export


def test_each_file_has_its_line(city: City, stick: Path) -> None:
    known, stranger = enrolled(city), PaperShelf("341323110201-01")
    accept(known)
    begin(stranger)
    for shelf in (known, stranger):
        export(shelf, city, FolderDrive(stick))
    (stick / "bundle-x.psb").write_bytes(b"PK\x03\x04 half of a bundle, and no end")
    value, lines = read_in(city.courier, str(stick))
    assert (value["stored"], [one["refused"] for one in value["files"]]) == (2, ["broken", "", "unknown_key"])
    assert lines[0] == "读入 3 个文件：新收 2 条，扫描件 0 份。"
    assert "请在设备上重新导出" in lines[1]
    assert "已收下" in lines[2]
    assert "请先用登记码登记它" in lines[3]
    again, lines = read_in(city.courier, str(stick))
    assert (again["stored"], "以前已收到" in lines[2]) == (0, True)


def test_answers_are_for_those_whose_bundles_lie_there_or_who_are_named(
    city: City, stick: Path, tmp_path: Path
) -> None:
    first, second = enrolled(city), enrolled(city, "341323110201-01")
    for shelf in (first, second):
        folder = tmp_path / shelf.device
        folder.mkdir()
        export(shelf, city, FolderDrive(folder))
        read_in(city.courier, str(folder))
    value, lines = write_out(city.courier, str(tmp_path / first.device), [])
    assert [name.startswith(f"answer-{first.device}-") for name in value["answers"]] == [True]
    assert lines == ["已写入 1 份回执包，请把U盘带回去，在设备上“从U盘导入”。"]
    named, _ = write_out(city.courier, str(stick), [second.device, "341323110000-77"])
    assert [name.startswith(f"answer-{second.device}-") for name in named["answers"]] == [True]
    assert named["refused"] == [{"device": "341323110000-77", "why": "no_letterbox"}]
    everybody, _ = write_out(city.courier, str(stick), [])
    assert len(everybody["answers"]) == 2


def test_the_command_answers_in_json_and_says_what_is_wrong_with_a_stick(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, stick = str(tmp_path / "city"), tmp_path / "stick"
    stick.mkdir()
    assert main(["courier", "in", str(stick), "--data", data, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"files": [], "stored": 0, "scans": 0}
    assert main(["courier", "out", str(stick), "--data", data, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"answers": [], "refused": []}
    assert main(["courier", "in", str(tmp_path / "nowhere"), "--data", data]) == 3
    assert "U盘读写不了" in capsys.readouterr().err
