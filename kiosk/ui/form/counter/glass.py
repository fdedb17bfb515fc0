"""The glass at the counter: what is to be signed is laid on it, a hand signs it, and ink is kept under each sheet.
What is signed, and what becomes of the ink, is whoever's that asks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kiosk.app.ink import Ink, Written
from kiosk.app.signing import Sheet, SigningDesk
from kiosk.ui.errands import DESK, SEARCH, BadNews
from kiosk.ui.fittings import Fittings
from kiosk.ui.sign import SignPage


@dataclass(frozen=True, slots=True)
class Piece:
    """One sheet of what is signed in one go: the field that it is signed in, and the `key` under which whoever asked
    keeps its ink."""

    sheet: Sheet
    field: str = ""
    key: str = ""


Drawing = Callable[[], Sequence[Piece]]


class Glass(QObject):
    """One hand on one set of sheets at a time."""

    def __init__(self, desk: Callable[[], SigningDesk], fittings: Fittings, beside: QWidget) -> None:
        super().__init__(beside)
        self._desk = desk
        self._fittings = fittings
        self._beside = beside
        self._page: SignPage | None = None
        self._pieces: Sequence[Piece] = ()
        self._name = ""
        self._keep: Callable[[Sequence[Ink]], None] = lambda _: None
        self._drop: Callable[[], None] = lambda: None
        self._back: QWidget | None = None
        self._asked = 0

    @property
    def open(self) -> bool:
        """Whether somebody is signing now."""
        return self._page is not None and self._page.isVisible()

    def ask(
        self, name: str, drawing: Drawing, keep: Callable[[Sequence[Ink]], None], drop: Callable[[], None] | None = None
    ) -> None:
        """Have this person sign what `drawing` makes. `keep` gets the ink, one for each sheet; `drop` is told that
        nobody signs."""
        page = self._opened()
        self._keep, self._drop = keep, drop or (lambda: None)
        self._pieces, self._name = (), name
        self._back = self._beside.window().focusWidget()
        self._asked += 1
        mine = self._asked
        page.ask(name)
        self._fittings.errands.run(
            SEARCH, drawing, lambda pieces: self._on_drawn(mine, pieces), self._on_bad, owner=self
        )

    def leave(self) -> None:
        """Nobody signs any more."""
        if self._page is not None and self.open:
            self._page.leave()

    def _opened(self) -> SignPage:
        if self._page is None:
            self._page = SignPage(self._fittings.theme, self._fittings.now, self._beside.window())
            self._page.confirmed.connect(self._on_confirmed)
            self._page.left.connect(self._on_left)
        return self._page

    def _on_drawn(self, mine: int, pieces: Sequence[Piece]) -> None:
        if mine == self._asked and self._page is not None and self.open:
            self._pieces = pieces
            self._page.show_pages([page for piece in pieces for page in piece.sheet.pictures])

    def _on_confirmed(self, written: Written) -> None:
        pieces, name = self._pieces, self._name
        if not pieces:
            return

        def keeping() -> list[Ink]:
            desk = self._desk()
            return [replace(desk.keep(written, one.sheet, name, one.field), field=one.key) for one in pieces]

        self._fittings.errands.run(DESK, keeping, self._on_kept, self._on_bad, owner=self)

    def _on_kept(self, inks: Sequence[Ink]) -> None:
        self._close()
        self._keep(inks)

    def _on_left(self) -> None:
        self._close()
        self._drop()

    def _on_bad(self, news: BadNews) -> None:
        if self._page is not None:
            self._page.show_said(self._fittings.say(news))

    def _close(self) -> None:
        if self._page is not None:
            self._page.leave()
        back: Any = self._back
        if back is not None and back.isVisible():
            back.setFocus()
