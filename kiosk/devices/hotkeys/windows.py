"""Keys of other programs on Windows: RegisterHotKey, on a thread of its own with its own line of messages.

Windows repeats no key of this kind that is held (MOD_NOREPEAT).
"""

import ctypes
import threading
from collections.abc import Callable, Sequence
from typing import Any

_ALT, _CONTROL, _NO_REPEAT = 0x0001, 0x0002, 0x4000
_VK_F1 = 0x70
_HOTKEY, _QUIT = 0x0312, 0x0012


class WindowsHotKeys:
    """The `HotKeys` of a Windows session."""

    def __init__(self, keys: Sequence[str], pressed: Callable[[str], None]) -> None:
        self._keys, self._pressed = keys, pressed
        self._user: Any = ctypes.windll.user32  # type: ignore[attr-defined,unused-ignore]
        self._kernel: Any = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
        self._thread_id = 0
        self.trouble = ""
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="hotkeys", daemon=True)
        self._thread.start()
        self._ready.wait(2.0)

    def close(self) -> None:
        """Give the keys back."""
        if self._thread.is_alive():
            self._user.PostThreadMessageW(self._thread_id, _QUIT, 0, 0)
            self._thread.join(2.0)

    def _listen(self) -> None:
        from ctypes import wintypes

        self._thread_id = self._kernel.GetCurrentThreadId()
        modifiers = _ALT | _CONTROL | _NO_REPEAT
        held = [
            nth
            for nth, key in enumerate(self._keys, 1)
            if self._user.RegisterHotKey(None, nth, modifiers, _VK_F1 + int(key[1:]) - 1)
        ]
        self.trouble = "" if len(held) == len(self._keys) else "taken"
        self._ready.set()
        message = wintypes.MSG()
        while self._user.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
            if message.message == _HOTKEY:
                self._pressed(self._keys[message.wParam - 1])
        for nth in held:
            self._user.UnregisterHotKey(None, nth)
