"""How an answer is shown once its field was left, and how it is kept: 341324… in groups, 1990-01-31, 22,000."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from forms.spelling import Wrong, day, month, narrow

_YEAR = 4
Spell = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Spelling:
    """`shown` makes the tidy form, `kept` what the answers hold; both give back what they cannot read."""

    shown: Spell
    kept: Spell


def _same(text: str) -> str:
    return text


def _narrow(text: str) -> str:
    return narrow(text) if text.strip() else ""


def _card_number(text: str) -> str:
    """342224 19750318 3114: the parts of GB 11643 as one reads them aloud."""
    return f"{text[:6]} {text[6:14]} {text[14:]}" if re.fullmatch(r"\d{17}[\dX]", text) else text


def _phone(text: str) -> str:
    return f"{text[:3]} {text[3:7]} {text[7:]}" if re.fullmatch(r"1\d{10}", text) else text


def _in_fours(text: str) -> str:
    return " ".join(re.findall(r".{1,4}", text)) if re.fullmatch(r"\d{12,19}", text) else text


def _number(text: str) -> str:
    found = re.fullmatch(r"(-?\d{1,12})(\.\d+)?", text)
    return f"{int(found[1]):,}{found[2] or ''}" if found else text


def _count(text: str) -> str:
    """A year is no number to be grouped: 2026, but 12,345."""
    return _number(text) if len(text.lstrip("-")) > _YEAR else text


def _date(text: str) -> str:
    try:
        return day(text).isoformat()
    except Wrong:
        return text


def _month(text: str) -> str:
    try:
        return month(text)
    except Wrong:
        return text


def _upper(text: str) -> str:
    return _narrow(text).upper()


PLAIN = Spelling(_same, _same)
_BY_TYPE = {
    "idcard": Spelling(_card_number, _upper),
    "uscc": Spelling(_in_fours, _upper),
    "phone": Spelling(_phone, _narrow),
    "bankcard": Spelling(_in_fours, _narrow),
    "money": Spelling(_number, lambda text: _narrow(text).replace(",", "")),
    "decimal": Spelling(_number, lambda text: _narrow(text).replace(",", "")),
    "int": Spelling(_count, lambda text: _narrow(text).replace(",", "")),
    "date": Spelling(_date, _narrow),
    "month": Spelling(_month, _narrow),
}


def spelling_of(field_type: str) -> Spelling:
    """The spelling of a type of field; text stays as it is."""
    return _BY_TYPE.get(field_type, PLAIN)
