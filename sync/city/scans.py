"""Scans as they arrive at the city: parts in any order, whole only when the SHA-256 is right (SYNC: invariant I8)."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import delete, insert, select, update

from sync.city.books import Books
from sync.city.tables import blob_unit, want
from sync.city.troubles import CityTrouble
from sync.protocol.entry import DeviceId
from sync.protocol.parcels import LARGEST, UNIT
from sync.server.ports import ParcelState


class ScanFolder:
    """The `Parcels` of `sync.server`, in a folder beside the books."""

    def __init__(self, books: Books, folder: Path) -> None:
        self._books = books
        self._folder = folder

    def state(self, sha256: str, device: DeviceId) -> ParcelState | None:
        """What is missing of a scan that some entry of this device's centre has named."""
        with self._books.read() as connection:
            named = (want.c.sha256 == sha256, want.c.centre == device[:12])
            row = connection.execute(select(want.c.size, want.c.whole).where(*named)).first()
            if row is None or not 0 < row.size <= LARGEST:
                return None
            if row.whole:
                return ParcelState(row.size, ())
            here = connection.execute(select(blob_unit.c.unit).where(blob_unit.c.sha256 == sha256)).scalars()
            return ParcelState(row.size, _missing(row.size, set(here)))

    def put(self, sha256: str, at: int, part: bytes) -> None:
        """Keep a part, durable on return. Raises ValueError for one that cannot belong there, `CityTrouble`."""
        size = self._size(sha256)
        if at % UNIT or not part or at + len(part) > size or (len(part) % UNIT and at + len(part) != size):
            raise ValueError("no part of it")
        try:
            self._write(sha256, at, part)
        except OSError as error:
            raise CityTrouble("disk", detail=error.strerror) from error
        units = range(at // UNIT, (at + len(part) + UNIT - 1) // UNIT)
        with self._books.write() as connection:
            here = set(connection.execute(select(blob_unit.c.unit).where(blob_unit.c.sha256 == sha256)).scalars())
            fresh = [{"sha256": sha256, "unit": unit} for unit in units if unit not in here]
            if fresh:
                connection.execute(insert(blob_unit), fresh)
            if _missing(size, here | set(units)):
                return
            connection.execute(delete(blob_unit).where(blob_unit.c.sha256 == sha256))
            if self._settle(sha256):
                connection.execute(update(want).where(want.c.sha256 == sha256).values(whole=True))

    def read(self, sha256: str) -> bytes | None:
        """The whole, None unless it is here whole."""
        try:
            return self._path(sha256).read_bytes()
        except FileNotFoundError:
            return None

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

    def _write(self, sha256: str, at: int, part: bytes) -> None:
        path = self._partial(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        try:
            os.lseek(descriptor, at, os.SEEK_SET)
            with os.fdopen(os.dup(descriptor), "wb", buffering=0) as file:
                file.write(part)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _settle(self, sha256: str) -> bool:
        """All parts are here: keep the whole if it is what its name says, else begin anew."""
        partial = self._partial(sha256)
        with partial.open("rb") as file:
            right = hashlib.file_digest(file, "sha256").hexdigest() == sha256
        if not right:
            partial.unlink()
            return False
        path = self._path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.replace(path)
        return True

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256

    def _partial(self, sha256: str) -> Path:
        return self._folder / "partial" / sha256


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
