"""The keys of the line: call, call again, nobody came, back again, done; and the rail kept true."""

from collections.abc import Callable, Mapping
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.app.desks import Desks
from kiosk.app.outcomes import Changed, TicketMoved
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.domain.ticket import Ticket
from kiosk.ui.fittings import Fittings
from kiosk.ui.window.rail import Rail

KEYS = ("F1", "F2", "F4", "F8", "Ctrl+F1")
SECOND = 1000
ELSEWHERE = 3000  # numbers are taken at other PCs and by other programs too


class Line(QObject):
    """`called` gives the ticket that comes to this window, `ended` that nobody stands here now, `said` a sentence."""

    called = Signal(object)
    ended = Signal()
    said = Signal(str)

    def __init__(self, desks: Desks, fittings: Fittings, rail: Rail, window: str, names: Mapping[str, str]) -> None:
        super().__init__(rail)
        self._queue = desks.queue
        self._fittings = fittings
        self._rail = rail
        self._window = window
        self._names = names
        fittings.feed.subscribe(rail, {Changed.QUEUE}, self.read)
        rail.number.connect(self.call)
        self._clock = QTimer(self, interval=SECOND)
        self._clock.timeout.connect(lambda: rail.show_time(fittings.now()))
        self._clock.start()
        self._elsewhere = QTimer(self, interval=ELSEWHERE)
        self._elsewhere.timeout.connect(self.read)
        self._elsewhere.start()

    @property
    def ticket(self) -> Ticket | None:
        """The number at this window."""
        return self._rail.ticket

    def read(self) -> None:
        """Show the line as it stands."""
        seen = self._queue.seen()
        mine = next((ticket for ticket in seen.serving if ticket.window == self._window), None)
        self._rail.show_queue(seen, mine, self._names, self._fittings.now())

    def press(self, key: str) -> None:
        """A key of the line; one that means nothing now does nothing."""
        if not self._rail.can(key):
            return
        {"F1": self.call, "F2": self._recall, "F4": self._skip, "F8": self._call_back, "Ctrl+F1": self._done}[key]()

    def call(self, number: str = "") -> None:
        """The next in line, or one number. Who stood here before is served."""
        moved = self._try(lambda: self._queue.call(self._window, number, request=uuid4().hex))
        if moved is not None:
            self.called.emit(moved.ticket)

    def _recall(self) -> None:
        if ticket := self.ticket:
            self._try(lambda: self._queue.recall(ticket.number))

    def _skip(self) -> None:
        self._end(self._queue.skip)

    def _done(self) -> None:
        self._end(self._queue.done)

    def _end(self, step: Callable[[str], TicketMoved]) -> None:
        ticket = self.ticket
        if ticket is not None and self._try(lambda: step(ticket.number)) is not None:
            self.ended.emit()

    def _call_back(self) -> None:
        """Who missed his call last has turned up."""
        missed = self._queue.seen().missed
        if missed:
            self.call(max(missed, key=lambda ticket: ticket.ended_at or ticket.taken_at).number)

    def _try(self, step: Callable[[], TicketMoved]) -> TicketMoved | None:
        """A step in the line takes half a millisecond: it is done here; a "no" is said over the page."""
        try:
            moved = step()
        except (Refusal, Trouble) as news:
            self.read()
            self.said.emit(self._fittings.say(news))
            return None
        self._fittings.feed.tell(moved.changed)
        self.read()
        self.said.emit("")
        return moved
