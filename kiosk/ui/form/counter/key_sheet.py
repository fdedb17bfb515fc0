"""The sheet of keys (F12): every key of the screen and what it does."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.form.counter.words import Keys as Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Card, KeyCap, Label
from kiosk.ui.widgets.scroll import Scroll, roll

COLUMNS = 3


class KeySheet(QWidget):
    """`groups`: a title, and pairs of key and meaning."""

    left = Signal()

    def __init__(self, theme: Theme, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(Words.TITLE)
        head = QHBoxLayout()
        head.addWidget(Label(Words.TITLE, "title"), 1)
        head.addWidget(Label(Words.CLOSE, "note", "muted"))
        grid = QGridLayout()
        grid.setSpacing(theme.px(12))
        for nth, (title, keys) in enumerate(groups):
            card = Card(theme, margin=14, gap=6)
            card.box.addWidget(Label(title, "strong", "accent"))
            row, place = divmod(nth, COLUMNS)
            wide = COLUMNS - place if nth == len(groups) - 1 else 1  # the last one takes what is left of its row
            card.box.addLayout(_lines(theme, keys, wide))
            card.box.addStretch(1)
            grid.addWidget(card, row, place, 1, wide)
        for place in range(COLUMNS):
            grid.setColumnStretch(place, 1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.px(6), 0)
        column.addLayout(grid)
        column.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(16)] * 4)
        box.addLayout(head)
        self._note = Label("", "note", "warn", wrap=True)
        self._note.hide()
        box.addWidget(self._note)
        self._scroll = Scroll(theme, inner)
        self._scroll.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box.addWidget(self._scroll, 1)

    def show_note(self, sentence: str) -> None:
        """A key that cannot be had on this PC, and why."""
        self._note.setText(sentence)
        self._note.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif not roll(self._scroll.area, event):
            super().keyPressEvent(event)


def _lines(theme: Theme, keys: Sequence[tuple[str, str]], across: int) -> QGridLayout:
    """Caps under caps, meanings under meanings, so many lists side by side."""
    lines = QGridLayout()
    lines.setHorizontalSpacing(theme.px(10))
    lines.setVerticalSpacing(theme.px(6))
    high = -(-len(keys) // across)
    for nth, (key, meaning) in enumerate(keys):
        side, row = divmod(nth, high)
        lines.addWidget(KeyCap(key), row, 2 * side, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        lines.addWidget(Label(meaning, wrap=True), row, 2 * side + 1)
        lines.setColumnStretch(2 * side + 1, 1)
    return lines
