"""What happens around a case and is no step of it: taken on paper first (补录), told by telephone, collected by
somebody else, and a word that was not kept (失信): a paper not brought in time (容缺), an untrue promise (告知承诺)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kiosk.domain.deadline import business_day

if TYPE_CHECKING:
    from kiosk.domain.case import Case, Happening

MOST_TRIES = 3  # calls that nobody took, before a person has to go (standards: 送达; the centre's own rule)
_ENDING = frozenset(("case.not_accepted", "case.decided", "case.withdrawn", "case.voided", "case.returned"))
_NOTHING_CAME = frozenset(("case.not_accepted", "case.withdrawn", "case.voided", "case.returned"))
REACHED = frozenset(("reached", "told_other"))  # he knows, himself or through whoever took the call
RESULTS = (*sorted(REACHED), "not_reached", "sent")
WAYS = ("call", "sms", "visit")


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A case that was taken on paper before it was entered: when it was entered, the paper's own number, why, and
    whether it took longer than the centre allows. The case itself says when it was taken (`filed_at`)."""

    entered_at: datetime
    number: str
    reason: str
    late: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """One try to tell the applicant of `news` (the kind of an entry): how, with what success, by whom."""

    news: str
    way: str
    result: str
    whom: str
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class CollectedBy:
    """Who collected the result for the applicant, in which relation, by which mandate, and which originals went."""

    name: str
    id_number: str
    relation: str
    mandate: str
    returned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Breach:
    """A material that was not brought by the day that was committed to, or a promise found untrue on that day."""

    material: str
    until: date
    made_good: bool = False
    pledged: bool = False  # a promise (告知承诺), not a paper that was to follow


def on_paper(entry: Happening) -> tuple[datetime, OnPaper | None]:
    """When a case was really taken, and the mark of one that was entered later. Raises ValueError for a time that is
    none, or that lies behind its own entry."""
    said = entry.payload.get("on_paper")
    if not said:
        return entry.at, None
    taken = datetime.fromisoformat(said["taken_at"])
    if taken.tzinfo is None or taken > entry.at:
        raise ValueError(f"taken {taken}, entered {entry.at}")
    late, number, reason = said.get("late", False), said.get("number", ""), said["reason"]
    if not isinstance(late, bool) or not _are_texts((number, reason)):
        raise ValueError("on_paper")
    return taken, OnPaper(entry.at, number, reason, late)


def told(entry: Happening) -> Telling:
    """A try as its entry tells it. Raises ValueError for another shape."""
    p = entry.payload
    parts = (p["news"], p["way"], p["result"], p.get("whom", ""))
    if not _are_texts((*parts, entry.actor)):
        raise ValueError("told")
    return Telling(*parts, at=entry.at, actor=entry.actor)


def collected(entry: Happening) -> CollectedBy | None:
    """Who took it, where it was somebody else. Raises ValueError for another shape."""
    p = entry.payload
    returned = tuple(one["name"] for one in p.get("returned") or ())
    said: Mapping[str, Any] | None = p.get("collector")
    if not said:
        if not returned:
            return None
        said = {"name": p.get("to", ""), "id_number": "", "relation": "", "mandate": ""}
    parts = (said["name"], said["id_number"], said["relation"], said["mandate"])
    if not _are_texts((*parts, *returned)):
        raise ValueError("collector")
    return CollectedBy(*parts, returned=returned)


def breaches(case: Case, today: date) -> tuple[Breach, ...]:
    """Every commitment of this case that was not kept in time: still owed after its day, or brought after it. One that
    ran out after the case had ended (withdrawn before its day) is none."""
    ended = next((business_day(step.at) for step in case.steps if step.kind in _ENDING), today)
    owed = {key: until for key, until in case.owed.items() if date.fromisoformat(until) < min(ended, today)}
    found = {**case.broken, **owed}
    untrue = {business_day(step.at).isoformat() for step in case.steps if step.kind == "case.pledge_checked"}
    return tuple(
        Breach(key, date.fromisoformat(until), key in case.made_good, key in case.broken and until in untrue)
        for key, until in found.items()
    )


def brought_late(case: Case, entry: Happening) -> dict[str, str]:
    """What is brought now and was owed until an earlier day."""
    brought, day = entry.payload.get("materials", {}), business_day(entry.at)
    return {key: until for key, until in case.owed.items() if key in brought and date.fromisoformat(until) < day}


def made_good(case: Case, entry: Happening) -> tuple[str, ...] | None:
    """The breaches that are made good by this entry, with those before; None when one of them is no breach, or nobody
    approved it."""
    p = entry.payload
    open_ones = {one.material for one in breaches(case, business_day(entry.at)) if not one.made_good}
    named = tuple(p["materials"])
    if not named or not set(named) <= open_ones or not p["approved_by"].strip() or not p["text"].strip():
        return None
    return (*case.made_good, *named)


def to_be_checked(case: Case) -> Mapping[str, str]:
    """The promises (告知承诺) that somebody still has to check, with the day until when. What came to nothing rests on
    none."""
    return {} if {step.kind for step in case.steps} & _NOTHING_CAME else case.pledged


def checked(case: Case, entry: Happening) -> Case | None:
    """The case after a promise was checked: an untrue one is a word not kept, since that day. None where nothing waits
    to be checked, or nobody says what was found. Raises ValueError for another shape."""
    p = entry.payload
    material, kept, text = p["material"], p["kept"], p["text"]
    if not isinstance(kept, bool) or not _are_texts((material, text)):
        raise ValueError("pledge_checked")
    if material not in to_be_checked(case) or not text.strip():
        return None
    rest = {key: until for key, until in case.pledged.items() if key != material}
    broken = {} if kept else {material: business_day(entry.at).isoformat()}
    return replace(case, pledged=rest, broken={**case.broken, **broken})


NEWS = ("case.supplement_asked", "case.not_accepted", "case.returned", "case.decided")  # what has to be told


def untold(case: Case) -> str:
    """The news that this case's applicant has not been told of yet, as the kind of its entry; '' when there is none.
    News that were taken care of by something later (he came, he brought it, he collected it) are none."""
    later = [step.kind for step in case.steps if step.kind in (*NEWS, "case.supplemented", "case.delivered")]
    news = later[-1] if later and later[-1] in NEWS and case.state.value not in ("voided", "withdrawn") else ""
    since = next((step.at for step in reversed(case.steps) if step.kind == news), None)
    if since is None or any(one.result in REACHED and one.news == news and one.at >= since for one in case.tellings):
        return ""
    return news


def tries(case: Case) -> tuple[Telling, ...]:
    """What was tried to tell him of what he does not know yet."""
    news = untold(case)
    since = next((step.at for step in reversed(case.steps) if step.kind == news), None)
    return tuple(one for one in case.tellings if since and one.news == news and one.at >= since)


def _are_texts(values: tuple[Any, ...]) -> bool:
    return all(isinstance(one, str) and "\x00" not in one for one in values)
