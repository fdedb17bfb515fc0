"""A person's whole file (个人档案): cases, documents, papers that still hold, what is owed; masked until shown."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.app.archive import PersonFile
from kiosk.domain.case import Case
from kiosk.domain.deadline import CHINA
from kiosk.domain.person import mask_id, mask_phone
from kiosk.domain.words import state_word
from kiosk.ui.form.counter.dates import say_date
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, Card, Elided, Label
from kiosk.ui.widgets.clearing import refill
from kiosk.ui.widgets.scroll import Scroll
from kiosk.ui.window.lookup.listing import Column, Listing
from kiosk.ui.window.lookup.words import Copy
from kiosk.ui.window.lookup.words import File as Words

SIDE, NAME, MOST_FACTOR = 440, 260, 1.0
COLUMNS = (Column(112, "muted"), Column(0, "strong"), Column(92), Column(84, "muted"))


class FilePage(QWidget):
    """`opened` names a case, `copied` one to be copied out; `shown` asks for the whole numbers; `left` goes back."""

    opened = Signal(str)
    copied = Signal(str)
    shown = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.file: PersonFile | None = None
        self._cases: Sequence[Case] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(Words.TITLE)
        self._name, self._number = Elided("", "title"), Label("", "body", "muted")
        self._name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._counts = Label("", "note", "muted", wrap=True)
        self._said = Label("", "body", "bad", wrap=True)
        self._list = Listing(theme, Words.OWN_CASES, COLUMNS)
        self._list.chosen.connect(self._on_open)
        self._papers, self._owing, self._documents = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        left = Card(theme, margin=10, gap=6)
        left.box.addWidget(Label(Words.OWN_CASES, "strong", "accent"))
        left.box.addWidget(self._list, 1)
        left.box.addLayout(self._keys())
        body = QHBoxLayout()
        body.setSpacing(theme.px(12))
        body.addWidget(left, 1)
        body.addWidget(self._side())
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(16)] * 4)
        box.setSpacing(theme.px(6))
        head = QHBoxLayout()
        head.setSpacing(theme.px(16))
        head.addWidget(self._name)
        head.addWidget(self._number, 1)
        box.addLayout(head)
        for part in (self._counts, self._said):
            box.addWidget(part)
        box.addLayout(body, 1)
        self.show_said("")

    def show_file(self, file: PersonFile, names: Mapping[str, str]) -> None:
        """Another person's file, masked. `names`: matters by code."""
        self.file = file
        self._cases = [*file.cases, *file.naming]
        self._name.setText(file.case.applicant)
        wide = self._theme.metrics("title", bold=True).horizontalAdvance(self._name.text()) + self._theme.px(4)
        self._name.setFixedWidth(min(wide, self._theme.px(NAME)))
        self.show_numbers(False)
        counts = Words.COUNTS.format(own=len(file.cases), naming=len(file.naming), documents=len(file.documents))
        self._counts.setText(counts if file.case.id_number else Words.NO_ID)
        own = {case.case_no for case in file.cases}
        self._list.show_rows([_row(case, names, case.case_no in own) for case in self._cases])
        papers = [
            Words.PAPER.format(name=one.name, taken=say_date(one.taken_on), until=say_date(one.until))
            for one in file.papers
        ]
        owed = [
            Words.OWED.format(name=one.material, until=one.until, matter=names.get(one.matter, one.matter))
            for one in file.owing
        ]
        owed += [Words.ASK.format(text=case.ask) for case in file.cases if case.ask]
        given = [
            Words.DOCUMENT.format(title=file.titles[one.kind], number=one.number, day=f"{one.at:%Y-%m-%d}")
            for one in file.documents
        ]
        self._fill(self._owing, owed, Words.NO_OWING, "warn")
        self._fill(self._papers, papers, Words.NO_PAPERS, "")
        self._fill(self._documents, given, Words.NO_DOCUMENTS, "")

    def show_numbers(self, full: bool) -> None:
        """The numbers whole, or masked."""
        case = self.file.case if self.file else None
        if case is not None:
            number = case.id_number if full else mask_id(case.id_number)
            phone = case.phone if full else mask_phone(case.phone)
            self._number.setText(Words.NUMBER.format(number=number, phone=phone).strip())

    def show_said(self, sentence: str) -> None:
        """What could not be done."""
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))

    def forget(self) -> None:
        """Nobody's file lies here any more."""
        self.file, self._cases = None, ()
        self._list.show_rows(())
        for label in (self._name, self._number, self._counts):
            label.setText("")
        for box in (self._owing, self._papers, self._documents):
            refill(box)

    @property
    def marked(self) -> str:
        """The number of the case that is marked, '' for none."""
        at = self._list.at
        return self._cases[at].case_no if 0 <= at < len(self._cases) else ""

    def _side(self) -> Card:
        side = Card(self._theme, margin=14, gap=8)
        side.setFixedWidth(round(SIDE * min(self._theme.factor, MOST_FACTOR)))
        inner = QWidget()
        inner.setProperty("ground", "paper")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, self._theme.px(6), 0)
        column.setSpacing(self._theme.px(6))
        parts = ((Words.OWING, self._owing), (Words.PAPERS, self._papers), (Words.DOCUMENTS, self._documents))
        for title, box in parts:
            column.addWidget(Label(title, "strong", "accent"))
            column.addLayout(box)
            column.addSpacing(self._theme.px(8))
        column.addStretch(1)
        side.box.addWidget(Scroll(self._theme, inner), 1)
        return side

    def _keys(self) -> QVBoxLayout:
        column, row = QVBoxLayout(), QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        for word, key, deed in (
            (Words.SHOW, "Ctrl+E", self.shown.emit),
            (Copy.OPEN, "Ctrl+Y", lambda: self.copied.emit(self.marked)),
            (Words.BACK, "Esc", self.left.emit),
        ):
            button = Button(self._theme, word, key=key)
            button.setShortcut("")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(deed)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(Label(Words.KEYS, "note", "muted", wrap=True))
        return column

    def _fill(self, box: QVBoxLayout, lines: Sequence[str], none: str, tone: str) -> None:
        refill(box, [Label(line, "body", tone, wrap=True) for line in lines] or [Label(none, "note", "muted")])

    def _on_open(self) -> None:
        if self.marked:
            self.opened.emit(self.marked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
        if key in steps:
            self._list.move_mark(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_open()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_E and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.shown.emit()
        else:
            super().keyPressEvent(event)


def _row(case: Case, names: Mapping[str, str], own: bool) -> tuple[str, str, str, str]:
    day = f"{case.filed_at.astimezone(CHINA):%Y-%m-%d}"
    of = "" if own else Words.OF.format(applicant=case.applicant)
    return day, names.get(case.matter, case.matter), state_word(case.state), of
