"""How each kind of question reads what was typed, what it looks twice at, and how its answer is written down."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from forms import certificates, identity, spelling
from forms.divisions import is_missing
from forms.functions import OtherDocument
from forms.shapes import CodeSet, Field
from forms.spelling import Wrong

Reader = Callable[[Any, date], Any]  # what was typed, and the day; raises Wrong
Look = Callable[[Any], Wrong | None]  # a settled value that can stand but deserves a second look

RESIDENT = frozenset(("111", "112", "113"))  # GA/T 2000.156: cards and booklets that carry a citizen identity number
MOST_ROWS = 200
PLACES = {"money": 2, "decimal": 4}
DISABILITY = "disab_cert"  # the number of a 残疾人证, whichever form or table asks for it


def reader_of(field: Field, code_sets: Mapping[str, CodeSet]) -> Reader:
    """The reader of a question that is no table."""
    if field.code_set:
        codes = _spellings(code_sets[field.code_set])
        return (lambda raw, _: _several(raw, codes)) if field.type == "multi" else (lambda raw, _: _one(raw, codes))
    if field.type == "text":
        return _text_reader(field)
    if field.type in PLACES or field.type == "int":
        return _number_reader(field)
    if field.type in ("textarea", "address"):
        most = field.max_length or spelling.LONGEST[field.type]
        return lambda raw, _: spelling.text(raw, most)
    return _PLAIN[field.type]


def look_of(field: Field) -> Look | None:
    """The second look at a settled value, for the kinds that have one."""
    if field.kind == "name":
        return _look_at_name
    if field.key == DISABILITY and field.type == "text":
        return _look_at_disability
    return {"bankcard": _look_at_card, "division": _look_at_division}.get(field.type)


def written(field_type: str, value: Any) -> Any:
    """A settled value as the answers keep it: see forms.answers."""
    if field_type == "money":
        return f"{value:.2f}"
    if field_type == "decimal":
        return format(value.normalize(), "f") if value else "0"
    if isinstance(value, OtherDocument):
        return str(value)  # what it knows beside its number is for the rules of this sheet alone
    return value.isoformat() if field_type == "date" else value


def reckoned(field: Field, value: Any) -> Any:
    """The outcome of an `auto` expression as a settled value of the field: numbers rounded half up to its places."""
    if field.type in PLACES:
        return Decimal(value).quantize(Decimal(1).scaleb(-PLACES[field.type]), ROUND_HALF_UP)
    if field.type == "int":
        return int(value)
    return value if field.type in ("date", "bool") else str(value)


def other_document(raw: Any, kind: str, on: date) -> OtherDocument:
    """The number of a passport, permit or other certificate of this kind ("": not known), by its own rule."""
    typed = spelling.narrow(raw).upper()
    if key := certificates.check_certificate(typed, kind, on):
        given = {"foreign_first": typed[:1], "foreign_birth": typed[7:13]}.get(key, "")
        raise Wrong(key, length=len(typed), given=given or _given(key, typed))
    return OtherDocument(typed)


def _text_reader(field: Field) -> Reader:
    most = field.max_length or (50 if field.kind == "name" else spelling.LONGEST["text"])
    if field.kind == "name":
        return lambda raw, _: spelling.name(raw, most)
    if field.kind == "code":
        return lambda raw, _: spelling.code(raw, most)
    if field.kind == "datetime":
        return lambda raw, _: spelling.moment(raw)
    return lambda raw, _: spelling.text(raw, most)


def _number_reader(field: Field) -> Reader:
    places = PLACES.get(field.type)

    def read(raw: Any, _: date) -> Any:
        value = spelling.whole(raw) if places is None else spelling.number(raw, places)
        if field.minimum is not None and value < field.minimum:
            raise Wrong("number_low", least=field.minimum, given=spelling.shown(raw))
        if field.maximum is not None and value > field.maximum:
            raise Wrong("number_high", most=field.maximum, given=spelling.shown(raw))
        return value

    return read


def _spellings(code_set: CodeSet) -> Mapping[str, str]:
    """Every way to name an option: its code, its code without leading zeros where that is clear, its label."""
    found: dict[str, str] = {}
    for option in code_set.options:
        found.setdefault(option.code.lstrip("0") or "0", option.code)
    found |= {option.label: option.code for option in code_set.options}
    return found | {option.code: option.code for option in code_set.options}


def _one(raw: Any, codes: Mapping[str, str]) -> str:
    typed = "1" if raw is True else raw.strip() if isinstance(raw, str) else spelling.narrow(raw)
    found = codes.get(typed) or codes.get(spelling.narrow(raw))
    if found is None:
        labels = [label for label, code in codes.items() if label not in (code, code.lstrip("0"))]
        raise Wrong("choice_unknown", given=spelling.shown(raw), options="/".join(labels[:8]))
    return found


def _several(raw: Any, codes: Mapping[str, str]) -> tuple[str, ...]:
    if isinstance(raw, str):
        raw = re.split(r"[,;\s\u3001\uff0c\uff1b]+", raw.strip())
    if not isinstance(raw, (list, tuple)) or len(raw) > len(codes):
        raise Wrong("multi_form")
    return tuple(dict.fromkeys(_one(one, codes) for one in raw))


def _idcard(raw: Any, on: date) -> str:
    number = spelling.narrow(raw).upper()
    key = identity.check_id(number, on)
    if key:
        raise Wrong(key, length=len(number), given=_given(key, number))
    return number


def _given(key: str, number: str) -> str:
    """The part of a number that its sentence speaks of."""
    if key == "id_old":
        return certificates.renewed(number)
    places = {"id_place": (0, 2), "id_permit": (0, 6), "id_birth": (6, 14), "id_future": (6, 14)}
    begin, end = places.get(key, (0, 0))
    return number[begin:end]


def _uscc(raw: Any, _: date) -> str:
    code = spelling.narrow(raw).upper()
    key = identity.check_uscc(code)
    if key:
        wrong = next((letter for letter in code if letter not in identity.USCC_ALPHABET), "")
        raise Wrong(key, length=len(code), wrong=wrong)
    return code


def _division(raw: Any, _: date) -> str:
    typed = spelling.narrow(raw)
    if not (typed.isascii() and typed.isdigit() and len(typed) in (6, 9, 12) and typed[:2] in identity.PROVINCES):
        raise Wrong("division_form")
    return typed.ljust(12, "0")


def _look_at_name(value: str) -> Wrong | None:
    private = next((letter for letter in value if "\ue000" <= letter <= "\uf8ff"), "")
    return Wrong("name_private", wrong=f"U+{ord(private):04X}") if private else None


def _look_at_disability(value: str) -> Wrong | None:
    number = spelling.narrow(value).upper()
    key = certificates.check_disability(number, _day_of_birth(number))
    return Wrong(key, length=len(number), given=number[18 + (key == "disab_grade") :][:1]) if key else None


def _day_of_birth(number: str) -> date:
    """A day on which nobody is born too late: what is judged here holds on any day."""
    return identity.birth_of(number[:18]) or date.max


def _look_at_card(value: str) -> Wrong | None:
    return None if identity.luhn(value) else Wrong("bankcard_luhn")


def _look_at_division(value: str) -> Wrong | None:
    return Wrong("division_unknown", given=value) if is_missing(value) else None


_PLAIN: Mapping[str, Reader] = {
    "date": lambda raw, _: spelling.day(raw),
    "month": lambda raw, _: spelling.month(raw),
    "bool": lambda raw, _: spelling.yes_no(raw),
    "phone": lambda raw, _: spelling.phone(raw),
    "bankcard": lambda raw, _: spelling.bankcard(raw),
    "attachment": lambda raw, _: spelling.paper(raw),
    "signature": lambda raw, _: spelling.paper(raw),
    "idcard": _idcard,
    "uscc": _uscc,
    "division": _division,
}
