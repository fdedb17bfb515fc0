"""What a resident holds under the scanner: a receipt, a booking, or a number that says who he is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk.ui.errands import DESK

if TYPE_CHECKING:
    from kiosk.app.desks import Desks
    from kiosk.app.track import Tracked
    from kiosk.ui.fittings import Fittings
    from kiosk.ui.frame import Frame


class Scanned(QObject):
    """`known` gives an ID number, `booked` the case of a booking (预约), `tracked` the code of anything else."""

    known = Signal(str)
    booked = Signal(object)
    tracked = Signal(str)

    def __init__(self, fittings: Fittings, frame: Frame) -> None:
        super().__init__(frame)
        self._fittings, self._frame = fittings, frame
        self._desks: Desks | None = None
        frame.scanned.connect(self._on_scanned)

    def furnish(self, desks: Desks) -> None:
        """The house is open: receipts can be looked up."""
        self._desks = desks

    def _on_scanned(self, code: str) -> None:
        from kiosk.domain.deadline import business_day
        from kiosk.domain.person import valid_id

        if valid_id(code, business_day(self._fittings.now())):
            self.known.emit(code.upper())
            return
        desks, page = self._desks, self._frame.page
        if desks is None or page is None:
            self.tracked.emit(code)
            return
        self._fittings.errands.run(
            DESK,
            lambda: desks.track.scanned(code),
            lambda tracked: self._on_receipt(code, tracked),
            lambda _news: self.tracked.emit(code),
            page,
        )

    def _on_receipt(self, code: str, tracked: Tracked) -> None:
        from kiosk.domain.case import CaseState

        if tracked.case is not None and tracked.genuine and tracked.case.state is CaseState.BOOKED:
            self.booked.emit(tracked.case)
        else:
            self.tracked.emit(code)
