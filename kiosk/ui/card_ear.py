"""Hears the reader of identity cards: what it tells on its own thread comes home to the screens' thread here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from kiosk.domain.card import Card
from kiosk.domain.refusals import Trouble

if TYPE_CHECKING:
    from kiosk.app.ports import CardReader


class CardEar(QObject):
    """`read` gives a card, `failed` a trouble; neither while nobody here wants to know (`wanted`)."""

    read = Signal(object)
    failed = Signal(object)
    _came = Signal(object)

    def __init__(self, reader: CardReader | None, wanted: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._reader = reader
        self._wanted = wanted
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)
        if reader is not None:
            leave = reader.follow(self._tell)
            self.destroyed.connect(lambda: leave())

    @property
    def there(self) -> bool:
        """Whether this PC has a reader at all."""
        return self._reader is not None

    def ask(self) -> None:
        """Look now, and say even that no card lies there."""
        if self._reader is not None:
            self._reader.ask()

    def _tell(self, news: Card | Trouble) -> None:
        try:
            self._came.emit(news)
        except RuntimeError:
            return  # the screen was closed meanwhile

    def _on_came(self, news: Card | Trouble) -> None:
        if not self._wanted():
            return
        if isinstance(news, Trouble):
            self.failed.emit(news)
        else:
            self.read.emit(news)
