"""The city gives out a county's definitions: only what is genuine, in order and new, to whom it is for, and whole."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
import requests

from forms import open_bundle
from kiosk.domain.refusals import Refusal
from sync.client.bundles import BundleFetcher
from sync.client.courier import Courier, Upstream
from sync.client.door import HttpDoor, ParcelFetched
from sync.client.enrol import enrol
from sync.client.troubles import CityUnreachable
from sync.protocol.catalogues import sealed_by
from sync.protocol.parcels import Parcel
from sync.protocol.seal import public_bytes
from tests.app.catalogue_kit import COUNTY, STRANGER, Author
from tests.sync.city_kit import Clock, begin
from tests.sync.conftest import Listening
from tests.sync.paper_shelf import PaperShelf, body_of

PUBLIC = public_bytes(COUNTY)
NEWER = ("version = 1", "version = 2")


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(tmp_path)


class Reader:
    """A device that fetches what the city has published."""

    def __init__(self, town: Listening, device: str = "341323110000-01") -> None:
        self.door = HttpDoor(town.url)
        self.shelf = PaperShelf(device)
        begun = begin(self.shelf)
        granted = enrol(self.door, self.shelf, town.city.register.new_code(device), "站", begun.body)
        self.city_key = granted.city_key
        self.courier = Courier(self.door, self.shelf, Upstream("city", granted.city_key), Clock())
        self.came: list[bytes] = []

    def told(self) -> list[dict[str, object]]:
        """What news say of catalogues."""
        self.courier.round()
        bodies = [entry.read() for entry in self.shelf.papers.folded if entry.device != self.shelf.device]
        return [body.payload for body in bodies if body.kind == "catalogue.published"]

    def fetch(self, name: object) -> int:
        fetcher = BundleFetcher(self.door, self.shelf, lambda: [str(name)], self._take)
        return fetcher.fetch("").installed

    def _take(self, content: bytes) -> bool:
        self.came.append(content)
        return True


@pytest.fixture
def reader_of(town: Listening) -> Iterator[Callable[..., Reader]]:
    made: list[Reader] = []

    def reader(device: str = "341323110000-01") -> Reader:
        made.append(Reader(town, device))
        return made[-1]

    yield reader
    for one in made:
        one.door.close()


def _sealed_by(key: bytes) -> Callable[[bytes, bytes], bool]:
    return lambda manifest, signature: sealed_by(manifest, signature, [key]) is not None


def test_what_is_published_is_news_and_is_fetched_whole(
    town: Listening, author: Author, reader_of: Callable[..., Reader]
) -> None:
    reader = reader_of()
    done = town.city.catalogue.publish(author.bundle(town.clock.now + timedelta(days=1)), "cli", PUBLIC)
    (told,) = reader.told()
    assert told["sha256"] == done.said.sha256
    assert reader.fetch(told["sha256"]) == 1
    bundle = open_bundle(reader.came[0], _sealed_by(reader.city_key))
    assert (bundle.digest, bundle.serial) == (told["digest"], 1)
    assert open_bundle(reader.came[0], _sealed_by(PUBLIC)).digest == bundle.digest


def test_a_stranger_an_altered_and_a_faulty_one_are_refused(town: Listening, author: Author, tmp_path: Path) -> None:
    publish, at = town.city.catalogue.publish, town.clock.now
    stranger = Author(tmp_path / "elsewhere", STRANGER)
    good = author.bundle(at)
    for content, signer, said in (
        (stranger.bundle(at), PUBLIC, "签名验不过"),
        (good, b"", "签名验不过"),
        (good.replace("借会议室".encode(), "借会义室".encode()), PUBLIC, "没有采用"),
        (good[:-30], PUBLIC, "损坏"),
        (author.bundle(at, ("people = 45", "people = 0")), PUBLIC, "X0001.v1 example.answers.people"),
    ):
        with pytest.raises(Refusal) as caught:
            publish(content, "cli", signer)
        assert said in str(caught.value.values["sentence"])
    assert town.city.catalogue.published() == []
    publish(good, "cli", PUBLIC)
    publish(author.bundle(at, NEWER), "cli")  # who was named once is known
    assert len(town.city.catalogue.published()) == 2


def test_an_older_number_is_refused_and_the_same_parcel_is_published_once(town: Listening, author: Author) -> None:
    publish, at = town.city.catalogue.publish, town.clock.now
    five = author.bundle(at, serial=5)
    assert not publish(five, "cli", PUBLIC).again
    assert publish(five, "cli").again
    for serial in (4, 5):
        with pytest.raises(Refusal) as caught:
            publish(author.bundle(at, NEWER, serial=serial), "cli")
        assert caught.value.key == "catalogue_older"
        assert caught.value.values["last"] == 5
    assert len(town.city.catalogue.published()) == 1


def test_what_is_published_is_not_said_otherwise(town: Listening, author: Author) -> None:
    town.city.catalogue.publish(author.bundle(town.clock.now), "cli", PUBLIC)
    with pytest.raises(Refusal, match="catalogue_refused"):
        town.city.catalogue.publish(author.bundle(town.clock.now, ("借会议室", "借礼堂")), "cli")


def test_one_county_gets_what_is_for_it_alone(
    town: Listening, author: Author, reader_of: Callable[..., Reader]
) -> None:
    here, elsewhere = reader_of(), reader_of("341322100000-01")
    done = town.city.catalogue.publish(author.bundle(town.clock.now), "cli", PUBLIC, "341323")
    assert len(here.told()) == 1
    assert elsewhere.told() == []
    assert (here.fetch(done.said.sha256), elsewhere.fetch(done.said.sha256)) == (1, 0)


def test_a_device_cannot_publish(town: Listening, reader_of: Callable[..., Reader]) -> None:
    liar, reader = reader_of(), reader_of("341323110000-02")
    said = {"issuer": "x", "serial": 1, "since": "x", "digest": "0" * 64, "sha256": "0" * 64, "size": 1}
    liar.shelf.write(body_of("catalogue.published", None, said))
    liar.courier.round()
    assert town.city.catalogue.published() == []
    assert reader.told() == []


def test_the_citys_own_pages_know_the_matter(town: Listening, author: Author) -> None:
    """A case by its name as soon as it is published, its guide from its hour."""
    guide = f"{town.url}/guide/X0001"
    assert town.city.matters.matter("X0001").name == "X0001"
    town.city.catalogue.publish(author.bundle(town.clock.now + timedelta(days=1)), "cli", PUBLIC)
    assert town.city.matters.matter("X0001", 1).name == "村级会议室借用登记"
    assert requests.get(guide, timeout=20).status_code == 404
    town.clock.pass_days(1)
    assert "村级会议室借用登记" in requests.get(guide, timeout=20).text


class Line:
    """A line on which something goes wrong."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)

    def fetch(self, _parcel: Parcel, _seal: str) -> ParcelFetched:
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return ParcelFetched(answer, "n")  # type: ignore[arg-type]


def test_what_is_not_what_its_name_says_is_not_handed_on() -> None:
    taken: list[bytes] = []

    def take(content: bytes) -> bool:
        taken.append(content)
        return True

    def fetched(line: Line, *names: bytes) -> tuple[int, list[str]]:
        listed = [sha256(name).hexdigest() for name in names]
        fetcher = BundleFetcher(line, PaperShelf(), lambda: listed, take)
        done = fetcher.fetch("")
        return done.installed, done.missed

    assert fetched(Line(b"other", b"right"), b"first", b"right") == (1, [sha256(b"first").hexdigest()])
    assert fetched(Line(b""), b"gone") == (0, [sha256(b"gone").hexdigest()])
    assert fetched(Line(CityUnreachable("no_line")), b"first", b"right")[0] == 0
    assert taken == [b"right"]
