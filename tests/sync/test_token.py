"""A receipt's code proves itself: it says what the paper says, fits a small code, and no digit of it can be changed."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.seal import key_id, load_key, new_key, public_bytes
from sync.protocol.token import NotAReceipt, ReceiptClaims, read_receipt, read_slip, seal_receipt, slip_link

SITE = "https://banshi.suzhou.gov.cn"
KEY = load_key(bytes(range(32)))
CLAIMS = ReceiptClaims(
    kind="case.accepted",
    case_no="341323110000-20261123-01-0007-7XK",
    matter="M0901",
    centre="341323110000",
    filed_on=date(2026, 11, 23),
    due_on=date(2026, 12, 21),
    digest=bytes(range(16)),
)
CODES = st.builds(
    ReceiptClaims,
    kind=st.sampled_from(["case.accepted", "case.received", "case.collected", "case.booked"]),
    case_no=st.from_regex(r"[0-9]{12}-[0-9]{8}-[0-9]{2}-[0-9]{4}-[0-9A-Z]{3}", fullmatch=True),
    matter=st.from_regex(r"[A-Z][0-9]{4}", fullmatch=True),
    centre=st.from_regex(r"[0-9]{12}", fullmatch=True),
    filed_on=st.dates(date(2000, 1, 1), date(2106, 12, 31)),
    due_on=st.none() | st.dates(date(2000, 1, 1), date(2106, 12, 31)),
    digest=st.binary(min_size=16, max_size=16),
)


@given(CODES)
def test_it_says_what_was_sealed(claims: ReceiptClaims) -> None:
    read = read_receipt(seal_receipt(claims, KEY, SITE))
    assert read.claims == claims
    assert read.key_id == key_id(public_bytes(KEY))
    assert read.verify(public_bytes(KEY))
    assert not read.verify(public_bytes(new_key()))


def test_the_same_case_gives_the_same_code() -> None:
    assert seal_receipt(CLAIMS, KEY, SITE) == seal_receipt(CLAIMS, KEY, SITE)


def test_a_code_is_a_link_of_capitals_and_digits() -> None:
    assert re.fullmatch(r"HTTPS://BANSHI\.SUZHOU\.GOV\.CN/R/[1-9][0-9]+", seal_receipt(CLAIMS, KEY, SITE))
    assert seal_receipt(CLAIMS, KEY, "http://127.0.0.1:8400/").startswith("HTTP://127.0.0.1:8400/R/")
    assert seal_receipt(CLAIMS, KEY, "").startswith("/R/")


@pytest.mark.parametrize("site", [SITE, "http://127.0.0.1:65535", "https://zwfw.some-quite-long-name.suzhou.gov.cn"])
def test_a_code_fits_version_12_at_level_q(site: str) -> None:
    from qrcode import QRCode
    from qrcode.constants import ERROR_CORRECT_Q
    from qrcode.util import MODE_ALPHA_NUM, MODE_NUMBER, QRData

    text = seal_receipt(CLAIMS, KEY, site)
    digits = text.index("/R/") + 3
    code = QRCode(error_correction=ERROR_CORRECT_Q)
    code.add_data(QRData(text[:digits].encode(), MODE_ALPHA_NUM))
    code.add_data(QRData(text[digits:].encode(), MODE_NUMBER))
    assert code.best_fit() <= 12


def test_it_is_read_from_a_link_in_any_case_or_from_the_digits_alone() -> None:
    text = seal_receipt(CLAIMS, KEY, SITE)
    for one in (text, text.lower(), f"  {text}\n", text.rpartition("/")[2]):
        assert read_receipt(one).claims == CLAIMS


@given(st.data())
def test_no_digit_can_be_changed(data: st.DataObject) -> None:
    text = seal_receipt(CLAIMS, KEY, SITE)
    digits = text.index("/R/") + 3
    at = data.draw(st.integers(digits, len(text) - 1))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != text[at]]))
    try:
        read = read_receipt(text[:at] + digit + text[at + 1 :])
    except NotAReceipt:
        return
    assert not read.verify(public_bytes(KEY))


@given(st.integers(1, 400))
def test_a_code_cut_off_is_none(left: int) -> None:
    text = seal_receipt(CLAIMS, KEY, SITE)
    try:
        read = read_receipt(text[:-left])
    except NotAReceipt:
        return
    assert not read.verify(public_bytes(KEY))


@given(st.text(max_size=900))
def test_whatever_is_scanned_is_no_accident(text: str) -> None:
    with pytest.raises(NotAReceipt):
        read_receipt(text)


def test_a_head_statement_is_no_receipt() -> None:
    """A device's signature on something else cannot be passed off as a receipt."""
    import cbor2

    from sync.protocol.cose import sign1
    from sync.protocol.token import _written

    other = sign1(cbor2.dumps(_written(CLAIMS)), KEY.sign, key_id(public_bytes(KEY)), aad=b"weimin head")
    read = read_receipt(f"{SITE}/R/{int.from_bytes(other, 'big')}")
    assert not read.verify(public_bytes(KEY))


@given(st.binary(min_size=16, max_size=16))
def test_a_slips_link_carries_its_random_bits(random: bytes) -> None:
    link = slip_link(random, SITE)
    assert re.fullmatch(r"HTTPS://BANSHI\.SUZHOU\.GOV\.CN/Q/[0-9]{1,39}", link)
    assert read_slip(link) == random
    assert read_slip(link.lower()) == random


def test_a_slips_link_takes_no_less_than_128_bits() -> None:
    with pytest.raises(ValueError, match="16 random bytes"):
        slip_link(b"short", SITE)
    for text in ("", "x", "9" * 39, "9" * 60):
        with pytest.raises(NotAReceipt):
            read_slip(text)
