"""Scans follow their entries: part by part, from where they broke off, a little each round; entries never wait."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Protocol

from sync.client.door import ParcelSeen
from sync.client.ports import Scans
from sync.client.stride import Stride
from sync.client.troubles import NonceStale, SyncTrouble, TooMuchAtOnce
from sync.protocol.parcels import UNIT, Parcel, seal_parcel
from sync.protocol.seal import Signer, key_id

_MOST_NONCES = 3


class ParcelDoor(Protocol):
    """The way to the upstream. Raises the troubles of this room."""

    def parcel(self, parcel: Parcel, seal: str) -> ParcelSeen: ...


class Signing(Protocol):
    """Whose key seals the parcels."""

    @property
    def public_key(self) -> bytes: ...
    @property
    def sign(self) -> Signer: ...


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
    """Carries scans for one shelf. Keeps only how large a part the line bears; `mono` are seconds of a clock that only
    runs forward."""

    def __init__(
        self, door: ParcelDoor, shelf: Signing, scans: Scans, upstream: str, mono: Callable[[], float] = monotonic
    ) -> None:
        self._door = door
        self._shelf = shelf
        self._scans = scans
        self._upstream = upstream
        self._key_id = key_id(shelf.public_key)
        self._mono = mono
        self._stride = Stride()

    def carry(self, owed: Sequence[str], nonce: str) -> Carried:
        """Bring what the upstream lacks, first what it names itself. Never raises for a line that fails: what is left
        goes with a later round."""
        carried = Carried(nonce)
        try:
            self.bring([*owed, *self._scans.owed(self._upstream)], carried)
        except SyncTrouble:
            carried.left = True
        return carried

    def bring(self, names: Sequence[str], carried: Carried) -> None:
        """Bring these in their order, as much as goes in one round; raises for a line that fails."""
        budget = carried.sent + self._stride.budget
        for name in dict.fromkeys(names):
            if carried.sent >= budget:
                carried.left = True
                break
            self._one(name, carried, budget)

    def _one(self, name: str, carried: Carried, budget: int) -> None:
        seen = self._ask(carried, Parcel("HEAD", name, ""))
        content = self._scans.read(name) if seen.owed and not seen.whole else None
        while content is not None and not seen.whole:
            part = next(_parts(seen.missing, self._stride.size), None)
            if part is None or carried.sent >= budget:
                carried.left = True
                return
            piece = content[part.start : part.stop]
            if not piece:  # shorter here than its entry says: a person has to look at this device's disk
                return
            try:
                seen = self._put(carried, Parcel("PUT", name, "", part.start, piece))
            except TooMuchAtOnce:
                if len(piece) <= UNIT:
                    raise
                continue
            carried.sent += len(piece)
            if not seen.owed:  # it says that no such part belongs there: it would say so for ever
                return
        if seen.whole:
            self._scans.arrived(self._upstream, name)
            carried.arrived.append(name)

    def _put(self, carried: Carried, parcel: Parcel) -> ParcelSeen:
        """One part, and what the line made of it."""
        begun = self._mono()
        try:
            seen = self._ask(carried, parcel)
        except SyncTrouble:
            self._stride.failed()
            raise
        self._stride.bore(self._mono() - begun)
        return seen

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
