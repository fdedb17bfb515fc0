"""A promise (告知承诺) is checked at the window: which paper's, whether it is true, and what was found."""

from collections.abc import Sequence

from forms import Matter
from kiosk.app.desks import Desks
from kiosk.app.outcomes import CaseMovedOn
from kiosk.domain.aftermath import to_be_checked
from kiosk.domain.case import Case
from kiosk.ui.window.actions.action import Blank, Said
from kiosk.ui.window.actions.words import Checking as Words

TRUE = Words.RESULTS[0][0]


def waits(case: Case) -> bool:
    """Something was promised and nobody has checked it."""
    return bool(to_be_checked(case))


def ask_found(case: Case, matter: Matter | None) -> Sequence[Blank]:
    """Which promise, what came of it, and how it was checked."""
    names = {one.id: one.name for one in matter.materials} if matter else {}
    papers = tuple((key, names.get(key, key)) for key in to_be_checked(case))
    return (
        Blank("material", Words.PAPER, "choice", choices=papers, known=papers[0][0] if papers else ""),
        Blank("result", Words.RESULT, "choice", choices=Words.RESULTS),
        Blank("text", Words.FOUND, hint=Words.FOUND_HINT),
    )


def check(desks: Desks, case: Case, said: Said) -> CaseMovedOn:
    """Enter it."""
    kept = said["result"] == TRUE
    return desks.amends.pledging.check(case.case_no, said["material"], kept, said["text"], desks.actor, said.request)
