"""One encrypted connection a thread, each as durable as it can be: WAL, synchronous FULL, keyed before
anything else."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kiosk.domain.refusals import Trouble
from kiosk.store.engine import engine

BUSY_SECONDS = 30
CACHE_KIB = 64 * 1024
_PROBE = "SELECT 1 FROM sqlite_schema LIMIT 1"  # reads the first page: a key that is no longer the store's shows here
_NO_DATABASE = "not a database"

DatabaseError = engine().DatabaseError  # sqlcipher3's errors are not sqlite3.Error


class Connections:
    """Opens the file for each thread that comes, and closes them all.

    `keys` gives the keys to try, in hex, the newest first; it is asked again when another program has changed the key.
    """

    def __init__(self, path: Path, keys: Callable[[], Sequence[str]]) -> None:
        self._path = path
        self._keys = keys
        self._key = ""
        self._mine = threading.local()
        self._all: list[Any] = []

    def mine(self) -> Any:
        """This thread's connection, in autocommit mode. Raises `Trouble('store_unreadable')` for a wrong key."""
        connection = getattr(self._mine, "connection", None)
        if connection is None:
            connection = self._first_that_opens()
            self._mine.connection = connection
            self._all.append(connection)
        return connection

    def close(self) -> None:
        """Close every thread's connection; nothing may be under way."""
        for connection in self._all:
            connection.close()
        self._all.clear()
        self._key = ""
        self._mine = threading.local()

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        """All or nothing, writers one after the other (`BEGIN IMMEDIATE`); durable when the block is left."""
        with sorted_troubles():
            connection = self._begun("BEGIN IMMEDIATE")
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
            connection = self._begun("BEGIN")
            try:
                yield connection
            finally:
                _undo(connection)

    def _begun(self, how: str) -> Any:
        """This thread's connection with a transaction begun; opened anew where the store has another key by now."""
        connection = self.mine()
        try:
            connection.execute(how)
            connection.execute(_PROBE)
        except DatabaseError as error:
            if _NO_DATABASE not in str(error):
                _undo(connection)
                raise
            self._let_go(connection)
            connection = self.mine()
            connection.execute(how)
        return connection

    def _let_go(self, connection: Any) -> None:
        self._key = ""
        self._mine.connection = None
        self._all.remove(connection)
        connection.close()

    def _first_that_opens(self) -> Any:
        """A connection under the key that opened it last, else under the first that opens it now."""
        if self._key:
            try:
                return self._open(self._key)
            except DatabaseError:
                self._key = ""
        tried = list(self._keys())
        with sorted_troubles():
            for at, key in enumerate(tried, 1):
                try:
                    connection = self._open(key)
                except DatabaseError as error:
                    if at == len(tried) or _NO_DATABASE not in str(error):
                        raise
                else:
                    self._key = key
                    return connection
        raise Trouble("store_unreadable")

    def _open(self, key: str) -> Any:
        connection = engine().connect(
            str(self._path), isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key}'\"")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        except BaseException:
            connection.close()
            raise
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
        if _NO_DATABASE in said or "malformed" in said:
            raise Trouble("store_unreadable") from error
        if "readonly" in said:
            raise Trouble("store_readonly") from error
        raise
