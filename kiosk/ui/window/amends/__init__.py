"""What goes wrong beside the cases that are seen: an application taken on paper first, residents who have to be told.

Here live the page that asks for the paper's time, the list of those who have to be told, and their hands. Never here: a
rule of either, which the desks have. By the door leaves `Aftercare`, which hangs both into a window's screen.
"""

from kiosk.ui.window.amends.hand import Aftercare

__all__ = ["Aftercare"]
