"""What a hub is told in the very round in which it learns that it may speak for a village."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.city.house import City
from tests.sync.city_kit import CENTRE, a_city, accept
from tests.sync.hub_kit import VILLAGE, HubHouse


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    made = a_city(tmp_path / "city")
    yield made
    made.books.close()


@pytest.fixture
def house(tmp_path: Path, city: City) -> Iterator[HubHouse]:
    made = HubHouse(tmp_path / "hub")
    made.enrol(city)
    yield made
    assert made.problems() == set()
    made.store.close()


def test_a_village_that_is_certified_while_another_journal_is_read_back_misses_nothing(
    city: City, house: HubHouse
) -> None:
    """One round has two requests: the first certifies the village and finds that a window has been to the city itself,
    the second reads the window's journal back, and its news are for the village as well."""
    window = house.pair(f"{CENTRE}-02")
    window.round()
    house.carry(city)
    village = house.pair(VILLAGE, "agent")
    filed = accept(village.shelf, centre=VILLAGE[:12])
    house.carry(city)
    village.directly(city)
    city.desk.decide(filed.read().case or "", "granted", "x", "console")
    house.hub.relay.forgotten(village.shelf.device)  # its old enrolment has come once more, and is to go up again
    accept(window.shelf)
    window.directly(city)
    house.carry(city)
    village.round()
    assert "case.decided" in village.told()
