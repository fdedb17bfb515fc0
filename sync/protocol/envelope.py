"""An envelope (信封): what only its receiver can open, and the letterbox (信箱) that says to whom it may be addressed.

A letterbox is an X25519 key beside the Ed25519 key of a device or an upstream, certified by that key's signature.
Sealing is HPKE (RFC 9180, base mode, one message an encapsulation) as `cryptography` has it; the suite goes by name,
so that SM2 can take its place. Who may have written it, an envelope does not tell: that is what signatures are for.
"""

from dataclasses import dataclass

import cbor2
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from sync.protocol.cose import NotSealed, Sign1, read_sign1, sign1
from sync.protocol.seal import AlgorithmUnknown, Signer

SUITE = "hpke-x25519-hkdf-sha256-chacha20poly1305"
BOX_BYTES = 32
OVERHEAD = 48  # bytes that an envelope is longer than its content: the encapsulated key and the tag
_LETTERBOX, _PURPOSE = b"weimin letterbox", b"weimin envelope"


class NotForUs(ValueError):
    """This envelope is not addressed to this letterbox, or was altered: nothing of it can be read."""


@dataclass(frozen=True, slots=True)
class Letterbox:
    """The word of `owner` (a device, or 'city') on its letterbox: 32 raw bytes of X25519."""

    owner: str
    public: bytes
    message: Sign1

    def verify(self, public_key: bytes) -> bool:
        """Whether the owner of this signing key said it."""
        return self.message.verify(public_key, aad=_LETTERBOX)


def new_box() -> X25519PrivateKey:
    """A letterbox's private half, made where it is to be kept."""
    return X25519PrivateKey.generate()


def load_box(raw: bytes) -> X25519PrivateKey:
    """The private half from its 32 raw bytes. Raises ValueError for any other length."""
    return X25519PrivateKey.from_private_bytes(raw)


def box_public(box: X25519PrivateKey) -> bytes:
    """The 32 raw bytes of the public half."""
    return box.public_key().public_bytes_raw()


def state_letterbox(owner: str, public: bytes, sign: Signer, key_id: bytes) -> bytes:
    """The owner's signed word on its letterbox."""
    return sign1(cbor2.dumps([owner, SUITE, public]), sign, key_id, aad=_LETTERBOX)


def read_letterbox(statement: bytes) -> Letterbox:
    """Take it apart; verify it afterwards. Raises `NotSealed`, `AlgorithmUnknown`."""
    message = read_sign1(statement)
    try:
        said = cbor2.loads(message.payload or b"")
    except (cbor2.CBORDecodeError, ValueError) as error:
        raise NotSealed(str(error)) from error
    match said:
        case [str(owner), str(suite), bytes(public)] if len(public) == BOX_BYTES:
            if suite != SUITE:
                raise AlgorithmUnknown(suite)
            return Letterbox(owner, public, message)
    raise NotSealed("no letterbox")


def put_in_envelope(content: bytes, box: bytes, about: bytes) -> bytes:
    """`content` for the owner of the letterbox `box` alone; `about` says what it belongs to, and must be known to
    open it. Raises `NotForUs` for a box that is no key."""
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
    try:
        return suite.encrypt(content, X25519PublicKey.from_public_bytes(box), _PURPOSE + about)
    except ValueError as error:
        raise NotForUs("no letterbox") from error


def open_envelope(sealed: bytes, box: X25519PrivateKey, about: bytes) -> bytes:
    """What was put in. Raises `NotForUs`."""
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
    try:
        return suite.decrypt(sealed, box, _PURPOSE + about)
    except (InvalidTag, ValueError) as error:
        raise NotForUs("cannot be opened") from error
