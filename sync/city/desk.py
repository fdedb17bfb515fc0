"""A department's desk in the city: look at cases, decide one, ask for what is missing. The news then go down."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from kiosk.domain.case import StepDoesNotFit, after
from kiosk.domain.refusals import CaseElsewhere, CaseUnknown
from sync.city.books import Books
from sync.city.folding import Twin
from sync.city.journal import CityJournal, Saying
from sync.city.rating import RESIDENT
from sync.city.records import twin_of, twins_of
from sync.city.tables import case_record, quarantine, work_item
from sync.protocol.kinds import CaseDecided, Looked, Payload, Rated, SupplementAsked, write_payload
from sync.protocol.reading import Happening

GRANTED, REFUSED, SUPPLEMENT = "granted", "refused", "supplement"


@dataclass(frozen=True, slots=True)
class Aside:
    """How much waits for a person: entries that do not fit, forks and words of revoked devices."""

    items: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One entry that a person has to look at."""

    g: int
    reason: str
    case_no: str
    at: str


class CityDesk:
    """What a department may see and do. Raises `CaseUnknown` and `CaseElsewhere`; nothing is written then."""

    def __init__(self, books: Books, journal: CityJournal, wall: Callable[[], str]) -> None:
        self._books = books
        self._journal = journal
        self._wall = wall
        self.residents = ResidentsDesk(books, journal, wall)

    def open_cases(self, limit: int = 200) -> Sequence[Twin]:
        """Cases not yet closed, the earliest due first, those without a due date last."""
        no_date = case_record.c.due_on.is_(None)
        query = select(case_record).where(case_record.c.open).order_by(no_date, case_record.c.due_on)
        return self._found(query.order_by(case_record.c.filed_g).limit(limit))

    def closed_cases(self, limit: int = 200) -> Sequence[Twin]:
        """Closed cases, the latest first."""
        query = select(case_record).where(~case_record.c.open).order_by(case_record.c.last_g.desc())
        return self._found(query.limit(limit))

    def all_cases(self) -> Sequence[Twin]:
        """Every case in the order of filing."""
        return self._found(select(case_record).order_by(case_record.c.filed_g))

    def case(self, case_no: str, twin: int = 0) -> Twin:
        """One case; of two with one number the one meant, the first when none is named."""
        with self._books.read() as connection:
            return _one(connection, case_no, twin)

    def twins(self, case_no: str) -> Sequence[Twin]:
        """All cases of a number: none, one, or by a fault two."""
        with self._books.read() as connection:
            return twins_of(connection, [case_no]).get(case_no, [])

    def aside(self) -> Aside:
        """How much waits for a person."""
        with self._books.read() as connection:
            items = select(func.count()).select_from(work_item).where(work_item.c.settled_at == "")
            lying = select(func.count()).select_from(quarantine).where(quarantine.c.settled_at == "")
            return Aside(connection.execute(items).scalar_one(), connection.execute(lying).scalar_one())

    def work_items(self, limit: int = 200) -> Sequence[WorkItem]:
        """What waits for a person, oldest first."""
        query = select(work_item).where(work_item.c.settled_at == "").order_by(work_item.c.g).limit(limit)
        with self._books.read() as connection:
            return [WorkItem(row.g, row.reason, row.case_no or "", row.at) for row in connection.execute(query)]

    def decide(self, case_no: str, result: str, text: str, actor: str, twin: int = 0) -> Twin:
        """Close a case: `result` is 'granted' or 'refused'."""
        payload = CaseDecided(result=result, text=text)
        return self._enter(case_no, twin, "case.decided", payload, actor)

    def ask_supplement(self, case_no: str, asked: SupplementAsked, actor: str, twin: int = 0) -> Twin:
        """Ask, once and for all that is missing (补正)."""
        return self._enter(case_no, twin, "case.supplement_asked", asked, actor)

    def looked(self, twin: Twin, actor: str) -> None:
        """Somebody opened a case in full: entered in the city's journal, and never sent down."""
        looked = Saying("person.looked", Looked(what="case"), actor, twin.case_no, twin.case.centre)
        with self._books.write() as connection:
            self._journal.enter(connection, looked)

    def _enter(self, case_no: str, twin: int, kind: str, payload: Payload, actor: str) -> Twin:
        return enter_step(self._books, self._journal, self._wall(), Saying(kind, payload, actor, case_no), twin)

    def _found(self, query: Select[Any]) -> list[Twin]:
        with self._books.read() as connection:
            return [twin_of(row) for row in connection.execute(query)]


class ResidentsDesk:
    """What residents themselves enter at the city."""

    def __init__(self, books: Books, journal: CityJournal, wall: Callable[[], str]) -> None:
        self._books = books
        self._journal = journal
        self._wall = wall

    def rate(self, twin: Twin, rated: Rated) -> Twin:
        """A resident's word on a case, once. Refuses a second one."""
        said = Saying("case.rated", rated, RESIDENT, twin.case_no)
        return enter_step(self._books, self._journal, self._wall(), said, twin.twin)


def enter_step(books: Books, journal: CityJournal, wall: str, said: Saying, twin: int = 0) -> Twin:
    """Enter a step of a case, if it fits: raises `CaseElsewhere` and `CaseUnknown`; nothing is written then."""
    with books.write() as connection:
        found = _one(connection, said.case, twin)
        happening = Happening(said.kind, said.actor, datetime.fromisoformat(wall), write_payload(said.payload))
        try:
            after(found.case, happening)
        except StepDoesNotFit as no:
            raise CaseElsewhere(said.case, found.case.state, said.kind) from no
        alone = len(twins_of(connection, [said.case])[said.case]) == 1
        filing = "" if alone else found.filed_by
        journal.enter(connection, replace(said, centre=found.case.centre, filing=filing))
        return _one(connection, said.case, found.twin)


def _one(connection: Connection, case_no: str, twin: int) -> Twin:
    found = twins_of(connection, [case_no]).get(case_no, [])
    fitting = [one for one in found if not twin or one.twin == twin]
    if not fitting:
        raise CaseUnknown(case_no)
    return fitting[0]
