"""Backups in a strongroom: whole or not there, nobody else's, bounded by its rule, and found when they rot."""

import hashlib
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from sync.city.house import City
from sync.city.tables import body, entry
from sync.client.courier import Courier, Upstream
from sync.client.door import HttpDoor
from sync.client.enrol import enrol
from sync.client.lodging import Bearer, Lodger, sealed_errand
from sync.client.troubles import NotEnrolled, RefusedByCity
from sync.protocol.lodging import Kept, Lodged, Part
from sync.protocol.seal import new_key, public_bytes
from sync.server.strongroom import RoomRule
from tests.sync.city_kit import NOW, Clock, accept, begin
from tests.sync.conftest import Listening, listening
from tests.sync.hub_kit import HUB, HubHouse
from tests.sync.paper_shelf import PaperShelf

MINE, NEIGHBOUR = "341323110000-01", "341323110000-02"


class Box:
    """Parts as a device has them; it may lose some, or hand on wrong bytes."""

    def __init__(self, *contents: bytes) -> None:
        self.contents = {hashlib.sha256(one).hexdigest(): one for one in contents}
        self.gone: set[str] = set()

    def lodged(self, device: str, name: str, fetch: bytes, made_at: str = NOW.isoformat()) -> Lodged:
        parts = tuple(Part(sha256=sha, size=len(one)) for sha, one in self.contents.items())
        return Lodged(device=device, name=name, made_at=made_at, fetch=fetch, parts=parts)

    def owed(self, upstream: str) -> list[str]:
        return []

    def read(self, sha256: str) -> bytes | None:
        return None if sha256 in self.gone else self.contents[sha256]

    def arrived(self, upstream: str, sha256: str) -> None:
        """Nothing is kept of it."""


def noise(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)


class Seat:
    """A device that has enrolled, and its way to the strongroom."""

    def __init__(self, town: Listening, device: str = MINE) -> None:
        self.door, self.shelf = HttpDoor(town.url), PaperShelf(device)
        begun = begin(self.shelf)
        granted = enrol(self.door, self.shelf, town.city.register.new_code(device), "渔沟镇", begun.body)
        self.bearer = Bearer(self.shelf.public_key, self.shelf.sign)
        self.lodger = Lodger(self.door, self.bearer, granted.city_key)
        self.fetch = new_key()
        self.fetcher = Lodger(self.door, Bearer(public_bytes(self.fetch), self.fetch.sign))

    def lodge(self, box: Box, name: str, made_at: str = NOW.isoformat()) -> Lodged:
        """All of it."""
        lodged = box.lodged(self.shelf.device, name, public_bytes(self.fetch), made_at)
        if not self.lodger.announce(lodged):
            assert self.lodger.bring(box, [part.sha256 for part in lodged.parts], lambda *_: True)
            assert self.lodger.announce(lodged)
        return lodged

    def names(self) -> list[str]:
        return [kept.name for kept in self.lodger.listed()]


@pytest.fixture
def seat(town: Listening) -> Iterator[Seat]:
    made = Seat(town)
    yield made
    made.door.close()


@pytest.fixture
def neighbour(town: Listening) -> Iterator[Seat]:
    made = Seat(town, NEIGHBOUR)
    yield made
    made.door.close()


def entered(city: City, kind: str) -> int:
    with city.books.read() as connection:
        return len(list(connection.execute(select(entry.c.g).where(entry.c.kind == kind))))


def test_a_backup_comes_whole_is_read_again_and_comes_back(town: Listening, seat: Seat) -> None:
    box = Box(noise(700_000), noise(40, 2), noise(262_144, 3))
    lodged = seat.lodge(box, "20261123T173000")
    (kept,) = seat.lodger.listed()
    assert (kept.name, kept.size, kept.digest, kept.lid) == (lodged.name, lodged.size, lodged.digest, lodged.parts[0])
    assert seat.lodger.verify(lodged.name) == lodged.digest
    assert [seat.lodger.fetch(part) for part in lodged.parts] == list(box.contents.values())
    assert [seat.fetcher.fetch(part) for part in lodged.parts] == list(box.contents.values())
    assert entered(town.city, "backup.lodged") == 1


