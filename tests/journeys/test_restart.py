"""Restart after `kill -9`: window, board and hall show the same line, the half-finished call and the rests."""

import os
from pathlib import Path

import pytest

from kiosk.devices.clock import SystemClock
from kiosk.store.beginning import Beginning, begin
from tests.bench.desks import STATION
from tests.bench.restart import AIM, ROLES, a_morning, once


@pytest.fixture
def killed(tmp_path: Path) -> tuple[Path, Path, str, str]:
    """A store that a killed program left behind; the number at window 3, the one at rest."""
    data, keys = tmp_path / "data", tmp_path / "keys"
    begin(data, keys, Beginning("341323110000", "01", STATION, "https://cx.example.gov.cn"), SystemClock())
    return data, keys, *a_morning(data, keys)


@pytest.mark.parametrize("role", ROLES)
def test_a_screen_shows_the_line_within_three_seconds_of_its_start(
    killed: tuple[Path, Path, str, str], role: str
) -> None:
    """Of its own work: the machine of a test does other things beside. `once` comes back when the screen itself reads
    so; by the clock on the wall see the bench `restart`."""
    data, keys, called, held = killed
    words = {"window": (called, held), "board": (called,), "hall": ()}[role]
    before = os.times()
    once(data, keys, role, *words)
    spent = os.times()
    assert spent.children_user + spent.children_system - before.children_user - before.children_system < AIM
