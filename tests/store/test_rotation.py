"""Another key while everybody goes on working; and whenever the power fails, the store opens."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from kiosk.domain.refusals import Trouble
from kiosk.store.cabinet import Cabinet
from kiosk.store.check import check_store
from kiosk.store.connections import Connections
from kiosk.store.door import OpenStore
from kiosk.store.layout import STORE_FILE

from .conftest import TurnedClock

PROGRAM = Path(__file__).with_name("rotator.py")


def write(store: OpenStore, key: str) -> None:
    with store.work("cli") as work:
        work.drawer.set_setting(key, key)


def read(store: OpenStore, key: str) -> str:
    with store.look() as work:
        return str(work.drawer.setting(key))


def test_who_has_the_store_open_goes_on_with_the_new_key(
    reopen: Callable[[], OpenStore], folders: tuple[Path, Path], clock: TurnedClock
) -> None:
    rotating, reading, writing = reopen(), reopen(), reopen()
    write(writing, "before")
    assert read(reading, "before") == "before"
    for _ in range(2):
        Cabinet(rotating, folders[1], clock.now).rotate()
        write(writing, "after")
        assert read(reading, "after") == "after"
        assert reading.mark() >= 0
        assert read(rotating, "after") == "after"
    assert len(reading.keys.header.keys) == 1


def test_one_picture_that_was_begun_before_is_whole(
    reopen: Callable[[], OpenStore],
    folders: tuple[Path, Path],
    clock: TurnedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kiosk.store.connections.BUSY_SECONDS", 2)  # how long the other one waits for it
    reading, rotating = reopen(), reopen()
    write(rotating, "kept")
    with reading.look() as work:
        assert work.drawer.setting("kept") == "kept"
        done = Thread(target=Cabinet(rotating, folders[1], clock.now).rotate)
        done.start()
        done.join()
        assert work.drawer.setting("kept") == "kept"
    assert read(reading, "kept") == "kept"


def test_the_old_key_opens_nothing_any_more(store: OpenStore, folders: tuple[Path, Path], clock: TurnedClock) -> None:
    (old,) = store.keys.candidates()
    Cabinet(store, folders[1], clock.now).rotate()
    (new,) = store.keys.candidates()
    assert new != old
    stale = Connections(folders[0] / STORE_FILE, lambda: [old])
    with pytest.raises(Trouble, match="store_unreadable"):
        stale.mine()


def test_scans_of_both_times_are_read_by_everybody(
    reopen: Callable[[], OpenStore], folders: tuple[Path, Path], clock: TurnedClock
) -> None:
    rotating, other = reopen(), reopen()
    first = other.blobs.keep(b"before")
    Cabinet(rotating, folders[1], clock.now).rotate()
    fresh = reopen()
    second = fresh.blobs.keep(b"after")
    for one in (rotating, other, fresh):
        assert one.blobs.read(first) == b"before"
        assert one.blobs.read(second) == b"after"


def test_a_disk_without_room_for_it_leaves_the_old_key(
    store: OpenStore, folders: tuple[Path, Path], clock: TurnedClock
) -> None:
    class Full(Cabinet):
        def _rekey(self, fresh: bytes) -> None:
            raise Trouble("disk_full")

    before = store.keys.candidates()
    with pytest.raises(Trouble, match="disk_full"):
        Full(store, folders[1], clock.now).rotate()
    assert store.keys.candidates() == before
    write(store, "goes on")


def test_a_disk_that_is_full_in_the_midst_of_it_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    """The engine itself says nothing of it: whether the store is under the new key is looked at afterwards."""
    if os.geteuid() != 0 or shutil.which("unshare") is None:
        pytest.skip("only where a process may have a mount namespace")
    disk = tmp_path / "disk"
    disk.mkdir()
    words = [sys.executable, str(PROGRAM), str(disk / "data"), str(disk / "keys"), "full"]
    inner = f'mount -t tmpfs -o size=16m tmpfs "{disk}" && exec "$@"'
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", inner, "sh", *words], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.split() == ["rotation_failed", "20000", "20000"], done.stderr


@pytest.mark.parametrize("when", ["before", "amid", "after"])
def test_a_kill_in_the_middle_leaves_a_store_that_opens(
    when: str, reopen: Callable[[], OpenStore], folders: tuple[Path, Path], clock: TurnedClock
) -> None:
    store = reopen()
    with store.work("cli") as work:
        for nth in range(400):
            work.drawer.set_setting(f"much {nth}", "x" * 20_000)
    command = [sys.executable, str(PROGRAM), *map(str, folders), when]
    killed = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert killed.returncode == -9, killed.stderr
    for one in (store, reopen()):
        assert read(one, "much 399") == "x" * 20_000
        write(one, "goes on")
    Cabinet(store, folders[1], clock.now).rotate()
    again = reopen()
    assert len(again.keys.header.keys) == 1
    with again.look() as work:
        assert check_store(work, again.blobs)[1] == []
