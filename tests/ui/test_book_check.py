"""The books are looked through behind the screens: a problem is said when it is found, and nobody waits for it."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kiosk.ui import book_check
from kiosk.ui.book_check import BookCheck
from kiosk.ui.errands import SEARCH, Errands


@dataclass
class Books:
    """A start that finds these problems, and pieces that find these."""

    first: Sequence[str] = ()
    pieces: Sequence[Sequence[str]] = ()
    hold: threading.Event | None = None
    starts: int = 0
    threads: set[str] = field(default_factory=set)

    def start_check(self) -> Sequence[str]:
        self.starts += 1
        self.threads.add(threading.current_thread().name)
        return self.first

    def check_rest(self) -> Iterator[Sequence[str]]:
        for piece in self.pieces:
            self.threads.add(threading.current_thread().name)
            if self.hold:
                self.hold.wait(5)
            yield piece


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book_check, "SOON", 1)
    monkeypatch.setattr(book_check, "BETWEEN", 1)


def _checking(books: Books, errands: Errands, told: list[list[str]], owner: QObject) -> BookCheck:
    check = BookCheck(lambda: books, errands, lambda found: told.append([*found]), owner)  # type: ignore[arg-type, return-value]
    check.begin()
    return check


def test_each_problem_is_said_once_and_as_soon_as_it_is_found(errands: Errands, qtbot: QtBot) -> None:
    told: list[list[str]] = []
    owner = QObject()
    books = Books(["cut"], [[], ["case"], ["case"], ["case", "ticket"]])
    _checking(books, errands, told, owner)
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told == [["cut"], ["cut", "case"], ["cut", "case", "ticket"]]
    assert books.threads == {"lane-books"}


def test_a_long_look_holds_up_no_search(errands: Errands, qtbot: QtBot) -> None:
    told: list[list[str]] = []
    found: list[str] = []
    owner, hold = QObject(), threading.Event()
    books = Books([], [["case"]], hold)
    _checking(books, errands, told, owner)
    qtbot.waitUntil(lambda: len(books.threads) == 1 and books.starts == 1)
    errands.run(SEARCH, lambda: "found", found.append)
    qtbot.waitUntil(lambda: found == ["found"])
    assert told == []
    hold.set()
    qtbot.waitUntil(lambda: told == [["case"]])


def test_it_looks_again_every_day(errands: Errands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book_check, "A_DAY", 5)
    told: list[list[str]] = []
    owner = QObject()
    books = Books(["cut"], [[]])
    _checking(books, errands, told, owner)
    qtbot.waitUntil(lambda: books.starts >= 3)
    assert told[:2] == [["cut"], ["cut"]]
