"""A text message as a GSM modem takes it: SMS-SUBMIT in PDU mode with UCS2 text, in parts where it is long.

3GPP TS 23.040 §9.2.2.2 (SMS-SUBMIT), §9.2.3.24.1 (parts joined by an 8-bit reference), TS 23.038 (UCS2, 16 bits).
"""

from collections.abc import Sequence

ALONE, IN_PARTS = 70, 67  # UTF-16 units of one message, and of a part of a long one
_NO_CENTRE = "00"  # the modem knows its service centre
_SUBMIT, _SUBMIT_IN_PARTS = 0x01, 0x41  # the second says that a header of parts stands before the text
_UCS2 = "08"
_NATIONAL, _INTERNATIONAL = 0xA1, 0x91
_BYTES_PER_UNIT = 2


def submits(number: str, text: str, reference: int) -> Sequence[tuple[int, str]]:
    """The PDUs of one message: each with its length in octets (without the service centre) and its hex digits.

    `reference` (0–255) joins the parts of a long one. ValueError for a number that is none, or an empty text.
    """
    if not number.removeprefix("+").isdecimal() or not text:
        raise ValueError("no message")
    parts = _parts(text)
    made = []
    for nth, part in enumerate(parts, 1):
        header = bytes((5, 0, 3, reference % 256, len(parts), nth)) if len(parts) > 1 else b""
        first = _SUBMIT_IN_PARTS if header else _SUBMIT
        content = header + part.encode("utf-16-be")
        octets = f"{first:02X}00{_address(number)}00{_UCS2}{len(content):02X}{content.hex().upper()}"
        made.append((len(octets) // 2, _NO_CENTRE + octets))
    return made


def _address(number: str) -> str:
    """Length in digits, type, and the digits in pairs turned round, an F for the one that is missing."""
    digits = number.removeprefix("+")
    kind = _INTERNATIONAL if number.startswith("+") else _NATIONAL
    padded = digits + "F" * (len(digits) % 2)
    turned = "".join(padded[at + 1] + padded[at] for at in range(0, len(padded), 2))
    return f"{len(digits):02X}{kind:02X}{turned}"


def _parts(text: str) -> list[str]:
    """The text in parts that fit, no character beyond the BMP cut in two."""
    if _units(text) <= ALONE:
        return [text]
    parts, part = [], ""
    for character in text:
        if _units(part + character) > IN_PARTS:
            parts.append(part)
            part = ""
        part += character
    return [*parts, part]


def _units(text: str) -> int:
    return len(text.encode("utf-16-be")) // _BYTES_PER_UNIT
