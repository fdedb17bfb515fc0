"""The page between two residents: what was left half filled, what came from the city, what can be done now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.app.outcomes import CaseFound, Draft, Parked
from kiosk.domain.words import state_word
from kiosk.ui.form.counter.keeping import beside_words, who_words
from kiosk.ui.form.counter.states import look_of_state
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Card, Chip, Elided, KeyCap, Label, Pressable, unclickable
from kiosk.ui.widgets.clearing import refill
from kiosk.ui.widgets.scroll import Scroll
from kiosk.ui.window.amends.words import START as AFTERCARE
from kiosk.ui.window.words import Idle as Words

CHIP, START_KEY = 116, "Ctrl+N"
START = (
    *(("F1", Words.START_CALL), (START_KEY, Words.START_NEW), ("Ctrl+F", Words.START_FIND)),
    *AFTERCARE,
    ("F12", Words.START_KEYS),
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of the list: matter, number and person, a note, whose it is where it is not one's own, and what Enter
    does. `draft` is one of this PC's, else it lies `there`."""

    matter: str
    name: str
    number: str
    who: str
    note: str
    deed: str
    draft: str = ""
    there: Parked | None = None

    @property
    def title(self) -> str:
        """Number and person before the matter, as far as they are known."""
        return "\u3000".join(part for part in (self.number, self.name, self.matter) if part)

    @classmethod
    def own(cls, draft: Draft, matter: str, name: str) -> Waiting:
        """One of this PC; `draft.holder` and `draft.window` only where it is not this clerk's."""
        who = who_words(draft.window, draft.holder) if draft.holder or draft.window else ""
        time = f"{(draft.parked_at or draft.saved_at):%m-%d %H:%M}"
        words = Words.PARKED_NOTE if who and draft.parked_at else Words.OPEN_NOTE if who else Words.DRAFT_NOTE
        note = words.format(time=time, who=who)
        if not name:
            note = f"{Words.NAMELESS}\u3000{note}"
        if draft.beside:
            note = f"{note}\u3000{beside_words(draft.beside)}"
        deed = Words.TAKE_OVER if draft.holder else Words.RESUME
        return cls(matter, name, draft.ticket, who, note, deed, draft.id)

    @classmethod
    def parked(cls, parked: Parked, matter: str) -> Waiting:
        """One that another PC put aside."""
        who = who_words(parked.window, parked.holder)
        note = Words.PARKED_NOTE.format(who=who, time=f"{parked.parked_at:%m-%d %H:%M}")
        return cls(matter, parked.name, parked.ticket, who, note, Words.TAKE_OVER, there=parked)


class DraftRow(Pressable):
    """A draft that may be gone on with; Del throws it away."""

    dropped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


