"""What can be done with a case at this window, by its state; the desk has the last word."""

from dataclasses import dataclass

from kiosk.domain.case import Case, CaseState
from kiosk.ui.window.words import Ask, Search

S = CaseState
_OPEN = frozenset((S.RECEIVED, S.SUPPLEMENT, S.ACCEPTED, S.IN_REVIEW, S.SUSPENDED, S.COLLECTED, S.BOOKED))
_ASKABLE = frozenset((S.RECEIVED, S.SUPPLEMENT, S.ACCEPTED, S.IN_REVIEW))
_DECIDED = frozenset((S.GRANTED, S.REFUSED))


@dataclass(frozen=True, slots=True)
class Move:
    """One thing to do: its key, its word, what has to be said, whether it must be, from which states."""

    name: str
    key: str
    word: str
    question: str
    must: bool
    states: frozenset[CaseState]

    def fits(self, case: Case) -> bool:
        """Whether it means something for this case now."""
        if self.name == "supplement" and not (case.owed or case.state is S.SUPPLEMENT):
            return False
        return case.state in self.states


MOVES = (
    Move("supplement", "Alt+B", Search.SUPPLEMENT, Ask.SUPPLEMENT, False, _ASKABLE),
    Move("deliver", "Alt+D", Search.DELIVER, Ask.DELIVER, True, _DECIDED),
    Move("withdraw", "Alt+W", Search.WITHDRAW, Ask.WITHDRAW, True, _OPEN),
    Move("void", "Alt+V", Search.VOID, Ask.VOID, True, _OPEN),
)
