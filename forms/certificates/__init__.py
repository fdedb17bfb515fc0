"""Papers that tell who somebody is, other than the resident's card: each by its own rule of digits, in one place.

Kinds are codes of GA/T 2000.156 (code set `id_type`). The citizen's number itself is `forms.identity`'s. No function
raises on a wrong number.
"""

import re
from datetime import date

from forms.identity import PROVINCES, birth_of, check_id, id_check_digit

RESIDENT, PASSPORT, TAIWAN, HONG_KONG_MACAO, FOREIGN, OTHER = "111", "414", "511", "516", "553", "990"
_OLD = re.compile(r"\d{15}")
_FOREIGN_OLD = re.compile(r"[A-Z]{3}\d{12}")  # nationality, four of the office, birthday YYMMDD, order and check
_HONG_KONG_MACAO = re.compile(r"[HM]\d{8}(\d{2})?")  # the last two of ten: how often it was issued
_TAIWAN = re.compile(r"\d{8}|\d{10}[A-Z]?")  # a card since 2015; a booklet before
_PASSPORT = re.compile(r"[A-Z0-9]{5,20}")
_ANY = re.compile(r"[A-Z0-9()\-]{4,30}")
_DISABILITIES, _GRADES = "1234567", "1234"


def check_certificate(number: str, kind: str, on: date) -> str:
    """What is wrong with the number of a certificate of this kind: "" or a key of forms.words. Upper case expected."""
    if kind == FOREIGN:
        return _foreign(number, on)
    if kind == HONG_KONG_MACAO:
        return "" if _HONG_KONG_MACAO.fullmatch(number) or _is_permit(number, on) else "permit_hk"
    if kind == TAIWAN:
        return "" if _TAIWAN.fullmatch(number) or _is_permit(number, on) else "permit_tw"
    if kind == PASSPORT:
        return "" if _PASSPORT.fullmatch(number) else "passport_form"
    return "" if _ANY.fullmatch(number) else "document_form"


def _is_permit(number: str, on: date) -> bool:
    return number[:2] in ("81", "82", "83") and not check_id(number, on)


def _foreign(number: str, on: date) -> str:
    if number[:1].isdigit():
        if len(number) == 18 and number[0] != "9":
            return "foreign_first"
        return check_id(number, on) if len(number) == 18 else "foreign_length"
    if len(number) != 15:
        return "foreign_length"
    if not _FOREIGN_OLD.fullmatch(number):
        return "foreign_letters"
    month, day = int(number[9:11]), int(number[11:13])
    try:
        date(2000, month, day)  # a leap year: the century does not stand in the number
    except ValueError:
        return "foreign_birth"
    return ""


def recognise(number: str, on: date) -> str:
    """The kind of certificate that a number can only be, "" where it may be several or none."""
    if not check_id(number, on):
        return FOREIGN if number[0] == "9" else RESIDENT if number[:2] in PROVINCES else OTHER
    if len(number) == 15 and not _foreign(number, on):
        return FOREIGN
    return HONG_KONG_MACAO if _HONG_KONG_MACAO.fullmatch(number) else ""


def valid_certificate(number: str) -> bool:
    """Whether a card may carry this number: a citizen's, a residence permit's, a foreigner's of either shape."""
    born = birth_of(number)
    return bool(recognise(number, born)) if born is not None else not _foreign(number, date.max)


def check_disability(number: str, on: date) -> str:
    """What is wrong with the number of a disability certificate (残疾人证): 18 of the citizen's number, one of the kind
    (1 to 7), one of the grade (1 to 4); a B and a digit may follow where it was issued anew."""
    if len(number) not in (20, 22) or (len(number) == 22 and not re.fullmatch(r"B\d", number[20:])):
        return "disab_length"
    if check_id(number[:18], on):
        return "disab_person"
    if number[18] not in _DISABILITIES:
        return "disab_kind"
    return "" if number[19] in _GRADES else "disab_grade"


def renewed(number: str) -> str:
    """The 18 characters that belong to a number of fifteen digits (GB 11643-1989): the century and the check digit."""
    if not (_OLD.fullmatch(number) and number.isascii()):
        return ""
    first17 = f"{number[:6]}19{number[6:]}"
    return first17 + id_check_digit(first17)
