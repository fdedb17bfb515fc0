"""A reader with the security module that GA 450 asks for, on a serial line or a USB cable that looks like one.

Three questions, one after the other: is a card there, take it, give its text. The answers of the module and their
numbers are published; the photo in the last of them is not looked at.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from kiosk.devices.card.frames import FrameWrong, Hearing, Reply, framed
from kiosk.devices.card.layouts import TEXT, NoPerson, read_text
from kiosk.devices.card.troubles import (
    CardLifted,
    CardStrange,
    CardTrouble,
    ReaderAway,
    ReaderGarbled,
    ReaderSick,
)
from kiosk.domain.card import Card

FIND, SELECT, READ = b"\x20\x01", b"\x20\x02", b"\x30\x01"
FOUND, DONE, NO_CARD = 0x9F, 0x90, 0x80
UNSTEADY = frozenset((0x31, 0x32, 0x33, 0x40, 0x41, 0x80, 0x81, 0x91))  # no card (any more), or not read to its end
SPEED, SPEEDS = 115200, (9600, 19200, 38400, 57600, 115200)
TRIES = 3
GAP = 0.3  # seconds; within one answer the bytes come without a pause
_HEADS = 4  # bytes before the text: its length and the photo's


class Cable(Protocol):
    """What a serial line can do (pyserial's `Serial` can); `read` gives what came within the line's own time."""

    def write(self, said: bytes, /) -> int | None: ...
    def read(self, size: int = 1, /) -> bytes: ...
    def reset_input_buffer(self) -> None: ...
    def close(self) -> None: ...
    @property
    def in_waiting(self) -> int: ...


class SamReader:
    """The reader at `path`. `dial` opens the line, and raises OSError."""

    def __init__(self, path: str, dial: Callable[[str], Cable], patience: float = 2.5) -> None:
        self._path = path
        self._dial = dial
        self._patience = patience
        self._cable: Cable | None = None

    @property
    def name(self) -> str:
        return self._path

    def look(self) -> Card | None:
        """Find, select, read: see `port.Reader`."""
        try:
            return self._look()
        except _gone() as fault:  # unplugged while it was asked: the next look dials anew
            self.close()
            raise ReaderAway(self._path) from fault

    def close(self) -> None:
        cable, self._cable = self._cable, None
        if cable is not None:
            with suppress(*_gone()):
                cable.close()

    def _look(self) -> Card | None:
        found = self._ask(FIND)
        if found.state == NO_CARD:
            return None
        if found.state not in (FOUND, DONE):
            raise ReaderSick(self._path, code=f"{found.state:02X}")
        self._done(self._ask(SELECT))
        content = self._done(self._ask(READ)).content
        text = int.from_bytes(content[:2], "big")
        if text != TEXT or len(content) < _HEADS + TEXT:
            raise CardStrange(self._path)
        try:
            return read_text(content[_HEADS : _HEADS + TEXT])
        except NoPerson:
            raise CardStrange(self._path) from None

    def _done(self, reply: Reply) -> Reply:
        if reply.state == DONE:
            return reply
        raise CardLifted(self._path) if reply.state in UNSTEADY else ReaderSick(self._path, code=f"{reply.state:02X}")

    def _ask(self, said: bytes) -> Reply:
        """One question; asked again when the answer does not add up."""
        trouble: CardTrouble = ReaderAway(self._path)
        for _ in range(TRIES):
            try:
                if (reply := self._exchange(framed(said))) is not None:
                    return reply
                trouble = ReaderAway(self._path)
                break  # silence: asking again would only make everybody wait
            except FrameWrong:
                trouble = ReaderGarbled(self._path)
        self.close()
        raise trouble

    def _exchange(self, frame: bytes) -> Reply | None:
        """The answer; None when nothing comes. Raises `FrameWrong` for half an answer and for one that is wrong."""
        cable = self._line()
        cable.reset_input_buffer()
        cable.write(frame)
        hearing, end, any_came = Hearing(), time.monotonic() + self._patience, False
        while time.monotonic() < end:
            came = cable.read(max(1, cable.in_waiting))
            if came:
                any_came, end = True, time.monotonic() + GAP
            if came and (reply := hearing.take(came)) is not None:
                return reply
        if any_came:
            raise FrameWrong
        return None

    def _line(self) -> Cable:
        if self._cable is None:
            self._cable = self._dial(self._path)
        return self._cable


def _gone() -> tuple[type[Exception], ...]:
    """How a line tells that it is no more; where files can be terminals, in one way more."""
    try:
        import termios
    except ImportError:
        return (OSError,)
    return OSError, termios.error


def serial_line(speed: int) -> Callable[[str], Cable]:
    """Dials a serial line at this speed: eight bits, no parity, one stop, and nobody else on it."""

    def dial(path: str) -> Cable:
        from serial import Serial  # only where there is a reader

        line: Cable = Serial(path, speed, timeout=0.1, write_timeout=1.0, exclusive=True)
        return line

    return dial
