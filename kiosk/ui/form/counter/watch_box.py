"""What is said of the scanner's folder while it is watched, and what lay there before."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from kiosk.ui.form.counter.key_rows import prompt_key
from kiosk.ui.form.counter.words import Capture as Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Label


class WatchBox(QFrame):
    """Out of sight while nothing is watched. `older` brings what lay there before, by a key that `on` listens for."""

    def __init__(self, theme: Theme, on: QWidget, older: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("offer", "true")
        self._said = Label("", "note", "accent", wrap=True)
        self._said.setMinimumWidth(1)
        self._older = prompt_key(theme, on, Words.OLDER, "Ctrl+L", older)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(10), theme.px(6), theme.px(6), theme.px(6))
        row.addWidget(self._said, 1)
        row.addWidget(self._older)

    def show_watch(self, on: bool, watching: str, older: int, said: str) -> None:
        """`watching` is the sentence of what is watched, '' when no folder is known; `said` what went wrong."""
        self._said.setText(said or watching or Words.NO_FOLDER)
        self._said.set_tone("bad" if said else "accent" if watching else "warn")
        self._older.setVisible(on and older > 0)
        self._older.set_words(Words.OLDER.format(count=older))
        self.setVisible(on)