def test_what_broke_off_goes_on_where_it_was_and_is_listed_by_nobody_before(town: Listening, seat: Seat) -> None:
    box = Box(noise(600_000), noise(600_000, 2), noise(9, 3))
    lodged = box.lodged(MINE, "20261123T173000", public_bytes(seat.fetch))
    names, told = [part.sha256 for part in lodged.parts], [0]

    def one_slice(sent: int, _there: int) -> bool:
        told[0] = sent
        return False

    box.gone = {names[2]}
    assert not seat.lodger.announce(lodged)
    assert not seat.lodger.bring(box, names, one_slice)
    assert told[0] == 1_200_000
    assert seat.lodger.listed() == ()
    assert town.city.backups.everything() == []
    assert seat.lodger.verify(lodged.name) == ""
    with pytest.raises(NotEnrolled):  # no whole backup bears this key yet
        seat.fetcher.listed()
    with pytest.raises(RefusedByCity, match="backup_part_gone"):
        seat.lodger.fetch(lodged.parts[0])
    again = Lodger(HttpDoor(town.url), seat.bearer)
    box.gone = set()
    assert not again.announce(lodged), "a restart of the device"
    assert again.bring(box, names, one_slice)
    assert told[0] == 9, "nothing goes twice"
    assert again.announce(lodged)
    assert seat.names() == [lodged.name]
    assert entered(town.city, "backup.lodged") == 1


def test_nobody_else_gets_a_part_or_a_word(seat: Seat, neighbour: Seat) -> None:
    lodged = seat.lodge(Box(noise(3000)), "20261123T173000")
    assert neighbour.lodger.listed() == ()
    assert neighbour.lodger.verify(lodged.name) == ""
    with pytest.raises(RefusedByCity, match="backup_part_gone"):
        neighbour.lodger.fetch(lodged.parts[0])
    with pytest.raises(NotEnrolled):
        neighbour.fetcher.fetch(lodged.parts[0])
    neighbour.lodge(Box(noise(10, 9)), "20261123T173001")
    with pytest.raises(RefusedByCity, match="backup_part_gone"):
        neighbour.fetcher.fetch(lodged.parts[0])
    theirs = Box(noise(3000)).lodged(NEIGHBOUR, "20261123T173002", public_bytes(neighbour.fetch))
    assert not neighbour.lodger.announce(theirs), "the same hash is not the same part: each brings its own"
    with pytest.raises(RefusedByCity, match="backup_part_gone"):
        neighbour.lodger.fetch(theirs.parts[0])


def test_who_fetches_by_the_sheet_lodges_nothing_and_nothing_in_the_name_of_others(seat: Seat, neighbour: Seat) -> None:
    box = Box(noise(3000))
    lodged = seat.lodge(box, "20261123T173000")
    with pytest.raises(RefusedByCity, match="altered"):
        seat.fetcher.announce(lodged)
    with pytest.raises(RefusedByCity, match="altered"):
        neighbour.lodger.announce(lodged)
    with pytest.raises(RefusedByCity, match="altered"):
        neighbour.lodger.carry(lodged, sealed_errand(lodged, seat.bearer))  # it speaks for nobody


def test_a_device_that_is_revoked_is_told_nothing_and_its_centre_still_comes_back(town: Listening, seat: Seat) -> None:
    lodged = seat.lodge(Box(noise(3000)), "20261123T173000")
    town.city.register.revoke_device(MINE)
    with pytest.raises(RefusedByCity, match="revoked"):
        seat.lodger.listed()
    assert [kept.name for kept in seat.fetcher.listed()] == [lodged.name]


def test_old_ones_go_by_the_rule_with_a_word_in_the_journal_and_the_newest_never(town: Listening, seat: Seat) -> None:
    town.city.backups.set_rule(RoomRule(newest=2, most=10_000, days=30))
    shared = noise(2000)
    for day in (1, 2, 3):
        seat.lodge(Box(noise(500, day), shared), f"2026112{day}T173000")
    assert seat.names() == ["20261123T173000", "20261122T173000"]
    assert entered(town.city, "backup.dropped") == 1
    parts = town.city.backups._folder / MINE / "parts"
    assert len(list(parts.iterdir())) == 3, "what is shared stays, what nobody names any more is gone"
    seat.lodge(Box(noise(9000, 4)), "20261124T173000")
    assert seat.names() == ["20261124T173000"], "together they had been too much"
    town.city.backups.set_rule(RoomRule(newest=5, most=20_000, days=30))
    town.clock.pass_days(200)
    later = (datetime.fromisoformat(NOW.isoformat()) + timedelta(days=200)).isoformat()
    seat.lodge(Box(noise(100, 5)), "20270611T173000", later)
    assert seat.names() == ["20270611T173000"]
    town.clock.pass_days(400)
    assert seat.names() == ["20270611T173000"], "the newest stays, however old"
    seat.lodge(Box(noise(70, 7)), "20270612T090000", "2019-01-01T00:00:00+08:00")
    assert "20270612T090000" in seat.names(), "by a clock that stood years back too"
    with pytest.raises(RefusedByCity, match="backup_too_large") as refused:
        seat.lodge(Box(noise(20_001, 6)), "20270612T173000")
    assert refused.value.values == {"size": "0.0", "most": "0.0"}


