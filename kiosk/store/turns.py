"""One program at a time, and the others do not wait for it: they do something else."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def my_turn(path: Path) -> Iterator[bool]:
    """Whether nobody else is at it; the system lets go when a program dies."""
    with path.open("ab") as file:
        yield _taken(file.fileno())


def _taken(descriptor: int) -> bool:
    try:
        if os.name == "posix":
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    return True
