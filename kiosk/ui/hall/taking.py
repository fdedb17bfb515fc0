"""Taking a number and having its slip printed: each on its own lane, the number never waiting for the paper."""

from dataclasses import dataclass
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from kiosk.app.desks import Desks
from kiosk.app.outcomes import QueueSeen, TicketTaken
from kiosk.app.papers import Printed
from kiosk.ui.errands import DESK, PAPER, BadNews
from kiosk.ui.fittings import Fittings


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was given out, and the line behind which it stands."""

    taken: TicketTaken
    seen: QueueSeen

    @property
    def wait(self) -> tuple[int, int] | None:
        """How long, honestly."""
        return self.seen.wait_for(self.taken.ahead)


class Taking(QObject):
    """One resident's taking of one number; pressing twice, or again after a failure, never makes two."""

    given = Signal(object)  # Number
    failed = Signal(str, str)  # the sentence, and the key of what was refused
    printed = Signal(str, str, str)  # ticket number, the printer's trouble or '', and the text of the slip's code

    def __init__(self, desks: Desks, fittings: Fittings, parent: QObject) -> None:
        super().__init__(parent)
        self._desks, self._fittings = desks, fittings
        self._request = ""
        self.begin_anew()

    def begin_anew(self) -> None:
        """Another resident, or another matter: the next number is a new one."""
        self._request = uuid4().hex

    def take(self, matter: str, id_number: str, green: bool = False) -> None:
        """Ask the desk for a number; `green`: in the green channel, as he chose."""
        desks, request = self._desks, self._request

        def job() -> Number:
            return Number(desks.hall.take(matter, id_number, request, green), desks.hall.seen())

        self._fittings.errands.run(DESK, job, self._on_given, self._on_failed, self)

    def have_printed(self, number: Number, again: bool = False) -> None:
        """Print its slip; `again` when it was printed before, which is said on it."""
        desks = self._desks

        def job() -> Printed:  # a desk is made when it is first used: not on the screens' thread
            return desks.printing.slip(number.taken, number.wait, again)

        shown = number.taken.ticket.number
        self._fittings.errands.run(
            PAPER,
            job,
            lambda done: self.printed.emit(shown, done.trouble, done.link),
            lambda news: self.printed.emit(shown, news.key, ""),
            self,
        )

    def _on_given(self, number: Number) -> None:
        self.begin_anew()
        self._fittings.feed.tell(number.taken.changed)
        self.given.emit(number)

    def _on_failed(self, news: BadNews) -> None:
        self.failed.emit(self._fittings.say(news), news.key)
