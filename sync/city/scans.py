"""Scans as they arrive at the city: parts in any order, whole only when the SHA-256 is right (SYNC: invariant I8)."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, delete, insert, or_, select, update

from sync.city.books import Books
from sync.city.tables import blob_unit, relay, want
from sync.city.troubles import CityTrouble
from sync.city.wholes import Wholes
from sync.protocol.entry import DeviceId
from sync.protocol.parcels import LARGEST, UNIT
from sync.server.ports import ParcelState


class ScanShelf:
    """The `Parcels` of `sync.server`: parts gather in a folder beside the books, wholes go where wholes are kept."""

    def __init__(self, books: Books, folder: Path, kept: Wholes) -> None:
        self._books = books
        self._folder = folder
        self._wholes = kept

    def state(self, sha256: str, device: DeviceId) -> ParcelState | None:
        """What is missing of a scan that some entry of this device's centre has named, or of one for
        which it speaks."""
        with self._books.read() as connection:
            carried = select(relay.c.device).where(relay.c.hub == device)
            named = (want.c.sha256 == sha256, or_(want.c.centre == device[:12], want.c.device.in_(carried)))
            row = connection.execute(select(want.c.size, want.c.whole).where(*named)).first()
            if row is None or not 0 < row.size <= LARGEST:
                return None
            if row.whole:
                return ParcelState(row.size, ())
            return ParcelState(row.size, _missing(row.size, _here(connection, sha256)))

    def put(self, sha256: str, at: int, part: bytes) -> None:
        """Keep a part, durable on return. Raises ValueError for one that cannot belong there, `CityTrouble`.

        The last part counts together with the whole, never before: a kill between any two steps costs one part.
        """
        size = self._size(sha256)
        if at % UNIT or not part or at + len(part) > size or (len(part) % UNIT and at + len(part) != size):
            raise ValueError("no part of it")
        if not self._partial(sha256).exists() and self._wholes.has(
            sha256
        ):  # a kill came between keeping and counting it
            self._count_whole(sha256)
            return
        try:
            self._write(sha256, at, part)
            if self._count(sha256, size, range(at // UNIT, (at + len(part) + UNIT - 1) // UNIT)):
                self._finish(sha256)
        except OSError as error:
            raise CityTrouble("disk", detail=error.strerror) from error

    def read(self, sha256: str) -> bytes | None:
        """The whole, None unless it is here whole."""
        return self._wholes.read(sha256)

    def whole(self, device: DeviceId, limit: int) -> Sequence[str]:
        """Scans of this device that are here whole, newest first."""
        mine = (want.c.device == device, want.c.whole)
        with self._books.read() as connection:
            found = connection.execute(select(want.c.sha256).where(*mine).order_by(want.c.g.desc()).limit(limit))
            return list(found.scalars())

    def _size(self, sha256: str) -> int:
        with self._books.read() as connection:
            found = connection.execute(select(want.c.size).where(want.c.sha256 == sha256)).scalar()
        if found is None:
            raise ValueError("nobody named it")
        return int(found)

    def _count(self, sha256: str, size: int, units: range) -> bool:
        """Whether these units are the last that were missing; if not, they are noted as here."""
        with self._books.write() as connection:
            here = _here(connection, sha256)
            if not _missing(size, here | set(units)):
                return True
            fresh = [{"sha256": sha256, "unit": unit} for unit in units if unit not in here]
            if fresh:
                connection.execute(insert(blob_unit), fresh)
        return False

    def _finish(self, sha256: str) -> None:
        """All parts are here: keep the whole if it is what its name says, else begin anew."""
        partial = self._partial(sha256)
        try:
            with partial.open("rb") as file:
                right = hashlib.file_digest(file, "sha256").hexdigest() == sha256
            if right:
                self._wholes.keep(sha256, partial)
        except FileNotFoundError:  # another device has brought the same, and was first
            right = self._wholes.has(sha256)
        if right:
            self._count_whole(sha256)
            return
        with self._books.write() as connection:
            connection.execute(delete(blob_unit).where(blob_unit.c.sha256 == sha256))
        partial.unlink(missing_ok=True)

    def _count_whole(self, sha256: str) -> None:
        with self._books.write() as connection:
            connection.execute(delete(blob_unit).where(blob_unit.c.sha256 == sha256))
            connection.execute(update(want).where(want.c.sha256 == sha256).values(whole=True))

    def _write(self, sha256: str, at: int, part: bytes) -> None:
        path = self._partial(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        try:
            os.lseek(descriptor, at, os.SEEK_SET)
            with os.fdopen(os.dup(descriptor), "wb") as file:
                file.write(part)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _partial(self, sha256: str) -> Path:
        return self._folder / "partial" / sha256


def _here(connection: Connection, sha256: str) -> set[int]:
    """The units that have arrived."""
    return set(connection.execute(select(blob_unit.c.unit).where(blob_unit.c.sha256 == sha256)).scalars())


def _missing(size: int, here: set[int]) -> tuple[range, ...]:
    """The byte ranges whose units are not here."""
    return tuple(
        range(run[0] * UNIT, min(size, (run[-1] + 1) * UNIT))
        for run in _runs([unit for unit in range((size + UNIT - 1) // UNIT) if unit not in here])
    )


def _runs(units: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for unit in units:
        if runs and unit == runs[-1][-1] + 1:
            runs[-1].append(unit)
        else:
            runs.append([unit])
    return runs
