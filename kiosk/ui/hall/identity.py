"""Typing one's identity number on our own keys, hidden from whoever stands behind."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kiosk.domain.person import valid_id
from kiosk.ui.fit import Fit
from kiosk.ui.hall.words import word
from kiosk.ui.pages import columns, page_box, title_row
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, FieldBox, Label, LineField
from kiosk.ui.widgets.pads import NumberPad

_LENGTH = 18


class IdentityPage(QWidget):
    """`known` tells a right number; a wrong one is said here, beside it."""

    says = "identity"
    known = Signal(str)

    def __init__(self, theme: Theme, fit: Fit, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        box = page_box(theme, self)
        box.addLayout(title_row(theme, word("identity_title"), word("identity_why"), icon="id-card"))
        whole, first, second = columns(theme, fit)
        box.addLayout(whole, 1)
        self.field = LineField(theme, word("identity_title"), digits=True)
        self.field.setMaxLength(_LENGTH)
        self.field.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,17}[0-9Xx]?"), self.field))
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setProperty("type", "large")
        self._line = FieldBox(theme, word("identity_field"), self.field, word("identity_count", count=0, left=_LENGTH))
        first.addWidget(self._line)
        self._card = Label(word("identity_card"), "body", "accent", wrap=True)
        self._card.hide()
        first.addWidget(self._card)
        first.addStretch(1)
        pad = NumberPad(theme)
        pad.types_into(self.field)
        second.addWidget(pad)
        second.addLayout(self._deeds(theme))
        self.field.textChanged.connect(self._on_typed)
        self.field.returnPressed.connect(self._on_done)

    def show_reader(self) -> None:
        """A card may be laid on the reader instead of typing."""
        self._card.show()

    def show_fault(self, sentence: str) -> None:
        """What went wrong with the card; typing goes on as before."""
        self._line.show_fault(sentence)

    def _deeds(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(24))
        self._see = Button(theme, word("identity_see"), icon="eye")
        self._see.clicked.connect(self._on_see)
        self._done = Button(theme, word("identity_done"), icon="check", kind="primary")
        self._done.clicked.connect(self._on_done)
        row.addWidget(self._see, 1)
        row.addWidget(self._done, 1)
        return row

    def _on_see(self) -> None:
        hidden = self.field.echoMode() == QLineEdit.EchoMode.Password
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._see.set_words(word("identity_hide" if hidden else "identity_see"))
        self._see.set_icon("eye-off" if hidden else "eye")

    def _on_typed(self, text: str) -> None:
        left = _LENGTH - len(text)
        self._line.show_hint(word("identity_count", count=len(text), left=left) if left else word("identity_full"))

    def _on_done(self) -> None:
        number = self.field.text().upper()
        if len(number) < _LENGTH:
            self._line.show_fault(word("identity_short", left=_LENGTH - len(number)))
        elif not valid_id(number, self._today()):
            self._line.show_fault(word("identity_wrong"))
        else:
            self.known.emit(number)
