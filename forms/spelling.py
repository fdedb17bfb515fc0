"""How an answer is spelled: full-width digits, dates as 19900131, 是/否, names with a middle dot … into one spelling.

Each reader takes what was typed (any JSON value) and gives the settled value: str, bool, int, Decimal, date or a tuple.
What cannot be read raises `Wrong` with a key of forms.words and the values of its sentence.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from forms.words import DAY, HOUR, MINUTE, MONEY_MARKS, MONTH, NO, ON_PAPER, YEAR, YES

LONGEST = {"text": 200, "textarea": 2000, "address": 200}
_NUMBER = re.compile(r"-?\d+(\.\d+)?|-?\.\d+")
_DATE = re.compile(rf"(\d{{4}})[-./{YEAR}](\d{{1,2}})[-./{MONTH}](\d{{1,2}}){DAY}?|(\d{{4}})(\d{{2}})(\d{{2}})")
_MONTH = re.compile(rf"(\d{{4}})[-./{YEAR}](\d{{1,2}}){MONTH}?|(\d{{4}})(\d{{2}})")
_MOMENT = re.compile(rf"(.*\d{DAY}?)[ T]+(\d{{1,2}})[:{HOUR}](\d{{1,2}})(?::\d{{1,2}}|{MINUTE})?")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(0\d{2,3})(\d{7,8})")
_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u3000]+")
_HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_DOTS = re.compile("[\u2022\u30fb\u2027\uff65\u22c5]")
_DOT_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}])[.\uff0e](?=[{_HAN}])")
_NAME = re.compile(rf"[{_HAN}\ue000-\uf8ff·A-Za-zÀ-ɏ .'\-]")
_HALF_WIDTH = {0xFF00 + low: 0x20 + low for low in (*range(0x10, 0x1A), *range(0x21, 0x3B), *range(0x41, 0x5B))}
# Old codecs (Python's gb18030 among them) put these characters into the private-use area; GB 18030-2022 has them here.
PRIVATE_USE = {
    0xE81E: 0x9FB4,
    0xE826: 0x9FB5,
    0xE82B: 0x9FB6,
    0xE82C: 0x9FB7,
    0xE832: 0x9FB8,
    0xE843: 0x9FB9,
    0xE854: 0x9FBA,
    0xE864: 0x9FBB,
    0xE7C7: 0x1E3F,
    0xE78D: 0xFE10,
    0xE78E: 0xFE12,
    0xE78F: 0xFE11,
    0xE790: 0xFE13,
    0xE791: 0xFE14,
    0xE792: 0xFE15,
    0xE793: 0xFE16,
    0xE794: 0xFE17,
    0xE795: 0xFE18,
    0xE796: 0xFE19,
    0xE863: 0x4DAE,
}


class Wrong(Exception):
    """The answer cannot be read. `key` and `values` make its sentence."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def is_empty(raw: Any) -> bool:
    """True for what counts as no answer: null, blanks, an empty list or object."""
    if raw is None:
        return True
    if isinstance(raw, str):
        return not raw or raw.isspace()
    return isinstance(raw, (list, tuple, dict)) and not raw


def shown(raw: Any, most: int = 30) -> str:
    """What was typed, short enough for a sentence."""
    text = raw if isinstance(raw, str) else "…" if isinstance(raw, (list, dict, tuple)) else _digits_of(raw)
    whole_characters = text[:most].encode("utf-8", "replace").decode("utf-8")
    return whole_characters if len(text) <= most else whole_characters + "…"


def _digits_of(raw: Any) -> str:
    if isinstance(raw, int) and not isinstance(raw, bool) and raw.bit_length() > 200:
        return "…"  # str() of a huge int raises
    return str(raw)


def text(raw: Any, most: int) -> str:
    """A line or paragraph: known private-use characters mapped, blanks trimmed, at most `most` code points."""
    if not isinstance(raw, str):
        if isinstance(raw, bool) or not isinstance(raw, (int, float, Decimal)):
            raise Wrong("not_text")
        raw = _digits_of(raw)
    settled = _SPACES.sub(" ", raw.translate(PRIVATE_USE)).strip()
    if not settled.isprintable():
        settled = "".join(one for one in settled if one == "\n" or not _is_control(one))
    if len(settled) > most:
        raise Wrong("too_long", most=most, length=len(settled))
    return settled


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs")  # unassigned and private characters may be rare names


def name(raw: Any, most: int) -> str:
    """A person's name: the middle dot is U+00B7, no digits or punctuation, at most `most` (50) code points."""
    settled = _DOT_BETWEEN_HAN.sub("·", _DOTS.sub("·", text(raw, most)))
    wrong = _NAME.sub("", settled)
    if wrong:
        raise Wrong("name_characters", wrong=wrong[:5])
    return settled


def narrow(raw: Any) -> str:
    """Digits and letters in their half-width spelling without blanks: numbers of any kind are typed this way."""
    if isinstance(raw, str):
        settled = raw if raw.isascii() else unicodedata.normalize("NFKC", raw)
        return "".join(settled.split())
    if isinstance(raw, bool) or not isinstance(raw, (int, float, Decimal)):
        return ""
    return _digits_of(raw)


