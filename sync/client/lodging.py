"""A backup goes to the upstream and comes back: announced, brought part by part where it broke off, asked after.

Parts travel as scans do (`scans`), on a way of their own: the post waits for none of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from sync.client.door import ParcelFetched
from sync.client.ports import Scans
from sync.client.scans import Carried, ParcelDoor, ScanCarrier
from sync.client.troubles import CityUnreachable, NonceStale, RefusedByCity, SyncTrouble
from sync.protocol.exchange import NotAMessage
from sync.protocol.lodging import (
    CARRY,
    LIST,
    LODGE,
    VERIFY,
    BackupErrand,
    BackupReply,
    Kept,
    Lodged,
    Part,
    read_said,
    write_errand,
)
from sync.protocol.parcels import Parcel, seal_parcel
from sync.protocol.seal import Signer, key_id

_MOST_NONCES = 3
MOST_SLICES = 140  # in a row without a part that is whole: the largest part on the worst line needs fewer
Heard = Callable[[int, int], bool]


class LodgingDoor(ParcelDoor, Protocol):
    """The way to the upstream. Raises the troubles of this room."""

    def backups(self, message: bytes) -> bytes: ...
    def fetch(self, parcel: Parcel, seal: str) -> ParcelFetched: ...


@dataclass(frozen=True, slots=True)
class Bearer:
    """Under whose key is asked: a device's own, or the fetch key of a recovery key."""

    public_key: bytes
    sign: Signer


class Lodger:
    """Speaks with one upstream about backups. `upstream_key` is empty where none is known yet (a new PC)."""

    def __init__(self, door: LodgingDoor, bearer: Bearer, upstream_key: bytes = b"") -> None:
        self._door, self._bearer, self._upstream_key = door, bearer, upstream_key
        self._key_id = key_id(bearer.public_key)
        self._nonce = ""

    def listed(self) -> Sequence[Kept]:
        """The backups that are whole there, newest first."""
        return self._ask(BackupErrand(what=LIST, nonce="")).kept

    def verify(self, name: str) -> str:
        """The digest of what really lies there now, '' when it is not there."""
        return self._ask(BackupErrand(what=VERIFY, nonce="", name=name)).digest

    def announce(self, lodged: Lodged) -> bool:
        """It is to come, or is asked after: whether it is whole there, with the digest that it has here. Raises
        `RefusedByCity` (backup_too_large with `most`)."""
        return self._announced(BackupErrand(what=LODGE, nonce="", backup=lodged), lodged)

    def carry(self, lodged: Lodged, sealed: bytes) -> bool:
        """As `announce`, for a device that sealed it itself."""
        return self._announced(BackupErrand(what=CARRY, nonce="", carried=sealed), lodged)

    def bring(self, parts: Scans, names: Sequence[str], heard: Heard) -> bool:
        """Bring these parts; `heard` is told bytes sent by now and parts that are whole, and says whether to go on.
        Whether all are there. Raises for a line that fails: what has arrived has not to go again."""
        carrier = ScanCarrier(self._door, self._bearer, parts, "")
        left, sent, there, in_vain = list(dict.fromkeys(names)), 0, 0, 0
        while left:
            carried = Carried(self._nonce)
            try:
                carrier.bring(left, carried)
            finally:
                self._nonce = carried.nonce
            arrived = set(carried.arrived)
            left = [name for name in left if name not in arrived]
            sent, there = sent + carried.sent, there + len(arrived)
            if not heard(sent, there):
                return not left
            in_vain = 0 if arrived else in_vain + 1
            if in_vain > (MOST_SLICES if carried.sent else 0):
                return False  # it takes none of them: announced to somebody else, gone here, or never right
        return True

    def fetch(self, part: Part) -> bytes:
        """One part, whole and right. Raises `RefusedByCity('backup_part_gone')`, `CityUnreachable`."""
        for _ in range(_MOST_NONCES):
            parcel = Parcel("GET", part.sha256, self._nonce)
            try:
                came = self._door.fetch(parcel, seal_parcel(parcel, self._bearer.sign, self._key_id))
            except NonceStale as stale:
                self._nonce = stale.nonce
                continue
            self._nonce = came.nonce
            if not came.content:
                raise RefusedByCity("backup_part_gone")
            if sha256(came.content).hexdigest() != part.sha256:
                raise CityUnreachable("cut_off")
            return came.content
        raise CityUnreachable("failing", status="nonce")

    def _announced(self, errand: BackupErrand, lodged: Lodged) -> bool:
        said = self._ask(errand)
        if said.refused:
            raise RefusedByCity(said.refused, size=_mb(lodged.size), most=_mb(said.most))
        return said.digest == lodged.digest

    def _ask(self, errand: BackupErrand) -> BackupReply:
        for _ in range(_MOST_NONCES):
            fresh = BackupErrand(
                what=errand.what, nonce=self._nonce, backup=errand.backup, name=errand.name, carried=errand.carried
            )
            message = write_errand(fresh, self._bearer.sign, self._bearer.public_key)
            try:
                said = read_said(self._door.backups(message), message, self._upstream_key)
            except NonceStale as stale:
                self._nonce = stale.nonce
                continue
            except NotAMessage as error:
                raise CityUnreachable("not_the_city") from error
            self._nonce = said.nonce
            return said
        raise SyncTrouble("failing", status="nonce")


def sealed_errand(lodged: Lodged, bearer: Bearer) -> bytes:
    """A device's own word that it lodges this backup, for a hub to carry further."""
    return write_errand(BackupErrand(what=LODGE, nonce="", backup=lodged), bearer.sign, bearer.public_key)


def _mb(size: int) -> str:
    return f"{size / 1_000_000:.1f}"
