"""Putting a backup back: on a new PC with the recovery key, or into a throw-away folder for the drill."""

import contextlib
import json
import secrets
from pathlib import Path

from kiosk.domain.refusals import Refusal, StoreTooNew, Trouble
from kiosk.store.backup import open_backup
from kiosk.store.blobs import sorted_disk, write_durably
from kiosk.store.connections import Connections, sorted_troubles
from kiosk.store.door import OpenStore, open_store
from kiosk.store.guards import best_guard
from kiosk.store.journal import Clock
from kiosk.store.keys import Unlock, guarded_slot, new_key
from kiosk.store.layout import BLOB_FOLDER, HEADER_FILE, MARK_FILE, STORE_FILE
from kiosk.store.medium import Found, copy_durably, store_file
from kiosk.store.migrations import VERSION
from kiosk.store.vault import PASSPHRASE, RECOVERY, write_header


def restore(found: Found, folder: Path, keys: Path, unlock: Unlock, clock: Clock, guard: str = "machine") -> OpenStore:
    """The store of a backup in a new `folder`, under a new key, opened by this machine from now on and by the same
    recovery key. Its mark is written last: what is cut off does not count and can be begun anew.

    Refuses `store_exists`; raises `Trouble('backup_bad')`, and `StoreTooNew` for a backup of a newer program.
    """
    if (folder / MARK_FILE).exists():
        raise Refusal("store_exists", path=folder)
    opened, manifest = open_backup(found, unlock), found.manifest
    if manifest is None:
        raise Trouble("backup_bad", name=found.name)
    if manifest.version > VERSION:
        raise StoreTooNew(manifest.version, VERSION)
    store_id, fresh = secrets.token_hex(8), new_key()
    try:
        _clear(folder)
        slot = guarded_slot(best_guard(store_id, keys, guard), clock.now())
        mine = opened.only_kinds(RECOVERY, PASSPHRASE).for_another(store_id, fresh).with_slot(slot)
        write_header(folder / HEADER_FILE, mine.header)
        copy_durably(store_file(found), folder / STORE_FILE)
        _rekey(folder / STORE_FILE, opened.newest_first()[0], fresh)
        for stored, size in manifest.blobs.items():
            name = stored.partition("-")[0]
            if stored in found.away:
                continue
            if copy_durably(found.blob(stored), folder / BLOB_FOLDER / name[:2] / name) != size:
                raise Trouble("backup_bad", name=found.name)
        write_durably(folder / MARK_FILE, json.dumps({"store": store_id, "format": 1}).encode("ascii"))
    except OSError as error:
        raise sorted_disk(error) from error
    return open_store(folder, keys, clock)


def _clear(folder: Path) -> None:
    """What a restore that was cut off has left."""
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in (STORE_FILE, f"{STORE_FILE}-wal", f"{STORE_FILE}-shm", HEADER_FILE):
        with contextlib.suppress(FileNotFoundError):
            (folder / leftover).unlink()


def _rekey(path: Path, old: bytes, fresh: bytes) -> None:
    own = Connections(path, lambda: [old.hex()])
    try:
        with sorted_troubles():
            own.mine().execute(f"PRAGMA rekey = \"x'{fresh.hex()}'\"")
    finally:
        own.close()
