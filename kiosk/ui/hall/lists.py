"""Pages of the hall that are lists: the matters of a category, and all categories in the large print."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from forms import Category, Matter
from kiosk.ui.fit import Fit
from kiosk.ui.hall.facts import made_here
from kiosk.ui.hall.tiles import CategoryTile, MatterCard
from kiosk.ui.hall.words import word
from kiosk.ui.pages import advice, page_box, title_row
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Card
from kiosk.ui.widgets.scroll import Scroll


@dataclass(frozen=True, slots=True)
class Listed:
    """One matter of a list: its definition, what to bring, and how many wait for it."""

    matter: Matter
    bring: tuple[str, ...]
    waiting: int


class MattersPage(QWidget):
    """The matters of one category."""

    matter_wanted = Signal(str)

    def __init__(self, theme: Theme, fit: Fit, category: Category, line: str, matters: Sequence[Listed]) -> None:
        super().__init__()
        box = page_box(theme, self)
        head: QBoxLayout = QVBoxLayout() if fit.upright else QHBoxLayout()
        head.setSpacing(theme.px(24))
        head.addLayout(title_row(theme, category.name, word("choose_matter"), icon=category.icon), 1)
        queue = Card(theme, "soft", margin=28)
        queue.box.addLayout(advice(theme, "users", line))
        head.addWidget(queue, 1, Qt.AlignmentFlag.AlignVCenter)
        box.addLayout(head)
        box.addWidget(Scroll(theme, self._cards(theme, fit, matters)), 1)
        if not fit.elder:
            box.addLayout(self._advice(theme, fit, matters))

    def _advice(self, theme: Theme, fit: Fit, matters: Sequence[Listed]) -> QBoxLayout:
        said: QBoxLayout = QVBoxLayout() if fit.upright else QHBoxLayout()
        said.setSpacing(theme.px(16))
        if any(made_here(m) for one in matters for m in one.matter.materials):
            said.addLayout(advice(theme, "printer", word("printed_there")))
        said.addLayout(advice(theme, "info", word("unsure")))
        return said

    def _cards(self, theme: Theme, fit: Fit, matters: Sequence[Listed]) -> QWidget:
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

    def _card(self, theme: Theme, one: Listed) -> MatterCard:
        card = MatterCard(theme, one.matter, one.bring, one.waiting)
        card.clicked.connect(lambda: self.matter_wanted.emit(one.matter.code))
        return card


class CategoriesPage(QWidget):
    """All categories, for the large print whose first page shows only six."""

    category_wanted = Signal(str)

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
