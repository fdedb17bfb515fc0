"""A centre where people sign in: the command line, sessions, roles, leaving; as real processes."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.station import Said, Station

SECRET = "Chuntian-2026"


def as_(station: Station, secret: str, *words: str, staff: str = "", second: str = "") -> Said:
    """A command whose secret comes by a descriptor, and never among its words."""
    read, write = os.pipe()
    os.write(write, f"{secret}\n".encode())
    os.close(write)
    extra: list[str] = []
    fds = [read]
    if second:
        new, out = os.pipe()
        os.write(out, f"{second}\n".encode())
        os.close(out)
        fds.append(new)
        extra = ["--new-fd", str(new)]
    command = [sys.executable, "-m", "kiosk", *words, "--data", str(station.data), "--json"]
    command += [*(["--staff", staff] if staff else []), "--secret-fd", str(read), *extra]
    done = subprocess.run(
        command, env=station.environment, capture_output=True, text=True, timeout=120, pass_fds=fds, check=False
    )
    for fd in fds:
        os.close(fd)
    import json

    return Said(done.returncode, json.loads(done.stdout) if done.stdout.strip() else None, done.stderr)


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Station:
    """A centre with an administrator, a clerk and an auditor, all with secrets of their own."""
    centre = Station(tmp_path_factory.mktemp("staff")).begin()
    first = centre.run("staff", "add", "admin", "--name", "张𠅤䶮", "--role", "system")
    assert first.code == 0, first.sentence
    codes = {"admin": first.value["start_code"]}
    assert as_(centre, codes["admin"], "staff", "secret", staff="admin", second=SECRET).code == 0
    for staff, role in (("0305", "clerk"), ("0900", "audit")):
        added = as_(centre, SECRET, "staff", "add", staff, "--name", "王芳", "--role", role, staff="admin")
        assert added.code == 0, added.sentence
        assert as_(centre, added.value["start_code"], "staff", "secret", staff=staff, second=SECRET).code == 0
    return centre


def test_from_the_first_account_on_nobody_does_anything_unnamed(station: Station, tmp_path: Path) -> None:
    for words in (
        ("ticket", "take", "--matter", "M0301"),
        ("ticket", "list"),
        ("case", "list"),
        ("staff", "list"),
        ("work", "list"),
        ("hub", "--code"),
        ("county", "show"),
        ("renew-key",),
    ):
        said = station.run(*words)
        assert (said.code, said.value) == (2, None), words
        assert "请先登录" in said.sentence
        assert station.run(*words, "--staff", "0305").code == 2  # a number alone is nobody
    assert station.run("check").value["ok"]


def test_a_clerk_files_and_an_auditor_does_not(station: Station, tmp_path: Path) -> None:
    example = station.run("forms", "example", "M0301")
    answers = tmp_path / "answers.json"
    import json

    answers.write_text(json.dumps(example.value, ensure_ascii=False), "utf-8")
    file = ("case", "accept", "--matter", "M0301", "--answers", str(answers))
    filed = as_(station, SECRET, *file, staff="0305")
    assert filed.code == 0, filed.sentence
    shown = as_(station, SECRET, "case", "show", filed.value["case_no"], staff="0305")
    assert {step["actor"] for step in shown.value["steps"]} == {"staff:0305"}
    for staff in ("0900", "admin"):
        refused = as_(station, SECRET, *file, staff=staff)
        assert refused.code == 2
        assert "您的角色不能" in refused.sentence


def test_a_session_goes_on_and_its_token_is_its_owners_alone(station: Station) -> None:
    begun = as_(station, SECRET, "staff", "sign-in", "--session", "morning", staff="0305")
    assert begun.code == 0, begun.sentence
    token = station.home / "keys" / "sessions" / "morning.token"
    assert stat.S_IMODE(token.stat().st_mode) == 0o600
    taken = station.run("ticket", "take", "--matter", "M0301", "--session", "morning")
    assert taken.code == 0, taken.sentence
    assert station.run("staff", "add", "0307", "--name", "李四", "--role", "clerk", "--session", "morning").code == 2
    assert station.run("staff", "sign-off", "--session", "morning").code == 0
    assert not token.exists()
    assert station.run("ticket", "list", "--session", "morning").code == 2


def test_a_start_code_does_nothing_but_let_one_choose_a_secret(station: Station) -> None:
    code = as_(station, SECRET, "staff", "add", "0308", "--name", "赵六", "--role", "clerk", staff="admin").value[
        "start_code"
    ]
    said = as_(station, code, "ticket", "list", staff="0308")
    assert said.code == 2
    assert "先改口令" in said.sentence
    weak = as_(station, code, "staff", "secret", staff="0308", second="123456")
    assert weak.code == 2
    assert "口令太短" in weak.sentence


def test_a_secret_never_stands_on_this_disk(station: Station) -> None:
    for path in station.home.rglob("*"):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path
