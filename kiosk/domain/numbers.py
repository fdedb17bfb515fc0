"""Numbers made offline that cannot collide: case numbers, document numbers (文号)."""

from datetime import date

from kiosk.domain.words import DOCUMENT_NUMBER

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SEGMENT = 10_000  # document numbers of one device within a year, before the next block


def tail_of(random: bytes) -> str:
    """Three Crockford characters from an entry's random bytes: a restored or cloned disk does not repeat them."""
    bits = int.from_bytes(random[:2], "big") >> 1
    return "".join(_CROCKFORD[bits >> shift & 31] for shift in (10, 5, 0))


def case_number(centre: str, day: date, device: str, count: int, random: bytes) -> str:
    """`centre12-yyyymmdd-device2-seq4-XXX` (DESIGN: numbers made offline)."""
    return f"{centre}-{day:%Y%m%d}-{device}-{count:04d}-{tail_of(random)}"


def document_number(short: str, mark: str, year: int, device: str, count: int) -> str:
    """`渔沟政服受〔2026〕000417号`: device 01 numbers 000001–009999, device 02 010001–019999 (standards.md §6).

    A device that writes more than 9,999 of a kind in a year goes on in a seven-digit block of its own.
    """
    block, rest = divmod(count, _SEGMENT)
    number = (int(device) - 1 + 100 * block) * _SEGMENT + rest
    return DOCUMENT_NUMBER.format(short=short, mark=mark, year=year, number=number)
