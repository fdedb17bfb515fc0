"""Rounds with the city in the background: soon after something new, again after a while, never in anybody's way."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from kiosk.app.outcomes import Changed
from kiosk.app.post import PostDesk, PostRound
from kiosk.ui.errands import POST, BadNews, Errands
from kiosk.ui.feed import Feed

SOON, LATER, MUCH_LATER = 2.0, 30.0, 120.0  # seconds: after something new, as a habit, after trouble of our own


class Postman(QObject):
    """Keeps going round on the post lane. What came is told to the feed; what failed waits for the next round.

    `desk` is asked for on the lane: making it brings in all that speaks to a network.
    """

    def __init__(self, desk: Callable[[], PostDesk], errands: Errands, feed: Feed, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._errands, self._feed = desk, errands, feed
        self._out = False
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self.go)
        feed.changed.connect(self._on_changed)

    def begin(self) -> None:
        """The first round comes soon."""
        self._wait(SOON)

    def go(self) -> None:
        """One round, unless one is under way."""
        if not self._out:
            self._out = True
            self._errands.run(POST, lambda: self._desk().send(), self._on_back, self._on_failed, self)

    def _on_back(self, came: PostRound) -> None:
        self._out = False
        self._wait(came.next_try or LATER)
        if came.sent or came.acknowledged or came.received or came.bundles:
            self._feed.tell(came.changed)

    def _on_failed(self, _news: BadNews) -> None:
        self._out = False
        self._wait(MUCH_LATER)

    def _on_changed(self, changes: frozenset[Changed]) -> None:
        if changes & {Changed.QUEUE, Changed.CASES} and not self._out and self._next.remainingTime() > SOON * 1000:
            self._wait(SOON)

    def _wait(self, seconds: float) -> None:
        self._next.start(round(seconds * 1000))
