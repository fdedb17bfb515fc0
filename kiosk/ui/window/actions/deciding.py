"""Decisions at the window: when each fits a case, what is asked before it, and the desk's one method that does it."""

from collections.abc import Mapping, Sequence

from forms import Matter
from kiosk.app.desks import Desks
from kiosk.app.outcomes import CaseMovedOn, CaseTaken
from kiosk.domain.case import ENDED, Case, CaseState
from kiosk.ui.window.actions.action import Blank, Said, Seen
from kiosk.ui.window.actions.words import Asked

S = CaseState
_RUNNING = frozenset((S.ACCEPTED, S.IN_REVIEW))
ON_THE_SPOT = "1"  # 即办件
END_TO_END, COLLECT_FORWARD = "end_to_end", "collect_forward"


def is_ours(case: Case) -> bool:
    """The window has a say in it: it is decided here, or not forwarded yet."""
    return case.mode == END_TO_END or (case.mode == COLLECT_FORWARD and not case.sent_on)


def is_collected(case: Case) -> bool:
    """A village agent has brought it, and nobody has taken it in."""
    return case.state is S.COLLECTED and is_ours(case)


def is_received(case: Case) -> bool:
    """Received, everything there, not accepted."""
    return case.state is S.RECEIVED and is_ours(case)


def is_unaccepted(case: Case) -> bool:
    """Whether to accept it may still be refused."""
    return case.state in (S.RECEIVED, S.SUPPLEMENT) and case.accepted_at is None and is_ours(case)


def is_ours_to_ask(case: Case) -> bool:
    """Something may be asked for."""
    return case.state in (S.RECEIVED, S.SUPPLEMENT, *_RUNNING) and is_ours(case)


def is_running_here(case: Case) -> bool:
    """Accepted, and decided at this window."""
    return case.state in _RUNNING and case.mode == END_TO_END


def is_unextended(case: Case) -> bool:
    """Its limit runs and was not prolonged before."""
    return is_running_here(case) and not case.extended and case.due_on is not None


def is_suspended(case: Case) -> bool:
    """In a special procedure of this window's."""
    return case.state is S.SUSPENDED and case.mode == END_TO_END


def is_noticed(case: Case) -> bool:
    """On public notice by this window."""
    return case.state is S.NOTICED and case.mode == END_TO_END


def is_to_forward(case: Case) -> bool:
    """Decided elsewhere, and not sent there yet."""
    return case.mode == COLLECT_FORWARD and not case.sent_on and case.state in (S.RECEIVED, *_RUNNING)


def is_waited_for(case: Case) -> bool:
    """Something was asked for or is owed."""
    return is_ours(case) and (case.state is S.SUPPLEMENT or (case.state in _RUNNING and bool(case.owed)))


def has_originals(case: Case) -> bool:
    """Originals lie here, and the case is over."""
    return case.state in ENDED and "original" in case.materials.values()


def is_on_the_spot(seen: Seen) -> bool:
    """The matter is done while the resident waits (即办件)."""
    return seen.matter is not None and seen.matter.guide.project_type.code == ON_THE_SPOT


def is_extendable(seen: Seen) -> bool:
    """The matter allows it, and the limit is not over."""
    if seen.matter is None or seen.case.due_on is None or seen.today > seen.case.due_on:
        return False
    limits = seen.matter.limits
    return bool((limits.commit if limits.commit.days is not None else limits.legal).extendable)


def is_too_late(seen: Seen) -> bool:
    """The day that was named is over."""
    case = seen.case
    until = case.ask_until if case.state is S.SUPPLEMENT else min(case.owed.values(), default="")
    return not until or seen.today.isoformat() > until


def as_extension(_case: Case) -> Mapping[str, object]:
    """The notice is one of a prolonged limit."""
    return {"procedure": "extension"}


def ask_result(case: Case, matter: Matter | None) -> Sequence[Blank]:
    """What came of it, and who takes it."""
    result = matter.guide.result if matter else ""
    return (Blank("result", Asked.RESULT, known=result), Blank("to", Asked.WHO_TAKES, known=case.applicant))


def ask_body(_case: Case, matter: Matter | None) -> Sequence[Blank]:
    """Whom it goes to."""
    body = matter.guide.implementing_body if matter else ""
    return (Blank("to", Asked.BODY, known=body), Blank("text", Asked.NOTE, must=False))


def ask_finding(_case: Case, _matter: Matter | None) -> Sequence[Blank]:
    """What the procedure found."""
    return (Blank("text", Asked.FINDING),)


def ask_notice(_case: Case, matter: Matter | None) -> Sequence[Blank]:
    """Where it hangs and until when."""
    days = matter.limits.publicity.days if matter else None
    hint = Asked.NOTICE_DAYS.format(days=days) if days else ""
    return (Blank("where", Asked.WHERE), Blank("until", Asked.UNTIL, "date", must=not days, hint=hint))


def ask_objections(_case: Case, _matter: Matter | None) -> Sequence[Blank]:
    """What was said against it."""
    return (Blank("text", Asked.OBJECTIONS, known=Asked.NO_OBJECTIONS),)


def ask_why_returned(_case: Case, _matter: Matter | None) -> Sequence[Blank]:
    """The reason."""
    return (Blank("reason", Asked.WHY_RETURNED),)


def receive(desks: Desks, case: Case, said: Said) -> CaseTaken:
    """Taken in from the village."""
    return desks.decisions.receive(case.case_no, said.window, desks.actor, said.request)


def accept(desks: Desks, case: Case, said: Said) -> CaseTaken:
    """Accepted; the receipt says so."""
    return desks.decisions.accept(case.case_no, said.window, desks.actor, said.request)


def close(desks: Desks, case: Case, said: Said) -> CaseMovedOn:
    """Granted and handed over at once."""
    return desks.decisions.close_here(case.case_no, said["result"], said["to"], desks.actor, said.request)


def forward(desks: Desks, case: Case, said: Said) -> CaseMovedOn:
    """Sent to the body that decides."""
    return desks.decisions.forward(case.case_no, said["to"], desks.actor, said["text"], said.request)


def resume(desks: Desks, case: Case, said: Said) -> CaseMovedOn:
    """The procedure is over."""
    return desks.decisions.resume(case.case_no, said["text"], desks.actor, said.request)


def notice(desks: Desks, case: Case, said: Said) -> CaseMovedOn:
    """Hung out."""
    return desks.decisions.post_notice(case.case_no, said.values, desks.actor, said.request)


def end_notice(desks: Desks, case: Case, said: Said) -> CaseMovedOn:
    """Taken down."""
    return desks.decisions.end_notice(case.case_no, said["text"], desks.actor, said.request)


def give_back(desks: Desks, case: Case, said: Said) -> CaseMovedOn:
    """Returned."""
    return desks.decisions.give_back(case.case_no, said["reason"], desks.actor, said.request)
