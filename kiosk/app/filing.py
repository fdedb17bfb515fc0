"""What is handed in at a window, and what is frozen of it in the entry that the receipt promises.

What kind of filing it is follows from the matter's mode (DESIGN §3): `end_to_end` is accepted (受理) here,
`collect_forward`
is received (收件) and forwarded, `guide_booking` ends in a booking (预约). A village agent's filing is a
collection (代收).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from forms import Answers, Checked, Matter, Mode
from kiosk.app.ink import Ink
from kiosk.app.people.on_file import OnFile, scans_of, used_again
from kiosk.app.people.verifying import verified_of
from kiosk.app.promises import pledges_of
from kiosk.domain.deadline import ACCEPT_WITHIN, WorkCalendar, due_after
from sync.protocol.amend_kinds import TakenOnPaper
from sync.protocol.kinds import Attachment, Beside, CardRead, CaseFiled, Clock, Owed, Question
from sync.protocol.kinds import Person as Person  # screens take it from here: they know nothing of sync

PERMIT = "01"  # 行政许可 (事项类型, GB/T 39046 A.1): five working days of silence are an acceptance
COLLECTED, RECEIVED, BOOKED, ACCEPTED = "case.collected", "case.received", "case.booked", "case.accepted"
_KINDS = {Mode.END_TO_END: ACCEPTED, Mode.COLLECT_FORWARD: RECEIVED, Mode.GUIDE_BOOKING: BOOKED}


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan, photo or PDF of one material, as bytes; one that is in the store already is named by `sha256` and `size`.
    `material` is the material's key in the definition."""

    material: str
    name: str
    media_type: str
    content: bytes
    sha256: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Filing:
    """What a clerk or agent hands in: raw answers by field, materials by key (original, copy, seen, shared,
    on_file, owed, pledged).

    `confirmed` are the rules (by number) that the program put to a person and that he has looked at and confirmed;
    `asked` is what the desk makes of them. `owed_until` may only move a commitment's date earlier than the definition
    allows. `on_paper`: it was taken on paper before (补录), and counts from then; `approved_by` names the chief
    representative where the matter needs his word.
    """

    matter: str
    raw: Mapping[str, object]
    materials: Mapping[str, str]
    version: int | None = None
    scans: tuple[Scan, ...] = ()
    ticket: str = ""
    window: str = ""
    draft: str = ""
    agent: Person | None = None
    owed_until: Mapping[str, date] = field(default_factory=dict)
    confirmed: frozenset[str] = frozenset()
    hold: bool = False  # only taken in (收件), to be accepted or not within five working days
    asked: tuple[Question, ...] = ()
    inks: tuple[Ink, ...] = ()  # signatures on the screen, of this very form
    card: CardRead | None = None  # what the card on the reader said
    beside: Beside | None = None  # who stood beside him
    kept: Mapping[str, OnFile] = field(default_factory=dict)  # papers that lie here already, by material
    verified: Mapping[str, str] = field(default_factory=dict)  # of the shared ones: shared, by_hand or pending
    on_paper: TakenOnPaper | None = None
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class CountyRules:
    """What the county has set: parameters of the rules, and the calendar of working days with its version."""

    parameters: Mapping[str, Any]
    calendar: WorkCalendar
    calendar_version: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What the desk adds to a filing: its numbers, its day, where, and the attachments kept."""

    kind: str
    case_no: str
    document_no: str
    centre: str
    today: date
    attachments: tuple[Attachment, ...]
    joint: str = ""  # what it is filed with in one go, and the case numbers of the others
    siblings: tuple[str, ...] = ()


def with_questions(filing: Filing, checked: Checked) -> Filing:
    """With what the program could not decide, each rule once, and whether whoever files has confirmed it."""
    asks = {fault.rule: fault for fault in checked.faults if fault.severity == "ask"}
    asked = tuple(
        Question(rule=rule, text=fault.sentence, confirmed=rule in filing.confirmed) for rule, fault in asks.items()
    )
    return replace(filing, asked=asked)


def kind_of(matter: Matter, agent: Person | None, hold: bool = False) -> str:
    """The kind of entry that filing this matter makes; an agent only ever collects, unless it ends in a booking. With
    `hold`, what could be accepted at once is only taken in (收件)."""
    kind = _KINDS[matter.mode]
    if hold and kind == ACCEPTED:
        kind = RECEIVED
    return COLLECTED if agent and kind != BOOKED else kind


def freeze(matter: Matter, answers: Answers, filing: Filing, frame: Frame, rules: CountyRules) -> CaseFiled:
    """The entry's payload: answers, materials, versions, limits and due dates as they stand today."""
    kept = used_again(filing.kept, filing.materials, frame.today)
    return CaseFiled(
        case_no=frame.case_no,
        matter=matter.code,
        matter_version=matter.version,
        fingerprint=matter.fingerprint,
        mode=matter.mode,
        centre=frame.centre,
        applicant=applicant_of(matter, answers),
        answers=dict(answers),
        materials=dict(filing.materials),
        parameters={k: v for k, v in rules.parameters.items() if k in matter.parameters},
        calendar=str(getattr(rules.calendar, "version", rules.calendar_version)),  # as it hangs now
        owed=_owed(matter, filing, frame.today, rules),
        attachments=(*frame.attachments, *scans_of(kept)),
        ticket=filing.ticket,
        window=filing.window,
        document_no=frame.document_no,
        committed=_committed(matter, frame, rules),
        permit=matter.guide.task_type.code == PERMIT,
        silent=_silent(matter, frame, rules),
        legal=Clock(days=matter.limits.legal.days, unit=matter.limits.legal.unit or "workday"),
        agent=filing.agent,
        asked=filing.asked,
        joint=frame.joint,
        siblings=frame.siblings,
        card=filing.card,
        beside=filing.beside,
        kept=tuple(one.entered() for one in kept),
        verified=verified_of(filing.materials, filing.verified),
        on_paper=filing.on_paper,
        pledges=pledges_of(matter, answers, filing.materials, filing.inks, frame.today, rules.calendar),
    )


