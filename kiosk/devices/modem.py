"""A GSM modem on a serial line, for text messages (短信): AT commands of 3GPP TS 27.005 in PDU mode.

Slow and unsure by nature: whoever calls does so outside of any piece of work, and takes the trouble for an answer.
"""

from __future__ import annotations

import re
import secrets
import time
from typing import TYPE_CHECKING

from kiosk.devices.pdu import submits
from kiosk.domain.refusals import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from serial import Serial

SPEED = 9600
ANSWER_WITHIN, SENT_WITHIN = 5.0, 60.0  # seconds for an ordinary answer, and for the network to take a message
_SETTING = re.compile(r"serial:(.+?)(?::(\d{3,7}))?")
_ENDS = (b"OK", b"ERROR", b"+CMS ERROR", b"+CME ERROR")
_CTRL_Z = b"\x1a"


def modem_of(setting: str) -> GsmModem | None:
    """The modem that is set, None where there is none. Raises `Trouble('modem_unknown')`."""
    if not setting:
        return None
    found = _SETTING.fullmatch(setting)
    if found is None:
        raise Trouble("modem_unknown", setting=setting)
    return GsmModem(found[1], int(found[2] or SPEED))


class GsmModem:
    """Opened for each message and closed behind it: nobody else waits for it, and a pulled plug is no bug."""

    def __init__(
        self, line: str, speed: int = SPEED, answer_within: float = ANSWER_WITHIN, sent_within: float = SENT_WITHIN
    ) -> None:
        self._line = line
        self._speed = speed
        self._answer_within = answer_within
        self._sent_within = sent_within

    def send(self, number: str, text: str) -> None:
        """Send it, all its parts. Raises `Trouble`: 'modem_away' (nothing answers) or 'modem_refused' with its code."""
        from serial import Serial, SerialException

        try:
            with Serial(self._line, self._speed, timeout=0.1, write_timeout=self._answer_within) as line:
                self._say(line, b"ATE0\r", self._answer_within)
                self._say(line, b"AT+CMGF=0\r", self._answer_within)
                for length, digits in submits(number, text, secrets.randbelow(256)):
                    self._say(line, f"AT+CMGS={length}\r".encode(), self._answer_within, _prompted)
                    self._say(line, digits.encode() + _CTRL_Z, self._sent_within)
        except (SerialException, OSError) as error:
            raise Trouble("modem_away", modem=self._line) from error

    def _say(self, line: Serial, words: bytes, within: float, over: Callable[[bytes], bytes] | None = None) -> None:
        """Say something and wait for its end. `over` reads the end from what has come so far, b'' as long as there is
        none."""
        line.write(words)
        until, heard = time.monotonic() + within, b""
        while time.monotonic() < until:
            heard += line.read(max(1, line.in_waiting))
            end = (over or _ended)(heard) or _failed(heard)
            if end and not end.startswith((b"ERROR", b"+CM")):
                return
            if end:
                raise Trouble("modem_refused", modem=self._line, code=end.decode("ascii", "replace"))
        raise Trouble("modem_away", modem=self._line)


def _ended(heard: bytes) -> bytes:
    return next((line for line in heard.replace(b"\r", b"\n").split(b"\n") if line.strip() == b"OK"), b"")


def _failed(heard: bytes) -> bytes:
    lines = heard.replace(b"\r", b"\n").split(b"\n")[:-1]
    return next((line.strip() for line in lines if line.strip().startswith(_ENDS[1:])), b"")


def _prompted(heard: bytes) -> bytes:
    return b">" if heard.rstrip(b" ").endswith(b">") else b""
