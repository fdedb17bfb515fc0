"""Copies that were handed out as files: gone when whoever asked for them goes."""

from datetime import timedelta
from pathlib import Path

from kiosk.store.exports import LIFETIME, Exports

from .conftest import TurnedClock


def test_whoever_goes_leaves_no_copy(tmp_path: Path, clock: TurnedClock) -> None:
    exports = Exports(tmp_path / "out", clock)
    exports.clear()
    path = exports.put("0001.pdf", b"%PDF name" * 1000).path
    (path.parent / "printed.pdf").write_bytes(b"%PDF by the folder that stands for a printer")
    exports.clear()
    assert list(path.parent.iterdir()) == []


def test_a_copy_is_written_over_before_it_goes(tmp_path: Path, clock: TurnedClock) -> None:
    exports = Exports(tmp_path / "out", clock)
    path = exports.put("0001.pdf", b"%PDF name" * 1000).path
    also = tmp_path / "also"
    also.hardlink_to(path)  # what a tool that brings files back would read
    exports.clear()
    assert set(also.read_bytes()) == {0}
    assert also.stat().st_size == 9000


def test_what_leads_elsewhere_is_left_alone(tmp_path: Path, clock: TurnedClock) -> None:
    exports = Exports(tmp_path / "out", clock)
    exports.put("0001.pdf", b"%PDF")
    own = tmp_path / "own.pdf"
    own.write_bytes(b"a file of the user's")
    (tmp_path / "out" / "link.pdf").symlink_to(own)
    exports.clear()
    assert own.read_bytes() == b"a file of the user's"


def test_a_copy_lives_a_day_at_the_most(tmp_path: Path, clock: TurnedClock) -> None:
    import os

    exports = Exports(tmp_path / "out", clock)
    path = exports.put("0001.pdf", b"%PDF").path
    early = (clock.now() - LIFETIME - timedelta(seconds=1)).timestamp()
    os.utime(path, (early, early))
    exports.sweep()
    assert not path.exists()
