"""The PC burns down: backup, new PC, recovery key, a real city. What was sent or in the backup is there, once."""

import shutil
from pathlib import Path
from typing import Any

from kiosk.demo.city import DemoCity

from .station import CENTRE, NAME, Said, Station


def number(said: Said) -> str:
    assert said.code == 0, said.sentence
    return str(said.value["case_no"])


def listed(station: Station) -> set[str]:
    return {case["case_no"] for case in station.run("case", "list").value}


def test_a_restored_pc_reads_back_what_the_city_has_and_sends_what_it_has_not(tmp_path: Path, city: DemoCity) -> None:
    old = Station(tmp_path / "old")
    begun = old.run("init", "--centre", CENTRE, "--name", NAME, "--device", "01", "--site", city.url)
    (tmp_path / "key").write_text(begun.value["recovery"][0])
    code = city.ask("enrol", "--centre", CENTRE, "--device", "01")["code"]
    assert old.run("enrol", "--url", city.url, "--code", code).code == 0

    sent = number(old.accept("M1103", tmp_path))
    assert old.run("sync", "--once").value["waiting"] == 0
    unsent = number(old.accept("M1201", tmp_path))  # in the backup, and not yet at the city
    (tmp_path / "usb").mkdir()
    assert old.run("backup", "schedule", "--to", str(tmp_path / "usb")).code == 0
    backup = old.run("backup", "now")
    assert backup.code == 0, backup.sentence
    drill = old.run("backup", "drill", "--key", f"file:{tmp_path / 'key'}")
    assert (drill.code, drill.value["ok"]) == (0, True), drill.sentence
    after = number(old.accept("M0901", tmp_path))  # not in the backup, but at the city
    assert old.run("sync", "--once").value["waiting"] == 0
    lost = number(old.accept("M1103", tmp_path))  # neither: this is gone with the disk
    shutil.rmtree(old.home)

    new = Station(tmp_path / "new")
    refused = new.run("case", "list")
    assert "kiosk restore" in refused.sentence, "an empty directory says the way"
    assert new.run("restore", str(tmp_path / "usb")).code == 3, "without the recovery key nothing opens"
    said = new.run("restore", str(tmp_path / "usb"), "--key", f"file:{tmp_path / 'key'}")
    assert said.code == 0, said.sentence
    assert said.value["device"] == f"{CENTRE}-01"
    assert listed(new) == {sent, unsent}
    fresh = number(new.accept("M1201", tmp_path))
    assert fresh not in {sent, unsent, after, lost}

    first: Any = new.run("sync", "--once").value
    assert (first["waiting"], first["parted"]) == (0, True)  # the city has more than the backup: it is said
    assert listed(new) == {sent, unsent, after, fresh}
    checked: Any = new.run("check").value
    assert (checked["ok"], checked["problems"]) == (True, [])
    assert new.run("sync", "--once").value == {
        "sent": 0,
        "acknowledged": 0,
        "received": 0,
        "waiting": 0,
        "at_hub": 0,
        "parted": False,
    }
    assert new.run("backup", "now").code == 0, "and it is backed up as before"
    again = Station(tmp_path / "again")
    assert again.run("restore", str(tmp_path / "usb"), "--key", f"file:{tmp_path / 'key'}").code == 0
    assert listed(again) == {sent, unsent, after, fresh}
