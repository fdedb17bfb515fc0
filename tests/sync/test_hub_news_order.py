"""No news of a village are passed over at its hub, by whichever way the hub's place in the city's log is moved."""

from pathlib import Path
from typing import Any

from kiosk.store.post import CITY_BOX
from kiosk.wiring.sticks import CityStick
from sync.city.house import City
from tests.sync.city_kit import CENTRE, accept, enrolled
from tests.sync.hub_kit import VILLAGE, HubHouse
from tests.sync.machine.device import NothingPublished


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


def test_a_stick_at_the_hub_passes_over_no_news_of_its_villages(city: City, house: HubHouse, tmp_path: Path) -> None:
    """What comes on a stick is for the hub's own PC; its place in the city's log is its villages' too, and stays."""
    village = house.pair(VILLAGE, "agent")
    filed = accept(village.shelf, centre=VILLAGE[:12])
    village.round()
    house.carry(city)
    with house.store.work("cli") as work:
        work.drawer.set_setting(CITY_BOX, city.reception._house.box.hex())
    nothing: Any = NothingPublished()
    stick = CityStick(house.store, house.clock, lambda: nothing)
    stick.write(tmp_path)
    city.desk.decide(filed.read().case or "", "granted", "x", "console")
    enrolled(city, f"{CENTRE}-05")
    city.courier.take(tmp_path)
    city.courier.answer(city.courier.devices_on(tmp_path), tmp_path)
    assert stick.read(tmp_path).received == 1
    house.carry(city)
    village.round()
    assert "case.decided" in village.told()
