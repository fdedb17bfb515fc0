"""What any reader of cards can do, whoever made it: look once whether a card lies there."""

from typing import Protocol

from kiosk.domain.card import Card


class Reader(Protocol):
    """One reader. Asked by one thread only, again and again; nothing here waits longer than four seconds."""

    @property
    def name(self) -> str: ...
    def look(self) -> Card | None:
        """The card that was laid down, None when none lies there. Raises a trouble of `troubles`; look again then."""

    def close(self) -> None:
        """Let go of the line; the next look takes it up again."""