def test_what_rots_in_the_strongroom_is_found(town: Listening, seat: Seat) -> None:
    lodged = seat.lodge(Box(noise(3000), noise(2000, 2)), "20261123T173000")
    path = town.city.backups._folder / MINE / "parts" / lodged.parts[1].sha256
    path.write_bytes(b"x" + path.read_bytes()[1:])
    assert seat.lodger.verify(lodged.name) not in ("", lodged.digest)
    path.unlink()
    assert seat.lodger.verify(lodged.name) == ""


def test_a_part_that_is_not_its_name_does_not_count(town: Listening, seat: Seat) -> None:
    box = Box(noise(900_000))
    lodged = box.lodged(MINE, "20261123T173000", public_bytes(seat.fetch))
    (name,) = box.contents
    box.contents[name] = noise(900_000, 2)
    assert not seat.lodger.announce(lodged)
    tries = iter([True, False])
    assert not seat.lodger.bring(box, [name], lambda *_: next(tries))
    assert not seat.lodger.announce(lodged)
    assert seat.lodger.listed() == ()


def test_a_hub_keeps_what_its_pcs_lodge(tmp_path: Path) -> None:
    house = HubHouse(tmp_path / "hub")
    from kiosk.wiring.hub import hub_application

    with listening(hub_application(house.hub, carries=False)) as url:
        pc = house.pair(f"{HUB[:12]}-02")
        lodger = Lodger(HttpDoor(url), Bearer(pc.shelf.public_key, pc.shelf.sign), house.key)
        box, fetch = Box(noise(300_000)), new_key()
        lodged = box.lodged(pc.shelf.device, "20261123T173000", public_bytes(fetch))
        assert not lodger.announce(lodged)
        assert lodger.bring(box, list(box.contents), lambda *_: True)
        assert lodger.announce(lodged)
        new_pc = Lodger(HttpDoor(url), Bearer(public_bytes(fetch), fetch.sign))
        kept: list[Kept] = list(new_pc.listed())
        assert [(one.device, one.digest) for one in kept] == [(pc.shelf.device, lodged.digest)]
        assert new_pc.fetch(kept[0].lid) == noise(300_000)
    with house.store.look() as work:
        assert len(work.journal.of_kinds("backup.lodged")) == 1
    house.store.close()


def test_the_citys_word_on_backups_goes_down_to_nobody(town: Listening, seat: Seat) -> None:
    seat.lodge(Box(noise(30)), "20261123T173000")
    with town.city.books.read() as connection:
        rows = connection.execute(
            select(entry.c.down, body.c.content)
            .join(body, body.c.g == entry.c.g)
            .where(entry.c.kind == "backup.lodged")
        )
        assert [row.down for row in rows] == [False]


def test_the_post_goes_on_while_a_backup_is_on_its_way(town: Listening, seat: Seat) -> None:
    """Each on its own way: a round in the middle of it goes through at once, and nothing of the backup goes twice."""
    upstream = Upstream("city", town.city.voice.public_key)
    post = Courier(HttpDoor(town.url), seat.shelf, upstream, Clock())
    box = Box(noise(5_000_000), noise(3_000_000, 2))
    lodged = box.lodged(MINE, "20261123T173000", public_bytes(seat.fetch))
    waiting: list[tuple[int, int]] = []

    def heard(sent: int, _there: int) -> bool:
        accept(seat.shelf, len(waiting) + 1)
        waiting.append((sent, post.round().waiting))
        return True

    assert not seat.lodger.announce(lodged)
    assert seat.lodger.bring(box, list(box.contents), heard)
    assert seat.lodger.announce(lodged)
    assert len(waiting) >= 4
    assert {left for _, left in waiting} == {0}
    assert waiting[-1][0] == lodged.size
