"""The left edge of the window: who sits here, whose number is served, the keys of the line, and the line itself."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.app.outcomes import QueueSeen
from kiosk.domain.ticket import Ticket
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import BigNumber, Button, Card, Chip, Elided, Label, rule
from kiosk.ui.widgets.clearing import refill
from kiosk.ui.widgets.scroll import Scroll
from kiosk.ui.window.help_card import HelpCard
from kiosk.ui.window.rail_rows import RailRows
from kiosk.ui.window.returning import who_returns
from kiosk.ui.window.words import Rail as Words

WIDTH, TICKET, KEY = 216, 140, 32  # the card holds two lines of matters: the keys below never move
SHORT, LOW_KEY = 560, 24  # a rail lower than this has lower keys, so that who is next is seen all the same
KEYS = (
    ("F1", Words.CALL),
    ("F2", Words.RECALL),
    ("F3", Words.RATE),
    ("F4", Words.SKIP),
    ("F5", Words.PAUSE),
    ("F6", Words.TRANSFER),
    ("F7", Words.HOLD),
    ("F8", Words.BACK),
)
WITH_TICKET = ("F2", "F4", "F6", "F7", "Ctrl+F1")


class Rail(QFrame):
    """`pressed` names the key; `number` a ticket in the line that is to be called."""

    pressed = Signal(str)
    number = Signal(str)

    def __init__(self, theme: Theme, window: str, actor: str, demo: bool) -> None:
        super().__init__()
        self._theme = theme
        self._window = window
        self._names: Mapping[str, str] = {}
        self._seen: QueueSeen | None = None
        self._drawn: object = None
        self._undo = ""
        self._busy = self._rateable = False
        self.ticket: Ticket | None = None
        self.setProperty("rail", "true")
        self.setFixedWidth(theme.px(WIDTH))
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(12)] * 4)
        box.setSpacing(theme.px(6))
        box.addLayout(self._head(window, actor, demo))
        box.addWidget(self._ticket_card())
        box.addLayout(self._key_grid())
        self._line = QVBoxLayout()
        self._line.setSpacing(0)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.px(4), 0)
        self.help = HelpCard(theme)
        self.help.pressed.connect(self.pressed)
        column.addWidget(self.help)
        column.addWidget(self._away_sentence())
        column.addLayout(self._line)
        column.addStretch(1)
        box.addLayout(self._line_head())
        box.addWidget(rule())
        box.addWidget(Scroll(theme, inner), 1)
        self._enable()

    def show_queue(self, seen: QueueSeen, names: Mapping[str, str], now: datetime) -> None:
        """The line as it stands, and the number at this window."""
        self._names, self._seen = names, seen
        self.ticket = next((ticket for ticket in seen.serving if ticket.window == self._window), None)
        self._enable()
        self._show_count(seen)
        self.help.show_calls(seen.help, now)
        wait = seen.wait_for(len(seen.waiting)) if seen.waiting else None
        self._range.setText(Words.RANGE.format(low=wait[0], high=wait[1]) if wait else "")
        drawn = (seen.waiting, seen.held, dict(seen.paused), now.replace(second=0, microsecond=0))
        if drawn != self._drawn:  # what is seen already is not drawn anew
            self._drawn = drawn
            refill(self._line, RailRows(self._theme, self._window, names, self.number.emit).of(seen, now))
        self.show_time(now)

    def show_time(self, now: datetime) -> None:
        """How long the number at the window has been served."""
        ticket, seen = self.ticket, self._seen
        paused = seen is not None and self._window in seen.paused
        self._number.show_number(ticket.number if ticket else Words.IDLE)
        self._title.setText(_title(ticket) or (Words.PAUSED_HERE if paused else ""))
        self._title.set_tone("accent" if ticket else "warn")
        self._title.setVisible(bool(self._title.text()) and not self._undo)
        more = ticket.more if ticket else ()
        self._more.setText(Words.MORE.format(names=Words.COMMA.join(map(self._name, more))) if more else "")
        matter = self._name(ticket.matter) if ticket else Words.NO_TICKET
        for label, shown in ((self._whole, not more), (self._matter, bool(more)), (self._more, bool(more))):
            label.setVisible(shown)
        self._whole.setText(matter)
        self._matter.setText(matter)
        self._show_since(now, paused)

    def show_undo(self, deed: str) -> None:
        """What Ctrl+Z takes back now; '' for nothing."""
        self._undo = Words.UNDO.format(deed=deed) if deed else ""
        self._offer.setText(self._undo)
        self._offer.setVisible(bool(deed))
        self._title.setVisible(not deed and bool(self._title.text()))
        for part in (self._since, self._timed):
            part.setVisible(not deed)

    def show_away(self, away: bool) -> None:
        """The hub cannot be reached: the last line that was seen stays, and a sentence says why it rests."""
        self._away.setVisible(away)

    def show_busy(self, busy: bool) -> None:
        """A step is under way and takes its time."""
        if busy is not self._busy:
            self._busy = busy
            self._enable()

    def can(self, key: str) -> bool:
        """Whether a key of the line means something now."""
        return self._keys[key].isEnabled()

    def show_rateable(self, rateable: bool) -> None:
        """Something was done that a resident may rate, also when nobody stands here by now."""
        self._rateable = rateable
        self._enable()

    def _name(self, matter: str) -> str:
        return self._names.get(matter, matter)

    def _show_since(self, now: datetime, paused: bool) -> None:
        ticket = self.ticket
        if ticket is None or ticket.called_at is None:
            self._since.setText(Words.PRESS_F5 if paused else Words.PRESS_F1)
            self._timed.setText("")
            return
        gone = max(0, int((now - ticket.called_at).total_seconds()))
        self._since.setText("")
        self._timed.setText(Words.SINCE.format(minutes=gone // 60, seconds=gone % 60))

    def _show_count(self, seen: QueueSeen) -> None:
        waiting = Words.WAITING.format(count=len(seen.waiting)) if seen.waiting else Words.NOBODY
        paused = self._window in seen.paused
        why = seen.paused.get(self._window) or Words.NO_REASON
        self._count.setText(Words.PAUSED_FOR.format(reason=why, waiting=waiting) if paused else waiting)
        self._count.set_tone("warn" if paused else "muted")

    def _enable(self) -> None:
        seen, free = self._seen, not self._busy
        paused = seen is not None and self._window in seen.paused
        waits = seen is not None and seen.next_for(self._window) is not None
        self._keys["F1"].setEnabled(free and waits and not paused)
        self._keys["F5"].setEnabled(free and seen is not None)
        self._keys["F5"].set_words(Words.REOPEN if paused else Words.PAUSE)
        self._keys["F8"].setEnabled(free and not paused and seen is not None and bool(who_returns(seen, self._window)))
        self._keys["F3"].setEnabled(free and (self._rateable or self.ticket is not None))
        for key in WITH_TICKET:
            self._keys[key].setEnabled(free and self.ticket is not None)

    def _head(self, window: str, actor: str, demo: bool) -> QHBoxLayout:
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(Words.WINDOW.format(window=window), "section"))
        staff = actor.removeprefix("staff:") if actor.startswith("staff:") else ""
        words.addWidget(Label(Words.STAFF.format(staff=staff) if staff else Words.NO_STAFF, "note", "muted"))
        head.addLayout(words, 1)
        chip = (Words.DEMO, "warn", "info") if demo else (Words.ON_DUTY, "good", "circle-check")
        head.addWidget(Chip(self._theme, chip[0], chip[1], icon=chip[2]), 0, Qt.AlignmentFlag.AlignVCenter)
        return head

    def _line_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        self._count = Elided("", "note", "muted")
        self._range = Label("", "note", "muted")
        head.addWidget(self._count, 1)
        head.addWidget(self._range)
        return head

    def _away_sentence(self) -> Label:
        self._away = Label(Words.AWAY, "note", "warn", wrap=True)
        self._away.hide()
        return self._away

    def _ticket_card(self) -> Card:
        theme = self._theme
        self._card = card = Card(theme, "soft", margin=12, gap=4)
        self._title = Label("", "note", "accent")
        self._number = BigNumber(theme.size("number"))
        self._whole, self._matter = Label("", "strong", wrap=True), Elided("", "strong")
        self._more = Elided("", "note", "muted")
        self._since, self._timed = Label("", "note", "muted"), Label("", "note", "muted")
        self._offer = Elided("", "note", "warn", least=0.8)
        card.setFixedHeight(theme.px(TICKET))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        for part in (self._title, self._since):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self._timed)
        card.box.addLayout(head)
        card.box.addWidget(self._offer)
        card.box.addWidget(self._number, 0, Qt.AlignmentFlag.AlignLeft)
        for label in (self._whole, self._matter, self._more):
            card.box.addWidget(label)
        card.box.addStretch(1)
        self._matter.hide()
        self._more.hide()
        self._offer.hide()
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        short = event.size().height() < self._theme.px(SHORT)
        for button in self._keys.values():
            button.setMinimumHeight(self._theme.px(LOW_KEY if short else KEY))
            side, edge = self._theme.px(6), self._theme.px(0 if short else 2)
            button.face.setContentsMargins(side, edge, side, edge)
        self._grid.setSpacing(self._theme.px(2 if short else 6))

    def _key_grid(self) -> QGridLayout:
        grid = self._grid = QGridLayout()
        grid.setSpacing(self._theme.px(6))
        self._keys: dict[str, Button] = {}
        for nth, (key, word) in enumerate(KEYS):
            grid.addWidget(self._key(key, word), nth // 2, nth % 2)
        grid.addWidget(self._key("Ctrl+F1", Words.DONE), len(KEYS) // 2, 0, 1, 2)
        return grid

    def _key(self, key: str, word: str) -> Button:
        button = Button(self._theme, word, key=key)
        button.face.setContentsMargins(*map(self._theme.px, (6, 2, 6, 2)))
        button.face.setSpacing(self._theme.px(6))
        button.setMinimumHeight(self._theme.px(KEY))
        button.setShortcut("")  # the screen listens, so that a key works wherever the cursor is
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.pressed.emit(key))
        self._keys[key] = button
        return button


def _title(ticket: Ticket | None) -> str:
    if ticket is None:
        return ""
    return Words.SERVING_MORE.format(count=1 + len(ticket.more)) if ticket.more else Words.SERVING
