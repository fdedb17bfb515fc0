"""How a device takes a new key: `POST /sync/v1/renew`, sealed by the old key, with a proof that it holds the new one.

The city certifies the new key and takes no more entries under the old. What the old one signed stays genuine: paper
that was printed under it, entries that were sent under it. The same request may come again: its answer was lost.
"""

import hashlib
from dataclasses import dataclass

import msgspec

from sync.protocol.cose import NotSealed, Sign1, first_sign1, sign1
from sync.protocol.exchange import NotAMessage
from sync.protocol.seal import ED25519, AlgorithmUnknown, Signer, key_id, verify

PATH = "/sync/v1/renew"
MEDIA_TYPE = "application/vnd.weimin.renew.v1"
MOST_BYTES = 4_000
_ASKED, _GRANTED, _PROOF = b"weimin renew request", b"weimin renew reply", b"weimin renew key"


class Renewal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The request: the new public key, and its own signature over device, old key's id and itself."""

    device: str
    public_key: bytes
    proof: bytes
    signature: str = ED25519


class Renewed(msgspec.Struct, frozen=True, kw_only=True):
    """The reply: the key that counts from now on."""

    device: str
    public_key: bytes


@dataclass(frozen=True, slots=True)
class RenewalAsked:
    """A request as it came. `seal.key_id` names the old key, whose owner has to have sealed it."""

    seal: Sign1
    content: bytes
    renewal: Renewal

    def holds(self, old_public: bytes) -> bool:
        """Whether the owner of both keys asks."""
        asked = self.renewal
        proven = verify(asked.public_key, _proof(asked.device, old_public, asked.public_key), asked.proof)
        return proven and self.seal.verify(old_public, self.content, _ASKED)


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A public key and the signer of its private half."""

    public: bytes
    sign: Signer


def write_renewal(device: str, old: KeyPair, new: KeyPair) -> bytes:
    """The request to be sent."""
    proof = new.sign(_proof(device, old.public, new.public))
    content = msgspec.json.encode(Renewal(device=device, public_key=new.public, proof=proof))
    return sign1(content, old.sign, key_id(old.public), aad=_ASKED, detached=True) + content


def read_renewal(message: bytes) -> RenewalAsked:
    """The request; nothing is verified yet. Raises `NotAMessage`."""
    seal, content = _split(message)
    try:
        return RenewalAsked(seal, content, msgspec.json.decode(content, type=Renewal))
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise NotAMessage(str(error)) from error


def write_renewed(renewed: Renewed, sign: Signer, city_id: bytes, request: bytes) -> bytes:
    """The answer to `request` (its bytes as received)."""
    content = msgspec.json.encode(renewed)
    return sign1(content, sign, city_id, aad=_GRANTED + hashlib.sha256(request).digest(), detached=True) + content


def read_renewed(message: bytes, request: bytes, city_key: bytes) -> Renewed:
    """The city's own answer to this request. Raises `NotAMessage` for anything else."""
    seal, content = _split(message)
    if not seal.verify(city_key, content, _GRANTED + hashlib.sha256(request).digest()):
        raise NotAMessage("seal does not hold")
    try:
        return msgspec.json.decode(content, type=Renewed)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise NotAMessage(str(error)) from error


def _split(message: bytes) -> tuple[Sign1, bytes]:
    if len(message) > MOST_BYTES:
        raise NotAMessage("no renewal")
    try:
        seal, length = first_sign1(message)
    except (NotSealed, AlgorithmUnknown) as error:
        raise NotAMessage(str(error)) from error
    return seal, message[length:]


def _proof(device: str, old_public: bytes, new_public: bytes) -> bytes:
    return b"\n".join((_PROOF, device.encode(), old_public.hex().encode(), new_public.hex().encode()))
