"""How large a part of a scan the line bears, as measured: small after a failure or a slow part, then larger."""

from sync.protocol.parcels import PART, UNIT

SLOW, QUICK = 8.0, 2.0  # seconds for one part
STEADY = 8  # quick parts in a row before a larger one is tried
PARTS = 8  # of one round: on a bad line a round stays short, and new entries do not wait for scans


class Stride:
    """Begins with the largest part, 256 KiB; never below 64."""

    def __init__(self) -> None:
        self.size = PART
        self._quick = 0

    @property
    def budget(self) -> int:
        """Bytes of one round."""
        return PARTS * self.size

    def failed(self) -> None:
        """A part was lost, cut, or refused as too large."""
        self.size, self._quick = UNIT, 0

    def bore(self, seconds: float) -> None:
        """A part arrived; it took so long."""
        if seconds > SLOW:
            self.failed()
            return
        self._quick = self._quick + 1 if seconds < QUICK else 0
        if self._quick >= STEADY:
            self.size, self._quick = min(PART, self.size * 2), 0
