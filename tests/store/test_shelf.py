"""The encrypted store keeps the courier's contract for shelves."""

from collections.abc import Sequence

import pytest

from kiosk.app.post_room import PostRoom
from kiosk.store.check import check_store
from kiosk.store.door import OpenStore
from kiosk.store.shelf import StoreScans, StoreShelf
from sync.protocol.entry import DeviceId, Entry
from sync.protocol.kinds import Attachment, Looked
from tests.sync.shelf_contract import ShelfContract


class StoreDesk:
    """A desk with the store's shelf on it."""

    def __init__(self, store: OpenStore) -> None:
        self.store = store
        self.shelf = StoreShelf(store, PostRoom(DeviceId(store.device.id)).fold)

    def enter(self) -> Entry:
        with self.store.work("staff:1") as work:
            return work.journal.enter(Looked(what="x"), "person.looked").entry

    def folded(self) -> Sequence[str]:
        with self.store.look() as work:
            return [row[0] for row in work.connection.execute("SELECT id FROM entry ORDER BY n")]


class TestStoreShelf(ShelfContract):
    @pytest.fixture
    def desk(self, store: OpenStore) -> StoreDesk:
        return StoreDesk(store)

    @pytest.fixture(autouse=True)
    def books_in_order(self, store: OpenStore) -> object:
        """Whatever was taken back or moved: the check finds the journal whole afterwards."""
        yield
        with store.look() as work:
            assert check_store(work, store.blobs)[1] == []


def test_scans_are_owed_newest_first_until_they_have_arrived(store: OpenStore) -> None:
    scans = StoreScans(store)
    names = [store.blobs.keep(content) for content in (b"one", b"two")]
    with store.work("cli") as work:
        work.post.owe([Attachment(sha256=n, size=3, name="x", media_type="x", material="m") for n in names])
    assert scans.owed("city") == names[::-1]
    assert scans.read(names[0]) == b"one"
    scans.arrived("city", names[1])
    assert scans.owed("city") == names[:1]
    assert scans.read("00" * 32) is None
