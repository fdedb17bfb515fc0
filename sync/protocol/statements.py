"""Two short signed sentences: a device says how far its journal goes, an upstream says how far it keeps it.

Both are COSE_Sign1 over CBOR and travel verbatim, through hubs and on sticks, so that whoever holds one can prove it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import cbor2

from sync.protocol.cose import NotSealed, Sign1, read_sign1, sign1
from sync.protocol.entry import DeviceId
from sync.protocol.seal import Signer

_MARK = 8  # bytes
_HEAD, _KEPT = b"weimin head", b"weimin kept"


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a device's epoch: its number and the chain up to it (32 bytes)."""

    epoch: int
    seq: int
    chain: bytes


@dataclass(frozen=True, slots=True)
class HeadStatement:
    """A device's word: my journal of this epoch goes so far, and this is its chain."""

    device: DeviceId
    head: Head
    message: Sign1

    def verify(self, public_key: bytes) -> bool:
        """Whether the owner of this key said it."""
        return self.message.verify(public_key, aad=_HEAD)


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """An upstream's word: of this device I keep these epochs up to these heads, durably. `proof` is the word as sent.

    `incarnation` names the upstream's database: another one means that it was restored or replaced. `at` is its clock,
    ISO 8601 with offset.
    """

    device: DeviceId
    incarnation: str
    at: str
    heads: tuple[Head, ...]
    proof: bytes

    def verify(self, public_key: bytes) -> bool:
        """Whether the owner of this key (the upstream's) said it."""
        return read_sign1(self.proof).verify(public_key, aad=_KEPT)


def state_head(device: DeviceId, head: Head, sign: Signer, key_id: bytes) -> bytes:
    """The device's signed word on its own head."""
    return sign1(cbor2.dumps([device, head.epoch, head.seq, head.chain]), sign, key_id, aad=_HEAD)


def read_head_statement(statement: bytes) -> HeadStatement:
    """Take it apart; verify it afterwards. Raises `NotSealed`, `AlgorithmUnknown`."""
    message = read_sign1(statement)
    match _payload(message):
        case [str(device), int(epoch), int(seq), bytes(chain)]:
            return HeadStatement(DeviceId(device), Head(epoch, seq, chain), message)
    raise NotSealed("no head statement")


def state_kept(
    device: DeviceId, incarnation: str, at: str, heads: Sequence[Head], sign: Signer, key_id: bytes
) -> Acknowledgement:
    """The upstream's signed word on what it keeps of `device`."""
    listed = [[head.epoch, head.seq, head.chain] for head in heads]
    proof = sign1(cbor2.dumps([device, incarnation, at, listed]), sign, key_id, aad=_KEPT)
    return Acknowledgement(device, incarnation, at, tuple(heads), proof)


def read_kept(proof: bytes) -> Acknowledgement:
    """Take an acknowledgement apart; verify it afterwards. Raises `NotSealed`, `AlgorithmUnknown`."""
    match _payload(read_sign1(proof)):
        case [str(device), str(incarnation), str(at), list(listed)]:
            heads = tuple(_head(one) for one in listed)
            return Acknowledgement(DeviceId(device), incarnation, at, heads, proof)
    raise NotSealed("no acknowledgement")


def mark_of(proof: bytes) -> str:
    """What a device says to tell which word of the city it has; '' for none."""
    return sha256(proof).digest()[:_MARK].hex() if proof else ""


def _head(listed: object) -> Head:
    match listed:
        case [int(epoch), int(seq), bytes(chain)]:
            return Head(epoch, seq, chain)
    raise NotSealed("no head")


def _payload(message: Sign1) -> object:
    try:
        return cbor2.loads(message.payload or b"")
    except (cbor2.CBORDecodeError, ValueError) as error:
        raise NotSealed(str(error)) from error
