"""Scans through a hub: taken in by parts, carried on when whole, kept until the city has them for good."""

import hashlib
import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.store.post import CITY
from kiosk.store.shelf import StoreScans
from kiosk.wiring.hub import HORIZON, hub_application
from sync.city.house import City
from sync.client.courier import Courier, Upstream
from sync.client.door import HttpDoor
from sync.client.scans import ScanCarrier
from sync.protocol.parcels import PART
from tests.sync.city_kit import CENTRE, Clock, accept
from tests.sync.conftest import Listening, listening
from tests.sync.hub_kit import HubHouse, Pc


class Hall:
    """A hub that listens, a PC that speaks with it over its real door, and a city that listens too."""

    def __init__(self, town: Listening, house: HubHouse, url: str) -> None:
        self.town, self.house = town, house
        self.door, self.up = HttpDoor(url), HttpDoor(town.url)
        self._sit_at(f"{CENTRE}-02")
        upstream = Upstream(CITY, town.city.voice.public_key, relay=house.hub.relay)
        scans = ScanCarrier(self.up, house.shelf, StoreScans(house.store), CITY)
        self.hub_courier = Courier(self.up, house.shelf, upstream, house.clock.now, scans)

    def _sit_at(self, device: str) -> None:
        self.pc: Pc = self.house.pair(device)
        shelf = self.pc.shelf
        carrier = ScanCarrier(self.door, shelf, shelf, "hub")
        self.courier = Courier(
            self.door, shelf, Upstream("hub", self.house.key, further=self.pc.further), Clock(), carrier
        )

    def scan(self, content: bytes, number: int = 1, device: str = "") -> str:
        """The PC accepts a case with one scan; another PC when its `device` is named."""
        if device:
            self._sit_at(device)
        name = hashlib.sha256(content).hexdigest()
        self.pc.shelf.papers.scans[name] = content
        named = {"sha256": name, "size": len(content), "name": "x.jpg", "media_type": "image/jpeg", "material": "m"}
        accept(self.pc.shelf, number, attachments=[named])
        return name

    def carry(self) -> None:
        """The hub's rounds with the city until nothing moves."""
        while self.hub_courier.round().more:
            pass

    def at_city(self, name: str) -> bytes | None:
        city: City = self.town.city
        return city.scans.read(name)

    def free(self) -> int:
        """What the hub lets go now."""
        return self.house.hub.relay.free(CITY, (self.house.clock.now() - HORIZON).isoformat())


@pytest.fixture
def hall(town: Listening, tmp_path: Path) -> Iterator[Hall]:
    house = HubHouse(tmp_path / "hub", clock=town.clock)
    house.enrol(town.city)
    with listening(hub_application(house.hub, carries=False)) as url:
        made = Hall(town, house, url)
        yield made
        made.door.close()
        made.up.close()
    assert house.problems() == set()
    house.store.close()


def test_a_scan_goes_by_the_hub_to_the_city(hall: Hall) -> None:
    content = random.Random(1).randbytes(700_001)
    name = hall.scan(content)
    while hall.courier.round().more:
        pass
    assert hall.house.hub.parcels.read(name) == content
    assert hall.pc.shelf.owed("hub") == []
    assert hall.at_city(name) is None
    hall.carry()
    assert hall.at_city(name) == content


def test_a_villages_scan_goes_by_the_hub_of_its_township(hall: Hall) -> None:
    content = random.Random(8).randbytes(90_000)
    name = hall.scan(content, device="341323110201-01")
    while hall.courier.round().more:
        pass
    hall.carry()
    assert hall.at_city(name) == content


def test_nothing_of_a_scan_lies_readable_at_the_hub(hall: Hall) -> None:
    content = b"\xff\xd8" + "户口簿 342224195807054021".encode() * 20_000
    hall.scan(content)
    hall.courier.round()
    for path in hall.house.folder.rglob("*"):
        assert not path.is_file() or content[:4000] not in path.read_bytes()


def test_a_scan_stays_at_the_hub_until_the_city_has_it_for_good(hall: Hall) -> None:
    name = hall.scan(random.Random(2).randbytes(100_000))
    hall.courier.round()
    hall.house.carry(hall.town.city)  # the entry is there, and signed for; the scan is not
    hall.town.clock.pass_days(400)
    assert hall.free() == 0
    assert hall.house.store.blobs.has(name)
    hall.carry()
    assert hall.at_city(name) is not None
    assert hall.free() == 0  # the city has it since just now, and may be put back to yesterday


def test_a_scan_is_let_go_once_the_city_has_signed_and_cannot_forget(hall: Hall) -> None:
    name = hall.scan(random.Random(3).randbytes(100_000))
    hall.courier.round()
    hall.carry()
    assert hall.free() == 0
    hall.town.clock.pass_days(HORIZON / timedelta(days=1) + 1)
    assert hall.free() == 1
    assert not hall.house.store.blobs.has(name)
    assert hall.free() == 0


def test_a_scan_that_a_restored_city_asks_for_again_comes_from_its_device(hall: Hall) -> None:
    from sqlalchemy import update

    from sync.city.tables import want

    content = random.Random(4).randbytes(100_000)
    name = hall.scan(content)
    hall.courier.round()
    hall.carry()
    hall.town.clock.pass_days(30)
    assert hall.free() == 1
    with hall.town.city.books.write() as connection:
        connection.execute(update(want).values(whole=False))
    hall.town.city.scans._wholes._path(name).unlink()
    hall.carry()
    hall.courier.round()
    hall.carry()
    assert hall.at_city(name) == content


def test_a_scan_goes_on_at_the_hub_where_it_broke_off(hall: Hall) -> None:
    content = random.Random(5).randbytes(3 * PART)
    name = hall.scan(content)
    hall.pc.round()  # the entry is there
    shelf = hall.pc.shelf
    carrier = ScanCarrier(hall.door, shelf, shelf, "hub")
    hall.house.hub.parcels.put(name, 0, content[:PART])
    assert carrier.carry([name], "").sent == 2 * PART
    assert hall.house.hub.parcels.read(name) == content


def test_a_scan_that_is_not_what_its_name_says_is_not_kept(hall: Hall) -> None:
    content = random.Random(6).randbytes(90_000)
    name = hall.scan(content)
    hall.pc.shelf.papers.scans[name] = content[:-1] + b"?"
    hall.courier.round()
    assert hall.house.hub.parcels.read(name) is None
    hall.pc.shelf.papers.scans[name] = content
    hall.courier.round()
    assert hall.house.hub.parcels.read(name) == content


@pytest.mark.parametrize(("at", "size"), [(1, 65_536), (0, 0), (0, 10), (65_536 * 4, 1), (0, 65_536 * 3)])
def test_a_part_that_cannot_belong_there_is_refused(hall: Hall, at: int, size: int) -> None:
    name = hall.scan(random.Random(7).randbytes(130_000))
    hall.pc.round()
    with pytest.raises(ValueError, match="no part"):
        hall.house.hub.parcels.put(name, at, b"x" * size)
