"""The hall screen (取号大厅): residents find their matter and take a number, standing, by touch.

Here never lives a rule of the queue, and nothing of a resident outlives his visit. By the door leave `build`.
"""

from kiosk.app.desks import Desks
from kiosk.ui.fittings import Fittings
from kiosk.ui.frame import Frame
from kiosk.ui.hall.walk import HallWalk


def build(desks: Desks, fittings: Fittings, *, elder: bool = False, prints: bool = True) -> tuple[Frame, HallWalk]:
    """The screen and the walk through it. `prints`: a slip printer is attached; else the number is photographed."""
    screen = Frame(fittings, desks.device.station, elder=elder)
    return screen, HallWalk(desks, fittings, screen, prints=prints)
