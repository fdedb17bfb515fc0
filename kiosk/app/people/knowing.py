"""The desk of who is here: everything this store knows of a person, by his number, in one look.

His earlier cases, what is still open, what he owes, the households that name him; what of it may stand on a new form,
and which of his papers lie here already.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from forms import Catalogue, Matter, UnknownMatter
from kiosk.app.happenings import happened
from kiosk.app.house_rules import HouseRules, rules_in
from kiosk.app.joint_offer import any_matter
from kiosk.app.people.on_file import SUPPLEMENTED, Brought, OnFile, on_file, recent
from kiosk.app.people.prefill import Offered, Prefill
from kiosk.app.ports import Store, Trust, Work
from kiosk.domain.case import FILINGS, Case, CaseState
from kiosk.domain.deadline import business_day
from kiosk.domain.standstill import on_day

GREEN_AGE = 60
OPEN = frozenset(
    (
        CaseState.COLLECTED,
        CaseState.RECEIVED,
        CaseState.SUPPLEMENT,
        CaseState.ACCEPTED,
        CaseState.IN_REVIEW,
        CaseState.SUSPENDED,
    )
)


@dataclass(frozen=True, slots=True)
class Owing:
    """A paper that he has promised: of which case and matter, its id there, until when (ISO 8601)."""

    case_no: str
    matter: str
    material: str
    until: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one person. `cases` are his own and `naming` those of others that name him, newest first."""

    number: str = ""
    cases: Sequence[Case] = ()
    naming: Sequence[Case] = ()

    @property
    def open(self) -> Sequence[Case]:
        """What is not at its end yet."""
        return [one for one in self.cases if one.state in OPEN]

    @property
    def owing(self) -> Sequence[Owing]:
        """What he has still to bring, the most urgent first."""
        owed = [Owing(c.case_no, c.matter, m, until) for c in self.open for m, until in c.owed.items()]
        return sorted(owed, key=lambda one: one.until)


class PersonDesk:
    """Reads only, and nothing of a person unless his number was given; whoever looks has him at his window."""

    def __init__(self, store: Store, catalogue: Catalogue, trust: Trust) -> None:
        self._store = store
        self._catalogue = catalogue
        self._trust = trust

    def known(self, id_number: str) -> Known:
        """All that is known of the person with this number; nothing for an empty one."""
        with self._store.look() as work:
            return self._known(work, id_number)

    def offers(self, matter: Matter, known: Known) -> Mapping[str, Offered]:
        """What may be taken for this form, by field."""
        prefill = Prefill(self._definition, self._today(), self._rules().prefill_days)
        return prefill.offers(matter, known.cases, known.naming, known.number)

    def on_file(self, matter: Matter, known: Known) -> Mapping[str, OnFile]:
        """Which papers of this matter lie here already and still hold, by material."""
        days = self._rules().reuse_days
        cases = recent(known.cases, self._today(), days)
        if not cases:
            return {}
        with self._store.look() as work:
            brought = [one for case in cases for one in brought_with(work, case)]
        return on_file(matter, brought, self._definition, self._today(), days)

    def _known(self, work: Work, id_number: str) -> Known:
        if not id_number:
            return Known()
        today = self._today()
        own, naming = work.cases.of_person(id_number), work.cases.naming(id_number)
        return Known(id_number, [on_day(one, today) for one in own], [on_day(one, today) for one in naming])

    def _rules(self) -> HouseRules:
        with self._store.look() as work:
            return rules_in(work.drawer)

    def _definition(self, code: str, version: int) -> Matter | None:
        with suppress(UnknownMatter):
            return any_matter(self._catalogue, code, version)
        return None

    def _today(self) -> date:
        return business_day(self._trust.now())


def brought_with(work: Work, case: Case) -> Iterator[Brought]:
    """What came to the window with each entry of a case."""
    for written in work.journal.of_case(case.case_no):
        with suppress(ValueError):
            read = written.read()
            if read.kind in (*FILINGS, SUPPLEMENTED):
                day, payload = happened(read).at.date(), read.payload
                yield Brought(case, day, payload.get("materials", {}), payload.get("attachments", ()))


def filed_payload(work: Work, case_no: str) -> Mapping[str, Any] | None:
    """The payload of the entry that filed a case."""
    for written in work.journal.of_case(case_no):
        with suppress(ValueError):  # a body of another shape
            read = written.read()
            if read.kind in FILINGS:
                return read.payload
    return None
