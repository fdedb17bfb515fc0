"""Sends receipts to the printer on the paper's own lane, and tells what became of each."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from kiosk.app.desks import Desks
from kiosk.app.outcomes import CaseTaken, JointTaken
from kiosk.app.papers import Printed
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.ui.errands import PAPER, BadNews
from kiosk.ui.fittings import Fittings


class Printing(QObject):
    """`began` and `ended` name the case; `ended` gives the sentence of trouble, '' when the printer took it."""

    began = Signal(str)
    ended = Signal(str, str)

    def __init__(self, desks: Desks, fittings: Fittings, parent: QObject) -> None:
        super().__init__(parent)
        self._desks = desks
        self._fittings = fittings
        self._copies: dict[str, int] = {}

    def receipt(self, taken: CaseTaken) -> None:
        """Print a case's receipt; each further time it is one copy more."""
        case_no = taken.case.case_no
        copy = self._copies[case_no] = self._copies.get(case_no, 0) + 1
        self.began.emit(case_no)
        self._fittings.errands.run(
            PAPER,
            lambda: self._desks.printing.receipt(taken, self._desks.actor, copy),
            lambda printed: self._on_printed(case_no, printed),
            lambda news: self._on_failed(case_no, news),
            owner=self,
        )

    def sheet(self, done: JointTaken) -> None:
        """Print the one sheet of cases filed in one go; it goes by the number of the first."""
        case_no = done.taken[0].case.case_no
        copy = self._copies[case_no] = self._copies.get(case_no, 0) + 1
        self.began.emit(case_no)
        self._fittings.errands.run(
            PAPER,
            lambda: self._desks.printing.joint(done, self._desks.actor, copy),
            lambda printed: self._on_printed(case_no, printed),
            lambda news: self._on_failed(case_no, news),
            owner=self,
        )

    def again(self, case_no: str) -> bool:
        """Print the receipt of a case once more; False when it cannot be made here."""
        try:
            self.receipt(self._desks.intake.taken(case_no))
        except Refusal:
            return False
        return True

    def once_more(self, last: CaseTaken | JointTaken) -> None:
        """The paper of what was just filed, again."""
        if isinstance(last, JointTaken):
            self.sheet(last)
        else:
            self.again(last.case.case_no)

    def knows(self, case_no: str) -> bool:
        """Whether this case's receipt can be printed again here."""
        try:
            self._desks.intake.taken(case_no)
        except Refusal:
            return False
        return True

    def time(self) -> str:
        """The time on the wall, for the paper's state."""
        now: datetime = self._fittings.now()
        return f"{now:%H:%M}"

    def _on_printed(self, case_no: str, printed: Printed) -> None:
        self.ended.emit(
            case_no, self._fittings.say(Trouble(printed.trouble, printer=printed.printer)) if printed.trouble else ""
        )

    def _on_failed(self, case_no: str, news: BadNews) -> None:
        self.ended.emit(case_no, self._fittings.say(news))


def number_of(filed: CaseTaken | JointTaken) -> str:
    """By which number the paper of a filing goes."""
    return (filed.taken[0] if isinstance(filed, JointTaken) else filed).case.case_no
