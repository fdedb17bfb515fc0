"""A case's way so far, in the words of the window."""

from kiosk.domain.case import Case, CaseState, Step
from kiosk.domain.deadline import CHINA
from kiosk.domain.words import state_word
from kiosk.ui.widgets.steps import Stage
from kiosk.ui.window.actions.words import WAITS_FOR
from kiosk.ui.window.words import ACTORS, STEPS

_BAD = frozenset(("case.not_accepted", "case.voided", "case.returned"))
_WAITS = {CaseState.SUPPLEMENT, CaseState.SUSPENDED, CaseState.NOTICED, CaseState.RECEIVED, CaseState.COLLECTED}


def stages_of(case: Case) -> list[Stage]:
    """Each step with its day, who did it and what was said; last where it stands now, when it is not at its end."""
    stages = [_stage(step) for step in case.steps if step.kind in STEPS]
    if case.state in _WAITS or case.state is CaseState.IN_REVIEW:
        stages.append(Stage(WAITS_FOR.get(case.state.value) or state_word(case.state), case.ask, "here"))
    return stages


def _stage(step: Step) -> Stage:
    at = step.at.astimezone(CHINA)
    who, _, rest = step.actor.partition(":")
    actor = ACTORS.get(who, step.actor).format(rest=rest)
    note = f"{at:%m-%d %H:%M}\u3000{actor}" + (f"\u3000{step.text}" if step.text else "")
    return Stage(STEPS[step.kind], note, "bad" if step.kind in _BAD else "done")
