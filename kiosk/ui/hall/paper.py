"""What the hall knows of its printer, before a resident chooses: asked now and then, on the paper's own lane."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.ui.errands import PAPER

if TYPE_CHECKING:
    from kiosk.app.desks import Desks
    from kiosk.ui.fittings import Fittings

FIRST, EVERY = 1500, 15_000  # milliseconds
_WORDS = {
    "ready": "ok",
    "paper_low": "low",
    "paper_out": "out",
    "cover_open": "cover",
    "stopped": "bad",
    "away": "bad",
}

SAID = {
    "ok": "printer_ok",
    "low": "printer_low",
    "out": "printer_out",
    "cover": "printer_cover",
    "bad": "printer_bad",
    "none": "printer_none",
}
"""How each state is said, by key of words."""


class PaperWatch(QObject):
    """`changed` when the printer is otherwise. `now` is '', 'ok', 'low', 'out', 'cover', 'bad' or 'none'."""

    changed = Signal(str)

    def __init__(self, fittings: Fittings, parent: QObject, *, prints: bool) -> None:
        super().__init__(parent)
        self._fittings, self._prints = fittings, prints
        self._desks: Desks | None = None
        self._asked = False
        self.now = "" if prints else "none"
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)

    def begin(self, desks: Desks, seen: Callable[[], bool]) -> None:
        """Look from now on, as long as somebody sees the screen."""
        self._desks, self._seen = desks, seen
        if self._prints:
            self._timer.start()
            QTimer.singleShot(FIRST, self, self.look)

    def look(self) -> None:
        """Ask the printer, unless it is being asked."""
        desks = self._desks
        if desks is None or self._asked or not self._prints or not self._seen():
            return
        self._asked = True
        self._fittings.errands.run(
            PAPER, lambda: desks.printing.slip_printer(), self._on_said, lambda _news: self._on_said("unknown"), self
        )

    def note(self, trouble: str) -> None:
        """What the last slip came to: '' when it went."""
        if self._prints:
            self._set(_WORDS.get(trouble, "bad") if trouble else "ok")

    def _on_said(self, state: str) -> None:
        self._asked = False
        if state in _WORDS:
            self._set(_WORDS[state])

    def _set(self, paper: str) -> None:
        if paper != self.now:
            self.now = paper
            self.changed.emit(paper)
