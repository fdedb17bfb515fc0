"""The square on every paper that a telephone reads: a link in as few modules as its characters allow.

QR code of GB/T 18284-2000 (ISO/IEC 18004). A receipt's `HTTPS://HOST/R/` and its digits go in as an
alphanumeric and a numeric segment: about 430 digits stand in version 12 at level Q (a quarter may be lost: a
fold, a stain, the seal).
"""

import re
from functools import lru_cache
from typing import Any

QUIET = 4
"""White modules that the standard wants on every side."""

_MASK = 2  # any of the eight reads as well; trying all to find the prettiest costs twenty milliseconds
_ALPHANUMERIC = re.compile(r"[0-9A-Z $%*+\-./:]*")
_DIGITS = re.compile(r"\d*\Z", re.ASCII)

Modules = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=8)
def modules(text: str) -> Modules:
    """Black modules by row, without the quiet zone, at level Q. ValueError when the text is longer than any QR code."""
    from qrcode.constants import ERROR_CORRECT_Q
    from qrcode.exceptions import DataOverflowError
    from qrcode.main import QRCode

    code: Any = QRCode(error_correction=ERROR_CORRECT_Q, mask_pattern=_MASK, border=0)
    for segment in _segments(text):
        code.add_data(segment, optimize=0)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as too_long:
        raise ValueError("too long for a QR code") from too_long
    return tuple(tuple(bool(module) for module in row) for row in code.modules)


def version(text: str) -> int:
    """Which of the forty sizes the text needs: 17 + 4 × version modules a side."""
    return (len(modules(text)) - 17) // 4


def _segments(text: str) -> list[Any]:
    """The head as it must be, digits at the end as digits."""
    from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM, MODE_NUMBER, QRData

    digits = _DIGITS.search(text)
    cut = digits.start() if digits else len(text)
    head, tail = text[:cut], text[cut:]
    mode = MODE_ALPHA_NUM if _ALPHANUMERIC.fullmatch(head) else MODE_8BIT_BYTE
    parts = [QRData(head.encode("utf-8", "replace"), mode, check_data=False)] if head or not tail else []
    return parts + ([QRData(tail.encode("ascii"), MODE_NUMBER, check_data=False)] if tail else [])
