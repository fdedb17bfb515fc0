"""The entrance of a PC whose data only people open: who signs in opens it, and a colleague lets in who cannot yet.

Nothing of the house is known here, not even its name, until somebody has come in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from kiosk.ui.entrance.page import CLOSED, CLOSED_BADGE, VOUCHED, EntrancePage, Mode
from kiosk.ui.entrance.words import Words
from kiosk.ui.errands import DESK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.app.desks import Desks
    from kiosk.app.outcomes import SignedIn
    from kiosk.ui.errands import BadNews, Errands
    from kiosk.ui.theme import Theme

BADGE_NEEDED = "badge_needed"


class ComingIn(Protocol):
    """Opens the house by what was typed (`page.STAFF` …); slow. Raises the refusals of the door and the store's."""

    def come_in(self, typed: Mapping[str, str], /) -> tuple[Desks, SignedIn]: ...
    def say(self, news: BadNews, /) -> str: ...


class ClosedDoor(QObject):
    """`opened` with the desks of the house and who has come in."""

    opened = Signal(object, object)

    def __init__(self, way: ComingIn, errands: Errands, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._way, self._errands = way, errands
        self._mode = CLOSED
        self.page = EntrancePage(theme, Words.HOUSE)
        theme.dress(self.page)
        self.page.given.connect(self._on_given)
        self.page.other.connect(self._on_other)

    def begin(self) -> None:
        """Ask who comes in."""
        self._ask(CLOSED)

    def _ask(self, mode: Mode) -> None:
        self._mode = mode
        vouched = mode is VOUCHED
        title, text = (Words.VOUCHED, Words.VOUCHED_TEXT) if vouched else (Words.TITLE, Words.CLOSED_TEXT)
        self.page.ask(mode, title, text)

    def _on_other(self) -> None:
        self._ask(CLOSED if self._mode is VOUCHED else VOUCHED)

    def _on_given(self, typed: dict[str, str]) -> None:
        self._errands.run(DESK, lambda: self._way.come_in(typed), self._on_in, self._on_no, owner=self)

    def _on_in(self, came: tuple[Desks, SignedIn]) -> None:
        self.opened.emit(*came)

    def _on_no(self, news: BadNews) -> None:
        if news.key == BADGE_NEEDED:
            self._ask(CLOSED_BADGE)
        self.page.set_busy(busy=False)
        self.page.show_said(self._way.say(news))
