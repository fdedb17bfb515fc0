"""The one door of the store: open it, and get pieces of work, reads, scans, and the device's own word."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from kiosk.app.papers import Device, Station
from kiosk.domain.refusals import Refusal, StoreTooNew, Trouble
from kiosk.store.connections import Connections, sorted_troubles
from kiosk.store.drawer import DrawerTable
from kiosk.store.keys import read_key
from kiosk.store.layout import BLOB_FOLDER, MARK_FILE, STORE_FILE
from kiosk.store.migrations import VERSION, migrate
from kiosk.store.work import StoreWork

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.store.blobs import BlobFolder
    from kiosk.store.journal import Clock

READER = "reader"


class OpenStore:
    """A store that has been opened: the `Store` port, for any number of threads."""

    def __init__(self, connections: Connections, folder: Path, clock: Clock) -> None:
        self._connections = connections
        self._folder = folder
        self._clock = clock
        with connections.reading() as connection:
            drawer = DrawerTable(connection)
            self.device = _device(drawer)
            self._blob_key = bytes.fromhex(drawer.setting("device.blob_key"))
            self.person_key = bytes.fromhex(drawer.setting("device.person_key"))

    @property
    def device_key(self) -> bytes:
        """The private key that this device signs with now: another process may have renewed it."""
        with self._connections.reading() as connection:
            return bytes.fromhex(DrawerTable(connection).setting("device.key"))

    @property
    def past_keys(self) -> list[bytes]:
        """The public keys that this device signed with before."""
        with self._connections.reading() as connection:
            return [bytes.fromhex(one) for one in DrawerTable(connection).setting("device.past_keys").split()]

    @cached_property
    def blobs(self) -> BlobFolder:
        """Scans, photos and papers beside the store."""
        from kiosk.store.blobs import BlobFolder

        return BlobFolder(self._folder / BLOB_FOLDER, self._blob_key)

    @contextmanager
    def work(self, actor: str) -> Iterator[StoreWork]:
        """One all-or-nothing piece of work in the name of `actor`; durable when the block is left."""
        with self._connections.transaction() as connection:
            yield StoreWork(connection, self.device.id, self._clock, actor)

    @contextmanager
    def look(self) -> Iterator[StoreWork]:
        """One consistent picture, only to be read."""
        with self._connections.reading() as connection:
            yield StoreWork(connection, self.device.id, self._clock, READER)

    def mark(self) -> int:
        """A number of this thread's that changes whenever anybody else has written, in this program or another
        one."""
        with sorted_troubles():
            return int(self._connections.mine().execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Close it for all threads."""
        self._connections.close()


def open_store(folder: Path, keys: Path, clock: Clock) -> OpenStore:
    """Open the store in `folder` with its key from `keys`.

    Refuses `store_missing` and `StoreTooNew`; raises `Trouble` for a missing key or a file that cannot be
    read. An older
    store is brought to today's shape first.
    """
    try:
        mark = json.loads((folder / MARK_FILE).read_text("ascii"))
    except FileNotFoundError:
        raise Refusal("store_missing", path=folder) from None
    except (OSError, ValueError) as error:
        raise Trouble("store_unreadable", path=folder) from error
    connections = Connections(folder / STORE_FILE, read_key(mark["store"], keys))
    try:
        _bring_up_to_date(connections)
        return OpenStore(connections, folder, clock)
    except BaseException:
        connections.close()
        raise


def _bring_up_to_date(connections: Connections) -> None:
    with connections.reading() as connection:
        found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found > VERSION:
        raise StoreTooNew(found, VERSION)
    if found < VERSION:
        migrate(connections.mine())


def _device(drawer: DrawerTable) -> Device:
    station = Station(**json.loads(drawer.setting("device.station")))
    return Device(
        id=drawer.setting("device.id"),
        centre=drawer.setting("device.centre"),
        number=drawer.setting("device.number"),
        station=station,
        site=drawer.setting("device.site"),
        demo=station.demo,
    )
