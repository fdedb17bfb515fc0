"""What is said beside a field, and when: a sentence must not scold somebody who is still typing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forms import Fault

HALF_TYPED = frozenset(
    (
        *("id_length", "id_old", "phone_form", "bankcard_form", "bankcard_luhn", "uscc_length", "document_form"),
        *("date_form", "month_form", "datetime_form", "division_form", "division_unknown", "choice_unknown"),
        *("number_form", "number_low", "foreign_length", "foreign_letters", "foreign_first", "permit_hk", "permit_tw"),
        *("passport_form", "disab_length"),
    )
)
"""Kinds of fault that every right answer has while it is half typed."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A value known from somewhere that the resident may say yes to; `source` says where it comes from. One that is
    not `sure` (old, or its question has changed) is only taken by itself."""

    value: object
    source: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class FieldState:
    """All that a field has to show besides what was typed into it.

    `settled`: what follows from other answers when nothing was typed, None where nothing does; `fixed`: it cannot be
    changed; `waiting`: it follows once what it follows from is right. `source`: where the value here was taken from.
    """

    settled: object = None
    fixed: bool = False
    waiting: bool = False
    faults: tuple[Fault, ...] = ()
    offer: Offer | None = None
    source: str = ""


@dataclass(slots=True)
class Progress:
    """How far the clerk is: fields left at least once, the field at hand, and whether he asked for all gaps (F9)."""

    left: set[str]
    at: str = ""
    insisted: bool = False


def heard(faults: Sequence[Fault], progress: Progress) -> Mapping[str, tuple[Fault, ...]]:
    """The faults that are to be shown now, by field path."""
    shown: dict[str, tuple[Fault, ...]] = {}
    for fault in faults:
        if _is_heard(fault, progress):
            shown[fault.field] = (*shown.get(fault.field, ()), fault)
    return shown


def _is_heard(fault: Fault, progress: Progress) -> bool:
    if progress.insisted:
        return True
    if fault.key == "missing":
        return fault.field in progress.left and fault.field != progress.at
    return not (fault.field == progress.at and fault.key in HALF_TYPED)


def errors(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """Those that keep the form from being handed in."""
    return tuple(fault for fault in faults if fault.severity == "error")
