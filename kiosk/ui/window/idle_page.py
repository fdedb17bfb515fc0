"""The page between two residents: what was left half filled, what came from the city, what can be done now."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.app.outcomes import CaseFound, Draft
from kiosk.domain.words import state_word
from kiosk.ui.form.clearing import refill
from kiosk.ui.form.counter.states import look_of_state
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Card, Chip, Elided, KeyCap, Label, Pressable, unclickable
from kiosk.ui.widgets.scroll import Scroll
from kiosk.ui.window.words import Idle as Words

CHIP = 116
START = (("F1", Words.START_CALL), ("Ctrl+N", Words.START_NEW), ("Ctrl+F", Words.START_FIND), ("F12", Words.START_KEYS))


class DraftRow(Pressable):
    """A draft that may be gone on with; Del throws it away."""

    dropped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


class IdlePage(QWidget):
    """`resumed` and `dropped` name a draft, `opened` a case."""

    resumed = Signal(str)
    dropped = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        left, self._drafts, self._drafts_title = self._list_card()
        right, self._news, self._news_title = self._list_card()
        lists = QHBoxLayout()
        lists.setSpacing(theme.px(12))
        lists.addWidget(left, 1)
        lists.addWidget(right, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(16)] * 4)
        box.setSpacing(theme.px(12))
        box.addWidget(self._start_card())
        box.addLayout(lists, 1)

    def show_drafts(self, drafts: Sequence[Draft], names: Mapping[str, str], people: Mapping[str, str]) -> None:
        """What was left half filled, latest first; `people`: the applicant's name by draft."""
        self._drafts_title.setText(Words.DRAFTS.format(count=len(drafts)) if drafts else Words.NO_DRAFTS)
        rows = []
        for draft in drafts:
            name = people.get(draft.id) or Words.NAMELESS
            note = Words.DRAFT_NOTE.format(name=name, time=f"{draft.saved_at:%m-%d %H:%M}")
            row = DraftRow(f"{Words.RESUME} {names.get(draft.matter, draft.matter)} {name}", "card", QHBoxLayout())
            self._fill(row, names.get(draft.matter, draft.matter), note, Words.RESUME)
            row.clicked.connect(lambda _=False, key=draft.id: self.resumed.emit(key))
            row.dropped.connect(lambda key=draft.id: self.dropped.emit(key))
            rows.append(row)
        refill(self._drafts, rows)
        self._keep_cursor()

    def show_news(self, news: Sequence[CaseFound], names: Mapping[str, str]) -> None:
        """Cases that the city has answered and that somebody here has to go on with."""
        self._news_title.setText(Words.NEWS.format(count=len(news)) if news else Words.NO_NEWS)
        rows = []
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
        refill(self._news, rows)
        self._keep_cursor()

    def begin(self) -> None:
        """The cursor goes to the first thing in the lists."""
        first = self._drafts.itemAt(0) or self._news.itemAt(0)
        row = first.widget() if first is not None else None
        (row or self).setFocus(Qt.FocusReason.TabFocusReason)

    def _keep_cursor(self) -> None:
        """The lists come a moment after the page: whoever waits on the page itself is taken to the first line."""
        at = QApplication.focusWidget()
        if self.isVisible() and (at is None or at is self or not at.isVisible()):
            self.begin()

    def _start_card(self) -> Card:
        theme = self._theme
        card = Card(theme, margin=16, gap=8)
        card.box.addWidget(Label(Words.START, "section"))
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        for key, word in START:
            line.addWidget(KeyCap(key))
            line.addWidget(Label(word, wrap=True), 1)
        card.box.addLayout(line)
        return card

    def _list_card(self) -> tuple[Card, QVBoxLayout, Label]:
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
        card.box.addWidget(title)
        card.box.addWidget(Scroll(theme, inner), 1)
        return card, rows, title

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
