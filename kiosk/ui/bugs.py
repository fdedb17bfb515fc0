"""What nobody foresaw: written down under an id, and said calmly on the screen."""

import logging
import os
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Signal

_LOG = logging.getLogger("kiosk")


class BugHook(QObject):
    """Takes a bug from any thread, logs it, and tells its id on the screens' own thread."""

    caught = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = sys.excepthook

    def note(self, bug: BaseException) -> str:
        """Log it; the id under which it stands in the log."""
        number = os.urandom(3).hex().upper()
        _LOG.error("bug %s", number, exc_info=(type(bug), bug, bug.__traceback__))
        return number

    def install(self) -> None:
        """Hear of every bug that nobody caught."""
        self._before = sys.excepthook
        sys.excepthook = self._on_uncaught
        threading.excepthook = self._on_thread

    def remove(self) -> None:
        """As it was before."""
        sys.excepthook = self._before
        threading.excepthook = threading.__excepthook__

    def _on_uncaught(self, kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        if isinstance(bug, KeyboardInterrupt | SystemExit):
            self._before(kind, bug, trace)
            return
        self.caught.emit(self.note(bug))

    def _on_thread(self, given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None:
            self.caught.emit(self.note(given.exc_value))
