"""One entry of the journal (台账): what its body holds, how it is chained, and how both are checked.

An entry is an envelope `{device, epoch, seq, prev}` and body bytes. The body is hashed as it was first
written and never
re-serialised: `body_hash = H(body)`, `chain = H(prev | body_hash)`, both over raw digests. The receipt
carries the first
16 bytes of `body_hash`, so that a chain made anew after a restored disk does not touch paper.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NewType

import msgspec

DeviceId = NewType("DeviceId", str)  # '341323110000-01': centre and device
EntryId = NewType("EntryId", str)  # 32 hex digits, unique for ever

GENESIS = bytes(32)  # `prev` of the first entry of an epoch
RANDOM_BYTES = 16
DIGEST_ON_PAPER = 16  # bytes of body_hash that a receipt carries

Hash = Callable[[bytes], bytes]


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, who did it and when. `wall` is ISO 8601 with offset; `mono` nanoseconds since `boot` began."""

    id: str
    kind: str
    version: int = 1
    case: str | None = None
    actor: str
    wall: str
    mono: int
    boot: str
    random: str
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One link: `body` are the bytes as first written; `prev` and `chain` are digests of 32 bytes."""

    device: DeviceId
    epoch: int
    seq: int
    prev: bytes
    body: bytes
    body_hash: bytes
    chain: bytes

    def read(self) -> Body:
        """The body as a value. Raises `msgspec.DecodeError` when the bytes are no body."""
        return read_body(self.body)


class ChainBroken(ValueError):
    """An entry does not follow from the one before it: altered, missing or out of order. Not safe to store."""


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Body)


def sha256(content: bytes) -> bytes:
    """The default hash of bodies and chains (named 'sha-256' in the enrolment)."""
    return hashlib.sha256(content).digest()


def new_random() -> bytes:
    """Fresh bytes for a body: nobody can guess what was hashed, and case numbers take their tail from them."""
    return secrets.token_bytes(RANDOM_BYTES)


def read_body(content: bytes) -> Body:
    """A body from its bytes. Raises `msgspec.DecodeError` when they are no body."""
    return _DECODER.decode(content)


def write_body(body: Body) -> bytes:
    """The bytes that are hashed, stored and sent; made once."""
    return _ENCODER.encode(body)


def link(device: DeviceId, epoch: int, seq: int, prev: bytes, body: bytes, digest: Hash = sha256) -> Entry:
    """Chain `body` behind the entry whose chain is `prev` (GENESIS for the first of an epoch)."""
    body_hash = digest(body)
    return Entry(device, epoch, seq, prev, body, body_hash, digest(prev + body_hash))


def check_chain(entries: Iterable[Entry], seq: int = 0, prev: bytes = GENESIS, digest: Hash = sha256) -> bytes:
    """Return the chain after the last entry, having recomputed every link behind (`seq`, `prev`).

    Raises `ChainBroken` naming the first entry that does not fit.
    """
    for entry in entries:
        seq += 1
        made = link(entry.device, entry.epoch, entry.seq, prev, entry.body, digest)
        if (entry.seq, entry.prev, entry.body_hash, entry.chain) != (seq, prev, made.body_hash, made.chain):
            raise ChainBroken(f"{entry.device} {entry.epoch}/{entry.seq}")
        prev = entry.chain
    return prev
