"""The head's screen: seven figures, the windows, what is due soon, today's cases by state."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.app.outcomes import CaseFound, PostSeen, QueueSeen
from kiosk.domain.deadline import CHINA
from kiosk.domain.figures import LineFigures
from kiosk.domain.rating import RatingFigures
from kiosk.domain.wishes import HelpAsked
from kiosk.domain.words import state_word
from kiosk.ui.fittings import Fittings
from kiosk.ui.office.figures import Figures
from kiosk.ui.office.words import Live as Words
from kiosk.ui.widgets import Card, Chip, Elided, Label, rule
from kiosk.ui.widgets.clearing import refill
from kiosk.ui.widgets.scroll import Scroll

SERVED, RATED = 2, 5  # places among the figures


class OfficeScreen(QWidget):
    """Read only: a supervisor never handles cases (审监分离)."""

    def __init__(self, fittings: Fittings, station: str) -> None:
        super().__init__()
        theme = self._theme = fittings.theme
        self.setProperty("ground", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._clock = Label("", "clock")
        head = QHBoxLayout()
        head.addWidget(Label(Words.TITLE.format(station=station), "title"), 1)
        self._backup = QHBoxLayout()
        self._backup.setSpacing(theme.px(8))
        head.addLayout(self._backup)
        head.addWidget(self._clock)
        self._numbers: list[tuple[Label, Label]] = []
        figures = QGridLayout()
        figures.setSpacing(theme.px(12))
        titles = (Words.WAITING, Words.SERVING, Words.SERVED, Words.MISSED, Words.FILED, Words.RATED, Words.TO_SEND)
        for nth, title in enumerate(titles):
            figures.addWidget(self._figure(title), 0, nth)
        self._windows, windows = self._list(Words.WINDOWS)
        self._due, due = self._list(Words.DUE)
        self._states, states = self._list(Words.BY_STATE)
        lists = QHBoxLayout()
        lists.setSpacing(theme.px(12))
        for card, share in ((windows, 3), (due, 5), (states, 3)):
            lists.addWidget(card, share)
        box = QVBoxLayout(self)
        box.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # the glass decides how much is seen
        box.setContentsMargins(*[theme.px(16)] * 4)
        box.setSpacing(theme.px(12))
        self._trouble = Label("", "body", "bad", wrap=True)
        self._trouble.hide()
        self._help = Label("", "strong", "warn", wrap=True)
        self._help.hide()
        box.addLayout(head)
        box.addWidget(self._help)
        box.addWidget(self._trouble)
        box.addLayout(figures)
        box.addLayout(lists, 1)
        theme.dress(self)

    def lay_choice(self, choice: QWidget) -> None:
        """Where two hubs are warned of, what can be done about it stands above all else."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, choice)
        self._theme.dress(self)

    def show_figures(self, figures: Figures, seen: QueueSeen, names: Mapping[str, str], now: datetime) -> None:
        """The line, the deadlines and today's cases as they stand."""
        self._clock.setText(f"{now:%H:%M}")
        longest = Words.LONGEST.format(minutes=figures.longest) if figures.waiting else Words.NO_WAIT
        pace = Words.PACE.format(minutes=figures.pace) if figures.pace is not None else Words.NO_PACE
        shown = ((figures.waiting, longest), (figures.serving, ""), (figures.served, pace), (figures.missed, ""))
        for (number, note), (count, said) in zip(self._numbers, (*shown, (figures.filed, "")), strict=False):
            number.setText(str(count))
            note.setText(said)
        self._show_windows(seen, names, now)
        self._fill(self._due, [self._due_row(case, left, names) for case, left in figures.due], Words.NO_DUE)
        states = [self._line(state_word(state), str(count)) for state, count in figures.by_state]
        self._fill(self._states, states, Words.NONE_TODAY)

    def show_day(self, line: LineFigures | None, ratings: RatingFigures | None) -> None:
        """What today came to: how true the times on the slips were, and what residents said. None: not for these
        eyes."""
        if line is not None and line.promised:
            missed = line.promised - line.kept
            words = Words.PROMISED if missed else Words.PROMISED_ALL
            said = words.format(promised=line.promised, kept=line.kept, wrong=line.wrong_by / max(1, missed))
            note = self._numbers[SERVED][1]
            note.setText(f"{note.text()}\n{said}")
        number, note = self._numbers[RATED]
        number.setText(str(ratings.given) if ratings is not None else Words.NONE)
        if ratings is not None:
            good, active = ratings.good_rate, ratings.active
            given = good is not None and active is not None
            note.setText(Words.RATE.format(good=good, active=active) if given else Words.NO_RATE)

    def show_help(self, calls: Sequence[HelpAsked]) -> None:
        """Who calls for help in the hall while nobody goes there."""
        waiting = [one.place.rpartition("-")[2] for one in calls if not one.window]
        self._help.setText(Words.HELP.format(place=Words.AND.join(waiting)) if waiting else "")
        self._help.setVisible(bool(waiting))

    def show_post(self, seen: PostSeen) -> None:
        """How much still waits to be sent, and when the city last answered."""
        number, note = self._numbers[-1]
        number.setText(str(seen.waiting))
        if not seen.enrolled:
            note.setText(Words.NOT_ENROLLED)
        elif seen.last_contact is None:
            note.setText(Words.NEVER)
        else:
            note.setText(Words.LAST_CONTACT.format(time=f"{seen.last_contact.astimezone(CHINA):%m-%d %H:%M}"))
        if seen.at_hub:
            note.setText(Words.AT_HUB.format(count=seen.at_hub))
        if seen.second_hub:
            note.setText(Words.SECOND_HUB.format(hub=seen.second_hub))

    def show_backup(self, said: Sequence[tuple[str, str]], trouble: str) -> None:
        """The state of backups: sentences, each with how it stands ('good', 'warn', 'bad'); what went wrong in full."""
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
        icons = {"good": "circle-check", "warn": "clock", "bad": "circle-x"}
        chips = [Chip(self._theme, text, how, icon=icons[how]) for text, how in said]
        self._fill(self._backup, chips, "")

    def _figure(self, title: str) -> Card:
        card = Card(self._theme, margin=14, gap=2)
        number, note = Label("0", "fact", "accent"), Label("", "note", "muted", wrap=True)
        card.box.addWidget(Label(title, "body", "muted"))
        card.box.addWidget(number)
        card.box.addWidget(note)
        card.box.addStretch(1)
        self._numbers.append((number, note))
        return card

    def _list(self, title: str) -> tuple[QVBoxLayout, Card]:
        theme = self._theme
        card = Card(theme, margin=14, gap=8)
        card.box.addWidget(Label(title, "section"))
        card.box.addWidget(rule())
        rows = QVBoxLayout()
        rows.setSpacing(theme.px(8))
        inner = QWidget()
        inner.setProperty("ground", "paper")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.px(4), 0)
        column.addLayout(rows)
        column.addStretch(1)
        card.box.addWidget(Scroll(theme, inner), 1)
        return rows, card

    def _show_windows(self, seen: QueueSeen, names: Mapping[str, str], now: datetime) -> None:
        rows = []
        for ticket in seen.serving:
            began = ticket.called_at or ticket.taken_at
            note = Words.SINCE.format(minutes=int((now - began).total_seconds() // 60))
            title = f"{Words.WINDOW.format(window=ticket.window)}\u3000{ticket.number}"
            rows.append(self._line(title, note, names.get(ticket.matter, ticket.matter)))
        self._fill(self._windows, rows, Words.NOBODY)

    def _due_row(self, case: CaseFound, left: int, names: Mapping[str, str]) -> QWidget:
        line = self._line(f"{case.applicant}\u3000{names.get(case.matter, case.matter)}", "", case.case_no)
        if left < 0:
            chip = Chip(self._theme, Words.OVERDUE.format(days=-left), "bad", icon="circle-x")
        else:
            word = Words.SOON.format(days=left) if left else Words.TODAY
            chip = Chip(self._theme, word, "warn", icon="clock")
        layout = line.layout()
        assert layout is not None
        layout.addWidget(chip)
        return line

    def _line(self, title: str, note: str, under: str = "") -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Elided(title))
        if under:
            words.addWidget(Elided(under, "note", "muted"))
        row.addLayout(words, 1)
        if note:
            row.addWidget(Label(note, "note", "muted"))
        return line

    def _fill(self, rows: QBoxLayout, lines: Sequence[QWidget], none: str) -> None:
        refill(rows, lines or [Label(none, "body", "muted", wrap=True)])
