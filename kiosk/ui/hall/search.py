"""Finding a matter by the first letters of its name, on our own keys."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms import MatterSummary
from kiosk.ui.fit import Fit
from kiosk.ui.hall.tiles import MatterRow
from kiosk.ui.hall.words import word
from kiosk.ui.pages import columns, page_box, title_row
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Banner, Button, LineField
from kiosk.ui.widgets.clearing import refill
from kiosk.ui.widgets.pads import LetterPad
from kiosk.ui.widgets.scroll import Scroll
from kiosk.ui.widgets.words import plain

_LONGEST = 20

Find = Callable[[str], Sequence[MatterSummary]]


class SearchPage(QWidget):
    """A field, what was found, and the letters. `find` is asked at every letter."""

    says = "search"
    matter_wanted = Signal(str)
    keys_high = True

    def __init__(self, theme: Theme, fit: Fit, find: Find) -> None:
        super().__init__()
        self._theme = theme
        self._find = find
        box = page_box(theme, self)
        box.addLayout(title_row(theme, word("search_title"), word("search_how"), icon="search"))
        whole, first, second = columns(theme, fit)
        box.addLayout(whole, 1)
        whole.setStretch(1, 0 if fit.upright else 1)
        self.field = LineField(theme, word("search_title"), word("search_field"))
        self.field.setProperty("type", "large")
        self.field.setFont(_capitals(theme))
        self.field.setMaxLength(_LONGEST)
        self.field.textChanged.connect(self._on_typed)
        row = self._row = QHBoxLayout()
        row.setSpacing(theme.px(24))
        row.addWidget(self.field, 1)
        self._clear = Button(theme, word("clear"), icon="x")
        self._clear.clicked.connect(self.field.clear)
        row.addWidget(self._clear)
        pad = LetterPad(theme)
        pad.types_into(self.field)
        self._found = QVBoxLayout()
        results = self._results()
        for part in (row, results) if fit.upright else (row, pad):
            _add(first, part)
        for part in (pad,) if fit.upright else (results,):
            _add(second, part)
        if not fit.upright:
            first.addStretch(1)
        self._on_typed("")

    def offer_pad(self, opening: Callable[[LineField], None]) -> None:
        """A key that opens the entry pad: the matter's own characters, for who does not know their letters."""
        key = Button(self._theme, word("search_write"), icon="pencil")
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        key.clicked.connect(lambda: opening(self.field))
        self._row.addWidget(key)

    def _results(self) -> Scroll:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        self._found.setSpacing(self._theme.px(16))
        column.addLayout(self._found)
        column.addStretch(1)
        return Scroll(self._theme, inside)

    def _on_typed(self, text: str) -> None:
        self._clear.setEnabled(bool(text))
        refill(self._found)
        found = self._find(text)
        for matter in found:
            row = MatterRow(self._theme, plain(matter.name), matter.hint)
            row.clicked.connect(lambda _=False, code=matter.code: self.matter_wanted.emit(code))
            self._found.addWidget(row)
        if not found:
            key = "search_none" if text else "search_start"
            how = "search_none_how" if text else "search_examples"
            self._found.addWidget(Banner(self._theme, "accent", word(key), word(how)))


def _capitals(theme: Theme) -> QFont:
    font = theme.font("button")
    font.setCapitalization(QFont.Capitalization.AllUppercase)
    return font


def _add(box: QVBoxLayout, part: QWidget | QHBoxLayout) -> None:
    if isinstance(part, QWidget):
        box.addWidget(part, 1 if isinstance(part, Scroll) else 0)
    else:
        box.addLayout(part)
