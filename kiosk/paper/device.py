"""A slip printer on a cable of this very PC (ESC/POS over USB or a serial port), spoken to as a file of the system.

On a system without terminals as files (Windows) such a printer is `windows:NAME` instead.
"""

import os
import select
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from kiosk.paper.asking import Conversation
from kiosk.paper.port import PrinterState
from kiosk.paper.troubles import PrinterAway

SPEEDS = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200)
"""Bits a second that a serial printer may be set to."""


class DevicePrinter:
    """A printer by its file ('/dev/usb/lp0', '/dev/ttyUSB0'); `speed` is 0 where there is none to choose (USB)."""

    def __init__(self, path: str, speed: int = 0, patience: float = 12.0, hearing: float = 0.5) -> None:
        self._path, self._speed = path, speed
        self._conversation = Conversation(path, self._plug, patience, hearing)

    @property
    def name(self) -> str:
        return self._path

    def send(self, title: str, pdf: bytes) -> bool:  # noqa: ARG002 (a slip printer has no place for a title)
        return self._conversation.send(pdf)

    def state(self) -> PrinterState:
        return self._conversation.state()

    @contextmanager
    def _plug(self) -> Iterator["_File"]:
        try:
            handle = os.open(self._path, os.O_RDWR | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_NONBLOCK", 0))
        except OSError as fault:
            raise PrinterAway(self.name) from fault
        try:
            with suppress(ImportError):
                _set_raw(handle, self._speed)
            yield _File(handle)
        except OSError as fault:
            raise PrinterAway(self.name) from fault
        finally:
            os.close(handle)


def _set_raw(handle: int, speed: int) -> None:
    """Eight bits, no echo, nothing translated, at this speed. ImportError where no file is a terminal."""
    import termios
    import tty

    if not os.isatty(handle):
        return
    tty.setraw(handle)
    if speed:
        settings = termios.tcgetattr(handle)
        settings[4] = settings[5] = getattr(termios, f"B{speed}")
        termios.tcsetattr(handle, termios.TCSANOW, settings)


class _File:
    """A `Cable` on an open file that does not block."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._seconds = 0.0

    def settimeout(self, seconds: float, /) -> None:
        self._seconds = seconds

    def sendall(self, said: bytes, /) -> None:
        end = time.monotonic() + self._seconds
        while said:
            self._wait(end, to_write=True)
            said = said[os.write(self._handle, said[:4096]) :]

    def recv(self, most: int, /) -> bytes:
        self._wait(time.monotonic() + self._seconds)
        return os.read(self._handle, most)

    def drop(self) -> None:
        with suppress(ImportError, OSError):
            import termios

            if os.isatty(self._handle):
                termios.tcflush(self._handle, termios.TCOFLUSH)

    def _wait(self, end: float, *, to_write: bool = False) -> None:
        ours = [self._handle]
        ready = select.select([] if to_write else ours, ours if to_write else [], [], max(0.0, end - time.monotonic()))
        if not any(ready):
            raise TimeoutError
