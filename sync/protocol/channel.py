"""A channel (通道) between a paired PC and its hub: short messages of one sitting, secret, whole, and each good once.

The PC makes a key, puts it into an envelope for the hub's letterbox and signs that; nobody else can use it,
and replaying
the opening opens a channel that only the PC could speak on. Every message carries a number of its own and its
direction in
the nonce of ChaCha20-Poly1305 (RFC 8439), so that none is taken twice, sent back, or read on the way.
"""

import os
from dataclasses import dataclass, field
from itertools import count

import cbor2

from sync.protocol.cose import NotSealed, Sign1, read_sign1, sign1
from sync.protocol.seal import Signer

KEY_BYTES, COUNT_BYTES = 32, 8
UP, DOWN = b"\x00UP\x00", b"\x00DN\x00"  # with the count's 8 bytes: the 12 of a nonce
WINDOW = 256  # how far back a late message is still looked up
_OPENING = b"weimin lan opening"


class NotOnChannel(ValueError):
    """No message of this channel: altered, from elsewhere, or heard before."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A device's wish to speak: who, to which hub key, and the envelope with the channel's key."""

    device: str
    hub: bytes
    sealed: bytes
    message: Sign1

    def verify(self, public_key: bytes) -> bool:
        """Whether the owner of this key asked."""
        return self.message.verify(public_key, aad=_OPENING)


def new_channel_key() -> bytes:
    """32 random bytes."""
    return os.urandom(KEY_BYTES)


def about_opening(device: str, hub: bytes) -> bytes:
    """What an opening's envelope is about."""
    return b"lan " + device.encode() + hub


def state_opening(device: str, hub: bytes, sealed: bytes, sign: Signer, key_id: bytes) -> bytes:
    """The device's signed wish; `hub` is the hub's public key, `sealed` the envelope."""
    return sign1(cbor2.dumps([device, hub, sealed]), sign, key_id, aad=_OPENING)


def read_opening(content: bytes) -> Opening:
    """Take it apart; verify it afterwards. Raises `NotSealed`, `AlgorithmUnknown`."""
    message = read_sign1(content)
    try:
        said = cbor2.loads(message.payload or b"")
    except (cbor2.CBORDecodeError, ValueError) as error:
        raise NotSealed(str(error)) from error
    match said:
        case [str(device), bytes(hub), bytes(sealed)]:
            return Opening(device, hub, sealed, message)
    raise NotSealed("no opening")


@dataclass(slots=True)
class Channel:
    """One end of a channel. `mine` is the direction in which this end speaks. For any number of threads."""

    key: bytes
    mine: bytes
    theirs: bytes
    _counts: "count[int]" = field(default_factory=lambda: count(1))
    _highest: int = 0
    _heard: dict[int, object] = field(default_factory=dict)

    def say(self, plain: bytes, about: bytes = b"", answers: int | None = None) -> bytes:
        """A message; it bears the number that it `answers`, or the next of this end's own."""
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        number = (next(self._counts) if answers is None else answers).to_bytes(COUNT_BYTES, "big")
        return number + ChaCha20Poly1305(self.key).encrypt(self.mine + number, plain, about)

    def hear(self, message: bytes, about: bytes = b"", answers: int | None = None) -> tuple[int, bytes]:
        """Number and content of a message, each heard once; `answers` is the number it must bear. Raises
        `NotOnChannel`."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        number, sealed = message[:COUNT_BYTES], message[COUNT_BYTES:]
        try:
            plain = ChaCha20Poly1305(self.key).decrypt(self.theirs + number, sealed, about)
        except (InvalidTag, ValueError) as error:
            raise NotOnChannel("altered") from error
        said = int.from_bytes(number, "big")
        if answers is not None and said != answers:
            raise NotOnChannel("another answer")
        self._once(said)
        return said, plain

    def _once(self, said: int) -> None:
        """Each step of this is one of a dict's own, which threads cannot come between."""
        mine = object()
        if said <= self._highest - WINDOW or self._heard.setdefault(said, mine) is not mine:
            raise NotOnChannel("heard before")
        self._highest = max(self._highest, said)
        if len(self._heard) > 2 * WINDOW:
            for old in [one for one in list(self._heard) if one <= self._highest - WINDOW]:
                self._heard.pop(old, None)


def channel_of_pc(key: bytes) -> Channel:
    """The PC's end."""
    return Channel(key, UP, DOWN)


def channel_of_hub(key: bytes) -> Channel:
    """The hub's end."""
    return Channel(key, DOWN, UP)
