"""What changed, told to every screen at once; a screen reads again only what it shows, and only when it is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from kiosk.app.outcomes import Changed


class Feed(QObject):
    """The house's one feed. Whoever did something tells it the outcome's `changed`."""

    changed = Signal(object)  # frozenset[Changed]

    def tell(self, changes: frozenset[Changed]) -> None:
        """These kinds of things are no longer what they were."""
        self.changed.emit(changes)

    def subscribe(self, screen: QWidget, kinds: Iterable[Changed], reread: Callable[[], None]) -> None:
        """Have `reread` called when one of `kinds` changed: at once if `screen` is seen, else when it next is."""
        _Reader(screen, frozenset(kinds), reread, self)


class _Reader(QObject):
    """Keeps one screen's promise to read again; lives as long as its screen."""

    def __init__(self, screen: QWidget, kinds: frozenset[Changed], reread: Callable[[], None], feed: Feed) -> None:
        super().__init__(screen)
        self._screen = screen
        self._kinds = kinds
        self._reread = reread
        self._stale = False
        feed.changed.connect(self._on_changed)
        screen.installEventFilter(self)

    def _on_changed(self, changes: frozenset[Changed]) -> None:
        if not self._kinds & changes:
            return
        if self._screen.isVisible():
            self._reread()
        else:
            self._stale = True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """On being shown: read again if something changed meanwhile."""
        if event.type() == QEvent.Type.Show and self._stale:
            self._stale = False
            self._reread()
        return False