class IdlePage(QWidget):
    """`resumed` and `dropped` name a draft, `opened` a case, `wanted` what another window put aside."""

    resumed = Signal(str)
    dropped = Signal(str)
    opened = Signal(str)
    wanted = Signal(object)  # Parked

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._waiting: tuple[Sequence[Waiting], Sequence[Waiting]] | None = None
        self._draft_rows: Sequence[Pressable] = ()
        self._news_rows: Sequence[Pressable] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(Words.START)
        left, self._drafts, self._drafts_title, self._no_drafts = self._list_card(Words.NO_DRAFTS_HINT)
        right, self._news, self._news_title, self._no_news = self._list_card(Words.NO_NEWS_HINT)
        lists = QHBoxLayout()
        lists.setSpacing(theme.px(12))
        lists.addWidget(left, 1)
        lists.addWidget(right, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(16)] * 4)
        box.setSpacing(theme.px(12))
        box.addWidget(self._start_card())
        box.addLayout(lists, 1)

    def show_waiting(self, own: Sequence[Waiting], others: Sequence[Waiting]) -> None:
        """What was left half filled on this PC, latest first, and behind it what other PCs put aside. The same as is
        seen already changes nothing, and the cursor stays."""
        if (own, others) == self._waiting:
            return
        at = self._row_at()
        self._waiting = (own, others)
        count = len(own) + len(others)
        self._drafts_title.setText(Words.DRAFTS.format(count=count) if count else Words.NO_DRAFTS)
        self._no_drafts.setVisible(not count)
        rows = [self._own_row(one) for one in own] + [self._others_row(one) for one in others]
        self._draft_rows = rows
        refill(self._drafts, rows)
        if rows and at >= 0:
            rows[min(at, len(rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        self._keep_cursor()

    def show_news(self, news: Sequence[CaseFound], names: Mapping[str, str]) -> None:
        """Cases that the city has answered and that somebody here has to go on with."""
        self._news_title.setText(Words.NEWS.format(count=len(news)) if news else Words.NO_NEWS)
        self._no_news.setVisible(not news)
        rows: list[Pressable] = []
        for case in news:
            matter = names.get(case.matter, case.matter)
            row = Pressable(f"{state_word(case.state)} {case.applicant} {matter}", "card", QHBoxLayout())
            self._fill(row, f"{case.applicant}\u3000{matter}", case.case_no, Words.OPEN)
            icon, tone = look_of_state(case.state)
            chip = Chip(self._theme, state_word(case.state), tone, icon=icon)
            chip.setMinimumWidth(self._theme.px(CHIP))
            row.face.insertWidget(0, unclickable(chip))
            row.clicked.connect(lambda _=False, key=case.case_no: self.opened.emit(key))
            rows.append(row)
        self._news_rows = rows
        refill(self._news, rows)
        self._keep_cursor()

    def show_start(self, word: str) -> None:
        """What the key that begins does now: '' for a new application."""
        self._start[START_KEY].setText(word or Words.START_NEW)

    def begin(self) -> None:
        """The cursor goes to the first thing in the lists."""
        first = next(iter((*self._draft_rows, *self._news_rows)), self)
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _keep_cursor(self) -> None:
        """The lists come a moment after the page: whoever waits on the page itself is taken to the first line."""
        at = QApplication.focusWidget()
        if self.isVisible() and (at is None or at is self or not at.isVisible()):
            self.begin()

    def _row_at(self) -> int:
        """The place of the draft that has the cursor, -1 for none."""
        return next((nth for nth, row in enumerate(self._draft_rows) if row.hasFocus()), -1)

    def _own_row(self, one: Waiting) -> DraftRow:
        row = DraftRow(f"{one.deed} {one.matter} {one.name}", "card", QHBoxLayout())
        self._fill(row, one.title, one.note, one.deed)
        row.clicked.connect(lambda _=False, key=one.draft: self.resumed.emit(key))
        row.dropped.connect(lambda key=one.draft: self.dropped.emit(key))
        return row

    def _others_row(self, one: Waiting) -> DraftRow:
        row = DraftRow(f"{one.deed} {one.matter} {one.name} {one.who}", "card", QHBoxLayout())
        self._fill(row, one.title, one.note, one.deed)
        row.clicked.connect(lambda _=False: self.wanted.emit(one.there))
        return row

    def _start_card(self) -> Card:
        theme = self._theme
        card = Card(theme, margin=16, gap=8)
        card.box.addWidget(Label(Words.START, "section"))
        grid = QGridLayout()
        grid.setSpacing(theme.px(8))
        self._start: dict[str, Label] = {}
        across = len(START) if theme.factor <= 1.0 else len(START) // 2
        for nth, (key, word) in enumerate(START):
            row, place = divmod(nth, across)
            grid.addWidget(KeyCap(key), row, 2 * place)
            self._start[key] = Label(word, wrap=True)
            grid.addWidget(self._start[key], row, 2 * place + 1)
            grid.setColumnStretch(2 * place + 1, 1)
        card.box.addLayout(grid)
        return card

    def _list_card(self, hint: str) -> tuple[Card, QVBoxLayout, Label, Label]:
        """A card, its list, its title, and what is said while nothing is in it."""
        theme = self._theme
        card = Card(theme, margin=16, gap=8)
        title = Label("", "section")
        rows = QVBoxLayout()
        rows.setSpacing(theme.px(6))
        inner = QWidget()
        inner.setProperty("ground", "paper")
        column = QVBoxLayout(inner)
        column.setContentsMargins(theme.px(6), theme.px(6), theme.px(6), theme.px(6))
        column.addLayout(rows)
        column.addStretch(1)
        nothing = Label(hint, "body", "muted", wrap=True)
        card.box.addWidget(title)
        card.box.addWidget(nothing)
        card.box.addWidget(Scroll(theme, inner), 1)
        return card, rows, title, nothing

    def _fill(self, row: Pressable, title: str, note: str, deed: str) -> None:
        theme = self._theme
        row.face.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        row.face.setSpacing(theme.px(10))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(unclickable(Elided(title)))
        words.addWidget(unclickable(Elided(note, "note", "muted")))
        row.face.addLayout(words, 1)
        row.face.addWidget(unclickable(KeyCap("Enter")))
        row.face.addWidget(unclickable(Label(deed, "note", "muted")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)
