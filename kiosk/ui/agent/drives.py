"""Which sticks are plugged in (U盘): the drives that can be taken out, with the room that is left on them."""

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStorageInfo

_PLUGGED_IN = ("/media/", "/run/media/", "/mnt/", "/Volumes/")


@dataclass(frozen=True, slots=True)
class Stick:
    """A drive by its name, where it is, and the bytes left."""

    name: str
    path: Path
    free: int


def plugged_in() -> list[Stick]:
    """Drives that are not this PC's own, in the order in which the system names them. May take a while."""
    found = [volume for volume in QStorageInfo.mountedVolumes() if volume.isValid() and volume.isReady()]
    return [
        Stick(volume.displayName(), Path(volume.rootPath()), volume.bytesAvailable())
        for volume in found
        if not volume.isRoot() and _can_be_taken_out(volume.rootPath())
    ]


def _can_be_taken_out(path: str) -> bool:
    if sys.platform == "win32":
        return not path.upper().startswith("C:")
    return f"{path}/".startswith(_PLUGGED_IN)
