"""What can be given out and what was given out, in one list with one box to find it by."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kiosk.domain.pinyin import initials
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Card, Elided, Label, LineField
from kiosk.ui.window.words import Documents as Words

ROW, HEAD = 50, 30


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: `key` names it, `note` stands under its title, `state` at the right in a tone; what is `shut` cannot be
    taken."""

    key: str
    title: str
    note: str = ""
    state: str = ""
    tone: str = "muted"
    shut: bool = False


@dataclass(frozen=True, slots=True)
class ListWords:
    """What the box asks for, which keys there are, and what is said when nothing fits."""

    box: str = Words.BOX
    hint: str = Words.HINT
    keys: str = Words.KEYS
    none: str = Words.NONE


Group = tuple[str, Sequence[Choice]]


class DocumentList(QWidget):
    """`marked` when the line moves, `taken` at Enter, `left` at Esc."""

    marked = Signal(str)
    taken = Signal(str)
    left = Signal()
    turned = Signal(int)

    def __init__(self, theme: Theme, asks: ListWords = ListWords()) -> None:
        super().__init__()
        self._theme = theme
        self._groups: Sequence[Group] = ()
        self._box = LineField(theme, asks.box, asks.hint)
        self._box.setFixedHeight(theme.px(44))
        self._box.textChanged.connect(lambda _: self._show(""))
        self._box.returnPressed.connect(self._on_enter)
        self._box.installEventFilter(self)
        self._list = QListWidget()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(lambda _: self._on_enter())
        self._list.currentItemChanged.connect(self._on_marked)
        self._none = Label(asks.none, "body", "muted", wrap=True)
        self._none.setMargin(theme.px(8))
        card = Card(theme, margin=6, gap=0)
        card.box.addWidget(self._none)
        card.box.addWidget(self._list, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(8))
        box.addWidget(self._box)
        box.addWidget(Label(asks.keys, "note", "muted"))
        box.addWidget(card, 1)

    def begin(self) -> None:
        """The cursor in an empty box."""
        self._box.clear()
        self._box.setFocus(Qt.FocusReason.TabFocusReason)

    def show_groups(self, groups: Sequence[Group], current: str = "") -> None:
        """All lines under their headings; `current` is marked, else the one that was, else the first."""
        self._groups = groups
        self._show(current or self.current())

    def current(self) -> str:
        """The key of the marked line."""
        item = self._list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole) or "") if item is not None else ""

    def _show(self, current: str) -> None:
        wanted = self._box.text().strip().lower()
        self._list.blockSignals(True)
        self._list.clear()
        first = None
        for heading, choices in self._groups:
            fitting = [one for one in choices if _fits(one, wanted)]
            if fitting:
                self._add(Label(heading, "note", "accent"), HEAD, "", heading).setFlags(Qt.ItemFlag.NoItemFlags)
            for one in fitting:
                item = self._add(self._row(one), ROW, one.key, f"{one.title} {one.note} {one.state}")
                if first is None or one.key == current:
                    first = item
        self._list.blockSignals(False)
        self._none.setVisible(self._list.count() == 0)
        if first is not None:
            self._list.setCurrentItem(first)

    def _add(self, line: QWidget, height: int, key: str, said: str) -> QListWidgetItem:
        item = QListWidgetItem()
        item.setData(Qt.ItemDataRole.UserRole, key)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        item.setSizeHint(QSize(0, self._theme.px(height)))
        self._list.addItem(item)
        self._list.setItemWidget(item, line)
        return item

    def _row(self, one: Choice) -> QWidget:
        theme, line = self._theme, QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(theme.px(10), theme.px(2), theme.px(10), theme.px(2))
        row.setSpacing(theme.px(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Elided(one.title, "body" if one.shut else "strong", "muted" if one.shut else ""))
        if one.note:
            words.addWidget(Elided(one.note, "note", "muted"))
        words.addStretch(1)
        row.addLayout(words, 1)
        if one.state:
            row.addWidget(Label(one.state, "note", one.tone))
        return line

    def _on_marked(self) -> None:
        self.marked.emit(self.current())

    def _on_enter(self) -> None:
        key = self.current()
        if key and not any(one.shut for _, choices in self._groups for one in choices if one.key == key):
            self.taken.emit(key)

    def _step(self, by: int) -> None:
        at = self._list.currentRow() + by
        while 0 <= at < self._list.count():
            if self._list.item(at).flags() & Qt.ItemFlag.ItemIsSelectable:
                self._list.setCurrentRow(at)
                return
            at += by
        if by < 0:
            self._list.scrollToTop()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Up and down move the line while the box keeps the cursor; Page keys turn what is seen beside it."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.turned.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            return False
        return True


def _fits(one: Choice, wanted: str) -> bool:
    letters = initials(one.title)[0]
    return not wanted or wanted in one.title.lower() or wanted in letters or wanted in one.note.lower()
