"""Waits for cards on a thread of its own, so that no screen ever does: each card laid down is told once."""

import threading
from collections.abc import Callable

from kiosk.devices.card.port import Reader
from kiosk.devices.card.troubles import CardAbsent, ReaderAway, ReaderSick
from kiosk.domain.card import Card
from kiosk.domain.refusals import Trouble

EVERY, AWAY = 0.4, 2.0  # seconds between two looks; when the reader is away
Told = Callable[[Card | Trouble], None]


class CardWatch:
    """The port `CardReader`. The thread lives as long as somebody follows; nobody waits for it, not even who leaves."""

    def __init__(self, reader: Reader, every: float = EVERY, away: float = AWAY) -> None:
        self._reader = reader
        self._every, self._away = every, away
        self._told: tuple[Told, ...] = ()
        self._wake = threading.Event()
        self._door = threading.Lock()
        self._thread: threading.Thread | None = None
        self._lying = ""  # the number of the card that lies there and has been told
        self._trouble = ""  # the trouble that has been told already

    def follow(self, told: Told) -> Callable[[], None]:
        """Have `told` called, on the thread of the reader; what comes back ends it."""
        with self._door:
            self._told = (*self._told, told)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="card", daemon=True)
                self._thread.start()
        return lambda: self._leave(told)

    def ask(self) -> None:
        """Look now; the answer is told, even that no card lies there."""
        self._wake.set()

    def _leave(self, told: Told) -> None:
        with self._door:
            self._told = tuple(one for one in self._told if one is not told)
        if not self._told:
            self._wake.set()

    def _run(self) -> None:
        pause = 0.0
        while self._goes_on():
            asked = self._wake.wait(pause)
            self._wake.clear()
            if self._told:
                pause = self._look(asked)

    def _goes_on(self) -> bool:
        """Whether anybody follows; the line is let go of in the same moment as the last has left."""
        with self._door:
            if not self._told:
                self._reader.close()
                self._lying = self._trouble = ""
                self._thread = None
            return bool(self._told)

    def _look(self, asked: bool) -> float:
        """Look once; returns the seconds until the next time."""
        try:
            card = self._reader.look()
        except Trouble as trouble:
            return self._complain(trouble, asked)
        except Exception as fault:  # a maker's library may raise anything; the hall goes on with typed numbers
            return self._complain(ReaderSick(self._reader.name, code=type(fault).__name__), asked)
        self._trouble = ""
        if card is None:
            self._lying = ""
            if asked:
                self._tell(CardAbsent(self._reader.name))
        elif asked or card.number != self._lying:
            self._lying = card.number
            self._tell(card)
        return self._every

    def _complain(self, trouble: Trouble, asked: bool) -> float:
        """Said once, until something else happens."""
        if asked or trouble.key != self._trouble:
            self._tell(trouble)
        self._trouble = trouble.key
        self._lying = ""
        return self._away if isinstance(trouble, ReaderAway) else self._every

    def _tell(self, news: Card | Trouble) -> None:
        for told in self._told:
            told(news)
