"""Papers handed out as files: copies that leave the encrypted store for a stated time and are then removed."""

import contextlib
import os
import re
from datetime import timedelta
from pathlib import Path

from kiosk.app.outcomes import Exported
from kiosk.store.blobs import sorted_disk, write_durably
from kiosk.store.journal import Clock

LIFETIME = timedelta(hours=24)
_UNSAFE = re.compile(r"[^\w.-]")


class Exports:
    """The folder of exported copies; each visit removes what has outlived its time."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder = folder
        self._clock = clock

    def put(self, name: str, content: bytes) -> Exported:
        """Write a copy under `name`. Raises `Trouble('disk_full')`; what it is a copy of stays kept."""
        self.sweep()
        path = self.folder / _UNSAFE.sub("_", name)
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_durably(path, content)
        except OSError as error:
            raise sorted_disk(error) from error
        return Exported(path, self._clock.now() + LIFETIME)

    def clear(self) -> None:
        """Remove every copy, written over first: whoever asked for them has gone, or the screens have just been opened.
        On a disk that writes elsewhere what it writes again that is no promise."""
        if not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            with contextlib.suppress(OSError):  # held open by who reads it: the next time
                if path.is_file() and not path.is_symlink():
                    _write_over(path)
                    path.unlink()

    def sweep(self) -> None:
        """Remove the copies whose time is over."""
        if not self.folder.is_dir():
            return
        over = (self._clock.now() - LIFETIME).timestamp()
        for path in self.folder.iterdir():
            with contextlib.suppress(OSError):  # gone already, or held open: the next visit finds it
                if path.stat().st_mtime < over:
                    path.unlink()


def _write_over(path: Path) -> None:
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(b"\0" * min(left, 1 << 20))
        file.flush()
        os.fsync(file.fileno())
