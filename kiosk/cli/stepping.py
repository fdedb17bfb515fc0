"""Commands that move a case on at a window: one desk method each, once for each request."""

from argparse import Namespace
from collections.abc import Callable
from datetime import date
from typing import Any, Protocol

from kiosk.app.desks import Desks
from kiosk.cli.answer import Answer
from kiosk.cli.words import CASE_STEPPED, CLOCK_CARDS, CLOCK_HANDS, CLOCK_LINE, CLOCK_NAMES, NO_DUE
from kiosk.domain.case import Case
from kiosk.domain.clocks import Reading
from kiosk.domain.refusals import Refusal
from kiosk.domain.words import state_word
from kiosk.wiring.house import house

_WAYS = ("original", "copy", "seen", "shared", "on_file")


class Done(Protocol):
    """What came of it."""

    @property
    def case(self) -> Case: ...


def receive(given: Namespace) -> Answer:
    """收件 of what a village agent collected: {"case_no", "state", "due_on", "estimated"}."""
    return _done(given, lambda d: d.decisions.receive(given.case_no, given.window, d.actor, given.request))


def admit(given: Namespace) -> Answer:
    """受理 of what was received."""
    return _done(given, lambda d: d.decisions.accept(given.case_no, given.window, d.actor, given.request))


def forward(given: Namespace) -> Answer:
    """转报 to the body that decides; the matter's own when none is named."""
    return _done(given, lambda d: d.decisions.forward(given.case_no, given.to, d.actor, given.text, given.request))


def supplement(given: Namespace) -> Answer:
    """What was asked for or owed has been brought: `--brought KEY=original` for each paper."""
    papers = dict(_brought(one) for one in given.brought)
    return _done(given, lambda d: d.cases.supplement(given.case_no, papers, d.actor, given.text, given.request))


def give_back(given: Namespace) -> Answer:
    """退件: what was missing did not come in time."""
    return _done(given, lambda d: d.decisions.give_back(given.case_no, given.reason, d.actor, given.request))


def resume(given: Namespace) -> Answer:
    """The special procedure is over; the clock goes on."""
    return _done(given, lambda d: d.decisions.resume(given.case_no, given.text, d.actor, given.request))


def notice(given: Namespace) -> Answer:
    """公示 begins."""
    facts = {"where": given.where, "until": given.until, "text": given.text}
    return _done(given, lambda d: d.decisions.post_notice(given.case_no, facts, d.actor, given.request))


def end_notice(given: Namespace) -> Answer:
    """公示 is over."""
    return _done(given, lambda d: d.decisions.end_notice(given.case_no, given.text, d.actor, given.request))


def close(given: Namespace) -> Answer:
    """即办件: granted and handed over at once."""
    return _done(given, lambda d: d.decisions.close_here(given.case_no, given.result, given.to, d.actor, given.request))


def withdraw(given: Namespace) -> Answer:
    """撤回."""
    return _done(given, lambda d: d.cases.withdraw(given.case_no, _why(given), d.actor, given.request))


def void(given: Namespace) -> Answer:
    """作废: marked, never deleted."""
    return _done(given, lambda d: d.cases.void(given.case_no, _why(given), d.actor, given.request))


def clocks(given: Namespace) -> Answer:
    """The clocks of a case today: [{"clock", "hand", "card", "begun", "due", "used", "left", "over", "unit", "ended",
    "estimated"}]. The look is entered in the journal."""
    with house(given.data, given.staff) as desks:
        case = desks.cases.show(given.case_no, desks.actor, "cli")
        readings = desks.decisions.clocks(case)
    return Answer([_reading(one) for one in readings], [_line(one) for one in readings])


def _done(given: Namespace, deed: Callable[[Desks], Done]) -> Answer:
    with house(given.data, given.staff) as desks:
        case = desks.decisions.as_it_counts(deed(desks).case)
    due = case.due_on.isoformat() if case.due_on else ""
    value = {
        "case_no": case.case_no,
        "state": case.state.value,
        "due_on": due,
        "estimated": case.due_estimated,
        "deemed": case.deemed,
    }
    line = CASE_STEPPED.format(case_no=case.case_no, state=state_word(case.state), due=due or NO_DUE)
    return Answer(value, [line])


def _why(given: Namespace) -> str:
    if not given.reason.strip():
        raise Refusal("step_unsaid", what="reason")
    return str(given.reason).strip()


def _brought(text: str) -> tuple[str, str]:
    key, _, way = text.partition("=")
    if not key or way not in _WAYS:
        raise Refusal("brought_wrong", given=text, ways=" ".join(_WAYS))
    return key, way


def _reading(one: Reading) -> dict[str, Any]:
    plain: dict[str, Any] = {name: getattr(one, name) for name in Reading.__slots__}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in plain.items()}


def _line(one: Reading) -> str:
    words = {"name": CLOCK_NAMES[one.clock], "hand": CLOCK_HANDS[one.hand], "card": CLOCK_CARDS[one.card]}
    return CLOCK_LINE.format(due=one.due.isoformat(), used=one.used, left=one.left, over=one.over, **words)
