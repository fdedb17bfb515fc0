"""The left edge of the window: who sits here, whose number is served, the keys of the line, and the line itself."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.app.outcomes import QueueSeen
from kiosk.domain.ticket import Ticket
from kiosk.ui.form.clearing import refill
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import BigNumber, Button, Card, Chip, Elided, Icon, Label, Pressable, rule, unclickable
from kiosk.ui.widgets.scroll import Scroll
from kiosk.ui.window.words import Rail as Words

WIDTH, TICKET, MOST = 216, 132, 40
KEYS = (("F1", Words.CALL), ("F2", Words.RECALL), ("F4", Words.SKIP), ("F8", Words.BACK))


class Rail(QFrame):
    """`pressed` names the key; `number` a ticket in the line that is to be called."""

    pressed = Signal(str)
    number = Signal(str)

    def __init__(self, theme: Theme, window: str, actor: str, demo: bool) -> None:
        super().__init__()
        self._theme = theme
        self._names: Mapping[str, str] = {}
        self.ticket: Ticket | None = None
        self.setProperty("rail", "true")
        self.setFixedWidth(theme.px(WIDTH))
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(12)] * 4)
        box.setSpacing(theme.px(10))
        box.addLayout(self._head(window, actor, demo))
        box.addWidget(self._ticket_card())
        box.addLayout(self._key_grid())
        self._line = QVBoxLayout()
        self._line.setSpacing(0)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.px(4), 0)
        column.addLayout(self._line)
        column.addStretch(1)
        head = QHBoxLayout()
        self._count = Label("", "note", "muted")
        self._range = Label("", "note", "muted")
        head.addWidget(self._count, 1)
        head.addWidget(self._range)
        box.addLayout(head)
        box.addWidget(rule())
        box.addWidget(Scroll(theme, inner), 1)

    def show_queue(self, seen: QueueSeen, mine: Ticket | None, names: Mapping[str, str], now: datetime) -> None:
        """The line as it stands, and the number at this window."""
        self._names, self.ticket = names, mine
        self._enable(seen, mine)
        self._count.setText(Words.WAITING.format(count=len(seen.waiting)) if seen.waiting else Words.NOBODY)
        wait = seen.wait_for(len(seen.waiting)) if seen.waiting else None
        self._range.setText(Words.RANGE.format(low=wait[0], high=wait[1]) if wait else "")
        refill(self._line)
        for ticket in seen.waiting[:MOST]:
            self._line.addWidget(self._waiting(ticket, now))
            self._line.addWidget(rule())
        self.show_time(now)

    def show_time(self, now: datetime) -> None:
        """How long the number at the window has been served."""
        ticket = self.ticket
        self._number.show_number(ticket.number if ticket else Words.IDLE)
        self._matter.setText(self._names.get(ticket.matter, ticket.matter) if ticket else Words.NO_TICKET)
        self._title.setText(Words.SERVING if ticket else "")
        if ticket is None or ticket.called_at is None:
            self._since.setText(Words.PRESS_F1)
            return
        gone = max(0, int((now - ticket.called_at).total_seconds()))
        self._since.setText(Words.SINCE.format(minutes=gone // 60, seconds=gone % 60))

    def can(self, key: str) -> bool:
        """Whether a key of the line means something now."""
        return self._keys[key].isEnabled()

    def _enable(self, seen: QueueSeen, mine: Ticket | None) -> None:
        self._keys["F1"].setEnabled(bool(seen.waiting))
        self._keys["F8"].setEnabled(bool(seen.missed))
        for key in ("F2", "F4", "Ctrl+F1"):
            self._keys[key].setEnabled(mine is not None)

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

    def _ticket_card(self) -> Card:
        theme = self._theme
        card = Card(theme, "soft", margin=12, gap=4)
        self._title = Label("", "note", "accent")
        self._number = BigNumber(theme.size("number"))
        self._matter = Elided("", "strong")
        self._since = Label("", "note", "muted")
        card.setFixedHeight(theme.px(TICKET))
        card.box.addWidget(self._title)
        card.box.addWidget(self._number, 0, Qt.AlignmentFlag.AlignLeft)
        card.box.addWidget(self._matter)
        card.box.addWidget(self._since)
        return card

    def _key_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(self._theme.px(8))
        self._keys: dict[str, Button] = {}
        for nth, (key, word) in enumerate(KEYS):
            grid.addWidget(self._key(key, word), nth // 2, nth % 2)
        grid.addWidget(self._key("Ctrl+F1", Words.DONE), 2, 0, 1, 2)
        return grid

    def _key(self, key: str, word: str) -> Button:
        button = Button(self._theme, word, key=key)
        button.setShortcut("")  # the screen listens, so that a key works wherever the cursor is
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.pressed.emit(key))
        self._keys[key] = button
        return button

    def _waiting(self, ticket: Ticket, now: datetime) -> Pressable:
        theme = self._theme
        matter = self._names.get(ticket.matter, ticket.matter)
        row = Pressable(Words.CALL_THIS.format(number=ticket.number, matter=matter), "row", QHBoxLayout())
        row.face.setContentsMargins(0, theme.px(6), 0, theme.px(6))
        row.face.setSpacing(theme.px(8))
        number = Label(ticket.number, "strong", "accent")
        number.setFixedWidth(theme.px(52))
        row.face.addWidget(unclickable(number))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(unclickable(Elided(matter)))
        minutes = int((now - ticket.taken_at).total_seconds() // 60)
        note = Words.WAITED.format(minutes=minutes) if minutes > 0 else Words.JUST_NOW
        line = QHBoxLayout()
        line.setSpacing(theme.px(4))
        if ticket.green:
            line.addWidget(unclickable(Icon(theme, "star", "warn", 14)))
            note = f"{Words.GREEN} {note}"
        line.addWidget(unclickable(Label(note, "note", "warn" if ticket.green else "muted")), 1)
        words.addLayout(line)
        row.face.addLayout(words, 1)
        row.clicked.connect(lambda: self.number.emit(ticket.number))
        return row
