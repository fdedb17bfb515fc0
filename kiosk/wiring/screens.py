"""Opens the screens of a seat on a station's store. What the first screen does not need is loaded after it is seen."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING

from kiosk.wiring.unlocking import must_open_by_itself

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.app.desks import Desks
    from kiosk.settings import Settings
    from kiosk.store.door import OpenStore
    from kiosk.ui.hall import Shelf
    from kiosk.ui.places import Seat
    from kiosk.ui.widgets.drawn import Modules
    from kiosk.wiring.admission import Who

HEARD_AFTER = 10.0  # seconds: first the screens, then who else calls himself the hub


def open_screens(settings: Settings, staff: Who | str, role: str, window: str, elder: bool = False) -> int:
    """Show them until they are closed; 0. Refusals and troubles of opening come out as they are."""
    from kiosk.ui.places import Seat
    from kiosk.ui.shell import SIGNED_OFF

    seat = Seat(role, window, elder, prints=bool(settings.slip_printer or settings.printer))
    code = SIGNED_OFF
    while code == SIGNED_OFF:  # whoever opened the data has gone: it is closed, and asks who comes in
        code = _open_once(settings, staff, seat)
    return code


def _open_once(settings: Settings, staff: Who | str, seat: Seat) -> int:
    from kiosk.ui.shell import run
    from kiosk.wiring.coming_in import FromClosed
    from kiosk.wiring.first_run import FirstRunWay

    with ExitStack() as stay:

        def kept(store: OpenStore) -> None:
            from kiosk.wiring.safekeeping import keep_safe

            stay.callback(store.close)
            stay.callback(way.news_over)
            stay.callback(_hear_hubs(store, settings.lan))
            stay.callback(keep_safe(store, settings))

        def opening() -> Desks:
            from kiosk.wiring.house import actor_of, furnish, open_here

            if seat.open_to_all:
                must_open_by_itself(settings)
            store = open_here(settings)
            kept(store)
            desks = furnish(store, settings, actor_of(staff))
            desks.exports.clear()
            return as_hall(desks) if seat.open_to_all else desks

        way = FromClosed(settings, kept)
        return run(opening, seat, squares, shelf, way, FirstRunWay(settings))


def as_hall(desks: Desks) -> Desks:
    """What residents may do by themselves."""
    from kiosk.domain.staff import Role
    from kiosk.wiring.gate import for_role

    return for_role(desks, (Role.HALL,))


def _hear_hubs(store: OpenStore, lan: str) -> Callable[[], None]:
    """Once the screens have been there for a while, hear who else calls himself the hub; what comes back ends it."""
    over = threading.Event()

    def hear() -> None:
        if not over.wait(HEARD_AFTER):
            from kiosk.wiring.second_hub import listen

            listen(store, lan, over)

    thread = threading.Thread(target=hear, name="hubs", daemon=True)
    thread.start()

    def end() -> None:
        over.set()
        thread.join()

    return end


def squares(text: str) -> Modules:
    """The modules of a QR code for a screen."""
    from kiosk.paper.qr import modules

    return modules(text)


def shelf() -> Shelf:
    """What the hall shows before the house is open: the catalogue alone."""
    from forms import Catalogue
    from kiosk.ui.hall import CatalogueShelf

    return CatalogueShelf(Catalogue.shipped())
