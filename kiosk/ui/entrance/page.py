"""The page at which somebody signs in, comes back, or sets a secret of his own. It knows no desk."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.ui.entrance.words import Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, Card, FieldBox, Label, LineField, worked_by_keys

WIDTH, GO = 460, 168
STAFF, SECRET, BADGE, OLD, NEW, AGAIN = "staff", "secret", "badge", "old", "new", "again"
HOST, HOST_SECRET = "host", "host_secret"
_LABELS = {
    STAFF: Words.STAFF,
    SECRET: Words.SECRET,
    BADGE: Words.BADGE,
    OLD: Words.OLD,
    NEW: Words.NEW,
    AGAIN: Words.AGAIN,
    HOST: Words.HOST,
    HOST_SECRET: Words.HOST_SECRET,
}
_SEEN = (STAFF, HOST)  # what may be read over a shoulder


@dataclass(frozen=True, slots=True)
class Mode:
    """What is asked for: its fields in their order, the word on the button, and whether another may come instead, or
    what else the second key does."""

    fields: tuple[str, ...]
    go: str
    other: bool = False
    way: str = Words.OTHER


SIGN_IN = Mode((STAFF, SECRET), Words.GO_IN)
WITH_BADGE = Mode((STAFF, SECRET, BADGE), Words.GO_IN)
LOCKED = Mode((SECRET,), Words.GO_ON, other=True)
CHANGE = Mode((OLD, NEW, AGAIN), Words.SAVE, other=True)
CLOSED = Mode((STAFF, SECRET), Words.GO_IN, other=True, way=Words.LET_IN)
CLOSED_BADGE = Mode((STAFF, SECRET, BADGE), Words.GO_IN, other=True, way=Words.LET_IN)
VOUCHED = Mode((STAFF, SECRET, HOST, HOST_SECRET), Words.GO_IN, other=True, way=Words.BACK)


class EntrancePage(QWidget):
    """`given` when all is typed; `other` when somebody else wants to come in."""

    given = Signal(dict)
    other = Signal()

    def __init__(self, theme: Theme, station: str) -> None:
        super().__init__()
        self._theme = theme
        self._mode = SIGN_IN
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        worked_by_keys(self)
        self.setProperty("ground", "soft")
        card = Card(theme, margin=32, gap=14)
        card.setFixedWidth(theme.px(WIDTH))
        self._title = Label("", "title", wrap=True)
        self._text = Label("", "body", "muted", wrap=True)
        card.box.addWidget(Label(station, "note", "muted", wrap=True))
        card.box.addWidget(self._title)
        card.box.addWidget(self._text)
        self._boxes = {name: self._field(name) for name in _LABELS}
        for box in self._boxes.values():
            card.box.addWidget(box)
        self._said = Label("", "body", "bad", wrap=True)
        self._said.hide()
        card.box.addWidget(self._said)
        keys = QHBoxLayout()
        keys.setSpacing(theme.px(10))
        self._go = Button(theme, Words.GO_IN, key="Enter", kind="primary")
        self._go.setShortcut("")
        self._go.setMinimumWidth(theme.px(GO))  # its word changes, its place does not
        self._go.clicked.connect(self._on_go)
        self._other = Button(theme, Words.OTHER, key="F2", kind="outline")
        self._other.clicked.connect(self.other)
        keys.addWidget(self._go)
        keys.addWidget(self._other)
        keys.addStretch(1)
        card.box.addLayout(keys)
        column = QVBoxLayout()
        column.addStretch(2)
        column.addWidget(card)
        column.addStretch(3)
        across = QHBoxLayout(self)
        across.addStretch(1)
        across.addLayout(column)
        across.addStretch(1)

    def ask(self, mode: Mode, title: str, text: str) -> None:
        """Ask anew: nothing of what was typed before is left."""
        self._mode = mode
        self._title.setText(title)
        self._text.setText(text)
        self._go.set_words(mode.go)
        self._other.setVisible(mode.other)
        self._other.set_words(mode.way)
        for name, box in self._boxes.items():
            box.setVisible(name in mode.fields)
            self._line(name).clear()
            box.show_fault("")
        self.show_said("")
        self.set_busy(busy=False)
        self.begin()

    def begin(self) -> None:
        """The cursor goes to the first field."""
        self._line(self._mode.fields[0]).setFocus(Qt.FocusReason.TabFocusReason)

    def show_said(self, sentence: str) -> None:
        """Why not; what was secret is to be typed again."""
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        if sentence:
            secret = [name for name in self._mode.fields if name not in _SEEN]
            for name in secret:
                self._line(name).clear()
            self._line(secret[0]).setFocus(Qt.FocusReason.TabFocusReason)

    def set_busy(self, *, busy: bool) -> None:
        """While it is looked at nothing can be pressed."""
        self._go.setEnabled(not busy)
        self._go.set_words(Words.CHECKING if busy else self._mode.go)

    def _field(self, name: str) -> FieldBox:
        line = LineField(self._theme, _LABELS[name], digits=name in _SEEN)
        if name not in _SEEN:
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        line.returnPressed.connect(self._on_go)
        line.textEdited.connect(lambda _: self._boxes[name].show_fault(""))
        return FieldBox(self._theme, _LABELS[name], line, Words.BADGE_HINT if name == BADGE else "")

    def _line(self, name: str) -> LineField:
        field = self._boxes[name].field
        if not isinstance(field, LineField):
            raise TypeError(name)
        return field

    def _on_go(self) -> None:
        """On to the next empty field; when there is none, all of it is given."""
        if not self._go.isEnabled():
            return
        typed = {name: self._line(name).text() for name in self._mode.fields}
        for name, text in typed.items():
            if not text.strip():
                self._line(name).setFocus(Qt.FocusReason.TabFocusReason)
                return
        if AGAIN in typed and typed[NEW] != typed[AGAIN]:
            self._boxes[AGAIN].show_fault(Words.UNLIKE)
            self._line(AGAIN).clear()
            self._line(AGAIN).setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.set_busy(busy=True)
        self.given.emit(typed)
