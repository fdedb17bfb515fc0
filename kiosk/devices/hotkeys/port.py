"""What listens for keys of other programs, as the window sees it."""

from dataclasses import dataclass
from typing import Protocol


class HotKeys(Protocol):
    """`trouble` says why keys are not heard, '' when all are."""

    @property
    def trouble(self) -> str: ...
    def close(self) -> None:
        """Hear no more; safe to call twice."""


@dataclass(frozen=True, slots=True)
class Silent:
    """Hears nothing, and says why."""

    trouble: str

    def close(self) -> None:
        """Nothing to end."""
