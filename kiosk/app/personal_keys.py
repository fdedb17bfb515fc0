"""Whether people open this PC's data with what they sign in with: the port of it, and a PC that opens by itself."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Protocol


class PersonalKeys(Protocol):
    """A slot for each member of staff. Where this PC opens its data by itself, `on` is False and nothing is done."""

    def on(self) -> bool: ...
    def opens(self, staff: str, secret: str) -> bool: ...
    def renewing(self, staff: str, secret: str, start: bool = False) -> AbstractContextManager[None]:
        """After the block this secret opens it for that number, and no other one; where the block fails, what was."""


class OpensByItself:
    """A PC that asks nobody."""

    def on(self) -> bool:
        return False

    def opens(self, _staff: str, _secret: str) -> bool:
        return True

    def renewing(self, _staff: str, _secret: str, start: bool = False) -> AbstractContextManager[None]:  # noqa: ARG002
        return nullcontext()
