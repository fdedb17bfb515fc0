"""Backups by the clock while screens run, and the last one when they are closed."""

from pathlib import Path
from threading import Event

import pytest

from kiosk.app.backup import BackupDesk, BackupPlan
from kiosk.settings import Settings
from kiosk.store.door import OpenStore
from kiosk.wiring import safekeeping

from .test_backup import clock, desk, kinds, store  # noqa: F401  the fixtures of the desk

SECONDS = 30


def settings(folder: Path) -> Settings:
    return Settings(folder / "data", folder / "keys")


def test_the_last_backup_is_made_when_the_screens_are_closed(
    desk: BackupDesk,  # noqa: F811
    store: OpenStore,  # noqa: F811
    tmp_path: Path,
) -> None:
    desk.set_plan(BackupPlan(to=str(tmp_path / "usb")))
    end = safekeeping.keep_safe(store, settings(tmp_path))
    assert "device.backed_up" not in kinds(store)
    end()
    assert kinds(store).count("device.backed_up") == 1


def test_without_a_plan_nothing_is_done(store: OpenStore, tmp_path: Path) -> None:  # noqa: F811
    safekeeping.keep_safe(store, settings(tmp_path), first=0.0)()
    assert kinds(store) == ["device.begun"]


def test_one_that_is_due_is_made_while_they_run(
    desk: BackupDesk,  # noqa: F811
    store: OpenStore,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = Event()
    keep_up = BackupDesk.keep_up

    def told(self: BackupDesk, closing: bool = False) -> object:
        done = keep_up(self, closing)
        made.set()
        return done

    monkeypatch.setattr(BackupDesk, "keep_up", told)
    desk.set_plan(BackupPlan(to=str(tmp_path / "usb"), closing=False))
    end = safekeeping.keep_safe(store, settings(tmp_path), first=0.0)
    assert made.wait(SECONDS)
    end()
    assert kinds(store).count("device.backed_up") == 1


def test_what_a_killed_drill_and_a_day_have_left_goes(
    store: OpenStore,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import os

    monkeypatch.setattr("kiosk.store.backup.gettempdir", lambda: str(tmp_path))
    mine, under_way, other = (tmp_path / name for name in ("weimin-drill-a", "weimin-drill-b", "another-programs"))
    for folder in (mine, under_way, other):
        (folder / "data").mkdir(parents=True)
    early = store.clock.now().timestamp() - 7 * 3600
    for folder in (mine, other):
        os.utime(folder, (early, early))
    os.utime(under_way, (early + 2 * 3600, early + 2 * 3600))
    safekeeping.let_go(store, settings(tmp_path))
    assert (mine.exists(), under_way.exists(), other.exists()) == (False, True, True)


def test_where_somebody_left_another_key_is_made_while_the_screens_run(store: OpenStore, tmp_path: Path) -> None:  # noqa: F811
    before = store.keys.candidates()
    safekeeping.let_go(store, settings(tmp_path))
    assert store.keys.candidates() == before
    with store.work("keys") as work:
        work.drawer.set_setting(safekeeping.ROTATION_DUE, "1")
    safekeeping.let_go(store, settings(tmp_path))
    after = store.keys.candidates()
    assert after != before
    assert len(after) == 1
    safekeeping.let_go(store, settings(tmp_path))
    assert store.keys.candidates() == after
