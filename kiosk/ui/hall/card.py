"""A resident's card on the reader, while the page asks who he is: it says what he would have typed, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk.domain.refusals import Trouble
from kiosk.ui.card_ear import CardEar
from kiosk.ui.hall.identity import IdentityPage

if TYPE_CHECKING:
    from kiosk.app.desks import Desks
    from kiosk.app.ports import CardReader
    from kiosk.domain.card import Card
    from kiosk.ui.fittings import Fittings
    from kiosk.ui.frame import Frame


class HallCard(QObject):
    """`known` gives the number of the card that lies there. A card that lies there on any other page is nobody's
    business."""

    known = Signal(str)

    def __init__(self, desks: Desks, fittings: Fittings, frame: Frame, parent: QObject) -> None:
        super().__init__(parent)
        self._fittings = fittings
        self._frame = frame
        self._ear = CardEar(_reader(desks), self._is_asked, self)
        self._ear.read.connect(self._on_read)
        self._ear.failed.connect(self._on_failed)

    def show_there(self, page: IdentityPage) -> None:
        """The page says that a card may be laid down, and looks whether one lies there already."""
        if self._ear.there:
            page.show_reader()

    def _is_asked(self) -> bool:
        return isinstance(self._frame.page, IdentityPage) and self._frame.isVisible()

    def _on_read(self, card: Card) -> None:
        self.known.emit(card.number)

    def _on_failed(self, trouble: Trouble) -> None:
        if isinstance(self._frame.page, IdentityPage):
            self._frame.page.show_fault(self._fittings.say(trouble))


def _reader(desks: Desks) -> CardReader | None:
    try:
        return desks.card_reader
    except Trouble:  # a setting that names no reader: numbers are typed, and the window says it to the clerk
        return None
