"""What a hub hands out by its hash: scans of others on their way, and the definitions that it has itself."""

from collections.abc import Callable

from kiosk.app.catalogue import CatalogueDesk
from sync.protocol.entry import DeviceId
from sync.protocol.parcels import ParcelState
from sync.server.ports import Parcels


class HubBlobs:
    """The `Parcels` of `sync.server`: scans, and published definitions as they came here."""

    def __init__(self, scans: Parcels, catalogue: Callable[[], CatalogueDesk]) -> None:
        self._scans = scans
        self._catalogue = catalogue

    def state(self, sha256: str, device: DeviceId) -> ParcelState | None:
        """What is missing of it; None when nothing under this name concerns this device."""
        state = self._scans.state(sha256, device)
        content = self._catalogue().blob(sha256) if state is None else None
        return state if content is None else ParcelState(len(content), ())

    def put(self, sha256: str, at: int, part: bytes) -> None:
        """Keep a part of a scan."""
        self._scans.put(sha256, at, part)

    def read(self, sha256: str) -> bytes | None:
        """The whole."""
        content = self._scans.read(sha256)
        return self._catalogue().blob(sha256) if content is None else content
