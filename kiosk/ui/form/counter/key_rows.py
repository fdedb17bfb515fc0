"""Keys beside each other, as many in a row as there is room for, the others below."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button

UP, DOWN = "\u2191", "\u2193"


class KeyRows(QVBoxLayout):
    """`keys` are those that may stand here; `lay` says which do."""

    def __init__(self, theme: Theme, keys: Sequence[Button]) -> None:
        super().__init__()
        self.keys = tuple(keys)
        self._shape: list[int] | None = None
        self.setSpacing(theme.px(6))

    def lay(self, shown: Sequence[Button], across: int) -> None:
        """Show these and no others, in rows of at most `across` pixels."""
        for key in self.keys:
            key.setVisible(key in shown)
        lines = self._lines(shown, across)
        shape = [len(line) for line in lines]
        if self._shape == shape:
            return
        self._shape = shape
        while (old := self.takeAt(0)) is not None and (line := old.layout()) is not None:
            line.deleteLater()
        for keys in lines:
            row = QHBoxLayout()
            row.setSpacing(self.spacing())
            for key in keys:
                row.addWidget(key)
            row.addStretch(1)
            self.addLayout(row)

    def _lines(self, shown: Sequence[Button], across: int) -> list[list[Button]]:
        lines: list[list[Button]] = []
        left = 0
        for key in shown:
            wide = key.sizeHint().width() + self.spacing()
            if not lines or wide > left:
                lines.append([])
                left = across
            lines[-1].append(key)
            left -= wide
        return lines


def prompt_key(theme: Theme, on: QWidget, word: str, key: str, deed: Callable[[], None]) -> Button:
    """A button on a view whose key acts at once: a button's own shortcut would first be seen to be pressed."""
    button = told_key(theme, on, word, key, deed)
    shortcut = QShortcut(QKeySequence(key.replace(UP, "Up").replace(DOWN, "Down")), on)
    shortcut.activated.connect(button.click)
    return button


def told_key(theme: Theme, on: QWidget, word: str, key: str, deed: Callable[[], None]) -> Button:
    """The same, where somebody else listens for the key."""
    button = Button(theme, word, key=key)
    button.setParent(on)  # or it would be a window of its own until it has its place
    button.setShortcut("")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.clicked.connect(deed)
    return button
