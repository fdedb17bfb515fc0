"""The line of one window: every step and every look is an errand, so that a hub that hangs never holds up a key."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.app.desks import Desks
from kiosk.app.outcomes import Changed, QueueSeen
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.domain.ticket import Ticket
from kiosk.ui.errands import LINE, BadNews
from kiosk.ui.fittings import Fittings
from kiosk.ui.window.rail import Rail

SECOND = 1000
ELSEWHERE = 3000  # numbers are taken at other PCs and by other programs too
AGAIN = 1.0  # seconds in which the key of a call, pressed once more, is a slip of the finger
SLOW = 150  # milliseconds after which a step that is under way is seen to be
AWAY = "hub_away"


class Moved(Protocol):
    """What any step of the line brings back."""

    @property
    def changed(self) -> frozenset[Changed]: ...


@dataclass(frozen=True, slots=True)
class Picture:
    """The line as it stands, and how it is run where it is kept."""

    seen: QueueSeen


class Line(QObject):
    """`called` gives the ticket that comes to this window, `said` a sentence; `settled`: the line was seen, or could
    not be, for the first time."""

    called = Signal(object)
    said = Signal(str)
    settled = Signal()

    def __init__(self, desks: Desks, fittings: Fittings, rail: Rail, window: str, names: Mapping[str, str]) -> None:
        super().__init__(rail)
        self._desks = desks
        self._fittings = fittings
        self._rail = rail
        self._window = window
        self.names = names
        self.picture: Picture | None = None
        self._busy = self._reading = self._read_again = self._telling = self._settled = False
        self._pressed_at: Any = None
        self._unanswered: tuple[str, str, str] | None = None
        fittings.feed.subscribe(rail, {Changed.QUEUE}, self._on_feed)
        self._clock = QTimer(self, interval=SECOND)
        self._clock.timeout.connect(lambda: rail.show_time(fittings.now()))
        self._clock.start()
        self._elsewhere = QTimer(self, interval=ELSEWHERE)
        self._elsewhere.timeout.connect(self.read)
        self._elsewhere.start()
        self._slow = QTimer(self, singleShot=True, interval=SLOW)
        self._slow.timeout.connect(lambda: rail.show_busy(True))

    @property
    def ticket(self) -> Ticket | None:
        """The number at this window."""
        return self._rail.ticket

    @property
    def busy(self) -> bool:
        """Whether a step is under way."""
        return self._busy

    def read(self) -> None:
        """See the line as it stands; one look at a time."""
        if self._reading:
            self._read_again = True
            return
        self._reading = True
        self._fittings.errands.run(LINE, self._look, self._on_seen, self._on_unseen, owner=self)

    def call(self, number: str = "", then: Callable[[Ticket], None] | None = None) -> None:
        """The next in line, or one number; who stood here before is served. Once more within a second is nothing."""
        now, before = self._fittings.now(), self._pressed_at
        if self._busy or (before is not None and 0 <= (now - before).total_seconds() < AGAIN):
            return
        request = self._request(number)
        self._unanswered = (number, request, self.ticket.number if self.ticket else "")

        def calling() -> Moved:
            return self._desks.queue.call(self._window, number, request=request)

        def called(moved: Any) -> None:
            if then is not None:
                then(moved.ticket)
            self.called.emit(moved.ticket)

        self.step(calling, called)
        self._pressed_at = now

    def step(self, job: Callable[[], Moved], then: Callable[[Any], None] | None = None) -> None:
        """Do one step, see the line anew, and go on with `then`; nothing while another is under way. A "no" is said
        over the page, a hub that is away in the rail."""
        if self._busy:
            return
        self._busy = True
        self._pressed_at = None
        self._slow.start()

        def doing() -> tuple[Moved, Picture | None]:
            moved = job()
            try:
                return moved, self._look()
            except Trouble:  # done all the same; the next look shows it
                return moved, None

        self._fittings.errands.run(LINE, doing, partial(self._on_moved, then), self._on_not_moved, owner=self)

    def beside(self, job: Callable[[], Moved]) -> None:
        """A step that no key waits for."""
        self._fittings.errands.run(
            LINE, job, lambda moved: self._fittings.feed.tell(moved.changed), self._on_bad_news, owner=self
        )

    def _request(self, number: str) -> str:
        """The id of this call; a call whose answer was lost is asked for once more under its own."""
        if self._unanswered is not None and self._unanswered[0] == number:
            return self._unanswered[1]
        return uuid4().hex

    def _look(self) -> Picture:
        return Picture(self._desks.queue.seen())

    def _on_feed(self) -> None:
        if not self._telling:
            self.read()

    def _on_seen(self, picture: Picture) -> None:
        self._reading = False
        self._show(picture)
        if self._read_again:
            self._read_again = False
            self.read()
        self._settle()
        self._look_for_lost_call()

    def _on_unseen(self, news: BadNews) -> None:
        self._reading = self._read_again = False
        self._tell_bad(news)
        self._settle()

    def _on_moved(self, then: Callable[[Any], None] | None, done: tuple[Any, Picture | None]) -> None:
        moved, picture = done
        self._free()
        self._unanswered = None
        if picture is not None:
            self._show(picture)
        self._telling = True
        self._fittings.feed.tell(moved.changed)
        self._telling = False
        self.said.emit("")
        if then is not None:
            then(moved)
        if picture is None:
            self.read()

    def _on_not_moved(self, news: BadNews) -> None:
        self._free()
        if news.key != AWAY:
            self._unanswered = None
        self._on_bad_news(news)

    def _on_bad_news(self, news: BadNews) -> None:
        self._tell_bad(news)
        if isinstance(news, Refusal):
            self.read()

    def _tell_bad(self, news: BadNews) -> None:
        if news.key == AWAY:
            self._rail.show_away(True)
        else:
            self.said.emit(self._fittings.say(news))

    def _free(self) -> None:
        self._busy = False
        self._slow.stop()
        self._rail.show_busy(False)

    def _show(self, picture: Picture) -> None:
        self.picture = picture
        self._rail.show_away(False)
        self._rail.show_queue(picture.seen, self.names, self._fittings.now())

    def _settle(self) -> None:
        if not self._settled:
            self._settled = True
            self.settled.emit()

    def _look_for_lost_call(self) -> None:
        """The answer of a call was lost with the line to the hub, and it was done after all: he stands here."""
        if self._unanswered is None or self._busy or self.ticket is None:
            return
        if self.ticket.number != self._unanswered[2]:
            self._unanswered = None
            self.called.emit(self.ticket)
