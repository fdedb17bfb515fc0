"""Which screens a role has, and how each is built the first time it is needed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from kiosk.app.desks import Desks
from kiosk.ui.fittings import Fittings

DESK_PLACES = ("hall", "window", "board", "agent", "office")
_CLERKS = ("window", "agent", "office")


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits here: `role`, the number of the `window`, large print, whether a slip printer is attached, and whether
    the screen belongs to the program alone."""

    role: str = "desk"
    window: str = "1"
    elder: bool = False
    prints: bool = True
    full: bool = False

    @property
    def places(self) -> tuple[str, ...]:
        """The places of the role that are part of this program."""
        names = DESK_PLACES if self.role == "desk" else (self.role,)
        return tuple(n for n in names if n in ("hall", "board") or _is_there(n))


def _is_there(name: str) -> bool:
    found = find_spec(f"kiosk.ui.{name}")
    return found is not None and found.origin is not None


def build_place(name: str, desks: Desks, fittings: Fittings, seat: Seat) -> QWidget:
    """The screen of a place, dressed."""
    builders: Mapping[str, Callable[[Desks, Fittings, Seat], QWidget]] = {"hall": _hall, "board": _board}
    if name in builders:
        return builders[name](desks, fittings, seat)
    screen: QWidget = import_module(f"kiosk.ui.{name}").build(desks, fittings, seat.window)
    fittings.theme.dress(screen)
    return screen


def _hall(desks: Desks, fittings: Fittings, seat: Seat) -> QWidget:
    from kiosk.ui import hall

    both = QStackedWidget()
    screen, walk = hall.build(desks, fittings, elder=seat.elder, prints=seat.prints)
    both.addWidget(screen)
    tracking = _Tracking(both, desks, fittings, elder=seat.elder)
    walk.track_wanted.connect(tracking.show)
    walk.elder_chosen.connect(tracking.set_elder)
    return both


class _Tracking(QObject):
    """The track screen behind the hall's, built when the first resident asks for it."""

    def __init__(self, both: QStackedWidget, desks: Desks, fittings: Fittings, *, elder: bool) -> None:
        super().__init__(both)
        self._both, self._desks, self._fittings, self._elder = both, desks, fittings, elder
        self._frame: QWidget | None = None

    def set_elder(self, elder: bool) -> None:
        """As the hall's."""
        self._elder = elder

    def show(self, code: str) -> None:
        """Over the hall, with a code already scanned or none."""
        from kiosk.ui import track

        if self._frame is not None:
            self._both.removeWidget(self._frame)
            self._frame.deleteLater()
        frame, walk = track.build(self._desks, self._fittings, elder=self._elder)
        self._frame = frame
        self._both.addWidget(frame)
        self._both.setCurrentWidget(frame)
        walk.left.connect(lambda: self._both.setCurrentIndex(0))
        walk.begin(code)


def _board(desks: Desks, fittings: Fittings, _seat: Seat) -> QWidget:
    from kiosk.ui import board

    return board.build(desks, fittings)
