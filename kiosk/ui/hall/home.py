"""The hall's first page: twelve categories, a way to search, and what else a resident comes for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.fit import Fit
from kiosk.ui.hall.paper import SAID
from kiosk.ui.hall.tiles import CategoryTile, WayOn
from kiosk.ui.hall.words import word
from kiosk.ui.pages import SIDE
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, Card, CardButton, Elided, Icon, Label, rule
from kiosk.ui.widgets.clearing import refill
from kiosk.ui.widgets.scroll import Scroll
from kiosk.ui.widgets.words import plain

if TYPE_CHECKING:
    from forms import Category, MatterSummary

FIRST_FOR_ELDERS = ("C07", "C12", "C06", "C03", "C05", "C09")
"""What the elderly come for: insurance, relief, health, household register, farm subsidies, homesteads."""
OTHERS = "CX"
MOST_JOINT = 3


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """What the home page shows: the categories, who was identified (masked), and what is known of the printer."""

    categories: Sequence[Category]
    identified: str = ""
    joint: Sequence[MatterSummary] = ()  # what is done in one go, each with an entry of its own
    paper: str = ""  # '', 'ok', 'low', 'out', 'cover', 'bad', 'none'


class HomePage(QWidget):
    """Category → matter → ticket begins here. Every press is told; nothing is decided here."""

    category_wanted = Signal(str)
    matter_wanted = Signal(str)
    all_wanted = Signal()
    search_wanted = Signal()
    identity_wanted = Signal()
    forget_wanted = Signal()
    track_wanted = Signal()
    elder_wanted = Signal(bool)
    low_wanted = Signal(bool)
    keys_high = True
    says = "home"

    def __init__(self, theme: Theme, fit: Fit, facts: HomeFacts, tools: Sequence[Button] = ()) -> None:
        super().__init__()
        self._theme, self._fit, self._facts, self._tools = theme, fit, facts, tools
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        body = QVBoxLayout()
        body.setContentsMargins(theme.px(SIDE), theme.px(28), theme.px(SIDE), theme.px(28))
        body.setSpacing(theme.px(24))
        whole.addLayout(body, 1)
        if fit.low:
            self._low(body)
        elif fit.upright:
            self._upright(body)
        else:
            self._lying(body)
        whole.addWidget(rule())
        whole.addWidget(self._foot())

    def _upright(self, body: QVBoxLayout) -> None:
        self._ask(body)
        if not self._fit.elder:
            body.addWidget(self._search())
        body.addLayout(self._tiles(2 if self._fit.elder else 3), 1)
        body.addLayout(self._beside(self._rest(), *self._joint()))
        body.addWidget(self._identity())
        body.addWidget(self._track())

    def _low(self, body: QVBoxLayout) -> None:
        """Everything in the lower part: tiles three in a row, the other ways in two columns."""
        if self._facts.identified:
            body.addWidget(self._identified())
        inside = QWidget()
        within = QVBoxLayout(inside)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(self._theme.px(16))
        body.addWidget(Scroll(self._theme, inside), 1)
        within.addLayout(self._tiles(3))
        ways = [part for part in (self._rest(), *self._joint(), self._track(), self._identity()) if part]
        if not self._fit.elder:
            ways.insert(0, self._search())
        grid = QGridLayout()
        grid.setSpacing(self._theme.px(24))
        across = 1 if self._fit.elder else 2
        for place, part in enumerate(ways):
            grid.addWidget(part, place // across, place % across)
        within.addLayout(grid)
        within.addStretch(1)

    def _lying(self, body: QVBoxLayout) -> None:
        self._ask(body)
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(32))
        body.addLayout(row, 1)
        row.addLayout(self._tiles(3 if self._fit.elder else 4), 1)
        side = QVBoxLayout()
        side.setSpacing(self._theme.px(24))
        row.addLayout(side)
        search = None if self._fit.elder else self._search()
        for part in (search, self._rest(), *self._joint(), self._identity(), self._track()):
            if part:
                side.addWidget(part)
                part.setFixedWidth(self._theme.px(560))
        side.addStretch(1)

    def _ask(self, body: QVBoxLayout) -> None:
        if self._facts.identified:
            body.addWidget(self._identified())
            return
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(word("ask"), "title"))
        if not self._fit.elder:
            words.addWidget(Label(word("ask_how"), "body", "muted"))
        body.addLayout(words)

    def _identified(self) -> QWidget:
        theme = self._theme
        card = Card(theme, "soft")
        line = QHBoxLayout()
        line.setSpacing(theme.px(24))
        line.addWidget(Icon(theme, "id-card", "accent", 64))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Elided(word("identified_now"), "name", "accent", least=0.7))
        words.addWidget(Elided(self._facts.identified, "body", least=0.7))
        line.addLayout(words, 1)
        forget = Button(theme, word("forget"), icon="x")
        forget.clicked.connect(self.forget_wanted)
        line.addWidget(forget)
        card.box.addLayout(line)
        return card

    def _search(self) -> QWidget:
        theme = self._theme
        row = CardButton(theme, word("search_name"), across=True, kind="plain")
        row.setAccessibleDescription(word("search"))
        row.setFixedHeight(theme.control)
        row.face.setContentsMargins(theme.px(34), 0, theme.px(34), 0)
        row.face.setSpacing(theme.px(22))
        row.face.addWidget(Icon(theme, "search", "ink-muted", 42))
        if self._fit.upright and not self._fit.low:
            row.face.addWidget(Label(word("search"), "body", "muted"), 1)
            row.face.addWidget(Icon(theme, "keyboard", "accent", 42))
            row.face.addWidget(Label(word("search_key"), "strong", "accent"))
        else:
            row.face.addWidget(Label(word("search_name"), "strong", "accent"), 1)
            row.face.addWidget(Icon(theme, "keyboard", "accent", 42))
        row.clicked.connect(self.search_wanted)
        return row

    def _tiles(self, across: int) -> QGridLayout:
        shown = [c for c in self._facts.categories if c.code != OTHERS]
        if self._fit.elder:
            shown = [c for code in FIRST_FOR_ELDERS for c in shown if c.code == code]
        grid = QGridLayout()
        grid.setSpacing(self._theme.px(24))
        for place, category in enumerate(shown):
            lying = self._fit.elder and self._fit.upright and not self._fit.low
            tile = CategoryTile(self._theme, category, lying=lying, brief=self._fit.low)
            tile.clicked.connect(lambda _=False, code=category.code: self.category_wanted.emit(code))
            grid.addWidget(tile, place // across, place % across)
        for column in range(across):
            grid.setColumnStretch(column, 1)
        return grid

    def _rest(self) -> QWidget | None:
        if self._fit.elder:
            row = WayOn(self._theme, "layout-grid", word("all"))
            row.clicked.connect(self.all_wanted)
            return row
        others = next((c for c in self._facts.categories if c.code == OTHERS), None)
        if others is None:
            return None
        roomy = self._fit.upright and not self._fit.low and not self._facts.joint
        row = WayOn(self._theme, others.icon, others.name, others.hint if roomy else "")
        row.clicked.connect(lambda: self.category_wanted.emit(OTHERS))
        return row

    def _joint(self) -> list[QWidget]:
        """An entry for each thing of life that takes several matters; in the large print they stand among all."""
        rows: list[QWidget] = []
        for one in () if self._fit.elder else self._facts.joint[:MOST_JOINT]:
            row = WayOn(self._theme, "layers", plain(one.name))
            row.setAccessibleDescription(one.hint)
            row.clicked.connect(lambda _=False, code=one.code: self.matter_wanted.emit(code))
            rows.append(row)
        return rows

    def _beside(self, *parts: QWidget | None) -> QGridLayout:
        """Two in a row; one alone takes the whole."""
        grid = QGridLayout()
        grid.setSpacing(self._theme.px(24))
        shown = [part for part in parts if part is not None]
        for place, part in enumerate(shown):
            alone = place == len(shown) - 1 and place % 2 == 0
            grid.addWidget(part, place // 2, place % 2, 1, 2 if alone else 1)
        return grid

    def _identity(self) -> QWidget:
        hint = word("identity_how") if self._fit.upright and not self._fit.elder and not self._fit.low else ""
        row = WayOn(self._theme, "id-card", word("identity"), hint, primary=True)
        row.clicked.connect(self.identity_wanted)
        return row

    def _track(self) -> QWidget:
        hint = word("track_how") if self._fit.upright and not self._fit.elder and not self._fit.low else ""
        row = WayOn(self._theme, "file-search", word("track"), hint)
        row.clicked.connect(self.track_wanted)
        return row

    def _foot(self) -> QWidget:
        theme = self._theme
        foot = QWidget()
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        foot.setProperty("ground", "paper")
        rows = QVBoxLayout(foot)
        rows.setContentsMargins(theme.px(SIDE), theme.px(20), theme.px(SIDE), theme.px(20))
        rows.setSpacing(theme.px(16))
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        rows.addLayout(row)
        elder = Button(theme, word("elder"), icon="check" if self._fit.elder else "a-large-small")
        elder.set_chosen(self._fit.elder)
        elder.setAccessibleDescription(word("elder_off") if self._fit.elder else "")
        elder.clicked.connect(lambda: self.elder_wanted.emit(not self._fit.elder))
        row.addWidget(elder)
        if self._fit.upright:
            low = Button(theme, word("low"), icon="check" if self._fit.low else "accessibility")
            low.set_chosen(self._fit.low)
            low.clicked.connect(lambda: self.low_wanted.emit(not self._fit.low))
            row.addWidget(low)
        if self._fit.upright and self._tools and (self._fit.elder or not self._fit.low):
            below = QHBoxLayout()
            below.setSpacing(theme.px(24))
            rows.addLayout(below)
            for tool in self._tools:
                below.addWidget(tool, 1)
        else:
            for tool in self._tools:
                row.addWidget(tool)
        row.addStretch(1)
        self._paper_place = QHBoxLayout()
        row.addLayout(self._paper_place)
        self.show_paper(self._facts.paper)
        return foot

    def show_paper(self, paper: str) -> None:
        """What is known of the printer now."""
        refill(self._paper_place, [self._paper(paper)] if paper else [])

    def _paper(self, paper: str) -> QWidget:
        icon, tone = ("printer-check", "good") if paper == "ok" else ("printer-x", "warn")
        if paper == "low":
            icon = "printer"
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(20))
        row.addWidget(Icon(self._theme, icon, tone, 46))
        words = QVBoxLayout()
        words.setSpacing(0)
        state = Label(word(SAID[paper]), "body", tone)
        state.set_bold(True)
        words.addWidget(state)
        if tone == "warn" and paper != "low" and not self._fit.elder:
            words.addWidget(Label(word("printer_bad_how"), "tiny", "muted"))
        row.addLayout(words)
        return holder
