"""Windows in fixed places, each with the number it serves; and the latest calls."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.ticket import Ticket
from kiosk.ui.board.words import word
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import BigNumber, Card, Elided, Icon, Label, restyle, rule
from kiosk.ui.widgets.clearing import refill

_MIDDLE = Qt.AlignmentFlag.AlignCenter
RECENT, BORDER = 5, 6


class WindowColumn(QFrame):
    """One window: its number on top, the ticket below, what is happening there in a word."""

    def __init__(self, theme: Theme, window: str) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("card", "plain")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head = QFrame()
        self._head.setProperty("head", "plain")
        line = QHBoxLayout(self._head)
        line.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        self._title = Elided(word("window", window=window), "fact", least=0.4)
        self._title.setAlignment(_MIDDLE)
        line.addWidget(self._title)
        column.addWidget(self._head)
        body = self._body = QVBoxLayout()
        body.setContentsMargins(theme.px(16), theme.px(20), theme.px(16), theme.px(16))
        body.setSpacing(theme.px(4))
        column.addLayout(body, 1)
        self.number = BigNumber(theme.size("number"), "ink")
        self._category = Elided("", "body", least=0.6)
        self._category.setAlignment(_MIDDLE)
        self._sign = Icon(theme, "user", "ink-muted", 36)
        self._state = Label("", "note", "muted")
        body.addStretch(1)
        body.addWidget(self.number)
        body.addSpacing(theme.px(16))
        body.addWidget(self._category)
        state = QHBoxLayout()
        state.setSpacing(theme.px(12))
        state.addStretch(1)
        state.addWidget(self._sign)
        state.addWidget(self._state)
        state.addStretch(1)
        body.addLayout(state)
        body.addStretch(1)
        self.setAccessibleName(self._title.text())

    def show_ticket(self, ticket: Ticket | None, category: str, *, called: bool) -> None:
        """The ticket at this window, or none; `called`: it is this one's turn to come."""
        self.number.setVisible(ticket is not None)
        self.number.show_number(ticket.number if ticket else "", "accent" if called else "ink")
        self._category.setText(category)
        self._category.setVisible(bool(category))
        key = "window_free" if ticket is None else "come_now" if called else "served_now"
        self._state.setText(word(key))
        self._state.set_bold(called)
        self._state.set_tone("accent" if called else "muted")
        icon = "clock" if ticket is None else "megaphone" if called else "user"
        self._sign.show_icon(icon, "accent" if called else "ink-muted")
        restyle(self, "card", "called" if called else "plain")
        wide = self._theme.px(BORDER) - 1 if called else 0  # the wide border takes room: the words stay where they are
        self._head.setFixedHeight(self._theme.px(96) - wide)
        side, top = self._theme.px(16) - wide, self._theme.px(20)
        self._body.setContentsMargins(side, top, side, side)
        restyle(self._head, "head", "called" if called else "plain")
        self._title.set_tone("paper" if called else "")

    def show_paused(self, reason: str) -> None:
        """Nobody is called here for now, and why."""
        self._state.setText(word("window_paused"))
        self._state.set_tone("warn")
        self._sign.show_icon("pause", "warn")
        self._category.setText(reason)
        self._category.setVisible(bool(reason))


class Recent(Card):
    """The latest calls, newest first."""

    def __init__(self, theme: Theme, most: int = RECENT) -> None:
        super().__init__(theme, margin=0)
        self._theme, self._most = theme, most
        self.setFixedHeight(theme.px(144))
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(32), 0, theme.px(16), 0)
        row.setSpacing(theme.px(24))
        self.box.addLayout(row)
        title = Label(word("just_called"), "body")
        title.set_bold(True)
        row.addWidget(title)
        self._places = QWidget()
        self._grid = QGridLayout(self._places)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(24))
        row.addWidget(self._places, 1)

    def show_tickets(self, tickets: tuple[Ticket, ...]) -> None:
        """Draw the last ones, as many as there is room for."""
        refill(self._grid)
        for place, ticket in enumerate(tickets[: self._most]):
            self._grid.addWidget(rule("down"), 0, 2 * place)
            self._grid.addWidget(self._one(ticket), 0, 2 * place + 1)
        for column in range(2 * self._most):
            self._grid.setColumnStretch(column, column % 2)
        if not tickets:
            self._grid.addWidget(Label(word("nobody_called"), "body", "muted"), 0, 1)

    def _one(self, ticket: Ticket) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        line = QHBoxLayout()
        line.setSpacing(self._theme.px(14))
        line.addWidget(Label(ticket.number, "section"))
        line.addWidget(Elided(word("window", window=_called_to(ticket)), "body", least=0.6), 1)
        column.addStretch(1)
        column.addLayout(line)
        at = ticket.called_at
        column.addWidget(Label(f"{at:%H:%M}" if at else "", "tiny", "muted"))
        column.addStretch(1)
        return holder


def _called_to(ticket: Ticket) -> str:
    """The window of its last call, also when it has gone on from there since."""
    return max(ticket.periods, key=lambda p: p.turn).at
