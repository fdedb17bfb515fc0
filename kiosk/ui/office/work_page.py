"""A page of the office with a list of work: the list at the left, what is chosen and what can be said of it at the
right, every key on its button."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from kiosk.ui.office.table import Table
from kiosk.ui.office.words import Listed as Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, Card, ChoiceField, FieldBox, Label, LineField
from kiosk.ui.widgets.scroll import Scroll

SIDE = 380
PRIMARY = "F4"


@dataclass(frozen=True, slots=True)
class Blank:
    """A field of the right side; `choices` (value, word) make it one to choose from."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Design:
    """What a page has: its title, the columns with their widths (0: what is left), fields, and keys with words."""

    title: str
    columns: tuple[tuple[str, int], ...]
    blanks: tuple[Blank, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    above: tuple[Blank, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its cells, and the colour of the first by token ('' plain)."""

    cells: tuple[str, ...]
    tone: str = ""


class WorkPage(QWidget):
    """`pressed` names a key, `chosen` the row on which the cursor is (-1: none)."""

    pressed = Signal(str)
    chosen = Signal(int)

    def __init__(self, theme: Theme, design: Design) -> None:
        super().__init__()
        self._theme = theme
        headings, widths = zip(*design.columns, strict=True)
        self.table = Table(theme, design.title, headings, widths)
        self._fields: dict[str, LineField | ChoiceField] = {}
        self._title, self._count = Label(design.title, "section"), Label("", "note", "muted")
        self._none = Label("", "body", "muted", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        self.buttons: dict[str, Button] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(*[theme.px(16)] * 4)
        row.setSpacing(theme.px(12))
        row.addWidget(self._left(design), 1)
        row.addWidget(self._side(design))
        self.table.chosen.connect(self.chosen)

    @property
    def row(self) -> int:
        """Where the cursor is; -1 where nothing is chosen."""
        return self.table.currentIndex().row() if self.table.rows.rowCount() else -1

    def text(self, name: str) -> str:
        """What stands in a field."""
        field = self._fields[name]
        return str(field.currentData()) if isinstance(field, ChoiceField) else field.text().strip()

    def set_text(self, name: str, text: str) -> None:
        """Put a text into a line."""
        field = self._fields[name]
        assert isinstance(field, LineField)
        field.setText(text)

    def clear(self) -> None:
        """Nothing is typed any more in the fields beside the list."""
        for name in self._beside:
            field = self._fields[name]
            if isinstance(field, LineField):
                field.clear()

    def set_title(self, title: str) -> None:
        """What the list is now."""
        self._title.setText(title)

    def show_lines(self, lines: Sequence[Line], none: str, at: int = 0) -> None:
        """These rows, the cursor on row `at`; `none` is said where there are none."""
        self.table.rows.show_rows([one.cells for one in lines], [one.tone for one in lines])
        self.table.fit()
        self._count.setText(Words.COUNT.format(count=len(lines)))
        self._none.setText(none)
        self._stack.setCurrentIndex(0 if lines else 1)
        if lines:
            self.table.choose(min(max(at, 0), len(lines) - 1))
        else:
            self.chosen.emit(-1)

    def show_reading(self, reading: bool = True) -> None:
        """They are on their way; or they did not come."""
        self._count.setText(Words.READING if reading else "")

    def show_facts(self, head: str, facts: Sequence[str]) -> None:
        """What is known of the chosen one."""
        self._head.setText(head or Words.CHOOSE)
        self._facts.setText("\n".join(facts))
        self._facts.setVisible(bool(facts))

    def show_said(self, sentence: str, tone: str = "muted") -> None:
        """How it went."""
        self._said.setText(sentence)
        self._said.set_tone(tone)
        self._said.setVisible(bool(sentence))

    def showEvent(self, event: QShowEvent) -> None:
        """The cursor goes to the list."""
        super().showEvent(event)
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _left(self, design: Design) -> Card:
        card = Card(self._theme, margin=14, gap=8)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        card.box.addLayout(head)
        if design.above:
            line = QHBoxLayout()
            line.setSpacing(self._theme.px(10))
            for blank in design.above:
                line.addWidget(self._field(blank), 1)
            line.addStretch(1)
            card.box.addLayout(line)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._none)
        card.box.addLayout(self._stack, 1)
        return card

    def _side(self, design: Design) -> Card:
        theme = self._theme
        card = Card(theme, margin=16, gap=10)
        card.setFixedWidth(theme.px(SIDE))
        self._head, self._facts = Label("", "section", wrap=True), Label("", "body", wrap=True)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._said = Label("", "body", "muted", wrap=True)
        inner = QWidget()
        inner.setProperty("ground", "paper")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.px(4), 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self._head)
        column.addWidget(self._facts)
        for blank in design.blanks:
            column.addWidget(self._field(blank))
        column.addWidget(self._said)
        column.addStretch(1)
        self._beside = [blank.name for blank in design.blanks]
        card.box.addWidget(Scroll(theme, inner), 1)
        card.box.addLayout(self._buttons(design))
        self.show_facts("", ())
        self.show_said("")
        return card

    def _field(self, blank: Blank) -> FieldBox:
        if blank.choices:
            choice = ChoiceField(self._theme, blank.label)
            for value, word in blank.choices:
                choice.addItem(word, value)
            self._fields[blank.name] = choice
        else:
            self._fields[blank.name] = LineField(self._theme, blank.label)
        return FieldBox(self._theme, blank.label, self._fields[blank.name])

    def _buttons(self, design: Design) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self._theme.px(8))
        for nth in range(0, len(design.keys), 2):
            line = QHBoxLayout()
            line.setSpacing(self._theme.px(8))
            for key, word in design.keys[nth : nth + 2]:
                button = Button(self._theme, word, key=key, kind="primary" if key == PRIMARY else "plain")
                button.clicked.connect(lambda _=False, key=key: self.pressed.emit(key))
                self.buttons[key] = button
                line.addWidget(button)
            line.addStretch(1)
            column.addLayout(line)
        return column
