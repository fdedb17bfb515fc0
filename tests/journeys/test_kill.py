"""`kill -9` of a process that accepts in a loop: every acknowledged case is there once, the journal is whole."""

import os
import random
from pathlib import Path

import pytest

from kiosk.demo.city import DemoCity

from .killed import said_until_killed
from .station import Station

LONG = bool(os.environ.get("KIOSK_LONG"))
KILLS = 20 if LONG else 4
WINDOWS = ["before_commit", "after_commit", "printing", "sending"]


def _kill_in(station: Station, window: str, patience: int) -> list[tuple[str, str]]:
    """Let it go through `window` some times, kill it there; the cases that it acknowledged until then."""
    said = said_until_killed("acceptor.py", station, window, patience)
    told: list[tuple[str, str]] = []
    for line in said:
        if line.startswith("ok "):
            _, case_no, request = line.split()
            told.append((case_no, request))
    return told


@pytest.mark.parametrize("window", WINDOWS)
def test_what_was_acknowledged_is_there_once(joined: Station, city: DemoCity, window: str) -> None:
    station = joined
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    told: list[tuple[str, str]] = []
    for _ in range(KILLS):
        told += _kill_in(station, window, chance.randint(1, 4))
    numbers = [case["case_no"] for case in station.run("case", "list", "--search", "").value]
    assert len(numbers) == len(set(numbers)), seed
    missing = [case_no for case_no, _ in told if station.run("case", "show", case_no).code != 0]
    assert missing == [], seed
    checked = station.run("check")
    assert checked.value["ok"], (seed, checked.value["problems"])
    assert station.run("sync", "--once").value["waiting"] == 0
    at_city = [case["case_no"] for case in city.ask("cases")]
    assert len(at_city) == len(set(at_city)), seed
    assert {case_no for case_no, _ in told} <= set(at_city), seed
    assert city.ask("check")["ok"], seed


def test_a_retry_after_a_kill_gives_the_case_that_was_filed(station: Station, tmp_path: Path) -> None:
    told = _kill_in(station, "printing", 1)
    case_no, request = told[0]
    again = station.accept("M1103", tmp_path, "--request", request)
    assert again.value["case_no"] == case_no
    assert len(station.run("case", "list").value) == len(told)
