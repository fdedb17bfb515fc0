"""The folder into which a scanner puts what it scans: files that are whole, once, and removed when they are safe."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk.app.capture import Dropped
from kiosk.domain.refusals import Trouble

SETTLED = 1.0
"""Seconds for which a file must not have grown or changed before it counts as whole."""
_HALF = (".tmp", ".part", ".partial", ".crdownload", ".filepart", ".lock")


class WatchedFolder:
    """The `ScanFolder` of the capture desk. `keep`: files are left there (setting KIOSK_SCAN_KEEP)."""

    def __init__(self, path: Path, keep: bool = False, now: Callable[[], float] = time.monotonic) -> None:
        self._path = path
        self._now = now
        self._seen: dict[str, tuple[str, float]] = {}  # name: its mark, and since when it has not changed
        self.keeps = keep

    @property
    def place(self) -> str:
        """Where it is."""
        return str(self._path)

    def look(self) -> Sequence[Dropped]:
        """The files, oldest first; whole are those that were seen twice the same, some time apart. Raises
        `Trouble('scan_folder_away')`."""
        try:
            here = {path.name: path.stat() for path in self._path.iterdir() if path.is_file() and _is_whole(path.name)}
        except OSError as error:
            raise Trouble("scan_folder_away", path=self._path) from error
        now, seen = self._now(), {}
        for name, state in here.items():
            mark = f"{name}|{state.st_size}|{state.st_mtime_ns}"
            before, since = self._seen.get(name, ("", now))
            seen[name] = (mark, since if before == mark else now)
        self._seen = seen
        order = sorted(seen, key=lambda one: (here[one].st_mtime_ns, one))
        return [Dropped(name, seen[name][0], now - seen[name][1] >= SETTLED) for name in order]

    def read(self, name: str) -> bytes:
        """A file's bytes. Raises `Trouble('scan_gone')`."""
        try:
            return (self._path / Path(name).name).read_bytes()
        except OSError as error:
            raise Trouble("scan_gone", name=name) from error

    def remove(self, dropped: Dropped) -> None:
        """Take the file out of the folder; one that was written anew since it was taken stays. Raises
        `Trouble('scan_folder_away')` where nothing may be removed."""
        path = self._path / Path(dropped.name).name
        try:
            state = path.stat()
            if f"{dropped.name}|{state.st_size}|{state.st_mtime_ns}" == dropped.mark:
                path.unlink()
        except FileNotFoundError:
            return
        except OSError as error:
            raise Trouble("scan_folder_away", path=self._path) from error


def _is_whole(name: str) -> bool:
    return not name.startswith((".", "~")) and not name.lower().endswith(_HALF)
