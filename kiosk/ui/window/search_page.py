"""The search: one box for everything, results while typing, the case beside them."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from kiosk.app.finding import Hits
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, Card, Icon, KeyCap, Label, LineField, unclickable
from kiosk.ui.window.case_card import CaseCard
from kiosk.ui.window.lookup.words import Hits as HitWords
from kiosk.ui.window.lookup.words import Sift
from kiosk.ui.window.panel import Panel
from kiosk.ui.window.results import FILED, NUMBER, STATE, Results
from kiosk.ui.window.words import Search as Words

ROW, HIGH_ROW, ROOMY, SIGN, LOOK_AFTER, ASK_AFTER, SHORTEST = 46, 72, 600, 22, 250, 40, 4
QUICKEST = 0.01  # seconds: nobody is told "in no time at all"
WIDTHS, NARROW = (82, 174, 0, 102, 114), 92  # of the columns; of the last where numbers and days are left out


class SearchPage(QWidget):
    """`typed` asks, `entered` gives the whole text at Enter, `looked` names the case that the line stands on; `sifted`
    asks for a filter, `unsifted` takes all away. `panel` is where filters are asked for."""

    typed = Signal(str)
    entered = Signal(str)
    looked = Signal(str)
    left = Signal()
    sifted = Signal()
    unsifted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.card = CaseCard(theme)
        self._results = Results(theme)
        self._looking = QTimer(self, singleShot=True, interval=LOOK_AFTER)
        self._looking.timeout.connect(self._on_look)
        self._box = LineField(theme, Words.NAME, Words.HINT)
        self._box.setProperty("search", "true")
        self._box.setFixedHeight(theme.px(56))
        sign = unclickable(Icon(theme, "search", "accent", SIGN))  # Qt's own sign in a line shrinks as all else grows
        sign.setParent(self._box)
        sign.setAccessibleName(self._box.accessibleName())
        sign.move(theme.px(14), (self._box.height() - sign.height()) // 2)
        self._box.setTextMargins(theme.px(14 + SIGN), 0, 0, 0)
        self._asking = QTimer(self, singleShot=True, interval=ASK_AFTER)
        self._asking.timeout.connect(lambda: self.typed.emit(self._box.text()))
        self._box.textChanged.connect(lambda _: self._asking.start())
        self._box.returnPressed.connect(lambda: self.entered.emit(self._box.text()))
        self._box.installEventFilter(self)
        self._count = Label("", "note", "muted")
        self._said = Label("", "note", "warn", wrap=True)
        self._sieve = Label("", "note", "accent", wrap=True)
        floor = QWidget()
        body = QHBoxLayout(floor)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.px(12))
        body.addWidget(self._table_card(), 1)
        body.addWidget(self.card)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(16)] * 4)
        box.setSpacing(theme.px(8))
        box.addLayout(self._head())
        told = QHBoxLayout()  # side by side: what is said moves nothing
        told.setSpacing(theme.px(16))
        told.addWidget(self._count)
        told.addWidget(self._said, 1)
        box.addLayout(told)
        box.addWidget(self._sieve)
        box.addWidget(floor, 1)
        self.panel = Panel(theme, floor)
        self.show_said("")
        self.show_sieve("")

    def begin(self, text: str = "") -> None:
        """The cursor in the box; `text` stands there already."""
        self._box.setText(text)
        self._box.setFocus(Qt.FocusReason.TabFocusReason)
        self._box.selectAll()
        self.typed.emit(text)

    def show_found(self, hits: Hits, names: Mapping[str, str], today: date, seconds: float) -> None:
        """What fits, newest first, and how many there are."""
        found, before = hits.found, self.current()
        self._results.show_found(found, names, today)
        self._count.setText(_counted(hits, seconds) if found else self._nothing())
        rows = [case.case_no for case in found]
        if found:
            self._table.selectRow(rows.index(before) if before in rows else 0)
        else:
            self.card.show_case(None, None, today, False)

    def show_case(self, case_no: str) -> None:
        """Put the line on this case, if it was found."""
        rows = [case.case_no for case in self._results.found]
        if case_no in rows:
            self._table.selectRow(rows.index(case_no))

    def show_sieve(self, sentence: str) -> None:
        """Which filters lie over the search; '' when none do."""
        self._sieve.setText(sentence)
        self._sieve.setVisible(bool(sentence))

    def show_said(self, sentence: str) -> None:
        """What there is to say about what was scanned, or what was refused."""
        self._said.setText(sentence)

    def current(self) -> str:
        """The number of the case that the line stands on."""
        row = self._table.currentIndex().row()
        return self._results.found[row].case_no if 0 <= row < len(self._results.found) else ""

    def focus_box(self) -> None:
        """The cursor back into the box."""
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _nothing(self) -> str:
        """What else to try."""
        if self._sieve.text():
            return HitWords.NOTHING.format(hint=HitWords.SIEVED)
        text = self._box.text().strip()
        digits = text.isascii() and any(c.isdigit() for c in text)
        hint = HitWords.BY_DIGITS if digits else HitWords.BY_LETTERS if text.isascii() else HitWords.BY_NAME
        if text.isdigit() and len(text) < SHORTEST:
            hint = HitWords.SHORT
        return HitWords.NOTHING.format(hint=hint)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        sift = Button(self._theme, Sift.OPEN, key=Sift.KEY)
        sift.setShortcut("")
        sift.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sift.clicked.connect(self.sifted)
        row.addWidget(self._box, 1)
        row.addWidget(sift)
        return row

    def _table_card(self) -> Card:
        theme = self._theme
        self._table = QTableView()
        self._table.setModel(self._results)
        self._table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setShowGrid(False)
        self._table.setIconSize(QSize(theme.px(16), theme.px(16)))
        self._table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        header = self._table.horizontalHeader()
        header.setHighlightSections(False)
        for column, width in enumerate(WIDTHS):
            header.setSectionResizeMode(
                column, QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch
            )
            if width:
                self._table.setColumnWidth(column, theme.px(width))
        self._table.selectionModel().currentRowChanged.connect(lambda *_: self._looking.start())
        card = Card(theme, margin=1, gap=0)
        card.box.addWidget(self._table, 1)
        card.box.addLayout(self._foot())
        return card

    def _foot(self) -> QHBoxLayout:
        theme, foot = self._theme, QHBoxLayout()
        foot.setContentsMargins(theme.px(14), theme.px(6), theme.px(14), theme.px(8))
        foot.setSpacing(theme.px(8))
        for keys, word in ((("\u2191", "\u2193"), Words.SELECT), (("Esc",), Words.LEAVE)):
            for key in keys:
                foot.addWidget(KeyCap(key))
            foot.addWidget(Label(word, "note", "muted"))
            foot.addSpacing(theme.px(12))
        foot.addStretch(1)
        return foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, numbers and days are read beside, and a matter takes three lines."""
        super().resizeEvent(event)
        narrow = event.size().width() - self.card.width() < self._theme.px(ROOMY)
        for column in (NUMBER, FILED):
            self._table.setColumnHidden(column, narrow)
        self._table.setColumnWidth(STATE, self._theme.px(NARROW if narrow else WIDTHS[STATE]))
        self._table.verticalHeader().setDefaultSectionSize(self._theme.px(HIGH_ROW if narrow else ROW))

    def _on_look(self) -> None:
        if case_no := self.current():
            self.looked.emit(case_no)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Up and down move the line while the box keeps the cursor."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.card.roll(event)
            return True
        if key in steps and self._results.found:
            row = self._table.currentIndex().row() + steps[Qt.Key(key)]
            self._table.selectRow(max(0, min(len(self._results.found) - 1, row)))
            return True
        if key == Qt.Key.Key_L and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.unsifted if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else self.sifted).emit()
            return True
        if key == Qt.Key.Key_Y and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.card.copied.emit()  # the box would take it for "once more"
            return True
        if key == Qt.Key.Key_E and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.card.shown.emit()
            return True
        if key == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        return False


def _counted(hits: Hits, seconds: float) -> str:
    """How many there are, and how many of them are listed."""
    shown = len(hits.found)
    if hits.count is None:
        return HitWords.LATEST.format(count=shown)
    words = HitWords.MANY if hits.more else HitWords.SOME if hits.count > shown else HitWords.ALL
    return words.format(count=hits.count, shown=shown, seconds=max(seconds, QUICKEST))