def code(raw: Any, most: int) -> str:
    """A certificate or licence number: half-width letters and digits in upper case, no blanks."""
    return text("".join(raw.translate(_HALF_WIDTH).split()).upper() if isinstance(raw, str) else raw, most)


def number(raw: Any, places: int) -> Decimal:
    """A decimal of at most twelve digits before the point and `places` behind it; 1,200.50 and １２００ are read."""
    typed = narrow(raw).replace(",", "").removeprefix("+").strip(MONEY_MARKS)
    if len(typed) > 40 or not typed.isascii() or not _NUMBER.fullmatch(typed):
        raise Wrong("number_form", given=shown(raw))
    value = Decimal(typed)
    if abs(value) >= 10**12:
        raise Wrong("number_long")
    if value != value.quantize(Decimal(1).scaleb(-places)):
        raise Wrong("number_places", most=places)
    return value


def whole(raw: Any) -> int:
    """A whole number; 3.0 is 3, 3.5 is refused."""
    try:
        value = number(raw, 6)
    except Wrong as wrong:
        if wrong.key == "number_places":
            raise Wrong("number_whole", given=shown(raw)) from wrong
        raise
    if value != int(value):
        raise Wrong("number_whole", given=shown(raw))
    return int(value)


def day(raw: Any) -> date:
    """A date: 19900131, 1990-1-31, 1990.1.31, 1990/1/31 or 1990年1月31日, from 1850 to 2199."""
    found = _DATE.fullmatch(narrow(raw))
    parts = [int(part) for part in found.groups() if part] if found else []
    try:
        settled = date(*parts)
    except (TypeError, ValueError) as cause:
        raise Wrong("date_form", given=shown(raw)) from cause
    if not 1850 <= settled.year < 2200:
        raise Wrong("date_form", given=shown(raw))
    return settled


def month(raw: Any) -> str:
    """A month as "1990-01"; a whole date gives its month."""
    typed = narrow(raw)
    found = _MONTH.fullmatch(typed)
    if not found and _DATE.fullmatch(typed):
        return day(raw).isoformat()[:7]
    year, nth = (int(part) for part in found.groups() if part) if found else (0, 0)
    if not (1850 <= year < 2200 and 1 <= nth <= 12):
        raise Wrong("month_form", given=shown(raw))
    return f"{year:04}-{nth:02}"


def moment(raw: Any) -> str:
    """A date and time of day as "2026-11-22 08:30"."""
    typed = unicodedata.normalize("NFKC", raw).strip() if isinstance(raw, str) and len(raw) < 60 else ""
    found = _MOMENT.fullmatch(typed)
    try:
        if not found:
            raise Wrong("datetime_form")
        hour, minute = int(found[2]), int(found[3])
        if hour > 23 or minute > 59:
            raise Wrong("datetime_form")
        return f"{day(found[1]).isoformat()} {hour:02}:{minute:02}"
    except Wrong as wrong:
        raise Wrong("datetime_form") from wrong


def yes_no(raw: Any) -> bool:
    """是/否 in the spellings people and programs use."""
    if isinstance(raw, bool):
        return raw
    typed = narrow(raw).lower()
    if typed in YES:
        return True
    if typed in NO:
        return False
    raise Wrong("bool_form")


def phone(raw: Any) -> str:
    """A mobile number, or a landline with its area code as 0557-3012345."""
    typed = re.sub(r"[-()]", "", narrow(raw)).removeprefix("+86")
    typed = typed[2:] if len(typed) == 13 and typed.startswith("86") else typed
    if _MOBILE.fullmatch(typed) and typed.isascii():
        return typed
    landline = _LANDLINE.fullmatch(typed)
    if landline and typed.isascii():
        return f"{landline[1]}-{landline[2]}"
    raise Wrong("phone_form", given=shown(raw))


def bankcard(raw: Any) -> str:
    """An account number of 12 to 19 digits. Whether its check sum fits is asked elsewhere, as a warning."""
    typed = narrow(raw).replace("-", "")
    if not (typed.isascii() and typed.isdigit() and 12 <= len(typed) <= 19):
        raise Wrong("bankcard_form", given=shown(raw))
    return typed


def paper(raw: Any) -> Any:
    """An attachment or signature: a reference, several, or {"on_paper": true} (signed or handed in on paper)."""
    if raw is True or (isinstance(raw, str) and raw in ON_PAPER) or _is_on_paper(raw):
        return {"on_paper": True}
    references = raw if isinstance(raw, (list, tuple)) else [raw]
    if len(references) > 50 or not all(_is_reference(one) for one in references):
        raise Wrong("file_form")
    return tuple(references) if isinstance(raw, (list, tuple)) else raw


def _is_on_paper(raw: Any) -> bool:
    return isinstance(raw, Mapping) and raw.get("on_paper") is True and len(raw) == 1


def _is_reference(one: Any) -> bool:
    return isinstance(one, str) and 0 < len(one) <= 300 and one.isprintable()
