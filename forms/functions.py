"""What the rules may ask of a date, a certificate number or a county value (the catalogue's rule_functions).

Each function takes settled values: numbers, date objects, texts. `Undecidable` means that a person must judge, because
the paper itself does not tell (a passport has no sex digit, a woman of 52 may retire at 50 or at 55).
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from forms import identity


class Undecidable(Exception):
    """The answers are in order but do not tell: ask a person. Not an error of anybody."""


class OtherDocument(str):
    """The number of a certificate that is no resident identity card: holds no birthday, but may know one beside it."""

    __slots__ = ("born", "sex")

    born: date | None
    sex: str


def on_day(on: date) -> Mapping[str, Callable[..., Any]]:
    """The plain functions as they are on a given day. Row functions, empty, implies, param live in the evaluator."""
    return {
        "today": lambda: on,
        "age": lambda number: identity.full_years(_birth(number), on),
        "birth": _birth,
        "gender_of": _sex,
        "valid_id": lambda number: isinstance(number, OtherDocument) or identity.valid_id(str(number), on),
        "valid_uscc": lambda code: identity.valid_uscc(str(code)),
        "retire_age": lambda number: Decimal(identity.retirement_months(_birth(number), _sex(number))) / 12,
        "retired": lambda number: _retired(_birth(number), _sex(number), on),
        "disab_type": lambda cert: _digit(cert, 18),
        "disab_grade": lambda cert: _digit(cert, 19),
        "days_since": lambda day: (on - _date(day)).days,
        "months_since": lambda day: _months(_date(day), on),
        **_TIMELESS,
    }


def _date(value: Any) -> date:
    if isinstance(value, date):
        return value
    return date.fromisoformat(f"{value}-01" if len(str(value)) == 7 else str(value)[:10])


def _birth(number: Any) -> date:
    born = number.born if isinstance(number, OtherDocument) else identity.birth_of(str(number))
    if born is None:
        raise Undecidable
    return born


def _sex(number: Any) -> str:
    sex = number.sex if isinstance(number, OtherDocument) else identity.sex_of(str(number))
    if not sex:
        raise Undecidable
    return sex


def _months(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def _retired(born: date, sex: str, on: date) -> bool:
    lived = _months(born, on)
    if sex == "1":
        return lived >= identity.retirement_months(born, sex)
    if lived >= identity.retirement_months(born, sex, 55):
        return True
    if lived >= identity.retirement_months(born, sex, 50):
        raise Undecidable
    return False


def _digit(cert: Any, place: int) -> str:
    text = str(cert)
    if len(text) != 20:
        raise Undecidable
    return text[place]


def _moment(text: Any) -> datetime:
    return datetime.strptime(str(text), "%Y-%m-%d %H:%M")  # noqa: DTZ007  local wall time on both sides


_TIMELESS: Mapping[str, Callable[..., Any]] = {
    "D": lambda text: date.fromisoformat(text),
    "year": lambda day: _date(day).year,
    "month": lambda day: _date(day).month,
    "days_between": lambda first, second: (_date(second) - _date(first)).days,
    "months_between": lambda first, second: _months(_date(first), _date(second)),
    "hours_between": lambda first, second: (_moment(second) - _moment(first)).total_seconds() / 3600,
    "min": min,
    "max": max,
    "int": int,
}
