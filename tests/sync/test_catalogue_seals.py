"""The seals on a parcel of definitions: whose they are, and that none is good for anything else."""

from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.catalogues import MOST_SEALS, seal_manifest, sealed_by
from sync.protocol.cose import sign1
from sync.protocol.seal import key_id, load_key, public_bytes

COUNTY, CITY, STRANGER = (load_key(bytes([n]) * 32) for n in (1, 2, 3))
PUBLIC = {key: public_bytes(key) for key in (COUNTY, CITY, STRANGER)}


def _seal(manifest: bytes, key: object, before: bytes = b"") -> bytes:
    return seal_manifest(manifest, key.sign, key_id(PUBLIC[key]), before)  # type: ignore[attr-defined,index]


def test_one_trusted_seal_is_enough_and_the_others_stay() -> None:
    one = _seal(b"manifest", COUNTY)
    both = _seal(b"manifest", CITY, one)
    assert sealed_by(b"manifest", one, [PUBLIC[CITY]]) is None
    assert sealed_by(b"manifest", both, [PUBLIC[STRANGER], PUBLIC[CITY]]) == PUBLIC[CITY]
    assert sealed_by(b"manifest", both, [PUBLIC[COUNTY]]) == PUBLIC[COUNTY]
    assert sealed_by(b"manifest", both, [PUBLIC[STRANGER]]) is None
    assert _seal(b"manifest", CITY, both) == both


def test_a_seal_is_of_this_manifest_and_of_nothing_else() -> None:
    assert sealed_by(b"another", _seal(b"manifest", CITY), [PUBLIC[CITY]]) is None
    head = sign1(b"manifest", CITY.sign, key_id(PUBLIC[CITY]), aad=b"weimin head", detached=True)
    import cbor2

    assert sealed_by(b"manifest", cbor2.dumps([head]), [PUBLIC[CITY]]) is None


def test_only_so_many_seals_are_looked_at() -> None:
    signature = b""
    for n in range(10, 10 + MOST_SEALS + 3):
        key = load_key(bytes([n]) * 32)
        signature = seal_manifest(b"m", key.sign, key_id(public_bytes(key)), signature)
    assert sealed_by(b"m", signature, [public_bytes(load_key(bytes([10 + MOST_SEALS + 2]) * 32))])


@given(st.binary(max_size=120))
def test_no_bytes_are_a_seal_by_chance(signature: bytes) -> None:
    assert sealed_by(b"manifest", signature, [PUBLIC[CITY]]) is None
