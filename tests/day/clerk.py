"""A clerk with ten fingers at the real shell, and nothing else: keys, data, eyes."""

import time
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QEvent, QThread
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kiosk.ui.shell import Shell
from tests.day.watch import Watch
from tests.ui.keys import press, type_letter

PATIENCE = 30.0
SHORT = 500  # microseconds


class Clerk:
    """`pressed` counts keys that are no data. It has the manners of the tests' Fingers, so that their Typist can lead
    its hand."""

    def __init__(self, shell: Shell, watch: Watch) -> None:
        self.shell = shell
        self.watch = watch
        self.pressed = 0
        self.typed = 0
        self._last = "opening"

    @property
    def screen(self) -> Any:
        """The window's screen."""
        return self.shell.show_place("window")

    def key(self, *sequences: str) -> None:
        """Press keys, as ("F9",) or ("Ctrl+M", "Return"); until what they set off on the lanes is home."""
        for sequence in sequences:
            self.strike(sequence)
        self.settle()

    def strike(self, sequence: str) -> None:
        """One key, without waiting for anything."""
        self._last = sequence
        with self.watch.stretch(f"key {sequence}"):
            press(self._cursor(), sequence)
        self.pressed += 1

    def write(self, text: str) -> None:
        """Type data; Chinese comes from an input method."""
        for letter in text:
            target = self._cursor()
            with self.watch.stretch("letter"):
                type_letter(target, letter)
            self.typed += 1
        self.turn()

    def settle(self) -> None:
        """Until nothing is on its way and everything is drawn."""
        for _ in range(2):
            self.turn()
            self.wait(lambda: not self.shell.errands.busy)
        self.turn()

    def wait(self, seen: Callable[[], object]) -> None:
        """Until something is so; TimeoutError after half a minute."""
        until = time.monotonic() + PATIENCE
        while not seen():
            if time.monotonic() > until:
                raise TimeoutError(" | ".join(self.texts())[:600])
            self.turn()
            QThread.usleep(SHORT)  # or looking would take the lanes' time

    def turn(self) -> None:
        """Let the screens do what they have to do."""
        with self.watch.stretch(f"events after {self._last}"):
            QApplication.processEvents()
        with self.watch.stretch(f"letting go after {self._last}"):  # a running loop does so itself, between its turns
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def texts(self) -> Iterator[str]:
        """What can be read now."""
        return (label.text() for label in self.shell.findChildren(QLabel) if label.isVisible() and label.text())

    def _cursor(self) -> QWidget:
        return QApplication.focusWidget() or self.shell
