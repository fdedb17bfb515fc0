"""A scanner is a very quick typist: what it types between two pauses, ended by Enter, is a code."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

_PAUSE = 300  # milliseconds; a scanner's keys come within ten
_SHORTEST = 12  # characters; a case number has more, a person at the keys is never that quick


class Wedge(QObject):
    """Collects key strokes that reach a screen; `scanned` tells the code."""

    scanned = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._typed = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._forget)

    def take(self, event: QKeyEvent) -> bool:
        """Whether this key was part of a code; the screen then does nothing else with it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            typed, self._typed = self._typed, ""
            self._pause.stop()
            if len(typed) < _SHORTEST:
                return False
            self.scanned.emit(typed)
            return True
        text = event.text()
        if len(text) != 1 or not (text.isascii() and text.isprintable()) or text == " ":
            return False
        self._typed += text
        self._pause.start()
        return True

    def _forget(self) -> None:
        self._typed = ""
