"""How a store begins: a new file, a new key, the device's own key and its first entry, all or nothing."""

import contextlib
import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from kiosk.app.papers import Station
from kiosk.domain.refusals import Refusal
from kiosk.store.blobs import sorted_disk, write_durably
from kiosk.store.connections import Connections
from kiosk.store.drawer import DrawerTable
from kiosk.store.guards import MACHINE, best_guard
from kiosk.store.journal import Clock, JournalBook
from kiosk.store.keys import make_header
from kiosk.store.layout import HEADER_FILE, MARK_FILE, STORE_FILE
from kiosk.store.migrations import migrate
from sync.protocol.entry import DeviceId
from sync.protocol.kinds import DeviceBegun
from sync.protocol.seal import new_key, public_bytes

_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Beginning:
    """Who the new device is: centre (12 digits), device number (2 digits), its station, its public tracking
    address."""

    centre: str
    device: str
    station: Station
    site: str


def begin(folder: Path, keys: Path, who: Beginning, clock: Clock, guard: str = MACHINE) -> None:
    """Make a new store in `folder`, guarded by this machine as `guard` says ('auto': as well as it can). Refuses a
    folder that holds one already; raises `Trouble` when nothing can be written."""
    if (folder / MARK_FILE).exists():
        raise Refusal("store_exists", path=folder)
    store_id = secrets.token_hex(8)
    connections = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for leftover in (STORE_FILE, f"{STORE_FILE}-wal", f"{STORE_FILE}-shm", HEADER_FILE):
            with contextlib.suppress(FileNotFoundError):
                (folder / leftover).unlink()  # of a beginning that was cut off before its mark was written
        key = make_header(folder, store_id, best_guard(store_id, keys, guard), clock.now()).hex()
        connections = Connections(folder / STORE_FILE, lambda: [key])
        migrate(connections.mine())
        with connections.transaction() as connection:
            _first_things(DrawerTable(connection), JournalBook(connection, _device_id(who), clock, "init"), who)
        write_durably(folder / MARK_FILE, json.dumps({"store": store_id, "format": 1}).encode("ascii"))
    except OSError as error:
        raise sorted_disk(error) from error
    finally:
        if connections is not None:
            connections.close()


def _first_things(drawer: DrawerTable, journal: JournalBook, who: Beginning) -> None:
    private = new_key()
    settings = {
        "device.id": _device_id(who),
        "device.centre": who.centre,
        "device.number": who.device,
        "device.site": who.site,
        "device.key": private.private_bytes_raw().hex(),
        "device.blob_key": secrets.token_hex(_KEY_BYTES),
        "device.person_key": secrets.token_hex(_KEY_BYTES),
        "device.station": json.dumps(asdict(who.station), ensure_ascii=False),
    }
    for key, value in settings.items():
        drawer.set_setting(key, value)
    begun = DeviceBegun(
        centre=who.centre,
        name=who.station.name,
        public_key=public_bytes(private).hex(),
        demo=who.station.demo,
        phone=who.station.phone,
        address=who.station.address,
        hours=who.station.hours,
    )
    journal.enter(begun, "device.begun")


def _device_id(who: Beginning) -> DeviceId:
    return DeviceId(f"{who.centre}-{who.device}")
