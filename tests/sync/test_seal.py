"""Seals: what one key has signed no other has; algorithms go by name."""

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.cose import NotSealed, read_sign1, sign1, to_be_signed
from sync.protocol.seal import (
    AlgorithmUnknown,
    hash_named,
    key_id,
    load_key,
    new_key,
    public_bytes,
    verify,
)

# COSE WG examples, eddsa-sig-01 (RFC 9052's structure, key of RFC 8032 §7.1 test 1)
PRIVATE = bytes.fromhex("9D61B19DEFFD5A60BA844AF492EC2CC44449C5697B326919703BAC031CAE7F60")
PUBLIC = bytes.fromhex("D75A980182B10AB7D54BFED3C964073A0EE172F3DAA62325AF021A68F707511A")
MESSAGE = bytes.fromhex(
    "D28445A201270300A10442313154546869732069732074686520636F6E74656E742E58407142FD2FF96D56DB85BEE905A76BA1D0B7321A95"
    "C8C4D3607C5781932B7AFB8711497DFA751BF40B58B3BCC32300B1487F3DB34085EEF013BF08F4A44D6FEF0D"
)
KEY = load_key(PRIVATE)


def test_the_public_half_is_rfc_8032s() -> None:
    assert public_bytes(KEY) == PUBLIC


def test_what_is_signed_is_rfc_9052s() -> None:
    protected, _, payload, signature = cbor2.loads(MESSAGE).value
    assert verify(PUBLIC, to_be_signed(protected, payload), signature)
    assert KEY.sign(to_be_signed(protected, payload)) == signature


def test_a_message_of_ours_has_rfc_9052s_structure() -> None:
    tag = cbor2.loads(sign1(b"content", KEY.sign, key_id(PUBLIC)))
    protected, unprotected, payload, signature = tag.value
    assert (tag.tag, cbor2.loads(protected), dict(unprotected)) == (18, {1: -8, 4: key_id(PUBLIC)}, {})
    assert payload == b"content"
    assert verify(PUBLIC, cbor2.dumps(["Signature1", protected, b"", b"content"]), signature)


def test_a_payload_may_stay_outside() -> None:
    message = read_sign1(sign1(b"content", KEY.sign, key_id(PUBLIC), aad=b"for this", detached=True))
    assert message.payload is None
    assert message.verify(PUBLIC, b"content", b"for this")
    assert not message.verify(PUBLIC, b"contents", b"for this")
    assert not message.verify(PUBLIC, b"content", b"for that")
    assert not message.verify(PUBLIC, aad=b"for this")


def test_another_key_did_not_sign_it() -> None:
    message = read_sign1(sign1(b"content", KEY.sign, key_id(PUBLIC)))
    assert message.verify(PUBLIC)
    assert not message.verify(public_bytes(new_key()))
    assert not message.verify(b"no key")


@given(st.binary(max_size=200))
def test_rubbish_is_not_sealed_and_never_an_accident(rubbish: bytes) -> None:
    with pytest.raises(NotSealed):
        read_sign1(rubbish)


@given(st.integers(0, len(MESSAGE) - 1))
def test_a_cut_message_is_not_sealed(end: int) -> None:
    whole = sign1(b"content", KEY.sign, key_id(PUBLIC))
    with pytest.raises(NotSealed):
        read_sign1(whole[: min(end, len(whole) - 1)])


@given(st.integers(0, 200), st.integers(0, 7))
def test_one_bit_altered_is_seen(at: int, bit: int) -> None:
    whole = bytearray(sign1(b"content", KEY.sign, key_id(PUBLIC)))
    whole[at % len(whole)] ^= 1 << bit
    try:
        message = read_sign1(bytes(whole))
    except (NotSealed, AlgorithmUnknown):
        return
    assert not message.verify(PUBLIC)


def test_sm2_has_its_seat_and_is_not_yet_believed() -> None:
    protected = cbor2.dumps({1: -65537, 4: b"k"})
    message = read_sign1(cbor2.dumps(cbor2.CBORTag(18, [protected, {}, b"content", b"s" * 64])))
    assert not message.verify(PUBLIC)


def test_an_algorithm_nobody_knows_is_named_as_such() -> None:
    protected = cbor2.dumps({1: -999, 4: b"k"})
    with pytest.raises(AlgorithmUnknown):
        read_sign1(cbor2.dumps(cbor2.CBORTag(18, [protected, {}, b"content", b"s"])))


def test_hashes_go_by_name() -> None:
    # GB/T 32905-2016, appendix A.1; FIPS 180-4
    assert hash_named("sm3")(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert hash_named("sha-256")(b"abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    with pytest.raises(AlgorithmUnknown):
        hash_named("md5")
