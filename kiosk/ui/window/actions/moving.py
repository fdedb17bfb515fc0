"""Steps of a case that need a few words and no paper: when they fit, what is asked, and the deed."""

from collections.abc import Sequence

from forms import Matter
from kiosk.app.desks import Desks
from kiosk.app.outcomes import CaseMovedOn
from kiosk.domain.case import Case, CaseState
from kiosk.ui.window.actions.action import Blank, Said
from kiosk.ui.window.actions.words import Asked

S = CaseState
_STANDING = (S.SUSPENDED, S.NOTICED)
_OPEN = frozenset((S.RECEIVED, S.SUPPLEMENT, S.ACCEPTED, S.IN_REVIEW, *_STANDING, S.COLLECTED, S.BOOKED))
_ASKABLE = frozenset((S.RECEIVED, S.SUPPLEMENT, S.ACCEPTED, S.IN_REVIEW))
_DECIDED = frozenset((S.GRANTED, S.REFUSED))


def is_open(case: Case) -> bool:
    """It has not come to its end."""
    return case.state in _OPEN


def is_decided(case: Case) -> bool:
    """Decided and not served yet."""
    return case.state in _DECIDED


def wants_papers(case: Case) -> bool:
    """Something was asked for, or is owed."""
    return case.state in _ASKABLE and bool(case.owed or case.state is S.SUPPLEMENT)


def ask_brought(case: Case, matter: Matter | None) -> Sequence[Blank]:
    """Which of the owed papers, and a word on it."""
    names = {material.id: material.name for material in matter.materials} if matter else {}
    papers = tuple((key, names.get(key, key)) for key in case.owed)
    text = Blank("text", Asked.BROUGHT, must=False)
    if not papers:
        return (text,)
    owed = Blank("papers", Asked.BROUGHT_PAPERS, "choices", must=False, known=" ".join(case.owed), choices=papers)
    return (owed, text)


def bring(desks: Desks, case: Case, said: Said) -> CaseMovedOn:
    """What was asked for, or owed, has been brought."""
    papers = dict.fromkeys(said.values.get("papers", "").split(), "original")
    return desks.cases.supplement(case.case_no, papers, desks.actor, said["text"], said.request)


def ask_why_withdrawn(_case: Case, _matter: Matter | None) -> Sequence[Blank]:
    """The applicant's reason."""
    return (Blank("reason", Asked.WHY_WITHDRAWN),)


def withdraw(desks: Desks, case: Case, said: Said) -> CaseMovedOn:
    """The applicant takes it back."""
    return desks.cases.withdraw(case.case_no, said["reason"], desks.actor, said.request)


def ask_why_void(_case: Case, _matter: Matter | None) -> Sequence[Blank]:
    """The reason."""
    return (Blank("reason", Asked.WHY_VOID),)


def void(desks: Desks, case: Case, said: Said) -> CaseMovedOn:
    """Entered by mistake."""
    return desks.cases.void(case.case_no, said["reason"], desks.actor, said.request)
