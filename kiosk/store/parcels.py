"""Scans of others on their way through this hub: parts in the encrypted store until they are whole and right, then a
blob like all others. It may go when the city has it whole, has signed for its entry, and cannot forget it any more.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kiosk.store.door import OpenStore
from sync.protocol.audience import centre_of
from sync.protocol.entry import DeviceId
from sync.protocol.parcels import LARGEST, UNIT, ParcelState
from sync.protocol.statements import Head

ACTOR = "hub"


class StoreParcels:
    """The `Parcels` of `sync.server`, over the encrypted store."""

    def __init__(self, store: OpenStore) -> None:
        self._store = store

    def state(self, sha256: str, device: DeviceId) -> ParcelState | None:
        """What is missing of a scan that some entry of this device's centre has named, None when none has."""
        with self._store.look() as work:
            rows = work.connection.execute(
                "SELECT device, size, whole FROM peer_scan WHERE sha256 = ?", (sha256,)
            ).fetchall()
            own = work.connection.execute("SELECT size FROM scan WHERE sha256 = ?", (sha256,)).fetchone()
            rows += [(self._store.device.id, own[0], 1)] if own else []
            mine = [row for row in rows if centre_of(row[0]) == centre_of(device) and 0 < row[1] <= LARGEST]
            if not mine:
                return None
            if any(row[2] for row in rows):
                return ParcelState(mine[0][1], ())
            missing = _missing(mine[0][1], _units(work.connection, sha256))
        if not missing:  # a kill came between the last part and the look at the whole
            self._settle(sha256)
            return self.state(sha256, device)
        return ParcelState(mine[0][1], missing)

    def put(self, sha256: str, at: int, part: bytes) -> None:
        """Keep a part, durable on return; verify the whole when it is the last. Raises ValueError for one that cannot
        belong there."""
        with self._store.work(ACTOR) as work:
            row = work.connection.execute("SELECT max(size) FROM peer_scan WHERE sha256 = ?", (sha256,)).fetchone()
            size = row[0] or 0
            if at % UNIT or not part or at + len(part) > size or (len(part) % UNIT and at + len(part) != size):
                raise ValueError("no part of it")
            work.connection.executemany(
                "INSERT OR REPLACE INTO scan_part (sha256, unit, content) VALUES (?, ?, ?)",
                [(sha256, (at + begin) // UNIT, part[begin : begin + UNIT]) for begin in range(0, len(part), UNIT)],
            )
            whole = not _missing(size, _units(work.connection, sha256))
        if whole:
            self._settle(sha256)

    def read(self, sha256: str) -> bytes | None:
        """The whole, None unless it is here whole."""
        return self._store.blobs.read(sha256) if self._store.blobs.has(sha256) else None

    def _settle(self, sha256: str) -> None:
        """All parts are here: keep the whole if it is what its name says, else begin anew."""
        with self._store.look() as work:
            parts = work.connection.execute(
                "SELECT content FROM scan_part WHERE sha256 = ? ORDER BY unit", (sha256,)
            ).fetchall()
        content = b"".join(part for (part,) in parts)
        right = hashlib.sha256(content).hexdigest() == sha256
        if right:
            self._store.blobs.keep(content)
        with self._store.work(ACTOR) as work:
            work.connection.execute("DELETE FROM scan_part WHERE sha256 = ?", (sha256,))
            if right:
                work.connection.execute("UPDATE peer_scan SET whole = 1 WHERE sha256 = ?", (sha256,))


def reopen_scans(connection: Any, names: Sequence[str]) -> None:
    """These are gone from here and wanted again: they are to come from their devices once more."""
    for name in names:
        connection.execute("UPDATE peer_scan SET whole = 0 WHERE sha256 = ?", (name,))
        connection.execute("DELETE FROM scan_arrived WHERE sha256 = ?", (name,))


def free_scans(connection: Any, upstream: str, heads: Mapping[DeviceId, Sequence[Head]], before: str) -> list[str]:
    """The names of others' scans that nobody needs here any more; they are noted as gone."""
    rows = connection.execute(
        "SELECT DISTINCT sha256 FROM peer_scan s JOIN scan_arrived a USING (sha256)"
        " WHERE a.upstream = ? AND s.whole = 1 AND s.at < ? AND sha256 NOT IN (SELECT sha256 FROM scan)",
        (upstream, before),
    ).fetchall()
    names = [name for (name,) in rows if _signed_for(connection, name, heads)]
    connection.executemany("UPDATE peer_scan SET whole = 2 WHERE sha256 = ?", [(name,) for name in names])
    return names


def _signed_for(connection: Any, name: str, heads: Mapping[DeviceId, Sequence[Head]]) -> bool:
    """Whether the city's signed word covers every entry that names this scan."""
    rows = connection.execute(
        "SELECT s.device, p.epoch, p.seq FROM peer_scan s LEFT JOIN peer_place p ON p.n = s.n AND p.device = s.device"
        " WHERE s.sha256 = ?",
        (name,),
    )
    kept = {(device, head.epoch): head.seq for device, some in heads.items() for head in some}
    return all(seq is not None and seq <= kept.get((device, epoch), 0) for device, epoch, seq in rows)


def _units(connection: Any, sha256: str) -> set[int]:
    return {row[0] for row in connection.execute("SELECT unit FROM scan_part WHERE sha256 = ?", (sha256,))}


def _missing(size: int, here: set[int]) -> tuple[range, ...]:
    """The byte ranges whose units are not here."""
    return tuple(_ranges([unit for unit in range((size + UNIT - 1) // UNIT) if unit not in here], size))


def _ranges(lacking: Sequence[int], size: int) -> Iterator[range]:
    begin = 0
    for at, unit in enumerate(lacking):
        if at + 1 == len(lacking) or lacking[at + 1] != unit + 1:
            yield range(lacking[begin] * UNIT, min(size, (unit + 1) * UNIT))
            begin = at + 1
