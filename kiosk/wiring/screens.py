"""Opens the screens of a seat on a station's store."""

from contextlib import ExitStack

from kiosk.app.desks import Desks
from kiosk.settings import Settings
from kiosk.wiring.house import actor_of, furnish, opened


def open_screens(settings: Settings, staff: str, role: str, window: str, elder: bool = False) -> int:
    """Show them until they are closed; 0. Refusals and troubles of opening come out as they are."""
    from kiosk.paper.qr import modules
    from kiosk.ui.places import Seat
    from kiosk.ui.shell import run

    with ExitStack() as stay:

        def opening() -> Desks:
            return furnish(stay.enter_context(opened(settings)), settings, actor_of(staff))

        return run(opening, Seat(role, window, elder), modules)
