"""A field of several lines. Enter goes on to the next field, Shift+Enter begins a new line."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kiosk.ui.form.tones import Tone, set_tone
from kiosk.ui.theme import Theme

HEIGHT = 84


class Paragraph(QPlainTextEdit):
    """Keeps what is typed as it is."""

    typed = Signal()
    done = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._quiet = False
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.textChanged.connect(self._on_changed)

    def value(self) -> object:
        """The text."""
        return self.toPlainText()

    def show_value(self, value: object) -> None:
        """What was typed before."""
        text = "" if value is None else str(value)
        if text != self.toPlainText():
            self._quiet = True
            self.setPlainText(text)
            self._quiet = False

    def show_tone(self, tone: Tone) -> None:
        """Plain, wrong …"""
        set_tone(self, tone)

    def place(self, _width: int) -> int:
        """The height it takes."""
        return self._theme.px(HEIGHT)

    def _on_changed(self) -> None:
        if not self._quiet:
            self.typed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
                return
            if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.done.emit()
                return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
