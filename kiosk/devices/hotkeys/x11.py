"""Keys of other programs on X11: asked of the X server through libxcb, which Qt needs on such a PC anyhow.

A key that is held repeats as a release and a press of the same moment: it is heard once, as the window's own keys are.
Ctrl+Alt+F1 … switch consoles on a Linux PC whose X server was not told otherwise (`setxkbmap -option srvrkeys:none`):
then no program ever hears them, and the trouble is `consoles`.
"""

import os
import select
import threading
from collections.abc import Callable, Mapping, Sequence
from ctypes import CDLL, POINTER, Structure, byref, c_char_p, c_int, c_uint8, c_uint16, c_uint32, c_void_p, cast
from typing import Any

from kiosk.devices.hotkeys.port import HotKeys, Silent

_F1, _CONSOLE_1 = 0xFFBE, 0x1008FE01  # keysyms; those of F2 are the next
_CONSOLES, _COLUMNS = 12, 8  # of a PC; of a key's meanings
_CONTROL, _ALT, _CAPS, _NUM = 4, 8, 2, 16  # masks of modifiers
_LOCKS = (0, _CAPS, _NUM, _CAPS | _NUM)  # a lock that is on makes another combination of it
_PRESS, _RELEASE, _SENT = 2, 3, 0x7F
_ASYNC = 1


class _Roots(Structure):
    _fields_ = (("screen", POINTER(c_uint32)), ("left", c_int), ("index", c_int))


class _Cookie(Structure):
    _fields_ = (("sequence", c_uint32),)


class _KeyEvent(Structure):
    _fields_ = (("kind", c_uint8), ("code", c_uint8), ("sequence", c_uint16), ("time", c_uint32))


_XCB: Mapping[str, tuple[Any, ...]] = {  # what each gives back, and what it is given
    "xcb_connect": (c_void_p, c_char_p, POINTER(c_int)),
    "xcb_connection_has_error": (c_int, c_void_p),
    "xcb_disconnect": (None, c_void_p),
    "xcb_get_setup": (c_void_p, c_void_p),
    "xcb_setup_roots_iterator": (_Roots, c_void_p),
    "xcb_get_file_descriptor": (c_int, c_void_p),
    "xcb_poll_for_event": (c_void_p, c_void_p),
    "xcb_request_check": (c_void_p, c_void_p, _Cookie),
    "xcb_grab_key_checked": (_Cookie, c_void_p, c_uint8, c_uint32, c_uint16, c_uint8, c_uint8, c_uint8),
}
_SYMBOLS: Mapping[str, tuple[Any, ...]] = {
    "xcb_key_symbols_alloc": (c_void_p, c_void_p),
    "xcb_key_symbols_get_keycode": (POINTER(c_uint8), c_void_p, c_uint32),
    "xcb_key_symbols_get_keysym": (c_uint32, c_void_p, c_uint8, c_int),
    "xcb_key_symbols_free": (None, c_void_p),
}


class _Libraries:
    """What is asked of libxcb, its keysyms and libc. Raises OSError where one of them is missing."""

    def __init__(self) -> None:
        self.xcb, self.symbols = CDLL("libxcb.so.1"), CDLL("libxcb-keysyms.so.1")
        self.free = CDLL(None).free
        self.free.argtypes = (c_void_p,)
        for library, shapes in ((self.xcb, _XCB), (self.symbols, _SYMBOLS)):
            for name, (back, *given) in shapes.items():
                function = getattr(library, name)
                function.restype, function.argtypes = back, given


def listen_on_x11(keys: Sequence[str], pressed: Callable[[str], None], display: str) -> HotKeys:
    """Listen on a display; `Silent` where there is none, or not what it takes."""
    try:
        libraries = _Libraries()
    except (OSError, AttributeError):
        return Silent("no_library")
    connection = libraries.xcb.xcb_connect(display.encode(), byref(c_int()))
    if libraries.xcb.xcb_connection_has_error(connection):
        libraries.xcb.xcb_disconnect(connection)
        return Silent("no_display")
    return X11HotKeys(libraries, connection, keys, pressed)


class X11HotKeys:
    """The `HotKeys` of one display, on a thread of its own."""

    def __init__(
        self, libraries: _Libraries, connection: int, keys: Sequence[str], pressed: Callable[[str], None]
    ) -> None:
        self._libraries, self._connection, self._pressed = libraries, connection, pressed
        self._consoles = False
        self._codes = self._find(keys)
        free = [self._grab(code) for code in self._codes]
        self.trouble = "consoles" if self._consoles else "" if all(free) else "taken"
        self._released: dict[int, int] = {}
        self._over, self._end = os.pipe()
        self._thread = threading.Thread(target=self._listen, name="hotkeys", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Give the keys back."""
        if self._end < 0:
            return
        os.close(self._end)
        self._end = -1
        self._thread.join()
        os.close(self._over)
        self._libraries.xcb.xcb_disconnect(self._connection)

    def _find(self, keys: Sequence[str]) -> dict[int, str]:
        """The codes of these keys on this keyboard."""
        libraries = self._libraries
        table = libraries.symbols.xcb_key_symbols_alloc(self._connection)
        found: dict[int, str] = {}
        for key in keys:
            codes = libraries.symbols.xcb_key_symbols_get_keycode(table, _F1 + int(key[1:]) - 1)
            if codes:
                found[codes[0]] = key
                self._consoles |= self._switches(table, codes[0])
                libraries.free(cast(codes, c_void_p))
        libraries.symbols.xcb_key_symbols_free(table)
        return found

    def _switches(self, table: int, code: int) -> bool:
        """Whether this key with Ctrl+Alt is the X server's own, for another console."""
        meaning = self._libraries.symbols.xcb_key_symbols_get_keysym
        return any(0 <= meaning(table, code, column) - _CONSOLE_1 < _CONSOLES for column in range(_COLUMNS))

    def _grab(self, code: int) -> bool:
        x = self._libraries.xcb
        root = x.xcb_setup_roots_iterator(x.xcb_get_setup(self._connection)).screen[0]
        free = True
        for locks in _LOCKS:
            cookie = x.xcb_grab_key_checked(self._connection, 0, root, _CONTROL | _ALT | locks, code, _ASYNC, _ASYNC)
            if error := x.xcb_request_check(self._connection, cookie):
                self._libraries.free(error)
                free = False
        return free

    def _listen(self) -> None:
        x = self._libraries.xcb
        server = x.xcb_get_file_descriptor(self._connection)
        while not x.xcb_connection_has_error(self._connection):
            while event := x.xcb_poll_for_event(self._connection):
                self._on_event(cast(event, POINTER(_KeyEvent)).contents)
                self._libraries.free(event)
            ready, _, _ = select.select((server, self._over), (), ())
            if self._over in ready:
                return

    def _on_event(self, event: _KeyEvent) -> None:
        key = self._codes.get(event.code)
        if key is None:
            return
        if event.kind & _SENT == _RELEASE:
            self._released[event.code] = event.time
        elif event.kind & _SENT == _PRESS and self._released.get(event.code) != event.time:
            self._pressed(key)
