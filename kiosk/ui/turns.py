"""Work that is to be done soon, but in a turn of its own: first what is there is drawn, and keys are heard."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class NextTurn(QObject):
    """Calls `deed` once, `after` whole turns of the screens' thread after `begin`: a timer of nothing alone would still
    be served in the same turn, before anything is drawn."""

    def __init__(self, deed: Callable[[], None], parent: QObject, after: int = 1) -> None:
        super().__init__(parent)
        self._deed = deed
        self._after = after
        self._left = after
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._tick)

    @property
    def due(self) -> bool:
        """Whether it is still to be done."""
        return self._timer.isActive()

    def begin(self) -> None:
        """From now on; what was begun before begins anew."""
        self._left = self._after
        self._timer.start()

    def stop(self) -> None:
        """It is not to be done any more."""
        self._timer.stop()

    def _tick(self) -> None:
        if self._left:
            self._left -= 1
            self._timer.start()
        else:
            self._deed()
