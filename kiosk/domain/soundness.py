"""Whether what an entry adds up to is a case at all: an entry of another year or program may say anything.

Store, hub and city fold the same entries and keep what comes of it; a value of the wrong shape in one of them would
stop the journals of a whole centre.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kiosk.domain.case import Case
    from kiosk.domain.standstill import Stop

_TEXTS = ("case_no", "matter", "mode", "centre", "applicant", "id_number", "phone", "document_no", "ask", "ask_until")
_MORE_TEXTS = ("outcome", "window", "agent", "rated", "unit", "legal_unit")
_DEEPEST = 20  # levels of lists and groups in answers
_LARGEST = 2**31
_YEARS = range(1902, 9998)  # that every clock and calendar here can reckon with


def is_sound(case: Case) -> bool:
    """Whether every value has its shape, so that it can be kept, found and read again."""
    return (
        all(_is_text(getattr(case, name)) for name in (*_TEXTS, *_MORE_TEXTS))
        and all(_is_count(one) for one in (case.matter_version, case.extended))
        and all(one is None or _is_count(one) for one in (case.days, case.legal_days))
        and isinstance(case.answers, Mapping)
        and _is_shallow(case.answers, _DEEPEST)
        and _are_texts(case.materials)
        and _are_texts(case.owed)
        and _are_texts(case.pledged)
        and all(isinstance(one, bool) for one in (case.due_estimated, case.permit))
        and all(_is_text(one) for one in case.siblings)
        and all(_is_reckoned(step.at) for step in case.steps[-1:])
        and all(day is None or _is_reckoned(day) for day in (case.due_on, case.silent_due))
        and all(_is_stop(stop) for stop in case.stops[-1:])
    )


def _is_stop(stop: Stop) -> bool:
    words = (stop.procedure, stop.expected, stop.approved_by)
    return all(_is_text(one) for one in words) and _is_reckoned(stop.since)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and "\x00" not in value


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LARGEST


def _are_texts(value: Any) -> bool:
    return isinstance(value, Mapping) and all(_is_text(key) and _is_text(text) for key, text in value.items())


def _is_reckoned(when: date | datetime) -> bool:
    return when.year in _YEARS


def _is_shallow(value: Any, levels: int) -> bool:
    if isinstance(value, Mapping):
        return levels > 0 and all(_is_shallow(one, levels - 1) for one in value.values())
    if isinstance(value, list | tuple):
        return levels > 0 and all(_is_shallow(one, levels - 1) for one in value)
    return True
