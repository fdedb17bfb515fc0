"""The board (叫号屏): who is called to which window, for everybody who waits, legible at eight metres.

Here never lives a name of a person, nor a rule of the queue. By the door leave `build`.
"""

from kiosk.app.desks import Desks
from kiosk.domain.refusals import Trouble
from kiosk.ui.board.screen import BoardScreen
from kiosk.ui.fittings import Fittings


def build(desks: Desks, fittings: Fittings) -> BoardScreen:
    """The board on the queue's desk. A voice that cannot be used leaves a board without a voice, which says so."""
    prefixes = {c.prefix: c.name for c in desks.hall.categories()}
    mute = ""
    try:
        announcer = desks.announcer
    except Trouble as trouble:
        announcer, mute = None, fittings.say(trouble)
    return BoardScreen(desks.queue, prefixes, fittings, desks.device.station, announcer, mute)
