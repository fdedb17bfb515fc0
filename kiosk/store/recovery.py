"""The recovery key: what lies in the safe of the centre, so that a broken PC is no loss of its cases.

128 random bits, written as eight groups of four of Crockford's base32 (no I, L, O, U) with a checksum; the same text
stands in the code of the sheet. Split between two people, each half is as long, and neither tells anything alone.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from kiosk.domain.refusals import Refusal

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SECRET_BYTES = 16
FETCH = "fetch"  # in what is kept of a recovery slot: the public half of its fetch key, in hex
WHOLE, FIRST, SECOND = 0x57, 0x58, 0x59  # what the 20 bytes are: all of it, or one of two halves
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FOLDED = str.maketrans("ILO", "110")
_SUM_BYTES, _LENGTH, _GROUP = 3, 32, 4


def new_recovery() -> bytes:
    """A new secret."""
    return secrets.token_bytes(SECRET_BYTES)


def written(secret: bytes) -> str:
    """The secret as it is printed: 'XXXX-XXXX-…', eight groups."""
    return _text(WHOLE, secret)


def halves(secret: bytes) -> tuple[str, str]:
    """The secret for two people: both halves together give it (XOR), one alone is nothing but noise."""
    one = secrets.token_bytes(SECRET_BYTES)
    other = bytes(a ^ b for a, b in zip(one, secret, strict=True))
    return _text(FIRST, one), _text(SECOND, other)


def read_recovery(text: str) -> bytes:
    """The secret from what was typed or scanned: the whole key, or both halves in either order with a blank, a comma or
    a new line between them. Refuses `recovery_mistyped`, `recovery_half` (only one half), `recovery_halves` (no pair).
    """
    parts = _parts(text)
    kinds = [kind for kind, _ in parts]
    if kinds == [WHOLE]:
        return parts[0][1]
    if len(parts) == 1:
        raise Refusal("recovery_half")
    if sorted(kinds) != [FIRST, SECOND]:
        raise Refusal("recovery_halves")
    return bytes(a ^ b for a, b in zip(parts[0][1], parts[1][1], strict=True))


def fetch_key(secret: bytes) -> Ed25519PrivateKey:
    """The key under which a PC without any key of its own fetches its backup from the upstream, where the public half
    was lodged with it. It opens nothing; what opens comes of the same secret in another way."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return Ed25519PrivateKey.from_private_bytes(HKDF(SHA256(), 32, None, b"weimin-kiosk fetch").derive(secret))


def _text(kind: int, secret: bytes) -> str:
    plain = bytes([kind]) + secret
    number = int.from_bytes(plain + hashlib.sha256(plain).digest()[:_SUM_BYTES])
    letters = "".join(_ALPHABET[number >> shift & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))
    return "-".join(letters[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def _parts(text: str) -> list[tuple[int, bytes]]:
    """Each run of 32 letters; blanks, hyphens and case mean nothing."""
    letters = "".join(c for c in text.upper().translate(_FOLDED) if c.isalnum())
    if not letters or len(letters) % _LENGTH or len(letters) > 2 * _LENGTH:
        raise Refusal("recovery_mistyped")
    return [_part(letters[at : at + _LENGTH]) for at in range(0, len(letters), _LENGTH)]


def _part(letters: str) -> tuple[int, bytes]:
    number = 0
    for letter in letters:
        if letter not in _ALPHABET:
            raise Refusal("recovery_mistyped")
        number = number << 5 | _ALPHABET.index(letter)
    made = number.to_bytes(1 + SECRET_BYTES + _SUM_BYTES)
    plain, check = made[:-_SUM_BYTES], made[-_SUM_BYTES:]
    if hashlib.sha256(plain).digest()[:_SUM_BYTES] != check or plain[0] not in (WHOLE, FIRST, SECOND):
        raise Refusal("recovery_mistyped")
    return plain[0], plain[1:]
