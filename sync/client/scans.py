"""Scans follow their entries: part by part, from where they broke off, a little each round; entries never wait."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sync.client.door import ParcelSeen
from sync.client.ports import Scans, Shelf
from sync.client.troubles import NonceStale, SyncTrouble, TooMuchAtOnce
from sync.protocol.parcels import PART, UNIT, Parcel, seal_parcel
from sync.protocol.seal import key_id

BUDGET = 2 * 1024 * 1024  # bytes of one round
_MOST_NONCES = 3


class ParcelDoor(Protocol):
    """The way to the upstream. Raises the troubles of this room."""

    def parcel(self, parcel: Parcel, seal: str) -> ParcelSeen: ...


@dataclass(slots=True)
class Carried:
    """What became of the scans in a round: bytes sent, names that arrived whole, whether some are left, and the
    upstream's newest nonce."""

    nonce: str
    sent: int = 0
    arrived: list[str] = field(default_factory=list)
    left: bool = False


class Luggage(Protocol):
    """What goes with a round beside its entries."""

    def carry(self, owed: Sequence[str], nonce: str) -> Carried: ...


class ScanCarrier:
    """Carries scans for one shelf. Keeps only the size of a part that the line has borne last."""

    def __init__(self, door: ParcelDoor, shelf: Shelf, scans: Scans, upstream: str) -> None:
        self._door = door
        self._shelf = shelf
        self._scans = scans
        self._upstream = upstream
        self._key_id = key_id(shelf.public_key)
        self._part = PART

    def carry(self, owed: Sequence[str], nonce: str, budget: int = BUDGET) -> Carried:
        """Bring what the upstream lacks, first what it names itself. Never raises for a line that fails: what is left
        goes with a later round."""
        carried = Carried(nonce)
        try:
            for name in dict.fromkeys([*owed, *self._scans.owed(self._upstream)]):
                if carried.sent >= budget:
                    carried.left = True
                    break
                self._one(name, carried, budget)
        except SyncTrouble:
            carried.left = True
        return carried

    def _one(self, name: str, carried: Carried, budget: int) -> None:
        seen = self._ask(carried, Parcel("HEAD", name, ""))
        content = self._scans.read(name) if seen.owed and not seen.whole else None
        while content is not None and not seen.whole:
            part = next(_parts(seen.missing, self._part), None)
            if part is None or carried.sent >= budget:
                carried.left = True
                return
            piece = content[part.start : part.stop]
            try:
                seen = self._ask(carried, Parcel("PUT", name, "", part.start, piece))
            except TooMuchAtOnce:
                if self._part == UNIT:
                    raise
                self._part = UNIT
                continue
            carried.sent += len(piece)
        if seen.whole:
            self._scans.arrived(self._upstream, name)
            carried.arrived.append(name)

    def _ask(self, carried: Carried, parcel: Parcel) -> ParcelSeen:
        for _ in range(_MOST_NONCES):
            fresh = Parcel(parcel.method, parcel.sha256, carried.nonce, parcel.at, parcel.part)
            try:
                seen = self._door.parcel(fresh, seal_parcel(fresh, self._shelf.sign, self._key_id))
            except NonceStale as stale:
                carried.nonce = stale.nonce
            else:
                carried.nonce = seen.nonce
                return seen
        raise SyncTrouble("failing", status="nonce")


def _parts(missing: Sequence[range], size: int) -> Iterator[range]:
    for gap in missing:
        yield range(gap.start, min(gap.stop, gap.start + size))
