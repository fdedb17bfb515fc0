"""The stick as a folder (U盘): makes, reads and renames files, and says by name what is wrong with it.

A stick may be full, locked or pulled at any byte. Nothing here knows what is written; whoever writes does it under a
temporary name, and what does not get its own name was never there.
"""

import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Protocol

from sync.client.troubles import SyncTrouble
from sync.protocol.bundle import is_bundle_name

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_LOCKED = {errno.EROFS, errno.EACCES, errno.EPERM}
_GONE = {errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO, errno.ENOTDIR, errno.EBADF, errno.ESTALE}
_CANNOT = {errno.EINVAL, errno.EOPNOTSUPP, errno.ENOSYS}  # drivers of some sticks flush files, but no folders


class StickTrouble(SyncTrouble):
    """The stick cannot be written or read, or what lies on it cannot be taken. Nothing that was entered is lost."""


class Drive(Protocol):
    """A folder on a stick. Every method may raise OSError."""

    def free(self) -> int:
        """Bytes left."""

    def names(self) -> Sequence[str]:
        """Names of the plain files that lie in it; links and folders are none."""

    def create(self, name: str) -> BinaryIO: ...
    def keep(self, file: BinaryIO) -> None:
        """Durable when this returns."""

    def open(self, name: str) -> BinaryIO: ...
    def rename(self, old: str, new: str) -> None:
        """Durable when this returns; a file that had the new name is replaced."""

    def remove(self, name: str) -> None: ...


class FolderDrive:
    """A `Drive` that is a folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def free(self) -> int:
        """Bytes left for this user."""
        return shutil.disk_usage(self._folder).free

    def names(self) -> Sequence[str]:
        """Plain files alone, in order."""
        with os.scandir(self._folder) as found:
            return sorted(one.name for one in found if one.is_file(follow_symlinks=False))

    def create(self, name: str) -> BinaryIO:
        """A new file; raises FileExistsError where there is one."""
        return (self._folder / name).open("xb")

    def keep(self, file: BinaryIO) -> None:
        """Flush it through to the stick, and have what is read back come from there."""
        file.flush()
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):
            with suppress(OSError):  # only advice
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)

    def open(self, name: str) -> BinaryIO:
        """To be read; never through a link."""
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        return os.fdopen(os.open(self._folder / name, flags), "rb")

    def rename(self, old: str, new: str) -> None:
        """Rename within the folder, and flush the folder."""
        (self._folder / old).replace(self._folder / new)
        if os.name == "posix":  # Windows has no handle on a folder to flush
            _flush(self._folder)

    def remove(self, name: str) -> None:
        """Remove one file."""
        (self._folder / name).unlink()


def bundles(drive: Drive) -> list[str]:
    """Names of the bundles and answers that lie there. Raises `StickTrouble`."""
    with sorted_stick():
        return [name for name in drive.names() if is_bundle_name(name)]


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
    finally:
        os.close(descriptor)


@contextmanager
def sorted_stick() -> Iterator[None]:
    """Sort what a stick does: full, locked, gone, or else at fault."""
    try:
        yield
    except OSError as error:
        code = error.errno or 0
        key = "stick_full" if code in _FULL else "stick_locked" if code in _LOCKED else "stick_gone"
        raise StickTrouble(key if code in _FULL | _LOCKED | _GONE else "stick_fault") from error
