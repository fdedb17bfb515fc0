"""Disks that were put back or cloned, before, at and behind a hub: nothing is lost, nothing comes twice, and all comes
to rest with the same journals everywhere."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from kiosk.store.asides import work_items
from sync.city.house import City
from tests.sync.city_kit import CENTRE, a_city, accept, kept, must_agree
from tests.sync.hub_kit import HubHouse, Pc
from tests.sync.paper_shelf import id_of


def rest(city: City, house: HubHouse, *pcs: Pc) -> None:
    """Rounds all about until nothing is left to carry; then everything agrees."""
    for _ in range(12):
        outcomes = [pc.round() for pc in pcs]
        done = house.carry(city)
        quiet = not any(one.sent or one.received or one.parted for one in outcomes) and not done.relayed
        if quiet and not done.relayed_waiting and not any(pc.waiting("city") for pc in pcs):
            break
    else:
        raise AssertionError("it never comes to rest")
    must_agree(city, *{pc.shelf.device: pc.shelf for pc in pcs}.values())
    for pc in pcs:
        there = {body for bodies in kept(city, pc.shelf).values() for body in bodies}
        assert set(pc.shelf.own().values()) <= there
    assert house.problems() == set()


def backup(folder: Path) -> None:
    """The city's books as they stand."""
    with (
        closing(sqlite3.connect(folder / "city" / "city.db")) as live,
        closing(sqlite3.connect(folder / "backup.db")) as copy,
    ):
        live.backup(copy)


def put_back(city: City, folder: Path) -> City:
    """The city begins again with yesterday's books."""
    city.books.close()
    for leftover in ("city.db", "city.db-wal", "city.db-shm"):
        (folder / "city" / leftover).unlink(missing_ok=True)
    shutil.copy(folder / "backup.db", folder / "city" / "city.db")
    return a_city(folder / "city")


class HubImage:
    """The hub's disk as it stood."""

    def __init__(self, house: HubHouse, folder: Path) -> None:
        self._house = house
        self._image = folder
        house.store._connections.mine().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copytree(house.folder / "data", folder)

    def put_back(self) -> None:
        """Restore the disk, and start the hub again."""
        self._house.store.close()
        shutil.rmtree(self._house.folder / "data")
        shutil.copytree(self._image, self._house.folder / "data")
        self._house.open_again()


def test_a_restored_hub_gets_again_what_it_lost(city: City, house: HubHouse, pc: Pc, tmp_path: Path) -> None:
    accept(pc.shelf, 1)
    rest(city, house, pc)
    image = HubImage(house, tmp_path / "image")
    accept(pc.shelf, 2)
    house.file("王秀兰")
    rest(city, house, pc)
    accept(pc.shelf, 3)
    pc.round()
    image.put_back()
    accept(pc.shelf, 4)
    rest(city, house, pc)
    assert len(house.names()) == 2
    with house.store.look() as work:
        assert len(work.cases.find("", 50)) == 5


def test_a_restored_hub_gets_from_the_city_what_a_dead_pc_had_brought(
    city: City, house: HubHouse, pc: Pc, tmp_path: Path
) -> None:
    house.carry(city)
    image = HubImage(house, tmp_path / "image")
    accept(pc.shelf, 1)
    pc.round()
    house.carry(city)
    image.put_back()
    assert house.names() == set()
    house.carry(city)
    assert house.names() == {"张有福"}
    empty = house.pair(pc.shelf.device, shelf=_as_begun(pc))
    rest(city, house, empty)
    assert empty.shelf.own().keys() >= pc.shelf.own().keys()


def test_a_restored_city_behind_a_hub_gets_its_entries_again(
    city: City, house: HubHouse, pc: Pc, tmp_path: Path
) -> None:
    accept(pc.shelf, 1)
    rest(city, house, pc)
    backup(tmp_path)
    accept(pc.shelf, 2)
    accept(pc.shelf, 3)
    rest(city, house, pc)
    again = put_back(city, tmp_path)
    assert len(kept(again, pc.shelf)[1]) == 2
    house.carry(again)
    assert kept(again, pc.shelf)[1] == [e.body for e in pc.shelf.papers.places[1]]
    rest(again, house, pc)


