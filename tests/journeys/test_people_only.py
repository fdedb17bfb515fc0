"""A PC whose data only people open, as real processes: the thief with the whole disk, the leaver, the hub, the lock."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .station import CENTRE, NAME, Said, Station
from .test_staff import SECRET, as_


@pytest.fixture(scope="module")
def pc(tmp_path_factory: pytest.TempPathFactory) -> Station:
    """A window's PC with an administrator and a clerk; the administrator has set it."""
    station = Station(tmp_path_factory.mktemp("people"))
    begun = station.run("init", "--centre", CENTRE, "--name", NAME, "--device", "01", "--site", "https://cx.example.cn")
    assert begun.code == 0, begun.sentence
    codes = {"admin": station.run("staff", "add", "admin", "--name", "张", "--role", "system").value["start_code"]}
    assert as_(station, codes["admin"], "staff", "secret", staff="admin", second=SECRET).code == 0
    for number, role in (("0305", "clerk"), ("0306", "lead")):
        added = as_(station, SECRET, "staff", "add", number, "--name", "王芳", "--role", role, staff="admin")
        assert as_(station, added.value["start_code"], "staff", "secret", staff=number, second=SECRET).code == 0
    asked = as_(station, SECRET, "key", "people", staff="admin")
    assert asked.code == 0, asked.sentence
    for number in ("0305", "0306"):
        assert _let_in(station, number).code == 0
    return station


def _let_in(station: Station, number: str) -> Said:
    """The administrator has a colleague type his secret."""
    paper = station.home / "typed"
    paper.write_text(SECRET, "utf-8")
    try:
        return as_(station, SECRET, "key", "person", number, "--key", f"file:{paper}", staff="admin")
    finally:
        paper.unlink()


def test_nobody_unnamed_opens_it_and_each_of_its_people_does(pc: Station) -> None:
    for words in (("case", "list"), ("check",), ("sync", "--once"), ("key", "slots")):
        said = pc.run(*words)
        assert said.code == 3, words
        assert "只由在册人员的口令打开" in said.sentence
    assert as_(pc, SECRET, "case", "list", staff="0305").code == 0
    assert as_(pc, SECRET, "check", staff="0305").value["ok"]
    slots = as_(pc, SECRET, "key", "slots", staff="admin").value
    assert slots["people"]
    assert sorted(one["name"] for one in slots["slots"] if one["kind"] == "staff") == ["0305", "0306", "admin"]


def test_a_thief_with_the_whole_disk_on_this_very_machine_opens_nothing(pc: Station, tmp_path: Path) -> None:
    stolen = Station(tmp_path / "stolen")
    shutil.copytree(pc.home, stolen.home)
    assert stolen.run("case", "list").code == 3
    assert as_(stolen, "guessed-it-2026", "case", "list", staff="0305").code == 2
    for path in filter(Path.is_file, stolen.home.rglob("*")):
        assert SECRET.encode() not in path.read_bytes(), path
    for path in filter(Path.is_file, stolen.data.rglob("*")):  # beside it lies the catalogue, which everybody may read
        assert "渔沟".encode() not in path.read_bytes(), path


@pytest.mark.parametrize("words", [("hub", "--listen", "127.0.0.1:0"), ("--role", "hall"), ("--role", "board")])
def test_what_starts_by_itself_says_why_it_does_not(pc: Station, words: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "kiosk", *words, "--data", str(pc.data)]
    environment = pc.environment | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2, done.stderr
    assert "大厅屏、叫号屏和中心节点每天要自己开机启动" in done.stderr


def test_many_programs_at_once_have_five_tries_together(pc: Station, tmp_path: Path) -> None:
    home = tmp_path / "copy"
    shutil.copytree(pc.home, home)
    copy = Station(home)
    command = [sys.executable, "-m", "kiosk", "check", "--data", str(copy.data), "--staff", "0306", "--secret-fd", "0"]
    programs = [
        subprocess.Popen(
            command, env=copy.environment, stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
        )
        for _ in range(8)
    ]
    said = [program.communicate(b"guessed-it-2026\n", timeout=120)[1].decode() for program in programs]
    assert sum("不对" in one for one in said) == 4, said
    assert sum("已锁定" in one for one in said) == 4, said
    assert "已锁定" in as_(copy, SECRET, "check", staff="0306").sentence


def test_whoever_left_opens_it_no_more_and_the_next_key_takes_his_copy_too(pc: Station, tmp_path: Path) -> None:
    home = tmp_path / "left"
    shutil.copytree(pc.home, home)
    copy = Station(home)
    kept = (copy.data / "vault.json").read_bytes()
    assert as_(copy, SECRET, "staff", "leave", "0305", staff="admin").code == 0
    assert as_(copy, SECRET, "check", staff="0305").code == 2
    assert as_(copy, SECRET, "key", "slots", staff="admin").value["rotation_due"]
    (copy.data / "vault.json").write_bytes(kept)
    assert as_(copy, SECRET, "check", staff="0305").code == 2, "nor with the header that he had kept"
    assert as_(copy, SECRET, "key", "rotate", staff="admin").code == 0
    (copy.data / "vault.json").write_bytes(kept)
    assert as_(copy, SECRET, "check", staff="0305").code == 3, "after a rotation it is not even the key"


def test_back_to_a_pc_that_opens_by_itself(pc: Station, tmp_path: Path) -> None:
    home = tmp_path / "back"
    shutil.copytree(pc.home, home)
    copy = Station(home)
    assert as_(copy, SECRET, "key", "machine", "--guard", "machine", staff="admin").code == 0
    assert copy.run("check").code == 0
