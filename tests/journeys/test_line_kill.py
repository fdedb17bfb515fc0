"""`kill -9` in the middle of calls and rests: the same line stands there at once, half-finished calls and rests too."""

import os
import time
from pathlib import Path

import pytest

from kiosk.app.outcomes import QueueSeen
from kiosk.devices.clock import SystemClock
from kiosk.settings import Settings
from kiosk.store.door import open_store
from kiosk.wiring.house import furnish

from .killed import said_until_killed
from .station import Station

MOMENTS = ["before_commit", "called", "held"]
SOON = 3.0  # seconds of this process's own work


def _kill_at(station: Station, moment: str, patience: int) -> dict[str, str]:
    """Let the line run, kill it at a moment; where each number stood when it was last told of."""
    said = said_until_killed("caller.py", station, moment, patience)
    return {line.split()[1]: line.split()[2] for line in said if line.startswith("did ")}


def _seen(station: Station, monkeypatch: pytest.MonkeyPatch) -> QueueSeen:
    monkeypatch.setenv("KIOSK_KEYS", station.environment["KIOSK_KEYS"])
    settings = Settings(station.data, Path(station.environment["KIOSK_KEYS"]))
    store = open_store(settings.data, settings.keys, SystemClock())
    try:
        return furnish(store, settings, "cli").queue.seen()
    finally:
        store.close()


@pytest.mark.parametrize("moment", MOMENTS)
def test_calls_and_rests_stand_where_they_stood(station: Station, moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told = _kill_at(station, moment, 5)
    began = time.process_time()
    seen = _seen(station, monkeypatch)
    assert time.process_time() - began < SOON
    everybody = (*seen.waiting, *seen.serving, *seen.held, *seen.missed, *seen.recent)
    stands = {ticket.number: str(ticket.state) for ticket in everybody}
    moved = {number for number, state in told.items() if stands[number] != state}
    assert len(moved | (set(stands) - set(told))) <= 1  # the one step under way was done or not, never half
    assert all(ticket.now.note == "note" and ticket.window == "3" for ticket in seen.held)
    assert station.run("check").value["ok"]
    assert _seen(station, monkeypatch) == seen
    for serving in seen.serving:  # the window goes on with who stands there, if the kill was not a step later
        assert station.run("ticket", "recall", serving.number).code == 0


def test_the_command_line_shows_the_line_within_three_seconds(station: Station) -> None:
    told = _kill_at(station, "held", 2)
    before = os.times()
    said = station.run("ticket", "list")
    spent = os.times()
    assert said.code == 0
    assert "held" in told.values()
    assert (spent.children_user + spent.children_system) - (before.children_user + before.children_system) < SOON
