"""Ctrl+Z of the line: for some seconds the last step may be taken back, wherever the cursor is."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from kiosk.ui.window.rail import Rail


class Undo(QObject):
    """Shows in the rail what may be taken back. In a line in which something was written since, Ctrl+Z takes that back
    first, as everywhere; else a line would swallow the key even when it has nothing to take back."""

    def __init__(self, rail: Rail) -> None:
        super().__init__(rail)
        self._rail = rail
        self._at: QWidget | None = None
        self._watching = False
        self._over = QTimer(self, singleShot=True)
        self._over.timeout.connect(self.end)

    @property
    def offered(self) -> bool:
        """Whether there is something to take back."""
        return self._over.isActive()

    def offer(self, deed: str, seconds: int) -> None:
        """For so many seconds."""
        self.end()
        if seconds > 0:
            self._rail.show_undo(deed)
            self._over.start(seconds * 1000)
            self._follow_cursor(True)

    def end(self) -> None:
        """It may not be taken back any more."""
        self._over.stop()
        self._follow_cursor(False)
        self._rail.show_undo("")

    def _follow_cursor(self, watching: bool) -> None:
        application = QApplication.instance()
        if watching is not self._watching and isinstance(application, QApplication):
            self._watching = watching
            if watching:
                application.focusChanged.connect(self._on_focus)
            else:
                application.focusChanged.disconnect(self._on_focus)
        self._watch(QApplication.focusWidget() if watching else None)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._watch(new)

    def _watch(self, at: QWidget | None) -> None:
        if self._at is not None and shiboken6.isValid(self._at):
            self._at.removeEventFilter(self)
        self._at = at
        if at is not None:
            at.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the line with the cursor from taking the key when it has nothing of its own to take back."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.matches(QKeySequence.StandardKey.Undo) and not _has_own(watched):
            event.ignore()
            return True
        return False


def _has_own(line: QObject) -> bool:
    if isinstance(line, QLineEdit):
        return line.isUndoAvailable()
    if isinstance(line, (QPlainTextEdit, QTextEdit)):
        return line.document().isUndoAvailable()
    return False
