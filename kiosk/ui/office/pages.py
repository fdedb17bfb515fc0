"""The office's frame: one page at a time, as many as somebody's roles open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.ui.office.words import Pages as Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, FocusRing, Label, worked_by_keys


@dataclass(frozen=True, slots=True)
class Page:
    """A page by its word; built when it is first opened."""

    word: str
    build: Callable[[], QWidget]


class OfficePages(QWidget):
    """Alt+1, Alt+2 … open them. Whoever may see none is told so."""

    def __init__(self, theme: Theme, pages: Sequence[Page]) -> None:
        super().__init__()
        self._theme = theme
        self._pages = pages
        self._built: dict[int, QWidget] = {}
        self.setProperty("ground", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        worked_by_keys(self)
        box = QVBoxLayout(self)
        box.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # the glass decides how much is seen
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        strip = QWidget()
        row = QHBoxLayout(strip)
        row.setContentsMargins(*[theme.px(n) for n in (16, 8, 16, 0)])
        row.setSpacing(theme.px(8))
        self._keys = [self._key(nth, page) for nth, page in enumerate(pages)]
        for key in self._keys:
            row.addWidget(key)
        row.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.setMinimumSize(1, 1)
        box.addWidget(strip)
        strip.setVisible(len(pages) > 1)
        box.addWidget(self._stack, 1)
        if not pages:
            self._stack.addWidget(Label(Words.NOTHING, "section", "muted", wrap=True))
        theme.dress(self)
        self._ring = FocusRing(self)
        if pages:
            self.open(0)

    def open(self, nth: int) -> QWidget:
        """Open a page by its place; IndexError where there is none."""
        if nth not in self._built:
            self._built[nth] = self._pages[nth].build()
            self._stack.addWidget(self._built[nth])
        self._stack.setCurrentWidget(self._built[nth])
        for place, key in enumerate(self._keys):
            key.set_chosen(place == nth)
        return self._built[nth]

    def _key(self, nth: int, page: Page) -> Button:
        key = Button(self._theme, page.word, key=f"Alt+{nth + 1}", kind="quiet")
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        key.clicked.connect(lambda: self.open(nth))
        return key
