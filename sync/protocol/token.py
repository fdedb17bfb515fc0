"""What a receipt (回执) proves of itself: a link in its QR code with a signed token, and a ticket's short link.

The token is CBOR in COSE_Sign1, written as decimal digits behind `/R/` of the public tracking address: upper case
letters and digits only, so that the code stays small and a keyboard-wedge scanner does not mangle it. No personal
data. DESIGN §5.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.protocol.cose import NotSealed, Sign1, read_sign1, sign1
from sync.protocol.entry import DIGEST_ON_PAPER
from sync.protocol.seal import AlgorithmUnknown, key_id, public_bytes

KINDS: Mapping[str, int] = {"case.collected": 1, "case.booked": 2, "case.received": 3, "case.accepted": 4}
_PURPOSE = b"weimin receipt"
_RECEIPT = re.compile(r"(?:.*/R/)?([1-9]\d{100,799})", re.IGNORECASE | re.ASCII)
_SLIP = re.compile(r"(?:.*/Q/)?(\d{1,39})", re.IGNORECASE | re.ASCII)
_EPOCH = date(1970, 1, 1)
_SLIP_BYTES = 16
_KIND, _CASE, _MATTER, _CENTRE, _FILED, _DUE, _DIGEST = range(1, 8)


class NotAReceipt(ValueError):
    """This text is no receipt's code: cut, folded, mistyped, or of another house."""


@dataclass(frozen=True, slots=True)
class ReceiptClaims:
    """What stands on the paper. `kind` is the filing entry's kind; `digest` the first 16 bytes of its body_hash."""

    kind: str
    case_no: str
    matter: str
    centre: str
    filed_on: date
    due_on: date | None
    digest: bytes


@dataclass(frozen=True, slots=True)
class SealedReceipt:
    """A code that was read: what it claims, and by which key. Nothing is proven before `verify`."""

    claims: ReceiptClaims
    key_id: bytes
    message: Sign1

    def verify(self, public_key: bytes) -> bool:
        """Whether the owner of this public key (32 raw bytes) sealed exactly these claims."""
        return key_id(public_key) == self.key_id and self.message.verify(public_key, aad=_PURPOSE)


def seal_receipt(claims: ReceiptClaims, key: Ed25519PrivateKey, site: str) -> str:
    """The text of the QR code: `SITE/R/` and digits. The same claims and key give the same text."""
    token = sign1(cbor2.dumps(_written(claims)), key.sign, key_id(public_bytes(key)), aad=_PURPOSE)
    return f"{_upper(site)}/R/{int.from_bytes(token, 'big')}"


def read_receipt(text: str) -> SealedReceipt:
    """Read a receipt's link in any case, or its digits alone. Raises `NotAReceipt`."""
    found = _RECEIPT.fullmatch(text.strip())
    if found is None:
        raise NotAReceipt("no token")
    number = int(found[1])
    try:
        message = read_sign1(number.to_bytes((number.bit_length() + 7) // 8, "big"))
        return SealedReceipt(_read(cbor2.loads(message.payload or b"")), message.key_id, message)
    except (NotSealed, AlgorithmUnknown, cbor2.CBORDecodeError, KeyError, TypeError, ValueError, OverflowError) as no:
        raise NotAReceipt(str(no)) from no


def slip_link(random: bytes, site: str) -> str:
    """A queue slip's short link: `SITE/Q/` and 128 random bits as digits, nothing that could be guessed."""
    if len(random) != _SLIP_BYTES:
        raise ValueError("a slip's link takes 16 random bytes")
    return f"{_upper(site)}/Q/{int.from_bytes(random, 'big')}"


def read_slip(text: str) -> bytes:
    """The 16 random bytes of a slip's link, or of its digits alone. Raises `NotAReceipt`."""
    found = _SLIP.fullmatch(text.strip())
    if found is None or int(found[1]).bit_length() > _SLIP_BYTES * 8:
        raise NotAReceipt("no slip")
    return int(found[1]).to_bytes(_SLIP_BYTES, "big")


def _upper(site: str) -> str:
    return site.rstrip("/").upper()


def _written(claims: ReceiptClaims) -> dict[int, Any]:
    if len(claims.digest) != DIGEST_ON_PAPER:
        raise ValueError("a receipt carries 16 bytes of the body's hash")
    written: dict[int, Any] = {
        _KIND: KINDS[claims.kind],
        _CASE: claims.case_no,
        _MATTER: claims.matter,
        _FILED: (claims.filed_on - _EPOCH).days,
        _DIGEST: claims.digest,
    }
    if not _number_says(claims.case_no, claims.centre):
        written[_CENTRE] = claims.centre
    if claims.due_on is not None:
        written[_DUE] = (claims.due_on - _EPOCH).days
    return written


def _number_says(case_no: str, centre: str) -> bool:
    """A case's number begins with its centre: then the centre need not stand in the code a second time."""
    return case_no.partition("-")[0] == centre


def _read(written: dict[int, Any]) -> ReceiptClaims:
    kinds = {number: kind for kind, number in KINDS.items()}
    match written[_CASE], written[_MATTER], written.get(_CENTRE, ""), written[_DIGEST]:
        case str(case_no), str(matter), str(centre), bytes(digest):
            pass
        case _:
            raise NotAReceipt("claims of another shape")
    due = written.get(_DUE)
    return ReceiptClaims(
        kind=kinds[written[_KIND]],
        case_no=case_no,
        matter=matter,
        centre=centre or case_no.partition("-")[0],
        filed_on=_EPOCH + timedelta(days=written[_FILED]),
        due_on=None if due is None else _EPOCH + timedelta(days=due),
        digest=digest,
    )
