"""The chief representative (首席代表) at the desks: whose word is needed for an act, and that it was given.

Which acts need it says the matter's definition (a step that only he takes) or the centre's rule, never the program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from forms import UnknownMatter
from kiosk.app.at_hand import case_of
from kiosk.app.house_rules import rules_in
from kiosk.app.joint_offer import any_matter
from kiosk.app.once import Once
from kiosk.app.words import CHIEF, ROWS
from kiosk.domain.case import after
from kiosk.domain.refusals import Refusal
from sync.protocol.amend_kinds import Approval, CaseApproved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forms import Catalogue, Matter
    from kiosk.app.ports import Store, Work
    from kiosk.domain.case import Case

APPROVED = "case.approved"
DECIDED = "case.decided"


class ApprovalNeeded(Refusal):
    """This act of this matter is only done with the chief representative's word; nothing was written."""

    def __init__(self, matter: str, act: str) -> None:
        super().__init__("approval_needed", matter=matter, act=act)


class NotAChief(Refusal):
    """Whoever was named may not approve here."""

    def __init__(self, name: str, chiefs: tuple[str, ...]) -> None:
        super().__init__("not_a_chief", name=name, chiefs=ROWS["comma"].join(chiefs))


class Authority(Protocol):
    """Says who approves. A sign-in may take the place of a name: then `way` of what comes back tells so."""

    def approve(self, work: Work, act: str, name: str, /) -> Approval:
        """His word for one act. Refuses who may not give it."""


class NamedAuthority:
    """By name: whoever sits here says who approved, and stands for it with his own."""

    def approve(self, work: Work, act: str, name: str, /) -> Approval:
        """Refuses `NotAChief` where the centre has named its chiefs and he is none of them."""
        chiefs = rules_in(work.drawer).chiefs
        if not name.strip() or (chiefs and name.strip() not in chiefs):
            raise NotAChief(name.strip(), chiefs)
        return Approval(act=act, name=name.strip())


def needs_approval(work: Work, matter: Matter, act: str) -> bool:
    """Whether the definition or the centre asks for the chief representative."""
    return rules_in(work.drawer).approves(matter.code, act) or _definition_asks(matter, act)


def must_be_approved(work: Work, case: Case, catalogue: Catalogue, act: str) -> None:
    """Refuse an act that needs his word and has none. One word is good for one act: the next one needs another.

    A matter that this catalogue does not know is asked for by the centre's rules alone.
    """
    try:
        matter: Matter | None = any_matter(catalogue, case.matter, case.matter_version)
    except UnknownMatter:
        matter = None
    asked = rules_in(work.drawer).approves(case.matter, act)
    if not asked and not (matter is not None and _definition_asks(matter, act)):
        return
    given = 0
    for written in work.journal.of_case(case.case_no):
        body = written.read()
        if body.kind == APPROVED:
            said: Mapping[str, str] = body.payload.get("approval") or {}
            given += said.get("act") == act
        elif body.kind == act:
            given = 0
    if not given:
        raise ApprovalNeeded(matter.name if matter else case.matter, act)


def _definition_asks(matter: Matter, act: str) -> bool:
    return act == DECIDED and any(step.actor.strip() == CHIEF for step in matter.steps)


class ApprovalDesk:
    """Takes the chief representative's word and enters it with the case."""

    def __init__(self, store: Store, authority: Authority) -> None:
        self._store = store
        self._authority = authority

    def approve(self, case_no: str, act: str, name: str, actor: str, text: str = "", request: str = "") -> Case:
        """His word for one act on this case. Refuses an unknown case and `NotAChief`; the same request once."""
        once = Once(request, f"{APPROVED}/{case_no}/{act}")
        with self._store.work(actor) as work:
            case = case_of(work, case_no)
            if once.before(work) is not None:
                return case
            approval = self._authority.approve(work, act, name)
            entered = work.journal.enter(CaseApproved(approval=approval, text=text.strip()), APPROVED, case_no)
            case = after(case, entered.happened)
            work.cases.put(case)
            once.remember(work, case_no)
            return case
