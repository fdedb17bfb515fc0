"""Somebody walked away: seconds are counted, the last ones are shown, and then everything is wiped."""

from PySide6.QtCore import QObject, QTimer, Signal

SECOND = 1000


class Countdown(QObject):
    """Counts down whole seconds. `ticked` says what is left (0 while nothing is to be seen), `ran_out` once."""

    ticked = Signal(int)
    ran_out = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(SECOND)
        self._timer.timeout.connect(self.second_passed)
        self._total = self._seen_from = self._left = 0

    def start(self, total: int, seen_from: int) -> None:
        """Begin anew with `total` seconds; the last `seen_from` are shown."""
        self._total, self._seen_from = total, seen_from
        self.poke()

    def poke(self) -> None:
        """Somebody is there: from the beginning. Nothing happens when it is not running."""
        if self._total:
            self._left = self._total
            self._timer.start()
            self._tell()

    def stop(self) -> None:
        """Nothing to wait for."""
        self._total = 0
        self._timer.stop()
        self.ticked.emit(0)

    @property
    def left(self) -> int:
        """Seconds left; 0 when it is not running."""
        return self._left if self._total else 0

    @property
    def shown(self) -> int:
        """How many seconds of it are shown."""
        return self._seen_from

    def second_passed(self) -> None:
        """One second less."""
        self._left -= 1
        if self._left <= 0:
            self.stop()
            self.ran_out.emit()
        else:
            self._tell()

    def _tell(self) -> None:
        self.ticked.emit(self._left if self._left <= self._seen_from else 0)
