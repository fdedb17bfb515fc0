"""Who unlocks the store where this PC does not do so by itself: whoever sits at it. Staff's own slots hang in here."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.domain.refusals import Refusal, Trouble

if TYPE_CHECKING:
    from kiosk.settings import Settings
    from kiosk.store.vault import Slot
    from kiosk.wiring.admission import Who


def must_open_by_itself(settings: Settings) -> None:
    """Refuses `people_not_here` where only people open the data: what starts in the morning has nobody to sign in."""
    from kiosk.store.layout import HEADER_FILE
    from kiosk.store.vault import STAFF, read_header

    header = read_header(settings.data / HEADER_FILE)
    if header is not None and header.has(STAFF) and not header.of_itself:
        raise Refusal("people_not_here")


class ByPerson:
    """Whoever sits here, where this machine does not open the store by itself: with what he signs in with, where people
    have slots of their own, else a passphrase, asked for once."""

    def __init__(self, settings: Settings, who: Who | None = None) -> None:
        self._settings, self._who = settings, who

    def open_one(self, slots: Sequence[Slot]) -> tuple[Slot, bytes] | None:
        """As `ByStaff`, and as `ByPassphrase`."""
        from kiosk.store.keys import ByPassphrase
        from kiosk.store.vault import STAFF

        who = self._who
        if who is not None and who.staff and who.secret_fd is not None and any(slot.kind == STAFF for slot in slots):
            from kiosk.devices.clock import SystemClock
            from kiosk.store.personal import ByStaff

            return ByStaff(self._settings.data, who.staff, who.secret(), SystemClock().now).open_one(slots)
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
