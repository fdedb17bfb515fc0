"""Rounds with the city in the background: soon after something new, again after a while, never in anybody's way."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.app.outcomes import Changed
from kiosk.app.post import PostDesk, PostRound
from kiosk.ui.errands import LISTEN, POST, BadNews, Errands
from kiosk.ui.feed import Feed

SOON, LATER, MUCH_LATER = 2.0, 30.0, 120.0  # seconds: after something new, as a habit, after trouble of our own
AT_ONCE = 0.05  # after something new, where the upstream is a hub on the same LAN


class Postman(QObject):
    """Keeps going round on the post lane. What came is told to the feed; what failed waits for the next round. Behind a
    hub he also listens there for news, on a lane of its own. `parted` when this disk was found to be older than what
    the upstream has.

    `desk` is asked for on the lane: making it brings in all that speaks to a network.
    """

    parted = Signal()

    def __init__(self, desk: Callable[[], PostDesk], errands: Errands, feed: Feed, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._errands, self._feed = desk, errands, feed
        self._out = self._listens = False
        self._soon = SOON
        self._patient = False  # the line is bad, or the upstream has asked for peace: nothing new changes that
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self.go)
        feed.changed.connect(self._on_changed)

    def begin(self) -> None:
        """The first round comes soon."""
        self._wait(SOON)

    def line_up(self) -> None:
        """The line of this PC is back: not before the next round is due anyway, and not with all others at once."""
        self._errands.run(POST, lambda: self._desk().link_up(), self._on_line_up, self._on_failed, self)

    def go(self) -> None:
        """One round, unless one is under way."""
        if not self._out:
            self._out = True
            self._errands.run(POST, lambda: self._desk().send(), self._on_back, self._on_failed, self)

    def _on_back(self, came: PostRound) -> None:
        self._out = False
        self._patient = bool(came.trouble or came.asked)
        self._soon = AT_ONCE if came.near and not came.trouble else SOON
        self._wait(came.next_try or LATER)
        if came.parted:
            self.parted.emit()
        if came.near and not self._listens:
            self._listens = True
            self._listen()
        if came.sent or came.acknowledged or came.received or came.bundles or came.parted:
            self._feed.tell(came.changed)

    def _on_line_up(self, seconds: float) -> None:
        if not self._out and self._next.remainingTime() > seconds * 1000:
            self._wait(seconds)

    def _listen(self) -> None:
        self._errands.run(LISTEN, lambda: self._desk().listen(), self._on_heard, self._on_unheard, self)

    def _on_heard(self, came: PostRound) -> None:
        QTimer.singleShot(round(came.next_try * 1000), self, self._listen)
        if came.sent or came.acknowledged or came.received:
            self._feed.tell(came.changed)

    def _on_unheard(self, _news: BadNews) -> None:
        QTimer.singleShot(round(MUCH_LATER * 1000), self, self._listen)

    def _on_failed(self, _news: BadNews) -> None:
        self._out = False
        self._wait(MUCH_LATER)

    def _on_changed(self, changes: frozenset[Changed]) -> None:
        if (
            changes & {Changed.QUEUE, Changed.CASES}
            and not self._out
            and not self._patient
            and self._next.remainingTime() > self._soon * 1000
        ):
            self._wait(self._soon)

    def _wait(self, seconds: float) -> None:
        self._next.start(round(seconds * 1000))
