"""The agent's day: what was collected today, what waits to go to the township, what is wanted, what came back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.app.outcomes import CaseFound
from kiosk.domain.deadline import CHINA
from kiosk.domain.words import state_word
from kiosk.ui.agent.acting import ActingCard
from kiosk.ui.agent.words import Day as Words
from kiosk.ui.form.counter.states import look_of_state
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Card, Elided, Icon, Label, rule
from kiosk.ui.widgets.clearing import refill
from kiosk.ui.widgets.scroll import Scroll


@dataclass(frozen=True, slots=True)
class DayLists:
    """Cases of the day, newest first in each list."""

    collected: Sequence[CaseFound] = ()
    to_send: Sequence[CaseFound] = ()
    to_mend: Sequence[CaseFound] = ()
    to_bring: Sequence[CaseFound] = ()


class DayPage(QWidget):
    """Four lists side by side; two by two where they do not fit."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.acting = ActingCard(theme)
        self._columns = [
            self._column(icon, word)
            for icon, word in (
                ("house", Words.COLLECTED),
                ("send", Words.TO_SEND),
                ("file-pen", Words.TO_MEND),
                ("inbox", Words.TO_BRING),
            )
        ]
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        for card, _, _ in self._columns:
            row.addWidget(card, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(16)] * 4)
        box.setSpacing(theme.px(12))
        box.addWidget(self.acting)
        box.addLayout(row, 1)

    def show_day(self, lists: DayLists, names: Mapping[str, str]) -> None:
        """The day as it stands."""
        all_lists = (lists.collected, lists.to_send, lists.to_mend, lists.to_bring)
        for (_, rows, count), cases in zip(self._columns, all_lists, strict=True):
            count.setText(Words.PEOPLE.format(count=len(cases)))
            none = [Label(Words.NONE, "body", "muted")] if not cases else []
            refill(rows, [*none, *(self._row(case, names.get(case.matter, case.matter)) for case in cases)])

    def _column(self, icon: str, word: str) -> tuple[Card, QVBoxLayout, Label]:
        theme = self._theme
        card = Card(theme, margin=12, gap=8)
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(Icon(theme, icon, "accent", 18))
        head.addWidget(Label(word, "section"))
        count = Label("", "body", "muted")
        head.addWidget(count, 1)
        card.box.addLayout(head)
        card.box.addWidget(rule())
        rows = QVBoxLayout()
        rows.setSpacing(0)
        inner = QWidget()
        inner.setProperty("ground", "paper")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.px(4), 0)
        column.addLayout(rows)
        column.addStretch(1)
        card.box.addWidget(Scroll(theme, inner), 1)
        return card, rows, count

    def _row(self, case: CaseFound, matter: str) -> QFrame:
        theme, frame = self._theme, QFrame()
        box = QVBoxLayout(frame)
        box.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        box.setSpacing(theme.px(2))
        head = QHBoxLayout()
        head.addWidget(Elided(case.applicant, "strong"), 1)
        head.addWidget(Label(f"{case.filed_at.astimezone(CHINA):%m-%d %H:%M}", "note", "muted"))
        box.addLayout(head)
        box.addWidget(Elided(matter))
        icon, tone = look_of_state(case.state)
        state = QHBoxLayout()
        state.setSpacing(theme.px(6))
        state.addWidget(Icon(theme, icon, "ink-muted" if tone == "muted" else tone, 14))
        state.addWidget(Label(state_word(case.state), "note", tone), 1)
        box.addLayout(state)
        box.addWidget(rule(), 0, Qt.AlignmentFlag.AlignBottom)
        return frame
