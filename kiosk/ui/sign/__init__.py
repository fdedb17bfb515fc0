"""The signing glass: a resident reads what he signs and writes his name, with a finger, a pen or a mouse.

Here live the pad that takes strokes and the page around it, on the clerk's own screen or on a second one turned to the
resident. Never here: what is signed, and whether a signature holds: that is `kiosk.app.signing`. By the door leave
`SignPage` and `Pad`.
"""

from kiosk.ui.sign.pad import Pad
from kiosk.ui.sign.page import SignPage

__all__ = ["Pad", "SignPage"]
