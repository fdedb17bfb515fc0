"""Pages of the hall that are lists: the matters of a category, and all categories in the large print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.fit import Fit
from kiosk.ui.hall.facts import bring_names, line_words, made_here
from kiosk.ui.hall.tiles import CategoryTile, MatterCard
from kiosk.ui.hall.words import word
from kiosk.ui.pages import advice, page_box, title_row
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Card, Label
from kiosk.ui.widgets.scroll import Scroll

if TYPE_CHECKING:
    from forms import Category, Matter
    from kiosk.app.outcomes import QueueSeen


class MattersPage(QWidget):
    """The matters of one category."""

    says = "matters"
    matter_wanted = Signal(str)
    keys_high = True

    def __init__(self, theme: Theme, fit: Fit, category: Category, matters: Sequence[Matter]) -> None:
        super().__init__()
        self._counts: dict[str, MatterCard] = {}
        box = page_box(theme, self)
        head: QBoxLayout = QVBoxLayout() if fit.upright else QHBoxLayout()
        head.setSpacing(theme.px(24))
        head.addLayout(title_row(theme, category.name, word("choose_matter"), icon=category.icon), 1)
        queue = Card(theme, "soft", margin=28)
        self._line = Label(word("line_opening"), "body", wrap=True)
        queue.box.addLayout(advice(theme, "users", self._line))
        head.addWidget(queue, 1, Qt.AlignmentFlag.AlignVCenter)
        box.addLayout(head)
        box.addWidget(Scroll(theme, self._cards(theme, fit, matters)), 1)
        if not fit.elder:
            box.addLayout(self._advice(theme, fit, matters))

    def _advice(self, theme: Theme, fit: Fit, matters: Sequence[Matter]) -> QBoxLayout:
        said: QBoxLayout = QVBoxLayout() if fit.upright else QHBoxLayout()
        said.setSpacing(theme.px(16))
        if any(made_here(m) for one in matters for m in one.materials):
            said.addLayout(advice(theme, "printer", word("printed_there")))
        said.addLayout(advice(theme, "info", word("unsure")))
        return said

    def _cards(self, theme: Theme, fit: Fit, matters: Sequence[Matter]) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(20))
        across = 1 if fit.upright or fit.elder else 2
        for place, one in enumerate(matters):
            grid.addWidget(self._card(theme, one), place // across, place % across)
        for column in range(across):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(len(matters) // across + 1, 1)
        return inside

    def show_line(self, seen: QueueSeen) -> None:
        """How long the line is now."""
        self._line.setText(line_words(seen))
        waiting = Counter(t.matter for t in seen.waiting)
        for code, card in self._counts.items():
            card.show_waiting(waiting[code])

    def _card(self, theme: Theme, matter: Matter) -> MatterCard:
        card = MatterCard(theme, matter, bring_names(matter))
        card.clicked.connect(lambda: self.matter_wanted.emit(matter.code))
        self._counts[matter.code] = card
        return card


class CategoriesPage(QWidget):
    """All categories, for the large print whose first page shows only six."""

    says = "all"
    category_wanted = Signal(str)
    keys_high = True

    def __init__(self, theme: Theme, fit: Fit, categories: Sequence[Category]) -> None:
        super().__init__()
        box = page_box(theme, self)
        box.addLayout(title_row(theme, word("all"), word("all_how"), icon="layout-grid"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        grid = QGridLayout()
        grid.setSpacing(theme.px(20))
        column.addLayout(grid)
        column.addStretch(1)
        across = 2 if fit.upright else 4
        for place, category in enumerate(categories):
            tile = CategoryTile(theme, category)
            tile.clicked.connect(lambda _=False, code=category.code: self.category_wanted.emit(code))
            grid.addWidget(tile, place // across, place % across)
        box.addWidget(Scroll(theme, inside), 1)
