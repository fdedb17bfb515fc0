"""The card under the ways of one paper: the promise in its place (告知承诺), whether it was signed, two keys to it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from forms import Material
from kiosk.ui.form.counter.key_rows import told_key
from kiosk.ui.form.counter.papers import Papers
from kiosk.ui.form.counter.words import Papers as Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Icon, Label

SIGN, PRINT = "S", "D"


class PromiseCard(QFrame):
    """`wanted` names a key: to be signed on the glass, or printed."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("owed", "true")
        box = QVBoxLayout(self)
        box.setSpacing(theme.px(6))
        title = QHBoxLayout()
        title.addWidget(Icon(theme, "signature", "warn", 18))
        title.addWidget(Label(Words.PROMISE, "strong", "warn"), 1)
        box.addLayout(title)
        self._text = Label("", "body", wrap=True)
        self._how = Label("", "note", "muted", wrap=True)
        self._state = Label("", "note", wrap=True)
        for label in (self._text, self._how, self._state):
            box.addWidget(label)
        keys = QHBoxLayout()
        keys.setSpacing(theme.px(6))
        for word, key in ((Words.SIGN_PROMISE, SIGN), (Words.PRINT_PROMISE, PRINT)):
            keys.addWidget(told_key(theme, self, word, key, partial(self.wanted.emit, key)))
        keys.addStretch(1)
        box.addLayout(keys)

    def show_promise(self, papers: Papers, material: Material) -> None:
        """What is promised, how it is checked, and whether somebody has signed it."""
        self._text.setText(Words.PROMISES.format(text=material.proves))
        self._how.setText(Words.CHECKED.format(how=material.checking))
        signed = papers.promised(material)
        self._state.setText(Words.PROMISED if signed else Words.NOT_PROMISED)
        self._state.set_tone("good" if signed else "bad")
