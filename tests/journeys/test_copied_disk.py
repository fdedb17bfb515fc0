"""A stolen disk: no name on it, and the whole of it on another PC opens nothing until the recovery key is there."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from forms import Catalogue
from kiosk.devices.clock import SystemClock
from kiosk.store.door import open_store

from .station import CENTRE, NAME, Said, Station

MATTERS = ("M1103", "M1201", "M0901")
OTHER_ID = "0" * 31 + "1"


def on_another_pc(station: Station, tmp_path: Path, *words: str) -> Said:
    """The same command on a PC with another machine-id: a mount namespace in which /etc/machine-id is another file."""
    if shutil.which("unshare") is None:
        pytest.skip("only where a process may have a mount namespace")
    other = tmp_path / "machine-id"
    other.write_text(f"{OTHER_ID}\n")
    script = f'mount --bind "{other}" /etc/machine-id && exec "$@"'
    namespaces = ["--mount"] if os.geteuid() == 0 else ["--user", "--map-root-user", "--mount"]
    command = ["unshare", *namespaces, "sh", "-c", script, "sh", sys.executable, "-m", "kiosk", *words]
    done = subprocess.run(
        [*command, "--data", str(station.data)], env=station.environment, capture_output=True, text=True, timeout=120
    )
    if "unshare failed" in done.stderr or "Operation not permitted" in done.stderr:
        pytest.skip("only where a process may have a mount namespace")
    return Said(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def begun(tmp_path: Path) -> tuple[Station, str]:
    """A station whose init has said its recovery key once."""
    station = Station(tmp_path / "home")
    said = station.run("init", "--centre", CENTRE, "--name", NAME, "--device", "01", "--site", "https://cx.example.cn")
    assert said.code == 0, said.sentence
    return station, said.value["recovery"][0]


def test_the_whole_home_on_another_pc_opens_nothing_until_the_recovery_key_is_there(
    begun: tuple[Station, str], tmp_path: Path
) -> None:
    station, key = begun
    assert station.accept("M1103", tmp_path).code == 0
    stolen = Station(tmp_path / "stolen")
    shutil.copytree(station.home, stolen.home)

    refused = on_another_pc(stolen, tmp_path, "case", "list")
    assert refused.code == 3
    assert refused.value == ""
    assert "另一台电脑" in refused.sentence
    assert "恢复密钥" in refused.sentence
    assert "kiosk key adopt" in refused.sentence
    assert station.run("case", "list").code == 0, "and here it opens as ever"

    wrong = tmp_path / "wrong"
    wrong.write_text(key[:-1] + ("0" if key[-1] != "0" else "1"))
    assert on_another_pc(stolen, tmp_path, "key", "adopt", "--key", f"file:{wrong}").code == 2
    assert on_another_pc(stolen, tmp_path, "key", "adopt", "--key", key).code == 2, "never among the words"
    right = tmp_path / "right"
    right.write_text(key)
    adopted = on_another_pc(stolen, tmp_path, "key", "adopt", "--key", f"file:{right}")
    assert adopted.code == 0, adopted.sentence
    found = on_another_pc(stolen, tmp_path, "case", "list", "--json")
    assert found.code == 0, found.sentence
    assert CENTRE in str(found.value)
    assert on_another_pc(stolen, tmp_path, "check").code == 0
    assert stolen.run("case", "list").code == 3, "what belongs to that PC now is not this one's any more"


def in_a_room_of_its_own(tmp_path: Path, prepared: str, station: Station, *words: str, **more: str) -> Said:
    """A command in a mount namespace that a line of shell has prepared."""
    if os.geteuid() != 0 or shutil.which("unshare") is None:
        pytest.skip("only where a process may have a mount namespace")
    inner = f'{prepared} && exec "$@"'
    command = ["unshare", "--mount", "sh", "-c", inner, "sh", sys.executable, "-m", "kiosk", *words, "--json"]
    done = subprocess.run(
        [*command, "--data", str(station.data)],
        env=station.environment | more,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)


def test_a_medium_that_is_full_is_said_and_what_lay_there_before_counts_on(
    begun: tuple[Station, str], tmp_path: Path
) -> None:
    station, _ = begun
    medium = tmp_path / "usb"
    medium.mkdir()
    small = f'mount -t tmpfs -o size=160k tmpfs "{medium}"'
    said = in_a_room_of_its_own(tmp_path, small, station, "backup", "now", "--to", str(medium))
    assert said.code == 3, said.sentence
    assert "满了" in said.sentence
    assert "不算数" in said.sentence


def test_systemd_guards_the_key_of_a_service_and_no_secret_of_ours_lies_anywhere(tmp_path: Path) -> None:
    """The real thing, with a host key of its own in a namespace; on a PC with a TPM systemd takes that as well."""
    if shutil.which("systemd-creds") is None:
        pytest.skip("only where systemd is")
    station, host = Station(tmp_path / "home"), tmp_path / "host"
    host.mkdir()
    same = f'mount --bind "{host}" /var/lib/systemd'
    about = ("--centre", CENTRE, "--name", NAME, "--device", "01")
    made = in_a_room_of_its_own(tmp_path, same, station, "init", *about, KIOSK_GUARD="systemd")
    if made.code == 3 and "systemd" in made.sentence:
        pytest.skip("only where systemd is")
    assert made.code == 0, made.sentence
    assert list((station.home / "keys").glob("*")) == []
    assert in_a_room_of_its_own(tmp_path, same, station, "case", "list").code == 0
    other = f'{same} && rm -f "{host}/credential.secret"'
    refused = in_a_room_of_its_own(tmp_path, other, station, "case", "list")
    assert refused.code == 3
    assert "恢复密钥" in refused.sentence


def personal(matter: str) -> list[str]:
    """Names, numbers, telephones and addresses of the example that is filed."""
    answers = Catalogue.shipped().matter(matter).example.answers
    return [value for value in _leaves(answers) if len(value) >= 2 and (not value.isascii() or len(value) >= 8)]


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _leaves(one)


def test_no_name_number_or_telephone_can_be_read_off_any_file(
    begun: tuple[Station, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store, its log while it is open, scans, papers, backups, keys, caches, and whatever was left in temporary
    folders. Papers handed out as files are the stated exception: they lie in memory, and that is where they are."""
    station, _ = begun
    memory, temporary, medium = tmp_path / "memory", station.home / "tmp", tmp_path / "usb"
    for folder in (memory, temporary, medium):
        folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(Station, "environment", property(lambda _: station_environment(station, memory)), raising=True)
    store = open_store(station.data, station.home / "keys", SystemClock())  # held open: its log stays on the disk
    try:
        for matter in MATTERS:
            said = station.accept(matter, tmp_path)
            assert said.code == 0, said.sentence
        assert station.run("case", "list", "--search", "张").code == 0
        assert station.run("backup", "now", "--to", str(medium)).code == 0
        assert (station.data / "store.db-wal").stat().st_size > 0
        looked = [path for root in (station.home, medium) for path in root.rglob("*") if path.is_file()]
        secrets = {value for matter in MATTERS for value in personal(matter)}
        assert len(secrets) > 15
        assert {path.name for path in looked} >= {"store.db", "store.db-wal", "vault.json", "backup.json"}
        assert any("blobs" in path.parts for path in looked)
        found = [(path, value) for path in looked for value in secrets if _stands(value, path)]
        assert found == []
        assert list(memory.rglob("*.pdf")), "papers were handed out, and not onto the disk"
    finally:
        store.close()


def station_environment(station: Station, memory: Path) -> dict[str, str]:
    plain = os.environ | {"KIOSK_KEYS": str(station.home / "keys"), "XDG_CACHE_HOME": str(station.home / "cache")}
    return {k: v for k, v in plain.items() if k != "KIOSK_EXPORTS"} | {"XDG_RUNTIME_DIR": str(memory)}


def _stands(value: str, path: Path) -> bool:
    content = path.read_bytes()
    return any(value.encode(form) in content for form in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"))
