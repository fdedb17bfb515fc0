"""A case copied out (转录): its answers in the order of the form, one key takes a value and goes on to the next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.app.archive import CopyLine, CopyOut, DayStyle
from kiosk.domain.person import mask_id, mask_phone
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, Card, Elided, Label
from kiosk.ui.window.lookup.listing import Column, Listing
from kiosk.ui.window.lookup.words import Copy as Words

FORGET_AFTER, PHONE, KEYS = 30_000, 12, 6  # milliseconds; digits of the longest phone; how many keys there are
COLUMNS = (Column(150, "muted"), Column(210), Column(0, "strong"))


class CopyPage(QWidget):
    """`shown` asks for the whole numbers, `saved` for the file; what was copied is forgotten after half a minute, and
    when the page is left."""

    shown = Signal()
    saved = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.copy: CopyOut | None = None
        self.style_of_days = DayStyle.ISO
        self._lines: Sequence[CopyLine] = ()
        self._full = False
        self._given = ""
        self._forgetting = QTimer(self, singleShot=True, interval=FORGET_AFTER)
        self._forgetting.timeout.connect(self._on_time)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(Words.TITLE)
        self._title, self._place = Elided("", "title"), Label("", "note", "muted")
        self._said = Label(Words.HINT, "body", "accent", wrap=True)
        self._list = Listing(theme, Words.TITLE, COLUMNS)
        self._list.chosen.connect(self._take)
        self._list.moved.connect(self._show_place)
        card = Card(theme, margin=10, gap=6)
        card.box.addWidget(self._list, 1)
        card.box.addLayout(self._keys())
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(16)] * 4)
        box.setSpacing(theme.px(8))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._place)
        box.addLayout(head)
        box.addWidget(self._said)
        box.addWidget(card, 1)

    def show_copy(self, copy: CopyOut) -> None:
        """Another case, its private numbers masked, the first line marked."""
        self.copy, self._full = copy, False
        self._title.setText(f"{Words.TITLE}\u3000{copy.case.case_no}")
        self.show_said(Words.HINT if copy.matter else Words.NO_FORM)
        self._fill(0)

    def show_numbers(self) -> None:
        """The private numbers whole."""
        self._full = True
        self._fill(self._list.at)

    def show_said(self, sentence: str, tone: str = "accent") -> None:
        """What was done, or could not be."""
        self._said.setText(sentence)
        self._said.set_tone(tone)

    def forget(self) -> None:
        """No case lies here, and what was taken of it is on the clipboard no more."""
        self._forget_copied()
        self.copy, self._lines = None, ()
        self._list.show_rows(())
        self._title.setText("")

    def _fill(self, at: int) -> None:
        if self.copy is None:
            return
        self._lines = self.copy.lines(self.style_of_days)
        heads = ["", *(one.section for one in self._lines)]  # a section is named once, over the first of its lines
        rows = zip(heads, self._lines, strict=False)
        self._list.show_rows(
            [("" if head == one.section else one.section, one.label, self._shown(one)) for head, one in rows], at
        )
        self._show_place()
        style = self._buttons["D"]
        style.set_words(Words.STYLES[self.style_of_days.value])

    def _shown(self, line: CopyLine) -> str:
        if not line.private or self._full:
            return line.value
        return mask_phone(line.value) if len(line.value) <= PHONE else mask_id(line.value)

    def _show_place(self) -> None:
        self._place.setText(Words.COUNT.format(nth=self._list.at + 1, count=len(self._lines)))

    def _take(self) -> None:
        """The marked value onto the clipboard, the next line marked."""
        at = self._list.at
        if not 0 <= at < len(self._lines):
            return
        line = self._lines[at]
        self._give(line.value)
        said = Words.COPIED.format(label=line.label)
        self.show_said(said if self._list.move_mark(1) else said + Words.DONE, "good")

    def _take_all(self) -> None:
        if self.copy is not None:
            self._give(self.copy.text(self.style_of_days))
            self.show_said(Words.COPIED_ALL, "good")

    def _turn_style(self) -> None:
        styles = list(DayStyle)
        self.style_of_days = styles[(styles.index(self.style_of_days) + 1) % len(styles)]
        self._fill(self._list.at)

    def _give(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._given = text
        self._forgetting.start()

    def _on_time(self) -> None:
        self._forget_copied()
        if self.isVisible():
            self.show_said(Words.CLEARED)

    def _forget_copied(self) -> None:
        """Only what came from here: somebody's own clipboard is left alone."""
        self._forgetting.stop()
        clipboard = QGuiApplication.clipboard()
        if self._given and clipboard.text() == self._given:
            clipboard.clear()
        self._given = ""

    def _keys(self) -> QVBoxLayout:
        """In one row; in two where everything is larger."""
        rows = [QHBoxLayout() for _ in range(2 if self._theme.factor > 1 else 1)]
        column = QVBoxLayout()
        column.setSpacing(self._theme.px(8))
        self._buttons: dict[str, Button] = {}
        for key, word, deed in (
            ("Enter", Words.TAKE, self._take),
            ("D", Words.STYLE, self._turn_style),
            ("A", Words.ALL, self._take_all),
            ("J", Words.JSON, self.saved.emit),
            ("Ctrl+E", Words.SHOW, self.shown.emit),
            ("Esc", Words.BACK, self.left.emit),
        ):
            button = Button(self._theme, word, key=key, kind="primary" if key == "Enter" else "plain")
            button.setShortcut("")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(deed)
            rows[len(self._buttons) * len(rows) // KEYS].addWidget(button)
            self._buttons[key] = button
        for row in rows:
            row.setSpacing(self._theme.px(8))
            row.addStretch(1)
            column.addLayout(row)
        return column

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
        deeds = {
            Qt.Key.Key_Return: self._take,
            Qt.Key.Key_Enter: self._take,
            Qt.Key.Key_D: self._turn_style,
            Qt.Key.Key_A: self._take_all,
            Qt.Key.Key_J: self.saved.emit,
            Qt.Key.Key_Escape: self.left.emit,
        }
        if key in steps:
            self._list.move_mark(steps[Qt.Key(key)])
        elif key == Qt.Key.Key_E and control:
            self.shown.emit()
        elif key in deeds and not control:
            deeds[Qt.Key(key)]()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Left, whichever way: nothing of it stays on the clipboard."""
        super().hideEvent(event)
        self._forget_copied()
