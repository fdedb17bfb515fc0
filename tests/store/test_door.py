"""The door: what is kept is encrypted, durable, and refused when it cannot be understood."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3

from kiosk.domain.refusals import Refusal, StoreTooNew, Trouble
from kiosk.store.beginning import Beginning, begin
from kiosk.store.door import OpenStore, open_store

from .conftest import STATION, TurnedClock


def test_every_connection_is_as_durable_as_it_can_be(store: OpenStore) -> None:
    with store.look() as work:
        assert work.connection.execute("PRAGMA synchronous").fetchone()[0] == 2
        assert work.connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_no_name_can_be_read_from_the_disk(store: OpenStore, folders: tuple[Path, Path]) -> None:
    with store.work("cli") as work:
        work.drawer.set_setting("secret", "张桂英342224195807054021")
    store.blobs.keep("张桂英的户口簿".encode() * 100)
    for path in folders[0].rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert "张桂英".encode() not in content
            assert b"342224195807054021" not in content


def test_a_copied_disk_without_its_key_opens_nothing(folders: tuple[Path, Path], clock: TurnedClock) -> None:
    for key in folders[1].iterdir():
        key.unlink()
    with pytest.raises(Trouble, match="key_elsewhere"):
        open_store(*folders, clock)


def test_a_wrong_key_opens_nothing(folders: tuple[Path, Path], clock: TurnedClock) -> None:
    for key in folders[1].iterdir():
        key.write_text("00" * 32)
    with pytest.raises(Trouble, match="key_elsewhere"):
        open_store(*folders, clock)


def test_the_key_stands_outside_the_data_and_is_nobody_elses(folders: tuple[Path, Path]) -> None:
    (key,) = folders[1].iterdir()
    assert key.read_text() not in "".join(p.read_text("latin-1") for p in folders[0].rglob("*") if p.is_file())
    if os.name == "posix":
        assert key.stat().st_mode & 0o077 == 0


def test_a_store_of_a_newer_program_is_refused_and_not_touched(
    store: OpenStore, folders: tuple[Path, Path], clock: TurnedClock
) -> None:
    store._connections.mine().execute("PRAGMA user_version = 999")
    store.close()
    with pytest.raises(StoreTooNew):
        open_store(*folders, clock)


def test_a_store_is_not_begun_twice(folders: tuple[Path, Path], clock: TurnedClock) -> None:
    with pytest.raises(Refusal, match="store_exists"):
        begin(*folders, Beginning("341323110000", "02", STATION, ""), clock)


def test_a_beginning_that_was_cut_off_can_be_begun_again(tmp_path: Path, clock: TurnedClock) -> None:
    data, keys = tmp_path / "data", tmp_path / "keys"
    who = Beginning("341323110000", "01", STATION, "")
    begin(data, keys, who, clock)
    (data / "store.json").unlink()  # as if the power had failed before the mark was written
    begin(data, keys, who, clock)
    open_store(data, keys, clock).close()


def test_an_undone_piece_of_work_leaves_nothing(store: OpenStore) -> None:
    def half_done() -> None:
        with store.work("cli") as work:
            work.drawer.set_setting("half", "written")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_done()
    with store.look() as work:
        assert work.drawer.setting("half") == ""


def test_what_was_written_is_there_after_a_restart(reopen: Callable[[], OpenStore]) -> None:
    first = reopen()
    with first.work("cli") as work:
        work.drawer.set_setting("kept", "𠅤䶮")
    first.close()
    with reopen().look() as work:
        assert work.drawer.setting("kept") == "𠅤䶮"


def test_a_missing_store_says_how_to_make_one(tmp_path: Path, clock: TurnedClock) -> None:
    with pytest.raises(Refusal, match="store_missing"):
        open_store(tmp_path / "nothing", tmp_path / "keys", clock)


def test_a_full_disk_is_a_trouble_and_loses_nothing(store: OpenStore) -> None:
    connection = store._connections.mine()
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(Trouble, match="disk_full"), store.work("cli") as work:
        work.drawer.set_setting("large", "x" * 1_000_000)
    connection.execute("PRAGMA max_page_count = 1000000")
    with store.work("cli") as work:
        assert work.drawer.setting("large") == ""
        work.drawer.set_setting("large", "again")


def test_the_mark_names_the_store_and_nothing_else(folders: tuple[Path, Path]) -> None:
    assert set(json.loads((folders[0] / "store.json").read_text())) == {"store", "format"}


def test_sqlcipher_is_really_there() -> None:
    assert sqlcipher3.connect(":memory:").execute("PRAGMA cipher_version").fetchone()
