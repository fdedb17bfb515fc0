"""One case (办件) and the only law of how it moves: what an entry does to it, and which entries fit.

Store, hub and city all fold the same entries through `after`. States and their rules: standards.md §7
(recommended state
machine); an accepted case is closed, never un-accepted or deleted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from kiosk.domain import aftermath, standstill
from kiosk.domain.correction import Correction, corrected
from kiosk.domain.deadline import business_day
from kiosk.domain.rating import Level
from kiosk.domain.soundness import is_sound


class CaseState(StrEnum):
    """Where a case stands. Names after reference_data `case_states`; sentences in each room's words."""

    COLLECTED = "collected"  # 已代收：a village agent holds the papers; not acceptance
    BOOKED = "booked"  # 已预审、已预约：ends here in this house
    RECEIVED = "received"  # 已接件
    SUPPLEMENT = "supplement"  # 待补正
    NOT_ACCEPTED = "not_accepted"  # 不予受理
    ACCEPTED = "accepted"  # 已受理
    IN_REVIEW = "in_review"  # 办理中（已转报）
    SUSPENDED = "suspended"  # 特别程序，clock stopped
    NOTICED = "noticed"  # 公示，clock stopped
    GRANTED = "granted"  # 办结：准予
    REFUSED = "refused"  # 办结：不予
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"  # 退件：补正、容缺 not made good in time
    VOIDED = "voided"
    DELIVERED = "delivered"


