"""One encrypted connection a thread, each as durable as it can be: WAL, synchronous FULL, keyed before
anything else."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3

from kiosk.domain.refusals import Trouble

BUSY_SECONDS = 30
CACHE_KIB = 64 * 1024

DatabaseError = sqlcipher3.DatabaseError  # sqlcipher3's errors are not sqlite3.Error


class Connections:
    """Opens the file for each thread that comes, and closes them all."""

    def __init__(self, path: Path, key: str) -> None:
        self._path = path
        self._key = key
        self._mine = threading.local()
        self._all: list[Any] = []

    def mine(self) -> Any:
        """This thread's connection, in autocommit mode. Raises `Trouble('store_unreadable')` for a wrong key."""
        connection = getattr(self._mine, "connection", None)
        if connection is None:
            connection = self._open()
            self._mine.connection = connection
            self._all.append(connection)
        return connection

    def close(self) -> None:
        """Close every thread's connection; nothing may be under way."""
        for connection in self._all:
            connection.close()
        self._all.clear()
        self._mine = threading.local()

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        """All or nothing, writers one after the other (`BEGIN IMMEDIATE`); durable when the block is left."""
        connection = self.mine()
        with sorted_troubles():
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                _undo(connection)
                raise

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """One consistent picture, however many reads it takes; within a transaction of this thread, its own."""
        connection = self.mine()
        if connection.in_transaction:
            yield connection
            return
        with sorted_troubles():
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                _undo(connection)

    def _open(self) -> Any:
        connection = sqlcipher3.connect(
            str(self._path), isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False
        )
        with sorted_troubles():
            connection.execute(f"PRAGMA key = \"x'{self._key}'\"")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        return connection


def _undo(connection: Any) -> None:
    if connection.in_transaction:  # a full disk has ended it already
        connection.execute("ROLLBACK")


@contextmanager
def sorted_troubles() -> Iterator[None]:
    """Sort the database's own errors where they enter: the world's fault gets its name, all else stays a bug."""
    try:
        yield
    except DatabaseError as error:
        said = str(error)
        if "full" in said or "disk I/O" in said:
            raise Trouble("disk_full") from error
        if "locked" in said:
            raise Trouble("store_busy") from error
        if "not a database" in said or "malformed" in said:
            raise Trouble("store_unreadable") from error
        if "readonly" in said:
            raise Trouble("store_readonly") from error
        raise
