"""The printer's port: what the press asks of whatever stands at the end of the cable."""

from enum import StrEnum
from typing import Protocol


class PrinterState(StrEnum):
    """What a printer says of itself; UNKNOWN where it cannot tell."""

    READY = "ready"
    PAPER_LOW = "paper_low"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    STOPPED = "stopped"
    AWAY = "away"
    UNKNOWN = "unknown"


class Printer(Protocol):
    """Where papers go. Every call ends within a stated time, whatever the printer does."""

    @property
    def name(self) -> str:
        """The queue, folder or address, as a person knows it."""
        ...

    def send(self, title: str, pdf: bytes) -> bool:
        """Hand over a finished paper; whether it is known to have come out. Raises a `PrinterTrouble`; safe to try
        again, and nothing of a paper in trouble comes out later."""
        ...

    def state(self) -> PrinterState:
        """Ask the printer how it is, without printing."""
        ...
