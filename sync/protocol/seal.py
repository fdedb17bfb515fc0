"""Keys and seals of the service hall: who signed a receipt, a journal's head, a city's word.

Algorithms go by name, as the enrolment names them, so that SM2 and SM3 can take over without a new format: hashes
'sha-256' and 'sm3' work, signatures 'ed25519' (RFC 8032); 'sm2' has its seat and waits for a key that can be used
for it.
"""

import hashlib
from collections.abc import Callable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sync.protocol.entry import Hash, sha256

Signer = Callable[[bytes], bytes]  # the private key stays where it is kept; only signatures leave

SHA_256, SM3 = "sha-256", "sm3"
ED25519, SM2 = "ed25519", "sm2"
KEY_ID_BYTES = 8


class AlgorithmUnknown(ValueError):
    """A hash or signature that this version cannot compute. Nothing was judged; a newer version may."""


def new_key() -> Ed25519PrivateKey:
    """A device's or city's key, made where it is to be kept."""
    return Ed25519PrivateKey.generate()


def load_key(raw: bytes) -> Ed25519PrivateKey:
    """The private key from its 32 raw bytes. Raises ValueError for any other length."""
    return Ed25519PrivateKey.from_private_bytes(raw)


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    """The 32 raw bytes of the public half."""
    return key.public_key().public_bytes_raw()


def key_id(public: bytes) -> bytes:
    """What names a key on paper and in messages: the first 8 bytes of SHA-256 over its raw public bytes."""
    return hashlib.sha256(public).digest()[:KEY_ID_BYTES]


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` is of `message` by the owner of `public` (32 raw bytes of Ed25519)."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def hash_named(name: str) -> Hash:
    """The hash of this name. Raises `AlgorithmUnknown`."""
    if name == SHA_256:
        return sha256
    if name == SM3:
        return sm3
    raise AlgorithmUnknown(name)


def sm3(content: bytes) -> bytes:
    """SM3 (GB/T 32905-2016), 32 bytes like SHA-256."""
    from cryptography.hazmat.primitives import hashes

    running = hashes.Hash(hashes.SM3())
    running.update(content)
    return running.finalize()
