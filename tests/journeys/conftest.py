"""Journeys: the whole product as its users have it, real processes, real store, real city."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.demo.city import DemoCity, running_city

from .station import CENTRE, Station


@pytest.fixture
def station(tmp_path: Path) -> Station:
    """A station that has just been set up, and no city far and wide."""
    return Station(tmp_path).begin()


@pytest.fixture
def city(tmp_path: Path) -> Iterator[DemoCity]:
    """A real city platform, as a process."""
    with running_city(tmp_path / "city") as running:
        yield running


@pytest.fixture
def joined(tmp_path: Path, city: DemoCity) -> Station:
    """A station whose receipts lead to the city, and which the city knows."""
    station = Station(tmp_path).begin(city.url)
    code = city.ask("enrol", "--centre", CENTRE, "--device", station.device)["code"]
    said = station.run("enrol", "--url", city.url, "--code", code)
    assert said.code == 0, said.sentence
    return station
