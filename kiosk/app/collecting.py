"""The desk of collection (领取): a result that somebody else takes for the applicant, with the originals (送达回证).

The paper and the step are one: the document desk makes both, here is looked who may take what is another's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.app.at_hand import case_of
from kiosk.app.documents import DeliveryWay, DocumentKind
from kiosk.app.gathering import Subject
from kiosk.app.joint_offer import any_matter
from kiosk.domain.case import CaseState
from kiosk.domain.deadline import business_day
from kiosk.domain.person import valid_id
from kiosk.domain.refusals import CaseElsewhere, Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forms import Catalogue
    from kiosk.app.issued import Issued
    from kiosk.app.issuing import DocumentDesk
    from kiosk.app.ports import Store, Trust
    from kiosk.domain.case import Case

_DECIDED = frozenset((CaseState.GRANTED, CaseState.REFUSED, CaseState.DELIVERED))


@dataclass(frozen=True, slots=True)
class Takes:
    """Who takes it: name, ID number, in which relation to the applicant, and the paper that allows it."""

    name: str
    id_number: str
    relation: str
    mandate: str


class CollectorRefused(Refusal):
    """He may not take it so: something about him is missing or his number is wrong. Nothing was handed over."""


class CollectingDesk:
    """Hands a result to somebody else than the applicant."""

    def __init__(self, store: Store, catalogue: Catalogue, documents: DocumentDesk, trust: Trust) -> None:
        self._store = store
        self._catalogue = catalogue
        self._documents = documents
        self._trust = trust

    def originals(self, case: Case) -> Sequence[str]:
        """The originals that lie here and go back with the result, by name."""
        matter = any_matter(self._catalogue, case.matter, case.matter_version)
        return [one.name for one in matter.materials if case.materials.get(one.id) == "original"]

    def collect(self, case_no: str, takes: Takes, returned: Sequence[str], actor: str, request: str = "") -> Issued:
        """He has it, and the 送达回证 says so, with the originals handed back by name.

        Refuses `CollectorRefused`, `CaseElsewhere` where nothing was decided, an unknown case, and what the document
        desk refuses; the same `request` again gives the same paper.
        """
        with self._store.look() as work:
            case = case_of(work, case_no)
        if case.state not in _DECIDED:
            raise CaseElsewhere(case_no, case.state, "case.delivered")
        self._must_be_known(case, takes)
        facts: dict[str, object] = {
            "way": DeliveryWay.DIRECT.value,
            "substitute": takes.name.strip(),
            "substitute_id": takes.id_number.strip().upper(),
            "relation": takes.relation.strip(),
            "mandate": takes.mandate.strip(),
            "returned": [{"name": one.strip(), "number": "", "count": 1} for one in returned if one.strip()],
        }
        if not actor.startswith("staff:"):
            facts["server"] = actor  # nobody has signed in: the paper names what handed it over
        if not self._has_papers(case_no):
            matter = any_matter(self._catalogue, case.matter, case.matter_version)
            facts["papers"] = [{"name": matter.guide.result or matter.name, "number": "", "count": 1}]
        return self._documents.issue(Subject(case_no), DocumentKind.DELIVERY, facts, actor, request)

    def _has_papers(self, case_no: str) -> bool:
        return any(one.kind in (DocumentKind.GRANTED, DocumentKind.REFUSED) for one in self._documents.listed(case_no))

    def _must_be_known(self, case: Case, takes: Takes) -> None:
        number = takes.id_number.strip().upper()
        if not all(one.strip() for one in (takes.name, takes.relation, takes.mandate)):
            raise CollectorRefused("collector_unsaid")
        if not valid_id(number, business_day(self._trust.now())):
            raise CollectorRefused("collector_id_wrong", given=takes.id_number)
        if number == case.id_number.upper():
            raise CollectorRefused("collector_is_applicant", name=case.applicant)
