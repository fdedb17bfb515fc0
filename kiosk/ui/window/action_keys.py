"""The keys of what can be done with the case shown: the likeliest on its card, the rest behind one key, in pairs."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button
from kiosk.ui.widgets.clearing import refill
from kiosk.ui.window.actions.action import Action
from kiosk.ui.window.actions.listing import MORE
from kiosk.ui.window.actions.words import Actions as Words

COLUMNS, FIRST, FEW = 2, 5, 3  # the last place of each says that there is more


class ActionKeys(QWidget):
    """`pressed` gives the key, whichever way it was pressed."""

    pressed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._actions: Sequence[Action] = ()
        self._of = ""
        self._all = False
        self._first = FIRST
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(6))
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)

    @property
    def expanded(self) -> bool:
        """Whether all are shown, where there are more than the first ones."""
        return self._all and len(self._actions) > self._first + 1

    def tall(self) -> int:
        """How high it is, also before its keys were ever seen."""
        rows = (self._grid.count() + COLUMNS - 1) // COLUMNS
        return rows * (self._theme.control + self._grid.spacing())

    def show_fitting(self, actions: Sequence[Action], of: str) -> None:
        """These, and no others; `of` is the case's number: another case is begun with its first ones."""
        if self._of != of:
            self._all = False
        same = self._of == of and [one.name for one in actions] == [one.name for one in self._actions]
        self._actions, self._of = actions, of
        if not same:
            self._lay()

    def show_few(self, few: bool) -> None:
        """Fewer of them at first, where there is little room."""
        first = FEW if few else FIRST
        if first != self._first:
            self._first = first
            self._lay()

    def show_more(self) -> None:
        """All, or again the first ones only."""
        if len(self._actions) > self._first + 1:
            self._all = not self._all
            self._lay()

    def _lay(self) -> None:
        few = len(self._actions) <= self._first + 1
        shown = self._actions if few or self._all else self._actions[: self._first]
        keys = [self._key(one.key, one.word) for one in shown]
        if not few:
            word = Words.LESS if self._all else Words.MORE.format(count=len(self._actions) - self._first)
            keys.append(self._key(MORE, word))
        refill(self._grid)
        for nth, key in enumerate(keys):
            self._grid.addWidget(key, nth // COLUMNS, nth % COLUMNS)

    def _key(self, key: str, word: str) -> Button:
        button = Button(self._theme, word, key=key)
        button.setShortcut("")  # the screen listens for all keys in one place
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(partial(self.pressed.emit, key))
        return button
