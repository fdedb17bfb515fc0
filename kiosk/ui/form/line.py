"""A field of one line: names, numbers, dates, money; what follows from others is shown in it too."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.ui.form.note import Note, draw_note, note_width
from kiosk.ui.form.spellings import PLAIN, Spelling
from kiosk.ui.form.tones import Tone, set_tone
from kiosk.ui.theme import Theme

NOTHING = Note()


class LineEditor(QLineEdit):
    """What was typed is kept as typed while the field has the focus, and tidied up when it is left."""

    typed = Signal()
    done = Signal()
    left = Signal()

    def __init__(self, theme: Theme, spelling: Spelling = PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._spelling = spelling
        self._kept = self._seen = ""
        self._settled = self._ours = False
        self._hint = self._soft = self._offered = ""
        self._notes: tuple[Note, Note] = (NOTHING, NOTHING)
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(self._on_changed)
        self.returnPressed.connect(self.done)

    def value(self) -> object:
        """What stands here, '' when nothing was typed."""
        return "" if self._settled else self._kept

    def show_value(self, value: object) -> None:
        """What was typed before, or taken from somewhere."""
        self._settled = False
        self._kept = self._spelling.kept(_text(value))
        self._show(self._kept)

    def show_settled(self, value: object, fixed: bool) -> None:
        """What follows from other answers, when nothing was typed here; None takes it away again."""
        self._soft = "" if value is None or fixed else self._spelling.shown(_text(value))
        if value is not None and fixed:
            self._settled = True
            self._show(_text(value))
        elif self._settled:
            self._settled = False
            self._show(self._kept)
        if self.isReadOnly() is not self._settled:
            self.setReadOnly(self._settled)
        self._hint_at()

    def show_offer(self, value: object) -> None:
        """What is known from somewhere, shown as if it stood here until somebody says yes; None: nothing is."""
        self._offered = "" if value is None else self._spelling.shown(self._spelling.kept(_text(value)))
        self._hint_at()

    def show_hint(self, text: str) -> None:
        """How to write it, while nothing is written."""
        self._hint = text
        self._hint_at()

    def _hint_at(self) -> None:
        hint = self._offered or self._soft or self._hint
        if hint != self.placeholderText():
            self.setPlaceholderText(hint)

    def show_tone(self, tone: Tone) -> None:
        """Plain, wrong, derived, offered …"""
        set_tone(self, tone)

    def show_note(self, note: Note) -> None:
        """A small remark at the right end: where it comes from, or the key that takes it."""
        self._show_notes((note, self._notes[1]))

    def show_unit(self, unit: str) -> None:
        """The unit, behind everything else."""
        self._show_notes((self._notes[0], Note(unit)))

    def setText(self, text: str | None) -> None:
        """What the program puts here; nobody has typed it."""
        self._ours = True
        super().setText(text)
        self._ours = False

    def settle(self) -> None:
        """Take what stands here as meant; choosing fields do more."""

    def _show_notes(self, notes: tuple[Note, Note]) -> None:
        if notes == self._notes:
            return
        self._notes = notes
        room = sum(note_width(self._theme, note) for note in notes)
        self.setTextMargins(0, 0, room, 0)
        self.update()

    def _editing(self) -> str:
        """What stands here while it is typed at."""
        return self._kept

    def _show(self, text: str) -> None:
        shown = self._editing() if self.hasFocus() and not self._settled else self._spelling.shown(text)
        if shown != self.text():
            self.setText(shown)
            self.setCursorPosition(0)

    def _on_edited(self, text: str) -> None:
        self._seen = text
        self._settled = False
        self._kept = self._spelling.kept(text)
        self.typed.emit()

    def _on_changed(self, text: str) -> None:
        """Neither keys nor the program: a screen reader's hand sets the text and tells nobody. It counts as typed."""
        told = self._ours or text == self._seen
        self._seen = text
        if told:
            return
        self.textEdited.emit(text)
        self.settle()
        if not self.hasFocus():
            self._show(self._kept)
            self.left.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self._settled and self.text() != self._editing():
            self.setText(self._editing())
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        if not self._settled:
            self._show(self._kept)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & ~_PAD:
            event.ignore()  # Ctrl+Enter takes an offered value: the sheet's business
            return
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()  # Alt and a digit goes to a section, Alt+Z brings a row back; they are no letters
            return
        if event.key() in _TABLE_KEYS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # rows of a table
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._notes == (NOTHING, NOTHING):
            return
        painter = QPainter(self)
        right = self.width() - self._theme.px(10)
        for note in reversed(self._notes):
            right = draw_note(painter, self._theme, note, QRect(0, 0, right, self.height()))
        painter.end()


_TABLE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Up, Qt.Key.Key_Down)
_PAD = Qt.KeyboardModifier.KeypadModifier


def _text(value: object) -> str:
    return "" if value is None else str(value)
