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
from kiosk.store.keys import ByMachine, InOrder, StoreKeys, Unlock
from kiosk.store.layout import BLOB_FOLDER, HEADER_FILE, MARK_FILE, PARKED_FOLDER, STORE_FILE
from kiosk.store.migrations import VERSION, migrate
from kiosk.store.work import StoreWork

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.store.blobs import BlobFolder
    from kiosk.store.journal import Clock

READER = "reader"
BLOB_KEY, PAST_BLOB_KEYS = "device.blob_key", "device.past_blob_keys"


class OpenStore:
    """A store that has been opened: the `Store` port, for any number of threads."""

    def __init__(self, connections: Connections, folder: Path, clock: Clock, keys: StoreKeys) -> None:
        self._connections = connections
        self.folder = folder
        self.keys = keys
        self.clock = clock
        with connections.reading() as connection:
            drawer = DrawerTable(connection)
            self.device = _device(drawer)
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

        return BlobFolder(self.folder / BLOB_FOLDER, self._blob_keys)

    @cached_property
    def parked_pages(self) -> BlobFolder:
        """Pages of drafts that other PCs put aside, until these are taken."""
        from kiosk.store.blobs import BlobFolder

        return BlobFolder(self.folder / PARKED_FOLDER, self._blob_keys)

    def _blob_keys(self) -> list[bytes]:
        """The key of what is kept now, and those of what was kept before a rotation."""
        with self._connections.reading() as connection:
            drawer = DrawerTable(connection)
            said = f"{drawer.setting(BLOB_KEY)} {drawer.setting(PAST_BLOB_KEYS)}"
        return [bytes.fromhex(one) for one in said.split()]

    @contextmanager
    def work(self, actor: str) -> Iterator[StoreWork]:
        """One all-or-nothing piece of work in the name of `actor`; durable when the block is left."""
        with self._connections.transaction() as connection:
            work = StoreWork(connection, self.device.id, self.clock, actor)
            yield work
        if work.accounts_changed:
            from kiosk.store.personal import follow_accounts

            follow_accounts(self)

    @contextmanager
    def look(self) -> Iterator[StoreWork]:
        """One consistent picture, only to be read."""
        with self._connections.reading() as connection:
            yield StoreWork(connection, self.device.id, self.clock, READER)

    def mark(self) -> int:
        """A number of this thread's that changes whenever anybody else has written, in this program or another
        one."""
        with sorted_troubles():
            return int(self._connections.mine().execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Close it for all threads; what somebody has opened by a secret of his is forgotten."""
        self._connections.close()
        self.keys.forget()


def open_store(folder: Path, keys: Path, clock: Clock, unlock: Unlock | None = None) -> OpenStore:
    """Open the store in `folder`: by this machine itself, whose half of the key lies in `keys`, else by `unlock`.

    Refuses `store_missing` and `StoreTooNew`, and what `unlock` refuses; raises `Trouble` for a store that this
    machine may not open or a file that cannot be read. An older store is brought to today's shape first.
    """
    store_id = store_named(folder)
    _take_over(folder, keys, store_id, clock)
    here = ByMachine(store_id, keys)
    store_keys = StoreKeys(folder, InOrder(here, unlock) if unlock else here)
    connections = Connections(folder / STORE_FILE, store_keys.candidates)
    try:
        _bring_up_to_date(connections)
        return OpenStore(connections, folder, clock, store_keys)
    except BaseException:
        connections.close()
        raise


def store_named(folder: Path) -> str:
    """The id of the store in `folder`. Refuses `store_missing`; raises `Trouble('store_unreadable')`."""
    try:
        return str(json.loads((folder / MARK_FILE).read_text("ascii"))["store"])
    except FileNotFoundError:
        raise Refusal("store_missing", path=folder) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Trouble("store_unreadable", path=folder) from error


def _take_over(folder: Path, keys: Path, store_id: str, clock: Clock) -> None:
    """A store of an older program has no header yet, and its key lies in clear."""
    old = keys / f"{store_id}.key"
    if not (folder / HEADER_FILE).exists() or old.exists():
        from kiosk.store.guards import MachineGuard
        from kiosk.store.keys import take_over

        take_over(folder, store_id, old, MachineGuard(store_id, keys), clock.now())


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
