"""Definitions that the city has published: fetched whole, one or two a round, and handed to the device that wants them.

What is wanted stands in the device's books until it is installed: a line that breaks, or a power cut between arrival
and installation, costs another fetch and nothing else.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Protocol

from sync.client.door import ParcelFetched
from sync.client.ports import Shelf
from sync.client.scans import Carried, Luggage, ScanCarrier
from sync.client.troubles import NonceStale, SyncTrouble
from sync.protocol.parcels import Parcel, seal_parcel
from sync.protocol.seal import key_id

_MOST_NONCES = 3


class FetchDoor(Protocol):
    """The way to the upstream. Raises the troubles of this room."""

    def fetch(self, parcel: Parcel, seal: str) -> ParcelFetched: ...


@dataclass(slots=True)
class Fetched:
    """What came: how many were installed, and the upstream's newest nonce."""

    nonce: str
    installed: int = 0
    missed: list[str] = field(default_factory=list)


class BundleFetcher:
    """Fetches what is wanted for one device. `wanted` lists SHA-256 (hex) of blobs, `arrived` takes one that is whole
    and says whether it was installed."""

    def __init__(
        self,
        door: FetchDoor,
        shelf: Shelf,
        wanted: Callable[[], Sequence[str]],
        arrived: Callable[[bytes], bool],
    ) -> None:
        self._door = door
        self._shelf = shelf
        self._wanted = wanted
        self._arrived = arrived
        self._key_id = key_id(shelf.public_key)

    def fetch(self, nonce: str) -> Fetched:
        """Everything that is wanted, in its order. Never raises for a line that fails: the next round tries again."""
        fetched = Fetched(nonce)
        try:
            for name in self._wanted():
                content = self._one(name, fetched)
                if content is not None and self._arrived(content):
                    fetched.installed += 1
                else:
                    fetched.missed.append(name)
        except SyncTrouble:
            pass
        return fetched

    def _one(self, name: str, fetched: Fetched) -> bytes | None:
        """The blob, None when the upstream does not have it or it is not what its name says."""
        for _ in range(_MOST_NONCES):
            parcel = Parcel("GET", name, fetched.nonce)
            try:
                came = self._door.fetch(parcel, seal_parcel(parcel, self._shelf.sign, self._key_id))
            except NonceStale as stale:
                fetched.nonce = stale.nonce
                continue
            fetched.nonce = came.nonce
            return came.content if sha256(came.content).hexdigest() == name else None
        raise SyncTrouble("failing", status="nonce")


class ScansAndBundles:
    """What goes with a round beside the entries: scans up, definitions down."""

    def __init__(self, scans: ScanCarrier, bundles: BundleFetcher) -> None:
        self._scans = scans
        self._bundles = bundles
        self._installed = 0

    def carry(self, owed: Sequence[str], nonce: str) -> Carried:
        """First the scans that are owed, then what is wanted."""
        carried = self._scans.carry(owed, nonce)
        fetched = self._bundles.fetch(carried.nonce)
        carried.nonce = fetched.nonce
        self._installed += fetched.installed
        return carried

    def tell(self) -> int:
        """How many were installed since this was last asked."""
        told, self._installed = self._installed, 0
        return told


class WithReturns:
    """What else goes with a round, and after it scans that come back to a device which was restored without them."""

    def __init__(self, luggage: Luggage, returns: BundleFetcher) -> None:
        self._luggage = luggage
        self._returns = returns

    def carry(self, owed: Sequence[str], nonce: str) -> Carried:
        """First what goes, then what comes back: a few a round."""
        carried = self._luggage.carry(owed, nonce)
        carried.nonce = self._returns.fetch(carried.nonce).nonce
        return carried
