"""Where whole scans are kept, a folder or a real S3 store: the same promises; what a store that is away holds up."""

import hashlib
import random
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select

from sync.city.check import check_books
from sync.city.house import City, CitySettings, build_city
from sync.city.scans import ScanShelf
from sync.city.tables import want
from sync.city.troubles import CityTrouble
from sync.city.wholes import BucketOfWholes, FolderOfWholes, Wholes, wholes
from sync.protocol.entry import DeviceId
from sync.protocol.parcels import PART, UNIT
from tests.sync.city_kit import CENTRE, Clock, accept, courier, enrolled
from tests.sync.s3_kit import BUCKET, KEY, SECRET, s3_server

DEVICE = DeviceId(f"{CENTRE}-01")
CONTENT = random.Random(7).randbytes(2 * PART + 12_345)
NAME = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with s3_server(tmp_path_factory.mktemp("store")) as url:
        yield url


@pytest.fixture(params=["folder", "s3"])
def place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The setting of the city: where its scans go."""
    if request.param == "folder":
        return ""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    number = random.randrange(10**9)
    return f"s3://{BUCKET}/{number}?endpoint={request.getfixturevalue('endpoint')}"


@pytest.fixture
def opened(tmp_path: Path, place: str) -> Iterator[Callable[..., City]]:
    """Opens the city, again and again, with its scans in their place or elsewhere."""
    cities: list[City] = []

    def again(elsewhere: str | None = None) -> City:
        scans = place if elsewhere is None else elsewhere
        cities.append(build_city(CitySettings(tmp_path / "city", scans=scans), Clock()))
        return cities[-1]

    yield again
    for city in cities:
        city.books.close()


def expecting(city: City) -> None:
    """An entry has named the scan."""
    shelf = enrolled(city)
    named = {"sha256": NAME, "size": len(CONTENT), "name": "a.jpg", "media_type": "image/jpeg", "material": "m"}
    accept(shelf, attachments=[named])
    courier(city, shelf).round()


def parts(size: int = PART) -> list[tuple[int, bytes]]:
    return [(at, CONTENT[at : at + size]) for at in range(0, len(CONTENT), size)]


def is_whole(city: City) -> bool:
    with city.books.read() as connection:
        return bool(connection.execute(select(want.c.whole)).scalar())


def missing(city: City) -> list[range]:
    state = city.scans.state(NAME, DEVICE)
    assert state is not None
    return list(state.missing)


def test_a_scan_is_kept_whole_and_right_whatever_the_order_of_its_parts(opened: Callable[..., City]) -> None:
    city = opened()
    expecting(city)
    for at, part in random.Random(3).sample(parts(UNIT), len(parts(UNIT))):
        assert not is_whole(city)
        city.scans.put(NAME, at, part)
        city.scans.put(NAME, at, part)  # twice costs nothing
    assert (is_whole(city), missing(city), city.scans.read(NAME)) == (True, [], CONTENT)
    assert not list((Path(city.scans._folder) / "partial").iterdir())
    assert check_books(city.books, city.scans)[1] == []


def test_parts_that_came_before_the_process_was_killed_are_not_asked_for_again(opened: Callable[..., City]) -> None:
    first = opened()
    expecting(first)
    (at, part), *rest = parts()
    first.scans.put(NAME, at, part)
    second = opened()
    assert missing(second) == [range(PART, len(CONTENT))]
    for at, part in rest:
        second.scans.put(NAME, at, part)
    assert second.scans.read(NAME) == CONTENT


class Killed(BaseException):
    """The process ends here."""


class _Dying:
    """Keeps scans as another does, and dies before or behind it."""

    def __init__(self, kept: Wholes, before: bool) -> None:
        self._kept, self._before = kept, before

    def keep(self, sha256: str, verified: Path) -> None:
        if not self._before:
            self._kept.keep(sha256, verified)
        raise Killed

    def has(self, sha256: str) -> bool:
        return self._kept.has(sha256)

    def read(self, sha256: str) -> bytes | None:
        return self._kept.read(sha256)


@pytest.mark.parametrize("before", [True, False])
def test_a_kill_at_the_last_part_costs_the_last_part(opened: Callable[..., City], before: bool) -> None:
    city = opened()
    expecting(city)
    *early, last = parts()
    for at, part in early:
        city.scans.put(NAME, at, part)
    dying = ScanShelf(city.books, city.scans._folder, _Dying(city.scans._wholes, before))
    with pytest.raises(Killed):
        dying.put(NAME, *last)
    city = opened()
    assert not is_whole(city)
    assert missing(city) == [range(last[0], len(CONTENT))]
    city.scans.put(NAME, *last)
    assert (is_whole(city), city.scans.read(NAME)) == (True, CONTENT)


def test_a_scan_with_one_wrong_byte_begins_anew(opened: Callable[..., City]) -> None:
    city = opened()
    expecting(city)
    for at, part in parts():
        city.scans.put(NAME, at, part if at else part[:-1] + b"?")
    assert (is_whole(city), city.scans.read(NAME), missing(city)) == (False, None, [range(len(CONTENT))])
    for at, part in parts():
        city.scans.put(NAME, at, part)
    assert city.scans.read(NAME) == CONTENT


def test_a_store_that_is_away_holds_up_scans_and_nothing_else(opened: Callable[..., City]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = f"s3://{BUCKET}/x?endpoint=http://127.0.0.1:{taken.getsockname()[1]}"
    city = opened(elsewhere=nobody)
    expecting(city)  # entries are taken as always
    *early, last = parts()
    with suppress(CityTrouble):
        for at, part in early:
            city.scans.put(NAME, at, part)
    with pytest.raises(CityTrouble, match="scans_away"):
        city.scans.put(NAME, *last)
    assert not is_whole(city)
    city = opened()
    for gap in missing(city):
        for at in range(gap.start, gap.stop, PART):
            city.scans.put(NAME, at, CONTENT[at : at + PART])
    assert (is_whole(city), city.scans.read(NAME)) == (True, CONTENT)


def test_a_store_that_does_not_know_the_city_is_said(
    tmp_path: Path, endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong")
    kept = BucketOfWholes(f"s3://{BUCKET}?endpoint={endpoint}&region=cn-north-1")
    (tmp_path / "scan").write_bytes(b"x")
    with pytest.raises(CityTrouble) as no:
        kept.keep("ab" * 32, tmp_path / "scan")
    assert (no.value.key, no.value.values["url"]) == ("scans_away", f"s3://{BUCKET}")
    assert (tmp_path / "scan").exists()


@pytest.mark.parametrize("url", ["s3:", "http://bucket", "s3:///x", "nonsense"])
def test_an_address_that_is_none_is_said_at_once(tmp_path: Path, url: str) -> None:
    with pytest.raises(CityTrouble, match="scans_address"):
        wholes(url, tmp_path)
    assert isinstance(wholes("", tmp_path), FolderOfWholes)
