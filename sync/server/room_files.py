"""Files of the strongroom on its disk: whole under their names or not there, and flushed before anybody is told."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class RoomTrouble(Exception):
    """The strongroom's disk is full or failing; nothing that was whole is touched. Safe to try again later."""


def write_whole(path: Path, content: bytes) -> None:
    """Under a temporary name, flushed, renamed."""
    temporary = path.with_name(f".{path.name}.new")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    flush_folder(path.parent)


def append(path: Path, at: int, piece: bytes) -> None:
    """Behind what has come; what stands there beyond `at` (a piece cut in half) is written over."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        file.seek(at)
        file.write(piece)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def hash_of(path: Path) -> str:
    """SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def flush_folder(folder: Path) -> None:
    """That a file stands here survives a power cut too."""
    if os.name != "posix":
        return  # Windows has no handle on a folder to flush; its rename is journalled
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def sorted_room() -> Iterator[None]:
    """What goes wrong with the disk, by one name."""
    try:
        yield
    except OSError as error:
        raise RoomTrouble(str(error.strerror or error)) from error