class Happening(Protocol):
    """What the fold needs of an entry. `payload` has the shape of its kind (sync.protocol.kinds)."""

    @property
    def kind(self) -> str: ...
    @property
    def actor(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def payload(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a case's timeline: `kind` of the entry, when, by whom, and its text if it had one."""

    kind: str
    at: datetime
    actor: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A case as its entries add up to it. `due_on` (before acceptance: of the answer) is frozen when it is filed and
    moves only with a stop's end, a prolongation, or a calendar that was only estimated."""

    case_no: str
    matter: str
    matter_version: int
    mode: str
    centre: str
    state: CaseState
    applicant: str
    id_number: str
    phone: str
    answers: Mapping[str, Any]
    materials: Mapping[str, str]
    filed_at: datetime
    accepted_at: datetime | None
    due_on: date | None
    due_estimated: bool
    document_no: str
    steps: tuple[Step, ...]
    owed: Mapping[str, str]
    ask: str = ""  # what the resident is asked for now (补正)
    ask_until: str = ""
    outcome: str = ""  # text of the decision
    window: str = ""
    agent: str = ""  # name of the village agent, when one acts for the applicant
    siblings: tuple[str, ...] = ()  # cases filed with this one in one go (联办); each has its own clock and state
    extended: int = 0  # days by which the limit was prolonged (延期), 0 when it was not
    corrections: tuple[Correction, ...] = ()
    on_paper: aftermath.OnPaper | None = None  # entered later than it was taken (补录)
    tellings: tuple[aftermath.Telling, ...] = ()
    collected_by: aftermath.CollectedBy | None = None
    broken: Mapping[str, str] = field(default_factory=dict)  # materials of words not kept, and since when (失信)
    made_good: tuple[str, ...] = ()
    # level by which its applicant rated it, once; on no timeline, so that who was rated reads it nowhere
    rated: str = ""
    days: int | None = None  # of the promised limit, as frozen at filing, in its unit
    unit: str = "workday"
    legal_days: int | None = None
    legal_unit: str = "workday"
    permit: bool = False  # a licence (行政许可): silence is an acceptance
    silent_due: date | None = None  # received: when it is due if nobody answers in time
    deemed: bool = False  # 视为受理: nobody answered in time
    stops: tuple[standstill.Stop, ...] = ()
    sent_on: bool = False  # forwarded (转报): the window has no more say in it
    pledged: Mapping[str, str] = field(default_factory=dict)  # promised (告知承诺), to be checked until that day


class StepDoesNotFit(ValueError):
    """The entry does not follow from the case's state: keep it, mark it, make it a person's work item. Never
    drop it."""

    def __init__(self, kind: str, state: str) -> None:
        super().__init__(f"{kind} after {state}")
        self.kind = kind
        self.state = state


class NotACase(ValueError):
    """What the entry says makes no case (a value is missing or of another shape): to be kept, marked, and looked at
    by a person like one that does not fit."""


FILINGS: Mapping[str, CaseState] = {
    "case.collected": CaseState.COLLECTED,
    "case.booked": CaseState.BOOKED,
    "case.received": CaseState.RECEIVED,
    "case.accepted": CaseState.ACCEPTED,
}
_OPEN = frozenset({CaseState.ACCEPTED, CaseState.IN_REVIEW})
_ANY_OPEN = _OPEN | {
    CaseState.RECEIVED,
    CaseState.SUPPLEMENT,
    CaseState.SUSPENDED,
    CaseState.NOTICED,
    CaseState.COLLECTED,
    CaseState.BOOKED,
}
ENDED = frozenset(CaseState) - _ANY_OPEN  # nothing is decided of it any more; at most a result is handed over
_MOVES: Mapping[str, tuple[frozenset[CaseState], CaseState]] = {
    "case.forwarded": (_OPEN | {CaseState.RECEIVED}, CaseState.IN_REVIEW),
    "case.not_accepted": (frozenset({CaseState.RECEIVED, CaseState.SUPPLEMENT}), CaseState.NOT_ACCEPTED),
    "case.withdrawn": (_ANY_OPEN, CaseState.WITHDRAWN),
    "case.voided": (_ANY_OPEN, CaseState.VOIDED),
    "case.delivered": (frozenset({CaseState.GRANTED, CaseState.REFUSED}), CaseState.DELIVERED),
}
_STOPS: Mapping[str, tuple[CaseState, str]] = {
    "case.suspended": (CaseState.SUSPENDED, standstill.SPECIAL),
    "case.noticed": (CaseState.NOTICED, standstill.NOTICE),
}
_ENDS_OF_STOPS: Mapping[str, CaseState] = {
    "case.resumed": CaseState.SUSPENDED,
    "case.notice_ended": CaseState.NOTICED,
}
_ASKABLE = _OPEN | {CaseState.RECEIVED, CaseState.SUPPLEMENT}
_DECIDABLE = _OPEN | {CaseState.RECEIVED, CaseState.SUPPLEMENT}


def after(case: Case | None, entry: Happening) -> Case:
    """The case after `entry`. Kinds that do not concern a case's state, or are unknown here, only add to the
    timeline.

    Raises `StepDoesNotFit` when the entry does not follow, `NotACase` when it says what no case can be; the case is
    then unchanged.
    """
    if case is None and entry.kind not in FILINGS:
        raise StepDoesNotFit(entry.kind, "")
    try:
        case = standstill.as_of(case, entry.at) if case is not None else None
        made = _moved(case, entry) if case is not None and entry.kind not in FILINGS else _filed(case, entry)
        made = standstill.settled(made, entry)
    except StepDoesNotFit:
        raise
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError) as error:
        raise NotACase(f"{entry.kind}: {error}") from error
    if not is_sound(made):
        raise NotACase(entry.kind)
    return made


def _filed(before: Case | None, entry: Happening) -> Case:
    state = FILINGS[entry.kind]
    if before is not None and (before.accepted_at is not None or not _may_refile(before.state, state)):
        raise StepDoesNotFit(entry.kind, before.state)
    p = entry.payload
    person, clock = p["applicant"], p.get("committed", {})
    accepted = state is CaseState.ACCEPTED
    taken_at, on_paper = aftermath.on_paper(entry)
    return Case(
        case_no=p["case_no"],
        matter=p["matter"],
        matter_version=p["matter_version"],
        mode=p["mode"],
        centre=p["centre"],
        state=state,
        applicant=person["name"],
        id_number=person.get("id_number", ""),
        phone=person.get("phone", ""),
        answers=p["answers"],
        materials=p["materials"],
        filed_at=before.filed_at if before else taken_at,
        accepted_at=taken_at if accepted else None,
        due_on=_day(clock.get("due_on")),
        due_estimated=clock.get("estimated", False),
        document_no=p.get("document_no", ""),
        steps=(*(before.steps if before else ()), _step(entry)),
        owed={o["material"]: o["until"] for o in p.get("owed", ())},
        window=p.get("window", ""),
        agent=(p.get("agent") or {}).get("name", ""),
        siblings=tuple(p.get("siblings", ())) or (before.siblings if before else ()),
        corrections=before.corrections if before else (),
        on_paper=on_paper or (before.on_paper if before else None),
        tellings=before.tellings if before else (),
        broken=before.broken if before else {},
        made_good=before.made_good if before else (),
        days=clock.get("days"),
        unit=clock.get("unit", "workday"),
        legal_days=p.get("legal", {}).get("days"),
        legal_unit=p.get("legal", {}).get("unit", "workday"),
        permit=p.get("permit", False),
        silent_due=_day(p.get("silent", {}).get("due_on")),
        stops=before.stops if before else (),
        pledged={one["material"]: _dated(one["check_by"]) for one in p.get("pledges", ())},
    )


def _may_refile(before: CaseState, now: CaseState) -> bool:
    """A collected case may be received or accepted, a received or supplemented one accepted; nothing else again."""
    if before is CaseState.COLLECTED:
        return now in (CaseState.RECEIVED, CaseState.ACCEPTED)
    return before in (CaseState.RECEIVED, CaseState.SUPPLEMENT) and now is CaseState.ACCEPTED


def _moved(case: Case, entry: Happening) -> Case:
    steps = (*case.steps, _step(entry))
    p = entry.payload
    if entry.kind == "case.supplement_asked":
        _need(case, entry, _ASKABLE)
        stops = standstill.stopped(case, entry, standstill.SUPPLEMENT) or case.stops  # asked again: it stands already
        asked = {"ask": p["text"], "ask_until": p.get("until", "")}
        return replace(case, state=CaseState.SUPPLEMENT, steps=steps, stops=stops, **asked)
    if entry.kind == "case.supplemented":
        _need(case, entry, _ASKABLE)
        brought = p.get("materials", {})
        materials = {**case.materials, **brought}
        owed, pledged = ({k: v for k, v in of.items() if k not in brought} for of in (case.owed, case.pledged))
        state = CaseState.IN_REVIEW if case.accepted_at else CaseState.RECEIVED
        broken = {**case.broken, **aftermath.brought_late(case, entry)}
        case = standstill.going_on(case, entry)
        case = replace(case, owed=owed, pledged=pledged, broken=broken)
        return replace(case, state=state, steps=steps, materials=materials, ask="", ask_until="")
    if entry.kind == "case.extended":
        return _extended(case, entry, steps)
    if entry.kind in _STOPS or entry.kind in _ENDS_OF_STOPS:
        return _stood_still(case, entry, steps)
    if entry.kind in ("case.returned", "case.redated"):
        return _late(case, entry, steps)
    if entry.kind in ("case.corrected", "case.told", "case.word_kept", "case.pledge_checked"):
        return _around(case, entry, steps)
    if entry.kind == "case.rated":
        return _rated(case, entry)
    if entry.kind == "case.decided":
        _need(case, entry, _DECIDABLE)
        state = CaseState.GRANTED if p["result"] == "granted" else CaseState.REFUSED
        return replace(case, state=state, steps=steps, outcome=p.get("text", ""), ask="", ask_until="")
    if entry.kind in _MOVES:
        allowed, state = _MOVES[entry.kind]
        _need(case, entry, allowed)
        if state is CaseState.NOT_ACCEPTED and case.accepted_at is not None:
            raise StepDoesNotFit(entry.kind, case.state)  # accepted is accepted, also where papers were asked for later
        taken = aftermath.collected(entry) if state is CaseState.DELIVERED else case.collected_by
        sent_on = case.sent_on or entry.kind == "case.forwarded"
        return replace(case, state=state, steps=steps, collected_by=taken, sent_on=sent_on)
    return replace(case, steps=steps)


def _stood_still(case: Case, entry: Happening, steps: tuple[Step, ...]) -> Case:
    """特别程序 and 公示 stop the clock of an accepted case, one at a time, and let it go on."""
    if entry.kind in _ENDS_OF_STOPS:
        _need(case, entry, frozenset({_ENDS_OF_STOPS[entry.kind]}))
        return replace(standstill.going_on(case, entry), state=CaseState.IN_REVIEW, steps=steps)
    _need(case, entry, _OPEN)
    state, why = _STOPS[entry.kind]
    stops = standstill.stopped(case, entry, why)
    if stops is None:
        raise StepDoesNotFit(entry.kind, case.state)
    return replace(case, state=state, steps=steps, stops=stops)


def _late(case: Case, entry: Happening, steps: tuple[Step, ...]) -> Case:
    """What was asked for, or owed, did not come in time: it is returned (退件). Or: the day is reckoned anew."""
    if entry.kind == "case.redated":
        _need(case, entry, _ANY_OPEN)
        if (anew := standstill.redated(case, entry)) is None:
            raise StepDoesNotFit(entry.kind, case.state)
        return replace(anew, steps=steps)
    until = case.ask_until if case.state is CaseState.SUPPLEMENT else min(case.owed.values(), default="")
    _need(case, entry, _OPEN | {CaseState.SUPPLEMENT})
    if (not until and not case.ask) or (until and business_day(entry.at) <= date.fromisoformat(until)):
        raise StepDoesNotFit(entry.kind, case.state)
    return replace(case, state=CaseState.RETURNED, steps=steps, ask="", ask_until="")


def _around(case: Case, entry: Happening, steps: tuple[Step, ...]) -> Case:
    """What is no step of a case: it stays in its state. Telling somebody does not stand on its timeline."""
    if entry.kind == "case.told":
        return replace(case, tellings=(*case.tellings, aftermath.told(entry)))
    if entry.kind == "case.corrected":
        made = corrected(case, entry)
        if made is None:
            raise StepDoesNotFit(entry.kind, case.state)
        return replace(made, steps=steps)
    if entry.kind == "case.pledge_checked":
        if (checked := aftermath.checked(case, entry)) is None:
            raise StepDoesNotFit(entry.kind, case.state)
        return replace(checked, steps=steps)
    good = aftermath.made_good(case, entry)
    if good is None:
        raise StepDoesNotFit(entry.kind, case.state)
    return replace(case, steps=steps, made_good=good)


def _extended(case: Case, entry: Happening, steps: tuple[Step, ...]) -> Case:
    """A limit is prolonged once, while it runs, by somebody who may, and never to an earlier day."""
    _need(case, entry, _OPEN)
    p = entry.payload
    due = date.fromisoformat(p["due_on"])
    if case.extended or case.due_on is None or due <= case.due_on or not p["approved_by"]:
        raise StepDoesNotFit(entry.kind, case.state)
    return replace(case, due_on=due, due_estimated=p.get("estimated", False), extended=p["days"], steps=steps)


def _rated(case: Case, entry: Happening) -> Case:
    """A case is rated once (一事一评), in whatever state it is."""
    if case.rated:
        raise StepDoesNotFit(entry.kind, case.state)
    return replace(case, rated=Level(entry.payload["level"]).value)


def _need(case: Case, entry: Happening, allowed: frozenset[CaseState]) -> None:
    if case.state not in allowed:
        raise StepDoesNotFit(entry.kind, case.state)


def _dated(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _step(entry: Happening) -> Step:
    return Step(entry.kind, entry.at, entry.actor, str(entry.payload.get("text", "")))
