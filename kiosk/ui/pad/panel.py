"""The entry pad (生僻字): one line for readings, strokes, parts and code points, the characters found beneath it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.pinyin import readings, toned
from kiosk.ui.errands import SEARCH, BadNews
from kiosk.ui.fittings import Fittings
from kiosk.ui.fonts import drawable
from kiosk.ui.pad.cells import Cell, Cells
from kiosk.ui.pad.characters import MOST, Found, describe, find, radicals, understood
from kiosk.ui.pad.words import Pad as Words
from kiosk.ui.widgets import Button, KeyCap, Label, LineField
from kiosk.ui.widgets.pads import KeyPad

WIDTH, TOUCH_WIDTH, ROWS, TOUCH_ROWS, LONGEST = 680, 1000, 3, 2, 24
_WAYS = {
    Qt.Key.Key_Left: (-1, 0, 0),
    Qt.Key.Key_Right: (1, 0, 0),
    Qt.Key.Key_Up: (0, -1, 0),
    Qt.Key.Key_Down: (0, 1, 0),
    Qt.Key.Key_PageUp: (0, 0, -1),
    Qt.Key.Key_PageDown: (0, 0, 1),
}


class EntryPad(QFrame):
    """`taken` gives a character, `left` that nothing more is wanted. On a touch screen it brings its own keys."""

    taken = Signal(str)
    left = Signal()

    def __init__(self, fittings: Fittings, parent: QWidget) -> None:
        super().__init__(parent)
        theme = self._theme = fittings.theme
        self._errands = fittings.errands
        self._found: Sequence[Found] = ()
        self._of_radicals = False
        self.setProperty("card", "pad")
        theme.dress(self)
        hint = Words.HINT_TOUCH if theme.touch else Words.HINT
        self.box = LineField(theme, Words.BOX, hint)
        self.box.setMaxLength(LONGEST)
        self.box.textChanged.connect(self._ask)
        self.box.installEventFilter(self)
        self._cells = Cells(theme, TOUCH_ROWS if theme.touch else ROWS)
        self._cells.marked.connect(self._tell)
        self._cells.taken.connect(self._take)
        self._about = Label("", "body", wrap=True)
        self._count = Label("", "note", "muted", wrap=True)
        self._build()
        self.hide()

    def begin(self) -> None:
        """Open, empty, with the cursor in its line."""
        self._of_radicals = False
        self.box.clear()
        self._ask("")
        self.show()
        self.raise_()
        self.box.setFocus(Qt.FocusReason.PopupFocusReason)

    def switch(self) -> None:
        """From what was found to the table of radicals, and back."""
        self._of_radicals = not self._of_radicals
        self._switch.set_words(Words.SWITCH_BACK if self._of_radicals else Words.SWITCH)
        self._ask(self.box.text())

    def _build(self) -> None:
        theme = self._theme
        head = QHBoxLayout()
        head.addWidget(Label(Words.TITLE_TOUCH if theme.touch else Words.TITLE, "section", "accent"))
        head.addStretch(1)
        self._switch = Button(theme, Words.SWITCH, key="" if theme.touch else "Ctrl+K")
        self._close = Button(theme, Words.LEAVE, key="" if theme.touch else "Esc")
        self._take_key = Button(theme, Words.TAKE, key="" if theme.touch else "Enter", kind="primary")
        for button, deed in ((self._switch, self.switch), (self._close, self.left.emit), (self._take_key, self._take)):
            button.setShortcut("")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(deed)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(14)] * 4)
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        for part in (self.box, self._cells, self._about, self._count):
            column.addWidget(part)
        if theme.touch:
            pad = KeyPad(theme)
            pad.types_into(self.box)
            column.addWidget(pad)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        for button in (self._take_key, self._switch, self._close):
            foot.addWidget(button)
        foot.addStretch(1)
        if theme.touch:
            for word, icon, pages in ((Words.BACKWARD, "chevron-left", -1), (Words.FORWARD, "chevron-right", 1)):
                turn = Button(theme, word, icon=icon)
                turn.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                turn.clicked.connect(partial(self._cells.move_mark, 0, 0, pages))
                foot.addWidget(turn)
        else:
            for keys, word in ((("\u2191", "\u2193", "\u2190", "\u2192"), Words.MOVE), (("PgDn",), Words.PAGE)):
                for key in keys:
                    foot.addWidget(KeyCap(key))
                foot.addWidget(Label(word, "note", "muted"))
        column.addLayout(foot)

    def _ask(self, text: str) -> None:
        if self._of_radicals:
            rows = radicals(text)
            cells = [Cell(one, Words.RADICAL_NOTE.format(count=count), one) for count, one in rows]
            self._cells.show_cells(cells)
            return
        touch = self._theme.touch
        self._errands.run(
            SEARCH, lambda: find(text, everyday=touch), lambda found: self._show(text, found), self._on_bad, owner=self
        )

    def _show(self, text: str, found: Sequence[Found]) -> None:
        if text != self.box.text() or self._of_radicals:
            return  # an older answer
        self._found = found
        asked = understood(text).read
        self._cells.show_cells([_cell(one, asked) for one in found])

    def _tell(self) -> None:
        """What is marked, and how many there are."""
        at = self._cells.at
        self._take_key.setEnabled(at >= 0)
        if self._of_radicals:
            self._about.setText("")
            self._count.setText(Words.RADICALS)
        elif at < 0:
            self._about.setText("")
            start = Words.START_TOUCH if self._theme.touch else f"{Words.START}{Words.START_PARTS}"
            self._count.setText(Words.NONE if self.box.text().strip() else start)
        else:
            page, pages = self._cells.pages
            count = len(self._found)
            self._about.setText(_about(self._found[at]))
            said = Words.FOUND.format(count=count, page=page, pages=pages)
            self._count.setText(said if count < MOST else Words.MORE.format(count=count))

    def _take(self) -> None:
        at = self._cells.at
        if at < 0:
            return
        if self._of_radicals:
            part = radicals(self.box.text())[at][1]
            kept = "" if self.box.text().strip().isdigit() else self.box.text()
            self.switch()
            self.box.setText(kept + part)
        else:
            self.taken.emit(self._found[at].character)

    def _on_bad(self, _news: BadNews) -> None:
        self._show(self.box.text(), ())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter are the pad's while its line keeps the cursor."""
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) or not isinstance(event, QKeyEvent):
            return False
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        deed = None
        if key in _WAYS:
            deed = lambda: self._cells.move_mark(*_WAYS[key])  # noqa: E731
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            deed = self._take
        elif key == Qt.Key.Key_Escape:
            deed = self.left.emit
        elif control and key == Qt.Key.Key_K:
            deed = self.switch
        if deed is None:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            deed()
        return True


def _cell(one: Found, asked: str) -> Cell:
    """With the reading that was asked for, where there are several."""
    fitting = [toned(read) for read in readings(one.character) if asked and read.startswith(asked)]
    read = (*fitting, *one.read, "")[0]
    return Cell(one.character, read or one.code[2:], Words.CELL.format(character=one.character, read=read or one.code))


def _about(one: Found) -> str:
    about = describe(one.character)
    said = Words.ABOUT.format(
        read=Words.GLYPH.format(character=drawable(one.character), read=Words.COMMA.join(about.read) or Words.UNREAD),
        strokes=Words.STROKES.format(count=about.strokes) if about.strokes else "",
        parts=Words.PARTS.format(parts=" ".join(about.parts)) if about.parts else "",
        code=about.code,
    )
    return f"{said}{Words.NO_GLYPH}" if drawable(one.character) != one.character else said