def applicant_of(matter: Matter, answers: Mapping[str, Any]) -> Person:
    """Who applies, as the form's answers say."""
    keys = matter.applicant
    number = str(answers.get(keys.id_number) or "") if keys.id_number else ""
    return Person(
        name=str(answers.get(keys.name) or ""),
        id_type=str(answers.get(keys.id_type) or "111") if keys.id_type else "111",
        id_number=number,
        phone=str(answers.get(keys.phone) or "") if keys.phone else "",
    )


def _committed(matter: Matter, frame: Frame, rules: CountyRules) -> Clock:
    """Accepted: until when it is done. Received: until when acceptance is decided. Collected, booked: nothing
    is due."""
    limit = matter.limits.commit if matter.limits.commit.days is not None else matter.limits.legal
    if frame.kind == RECEIVED:
        due = due_after(frame.today, ACCEPT_WITHIN, "workday", rules.calendar)
        return Clock(days=limit.days, unit=limit.unit or "workday", due_on=due.on.isoformat(), estimated=due.estimated)
    if frame.kind != ACCEPTED:
        return Clock(days=limit.days, unit=limit.unit or "workday")
    return promised(matter, frame.today, rules.calendar)


def promised(matter: Matter, begun: date, calendar: WorkCalendar) -> Clock:
    """Until when it is done if it counts as accepted on that day."""
    limit = matter.limits.commit if matter.limits.commit.days is not None else matter.limits.legal
    unit = limit.unit or "workday"
    if limit.days is None:
        return Clock(unit=unit)
    due = due_after(begun, limit.days, unit, calendar)
    return Clock(days=limit.days, unit=unit, due_on=due.on.isoformat(), estimated=due.estimated)


def _silent(matter: Matter, frame: Frame, rules: CountyRules) -> Clock:
    """Received: until when it is done if nobody answers within five working days."""
    return promised(matter, frame.today, rules.calendar) if frame.kind == RECEIVED else Clock()


def _owed(matter: Matter, filing: Filing, today: date, rules: CountyRules) -> tuple[Owed, ...]:
    """Each owed material with its date: the definition's limit from today, or an earlier one that was agreed."""
    limit = matter.limits.supplement
    days = limit.days if limit.days is not None else ACCEPT_WITHIN
    latest = due_after(today, days, limit.unit or "workday", rules.calendar).on
    return tuple(
        Owed(material=key, until=min(latest, filing.owed_until.get(key, latest)).isoformat())
        for key, handing in filing.materials.items()
        if handing == "owed"
    )
