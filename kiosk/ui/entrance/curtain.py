"""The curtain: what the shell's stage shows while nobody is in, or while whoever is in has gone for a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk.ui.covered import set_covered
from kiosk.ui.entrance.door import Entrance

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStackedWidget, QWidget

    from kiosk.app.desks import Desks
    from kiosk.ui.fittings import Fittings


class Curtain(QObject):
    """`came` with the desks of who has signed in, `went` when nothing of who was here may stay; `drawn` says whether it
    is closed: nothing behind it is seen or can be pressed."""

    came = Signal(object)
    went = Signal()
    drawn = Signal(bool)

    def __init__(self, house: Desks, fittings: Fittings, stage: QStackedWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._stage = stage
        self._behind: QWidget | None = None
        self.door = door = Entrance(house, fittings, self)
        stage.addWidget(door.page)
        door.came.connect(self._on_came)
        door.back.connect(self._open)
        door.locked.connect(self._close)
        door.went.connect(self._on_went)

    def begin(self) -> None:
        """Nobody is in yet."""
        self.door.begin()
        self._close()
        self.door.page.begin()

    def _on_came(self, desks: Desks) -> None:
        set_covered(self._stage, covered=False)
        self.came.emit(desks)

    def _on_went(self) -> None:
        self._close()
        self._behind = None
        self.went.emit()

    def _close(self) -> None:
        self._behind = self._stage.currentWidget()
        set_covered(self._stage, covered=True)
        self.drawn.emit(True)
        self._stage.setCurrentWidget(self.door.page)

    def _open(self) -> None:
        set_covered(self._stage, covered=False)
        self.drawn.emit(False)
        if self._behind is not None:
            self._stage.setCurrentWidget(self._behind)
