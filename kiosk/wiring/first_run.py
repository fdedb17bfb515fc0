"""Puts the data of a PC without any back, for the page of the first run: from what is plugged in, or from upstream."""

from __future__ import annotations

import os
import string
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.domain.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.domain.refusals import Trouble
    from kiosk.settings import Settings

ACTOR = "first_run"


class FirstRunWay:
    """The `Restoring` of the screens."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def found_media(self) -> list[str]:
        """Where backups lie on what is plugged in."""
        from kiosk.store.medium import ROOT

        found: list[str] = []
        for place in _mounted():
            try:
                if (place / ROOT).is_dir():
                    found.append(str(place))
            except OSError:  # a drive without a disk in it
                continue
        return found

    def from_medium(self, where: str, recovery: str) -> tuple[str, str]:
        """From a folder, a stick."""
        from kiosk.store.recovery import read_recovery
        from kiosk.wiring.keyroom import restore_station

        read_recovery(recovery)  # what was mistyped is said before the medium is looked at
        if not Path(where).is_dir():
            raise Refusal("backup_unknown", where=where, name="")
        return restore_station(self._settings, ACTOR, Path(where), "", recovery)

    def from_upstream(self, url: str, ca: str, recovery: str, heard: Callable[[int, int], bool]) -> tuple[str, str]:
        """From the city or the hub at this address."""
        from kiosk.store.recovery import read_recovery
        from kiosk.wiring.carrier import read_ca_file
        from kiosk.wiring.lodging import Whence, restore_from_upstream

        read_recovery(recovery)
        whole = url if "://" in url else f"https://{url}"
        whence = Whence(whole.rstrip("/"), read_ca_file(ca))
        return restore_from_upstream(self._settings, ACTOR, whence, recovery, heard)

    def say(self, news: Refusal | Trouble) -> str:
        """Any bad news in a sentence."""
        from kiosk.wiring.sentences import say

        return say(news)


def _mounted() -> Iterator[Path]:
    """Where sticks and further disks appear on this system."""
    if sys.platform == "win32":
        yield from (Path(f"{letter}:/") for letter in string.ascii_uppercase[3:])
        return
    user = os.environ.get("USER", "")
    for root in (Path("/media") / user, Path("/run/media") / user, Path("/media"), Path("/mnt"), Path("/Volumes")):
        if root.is_dir():
            yield from sorted(path for path in root.iterdir() if path.is_dir())
