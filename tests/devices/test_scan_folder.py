"""The scanner's folder: what is still being written is waited for, what was taken is taken once."""

from pathlib import Path

import pytest

from kiosk.devices.scan_folder import SETTLED, WatchedFolder
from kiosk.domain.refusals import Trouble


class Hands:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def folder(tmp_path: Path, hands: Hands) -> WatchedFolder:
    return WatchedFolder(tmp_path, now=hands)


def names(folder: WatchedFolder) -> list[str]:
    return [one.name for one in folder.look() if one.whole]


def test_a_file_that_is_still_being_written_is_waited_for(folder: WatchedFolder, tmp_path: Path, hands: Hands) -> None:
    scan = tmp_path / "扫描1.jpg"
    for size in (100, 200, 300):
        scan.write_bytes(b"x" * size)
        assert names(folder) == []
        hands.seconds += SETTLED * 2
    assert names(folder) == ["扫描1.jpg"]
    assert len(folder.read("扫描1.jpg")) == 300


def test_it_waits_for_a_moment_even_if_nothing_changes(folder: WatchedFolder, tmp_path: Path, hands: Hands) -> None:
    (tmp_path / "a.jpg").write_bytes(b"x")
    assert (names(folder), names(folder)) == ([], [])
    hands.seconds += SETTLED
    assert names(folder) == ["a.jpg"]


def test_half_files_and_folders_are_none(folder: WatchedFolder, tmp_path: Path, hands: Hands) -> None:
    for name in (".hidden.jpg", "~lock.jpg", "a.jpg.part", "b.TMP", "c.crdownload"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "inner").mkdir()
    folder.look()
    hands.seconds += 10
    assert names(folder) == []


def test_the_oldest_comes_first(folder: WatchedFolder, tmp_path: Path, hands: Hands) -> None:
    import os

    for nth, name in enumerate(("b.jpg", "a.jpg", "c.jpg")):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (1000 + nth, 1000 + nth))
    folder.look()
    hands.seconds += SETTLED
    assert names(folder) == ["b.jpg", "a.jpg", "c.jpg"]


def test_a_file_written_anew_under_its_name_is_not_removed(folder: WatchedFolder, tmp_path: Path, hands: Hands) -> None:
    scan = tmp_path / "scan.jpg"
    scan.write_bytes(b"first")
    folder.look()
    hands.seconds += SETTLED
    (taken,) = folder.look()
    scan.write_bytes(b"the second page")
    folder.remove(taken)
    assert scan.read_bytes() == b"the second page"
    folder.look()
    hands.seconds += SETTLED
    (again,) = folder.look()
    folder.remove(again)
    folder.remove(again)  # gone already: nothing to do
    assert not scan.exists()


def test_a_folder_that_is_away_is_said(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as no:
        WatchedFolder(tmp_path / "nowhere").look()
    assert no.value.key == "scan_folder_away"
    with pytest.raises(Trouble) as gone:
        WatchedFolder(tmp_path).read("../../etc/passwd")
    assert gone.value.key == "scan_gone"
