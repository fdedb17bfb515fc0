"""Which matter: one box for first letters, a name or a code, and the list it finds."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from forms import MatterSummary, is_joint
from kiosk.ui.form.counter.words import Chooser as Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Card, Elided, Label, LineField

ROW = 60


class Chooser(QWidget):
    """`typed` asks for a list; `chosen` names a matter; `left` that nothing was chosen."""

    typed = Signal(str)
    chosen = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._box = LineField(theme, Words.TITLE, Words.HINT)
        self._box.setProperty("search", "true")
        self._box.setFixedHeight(theme.px(52))
        self._box.textChanged.connect(self.typed)
        self._box.returnPressed.connect(self._on_enter)
        self._box.installEventFilter(self)
        self._list = QListWidget()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._on_enter)
        self._none = Label(Words.NONE, "body", "muted", wrap=True)
        card = Card(theme, margin=8, gap=0)
        card.box.addWidget(self._none)
        card.box.addWidget(self._list, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(16)] * 4)
        box.setSpacing(theme.px(10))
        box.addWidget(Label(Words.TITLE, "section"))
        box.addWidget(self._box)
        box.addWidget(Label(Words.KEYS, "note", "muted"))
        box.addWidget(card, 1)

    def begin(self) -> None:
        """An empty box with the cursor in it."""
        self._box.clear()
        self.typed.emit("")
        self._box.setFocus(Qt.FocusReason.TabFocusReason)

    def show_matters(self, matters: Sequence[MatterSummary]) -> None:
        """What fits, best first; the first is marked."""
        self._list.clear()
        for matter in matters:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, matter.code)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{matter.name} {matter.code}")
            self._list.addItem(item)
            row = self._row(matter)
            item.setSizeHint(QSize(0, self._theme.px(ROW)))
            self._list.setItemWidget(item, row)
        self._list.setCurrentRow(0)
        self._none.setVisible(not matters)

    def _row(self, matter: MatterSummary) -> QWidget:
        theme, line = self._theme, QWidget()
        line.setMinimumHeight(theme.px(ROW))
        row = QHBoxLayout(line)
        row.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        row.setSpacing(theme.px(12))
        code = Label(matter.code, "body", "accent")
        code.setFixedWidth(theme.px(72))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Elided(matter.name, "strong"))
        words.addWidget(Elided(matter.hint, "note", "muted"))
        row.addWidget(code)
        row.addLayout(words, 1)
        row.addWidget(Label(Words.MODES["joint" if is_joint(matter.code) else matter.mode], "note", "muted"))
        row.addWidget(Label(matter.initials, "note", "muted"))
        return line

    def _on_enter(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Up and down mark another line while the box keeps the cursor; Esc leaves."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                by = 1 if event.key() == Qt.Key.Key_Down else -1
                self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + by)))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return False
