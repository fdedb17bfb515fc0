"""The column beside the form: the papers with their states, and the clocks under them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.form.counter.clocks import ClockLine
from kiosk.ui.form.counter.paper_row import PaperRow
from kiosk.ui.form.counter.papers import Papers
from kiosk.ui.form.counter.words import Clocks
from kiosk.ui.form.counter.words import Papers as Words
from kiosk.ui.theme import Theme
from kiosk.ui.turns import NextTurn
from kiosk.ui.widgets import Elided, Icon, KeyCap, Label, rule
from kiosk.ui.widgets.clearing import refill
from kiosk.ui.widgets.scroll import Scroll

WIDTH = 304
LONG = 10  # letters of what a clock is of, beyond which it is cut


class PapersColumn(QWidget):
    """`wanted` names the place of a paper that was pressed."""

    wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[PaperRow] = []
        self._papers: Papers | None = None
        self._later = NextTurn(self._lay_rows, self, after=3)
        self.setFixedWidth(theme.px(WIDTH))
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._count = Label("", "body", "muted")
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._clocks = QVBoxLayout()
        self._clocks.setSpacing(theme.px(6))
        inner = QWidget()
        inner.setProperty("ground", "paper")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, theme.px(12))
        column.setSpacing(theme.px(12))
        column.addLayout(self._list)
        column.addLayout(self._clocks)
        column.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._head())
        box.addWidget(rule())
        box.addWidget(Scroll(theme, inner), 1)

    def show_papers(self, papers: Papers) -> None:
        """Another application's list; it is made while the clerk reads the form's first question."""
        self._papers = papers
        self._later.begin()

    def show_states(self, papers: Papers) -> None:
        """The same list as it stands now."""
        if self._later.due:
            return  # these rows are the last application's
        for row in self._rows:
            row.show_state(papers)
        lacking, count = papers.lacking(), len(papers.matter.materials)
        self._count.setText(
            Words.LACKING.format(count=count, lacking=lacking) if lacking else Words.COUNT.format(count=count)
        )

    def _lay_rows(self) -> None:
        papers = self._papers
        if papers is None:
            return
        refill(self._list)
        self._rows = []
        for nth, material in enumerate(papers.matter.materials):
            row = PaperRow(self._theme, material, nth + 1, numbered=False)
            row.clicked.connect(lambda _=False, nth=nth: self.wanted.emit(nth))
            self._rows.append(row)
            self._list.addWidget(row)
            self._list.addWidget(rule())
        self.show_states(papers)

    def show_clocks(self, lines: Sequence[ClockLine]) -> None:
        """What runs from today."""
        refill(self._clocks)
        if not lines:
            return
        title = Label(Clocks.TITLE, "strong")
        title.setContentsMargins(self._theme.px(16), 0, 0, 0)
        self._clocks.addWidget(title)
        for line in lines:
            self._clocks.addWidget(self._clock(line))

    def _head(self) -> QHBoxLayout:
        theme, head = self._theme, QHBoxLayout()
        head.setContentsMargins(theme.px(16), theme.px(12), theme.px(12), theme.px(10))
        head.setSpacing(theme.px(8))
        head.addWidget(Label(Words.TITLE, "section"))
        head.addWidget(self._count, 1)
        head.addWidget(KeyCap("Ctrl+M"))
        head.addWidget(Label(Words.ONE_BY_ONE, "note", "muted"))
        return head

    def _clock(self, line: ClockLine) -> QWidget:
        theme, box = self._theme, QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(theme.px(16), 0, theme.px(12), 0)
        row.setSpacing(theme.px(8))
        shade = "ink-muted" if line.tone == "muted" else line.tone
        row.addWidget(Icon(theme, line.icon, shade, 16))
        row.addWidget(Elided(line.what) if len(line.what) > LONG else Label(line.what), len(line.what) > LONG)
        until = Label(line.until, "note", line.tone, wrap=True)
        until.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        until.setMinimumWidth(1)
        row.addWidget(until, 1)
        return box
