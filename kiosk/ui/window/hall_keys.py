"""Keys by which a window answers the hall: F3 asks its resident for a rating, F11 goes where somebody needs help."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from kiosk.app.desks import Desks
from kiosk.app.outcomes import CaseTaken, JointTaken, Wished
from kiosk.domain.rating import Rateable
from kiosk.ui.errands import DESK, LINE
from kiosk.ui.fittings import Fittings
from kiosk.ui.window.line import Line
from kiosk.ui.window.rail import Rail
from kiosk.ui.window.words import Rail as Words


class HallKeys(QObject):
    """`said` what came of it. A rating is only asked for here: the clerk never gives one, nor sees what was given."""

    said = Signal(str)

    def __init__(self, desks: Desks, fittings: Fittings, line: Line, rail: Rail, window: str) -> None:
        super().__init__(rail)
        self._desks, self._fittings, self._line, self._rail = desks, fittings, line, rail
        self._window = window
        self._filed = Rateable()
        line.called.connect(self._on_called)
        rail.help.came.connect(self._ring)

    def filed(self, taken: CaseTaken | JointTaken, number: str) -> None:
        """A case was filed, on this number or on none: from now on it is what is rated."""
        case = (taken.taken[0] if isinstance(taken, JointTaken) else taken).case
        self._filed = Rateable(case_no=case.case_no, number=number, matter=case.matter)
        self._rail.show_rateable(True)

    def rate(self) -> None:
        """Have the resident's side show the rating of what was filed for who stands here, else of his visit."""
        if not self._rail.can("F3"):
            return
        ticket, filed, desks, window = self._line.ticket, self._filed, self._desks, self._window
        if ticket is not None and filed.number != ticket.number:
            filed = Rateable(ticket=ticket.id, number=ticket.number, matter=ticket.matter)

        def asking() -> Wished:
            desks.rating.must_be_open(filed)
            return desks.wishes.ask_rating(window, filed.case_no, filed.number, filed.matter)

        self._do(asking, Words.RATE_ASKED)

    def come(self) -> None:
        """Somebody of this window goes to who called; nothing when nobody calls."""
        if self._rail.help.calling:
            self._do(lambda: self._desks.wishes.come(self._window), "")

    def _do(self, job: Callable[[], Wished], done: str) -> None:
        def told(wished: Wished) -> None:
            self._fittings.feed.tell(wished.changed)
            self.said.emit(done)

        self._fittings.errands.run(LINE, job, told, lambda news: self.said.emit(self._fittings.say(news)), self)

    def _on_called(self, _ticket: object) -> None:
        self._filed = Rateable()
        self._rail.show_rateable(False)

    def _ring(self) -> None:
        """A gentle sound, where this PC has one."""
        self._fittings.errands.run(DESK, self._chime, lambda _: None)

    def _chime(self) -> None:
        if self._desks.announcer is not None:
            self._desks.announcer.chime()
