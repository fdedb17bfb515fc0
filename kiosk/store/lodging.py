"""A backup on its way to the upstream (寄存): cut into sealed parts beside the store, until all of them have arrived.

The first part is the lid: the recovery key's slot alone, and under the backup's key the list of what the other parts
are. No passphrase's slot goes along: whoever keeps the backup shall have nothing at which he could guess. Scans go as
they lie on this disk; what the city has whole already stays at home, and comes back from there.
"""

import hashlib
import json
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from kiosk.domain.refusals import Refusal
from kiosk.store.backup import Backups
from kiosk.store.blobs import sorted_disk, write_durably
from kiosk.store.door import OpenStore
from kiosk.store.keys import new_key
from kiosk.store.layout import HEADER_FILE
from kiosk.store.lid import PIECE, Inside, pieces_of, sealed_lid
from kiosk.store.medium import MANIFEST, STAMP, Found, Manifest, digest_of, store_file, stored_name, write_manifest
from kiosk.store.recovery import FETCH
from kiosk.store.turns import my_turn
from kiosk.store.vault import RECOVERY, write_header
from sync.protocol.lodging import Lodged, Part

OUTGOING, LOCK, LODGED, WHERE, LID = "outgoing", "outgoing.lock", "lodged.json", "where.json", "lid"
STALE = timedelta(days=7)  # one that has not arrived by then gives way to a newer one


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A backup that is to go up: what is said of it, and the last entry in it."""

    lodged: Lodged
    epoch: int
    seq: int


class Outbox:
    """The one backup of an open store that is on its way (`sync.client.ports.Scans` of its parts)."""

    def __init__(self, store: OpenStore, backups: Backups) -> None:
        self._store, self._backups = store, backups
        self._folder = store.folder / OUTGOING
        self._where: dict[str, Any] = {}

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One program at a time brings it on its way. Refuses `lodging_under_way`."""
        with my_turn(self._store.folder / LOCK) as mine:
            if not mine:
                raise Refusal("lodging_under_way")
            yield

    def waiting(self) -> Outgoing | None:
        """The one that was begun and has not arrived; none that is a week old, or was made for another recovery key."""
        try:
            said = json.loads((self._folder / WHERE).read_text("utf-8"))
            lodged = msgspec.json.decode((self._folder / LODGED).read_bytes(), type=Lodged)
            old = self._store.clock.now() - datetime.fromisoformat(lodged.made_at) > STALE
            if old or lodged.fetch != self._fetch() or lodged.device != self._store.device.id:
                return None
            self._where = said["where"]
            return Outgoing(lodged, said["epoch"], said["seq"])
        except (OSError, ValueError, KeyError, msgspec.MsgspecError):
            return None

    def make(self, at_city: Collection[str]) -> Outgoing:
        """A new one, in the place of any other. `at_city` are scans that the city has whole. Refuses
        `recovery_missing`, `recovery_before_lodging`; raises `Trouble('disk_full')` and its like."""
        self._fetch()
        self.drop()
        part = self._folder.with_name(f".{OUTGOING}.part")
        try:
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir(parents=True)
            made = self._cut(part, at_city)
            part.rename(self._folder)
        except OSError as error:
            raise sorted_disk(error) from error
        finally:
            shutil.rmtree(part, ignore_errors=True)
        return made

    def drop(self) -> None:
        """It has arrived, or is not wanted any more."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def owed(self, upstream: str) -> list[str]:  # noqa: ARG002  as the port has it
        """Nothing by itself: who brings it names the parts."""
        return []

    def read(self, sha256: str) -> bytes | None:
        """One part; None when it is not here any more as it was."""
        content = self._content(sha256)
        return content if content is not None and hashlib.sha256(content).hexdigest() == sha256 else None

    def _content(self, sha256: str) -> bytes | None:
        with suppress(OSError, KeyError):
            match self._where[sha256]:
                case ["store", int(nth)]:
                    with store_file(Found(self._folder, None)).open("rb") as file:
                        file.seek(nth * PIECE)
                        return file.read(PIECE)
                case ["scan", str(name)]:
                    return self._store.blobs.sealed(name).read_bytes()
                case _:
                    return (self._folder / LID).read_bytes()
        return None

    def arrived(self, upstream: str, sha256: str) -> None:
        """The upstream knows it itself."""

    def _fetch(self) -> bytes:
        slots = [slot for slot in self._store.keys.header.slots if slot.kind == RECOVERY]
        if not slots:
            raise Refusal("recovery_missing")
        if not slots[0].kept.get(FETCH):
            raise Refusal("recovery_before_lodging")
        return bytes.fromhex(slots[0].kept[FETCH])

    def _scans(self, at_city: Collection[str]) -> tuple[dict[str, int], dict[str, Part]]:
        """Scans that stay at home with their sizes, and the parts of those that go, by NAME-NONCE."""
        home: dict[str, int] = {}
        going: dict[str, Part] = {}
        for name in self._store.blobs.names():
            path = self._store.blobs.sealed(name)
            with suppress(FileNotFoundError):  # nobody needs it any more, and it went just now
                stored, size = stored_name(path, name), path.stat().st_size
                if name in at_city:
                    home[stored] = size
                else:
                    going[stored] = Part(sha256=digest_of(path), size=size)
        return home, going

    def _cut(self, part: Path, at_city: Collection[str]) -> Outgoing:
        """The picture of the store and all that is said of it, in this folder."""
        key, opened, target = new_key(), self._store.keys.opened(), store_file(Found(part, None))
        epoch, seq, version = self._backups.snapshot(target, key)
        home, going = self._scans(at_city)
        manifest = Manifest(
            device=self._store.device.id,
            made_at=self._store.clock.now().isoformat(timespec="seconds"),
            version=version,
            epoch=epoch,
            seq=seq,
            store_size=target.stat().st_size,
            store_sha256=digest_of(target),
            blobs=home | {stored: of.size for stored, of in going.items()},
        )
        write_manifest(part, manifest, key)
        write_header(part / HEADER_FILE, opened.only_kinds(RECOVERY).for_another(opened.header.store, key).header)
        pieces = pieces_of(target)
        inside = Inside((part / MANIFEST).read_text("utf-8"), pieces, going, sorted(home))
        lid = sealed_lid((part / HEADER_FILE).read_text("utf-8"), inside, key)
        write_durably(part / LID, lid)
        first = Part(sha256=hashlib.sha256(lid).hexdigest(), size=len(lid))
        parts = {one.sha256: one for one in (first, *pieces, *going.values())}
        lodged = Lodged(
            device=manifest.device,
            name=self._store.clock.now().strftime(STAMP),
            made_at=manifest.made_at,
            fetch=self._fetch(),
            parts=tuple(parts.values()),
        )
        self._where = {of.sha256: ["scan", stored.partition("-")[0]] for stored, of in going.items()}
        self._where |= {one.sha256: ["store", nth] for nth, one in enumerate(pieces)} | {first.sha256: [LID]}
        write_durably(part / LODGED, msgspec.json.encode(lodged))
        write_durably(part / WHERE, json.dumps({"epoch": epoch, "seq": seq, "where": self._where}).encode())
        return Outgoing(lodged, epoch, seq)
