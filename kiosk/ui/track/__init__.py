"""Where a resident stands with his case (查办件进度): by the receipt's code, or by its number and four digits.

Everything here is masked and works without any network. By the door leaves `build`.
"""

from kiosk.app.desks import Desks
from kiosk.ui.fittings import Fittings
from kiosk.ui.frame import Frame
from kiosk.ui.track.walk import TrackWalk


def build(desks: Desks, fittings: Fittings, *, elder: bool = False) -> tuple[Frame, TrackWalk]:
    """The screen and the walk through it."""
    frame = Frame(fittings, desks.device.station, elder=elder)
    return frame, TrackWalk(desks, fittings, frame)
