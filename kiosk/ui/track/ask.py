"""Asking for a case: scan the receipt, or type its number and the last four of one's ID."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.ui.fit import Fit
from kiosk.ui.pages import columns, page_box, title_row
from kiosk.ui.theme import Theme
from kiosk.ui.track.number import LENGTH, bare, grouped, whole
from kiosk.ui.track.words import word
from kiosk.ui.widgets import Banner, Button, Card, FieldBox, LineField
from kiosk.ui.widgets.pads import KeyPad

_CODE = 800  # characters of the longest code that a scanner types
_FOUR = 4


class AskPage(QWidget):
    """`scanned` a code, or `asked` with number and last four. The scanner types into whichever field has the cursor."""

    says = "track"
    scanned = Signal(str)
    asked = Signal(str, str)

    def __init__(self, theme: Theme, fit: Fit, number: str = "") -> None:
        super().__init__()
        self._theme = theme
        box = page_box(theme, self)
        self._title = QWidget()
        self._title.setLayout(title_row(theme, word("title"), "" if fit.elder else word("how"), icon="scan-qr-code"))
        box.addWidget(self._title)
        self._said = Banner(theme, "bad", word("not_found"), word("not_found_how"))
        self._said.hide()
        box.addWidget(self._said)
        whole_box, first, second = columns(theme, fit)
        box.addLayout(whole_box, 1)
        if not fit.upright:
            whole_box.setStretch(0, 9)
            whole_box.setStretch(1, 11)
        self.number = LineField(theme, word("number_short"))
        self.number.setMaxLength(_CODE)
        self.number.setProperty("type", "" if fit.elder else "large")  # the whole number is to be seen
        self.last_four = LineField(theme, word("last_four"))
        self.last_four.setMaxLength(_CODE)
        self.last_four.setProperty("type", "large")
        self._number_box = FieldBox(theme, word("number"), self.number)
        self._four_box = FieldBox(theme, word("last_four"), self.last_four)
        self.look = Button(theme, word("look"), icon="search", kind="primary")
        self.look.clicked.connect(self._on_look)
        first.addWidget(self._card(theme))
        first.addStretch(1)
        self._into = self.number
        self._pad = KeyPad(theme)
        self._pad.typed.connect(lambda text: self._into.insert(text))
        self._pad.erased.connect(lambda: self._into.backspace())
        second.addWidget(self._pad)
        if not fit.upright:
            second.addStretch(1)
        self.number.textEdited.connect(self._on_number)
        self.number.textChanged.connect(self._on_number)
        self.number.entered.connect(lambda: self._go_to(self.number))
        self.last_four.entered.connect(lambda: self._go_to(self.last_four))
        for field in (self.number, self.last_four):
            field.returnPressed.connect(self._on_enter)
        self.number.setText(grouped(number))

    def _go_to(self, field: LineField) -> None:
        self._into = field
        field.setFocus()

    def show_bad_news(self, title: str, text: str) -> None:
        """Not found, or not now."""
        self._title.hide()
        self._said.set_words(title, text)
        self._said.show()

    def _card(self, theme: Theme) -> Card:
        card = Card(theme, margin=32, gap=20)
        card.box.addWidget(self._number_box)
        row = QHBoxLayout()
        row.setSpacing(theme.px(24))
        row.addWidget(self._four_box, 3)
        row.addWidget(self.look, 2, Qt.AlignmentFlag.AlignBottom)
        card.box.addLayout(row)
        return card

    def _on_number(self, text: str) -> None:
        """Set the strokes; a code from the scanner is left alone until its Enter."""
        shown = grouped(text)
        if len(bare(text)) <= LENGTH and bare(text) == bare(shown) and shown != text and "/" not in text:
            at_end = self.number.cursorPosition() == len(text)
            self.number.setText(shown)
            if not at_end:
                self.number.setCursorPosition(min(len(shown), self.number.cursorPosition()))
        if whole(text) and "/" not in text and len(text) >= len(shown) and self._into is self.number:
            self._go_to(self.last_four)

    def _on_enter(self) -> None:
        for field in (self.number, self.last_four):
            typed = field.text().strip()
            if "/" in typed or len(typed) > LENGTH + len("----") + _FOUR:
                field.clear()
                self.scanned.emit(typed)
                return
        self._on_look()

    def _on_look(self) -> None:
        self._number_box.show_fault("" if whole(self.number.text()) else word("number_wrong", count=LENGTH))
        four = self.last_four.text().strip()
        self._four_box.show_fault("" if len(four) == _FOUR else word("four_wrong"))
        if whole(self.number.text()) and len(four) == _FOUR:
            self.asked.emit(grouped(self.number.text()), four.upper())
