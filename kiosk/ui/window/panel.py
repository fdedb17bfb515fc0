"""The small panel over the page that asks for what a key of the line needs: digits, arrows, Enter; Esc leaves."""

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, Elided, KeyCap, Label, LineField, Pressable, unclickable
from kiosk.ui.widgets.clearing import refill
from kiosk.ui.widgets.scroll import Scroll
from kiosk.ui.window.question import Answer, Option, Question
from kiosk.ui.window.words import LineAsk as Words

WIDTH, EDGE, ROW, MOST_ROWS, DIGITS = 520, 24, 40, 9, 9
AROUND, LINE_ROOM, FEW_ROWS = 150, 44, 3  # what stands around the options: always, and for each line to write in
LINE = 2  # the frame, as the style sheet draws it


class _Cursor:
    """Where the cursor was, to the letter: a form marks the whole of a line that is entered, and the next key would
    write over it."""

    def __init__(self, at: QWidget | None) -> None:
        self._at = at
        self._place = (0, -1, 0)
        if isinstance(at, QLineEdit):
            self._place = (at.cursorPosition(), at.selectionStart(), at.selectionLength())

    def go_back(self) -> None:
        at = self._at
        if at is None or not shiboken6.isValid(at) or not at.isVisible():
            return
        at.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(at, QLineEdit):
            place, start, length = self._place
            at.deselect()
            at.setCursorPosition(place)
            if start >= 0:
                at.setSelection(start, length)


