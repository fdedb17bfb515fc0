"""Keys that reach the window while another program has the keyboard: Ctrl+Alt with F1 to F8.

Here never lives what a key does. By the door leaves `listen`; what it gives back says why not, where it cannot be done:
`no_display` (nothing to listen on), `wayland` (which lets no program hear keys of another), `taken` (some belong to
another program; the others work), `consoles` (the X server
keeps them for switching consoles), `no_library`. An external keypad or pager is a keyboard: its keys come the same way.
"""

import os
import sys
from collections.abc import Callable, Mapping

from kiosk.devices.hotkeys.port import HotKeys, Silent

__all__ = ["KEYS", "HotKeys", "listen"]

KEYS = tuple(f"F{nth}" for nth in range(1, 9))


def listen(pressed: Callable[[str], None], environment: Mapping[str, str] = os.environ) -> HotKeys:
    """Have `pressed` called, on some thread, with 'F1' … 'F8' for each press with Ctrl+Alt. Never raises."""
    if sys.platform == "win32":
        from kiosk.devices.hotkeys.windows import WindowsHotKeys

        try:
            return WindowsHotKeys(KEYS, pressed)
        except (AttributeError, OSError):  # a Windows without its own library of keys: the window works without
            return Silent("no_library")
    if environment.get("XDG_SESSION_TYPE") == "wayland" or environment.get("WAYLAND_DISPLAY"):
        return Silent("wayland")
    if not environment.get("DISPLAY"):
        return Silent("no_display")
    from kiosk.devices.hotkeys.x11 import listen_on_x11

    return listen_on_x11(KEYS, pressed, environment["DISPLAY"])
