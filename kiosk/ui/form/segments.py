"""A few choices side by side: 是 | 否, 男 | 女. Arrow keys, digits and first letters choose."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QWidget

from kiosk.ui.form.tones import Tone, set_tone
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import restyle


class Segment(QRadioButton):
    """One of them: it says when Enter is pressed on it, and when the focus leaves the row of them."""

    done = Signal()
    left = Signal()
    letter = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                event.ignore()
            else:
                self.done.emit()
        elif event.key() in _ARROWS and event.modifiers() & _COMMANDS:
            event.ignore()  # rows of a table
        elif event.text().isalnum() and not event.modifiers() & _COMMANDS:
            self.letter.emit(event.text().lower())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Segments(QWidget):
    """`options`: value, label, and what may be typed for it ('y1')."""

    typed = Signal()
    done = Signal()
    left = Signal()

    def __init__(self, theme: Theme, options: Sequence[tuple[object, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ours = self._told = False
        self._values = [value for value, _, _ in options]
        self._letters = [letters for _, _, letters in options]
        self._buttons = [self._button(label, nth, len(options)) for nth, (_, label, _) in enumerate(options)]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for button in self._buttons:
            line.addWidget(button)
        line.addStretch(1)
        self.setFocusProxy(self._buttons[0])

    def value(self) -> object:
        """The chosen value, None when none is."""
        return next((v for v, b in zip(self._values, self._buttons, strict=True) if b.isChecked()), None)

    def show_value(self, value: object) -> None:
        """Choose the one with this value, or none."""
        self._ours = True
        chosen = [one for one in self._values if one == value or (isinstance(one, str) and one == str(value))]
        for one, button in zip(self._values, self._buttons, strict=True):
            button.setAutoExclusive(False)
            button.setChecked(one in chosen and value is not None)
            self._draw(button)
        for button in self._buttons:
            button.setAutoExclusive(True)
        self._ours = False
        self._aim()

    def show_tone(self, tone: Tone) -> None:
        """Plain, wrong …"""
        for button in self._buttons:
            set_tone(button, tone)

    def name(self, label: str, help_text: str = "") -> None:
        """What a screen reader says of each."""
        for button in self._buttons:
            button.setAccessibleName(f"{label} {button.text()}")
            button.setAccessibleDescription(help_text)

    def _button(self, label: str, nth: int, count: int) -> Segment:
        button = Segment(label, self)
        button.setIconSize(QSize(self._theme.px(14), self._theme.px(14)))
        restyle(button, "place", "only" if count == 1 else ["first", "last"][nth > 0] if nth in (0, count - 1) else "")
        button.done.connect(self.done)
        button.left.connect(self._on_left)
        button.letter.connect(self._on_letter)
        button.toggled.connect(lambda on: self._on_toggled(button, on))
        button.clicked.connect(self._on_clicked)
        return button

    def _draw(self, button: Segment) -> None:
        button.setIcon(self._theme.icon("check", "accent", 14) if button.isChecked() else QIcon())

    def _aim(self) -> None:
        """Tab comes to the chosen one."""
        aim = next((b for b in self._buttons if b.isChecked()), self._buttons[0])
        self.setFocusProxy(aim)

    def _on_toggled(self, button: Segment, on: bool) -> None:
        """A screen reader's hand toggles and does not click: what is chosen then is chosen all the same."""
        self._draw(button)
        if on and not self._ours:
            self._told = True
            self._aim()
            self.typed.emit()

    def _on_clicked(self) -> None:
        """The one that is chosen already may be chosen again."""
        if not self._told:
            self._aim()
            self.typed.emit()
        self._told = False

    def _on_letter(self, letter: str) -> None:
        for letters, button in zip(self._letters, self._buttons, strict=True):
            if letter in letters:
                button.setFocus(Qt.FocusReason.TabFocusReason)
                button.click()
                return

    def _on_left(self) -> None:
        if not any(button.hasFocus() for button in self._buttons):
            self.left.emit()
