"""Our own keys on the touch screen: letters for pinyin initials, digits for numbers. They learn nobody's name."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from kiosk.ui.theme import Theme
from kiosk.ui.widgets.buttons import Button
from kiosk.ui.widgets.words import word

LETTERS = ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
DIGITS = ("123", "456", "789")
_HIGHEST = 150


class Pad(QWidget):
    """Rows of keys. A press is told as `typed`; ⌫ as `erased`, 清空 as `cleared`."""

    typed = Signal(str)
    erased = Signal()
    cleared = Signal()

    def __init__(self, theme: Theme, gap: float) -> None:
        super().__init__()
        self._theme = theme
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(theme.px(gap))

    def types_into(self, field: QLineEdit) -> None:
        """Have the keys write into a field as a keyboard would, its validator and length included."""
        self.typed.connect(field.insert)
        self.erased.connect(field.backspace)
        self.cleared.connect(field.clear)

    def _key(self, text: str, said: str = "", icon: str = "") -> Button:
        key = Button(self._theme, text, icon=icon)
        key.setAccessibleName(said or text)
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field keeps the cursor
        key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        key.setMinimumHeight(self._theme.control)
        key.setMaximumHeight(self._theme.px(_HIGHEST))
        side = self._theme.px(4)
        key.face.setContentsMargins(side, side, side, side)
        return key

    def _letters(self, row: int, letters: Iterable[str], start: int, span: int) -> None:
        for place, letter in enumerate(letters):
            key = self._key(letter)
            key.clicked.connect(lambda _=False, letter=letter: self.typed.emit(letter))
            self.grid.addWidget(key, row, start + place * span, 1, span)

    def _deed(self, name: str, icon: str, deed: Callable[[], None], place: tuple[int, int, int]) -> None:
        key = self._key("" if icon else name, name, icon)
        key.clicked.connect(deed)
        row, column, span = place
        self.grid.addWidget(key, row, column, 1, span)


class LetterPad(Pad):
    """26 letters as on every keyboard and telephone, and 退格."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, gap=16)
        for row, letters in enumerate(LETTERS):
            self._letters(row, letters, start=row, span=2)
        self._deed(word("erase"), "delete", self.erased.emit, (2, 16, 4))
        for column in range(20):
            self.grid.setColumnStretch(column, 1)


class NumberPad(Pad):
    """Digits and 退格; X for identity numbers, else 清空."""

    def __init__(self, theme: Theme, *, letter_x: bool = True) -> None:
        super().__init__(theme, gap=16)
        for row, digits in enumerate(DIGITS):
            self._letters(row, digits, start=0, span=1)
        if letter_x:
            self._letters(3, "X", start=0, span=1)
        else:
            self._deed(word("clear"), "", self.cleared.emit, (3, 0, 1))
        self._letters(3, "0", start=1, span=1)
        self._deed(word("erase"), "delete", self.erased.emit, (3, 2, 1))
        for column in range(3):
            self.grid.setColumnStretch(column, 1)


class KeyPad(Pad):
    """Digits above letters, for numbers that hold both, as a case number does."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, gap=16)
        self._letters(0, "1234567890", start=0, span=2)
        for row, letters in enumerate(LETTERS):
            self._letters(row + 1, letters, start=row, span=2)
        self._deed(word("erase"), "delete", self.erased.emit, (3, 16, 4))
        for column in range(20):
            self.grid.setColumnStretch(column, 1)