class Panel(QFrame):
    """`answered` gives the answer and leaves the panel open until `leave`; `typed` what stands in its first line."""

    answered = Signal(object)
    typed = Signal(str)

    def __init__(self, theme: Theme, stage: QWidget) -> None:
        super().__init__(stage.parentWidget())
        self._theme = theme
        self._stage = stage
        self._question: Question | None = None
        self._rows: list[Pressable] = []
        self._options: Sequence[Option] = ()
        self._marked = 0
        self._came_from = _Cursor(None)
        self.setProperty("card", "ask")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = Label("", "section", "accent", wrap=True)
        self._text, self._note = LineField(theme, Words.TEXT), LineField(theme, Words.TEXT)
        self._text.textChanged.connect(self.typed)
        self._hint = Label("", "note", "muted", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(4))
        self._build()
        stage.installEventFilter(self)
        self.hide()

    @property
    def asking(self) -> str:
        """The key whose question is open, '' when none is."""
        return self._question.name if self._question else ""

    def ask(self, question: Question) -> None:
        """Ask; where the cursor was is remembered."""
        if not self.asking:
            self._came_from = _Cursor(QApplication.focusWidget())
        self._question = question
        self._title.setText(question.title)
        self.setAccessibleName(question.title)
        for field, name in ((self._text, question.text), (self._note, question.note)):
            field.blockSignals(True)
            field.clear()
            field.blockSignals(False)
            field.setPlaceholderText(name)
            field.setAccessibleName(name or Words.TEXT)
            field.setVisible(bool(name))
        self.show_hint(question.hint)
        self.show_options(question.options)
        self.show()
        self.raise_()
        self._place()
        (self._text if question.text else self._note if question.note else self).setFocus(Qt.FocusReason.TabFocusReason)

    def show_options(self, options: Sequence[Option]) -> None:
        """What may be chosen now; the first is marked."""
        self._options = options
        self._rows = [self._row(nth, option) for nth, option in enumerate(options)]
        refill(self._list, self._rows)
        self._scroll.setVisible(bool(options))
        self._scroll.setFixedHeight(self._theme.px(ROW + 4) * min(self._most(), max(1, len(options))))
        self._mark(0)
        self._place()

    def show_hint(self, sentence: str, tone: str = "muted") -> None:
        """What is wanted, or what is wrong with what was written."""
        self._hint.setText(sentence)
        self._hint.set_tone(tone)
        self._hint.setVisible(bool(sentence))
        self._place()

    def leave(self) -> None:
        """Close it; the cursor goes back to where it was."""
        if not self.asking:
            return
        self._question = None
        self._came_from.go_back()
        self._came_from = _Cursor(None)
        self.hide()

    def _build(self) -> None:
        theme = self._theme
        confirm = Button(theme, Words.CONFIRM, key="Enter", kind="primary")
        cancel = Button(theme, Words.CANCEL, key="Esc")
        for button in (confirm, cancel):
            button.setShortcut("")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        confirm.clicked.connect(lambda: self._answer())
        cancel.clicked.connect(self.leave)
        keys = QHBoxLayout()
        keys.addWidget(confirm)
        keys.addWidget(cancel)
        keys.addStretch(1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.px(4), 0)
        column.addLayout(self._list)
        column.addStretch(1)
        self._scroll = Scroll(theme, inner)
        self._scroll.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(12)] * 4)
        box.setSpacing(theme.px(8))
        for part in (self._title, self._text, self._scroll, self._note, self._hint):
            box.addWidget(part)
        box.addLayout(keys)
        for field in (self._text, self._note):
            field.installEventFilter(self)

    def _row(self, nth: int, option: Option) -> Pressable:
        theme = self._theme
        row = Pressable(f"{option.words} {option.note}", "card", QHBoxLayout())
        row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.setMinimumHeight(theme.px(ROW))
        row.face.setContentsMargins(theme.px(10), theme.px(4), theme.px(10), theme.px(4))
        row.face.setSpacing(theme.px(10))
        if self._question is not None and self._question.digits and nth < DIGITS:
            row.face.addWidget(unclickable(KeyCap(str(nth + 1))))
        row.face.addWidget(unclickable(Label(option.words, "strong")))
        row.face.addWidget(unclickable(Elided(option.note, "note", "muted")), 1)
        row.clicked.connect(lambda: self._on_row(nth))
        return row

    def _on_row(self, nth: int) -> None:
        self._mark(nth)
        if self._question is not None and self._question.at_once:
            self._answer()

    def _mark(self, nth: int) -> None:
        self._marked = max(0, min(nth, len(self._rows) - 1))
        for place, row in enumerate(self._rows):
            row.set_chosen(place == self._marked)
        if self._rows:
            self._scroll.area.ensureWidgetVisible(self._rows[self._marked])
            self.setAccessibleName(f"{self._title.text()} {self._rows[self._marked].accessibleName()}")

    def _answer(self, shifted: bool = False) -> None:
        if self._question is None:
            return
        option = self._options[self._marked].key if self._options else ""
        text, note = self._text.text().strip(), self._note.text().strip()
        self.answered.emit(Answer(self._question.name, option, text, note, shifted))

    def _most(self) -> int:
        """How many options are seen at once: all nine where there is room."""
        lines = sum(not part.isHidden() for part in (self._text, self._note, self._hint))
        room = self._stage.height() - self._theme.px(AROUND + LINE_ROOM * lines)
        return max(FEW_ROWS, min(MOST_ROWS, room // self._theme.px(ROW + 4)))

    def _place(self) -> None:
        """In the middle over the page, never larger than it."""
        if self.isHidden():
            return
        room, edge = self._stage.geometry(), self._theme.px(EDGE)
        wide = min(self._theme.px(WIDTH), room.width() - 2 * edge)
        box = self._box
        box.activate()
        tall = box.heightForWidth(wide) if box.hasHeightForWidth() else box.sizeHint().height()
        tall = min(tall + 2 * self._theme.px(LINE), room.height() - edge)
        self.setGeometry(room.x() + (room.width() - wide) // 2, room.y() + edge // 2, wide, tall)

    def _press(self, event: QKeyEvent) -> bool:
        """A key of the panel; False for what is to be written."""
        key, question = event.key(), self._question
        if question is None:
            return False
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._answer(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._mark(self._marked + (1 if key == Qt.Key.Key_Down else -1))
        elif self._is_digit(event):
            self._on_row(int(event.text()) - 1)
        else:
            return False
        return True

    def _is_digit(self, event: QKeyEvent) -> bool:
        """A digit of an option, and not of something that is being written."""
        question, digit = self._question, event.text()
        if question is None or not question.digits or self._text.text() or self._note.text():
            return False
        return digit in tuple("123456789") and int(digit) <= len(self._options)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._press(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The lines leave the panel's keys to it; the page's size is the panel's too."""
        if watched is self._stage:
            if event.type() == QEvent.Type.Resize:
                self._place()
            return False
        return event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._press(event)

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Tab goes from line to line within the panel, never to the form behind it."""
        lines = [field for field in (self._text, self._note) if not field.isHidden()]
        if len(lines) > 1:
            lines[1 if lines[0].hasFocus() else 0].setFocus(Qt.FocusReason.TabFocusReason)
        return True
