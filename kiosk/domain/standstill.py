"""When a case's clock stands still (特别程序, 公示, 补正), goes on, is reckoned anew, or ran out unheard (视为受理).

A stop is half-open (standards.md §8): the day on which it begins no longer counts, the day on which it ends does.
Whoever folds entries has no calendar: an entry that lets the clock go on carries the day that it comes to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from kiosk.domain.deadline import business_day

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.domain.case import Case, Happening
    from kiosk.domain.deadline import Pause

SPECIAL, NOTICE, SUPPLEMENT = "special", "notice", "supplement"
_STATES = frozenset(("suspended", "noticed", "supplement"))  # in which the clock stands still


@dataclass(frozen=True, slots=True)
class Stop:
    """The clock stands still from `since` until `until` (not with it; None: it stands still now). `why` is special,
    notice or supplement; `procedure`, `expected` (its last day, or '10 workday'), `approved_by` as they were told."""

    why: str
    since: date
    until: date | None = None
    procedure: str = ""
    expected: str = ""
    approved_by: str = ""


def stopped(case: Case, entry: Happening, why: str) -> tuple[Stop, ...] | None:
    """The stops with the one that this entry begins; None where it cannot begin on the day that it names: before the
    acceptance, within an earlier stop, or later than it is entered."""
    p: Mapping[str, Any] = entry.payload
    today = business_day(entry.at)
    since = date.fromisoformat(p["since"]) if p.get("since") else today
    begun = business_day(case.accepted_at or case.filed_at)
    ended = [stop.until for stop in case.stops if stop.until is not None]
    if not max([begun, *ended]) <= since <= today or standing(case) is not None:
        return None
    expected = p.get("until", "") if why != SPECIAL else _expected(p)
    return (*case.stops, Stop(why, since, None, p.get("procedure", ""), expected, p.get("approved_by", "")))


def settled(case: Case, entry: Happening) -> Case:
    """With the day on which a stop ended, once the case stands in no state that is one."""
    if case.state.value in _STATES or standing(case) is None:
        return case
    today = business_day(entry.at)
    stops = tuple(replace(one, until=max(today, one.since)) if one.until is None else one for one in case.stops)
    return replace(case, stops=stops)


def going_on(case: Case, entry: Happening) -> Case:
    """The clock goes on; the due day is the one that the entry carries, and never an earlier one. Raises ValueError for
    a day that is none."""
    p = entry.payload
    if not p.get("due_on") or case.due_on is None:
        return case
    due, silent = date.fromisoformat(p["due_on"]), case.silent_due
    if p.get("silent") and silent is not None:
        silent = max(silent, date.fromisoformat(p["silent"]))
    return replace(case, due_on=max(due, case.due_on), due_estimated=bool(p.get("estimated", False)), silent_due=silent)


def redated(case: Case, entry: Happening) -> Case | None:
    """The case due on another day by another calendar; None when it was not due on the day that the entry says."""
    p = entry.payload
    if case.due_on is None or case.due_on != date.fromisoformat(p["before"]) or not p["calendar"]:
        return None
    silent = date.fromisoformat(p["silent"]) if p.get("silent") else case.silent_due
    due, estimated = date.fromisoformat(p["due_on"]), bool(p.get("estimated", False))
    return replace(case, due_on=due, due_estimated=estimated, silent_due=silent)


def standing(case: Case) -> Stop | None:
    """What the clock stands still for now, None while it runs."""
    return next((one for one in case.stops if one.until is None), None)


def pauses(case: Case, today: date) -> tuple[Pause, ...]:
    """Its stops as they are reckoned with; one that lasts is reckoned up to today."""
    return tuple((one.since, max(one.until or today, one.since)) for one in case.stops)


def is_silent(case: Case, today: date) -> bool:
    """Whether a licence that was asked for was neither accepted nor answered in time (行政许可法 §32): it counts as
    accepted, from the day on which it was received."""
    from kiosk.domain.case import CaseState

    unanswered = case.state is CaseState.RECEIVED and case.accepted_at is None and case.due_on is not None
    return unanswered and case.permit and today > (case.due_on or date.max)


def as_of(case: Case, now: datetime) -> Case:
    """The case as it counts at this moment: what nobody answered in time is accepted (视为受理). Derived each time;
    never an entry of its own."""
    return on_day(case, business_day(now))


def on_day(case: Case, today: date) -> Case:
    """The case as it counts on a day."""
    from kiosk.domain.case import CaseState

    if not is_silent(case, today):
        return case
    due = case.silent_due
    return replace(case, state=CaseState.ACCEPTED, accepted_at=case.filed_at, deemed=True, due_on=due)


def _expected(p: Mapping[str, Any]) -> str:
    days = p.get("days", 0)
    return f"{days} {p.get('unit', 'workday')}" if days else ""
