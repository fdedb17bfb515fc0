"""What each key of the line does, and what it asks for before: F1 to F8, Ctrl+F1, Ctrl+Z."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from kiosk.app.desks import Desks
from kiosk.domain.ticket import Hold, Ticket, TicketState
from kiosk.ui.fittings import Fittings
from kiosk.ui.form.counter.chooser_desk import matters_for
from kiosk.ui.window.line import Line
from kiosk.ui.window.panel import Panel
from kiosk.ui.window.question import Answer, Option, Question
from kiosk.ui.window.rail import Rail
from kiosk.ui.window.returning import who_returns
from kiosk.ui.window.undo import Undo
from kiosk.ui.window.words import LineAsk as Words
from kiosk.ui.window.words import Rail as RailWords

KEYS = ("F1", "F2", "F4", "F5", "F6", "F7", "F8", "Ctrl+F1", "Ctrl+Z")
UNDO = "Ctrl+Z"
MOST_FOUND = 9
MOST_DIGITS = 3  # of a window's number


class LineKeys(QObject):
    """`ended`: nobody stands here now; `undone`: the last step was taken back, and the line is as before."""

    ended = Signal()
    undone = Signal()

    def __init__(self, desks: Desks, fittings: Fittings, line: Line, rail: Rail, panel: Panel, window: str) -> None:
        super().__init__(rail)
        self._desks = desks
        self._fittings = fittings
        self._line = line
        self._rail = rail
        self._panel = panel
        self._window = window
        self._undo = Undo(rail)
        panel.answered.connect(self._on_answered)
        panel.typed.connect(self._on_typed)
        line.called.connect(lambda ticket: self._offer(Words.CALLED, ticket))
        rail.number.connect(line.call)

    def press(self, key: str) -> None:
        """A key of the line; one that means nothing now does nothing, and pressed again, it asks no more."""
        if self._panel.asking:
            asking = self._panel.asking
            self._panel.leave()
            if asking == key:
                return
        if key == UNDO:
            self._take_back()
        elif self._rail.can(key):
            self._deeds()[key]()

    def add_matter(self, ticket: Ticket, matter: str) -> None:
        """One matter more on the number that stands here."""
        if matter not in (ticket.matter, *ticket.more):
            self._line.beside(lambda: self._desks.window.add_matter(ticket.number, matter))

    def _deeds(self) -> dict[str, Callable[[], None]]:
        return {
            "F1": self._line.call,
            "F2": self._recall,
            "F4": lambda: self._end(Words.SKIPPED, self._desks.queue.skip),
            "F5": self._pause,
            "F6": self._ask_transfer,
            "F7": self._ask_hold,
            "F8": self._ask_back,
            "Ctrl+F1": lambda: self._end(Words.SERVED, self._desks.queue.done),
        }

    def _recall(self) -> None:
        if ticket := self._line.ticket:
            self._line.step(lambda: self._desks.queue.recall(ticket.number))

    def _end(self, deed: str, step: Callable[[str], Any]) -> None:
        """A step after which nobody stands here."""
        ticket = self._line.ticket
        if ticket is None:
            return

        def ended(_moved: object) -> None:
            self._panel.leave()
            self._offer(deed, ticket)
            self.ended.emit()

        self._line.step(lambda: step(ticket.number), ended)

    def _take_back(self) -> None:
        if self._undo.offered:
            self._undo.end()
            self._line.step(lambda: self._desks.queue.undo(self._window), lambda _: self.undone.emit())

    def _offer(self, deed: str, ticket: Ticket) -> None:
        picture = self._line.picture
        if picture is not None:
            words = Words.DEED.format(done=deed, number=ticket.number)
            self._undo.offer(words, picture.seen.undo_seconds)

    def _pause(self) -> None:
        picture = self._line.picture
        if picture is not None and self._window in picture.seen.paused:
            self._line.step(lambda: self._desks.window.reopen(self._window))
            return
        reasons = tuple(Option(reason, reason) for reason in Words.PAUSES)
        self._panel.ask(Question("F5", Words.PAUSE, reasons, text=Words.PAUSE_TEXT, at_once=True))

    def _ask_hold(self) -> None:
        if ticket := self._line.ticket:
            kinds = tuple(Option(kind, *words) for kind, words in Words.HOLDS.items())
            title = Words.HOLD.format(number=ticket.number)
            self._panel.ask(Question("F7", title, kinds, note=Words.HOLD_TEXT))

    def _ask_transfer(self) -> None:
        if ticket := self._line.ticket:
            title = Words.TRANSFER.format(number=ticket.number)
            self._panel.ask(Question("F6", title, text=Words.TRANSFER_TO, note=Words.TRANSFER_NOTE, digits=False))

    def _ask_back(self) -> None:
        picture, now = self._line.picture, self._fittings.now()
        if picture is None:
            return
        late = picture.seen.late_minutes
        options = tuple(self._returning(ticket) for ticket in who_returns(picture.seen, self._window, now, late))
        if options:
            self._panel.ask(Question("F8", Words.BACK, options, hint=Words.BACK_HINT, at_once=True))

    def _returning(self, ticket: Ticket) -> Option:
        minutes = max(0, int((self._fittings.now() - ticket.now.begun).total_seconds() // 60))
        matter = self._name(ticket.matter)
        if ticket.state is TicketState.MISSED:
            return Option(ticket.number, ticket.number, Words.BACK_MISSED.format(minutes=minutes, matter=matter))
        kind = RailWords.HOLDS.get(ticket.now.hold, "")
        note = Words.BACK_HELD.format(kind=kind, minutes=minutes, matter=matter)
        text = RailWords.NOTE.format(note=note, text=ticket.now.note) if ticket.now.note else note
        return Option(ticket.number, ticket.number, text)

    def _name(self, matter: str) -> str:
        return self._line.names.get(matter, matter)

    def _on_typed(self, text: str) -> None:
        """Where to: digits are a window, all else is looked for among the matters."""
        if self._panel.asking != "F6":
            return
        wanted = text.strip()
        self._panel.show_hint("")
        if wanted.isdecimal() and wanted.isascii():
            number = wanted[:MOST_DIGITS].lstrip("0")
            words = Words.TO_WINDOW.format(window=number)
            self._panel.show_options((Option(number, words, Words.TO_WINDOW_NOTE),) if number else ())
            return
        found = matters_for(self._desks.hall, wanted)[:MOST_FOUND] if wanted else ()
        self._panel.show_options(
            [Option(f"/{one.code}", one.name, Words.TO_MATTER_NOTE.format(code=one.code)) for one in found]
        )

    def _on_answered(self, answer: Answer) -> None:
        {"F5": self._do_pause, "F6": self._do_transfer, "F7": self._do_hold, "F8": self._do_back}[answer.name](answer)

    def _do_pause(self, answer: Answer) -> None:
        reason = answer.text or answer.option
        self._panel.leave()
        self._line.step(lambda: self._desks.window.pause(self._window, reason))

    def _do_hold(self, answer: Answer) -> None:
        kind = Hold(answer.option)
        self._end(Words.HELD, lambda number: self._desks.queue.hold(number, kind, answer.note))

    def _do_transfer(self, answer: Answer) -> None:
        to = answer.option
        if not to or to == self._window:
            said = Words.TO_ITSELF.format(window=to) if to else Words.TO_NOWHERE
            self._panel.show_hint(said, "bad")
            return
        window, matter = ("", to[1:]) if to.startswith("/") else (to, "")
        self._end(Words.MOVED, lambda number: self._desks.queue.transfer(number, window, matter, answer.note))

    def _do_back(self, answer: Answer) -> None:
        picture = self._line.picture
        if not answer.shifted:
            self._panel.leave()
            self._line.call(answer.option)
            return
        if picture is not None and any(ticket.number == answer.option for ticket in picture.seen.held):
            self._panel.show_hint(Words.NOT_MISSED.format(number=answer.option), "bad")
            return
        self._panel.leave()
        self._line.step(lambda: self._desks.queue.rejoin(answer.option))
