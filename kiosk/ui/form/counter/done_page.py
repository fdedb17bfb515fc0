"""The last page: the number, until when, how that was counted, the state of the paper, what comes next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.fittings import Squares
from kiosk.ui.form.counter.calendar_view import CalendarView
from kiosk.ui.form.counter.dates import say_day
from kiosk.ui.form.counter.done import DoneFacts
from kiosk.ui.form.counter.joint_cases import JointCases, JointFacts
from kiosk.ui.form.counter.words import Clocks, Joint
from kiosk.ui.form.counter.words import Done as Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, Card, Icon, KeyCap, Label, QrView
from kiosk.ui.widgets.clearing import refill
from kiosk.ui.widgets.scroll import Scroll

RIGHT, QR, ROOMY, WIDEST = 384, 148, 960, 16_777_215  # the last is Qt's own word for any width


class DonePage(QWidget):
    """`keys` are what may be done next; the screen says what they do."""

    def __init__(self, theme: Theme, keys: Sequence[Button], square: Squares | None) -> None:
        super().__init__()
        self._theme = theme
        self._square = square
        self._keys = keys
        self._numbers = ""
        self._cases = JointCases(theme)
        self._cases.hide()
        inner = QWidget()
        self._row = QHBoxLayout(inner)
        self._row.setContentsMargins(*[theme.px(16)] * 4)
        self._row.setSpacing(theme.px(16))
        self._row.addLayout(self._left(), 1)
        self._row.addLayout(self._right())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Scroll(theme, inner))

    def show_done(self, facts: DoneFacts) -> None:
        """A case was filed; its paper is on the way."""
        self._numbers = facts.case_no
        self._show_joint(None)
        self._title.setText(facts.title)
        self._number.setText(facts.case_no)
        self._due_title.setText(facts.due_title)
        self._due.setText(facts.due)
        for part in (self._due_title, self._due):
            part.setVisible(bool(facts.due))
        self._promised.setText(facts.promised)
        self._promised.setVisible(bool(facts.promised))
        self._how.setText(facts.how)
        self._calendar.show_days(facts.days, facts.title[1:], facts.owed)
        self._calendar.setVisible(bool(facts.days))
        self._owed.setText(f"{Clocks.OWED}\u3000{say_day(facts.owed)}" if facts.owed else "")
        self._owed.setVisible(facts.owed is not None)
        self._copied.setText(Words.COPY)
        self._receipt.setText(facts.receipt)
        self._show_slip(facts)
        self._show_sayings(facts.sayings)
        self.show_printing()
        self._keys[0].setFocus(Qt.FocusReason.TabFocusReason)

    def show_joint(self, facts: JointFacts) -> None:
        """Cases were filed in one go; their one paper is on the way."""
        self._numbers = facts.numbers
        self._show_joint(facts)
        self._receipt.setText(Joint.RECEIPT)
        self._qr.hide()
        refill(self._slip, [Label(Joint.RECEIPT, "strong"), *(Label(line, "note") for line in facts.slip)])
        self._show_sayings(facts.sayings)
        self.show_printing()
        self._keys[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _show_joint(self, facts: JointFacts | None) -> None:
        self._cases.setVisible(facts is not None)
        for card in self._single:
            card.setVisible(facts is None)
        if facts is not None:
            self._cases.show_cases(facts)

    def show_printing(self) -> None:
        """The paper is being printed."""
        self._show_paper("printer", "accent", Words.PRINTING, "")

    def show_printed(self, time: str) -> None:
        """The printer has it."""
        self._show_paper("circle-check", "good", Words.PRINTED.format(time=time), "")

    def show_trouble(self, sentence: str) -> None:
        """No paper came out; the case is safe all the same."""
        self._show_paper("printer-x", "bad", Words.TROUBLE, f"{sentence}\n{Words.SAFE}")

    def copy_number(self) -> None:
        """Put the case number on the clipboard."""
        if self._numbers:
            QGuiApplication.clipboard().setText(self._numbers)
            self._copied.setText(Words.COPIED)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room beside, what stands at the right comes below."""
        ways = QBoxLayout.Direction
        beside = event.size().width() >= self._theme.px(ROOMY)
        self._row.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        for card in self._beside:  # below they are as wide as the rest: their lines break where the layout reckons
            card.setMinimumWidth(self._theme.px(RIGHT) if beside else 0)
            card.setMaximumWidth(self._theme.px(RIGHT) if beside else WIDEST)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_number()
        else:
            super().keyPressEvent(event)

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self._theme.px(12))
        self._single = (self._number_card(), self._due_card())
        for card in (self._cases, *self._single):
            column.addWidget(card)
        column.addWidget(self._next_card())
        column.addStretch(1)
        return column

    def _number_card(self) -> Card:
        theme, card = self._theme, Card(self._theme, margin=16)
        row = QHBoxLayout()
        row.setSpacing(theme.px(20))
        row.addWidget(Icon(theme, "circle-check", "good", 44))
        words = QVBoxLayout()
        words.setSpacing(0)
        self._title = Label("", "title", "good")
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(self._title)
        head.addWidget(Label(Words.NUMBER, "note", "muted"), 1)
        words.addLayout(head)
        self._number = Label("", "fact")
        self._number.setObjectName("case_no")
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(self._number)
        row.addLayout(words, 1)
        row.addWidget(KeyCap("Ctrl+C"))
        self._copied = Label(Words.COPY, "note", "muted")
        row.addWidget(self._copied)
        card.box.addLayout(row)
        return card

    def _due_card(self) -> Card:
        theme, card = self._theme, Card(self._theme, margin=16, gap=8)
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        self._due_title = Label("", "note", "muted")
        self._due = Label("", "fact", "accent")
        self._promised = Label("", "note", "muted")
        head.addWidget(self._due_title, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self._due, 1)
        head.addWidget(self._promised, 0, Qt.AlignmentFlag.AlignBottom)
        card.box.addLayout(head)
        self._how = Label("", "note", "muted", wrap=True)
        self._calendar = CalendarView(theme)
        self._owed = Label("", "strong", "warn")
        for part in (self._how, self._calendar, self._owed):
            card.box.addWidget(part)
        return card

    def _next_card(self) -> Card:
        theme, card = self._theme, Card(self._theme, margin=16, gap=10)
        for keys in (self._keys[:2], self._keys[2:]):  # the second names a matter, however long: it has room there
            row = QHBoxLayout()
            row.setSpacing(theme.px(8))
            for key in keys:
                row.addWidget(key)
            row.addStretch(1)
            card.box.addLayout(row)
        return card

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self._theme.px(12))
        self._beside = (self._paper_card(), self._slip_card(), self._say_card())
        for card in self._beside:
            column.addWidget(card)
        column.addStretch(1)
        return column

    def _paper_card(self) -> Card:
        theme, card = self._theme, Card(self._theme, margin=16, gap=8)
        head = QHBoxLayout()
        head.addWidget(Label(Words.PAPERS, "section"), 1)
        head.addWidget(Label(Words.PAPERS_HINT, "note", "muted"))
        card.box.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self._paper_icon = Icon(theme, "printer", "accent", 18)
        self._receipt = Label("")
        self._paper_state = Label("", "note", "accent")
        self._paper_state.setObjectName("paper_state")
        row.addWidget(self._paper_icon)
        row.addWidget(self._receipt, 1)
        row.addWidget(self._paper_state)
        card.box.addLayout(row)
        self._paper_said = Label("", "note", "bad", wrap=True)
        card.box.addWidget(self._paper_said)
        return card

    def _slip_card(self) -> Card:
        theme, card = self._theme, Card(self._theme, margin=16)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        self._qr = QrView(theme, side=QR)
        row.addWidget(self._qr)
        self._slip = QVBoxLayout()
        self._slip.setSpacing(theme.px(4))
        words = QVBoxLayout()
        words.addStretch(1)
        words.addLayout(self._slip)
        words.addStretch(1)
        row.addLayout(words, 1)
        card.box.addLayout(row)
        return card

    def _say_card(self) -> Card:
        theme, card = self._theme, Card(self._theme, margin=16, gap=6)
        head = QHBoxLayout()
        head.addWidget(Icon(theme, "message-square", "accent", 16))
        head.addWidget(Label(Words.SAY, "strong"), 1)
        card.box.addLayout(head)
        self._sayings = QVBoxLayout()
        self._sayings.setSpacing(theme.px(4))
        card.box.addLayout(self._sayings)
        return card

    def _show_paper(self, icon: str, tone: str, word: str, sentence: str) -> None:
        self._paper_icon.show_icon(icon, tone)
        self._paper_state.setText(word)
        self._paper_state.set_tone(tone)
        self._paper_said.setText(sentence)
        self._paper_said.setVisible(bool(sentence))

    def _show_slip(self, facts: DoneFacts) -> None:
        if self._square is not None and facts.qr:
            self._qr.show_modules(self._square(facts.qr))
        self._qr.setVisible(self._square is not None and bool(facts.qr))
        refill(self._slip, [Label(facts.receipt, "strong"), *(Label(line, "note") for line in facts.slip)])

    def _show_sayings(self, sayings: Sequence[str]) -> None:
        lines = []
        for nth, text in enumerate(sayings, 1):
            line = QFrame()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(self._theme.px(10))
            row.addWidget(Label(str(nth), "strong", "accent"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(text, wrap=True), 1)
            lines.append(line)
        refill(self._sayings, lines)
