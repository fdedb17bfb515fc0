"""The catalogue's desk: what is not genuine is not taken, what is taken holds from its hour and for good."""

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from forms import open_bundle, signed_anew
from kiosk.app.catalogue import BundleRefused
from kiosk.app.held import Wanted, want
from kiosk.app.outcomes import Changed
from kiosk.app.workdays import CalendarDesk
from kiosk.store.beginning import Beginning, begin
from kiosk.store.door import OpenStore, open_store
from sync.protocol.seal import public_bytes
from tests.app.catalogue_kit import COUNTY, ISSUER, STRANGER, Author, Shop
from tests.store.conftest import STATION, TurnedClock

NEWER = ("version = 1", "version = 2")
HALL = ("借会议室", "借礼堂")


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[OpenStore]:
    clock = TurnedClock()
    begin(tmp_path / "data", tmp_path / "keys", Beginning("341323110000", "01", STATION, "https://x.example"), clock)
    opened = open_store(tmp_path / "data", tmp_path / "keys", clock)
    yield opened
    opened.close()


@pytest.fixture
def shop(store: OpenStore, tmp_path: Path) -> Shop:
    """A desk that takes the county's parcels."""
    shop = Shop(store, tmp_path / "data", TurnedClock())
    shop.desk.trust(public_bytes(COUNTY), ISSUER, "staff:0305")
    return shop


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(tmp_path)


def test_a_matter_is_taken_over_at_its_hour_by_desks_that_run(shop: Shop, author: Author) -> None:
    done = shop.desk.install(author.bundle(shop.in_days(8)), "staff:0305")
    assert not done.holds
    assert shop.desk.renew().next == shop.in_days(8)
    shop.clock.turn(days=7, hours=23, minutes=59)
    assert not shop.desk.renew().turned
    assert shop.versions() == ()
    shop.clock.turn(minutes=1)
    renewed = shop.desk.renew()
    assert renewed.changed == {Changed.CATALOGUE}
    assert renewed.next is None
    assert shop.catalogue.matter("X0001").name == "村级会议室借用登记"
    assert not shop.desk.renew().changed
    assert shop.kinds()[1:] == ["county.trusted", "catalogue.installed", "catalogue.taken"]


def test_an_hour_that_has_passed_holds_at_once(shop: Shop, author: Author) -> None:
    done = shop.desk.install(author.bundle(shop.in_days(-1)), "staff:0305")
    assert done.holds
    assert done.changed == {Changed.CATALOGUE}
    assert shop.versions() == (1,)


def test_a_clock_set_back_does_not_unpublish(shop: Shop, author: Author, tmp_path: Path) -> None:
    shop.desk.install(author.bundle(shop.in_days(1)), "staff:0305")
    shop.clock.turn(days=2)
    shop.desk.renew()
    shop.clock.turn(days=-400)
    assert not shop.desk.renew().turned
    assert shop.versions() == (1,)
    again = Shop(shop.store, tmp_path / "data", shop.clock)  # the program is started anew
    assert again.desk.renew().turned
    assert again.versions() == (1,)
    shop.desk.install(author.bundle(shop.in_days(1), NEWER), "staff:0305")
    assert shop.versions() == (1,)  # what is not yet taken over waits for the clock there is


def test_what_nobody_here_trusts_is_refused(shop: Shop, tmp_path: Path) -> None:
    stranger = Author(tmp_path / "elsewhere", STRANGER)
    with pytest.raises(BundleRefused) as caught:
        shop.desk.install(stranger.bundle(shop.in_days(0)), "staff:0305")
    assert caught.value.cause == "bundle_signature"
    assert "没有采用" in str(caught.value.values["sentence"])
    assert shop.kinds()[1:] == ["county.trusted"]
    assert not list((tmp_path / "data" / "catalogue").glob("*"))


def test_what_was_altered_on_its_way_is_refused(shop: Shop, author: Author) -> None:
    content = author.bundle(shop.in_days(0))
    for altered in (content.replace("借会议室".encode(), "借会义室".encode()), content[:-100], b""):
        with pytest.raises(BundleRefused):
            shop.desk.install(altered, "staff:0305")
    assert shop.versions() == ()


