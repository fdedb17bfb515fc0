"""Opening the entry pad at whatever is being written in, and putting what was chosen where the cursor stood."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from kiosk.ui.fittings import Fittings
from kiosk.ui.pad.panel import TOUCH_WIDTH, WIDTH, EntryPad

GAP = 6

Line = QLineEdit | QPlainTextEdit


class PadKeys(QObject):
    """One for each screen; it lives as long as that. `press` is what Ctrl+K, or a button beside a field, does."""

    def __init__(self, fittings: Fittings, screen: QWidget, key: str = "Ctrl+K") -> None:
        super().__init__(screen)
        self._fittings = fittings
        self._screen = screen
        self._pad: EntryPad | None = None
        self._line: Line | None = None
        self._chosen: tuple[int, int] = (0, 0)
        if key:
            shortcut = QShortcut(QKeySequence(key), screen)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self.press)

    @property
    def pad(self) -> EntryPad | None:
        """The pad, once it was opened."""
        return self._pad

    def press(self) -> None:
        """Open it at the line that has the cursor; nothing happens where nothing can be written."""
        line = QApplication.focusWidget()
        if isinstance(line, (QLineEdit, QPlainTextEdit)) and not line.isReadOnly() and line.isEnabled():
            self.open_at(line)

    def end(self) -> None:
        """The page that it was for is gone."""
        if self._pad is not None and shiboken6.isValid(self._pad):
            self._pad.hide()
            self._pad.deleteLater()
        self.deleteLater()

    def open_at(self, line: Line) -> None:
        """Open it for this line; what is marked in it will be written over, as by a keyboard."""
        if self._pad is None:
            self._pad = EntryPad(self._fittings, self._screen)
            self._pad.taken.connect(self._on_taken)
            self._pad.left.connect(self._on_left)
        if line is self._pad.box:
            self._pad.switch()
            return
        self._line = line
        self._chosen = _chosen(line)
        line.destroyed.connect(self._on_gone)
        line.installEventFilter(self)
        self._place(line)
        self._pad.begin()

    def _place(self, line: Line) -> None:
        """Below the line, or above it where there is no room, never beyond the screen."""
        assert self._pad is not None
        theme, pad = self._fittings.theme, self._pad
        room = self._screen.rect()
        wide = min(theme.px(TOUCH_WIDTH if theme.touch else WIDTH), room.width() - 2 * GAP)
        pad.setFixedWidth(wide)
        pad.adjustSize()
        tall = min(pad.sizeHint().height() + theme.px(24), room.height() - 2 * GAP)
        at = line.mapTo(self._screen, QPoint(0, line.height() + GAP))
        left = max(GAP, min(at.x(), room.width() - wide - GAP))
        top = at.y()
        if top + tall > room.height() - GAP:
            above = at.y() - line.height() - 2 * GAP - tall
            top = above if above >= GAP else max(GAP, room.height() - tall - GAP)
        pad.setGeometry(left, top, wide, tall)

    def _on_taken(self, character: str) -> None:
        line = self._line
        self._shut()
        if line is not None:
            write_at(line, character, *self._chosen)

    def _on_left(self) -> None:
        line = self._line
        self._shut()
        if line is not None:
            write_at(line, "", *self._chosen)

    def _shut(self) -> None:
        if self._pad is not None:
            self._pad.hide()
        if self._line is not None:
            self._line.setFocus(Qt.FocusReason.MouseFocusReason)  # any other reason has a form mark the whole line
        self._line = None

    def _on_gone(self) -> None:
        """The line is gone, or out of sight: so is its pad."""
        self._line = None
        if self._pad is not None and shiboken6.isValid(self._pad):
            self._pad.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever goes to another page leaves the pad."""
        if watched is self._line and event.type() == QEvent.Type.Hide:
            self._on_gone()
        return False


def write_at(line: Line, text: str, start: int, length: int) -> None:
    """Put `text` where the cursor stood, over what was marked; '' only marks that again. Places are Qt's, in UTF-16
    units, as Qt itself told them: a pair is never cut, since it never stands the cursor into one."""
    if isinstance(line, QLineEdit):
        line.deselect()
        line.setCursorPosition(start)
        if length:
            line.setSelection(start, length)
        if text:
            line.insert(text)
        return
    cursor = line.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + length, cursor.MoveMode.KeepAnchor)
    if text:
        cursor.insertText(text)
    line.setTextCursor(cursor)


def _chosen(line: Line) -> tuple[int, int]:
    """Where what is marked begins, and how long it is; the cursor's place and 0 when nothing is."""
    if isinstance(line, QLineEdit):
        return (line.selectionStart(), line.selectionLength()) if line.hasSelectedText() else (line.cursorPosition(), 0)
    cursor = line.textCursor()
    return cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart()
