"""Opens the screens of a seat on a station's store. What the first screen does not need is loaded after it is seen."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.app.desks import Desks
    from kiosk.settings import Settings
    from kiosk.ui.hall import Shelf
    from kiosk.ui.widgets.drawn import Modules


def open_screens(settings: Settings, staff: str, role: str, window: str, elder: bool = False) -> int:
    """Show them until they are closed; 0. Refusals and troubles of opening come out as they are."""
    from kiosk.ui.places import Seat
    from kiosk.ui.shell import run

    with ExitStack() as stay:

        def opening() -> Desks:
            from kiosk.wiring.house import actor_of, furnish, opened

            return furnish(stay.enter_context(opened(settings)), settings, actor_of(staff))

        seat = Seat(role, window, elder, prints=bool(settings.slip_printer or settings.printer))
        return run(opening, seat, squares, shelf)


def squares(text: str) -> Modules:
    """The modules of a QR code for a screen."""
    from kiosk.paper.qr import modules

    return modules(text)


def shelf() -> Shelf:
    """What the hall shows before the house is open: the catalogue alone."""
    from forms import Catalogue
    from kiosk.ui.hall import CatalogueShelf

    return CatalogueShelf(Catalogue.shipped())
