"""Disks put back and cloned, on both sides: nothing lost, nothing twice, and all comes to rest."""

import shutil
from pathlib import Path

from sync.city.house import City
from tests.sync.city_kit import a_city, accept, courier, enrolled, must_agree
from tests.sync.paper_shelf import id_of


def test_a_restored_device_reads_back_what_it_lacks(city: City) -> None:
    shelf = enrolled(city)
    image = shelf.image()
    lost_cases = [accept(shelf, number) for number in range(1, 4)]
    courier(city, shelf).round()
    shelf.restore(image)
    mine = accept(shelf, 9)
    outcome = courier(city, shelf).round()
    assert outcome.parted
    assert outcome.waiting == 0
    assert {e.body for e in lost_cases} <= set(shelf.own().values())
    assert shelf.papers.places[2][0].body == mine.body
    must_agree(city, shelf)


def test_a_device_restored_without_new_entries_goes_on_in_a_new_epoch(city: City) -> None:
    shelf = enrolled(city)
    image = shelf.image()
    accept(shelf)
    courier(city, shelf).round()
    shelf.restore(image)
    assert courier(city, shelf).round().waiting == 0
    assert accept(shelf, 2).epoch == 2
    courier(city, shelf).round()
    must_agree(city, shelf)


def test_two_clones_at_work_lose_nothing_and_come_to_rest(city: City) -> None:
    one = enrolled(city)
    courier(city, one).round()
    two = one.clone()
    couriers = [courier(city, one), courier(city, two)]
    for number in range(1, 9):
        accept((one, two)[number % 2], number)
        couriers[number % 2].round()
    epochs = []
    for _ in range(3):
        for messenger in couriers:
            messenger.round()
        epochs.append({head.epoch for shelf in (one, two) for head in shelf.heads()})
    assert epochs[0] == epochs[-1]
    assert set(one.own()) == set(two.own())
    must_agree(city, one, two)


def test_a_long_history_is_read_back_page_by_page(city: City) -> None:
    shelf = enrolled(city)
    image = shelf.image()
    for _ in range(1200):
        shelf.enter("case.noted", None, text="x")
    messenger = courier(city, shelf)
    while messenger.round().waiting:
        pass
    shelf.restore(image)
    for _ in range(700):
        shelf.enter("case.noted", None, text="y")
    messenger = courier(city, shelf)
    assert messenger.round().parted
    while messenger.round().waiting:
        pass
    assert len(shelf.own()) == 1 + 1200 + 700 + 1
    must_agree(city, shelf)


def test_a_restored_city_gets_its_entries_again_and_gives_its_news_once(city: City, tmp_path: Path) -> None:
    shelf, other = enrolled(city), enrolled(city, "341323110000-02")
    messenger = courier(city, shelf)
    filed = accept(shelf, 1)
    messenger.round()
    backup = tmp_path / "backup.db"
    with city.books.write() as connection:
        connection.exec_driver_sql("PRAGMA user_version")  # nobody writes now
        shutil.copy(tmp_path / "city" / "city.db", backup)
        shutil.copy(tmp_path / "city" / "city.db-wal", tmp_path / "backup.db-wal")
    accept(shelf, 2)
    messenger.round()
    city.desk.decide(filed.read().case or "", "granted", "第一次", "console")
    messenger.round()
    courier(city, other).round()
    city.books.close()
    for name in ("city.db", "city.db-wal", "city.db-shm"):
        (tmp_path / "city" / name).unlink(missing_ok=True)
    shutil.copy(backup, tmp_path / "city" / "city.db")
    shutil.copy(tmp_path / "backup.db-wal", tmp_path / "city" / "city.db-wal")
    restored = a_city(tmp_path / "city")
    accept(shelf, 3)
    restored.desk.decide(filed.read().case or "", "refused", "第二次", "console")
    outcome = courier(restored, shelf).round()
    assert outcome.waiting == 0
    courier(restored, other).round()
    for one in (shelf, other):
        ids = [id_of(e) for e in one.papers.folded]
        assert len(ids) == len(set(ids))
        decided = [e.read().payload["text"] for e in one.papers.folded if e.read().kind == "case.decided"]
        assert decided == ["第一次", "第二次"]  # both are here; the second does not fit and is a person's
    must_agree(restored, shelf)
