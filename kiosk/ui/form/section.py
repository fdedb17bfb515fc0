"""A section of the form as a card: its number and title, how far it is, its questions; folded it is one line."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from forms import Section
from kiosk.ui.form.editors import Kit
from kiosk.ui.form.filling import SectionState
from kiosk.ui.form.head import PAD, Head
from kiosk.ui.form.lines import place_lines
from kiosk.ui.form.row import FieldRow
from kiosk.ui.form.table import TableRow
from kiosk.ui.form.words import Section as Words
from kiosk.ui.widgets import restyle

Row = FieldRow | TableRow
HEAD, FOLDED = 40, 38


class SectionCard(QFrame):
    """Its questions are made when they are first wanted; `make` is told of each."""

    pressed = Signal()

    def __init__(self, section: Section, number: int, kit: Kit, make: Callable[[Row], None]) -> None:
        super().__init__()
        self.section = section
        self.rows: list[Row] = []
        self.folded = False
        self._kit = kit
        self._make = make
        self.setProperty("section", "true")
        self._head = Head(kit.theme, number, section.title, self)
        self._head.clicked.connect(self.pressed)
        self._body = QWidget(self)

    def build(self) -> None:
        """Make its questions, out of sight: each would else be dressed and placed as it comes."""
        self._body.hide()
        for field in self.section.fields:
            row: Row
            if field.type == "table":
                row = TableRow(field, self._kit, self._body, titled=len(self.section.fields) > 1)
                row.show()
            else:
                row = FieldRow(field, field.key, self._kit, self._body)
            self.rows.append(row)
            self._make(row)
        self._body.setVisible(not self.folded)

    def show_current(self, current: bool) -> None:
        """The card that the cursor is on has a frame in the accent colour."""
        restyle(self, "current", "true" if current else "false")

    def show_folded(self, folded: bool) -> None:
        """One line, or all of it."""
        self.folded = folded
        self._body.setVisible(not folded)
        self._head.setFocusPolicy(Qt.FocusPolicy.StrongFocus if folded else Qt.FocusPolicy.NoFocus)

    def show_state(self, state: SectionState, summary: str) -> None:
        """How far it is; `summary` are its first answers, shown when it is folded."""
        if state.faults:
            note, icon, tone = Words.FAULTS.format(count=state.faults), "circle-x", "bad"
        elif state.done:
            note, icon, tone = Words.DONE, "circle-check", "good"
        else:
            note, icon, tone = Words.PROGRESS.format(total=state.total, filled=state.filled), "", "ink-muted"
        self._head.show_state(note, icon, tone, (summary or Words.EMPTY) if self.folded else "")

    def focus_head(self) -> None:
        """Put the cursor on the line of a folded card."""
        self._head.setFocus(Qt.FocusReason.TabFocusReason)

    def place(self, width: int) -> int:
        """Lay it out in `width`; returns its height."""
        theme = self._kit.theme
        if self.folded:
            self._head.setGeometry(QRect(0, 0, width, theme.px(FOLDED)))
            return theme.px(FOLDED)
        pad = theme.px(PAD)
        self._head.setGeometry(QRect(0, 0, width, theme.px(HEAD)))
        bottom = place_lines(self.rows, QRect(pad, 0, width - 2 * pad, 0), theme)
        self._body.setGeometry(QRect(0, theme.px(HEAD), width, bottom + pad))
        return theme.px(HEAD) + bottom + pad

    def place_of(self, row: Row) -> QRect:
        """Where a question stands on the card."""
        return row.bounds().translated(self._body.pos())
