"""The entry pad: any character of Unicode without an input method and without a network, on every screen's own keys.

Here live the finding of a character by reading, strokes, parts and code point, and the panel that shows what was found.
Never here: a screen, a desk, and the memory of a name that was written. By the door leaves `PadKeys`, one a screen.
"""

from kiosk.ui.pad.opening import PadKeys

__all__ = ["PadKeys"]
