"""What is known of a person from a number, and how little of it the public may see.

The rules of numbers (GB 11643, GB 32100) have one owner, the forms' ground floor; the hall takes them from there.
"""

from forms.certificates import recognise, valid_certificate
from forms.identity import age_on, birth_of, mask_id, mask_name, mask_phone, sex_of, valid_id
from forms.spelling import PRIVATE_USE, Wrong
from forms.spelling import name as _spelled

LONGEST_NAME = 50  # code points (standards.md §12): long names of minorities are names

__all__ = [
    "LONGEST_NAME",
    "age_on",
    "birth_of",
    "mask_id",
    "mask_name",
    "mask_phone",
    "of_today",
    "recognise",
    "sex_of",
    "spell_name",
    "valid_certificate",
    "valid_id",
]


def spell_name(written: str) -> str:
    """A name in the spelling of today: known private code points are the characters they stand for, the middle dot is
    U+00B7. What no name has is left as it is, for somebody to look at."""
    try:
        return str(_spelled(written, LONGEST_NAME))
    except Wrong:
        return of_today(written)


def of_today(text: str) -> str:
    """Any text with the private code points of old codecs and chips as GB 18030-2022 has them."""
    return text.translate(PRIVATE_USE)