def test_what_was_touched_on_the_disk_is_left_out_and_told(shop: Shop, author: Author, tmp_path: Path) -> None:
    shop.desk.install(author.bundle(shop.in_days(-1)), "staff:0305")
    for place in (tmp_path / "data" / "catalogue").iterdir():
        place.write_bytes(place.read_bytes().replace("借会议室".encode(), "借会义室".encode()))
    again = Shop(shop.store, tmp_path / "data", shop.clock)
    again.desk.renew()
    assert again.versions() == ()
    assert [one.serial for one in again.desk.broken()] == [1]
    again.desk.install(author.made[0], "staff:0305")  # the same parcel brought once more mends it
    assert again.desk.broken() == ()
    last = Shop(shop.store, tmp_path / "data", shop.clock)
    last.desk.renew()
    assert last.versions() == (1,)


def test_a_file_that_somebody_laid_on_the_shelf_is_not_held(shop: Shop, author: Author, tmp_path: Path) -> None:
    shelf = tmp_path / "data" / "catalogue"
    shelf.mkdir()
    (shelf / "000001-smuggled.bundle").write_bytes(author.bundle(shop.in_days(-1)))
    assert not shop.desk.renew().turned
    assert shop.versions() == ()


def test_two_parcels_out_of_order_come_to_the_same(shop: Shop, author: Author) -> None:
    first, second = author.bundle(shop.in_days(-2)), author.bundle(shop.in_days(-1), NEWER, HALL)
    shop.desk.install(second, "staff:0305")
    assert shop.versions() == (2,)
    shop.desk.install(first, "staff:0305")
    assert shop.versions() == (1, 2)
    assert shop.catalogue.matter("X0001").hint == "借礼堂"
    assert shop.catalogue.matter("X0001", 1).hint == "借会议室"


def test_a_number_of_its_issuer_is_good_for_one_parcel(shop: Shop, author: Author) -> None:
    shop.desk.install(author.bundle(shop.in_days(-2)), "staff:0305")
    with pytest.raises(BundleRefused, match="refused") as caught:
        shop.desk.install(author.bundle(shop.in_days(-1), NEWER, serial=1), "staff:0305")
    assert caught.value.cause == "bundle_serial"


def test_what_is_published_is_not_said_otherwise(shop: Shop, author: Author) -> None:
    shop.desk.install(author.bundle(shop.in_days(-2)), "staff:0305")
    with pytest.raises(BundleRefused) as caught:
        shop.desk.install(author.bundle(shop.in_days(-1), HALL), "staff:0305")
    assert caught.value.cause == "bundle_published"
    assert shop.catalogue.matter("X0001").hint == "借会议室"


def test_every_fault_is_told_by_file_and_place(shop: Shop, author: Author) -> None:
    with pytest.raises(BundleRefused) as caught:
        shop.desk.install(author.bundle(shop.in_days(-1), ('name = "身份证"', 'name = "其他有关材料"')), "cli")
    assert [(one.file, one.place) for one in caught.value.faults] == [("X0001.v1", "papers.X0001-A01")]


def test_the_same_parcel_twice_is_one(shop: Shop, author: Author) -> None:
    content = author.bundle(shop.in_days(-1))
    assert not shop.desk.install(content, "staff:0305").again
    countersigned = signed_anew(content, lambda manifest, _: author.sign(manifest))
    assert shop.desk.install(countersigned, "post", "post").again
    assert len(shop.desk.held().installed) == 1
    assert shop.kinds().count("catalogue.installed") == 1