def test_a_city_restored_to_before_the_pairing_hears_of_it_again(city: City, house: HubHouse, tmp_path: Path) -> None:
    backup(tmp_path)
    pc = house.pair(f"{CENTRE}-02")
    accept(pc.shelf, 1)
    rest(city, house, pc)
    again = put_back(city, tmp_path)
    for _ in range(3):
        house.carry(again)
    rest(again, house, pc)


def test_a_restored_pc_reads_back_from_the_hub(city: City, house: HubHouse, pc: Pc) -> None:
    accept(pc.shelf, 1)
    pc.round()
    image = pc.shelf.image()
    lost = accept(pc.shelf, 2)
    pc.round()
    pc.shelf.restore(image)
    accept(pc.shelf, 3)
    rest(city, house, pc)
    assert id_of(lost) in pc.shelf.own()
    assert [head.epoch for head in pc.shelf.heads()] == [1, 2]


def test_a_cloned_pc_at_the_hub_goes_on_in_an_epoch_of_its_own(city: City, house: HubHouse, pc: Pc) -> None:
    accept(pc.shelf, 1)
    pc.round()
    twin = Pc(house, pc.shelf.clone(), pc.further)
    accept(pc.shelf, 2, name="甲")
    accept(twin.shelf, 3, name="乙")
    rest(city, house, pc, twin)
    assert {"甲", "乙"} <= house.names()
    with house.store.look() as work:
        assert work_items(work.connection, house.store.device.id) == []


def test_two_clones_one_at_the_hub_and_one_at_the_city_come_to_rest(city: City, house: HubHouse, pc: Pc) -> None:
    """The first common upstream orders them: the city. What the hub had in those places lies aside meanwhile."""
    accept(pc.shelf, 1)
    rest(city, house, pc)
    twin = Pc(house, pc.shelf.clone(), pc.further)
    mine = accept(pc.shelf, 2, name="甲")
    pc.round()  # at the hub, at number 3
    accept(twin.shelf, 3, name="乙")
    twin.directly(city)  # at the city, at number 3
    house.carry(city)
    with house.store.look() as work:
        lying = work_items(work.connection, house.store.device.id)
    assert [(item.reason, item.device, item.case_no) for item in lying] == [
        ("fork", pc.shelf.device, mine.read().case),
    ]
    rest(city, house, pc, twin)
    assert {"甲", "乙"} <= house.names()
    with house.store.look() as work:
        assert work_items(work.connection, house.store.device.id) == []


def test_two_windows_on_one_case_become_one_work_item_and_nothing_is_dropped(city: City, house: HubHouse) -> None:
    one, other = house.pair(f"{CENTRE}-02"), house.pair(f"{CENTRE}-03")
    filed = accept(one.shelf)
    one.round()
    other.round()
    case_no = filed.read().case or ""
    one.shelf.enter("case.withdrawn", case_no, text="不办了")
    late = other.shelf.enter("case.suspended", case_no, text="特别程序")
    one.round()
    other.round()
    rest(city, house, one, other)
    with house.store.look() as work:
        (item,) = work_items(work.connection, house.store.device.id)
        case = work.cases.get(case_no)
    assert (item.reason, item.id, item.detail != "") == ("does_not_fit", id_of(late), True)
    assert case is not None
    assert case.state == "withdrawn"


def _as_begun(pc: Pc) -> "object":
    """The PC's disk as it was on its first day."""
    from tests.sync.paper_shelf import PaperShelf

    fresh = PaperShelf(pc.shelf.device, pc.shelf.key)
    fresh.write(pc.shelf.papers.places[1][0].body)
    return fresh
