"""What was found: genuine or not first, then the day in big type, what is owed before what is done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from kiosk.ui.fit import Fit
from kiosk.ui.pages import columns, page_box
from kiosk.ui.rate.words import word as rate_word
from kiosk.ui.theme import Theme
from kiosk.ui.track.facts import Headline, Seal
from kiosk.ui.track.words import word
from kiosk.ui.widgets import Banner, Button, Card, Label
from kiosk.ui.widgets.scroll import Scroll
from kiosk.ui.widgets.steps import Stage, Timeline


class FoundPage(QWidget):
    """Filled from above by what is known: `show_seal`, `show_case`, `show_paper`, `show_what_to_do`."""

    says = "found"
    rate_wanted = Signal()

    def __init__(self, theme: Theme, fit: Fit) -> None:
        super().__init__()
        self._theme = theme
        box = page_box(theme, self, gap=20)
        self._top = QVBoxLayout()
        self._top.setSpacing(theme.px(20))
        inside = QWidget()
        within = QVBoxLayout(inside)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(theme.px(20))
        within.addLayout(self._top)
        whole: QBoxLayout
        whole, self._first, self._second = columns(theme, fit)
        within.addLayout(whole)
        within.addStretch(1)
        box.addWidget(Scroll(theme, inside), 1)

    def show_seal(self, seal: Seal) -> None:
        """Whether the paper is genuine."""
        self._top.addWidget(Banner(self._theme, seal.tone, seal.title, seal.text, icon=seal.icon))

    def show_case(self, whose: str, head: Headline) -> None:
        """The matter, the masked name, and the one thing that counts."""
        card = Card(self._theme, margin=36, gap=8)
        card.box.addWidget(Label(whose, "body", wrap=True))
        card.box.addWidget(Label(head.title, "title", "" if head.tone == "muted" else head.tone, wrap=True))
        if head.text:
            card.box.addWidget(Label(head.text, "body", "bad" if head.tone == "bad" else "muted", wrap=True))
        self._first.addWidget(card)

    def offer_rating(self) -> None:
        """He may rate what was done: offered, never asked for."""
        rate = Button(self._theme, rate_word("offer"), icon="star", note=rate_word("offer_how"))
        rate.setMinimumHeight(self._theme.px(120))
        rate.clicked.connect(self.rate_wanted)
        self._first.addWidget(rate)

    def show_wanted(self, title: str, text: str) -> None:
        """Something that the resident is to bring."""
        self._first.addWidget(Banner(self._theme, "warn", title, text, icon="clock"))

    def show_siblings(self, rows: list[tuple[str, str]]) -> None:
        """Cases filed with it in one go: each with its number, and where it stands."""
        card = Card(self._theme, margin=36, gap=12)
        card.box.addWidget(Label(word("siblings", count=len(rows)), "section"))
        for name, said in rows:
            card.box.addWidget(Label(name, "strong", wrap=True))
            card.box.addWidget(Label(said, "body", "muted", wrap=True))
        self._first.addWidget(card)

    def show_stages(self, stages: list[Stage]) -> None:
        """The way so far."""
        card = Card(self._theme, margin=36, gap=20)
        card.box.addWidget(Label(word("timeline"), "section"))
        timeline = Timeline(self._theme)
        timeline.show_stages(stages)
        card.box.addWidget(timeline)
        self._second.addWidget(card)
        self._second.addStretch(1)
        self._first.addStretch(1)

    def show_on_its_way(self) -> None:
        """The paper is genuine, and its case is not here yet."""
        self._first.addWidget(Banner(self._theme, "warn", word("on_its_way"), word("on_its_way_how"), icon="hourglass"))
        self._first.addStretch(1)

    def show_paper(self, rows: list[tuple[str, str]]) -> None:
        """What the paper itself says, for a case that is not here."""
        card = Card(self._theme, margin=36)
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(40))
        grid.setVerticalSpacing(self._theme.px(16))
        grid.setColumnStretch(1, 1)
        for place, (name, value) in enumerate(rows):
            grid.addWidget(Label(name, "body", "muted"), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(value, "strong" if place != len(rows) - 1 else "body", wrap=True), place, 1)
        card.box.addLayout(grid)
        self._second.addWidget(card)
        self._second.addStretch(1)

    def show_what_to_do(self) -> None:
        """A paper that does not check: be careful, try again, ask."""
        card = Card(self._theme, margin=36, gap=16)
        card.box.addWidget(Label(word("do_now"), "section"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(24))
        grid.setVerticalSpacing(self._theme.px(16))
        grid.setColumnStretch(1, 1)
        for place in range(3):
            grid.addWidget(Label(str(place + 1), "strong", "accent"), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(word(f"do_{place + 1}"), "body", wrap=True), place, 1)
        card.box.addLayout(grid)
        self._first.addWidget(card)
