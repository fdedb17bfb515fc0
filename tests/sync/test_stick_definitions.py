"""New definitions reach a village without a line: with the answer that tells of them, or with the next one."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from sync.city.house import City
from sync.client.answers import AnswerReader, AnswerTaken
from sync.client.drive import FolderDrive, bundles
from sync.protocol.seal import public_bytes
from tests.app.catalogue_kit import COUNTY, Author
from tests.sync.city_kit import NOW, accept, courier, enrolled, must_agree
from tests.sync.paper_shelf import PaperShelf
from tests.sync.stick_kit import PaperSticks, answer, export, take_in

PUBLIC = public_bytes(COUNTY)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


class Shelved:
    """A device's desk of definitions: it wants what news have named and what has not come."""

    def __init__(self, shelf: PaperShelf) -> None:
        self._shelf = shelf
        self.came: list[bytes] = []

    def wanted(self) -> list[str]:
        told = [entry.read() for entry in self._shelf.papers.folded if entry.device == "city"]
        named = [str(body.payload["sha256"]) for body in told if body.kind == "catalogue.published"]
        return [name for name in named if name not in {sha256(one).hexdigest() for one in self.came}]

    def arrived(self, content: bytes) -> bool:
        self.came.append(content)
        return True


def there_and_back(shelf: PaperShelf, city: City, stick: Path, shelved: Shelved) -> AnswerTaken:
    export(shelf, city, FolderDrive(stick), wants=shelved.wanted())
    take_in(city, stick)
    answer(city, stick)
    reader = AnswerReader(shelf, shelf, PaperSticks(shelf), "city", city.voice.public_key, shelved)
    (name,) = [one for one in bundles(FolderDrive(stick)) if one.startswith(f"answer-{shelf.device}-")]
    return reader.read(FolderDrive(stick), name)


def test_what_was_published_comes_with_the_news_of_it(city: City, stick: Path, tmp_path: Path) -> None:
    shelf = enrolled(city)
    accept(shelf)
    done = city.catalogue.publish(Author(tmp_path).bundle(NOW + timedelta(days=1)), "cli", PUBLIC)
    shelved = Shelved(shelf)
    assert there_and_back(shelf, city, stick, shelved).definitions == 1
    assert [sha256(one).hexdigest() for one in shelved.came] == [done.said.sha256]
    assert there_and_back(shelf, city, stick, shelved).definitions == 0
    must_agree(city, shelf)


def test_what_the_line_has_told_of_but_not_brought_comes_when_it_is_asked_for(
    city: City, stick: Path, tmp_path: Path
) -> None:
    shelf = enrolled(city)
    city.catalogue.publish(Author(tmp_path).bundle(NOW + timedelta(days=1)), "cli", PUBLIC)
    courier(city, shelf).round()
    shelved = Shelved(shelf)
    assert len(shelved.wanted()) == 1
    assert there_and_back(shelf, city, stick, shelved).definitions == 1


def test_what_is_not_for_this_device_is_not_given_whatever_it_asks(city: City, stick: Path, tmp_path: Path) -> None:
    """A parcel for another county, a scan of another centre, and names that are none."""
    shelf = enrolled(city)
    done = city.catalogue.publish(Author(tmp_path).bundle(NOW + timedelta(days=1)), "cli", PUBLIC, "999999")
    asked = [done.said.sha256, "ab" * 32, "../../city.key", ""]
    export(shelf, city, FolderDrive(stick), wants=asked)
    take_in(city, stick)
    answer(city, stick)
    shelved = Shelved(shelf)
    reader = AnswerReader(shelf, shelf, PaperSticks(shelf), "city", city.voice.public_key, shelved)
    (name,) = [one for one in bundles(FolderDrive(stick)) if one.startswith("answer-")]
    assert reader.read(FolderDrive(stick), name).definitions == 0
    assert shelved.came == []
