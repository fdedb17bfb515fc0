"""Correcting what a case says (更正): which answers may still be corrected where it stands, and what becomes of it.

An accepted case is never un-accepted and its history never overwritten: a correction names what stood there, what
stands there now, why, and who approved it. After a decision only that may be corrected on which the decision does not
rest; anything else is a new decision (变更、撤销), and no correction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kiosk.domain.case import Case, Happening

_DEEPEST = 20
_APPLICANT = frozenset(("name", "id_number", "phone"))


class Sort(StrEnum):
    """What an answer is to the case. The sort decides until when it may be corrected, and whether somebody approves."""

    IDENTITY = "identity"  # the applicant's name, certificate and its number
    CONTACT = "contact"  # how he is reached
    PAYMENT = "payment"  # where money goes
    FACT = "fact"  # everything that is judged


@dataclass(frozen=True, slots=True)
class Correction:
    """One answer that was corrected. `field` is its key, a table's cell as `table.2.column` (rows from 1)."""

    field: str
    label: str
    old: Any
    new: Any
    sort: Sort
    reason: str
    approved_by: str
    at: datetime
    actor: str


_ALL = frozenset(Sort)
_DECIDED = frozenset(("granted", "refused", "delivered"))
_ENDED = frozenset(("not_accepted", "withdrawn", "returned", "voided"))


def open_to(case: Case) -> frozenset[Sort]:
    """Which sorts of answers may be corrected here now.

    While it is open: all. Forwarded to the body that decides: how he is reached; the rest is that body's. Decided: how
    he is reached and where money goes. Withdrawn, voided, not accepted: nothing.
    """
    state = case.state.value
    if state in _ENDED:
        return frozenset()
    if state in _DECIDED:
        return frozenset((Sort.CONTACT, Sort.PAYMENT))
    if case.mode == "collect_forward" and any(step.kind == "case.forwarded" for step in case.steps):
        return frozenset((Sort.CONTACT,))
    return _ALL


def must_be_approved(sort: Sort) -> bool:
    """Whether such a correction needs the name of the lead who approved it: who somebody is, is no slip of the pen."""
    return sort is Sort.IDENTITY


def corrected(case: Case, entry: Happening) -> Case | None:
    """The case with its corrected answers; None when the correction does not follow.

    It does not when what it calls old does not stand there (two windows corrected it while apart), when this may not be
    corrected any more, or when nobody approved what has to be. Raises ValueError, KeyError or TypeError for another
    shape.
    """
    said = entry.payload
    made = tuple(_read(one, said, entry) for one in said["fields"])
    allowed = open_to(case)
    if not made or not said["text"].strip():
        return None
    answers: Any = case.answers
    for one in made:
        unapproved = must_be_approved(one.sort) and not one.approved_by.strip()
        stands = _value(standing(answers, one.field)) == one.old
        if one.sort not in allowed or unapproved or not stands or one.old == one.new:
            return None
        answers = placed(answers, one.field, one.new)
    who = _applicant(said.get("applicant") or {})
    if who and all(one.sort is Sort.FACT for one in made):
        return None
    return replace(
        case,
        answers=answers,
        corrections=(*case.corrections, *made),
        applicant=who.get("name", case.applicant),
        id_number=who.get("id_number", case.id_number),
        phone=who.get("phone", case.phone),
    )


def standing(answers: Any, field: str) -> Any:
    """What stands at a field, None where nothing does. `members.2.name` is the name in the second row of a table."""
    found: Any = answers
    for part in field.split("."):
        if isinstance(found, Mapping):
            found = found.get(part)
        elif isinstance(found, list | tuple) and part.isdecimal() and 0 < int(part) <= len(found):
            found = found[int(part) - 1]
        else:
            return None
    return found


def placed(answers: Any, field: str, value: Any) -> Any:
    """The same answers with another value at a field; None takes it away. Raises ValueError where no such place is."""
    part, _, rest = field.partition(".")
    if isinstance(answers, Mapping):
        inner = placed(answers.get(part), rest, value) if rest else value
        kept = {key: one for key, one in answers.items() if key != part or inner is not None}
        return kept | ({part: inner} if inner is not None else {})
    if isinstance(answers, list | tuple) and part.isdecimal() and 0 < int(part) <= len(answers):
        rows = list(answers)
        rows[int(part) - 1] = placed(rows[int(part) - 1], rest, value) if rest else value
        return rows
    raise ValueError(field)


def _read(one: Mapping[str, Any], said: Mapping[str, Any], entry: Happening) -> Correction:
    return Correction(
        field=_text(one["field"]),
        label=_text(one.get("label", "")),
        old=_value(one.get("old")),
        new=_value(one.get("new")),
        sort=Sort(one.get("sort", Sort.FACT)),
        reason=_text(said["text"]),
        approved_by=_text(said.get("approved_by", "")),
        at=entry.at,
        actor=_text(entry.actor),
    )


def _applicant(said: Mapping[str, Any]) -> dict[str, str]:
    return {key: _text(value) for key, value in said.items() if key in _APPLICANT}


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\x00" in value:
        raise ValueError(f"no text: {value!r}")
    return value


def _value(value: Any, levels: int = _DEEPEST) -> Any:
    """A plain value of bounded depth, rows as lists."""
    if levels == 0:
        raise ValueError("too deep")
    if isinstance(value, Mapping):
        return {_text(key): _value(one, levels - 1) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_value(one, levels - 1) for one in value]
    return _text(value) if isinstance(value, str) else value
