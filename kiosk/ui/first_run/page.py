"""The page at which a PC without data gets it back. It knows no store and no line."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from kiosk.ui.first_run.words import Words
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, Card, FieldBox, Label, LineField, Meter
from kiosk.ui.widgets.scroll import Scroll

WIDTH, GO = 640, 168
MEDIUM, UPSTREAM = "medium", "upstream"
WHERE, URL, CA, KEY, HALF = "where", "url", "ca", "key", "half"
_FIELDS = {MEDIUM: (WHERE, KEY), UPSTREAM: (URL, CA, KEY)}
_MAY_BE_EMPTY = (CA,)
_LABELS = {
    WHERE: (Words.WHERE, Words.WHERE_HINT),
    URL: (Words.URL, Words.URL_HINT),
    CA: (Words.CA, Words.CA_HINT),
    KEY: (Words.KEY, Words.KEY_HINT),
    HALF: (Words.HALF, Words.HALF_HINT),
}


class RestorePage(QWidget):
    """`given` (source, values by field) when all is typed; `stopped` when it is to be broken off; `opened` at the end.
    A scanner's code ends with Enter, and so does what is typed: it goes to the next empty field, or begins."""

    given = Signal(str, dict)
    stopped = Signal()
    opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._source, self._halved = MEDIUM, False
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "soft")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(Words.TITLE)
        card = Card(theme, margin=24, gap=10)
        card.setFixedWidth(theme.px(WIDTH))
        self._title, self._text = Label(Words.TITLE, "title", wrap=True), Label(Words.TEXT, "body", "muted", wrap=True)
        for one in (Label(Words.HOUSE, "note", "muted"), self._title, self._text):
            card.box.addWidget(one)
        card.box.addWidget(self._build_sources())
        self._boxes = {name: self._field(name) for name in _LABELS}
        self._rows = {name: self._row(name) for name in _LABELS}
        for row in self._rows.values():
            card.box.addWidget(row)
        self._said = Label("", "body", "bad", wrap=True)
        self._said.hide()
        card.box.addWidget(self._said)
        self._progress, self._meter = Label("", "body", "muted"), Meter(theme)
        for part in (self._progress, self._meter):
            part.hide()
            card.box.addWidget(part)
        card.box.addLayout(self._build_keys())
        within = QWidget()  # what is said at each field makes it longer than a low screen
        across = QHBoxLayout(within)
        across.addStretch(1)
        column = QVBoxLayout()
        column.addStretch(2)
        column.addWidget(card)
        column.addStretch(3)
        across.addLayout(column)
        across.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._scroll = Scroll(theme, within)
        whole.addWidget(self._scroll)
        self.choose(MEDIUM)

    def choose(self, source: str) -> None:
        """From where it comes; what was typed stays."""
        self._source = source
        for name, key in self._sources.items():
            key.set_chosen(name == source)
        self._arrange()
        self._line(_FIELDS[source][0]).setFocus(Qt.FocusReason.TabFocusReason)

    def offer_medium(self, where: str) -> None:
        """A backup was found here: it is filled in, unless somebody has typed."""
        if not self._line(WHERE).text():
            self._line(WHERE).setText(where)
            self._boxes[WHERE].show_hint(Words.WHERE_FOUND)
            if self._source == MEDIUM:
                self._line(KEY).setFocus(Qt.FocusReason.TabFocusReason)

    def ask_other_half(self) -> None:
        """One half of two was typed: the other one."""
        self._halved = True
        self._arrange()
        self.show_busy("")
        self._line(HALF).setFocus(Qt.FocusReason.TabFocusReason)
        self._bring_into_view()

    def show_fault(self, field: str, sentence: str) -> None:
        """What is wrong, at its field ('' for none of them); it can be begun anew."""
        self.show_busy("")
        self._bring_into_view()
        if field in self._fields():
            self._boxes[field].show_fault(sentence)
            self._line(field).setFocus(Qt.FocusReason.TabFocusReason)
            self._line(field).selectAll()
            return
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        self._go.setFocus(Qt.FocusReason.TabFocusReason)

    def show_busy(self, told: str, share: float = 0.0, *, stops: bool = True) -> None:
        """How far it is, '' when nothing is under way; `stops`: it can be broken off."""
        busy = bool(told)
        self._title.setText(Words.BUSY if busy else Words.TITLE)
        self._text.setText((Words.GOES_ON if stops else Words.STICK_STAYS) if busy else Words.TEXT)
        if busy:
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # keys are heard while no field can be typed in
            self._said.hide()
            for box in self._boxes.values():
                box.show_fault("")
        for name, row in self._rows.items():
            row.setEnabled(not busy)
            row.setVisible(name in self._fields() and not busy)
        self._choice.setVisible(not busy)
        self._go.setVisible(not busy)
        self._stop.setVisible(busy and stops)
        self._stop.setEnabled(busy)
        self._progress.setText(told)
        self._progress.setVisible(busy)
        self._meter.setVisible(busy)
        self._meter.show_share(share)

    def show_done(self, title: str, text: str) -> None:
        """It is there: the one thing that is left to press."""
        self.show_busy("-")
        for part in (self._progress, self._meter, self._stop, self._said):
            part.hide()
        self._title.setText(title)
        self._text.setText(text)
        self._open.show()
        self._open.setFocus(Qt.FocusReason.TabFocusReason)

    def _bring_into_view(self) -> None:
        """What is to be pressed next is seen on a low screen too, once the words have their room."""
        QTimer.singleShot(0, self, lambda: self._scroll.area.ensureWidgetVisible(self._go))

    def _fields(self) -> tuple[str, ...]:
        return (*_FIELDS[self._source], HALF) if self._halved else _FIELDS[self._source]

    def _arrange(self) -> None:
        for name, row in self._rows.items():
            row.setVisible(name in self._fields())
        self._said.hide()

    def _build_sources(self) -> QWidget:
        self._choice = QWidget()
        row = QHBoxLayout(self._choice)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(10))
        self._sources = {
            MEDIUM: Button(self._theme, Words.MEDIUM, icon="usb", key="F2", kind="outline"),
            UPSTREAM: Button(self._theme, Words.UPSTREAM, icon="server", key="F3", kind="outline"),
        }
        for name, key in self._sources.items():
            key.clicked.connect(lambda _=False, name=name: self.choose(name))
            row.addWidget(key, 1)
        return self._choice

    def _build_keys(self) -> QHBoxLayout:
        keys = QHBoxLayout()
        keys.setSpacing(self._theme.px(10))
        self._go = Button(self._theme, Words.GO, key="Enter", kind="primary")
        self._stop = Button(self._theme, Words.STOP, key="Esc", kind="outline")
        self._open = Button(self._theme, Words.OPEN, key="Enter", kind="primary")
        for key in (self._go, self._open):
            key.setShortcut("")
            key.setMinimumWidth(self._theme.px(GO))
        self._go.clicked.connect(self._on_go)
        self._stop.clicked.connect(self._on_stop)
        self._open.clicked.connect(self.opened)
        for key in (self._go, self._stop, self._open):
            keys.addWidget(key)
        keys.addStretch(1)
        self._stop.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the Enter behind a scanned code must not reach it
        self._stop.hide()
        self._open.hide()
        return keys

    def _field(self, name: str) -> FieldBox:
        label, hint = _LABELS[name]
        line = LineField(self._theme, label, digits=name in (KEY, HALF))
        line.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText)
        line.returnPressed.connect(self._on_go)
        line.textEdited.connect(lambda _: self._boxes[name].show_fault(""))
        return FieldBox(self._theme, label, line, hint)

    def _row(self, name: str) -> QWidget:
        if name not in (WHERE, CA):
            return self._boxes[name]
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(10))
        row.addWidget(self._boxes[name], 1)
        choose = Button(self._theme, Words.CHOOSE, icon="folder-open", key="F4")
        choose.clicked.connect(lambda _=False: self._on_choose(name))
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addSpacing(self._theme.metrics("body").height() + self._theme.px(6))  # level with the line
        beside.addWidget(choose)
        beside.addStretch(1)
        row.addLayout(beside)
        return whole

    def _line(self, name: str) -> LineField:
        field = self._boxes[name].field
        if not isinstance(field, LineField):
            raise TypeError(name)
        return field

    def _on_choose(self, name: str) -> None:
        if name == WHERE:
            chosen = QFileDialog.getExistingDirectory(self, Words.CHOOSE_FOLDER, self._line(name).text())
        else:
            chosen, _ = QFileDialog.getOpenFileName(self, Words.CHOOSE_FILE, self._line(name).text())
        if chosen:
            self._line(name).setText(chosen)
            self._boxes[name].show_fault("")

    def _on_stop(self) -> None:
        self._stop.setEnabled(False)
        self._progress.setText(Words.STOPPING)
        self.stopped.emit()

    def _on_go(self) -> None:
        """On to the next empty field; when there is none, all of it is given."""
        values = {name: self._line(name).text().strip() for name in self._fields()}
        for name, text in values.items():
            if not text and name not in _MAY_BE_EMPTY:
                if self._line(name).hasFocus():
                    self._boxes[name].show_fault(Words.MISSING)
                self._line(name).setFocus(Qt.FocusReason.TabFocusReason)
                return
        if self._halved and _letters(values[KEY]) == _letters(values[HALF]):
            self._boxes[HALF].show_fault(Words.SAME_HALF)
            self._line(HALF).selectAll()
            return
        self.given.emit(self._source, values)


def _letters(text: str) -> str:
    return "".join(one for one in text.upper() if one.isalnum())
