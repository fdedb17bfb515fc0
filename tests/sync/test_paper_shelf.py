"""The tests' own shelf keeps the contract that the encrypted store's has to keep."""

from collections.abc import Sequence

import pytest

from sync.protocol.entry import Entry
from tests.sync.paper_shelf import PaperShelf, id_of
from tests.sync.shelf_contract import ShelfContract


class PaperDesk:
    """A desk with the paper shelf on it."""

    def __init__(self) -> None:
        self.shelf = PaperShelf()
        self.enter()

    def enter(self) -> Entry:
        return self.shelf.enter()

    def folded(self) -> Sequence[str]:
        return [id_of(entry) for entry in self.shelf.papers.folded]


class TestPaperShelf(ShelfContract):
    """On paper."""

    @pytest.fixture
    def desk(self) -> PaperDesk:
        return PaperDesk()