def test_killed_between_arrival_and_installation_it_comes_again(
    shop: Shop, author: Author, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bytes were here, the file perhaps too, the power went before the journal knew."""
    content = author.bundle(shop.in_days(-1))
    bundle = open_bundle(content, lambda *_: True)
    with shop.store.work("post") as work:
        want(work.drawer, Wanted(bundle.digest, sha256(content).hexdigest(), len(content)))
    with monkeypatch.context() as power:
        power.setattr("kiosk.app.catalogue.add_shelved", _power_cut)
        with pytest.raises(OSError, match="power"):
            shop.desk.arrived(content)
    again = Shop(shop.store, tmp_path / "data", shop.clock)
    assert not again.desk.renew().turned
    assert again.desk.held().installed == ()
    assert again.desk.wanted() == [sha256(content).hexdigest()]
    assert again.desk.arrived(content)
    assert (again.versions(), list(again.desk.wanted())) == ((1,), [])
    assert again.kinds()[-2:] == ["catalogue.installed", "catalogue.taken"]


def test_one_that_may_not_be_used_is_not_fetched_again_and_again(shop: Shop, author: Author, tmp_path: Path) -> None:
    """A second parcel that leans on a first waits for it."""
    bad = Author(tmp_path / "elsewhere", STRANGER).bundle(shop.in_days(-1), ("X0001", "X0009"))
    good = author.bundle(shop.in_days(-1))
    with shop.store.work("post") as work:
        for content in (bad, good):
            digest = open_bundle(content, lambda *_: True).digest
            want(work.drawer, Wanted(digest, sha256(content).hexdigest(), len(content)))
    assert not shop.desk.arrived(bad)
    assert shop.desk.wanted() == [sha256(good).hexdigest()]
    assert shop.desk.arrived(good)
    assert shop.desk.wanted() == [sha256(bad).hexdigest()]  # something has come: perhaps it may be used now


def test_the_next_book_is_compiled_before_its_hour(shop: Shop, author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.desk.install(author.bundle(shop.in_days(1)), "staff:0305")
    shop.clock.turn(days=1)
    monkeypatch.setattr("kiosk.app.bookshelf.compile_parcels", lambda _: pytest.fail("compiled while people wait"))
    assert shop.desk.renew().turned
    assert shop.versions() == (1,)


def test_a_countys_values_in_a_parcel_hold_with_it(shop: Shop, author: Author) -> None:
    key = "dibao.line_rural_month"
    values = f'[[values]]\nkey = "{key}"\nvalue = 830\nfrom = 2026-11-01\nsource = "灵民〔2026〕31号"\n'
    before = shop.county.today()[key]
    shop.desk.install(author.bundle(shop.in_days(1), county=values), "staff:0305")
    assert shop.county.today()[key] == before
    shop.clock.turn(days=1)
    shop.desk.renew()
    assert shop.county.today()[key] == 830
    assert shop.kinds()[-1] == "county.set"


def test_a_years_working_days_in_a_parcel_hold_with_it(shop: Shop, author: Author, store: OpenStore) -> None:
    year = 'year = 2027\nmakeup_workdays = []\n[holidays]\n"元旦" = [2027-01-01]\n'
    with pytest.raises(BundleRefused):
        shop.desk.install(author.bundle(shop.in_days(1), calendar="year = 'x'"), "staff:0305")
    shop.desk.install(author.bundle(shop.in_days(1), calendar=year), "staff:0305")
    calendar = CalendarDesk(store, store.device, shop.clock.now)
    assert not calendar.wall.known(2027)
    shop.clock.turn(days=1)
    shop.desk.renew()
    calendar.refresh()
    assert calendar.wall.known(2027)
    assert not calendar.wall.is_workday(date(2027, 1, 1))
    assert shop.kinds()[-1] == "calendar.imported"


def test_a_countys_file_holds_by_its_days(shop: Shop) -> None:
    key = "dibao.line_rural_month"
    head = f'[[values]]\nkey = "{key}"\nsource = "灵民〔2026〕31号"\n'
    text = f"{head}value = 800\nfrom = 2026-01-01\n{head}value = 830\nfrom = 2026-11-24\nuntil = 2026-11-25\n"
    today = shop.county.today()
    assert shop.county.put_up(text.encode(), "staff:0305").problems == ()
    seen = []
    for _ in range(4):
        seen.append(today[key])
        shop.clock.turn(days=1)
    assert seen == [800, 830, 830, None]
    wrong = shop.county.put_up(text.replace("830", '"viel"').encode(), "staff:0305")
    assert [one.place for one in wrong.problems] == ["values.1.value"]
    assert shop.kinds().count("county.set") == 1


def test_another_process_on_the_same_store_is_seen(shop: Shop, author: Author, tmp_path: Path) -> None:
    """The command line installs while the screens are open."""
    beside = Shop(shop.store, tmp_path / "data", shop.clock)
    beside.desk.install(author.bundle(shop.in_days(-1)), "cli")
    assert shop.versions() == ()
    assert shop.desk.renew().changed == {Changed.CATALOGUE}
    assert shop.versions() == (1,)
    assert timedelta() == shop.clock.now() - shop.in_days(0)


def _power_cut(*_: object) -> bool:
    raise OSError("power")
