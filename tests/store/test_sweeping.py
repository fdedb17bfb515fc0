"""A page that nothing names leaves the disk after a while; nothing else does, whoever works meanwhile and is killed."""

import json
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.store.blobs import BlobFolder
from kiosk.store.door import OpenStore
from kiosk.store.sweeping import EVERY, GRACE, sweep_once_a_week, sweep_scans
from sync.protocol.kinds import DocumentPrinted

from .conftest import TurnedClock

LONG_AGO = time.time() - 30 * 24 * 3600


def aged(store: OpenStore, *contents: bytes) -> list[str]:
    """Kept long ago."""
    names = [store.blobs.keep(content) for content in contents]
    for name in names:
        os.utime(store.blobs.sealed(name), (LONG_AGO, LONG_AGO))
    return names


def test_what_nothing_names_goes_and_what_anything_names_stays(store: OpenStore) -> None:
    loose, printed, drafted, put_down = aged(store, b"loose", b"printed", b"drafted", b"put down")
    with store.work("staff:0305") as work:
        work.journal.enter(DocumentPrinted(document="receipt", sha256=printed, printer="x"), "document.printed")
        work.drawer.set_setting("some.room", f'[{{"page": "{put_down}"}}]')
        pages = json.dumps({"materials": {"files": {"M0201-A01": [{"sha256": drafted, "whole": ""}]}}})
        work.connection.execute(
            "INSERT INTO draft (id, matter, version, raw, materials, ticket, saved_at)"
            " VALUES ('d', 'M0201', 1, ?, '{}', '', '')",
            (pages,),
        )
    assert sweep_scans(store) == 1
    assert not store.blobs.has(loose)
    assert [store.blobs.has(name) for name in (printed, drafted, put_down)] == [True] * 3


def test_what_was_kept_just_now_is_not_looked_at(store: OpenStore) -> None:
    """A page is in the store before the draft names it."""
    name = store.blobs.keep(b"just scanned")
    assert sweep_scans(store) == 0
    assert store.blobs.has(name)


def test_what_is_kept_again_is_new_again(store: OpenStore) -> None:
    (name,) = aged(store, b"thrown away, and scanned once more")
    store.blobs.keep(b"thrown away, and scanned once more")
    assert sweep_scans(store) == 0
    assert store.blobs.read(name)


class Interrupted(BlobFolder):
    """Somebody keeps the same page between two steps of a sweep; `at` counts the steps."""

    content, at, steps = b"", 0, 0

    def _aside(self, name: str) -> Path:
        self._step()
        return super()._aside(name)

    def _path(self, name: str) -> Path:
        path = super()._path(name)
        self._step()
        return path

    def _step(self) -> None:
        self.steps += 1
        if self.steps == self.at:
            self.at = 0
            self.keep(self.content)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(at=st.integers(1, 8))
def test_whoever_keeps_it_in_the_middle_of_a_sweep_has_it(store: OpenStore, at: int) -> None:
    (name,) = aged(store, b"the same page")
    folder = Interrupted(store.blobs._folder, store.blobs._keys)
    folder.content, folder.at, folder.steps = b"the same page", at, 0
    folder.let_go(name, time.time() - GRACE)
    if folder.at == 0:
        assert store.blobs.read(name) == b"the same page"


@pytest.mark.parametrize("wanted", [True, False])
def test_a_sweep_that_was_killed_is_made_good_by_the_next(store: OpenStore, wanted: bool) -> None:
    """It was put aside and the program died: what somebody names comes back, the rest goes."""
    (name,) = aged(store, b"half let go")
    path = store.blobs.sealed(name)
    path.replace(path.with_name(f".{name}.going"))
    assert store.blobs.names() == []
    if wanted:
        with store.work("staff:0305") as work:
            work.journal.enter(DocumentPrinted(document="receipt", sha256=name, printer="x"), "document.printed")
    assert sweep_scans(store) == (0 if wanted else 1)
    assert store.blobs.has(name) == wanted
    assert store.blobs.going() == []


def test_it_is_done_once_a_week(store: OpenStore, clock: TurnedClock) -> None:
    aged(store, b"one")
    assert sweep_once_a_week(store, "backup") == 1
    aged(store, b"two")
    assert sweep_once_a_week(store, "backup") == 0
    clock.at += timedelta(days=EVERY)
    assert sweep_once_a_week(store, "backup") == 1
