"""Who unlocks the store where this PC does not do so by itself: whoever sits at it. Staff's own slots hang in here."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.domain.refusals import Trouble

if TYPE_CHECKING:
    from kiosk.settings import Settings
    from kiosk.store.vault import Slot


class ByPerson:
    """Whoever sits here, where this machine does not open the store by itself: a passphrase, asked for once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def open_one(self, slots: Sequence[Slot]) -> tuple[Slot, bytes] | None:
        """As `ByPassphrase`."""
        from kiosk.store.keys import ByPassphrase

        return ByPassphrase(self.ask).open_one(slots)

    def ask(self) -> str:
        """The passphrase, from the file descriptor that was given or from the terminal. Raises
        `Trouble('unlock_needed')` where there is neither."""
        given = self._settings.passphrase_fd
        if given.isdecimal():
            with os.fdopen(int(given), encoding="utf-8", closefd=False) as file:
                return file.readline().rstrip("\n")
        if not sys.stdin.isatty():
            raise Trouble("unlock_needed", path=self._settings.data)
        from getpass import getpass

        from kiosk.store.words import ASKS_TO_OPEN

        return getpass(ASKS_TO_OPEN)
