"""How a scan travels: `/sync/v1/blobs/{sha256}`, in parts, after the entry that names it, and whole before it counts.

HEAD tells which bytes are missing, PUT with `?at=OFFSET` brings a part, GET gives the whole to devices of the centre.
Parts are multiples of 64 KiB (256 on a good line); they may come in any order and twice, and a break costs one part.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from sync.protocol.cose import NotSealed, Sign1, read_sign1, sign1
from sync.protocol.exchange import NotAMessage
from sync.protocol.seal import AlgorithmUnknown, Signer

PATH = "/sync/v1/blobs/"
PART, UNIT = 256 * 1024, 64 * 1024
LARGEST = 64 * 1024 * 1024
SEAL, NONCE, NEXT_NONCE = "Parcel-Seal", "Parcel-Nonce", "Parcel-Next-Nonce"
MISSING, WHOLE = "Parcel-Missing", "Parcel-Whole"
NAME = re.compile(r"[0-9a-f]{64}")
_PURPOSE = b"weimin parcel"
_SHOWN = 32  # ranges in one answer; more are told when these are filled


@dataclass(frozen=True, slots=True)
class Parcel:
    """One request about a blob: `at` is the offset of `part` (-1 and empty for HEAD and GET)."""

    method: str
    sha256: str
    nonce: str
    at: int = -1
    part: bytes = b""

    @property
    def signed(self) -> bytes:
        """What is signed: everything that matters, one thing a line."""
        return f"{self.method}\n{self.sha256}\n{self.nonce}\n{self.at}\n{sha256(self.part).hexdigest()}".encode()


@dataclass(frozen=True, slots=True)
class ParcelState:
    """A blob that some entry names: what is missing of it; nothing is, when it is here whole and verified."""

    size: int
    missing: tuple[range, ...]


def seal_parcel(parcel: Parcel, sign: Signer, key_id: bytes) -> str:
    """The value of the `Parcel-Seal` header."""
    return b64encode(sign1(parcel.signed, sign, key_id, aad=_PURPOSE, detached=True)).decode("ascii")


def read_parcel_seal(header: str) -> Sign1:
    """The seal of a parcel. Raises `NotAMessage`."""
    try:
        return read_sign1(b64decode(header, validate=True))
    except (NotSealed, AlgorithmUnknown, ValueError) as error:
        raise NotAMessage(str(error)) from error


def parcel_holds(parcel: Parcel, seal: Sign1, public_key: bytes) -> bool:
    """Whether the owner of this key sent this parcel."""
    return seal.verify(public_key, parcel.signed, _PURPOSE)


def write_ranges(ranges: Sequence[range]) -> str:
    """Byte ranges as 'first-last' (both included), the first 32 of them."""
    return ",".join(f"{r.start}-{r.stop - 1}" for r in ranges[:_SHOWN])


def read_ranges(text: str) -> list[range]:
    """The ranges of a header. Raises `NotAMessage`."""
    found = [re.fullmatch(r"(\d{1,12})-(\d{1,12})", one.strip()) for one in text.split(",") if one.strip()]
    if not all(found):
        raise NotAMessage(text[:40])
    return [range(int(one[1]), int(one[2]) + 1) for one in found if one]
