"""A folder in the place of a printer: every paper becomes a file in it, whole or not at all."""

import errno
import os
import re
import tempfile
from pathlib import Path

from kiosk.paper.port import PrinterState
from kiosk.paper.troubles import FolderClosed, FolderFull, PrinterTrouble

_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_FULL = (errno.ENOSPC, errno.EDQUOT)
_LONGEST = 60  # characters; four bytes each are still below the 255 of every file system


class FolderPrinter:
    """Writes `TITLE.pdf`, readable by its owner alone: first beside it, then to disk, then under its name.

    The same paper again is the same file; another paper of the same title gets a number.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def name(self) -> str:
        return str(self._folder)

    def send(self, title: str, pdf: bytes) -> bool:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            target = self._free_name(title, pdf)
            if target is not None:
                _write(target, pdf)
        except OSError as fault:
            raise self._named(fault) from fault
        return True

    def state(self) -> PrinterState:
        folder = self._folder
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        return PrinterState.READY if folder.is_dir() and os.access(folder, os.W_OK) else PrinterState.AWAY

    def _free_name(self, title: str, pdf: bytes) -> Path | None:
        """The file to write; None when this very paper stands there already."""
        stem = _NOT_IN_A_NAME.sub("_", title).strip(" .")[:_LONGEST] or "paper"
        number = 1
        while True:
            target = self._folder / (f"{stem}.pdf" if number == 1 else f"{stem}-{number}.pdf")
            if not target.exists():
                return target
            if target.read_bytes() == pdf:
                return None
            number += 1

    def _named(self, fault: OSError) -> PrinterTrouble:
        return FolderFull(self.name) if fault.errno in _FULL else FolderClosed(self.name)


def _write(target: Path, pdf: bytes) -> None:
    """Whole or not at all, even when the power goes."""
    handle, beside = tempfile.mkstemp(prefix=".paper-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    if os.name == "posix":
        directory = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
