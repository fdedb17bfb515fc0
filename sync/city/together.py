"""Group commit: what several devices send at one moment is written in one transaction, with one wait for the disk."""

from collections import deque
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Connection

from sync.city.books import Books

T = TypeVar("T")
MOST = 32  # pieces of work in one transaction


class _Piece:
    """One caller's work, and what became of it."""

    def __init__(self, work: Callable[[Connection], Any]) -> None:
        self._work = work
        self.done = False
        self.value: Any = None
        self.error: Exception | None = None

    def do(self, connection: Connection) -> None:
        """In a corner of the transaction: if it fails, only this piece is undone."""
        try:
            with connection.begin_nested():
                self.value = self._work(connection)
        except Exception as error:  # handed to whoever asked; the others go on
            self.error = error

    def do_alone(self, connection: Connection) -> None:
        """As the only piece of its transaction."""
        self.value = self._work(connection)


class Together:
    """Runs pieces of work on the books, for any number of threads; each is durable when its caller gets it back."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._waiting: deque[_Piece] = deque()
        self._leading = Lock()

    def run(self, work: Callable[[Connection], T]) -> T:
        """Do `work` in a writing transaction, with whatever else waits. Raises what it raises, or `CityTrouble`."""
        mine = _Piece(work)
        self._waiting.append(mine)
        with self._leading:  # whoever comes in first writes for all who have queued up until then
            while not mine.done:
                self._write([self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))])
        if mine.error is not None:
            raise mine.error
        value: T = mine.value
        return value

    def _write(self, pieces: list[_Piece]) -> None:
        try:
            with self._books.write() as connection:
                for piece in pieces:
                    if len(pieces) == 1:
                        piece.do_alone(connection)
                    else:
                        piece.do(connection)
        except Exception as error:  # nothing of them was written
            for piece in pieces:
                piece.error = error
        for piece in pieces:
            piece.done = True
