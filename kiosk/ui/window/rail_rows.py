"""The rows of the rail's line: who waits and who of them is next, who rests, which windows are paused."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.app.outcomes import QueueSeen
from kiosk.domain.ticket import Ticket
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Elided, Icon, Label, Pressable, rule, unclickable
from kiosk.ui.window.words import Rail as Words

MOST, NUMBER = 40, 56


class RailRows:
    """Makes rows; `call` is told of a number that is pressed."""

    def __init__(self, theme: Theme, window: str, names: Mapping[str, str], call: Callable[[str], None]) -> None:
        self._theme = theme
        self._window = window
        self._names = names
        self._call = call

    def of(self, seen: QueueSeen, now: datetime) -> list[QWidget]:
        """All of them, in the order in which they are of use."""
        following, rows = seen.next_for(self._window), list[QWidget]()
        for ticket in seen.waiting[:MOST]:
            rows += [self._waiting(ticket, ticket is following, now), rule()]
        if seen.held:
            rows.append(Label(Words.HELD.format(count=len(seen.held)), "note", "muted"))
            rows += [self._held(ticket, now) for ticket in seen.held[:MOST]]
        others = {window: why for window, why in seen.paused.items() if window != self._window}
        if others:
            rows.append(Label(Words.PAUSED.format(count=len(others)), "note", "muted"))
            rows += [self._paused(window, why) for window, why in sorted(others.items())]
        return rows

    def _waiting(self, ticket: Ticket, following: bool, now: datetime) -> QWidget:
        minutes = _minutes(ticket.taken_at, now)
        waited = Words.WAITED.format(minutes=minutes) if minutes > 0 else Words.JUST_NOW
        lines: list[tuple[str, str, str]] = []
        if ticket.green:
            lines.append((Words.GREEN, "warn", "star"))
        if ticket.now.to and ticket.now.to != self._window:
            lines.append((Words.FOR_WINDOW.format(window=ticket.now.to), "muted", ""))
        elif ticket.now.behind:
            lines.append((Words.LATE, "muted", ""))
        if ticket.now.note:
            lines.append((ticket.now.note, "muted", ""))
        return self._row(ticket, waited, lines, following)

    def _held(self, ticket: Ticket, now: datetime) -> QWidget:
        kind = Words.HOLDS.get(ticket.now.hold, "")
        rested = Words.HELD_FOR.format(minutes=_minutes(ticket.now.begun, now))
        lines = [(kind, "muted", "")] if kind else []
        if ticket.now.to not in ("", self._window):
            lines.append((Words.HELD_AT.format(window=ticket.now.to), "muted", ""))
        if ticket.now.note:
            lines.append((ticket.now.note, "muted", ""))
        return self._row(ticket, rested, lines, False)

    def _paused(self, window: str, why: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, self._theme.px(4), 0, self._theme.px(4))
        row.setSpacing(self._theme.px(8))
        number = Label(Words.PAUSED_WINDOW.format(window=window), "strong")
        number.setMinimumWidth(self._theme.px(NUMBER))
        row.addWidget(number)
        row.addWidget(Elided(why or Words.NO_REASON, "note", "muted"), 1)
        return line

    def _row(self, ticket: Ticket, since: str, lines: list[tuple[str, str, str]], following: bool) -> Pressable:
        """Number and how long at the left, the matter whole at the right."""
        theme = self._theme
        matter = self._names.get(ticket.matter, ticket.matter)
        row = Pressable(Words.CALL_THIS.format(number=ticket.number, matter=matter), "row", QHBoxLayout())
        row.setProperty("following", "true" if following else "false")
        row.face.setContentsMargins(0, theme.px(6), 0, theme.px(6))
        row.face.setSpacing(theme.px(4))
        number = Label(ticket.number, "strong", "accent")
        number.setMinimumWidth(theme.px(NUMBER))
        row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addWidget(unclickable(number))
        who.addWidget(unclickable(Label(since, "note", "muted")))
        if following:
            who.addWidget(unclickable(Label(Words.NEXT, "note", "accent")))
        who.addStretch(1)
        row.face.addLayout(who)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(unclickable(Label(matter, wrap=True)))
        for text, tone, icon in lines:
            line = QHBoxLayout()
            line.setSpacing(theme.px(4))
            if icon:
                line.addWidget(unclickable(Icon(theme, icon, tone, 14)))
            line.addWidget(unclickable(Elided(text, "note", tone)), 1)
            words.addLayout(line)
        words.addStretch(1)
        row.face.addLayout(words, 1)
        row.setAccessibleDescription(
            Words.COMMA.join((since, *((Words.NEXT,) if following else ()), *(text for text, _, _ in lines)))
        )
        row.clicked.connect(lambda: self._call(ticket.number))
        return row


def _minutes(since: datetime, now: datetime) -> int:
    return max(0, int((now - since).total_seconds() // 60))
