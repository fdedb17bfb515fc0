"""How a reader and a PC speak on a serial line (GA 450's security module): a start, a length, what is said, a sum.

To the reader: AA AA AA 96 69, length (two bytes, high one first, of all that follows), command, parameter, sum. From
it: the same with three bytes of state in front, of which the last counts. The sum is the exclusive or of all from the
length on.
"""

from dataclasses import dataclass
from functools import reduce
from operator import xor

START = bytes.fromhex("AAAAAA9669")
LONGEST = 4096  # bytes of one answer: text, photo and two fingerprints have less than 2,400
_HEAD = len(START) + 2
_LEAST = 4  # three bytes of state and the sum


class FrameWrong(Exception):
    """The sum or the length does not fit: what came is thrown away, ask again."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the reader said: its state and what it had to say."""

    state: int
    content: bytes


def framed(said: bytes) -> bytes:
    """`said` as it goes over the line, in either direction."""
    body = (len(said) + 1).to_bytes(2, "big") + said
    return START + body + bytes((summed(body),))


def summed(body: bytes) -> int:
    """The last byte that belongs to these."""
    return reduce(xor, body, 0)


class Hearing:
    """Bytes as they come in, until they make a reply; what stands before a start is noise."""

    def __init__(self) -> None:
        self._heard = bytearray()

    def take(self, heard: bytes) -> Reply | None:
        """The reply, None while it is not whole. Raises `FrameWrong`."""
        self._heard += heard
        begin = self._heard.find(START)
        if begin < 0:
            del self._heard[: max(0, len(self._heard) - len(START) + 1)]
            return None
        del self._heard[:begin]
        if len(self._heard) < _HEAD:
            return None
        length = int.from_bytes(self._heard[len(START) : _HEAD], "big")
        if not _LEAST <= length <= LONGEST:
            raise FrameWrong
        if len(self._heard) < _HEAD + length:
            return None
        body = bytes(self._heard[len(START) : _HEAD + length])
        if summed(body[:-1]) != body[-1]:
            raise FrameWrong
        return Reply(body[4], body[5:-1])
