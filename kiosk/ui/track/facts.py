"""What a resident is told of a case: the day, what is owed, the steps. Plain values, masked; no drawing here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from forms import Matter
from kiosk.app.track import Tracked
from kiosk.app.words import kind_word
from kiosk.domain.case import Case, CaseState, Step
from kiosk.domain.deadline import CHINA, business_day
from kiosk.domain.person import mask_name
from kiosk.domain.standstill import on_day
from kiosk.domain.words import state_word
from kiosk.ui.track.words import AND, COMMA, day_word, moment_word, step_word, word
from kiosk.ui.widgets.steps import Stage
from kiosk.ui.widgets.words import plain

MatterOf = Callable[[str, int | None], Matter | None]

_ENDS = {
    CaseState.GRANTED: ("done_granted", "good"),
    CaseState.REFUSED: ("done_refused", "bad"),
    CaseState.DELIVERED: ("done_delivered", "good"),
    CaseState.WITHDRAWN: ("done_withdrawn", "muted"),
    CaseState.RETURNED: ("done_returned", "bad"),
    CaseState.VOIDED: ("done_voided", "bad"),
    CaseState.NOT_ACCEPTED: ("done_not_accepted", "bad"),
    CaseState.BOOKED: ("done_booked", "accent"),
}
RECEIVED, CORRECTED = "case.received", "case.corrected"
_HOW = {"done_granted", "done_returned", "done_refused", "done_voided", "done_not_accepted"}


@dataclass(frozen=True, slots=True)
class Seal:
    """What is said of the paper itself: tone good, warn or bad."""

    tone: str
    icon: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Headline:
    """The one thing that counts: the date, or how it ended."""

    title: str
    text: str
    tone: str


def seal_of(tracked: Tracked, station: str) -> Seal | None:
    """Genuine or not; None where no paper was shown."""
    claims = tracked.claims
    if claims is None:
        return None
    if tracked.genuine is None:
        return Seal("warn", "circle-question-mark", word("elsewhere"), word("elsewhere_how"))
    if not tracked.genuine:
        return Seal("bad", "circle-x", word("not_genuine"), word("not_genuine_how"))
    filed = day_word(claims.filed_on)
    return Seal("good", "shield-check", word("genuine"), word("genuine_how", station=station, day=filed))


def headline(case: Case, today: date) -> Headline:
    """When it will be done, or how it ended; what nobody answered in time counts as accepted."""
    case = on_day(case, today)
    if case.state in _ENDS:
        key, tone = _ENDS[case.state]
        return Headline(word(key), word(f"{key}_how") if key in _HOW else "", tone)
    if case.due_on is None:
        return Headline(word("here"), word("no_due"), "accent")
    if case.state is CaseState.RECEIVED:  # not accepted yet: the date is that of the answer, not of the end
        late = case.due_on < today
        how = word("answer_late" if late else "answer_how" if case.permit else "answer_plain")
        return Headline(word("answer", day=day_word(case.due_on)), how, "bad" if late else "accent")
    left = (case.due_on - today).days
    deemed = word("deemed", day=day_word(business_day(case.filed_at))) if case.deemed else ""
    text = word("due_today") if left == 0 else word("due_left", days=left) if left > 0 else word("due_over", days=-left)
    text = deemed + text
    if case.due_estimated:
        text += word("due_estimated")
    return Headline(word("due", day=day_word(case.due_on)), text, "bad" if left < 0 else "accent")


def whose(case: Case, matter: Matter | None) -> str:
    """The matter and the masked applicant."""
    return COMMA.join(filter(None, (plain(matter.name) if matter else case.matter, mask_name(case.applicant))))


def owed(case: Case, matter: Matter | None) -> tuple[str, str] | None:
    """What is still to be brought, and until when."""
    if not case.owed:
        return None
    names = {m.id: plain(m.name) for m in matter.materials} if matter else {}
    title = word("owed", count=len(case.owed), names=AND.join(names.get(one, one) for one in case.owed))
    return title, word("owed_until", day=day_word(date.fromisoformat(min(case.owed.values()))))


def corrected(case: Case) -> tuple[str, str] | None:
    """That something was corrected, and what; the paper that says otherwise is still genuine."""
    if not case.corrections:
        return None
    day = day_word(business_day(case.corrections[-1].at))
    labels = AND.join(dict.fromkeys(one.label for one in case.corrections))
    return word("corrected", day=day), word("corrected_how", labels=labels)


def asked(case: Case) -> tuple[str, str] | None:
    """What the department asked for, and until when."""
    if case.state is not CaseState.SUPPLEMENT:
        return None
    until = word("ask_until", day=day_word(date.fromisoformat(case.ask_until[:10]))) if case.ask_until else ""
    return word("ask"), COMMA.join(filter(None, (case.ask, until)))


def together(tracked: Tracked, matter_of: MatterOf) -> list[tuple[str, str]]:
    """Cases filed with it in one go: what each is about, its number and how it stands."""
    rows = []
    for case in tracked.siblings:
        matter = matter_of(case.matter, case.matter_version)
        rows.append((plain(matter.name) if matter else case.matter, f"{case.case_no}  {state_word(case.state)}"))
    return rows


def stages(case: Case) -> list[Stage]:
    """What has been done, what is being done, what comes."""
    passed = [
        Stage(step_word(s.kind), moment_word(s.at.astimezone(CHINA)) + _said(s), "done")
        for s in case.steps
        if step_word(s.kind)
    ]
    if case.state in _ENDS:
        return passed
    if case.state is CaseState.SUPPLEMENT:
        return [*passed, Stage(word("then_accepted"), "", "waiting")]
    return [*passed, Stage(word("here"), "", "here"), Stage(word("then_done"), "", "waiting")]


def _said(step: Step) -> str:
    """What was said at a step; why something was corrected is nobody's business in the hall."""
    return f"  {step.text}" if step.text and step.kind != CORRECTED else ""


def paper_facts(tracked: Tracked, matter: Matter | None) -> list[tuple[str, str]]:
    """What stands on the paper, for a case that is not here yet."""
    claims = tracked.claims
    if claims is None:
        return []
    rows = [
        (word("fact_matter"), plain(matter.name) if matter else claims.matter),
        (word("fact_filed", kind=kind_word(claims.kind)), day_word(claims.filed_on)),
        (word("fact_number"), claims.case_no),
    ]
    if claims.due_on:
        name, said = ("fact_answer", "answer") if claims.kind == RECEIVED else ("fact_due", "due")
        rows.insert(2, (word(name), word(said, day=day_word(claims.due_on))))
    return rows
