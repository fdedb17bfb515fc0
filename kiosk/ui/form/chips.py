"""Several may apply: chips to be ticked, moved through by arrows, found by first letters."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from kiosk.ui.form.pick import Pick
from kiosk.ui.form.tones import Tone, set_tone
from kiosk.ui.theme import Theme

CHIP, GAP = 34, 8


class Chip(QCheckBox):
    """One of them; keys that concern the whole row are said aloud."""

    done = Signal()
    left = Signal()
    moved = Signal(int)
    letter = Signal(str)

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setIconSize(QSize(theme.px(16), theme.px(16)))
        self._pictures = (QIcon(theme.icon("square", "ink-muted", 16)), QIcon(theme.icon("square-check", "accent", 16)))
        self.toggled.connect(self._draw)
        self._draw(False)

    def _draw(self, on: bool) -> None:
        self.setIcon(self._pictures[on])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _COMMANDS:
            self.done.emit()
        elif key in _STEPS and not event.modifiers() & _COMMANDS:
            self.moved.emit(_STEPS[Qt.Key(key)])
        elif key in _STEPS:
            event.ignore()  # rows of a table
        elif event.text().isalnum() and not event.modifiers() & _COMMANDS:
            self.letter.emit(event.text().lower())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


class Chips(QWidget):
    """All options of a code set that may be ticked together; `letters` are their pinyin initials."""

    typed = Signal()
    done = Signal()
    left = Signal()

    def __init__(
        self, theme: Theme, options: Sequence[Pick], letters: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._options = options
        self._letters = letters
        self._ours = False
        self._typed = ""  # the digits of a code so far
        self._chips = [self._chip(nth, one.label) for nth, one in enumerate(options)]
        if self._chips:
            self.setFocusProxy(self._chips[0])

    def value(self) -> object:
        """The codes that are ticked, in their order."""
        return [one.code for one, chip in zip(self._options, self._chips, strict=True) if chip.isChecked()]

    def show_value(self, value: object) -> None:
        """Tick these codes and no others."""
        wanted = {str(one) for one in value} if isinstance(value, (list, tuple)) else set()
        for one, chip in zip(self._options, self._chips, strict=True):
            self._ours = True
            chip.setChecked(one.code in wanted)
            self._ours = False

    def show_tone(self, tone: Tone) -> None:
        """Plain, wrong …"""
        for chip in self._chips:
            set_tone(chip, tone)

    def name(self, label: str, help_text: str = "") -> None:
        """What a screen reader says of each."""
        for chip in self._chips:
            chip.setAccessibleName(f"{label} {chip.text()}")
            chip.setAccessibleDescription(help_text)

    def place(self, width: int) -> int:
        """Lay the chips into lines of `width`; returns the height that takes."""
        x = y = 0
        height, gap = self._theme.px(CHIP), self._theme.px(GAP)
        for chip in self._chips:
            wide = min(chip.sizeHint().width(), width)
            if x and x + wide > width:
                x, y = 0, y + height + gap
            chip.setGeometry(QRect(x, y, wide, height))
            x += wide + gap
        return y + height

    def _chip(self, nth: int, label: str) -> Chip:
        chip = Chip(self._theme, label, self)
        chip.done.connect(self.done)
        chip.left.connect(self._on_left)
        chip.toggled.connect(self._on_ticked)
        chip.clicked.connect(self._forget_typed)
        chip.moved.connect(lambda by: self._go(nth + by))
        chip.letter.connect(lambda letter: self._search(nth, letter))
        return chip

    def _on_ticked(self) -> None:
        """By a key, a click, or a screen reader, which does not click."""
        if not self._ours:
            self.typed.emit()

    def _go(self, nth: int) -> None:
        self._chips[nth % len(self._chips)].setFocus(Qt.FocusReason.TabFocusReason)

    def _search(self, nth: int, letter: str) -> None:
        """A digit goes on with the code that is being typed ('0', '01'); a letter goes to the next such initials."""
        if letter.isdigit() and self._go_to_code(letter):
            return
        self._typed = ""
        count = len(self._chips)
        for step in range(1, count + 1):
            other = (nth + step) % count
            if self._letters[other].startswith(letter) or self._options[other].code.lower() == letter:
                self._go(other)
                return

    def _go_to_code(self, digit: str) -> bool:
        for typed in (self._typed + digit, digit):
            found = next((n for n, one in enumerate(self._options) if one.code.startswith(typed)), None)
            if found is not None:
                self._typed = typed
                self._go(found)
                return True
        return False

    def _forget_typed(self) -> None:
        self._typed = ""

    def _on_left(self) -> None:
        if not any(chip.hasFocus() for chip in self._chips):
            self.left.emit()
