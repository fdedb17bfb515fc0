"""The PC burns down and no stick was in it: its backup lay with the city, and a sheet of paper lay in the safe."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kiosk.demo.city import DemoCity
from tests.paper.scan_kit import packed, sheet

from .station import CENTRE, NAME, Said, Station


def number(said: Said) -> str:
    assert said.code == 0, said.sentence
    return str(said.value["case_no"])


def listed(station: Station) -> set[str]:
    return {case["case_no"] for case in station.run("case", "list").value}


def killed_at(station: Station, nth_part: int, *words: str) -> None:
    """The command, dead by SIGKILL as soon as so many parts have gone or come."""
    script = (
        "import os, signal, sys\n"
        "from sync.client.door import HttpDoor\n"
        "done = 0\n"
        "def dying(work):\n"
        "    def now(self, parcel, seal):\n"
        "        global done\n"
        "        seen = work(self, parcel, seal)\n"
        "        done += parcel.method in ('PUT', 'GET')\n"
        f"        if done >= {nth_part}: os.kill(os.getpid(), signal.SIGKILL)\n"
        "        return seen\n"
        "    return now\n"
        "HttpDoor.parcel, HttpDoor.fetch = dying(HttpDoor.parcel), dying(HttpDoor.fetch)\n"
        "from kiosk.cli.run import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    command = [sys.executable, "-c", script, *words, "--data", str(station.data)]
    done = subprocess.run(command, env=station.environment, capture_output=True, timeout=120)
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.fixture
def old(tmp_path: Path, city: DemoCity) -> Station:
    """A PC that the city knows; its recovery key lies in `tmp_path / 'key'`."""
    station = Station(tmp_path / "old")
    begun = station.run("init", "--centre", CENTRE, "--name", NAME, "--device", "01", "--site", city.url)
    (tmp_path / "key").write_text(begun.value["recovery"][0])
    code = city.ask("enrol", "--centre", CENTRE, "--device", "01")["code"]
    assert station.run("enrol", "--url", city.url, "--code", code).code == 0
    return station


def test_a_pc_that_burnt_comes_back_from_the_city_with_a_sheet_of_paper(
    old: Station, tmp_path: Path, city: DemoCity
) -> None:
    photo, later = tmp_path / "户口簿.jpg", tmp_path / "照片.jpg"
    photo.write_bytes(packed(sheet(), "JPEG"))
    later.write_bytes(packed(sheet().rotate(180), "JPEG"))
    sent = number(old.accept("M1201", tmp_path, "--attach", f"M1201-A03={photo}"))
    assert old.run("sync", "--once").value["waiting"] == 0
    unsent = number(old.accept("M1201", tmp_path, "--attach", f"M1201-A03={later}"))  # not yet at the city

    killed_at(old, 1, "backup", "now", "--upstream")
    assert old.run("backup", "list", "--upstream").value == [], "no half one is ever listed"
    assert city.ask("backups", "list") == []
    lodged = old.run("backup", "now", "--upstream")
    assert lodged.code == 0, lodged.sentence
    begun = lodged.value["lodged"]
    assert begun["upstream"] == "city"
    assert [one["name"] for one in old.run("backup", "list", "--upstream").value] == [begun["name"]]
    assert old.run("backup", "verify", "--upstream").value["ok"] is True
    after = number(old.accept("M0901", tmp_path))  # not in the backup, but at the city
    assert old.run("sync", "--once").value["waiting"] == 0
    shutil.rmtree(old.home)

    new, key = Station(tmp_path / "new"), ("--key", f"file:{tmp_path / 'key'}")
    killed_at(new, 1, "restore", "--upstream", city.url, *key)
    assert "kiosk restore" in new.run("case", "list").sentence, "half a PC is none"
    said = new.run("restore", "--upstream", city.url, *key)
    assert said.code == 0, said.sentence
    assert said.value["device"] == f"{CENTRE}-01"
    assert listed(new) == {sent, unsent}
    fresh = number(new.accept("M1201", tmp_path))
    assert new.run("sync", "--once").value["waiting"] == 0
    assert listed(new) == {sent, unsent, after, fresh}, "what was acknowledged is there, once"
    assert {case["case_no"] for case in city.ask("cases")} == {sent, unsent, after, fresh}, "the unsent one is sent"
    checked: Any = new.run("check").value
    assert (checked["ok"], checked["problems"]) == (True, []), "every scan too: the city's came back from there"
    assert city.ask("check")["ok"] is True
    assert not (new.data / "incoming").exists()
    again = new.run("restore", "--upstream", city.url, *key)
    assert again.code == 2, "never over data that is there"
    assert new.run("backup", "now", "--upstream").code == 0, "and it is lodged as before"


def test_who_has_no_sheet_gets_nothing_and_is_told_the_way(old: Station, tmp_path: Path, city: DemoCity) -> None:
    old.accept("M1103", tmp_path)
    assert old.run("backup", "now", "--upstream").code == 0
    new, wrong = Station(tmp_path / "new"), tmp_path / "wrong"
    stranger = Station(tmp_path / "stranger")
    other = stranger.run("init", "--centre", CENTRE, "--name", NAME, "--device", "07", "--site", city.url)
    wrong.write_text(other.value["recovery"][0])
    said = new.run("restore", "--upstream", city.url, "--key", f"file:{wrong}")
    assert said.code == 2
    assert "没有能用这把恢复密钥取回的备份" in said.sentence
    assert new.run("restore", "--key", f"file:{wrong}").code == 2, "from where, nobody said"
    nowhere = stranger.run("backup", "now", "--upstream")
    assert nowhere.code == 2
    assert "kiosk enrol" in nowhere.sentence
    assert city.ask("backups", "rule", "--most", "1")["newest"] == 3
    assert old.run("backup", "now", "--upstream").code == 0, "a small one still fits"
