"""A passphrase made into 32 bytes, slowly (argon2id, RFC 9106): who tries many pays for each."""

import secrets
from collections.abc import Mapping

from kiosk.domain.refusals import Refusal

LEAST = 10  # characters; a passphrase opens a stolen disk for who may try for years
SALT_BYTES, OUT_BYTES = 16, 32
ITERATIONS, LANES, MEMORY_KIB = 3, 4, 64 * 1024  # the second recommended choice of RFC 9106 §4


def fresh_cost() -> dict[str, str]:
    """A new salt, and today's cost: both stand in the slot, so that a later cost does not lock an old slot."""
    return {
        "kdf": "argon2id",
        "salt": secrets.token_hex(SALT_BYTES),
        "iterations": str(ITERATIONS),
        "lanes": str(LANES),
        "memory_kib": str(MEMORY_KIB),
    }


def must_be_strong(passphrase: str) -> None:
    """Refuses `passphrase_weak`: too short, or the same few characters over and over."""
    if len(passphrase) < LEAST or len(set(passphrase)) < LEAST // 2:
        raise Refusal("passphrase_weak", least=LEAST)


def stretched(passphrase: str, cost: Mapping[str, str]) -> bytes:
    """32 bytes of a passphrase at the cost that stands in a slot; about a quarter of a second."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(
        salt=bytes.fromhex(cost["salt"]),
        length=OUT_BYTES,
        iterations=int(cost["iterations"]),
        lanes=int(cost["lanes"]),
        memory_cost=int(cost["memory_kib"]),
    )
    return kdf.derive(passphrase.encode())
