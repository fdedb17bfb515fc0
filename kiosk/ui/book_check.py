"""Looks through the books behind the screens: soon after the hall is open, and once a day as long as it stays so."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QObject, QTimer

from kiosk.app.desks import Desks
from kiosk.ui.errands import BOOKS, BadNews, Errands

SOON = 5000  # milliseconds: first the people, then the journal
BETWEEN = 60  # between two pieces, so that whoever taps comes first
A_DAY = 24 * 60 * 60 * 1000


class BookCheck(QObject):
    """`found` is called with every problem in words, as soon as there is any, and again when there are more. Pieces go
    by a lane of their own: nothing that a person asks for waits behind them."""

    def __init__(
        self, desks: Callable[[], Desks], errands: Errands, found: Callable[[Sequence[str]], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desks, self._errands, self._found = desks, errands, found
        self._rest: Iterator[Sequence[str]] = iter(())
        self._told: list[str] = []
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._start)
        self._piece = QTimer(self, singleShot=True, interval=BETWEEN)
        self._piece.timeout.connect(self._go_on)

    def begin(self) -> None:
        """The first look comes soon."""
        self._next.start(SOON)

    def _start(self) -> None:
        self._told = []
        self._errands.run(BOOKS, lambda: self._desks().start_check(), self._on_start, self._on_no, self)

    def _on_start(self, problems: Sequence[str]) -> None:
        self._tell(problems)
        self._rest = self._desks().check_rest()
        self._piece.start()

    def _go_on(self) -> None:
        rest = self._rest
        self._errands.run(BOOKS, lambda: next(rest, None), self._on_piece, self._on_no, self)

    def _on_piece(self, problems: Sequence[str] | None) -> None:
        if problems is None:
            self._next.start(A_DAY)
            return
        self._tell(problems)
        self._piece.start()

    def _on_no(self, _news: BadNews) -> None:
        self._next.start(A_DAY)

    def _tell(self, problems: Sequence[str]) -> None:
        new = [problem for problem in problems if problem not in self._told]
        if new:
            self._told += new
            self._found(self._told)
