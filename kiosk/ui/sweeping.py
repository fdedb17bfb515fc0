"""Python's waste is swept up on the screens' own thread, and on no other.

Python sweeps wherever it happens to be when enough has gathered, on a lane too. Half-dead parts of a screen are then
taken down on a thread that is not Qt's, while Qt takes down others: that ended in `free(): invalid pointer` at times.
"""

import gc

from PySide6.QtCore import QObject, QTimer

OFTEN = 1000  # milliseconds
YOUNG, MIDDLE, OLD = 2000, 10, 10  # how much has to have gathered: objects, then sweeps of the younger ones


class Sweeper(QObject):
    """It lives as long as the shell; nothing is swept but by it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=OFTEN)
        self._timer.timeout.connect(self.sweep)

    def begin(self) -> None:
        """From now on. What is there at the start stays: it is never looked through again."""
        gc.disable()
        gc.collect()
        gc.freeze()
        self._timer.start()

    def end(self) -> None:
        """As Python does it by itself."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def sweep(self) -> int:
        """Sweep as far as enough has gathered; of which age, -1 for nothing."""
        young, middle, old = gc.get_count()
        if young < YOUNG and middle < MIDDLE:
            return -1
        age = 2 if old >= OLD else 1 if middle >= MIDDLE else 0
        gc.collect(age)
        return age
