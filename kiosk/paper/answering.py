"""What the answers of a form say on paper: labels instead of codes, dates and money as people write them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from forms import Field, Matter
from kiosk.paper import words as w
from kiosk.paper.sheet import HAND, HAND_WIDE

Answers = Mapping[str, Any]
LONGEST_AMOUNT = 16
"""Digits before the point beyond which a number is no amount of money."""


@dataclass(frozen=True, slots=True)
class Signed:
    """In an answer's place: here stands the hand of this number."""

    nth: int


def said(matter: Matter, field: Field, value: object) -> str:
    """One answer as words; empty when there is none. Whatever was typed is shown, understood or not."""
    if value is None or value == "" or value == () or value == []:
        return ""
    if field.code_set in matter.code_sets and field.type in ("choice", "multi"):
        codes = value if isinstance(value, (list, tuple)) else [value]
        return w.LISTED.join(matter.code_sets[field.code_set].label_of(str(code)) for code in codes)
    speak = _BY_TYPE.get(field.type)
    return speak(value, field) if speak else str(value)


def boxes(matter: Matter, field: Field, value: object) -> str:
    """All options of a choice, the chosen ones ticked; a code that is in no list any more is ticked as it stands."""
    if field.type == "bool":
        value = {True: "1", False: "0"}[value] if isinstance(value, bool) else value
        options = {"1": w.YES, "0": w.NO}
    else:
        found = matter.code_sets.get(field.code_set)
        options = {option.code: option.label for option in found.options} if found else {}
    chosen = [] if value in (None, "") else value if isinstance(value, (list, tuple)) else [value]
    codes = [str(code) for code in chosen]
    options |= {code: code for code in codes if code not in options}
    ticked = ((w.TICKED if code in codes else w.UNTICKED) + label for code, label in options.items())
    return w.BETWEEN_CHOICES.join(ticked)


def rows_of(value: object) -> list[Mapping[str, Any]]:
    """The rows of a table's answer; what is no row is left out."""
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, (list, tuple)) else []


def fits_in_boxes(matter: Matter, field: Field, most: int = 30) -> bool:
    """Whether a choice has few and short enough options to be ticked on paper."""
    if field.type == "bool":
        return True
    found = matter.code_sets.get(field.code_set) if field.type in ("choice", "multi") else None
    return found is not None and sum(len(option.label) + 2 for option in found.options) <= most


def _yes(value: object, _field: Field) -> str:
    return (w.YES if value else w.NO) if isinstance(value, bool) else str(value)


def _day(value: object, _field: Field) -> str:
    try:
        return w.day(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _month(value: object, _field: Field) -> str:
    year, _, month = str(value).partition("-")
    return w.MONTH.format(year=year, month=int(month)) if month.isascii() and month.isdigit() else str(value)


def _money(value: object, _field: Field) -> str:
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    return w.MONEY.format(amount=f"{amount:,.2f}") if abs(amount.adjusted()) < LONGEST_AMOUNT else str(value)


def _place(value: object, _field: Field) -> str:
    from forms.divisions import name_of

    return name_of(str(value))


def _counted(value: object, field: Field) -> str:
    """A number with its unit, unless the label says it already."""
    unit = "" if not field.unit or field.unit in field.label else field.unit
    return f"{value}{unit}"


def _paper(value: object, _field: Field) -> str:
    """A paper that was handed in, or files that were attached."""
    if isinstance(value, Mapping):
        return w.ON_PAPER if value.get("on_paper") else str(dict(value))
    count = len(value) if isinstance(value, (list, tuple)) else 1
    return w.ON_PAPER if value == "paper" else w.ATTACHED.format(count=count)


def _signed(value: object, _field: Field) -> str:
    """A signature on paper is written with a pen on this very form; one on the screen is drawn where it is at hand, and
    stays with the case where it is not."""
    if isinstance(value, Signed):
        return HAND * (HAND_WIDE + value.nth)
    on_paper = value == "paper" or (isinstance(value, Mapping) and bool(value.get("on_paper")))
    return "" if on_paper else w.SIGNED_ON_SCREEN


_BY_TYPE = {
    "bool": _yes,
    "date": _day,
    "month": _month,
    "money": _money,
    "division": _place,
    "int": _counted,
    "decimal": _counted,
    "attachment": _paper,
    "signature": _signed,
}
