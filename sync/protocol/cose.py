"""One signed message, as everything sealed in this house is: COSE_Sign1 of RFC 9052 §4.2, over cbor2 and a signer.

The same few lines sign a receipt, a journal's head, a request and a city's acknowledgement. A payload may stay
outside ('detached', RFC 9052 §4.1); `aad` says what the signature is for, so that none can be passed off as another.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import cbor2

from sync.protocol.seal import ED25519, SM2, AlgorithmUnknown, Signer, verify

ALGORITHMS = {ED25519: -8, SM2: -65537}  # EdDSA of RFC 9053 §2.2; SM2's seat is in COSE's range for private use
_TAG, _ALG, _KID, _CONTEXT = 18, 1, 4, "Signature1"


class NotSealed(ValueError):
    """These bytes are no COSE_Sign1 of ours: cut, altered, or something else altogether."""


@dataclass(frozen=True, slots=True)
class Sign1:
    """A message with its signature; `payload` is None when it stays outside."""

    protected: bytes
    algorithm: int
    key_id: bytes
    payload: bytes | None
    signature: bytes

    def verify(self, public: bytes, payload: bytes | None = None, aad: bytes = b"") -> bool:
        """Whether the owner of `public` signed it; a detached `payload` is given here."""
        content = self.payload if payload is None else payload
        if content is None or self.algorithm != ALGORITHMS[ED25519]:
            return False
        return verify(public, to_be_signed(self.protected, content, aad), self.signature)


def to_be_signed(protected: bytes, payload: bytes, aad: bytes = b"") -> bytes:
    """Sig_structure of RFC 9052 §4.4."""
    return cbor2.dumps([_CONTEXT, protected, aad, payload])


def sign1(payload: bytes, sign: Signer, key_id: bytes, *, aad: bytes = b"", detached: bool = False) -> bytes:
    """The tagged message, signed with Ed25519 by the key that `key_id` names."""
    protected = cbor2.dumps({_ALG: ALGORITHMS[ED25519], _KID: key_id})
    signature = sign(to_be_signed(protected, payload, aad))
    return _written(protected, None if detached else payload, signature)


def read_sign1(message: bytes) -> Sign1:
    """Take a message apart; nothing is verified yet. Raises `NotSealed`, `AlgorithmUnknown`."""
    sealed, length = first_sign1(message)
    if length != len(message):
        raise NotSealed("something behind the end")
    return sealed


def first_sign1(content: bytes) -> tuple[Sign1, int]:
    """The message that `content` begins with, and its length. Raises `NotSealed`, `AlgorithmUnknown`."""
    tag, length = _first(content)
    match tag:
        case cbor2.CBORTag(tag=18, value=[bytes(protected), _, bytes() | None as payload, bytes(signature)]):
            pass
        case _:
            raise NotSealed("no COSE_Sign1")
    if _written(protected, payload, signature) != content[:length]:
        raise NotSealed("not as we write it")  # what is not signed could say anything
    match _first(protected):
        case {1: int(algorithm), 4: bytes(key_id)}, read if read == len(protected):
            pass
        case _:
            raise NotSealed("no algorithm or key")
    if algorithm not in ALGORITHMS.values():
        raise AlgorithmUnknown(str(algorithm))
    return Sign1(protected, algorithm, key_id, payload, signature), length


def _written(protected: bytes, payload: bytes | None, signature: bytes) -> bytes:
    return cbor2.dumps(cbor2.CBORTag(_TAG, [protected, {}, payload, signature]))


def _first(content: bytes) -> tuple[Any, int]:
    stream = BytesIO(content)
    try:
        return cbor2.CBORDecoder(stream).decode(), stream.tell()
    except (cbor2.CBORDecodeError, ValueError, RecursionError) as error:
        raise NotSealed(str(error)) from error
