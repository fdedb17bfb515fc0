"""The stick desk (U盘): where there is no line, what waits is written on a stick, and what comes back is read in.

Nothing is marked as sent by writing it; only the city's acknowledgement does that, by whichever way it comes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk.app.outcomes import Changed


@dataclass(frozen=True, slots=True)
class StickWritten:
    """What lies on the stick now, not yet confirmed: names of the files, entries and scans in them."""

    files: tuple[str, ...]
    entries: int
    scans: int

    @property
    def changed(self) -> frozenset[Changed]:
        """The badge tells that it is on its way."""
        return frozenset({Changed.POST})


@dataclass(frozen=True, slots=True)
class StickRead:
    """What came back: entries acknowledged and received, scans that have arrived, entries that still wait, parcels of
    definitions that were installed; and files that could not be taken, each with a key of words."""

    files: int
    acknowledged: int
    received: int
    scans: int
    waiting: int
    definitions: int = 0
    refused: Sequence[tuple[str, str]] = ()
    parted: bool = False  # this disk was older than what the city has (an old copy): what it lacked came back

    @property
    def changed(self) -> frozenset[Changed]:
        """News may have moved cases; the badge has changed in any case."""
        cases = {Changed.CASES} if self.received or self.parted else set()
        return frozenset({Changed.POST} | cases | ({Changed.CATALOGUE} if self.definitions else set()))


class StickDesk(Protocol):
    """What a screen and the command line do with a stick. Raises `Trouble` with a sentence; nothing is lost by it."""

    def write(self, folder: Path) -> StickWritten:
        """All that waits, as bundles in this folder."""

    def read(self, where: Path) -> StickRead:
        """The answers for this device in a folder, or one file."""
