"""The seals on a parcel of definitions: of the county that made it, and of the city that publishes it.

What is sealed is the parcel's manifest, which names every file by its SHA-256. The signature of a parcel is a CBOR list
of COSE_Sign1 with a detached payload; who adds his seal leaves the others where they are. One seal by a key that is
trusted is enough, so that a centre takes a county's parcel from a stick before it has ever heard of a city.
"""

from collections.abc import Iterable

import cbor2

from sync.protocol.cose import NotSealed, Sign1, read_sign1, sign1
from sync.protocol.seal import AlgorithmUnknown, Signer, key_id

PURPOSE = b"weimin catalogue"
MOST_SEALS = 8


def seal_manifest(manifest: bytes, sign: Signer, key_id: bytes, signature: bytes = b"") -> bytes:
    """The signature with one seal more; a seal of the same key takes the place of its older one."""
    others = [one for one in _seals(signature) if one.key_id != key_id]
    written = [_written(one) for one in others][: MOST_SEALS - 1]
    return cbor2.dumps([*written, sign1(manifest, sign, key_id, aad=PURPOSE, detached=True)])


def sealed_by(manifest: bytes, signature: bytes, keys: Iterable[bytes]) -> bytes | None:
    """The first of these public keys (32 raw bytes) whose seal holds; None when none does. Never raises."""
    seals = _seals(signature)
    for public in keys:
        name = key_id(public)
        if any(one.key_id == name and one.verify(public, manifest, PURPOSE) for one in seals):
            return public
    return None


def _seals(signature: bytes) -> list[Sign1]:
    try:
        listed = cbor2.loads(signature) if signature else []
        if not isinstance(listed, list):
            return []
        return [read_sign1(one) for one in listed[:MOST_SEALS] if isinstance(one, bytes)]
    except (NotSealed, AlgorithmUnknown, cbor2.CBORDecodeError, ValueError, RecursionError):
        return []


def _written(seal: Sign1) -> bytes:
    return cbor2.dumps(cbor2.CBORTag(18, [seal.protected, {}, seal.payload, seal.signature]))
