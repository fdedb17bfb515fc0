"""A lodged backup on its way back (取回): part by part into the new PC's data directory, then a backup like any other.

What has arrived whole stays: fetching that was broken off goes on where it was.
"""

import hashlib
import shutil
from contextlib import suppress
from pathlib import Path

from kiosk.domain.refusals import Trouble
from kiosk.store.blobs import sorted_disk, write_durably
from kiosk.store.keys import StoreKeys, Unlock
from kiosk.store.layout import HEADER_FILE, INCOMING
from kiosk.store.lid import Inside, header_in, opened_lid
from kiosk.store.medium import MANIFEST, Found, digest_of, read_manifest, store_file
from sync.protocol.lodging import Kept, Part

PARTS = "parts"


class Incoming:
    """The backup `kept`, as it gathers below the data directory `data`."""

    def __init__(self, data: Path, kept: Kept) -> None:
        self._root = data / INCOMING
        self._folder = self._root / kept.name
        self._parts = self._root / PARTS
        self._kept = kept
        self._inside: Inside | None = None

    def opens(self, lid: bytes, unlock: Unlock) -> None:
        """The first part: whoever may open it says what else belongs to it. Refuses what `unlock` refuses; raises
        `Trouble('backup_bad')`, and the disk's."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._parts.mkdir(exist_ok=True)
            write_durably(self._folder / HEADER_FILE, header_in(lid).encode())
            key = StoreKeys(self._folder, unlock).opened().newest_first()[0]
            self._inside = opened_lid(lid, key)
            write_durably(self._folder / MANIFEST, self._inside.manifest.encode())
        except OSError as error:
            raise sorted_disk(error) from error

    def wanted(self) -> list[Part]:
        """The parts that are still to come."""
        return [part for part in self._all() if not (self._parts / part.sha256).exists()]

    @property
    def size(self) -> int:
        """Bytes of all of them."""
        return sum(part.size for part in self._all())

    def keep(self, part: Part, content: bytes) -> None:
        """One that came whole and right, durable on return."""
        try:
            write_durably(self._parts / part.sha256, content)
        except OSError as error:
            raise sorted_disk(error) from error

    def found(self) -> Found:
        """The backup, put together. Raises `Trouble('backup_bad')` where it is not what it says of itself."""
        inside = self._inside
        if inside is None:
            raise Trouble("backup_bad", name=self._kept.name)
        found = Found(self._folder, read_manifest(self._folder), frozenset(inside.away))
        try:
            with store_file(found).open("wb") as file:
                for part in inside.store:
                    file.write(self._checked(part))
            for stored, part in inside.scans.items():
                target = found.blob(stored)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(self._checked(part))
        except OSError as error:
            raise sorted_disk(error) from error
        if found.manifest is None or digest_of(store_file(found)) != found.manifest.store_sha256:
            raise Trouble("backup_bad", name=found.name)
        return found

    def clear(self) -> None:
        """It has been put back, or is not wanted."""
        shutil.rmtree(self._root, ignore_errors=True)

    def _all(self) -> list[Part]:
        inside = self._inside
        return [] if inside is None else [*inside.store, *inside.scans.values()]

    def _checked(self, part: Part) -> bytes:
        """One as it lies here; one that has gone bad here is fetched again the next time."""
        content = (self._parts / part.sha256).read_bytes()
        if hashlib.sha256(content).hexdigest() != part.sha256:
            with suppress(OSError):
                (self._parts / part.sha256).unlink()
            raise Trouble("backup_bad", name=self._kept.name)
        return content
