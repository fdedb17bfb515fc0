"""A lost receipt, a result that somebody else takes, the chief's word: what is asked at the window, and the deed."""

from collections.abc import Sequence
from dataclasses import dataclass

from forms import Matter
from kiosk.app.collecting import Takes
from kiosk.app.desks import Desks
from kiosk.app.outcomes import CaseMovedOn, Changed
from kiosk.domain.case import Case, CaseState
from kiosk.domain.refusals import Trouble
from kiosk.ui.window.actions.action import Blank, Said
from kiosk.ui.window.actions.words import Amend as Words

_DECIDED = frozenset((CaseState.GRANTED, CaseState.REFUSED))
# of what was decided an answer may still be corrected, which may need his word; of these nothing
_PAST_APPROVAL = frozenset((CaseState.WITHDRAWN, CaseState.VOIDED, CaseState.NOT_ACCEPTED, CaseState.DELIVERED))


@dataclass(frozen=True, slots=True)
class Reprinted:
    """A receipt is at the printer; the case is as it was."""

    case: Case
    changed: frozenset[Changed] = frozenset()


def may_be_reprinted(_case: Case) -> bool:
    """Every case has a receipt; whether it was filed here, the desk knows."""
    return True


def ask_id(case: Case, _matter: Matter | None) -> Sequence[Blank]:
    """The number once more; never shown beforehand."""
    return (Blank("number", Words.ID_AGAIN if case.id_number else Words.NAME_AGAIN),)


def reprint(desks: Desks, case: Case, said: Said) -> Reprinted:
    """Print it once more, marked."""
    printed = desks.amends.reprinting.again(case.case_no, said["number"], desks.actor)
    if printed.trouble:
        raise Trouble(printed.trouble, printer=printed.printer)
    return Reprinted(case)


def is_decided(case: Case) -> bool:
    """Decided and not served yet."""
    return case.state in _DECIDED


def ask_taker(case: Case, matter: Matter | None) -> Sequence[Blank]:
    """Who takes it for him, and the originals that lie here."""
    names = {one.id: one.name for one in matter.materials} if matter else {}
    known = Words.BETWEEN.join(names.get(key, key) for key, way in case.materials.items() if way == "original")
    return (
        Blank("name", Words.TAKER),
        Blank("id_number", Words.TAKER_ID),
        Blank("relation", Words.RELATION),
        Blank("mandate", Words.MANDATE, hint=Words.MANDATE_HINT),
        Blank("returned", Words.RETURNED, must=False, hint=Words.RETURNED_HINT, known=known),
    )


def collect(desks: Desks, case: Case, said: Said) -> CaseMovedOn:
    """Hand it over, with the paper that says so printed for his name."""
    takes = Takes(said["name"], said["id_number"], said["relation"], said["mandate"])
    returned = said["returned"].translate(Words.SEPARATORS).split("\n")
    issued = desks.amends.collecting.collect(case.case_no, takes, returned, desks.actor, said.request)
    desks.handing_out.document(issued.number, desks.actor)
    return CaseMovedOn(issued.case or case)


def may_be_approved(case: Case) -> bool:
    """It goes on, so that somebody may have to approve."""
    return case.state not in _PAST_APPROVAL


def ask_chief(_case: Case, _matter: Matter | None) -> Sequence[Blank]:
    """Who approves, and what."""
    return (
        Blank("act", Words.APPROVE_ACT, "choice", choices=Words.ACTS, known=Words.ACTS[0][0]),
        Blank("name", Words.CHIEF),
    )


def approve(desks: Desks, case: Case, said: Said) -> CaseMovedOn:
    """Enter his word."""
    request = said.request
    return CaseMovedOn(desks.amends.approval.approve(case.case_no, said["act"], said["name"], desks.actor, "", request))
