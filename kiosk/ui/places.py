"""Which screens a role has, and how each is built the first time it is needed."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from kiosk.ui.tokens import ELDER

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.app.desks import Desks
    from kiosk.ui.fittings import Fittings
    from kiosk.ui.frame import Frame
    from kiosk.ui.hall.shelf import Shelf

DESK_PLACES = ("hall", "window", "board", "agent", "office")
RATE = "rate"  # the resident's side of a window


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits here: `role`, the number of the `window`, large print, and whether a slip printer is attached."""

    role: str = "desk"
    window: str = "1"
    elder: bool = False
    prints: bool = True

    @property
    def places(self) -> tuple[str, ...]:
        """The places of the role that are part of this program."""
        names = DESK_PLACES if self.role == "desk" else (self.role,)
        return tuple(n for n in names if n in ("hall", "board", RATE) or _is_there(n))

    @property
    def full(self) -> bool:
        return self.role in ("hall", "board", "rate")

    def factor_at(self, place: str) -> float:
        """How much larger than designed a place is drawn in large print; what stands before residents fits itself."""
        return ELDER if self.elder and place not in ("hall", "board", RATE) else 1.0

    @property
    def open_to_all(self) -> bool:
        """Whether nobody signs in here: residents stand before it, or everybody looks at it."""
        """Whether the screen belongs to the program alone."""
        return self.role in ("hall", "board", RATE)


def _is_there(name: str) -> bool:
    found = find_spec(f"kiosk.ui.{name}")
    return found is not None and found.origin is not None


def build_place(name: str, desks: Desks, fittings: Fittings, seat: Seat) -> QWidget:
    """The screen of a place, dressed."""
    if name == "hall":
        hall = HallPlace(desks.hall, fittings, seat)
        hall.furnish(desks)
        return hall
    if name == "board":
        from kiosk.ui import board

        return board.build(desks, fittings)
    if name == RATE:
        from kiosk.ui import rate

        return rate.build(desks, fittings, seat.window)
    screen: QWidget = import_module(f"kiosk.ui.{name}").build(desks, fittings, seat.window)
    if not screen.styleSheet():  # a counter's screen has dressed itself: its form wears more than the house's look
        fittings.theme.dress(screen)
    return screen


def leave_place(name: str, screen: QWidget, gone: Callable[[], None]) -> None:
    """Whoever works at a place goes: `gone` is called once nothing of his work is under way there. A place that has no
    such work is left at once."""
    room = import_module(f"kiosk.ui.{name}")
    getattr(room, "leave", _at_once)(screen, gone)


def _at_once(_screen: QWidget, gone: Callable[[], None]) -> None:
    gone()


class HallPlace(QStackedWidget):
    """The hall, and behind it the track screen, built anew for each resident who asks for it."""

    def __init__(self, shelf: Shelf, fittings: Fittings, seat: Seat) -> None:
        from kiosk.ui import hall

        super().__init__()
        self._fittings, self._elder = fittings, seat.elder
        self._desks: Desks | None = None
        self._tracking: Frame | None = None
        self.frame, self.walk = hall.build_early(shelf, fittings, elder=seat.elder, prints=seat.prints)
        self.addWidget(self.frame)
        self.walk.track_wanted.connect(self.show_tracking)
        self.walk.elder_chosen.connect(self._on_elder)

    def furnish(self, desks: Desks) -> None:
        """The house is open."""
        self._desks = desks
        self.walk.furnish(desks)

    def show_tracking(self, code: str = "") -> None:
        """Over the hall, with a code already scanned or none."""
        from kiosk.ui import track
        from kiosk.ui.hall.aid import Aid

        if self._desks is None:
            return
        self._drop_tracking()
        self._tracking, walk = track.build(self._desks, self._fittings, elder=self._elder)
        Aid(self._fittings, self._tracking).furnish(self._desks)
        self.addWidget(self._tracking)
        self.setCurrentWidget(self._tracking)
        walk.left.connect(self._on_left)
        walk.begin(code)

    def _on_left(self) -> None:
        self.setCurrentWidget(self.frame)
        self.walk.go_home()
        self._drop_tracking()

    def _drop_tracking(self) -> None:
        if self._tracking is not None:
            self.removeWidget(self._tracking)
            self._tracking.deleteLater()
            self._tracking = None

    def _on_elder(self, elder: bool) -> None:
        self._elder = elder
