"""The line's keys while another program has the keyboard: Ctrl+Alt+F1 to F8, as F1 to F8 with all their guards.

A key that asks something brings the window to the front; the others do their work behind the other program.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from kiosk.app.ports import HotKeys
from kiosk.ui.covered import is_covered

ASKING = ("F5", "F6", "F7", "F8")
PLATFORMS = ("xcb", "windows", "wayland")  # others have no keys of other programs


class Abroad(QObject):
    """`pressed` a key. It listens for as long as its screen lives."""

    pressed = Signal(str)
    _heard = Signal(str)  # on some thread

    def __init__(self, listen: Callable[[Callable[[str], None]], HotKeys], screen: QWidget) -> None:
        super().__init__(screen)
        self._listen, self._screen = listen, screen
        self._keys: HotKeys | None = None
        self._heard.connect(self._on_heard, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> str:
        """Listen; '' or why it cannot be done here."""
        if QGuiApplication.platformName() not in PLATFORMS:
            return ""
        self._keys = keys = self._listen(self._heard.emit)
        self.destroyed.connect(keys.close)
        return keys.trouble

    def _on_heard(self, key: str) -> None:
        if is_covered(self._screen):
            return  # nobody is signed in here now, or he has locked it
        if key in ASKING:
            self._screen.activateWindow()
        self.pressed.emit(key)
