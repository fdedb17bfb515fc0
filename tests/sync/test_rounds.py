"""One round after another between a device and its city: everything arrives once, whatever the line does."""

from pathlib import Path

import pytest

from sync.city.check import check_books
from sync.city.house import City
from tests.sync.city_kit import a_city, accept, courier, enrolled
from tests.sync.paper_shelf import PaperShelf


@pytest.fixture
def city(tmp_path: Path) -> City:
    return a_city(tmp_path / "city")


def ids_at(city: City, shelf: PaperShelf) -> list[bytes]:
    """Bodies that the city keeps of this device, in order of epoch and number."""
    return [
        entry.body
        for head in city.inbox.heads(shelf.device)
        for entry in city.inbox.back(shelf.device, head.epoch, 0, 10_000, 10**9)
    ]


def test_what_was_entered_arrives_once_and_is_acknowledged(city: City) -> None:
    shelf = enrolled(city)
    accept(shelf)
    outcome = courier(city, shelf).round()
    assert (outcome.sent, outcome.acknowledged, outcome.received, outcome.waiting) == (2, 2, 0, 0)
    assert check_books(city.books, city.scans) == (3, [])
