"""The catalogue turns while people work: asks the desk at each hour, tells the feed when the matters are others now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kiosk.app.outcomes import Changed
from kiosk.ui.errands import SEARCH, BadNews, Errands
from kiosk.ui.feed import Feed

if TYPE_CHECKING:
    from kiosk.app.catalogue import CatalogueDesk, Renewed

SOON, LATER, LEAST = 5.0, 30.0, 0.2  # seconds: after the house is open, as a habit, to an hour that is nearly there


class Turning(QObject):
    """Looks at the hour now and then, so that a clock that was set and a parcel from a stick are seen too.

    `desk` is asked for on the lane: where the county has added nothing, nothing is loaded before the first look.
    """

    def __init__(
        self,
        desk: Callable[[], CatalogueDesk],
        errands: Errands,
        feed: Feed,
        now: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._errands, self._feed, self._now = desk, errands, feed, now
        self._out = False
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self.look)
        feed.changed.connect(self._on_changed)

    def begin(self) -> None:
        """The first look comes soon."""
        self._wait(SOON)

    def look(self) -> None:
        """Take over what is due, unless a look is under way."""
        if not self._out:
            self._out = True
            self._errands.run(SEARCH, lambda: self._desk().renew(), self._on_looked, self._on_failed, self)

    def _on_looked(self, seen: Renewed) -> None:
        self._out = False
        if seen.changed:
            self._feed.tell(seen.changed)
        until = (seen.next - self._now()).total_seconds() if seen.next else LATER
        self._wait(min(LATER, max(LEAST, until)))

    def _on_failed(self, _news: BadNews) -> None:
        self._out = False
        self._wait(LATER)

    def _on_changed(self, changes: frozenset[Changed]) -> None:
        """The post has been: perhaps it brought a parcel whose hour is near."""
        if Changed.POST in changes and not self._out:
            self._wait(LEAST)

    def _wait(self, seconds: float) -> None:
        self._next.start(round(seconds * 1000))
