"""Rating (好差评): the resident's word on a service, once for each case or visit, never the clerk's.

Here is no screen and no follow-up: a bad rating is entered with all that whoever looks into it will need.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from kiosk.app.at_hand import case_of
from kiosk.app.outcomes import RatingTaken
from kiosk.domain.case import FILINGS, after
from kiosk.domain.deadline import business_day
from kiosk.domain.rating import BadRating, Level, Passed, Rateable, RatingFigures, reasons_fit
from kiosk.domain.refusals import AlreadyRated, NothingToRate, RatedByStaff, RatingWrong, TicketUnknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from kiosk.app.ports import Store, Trust, Work
    from kiosk.domain.case import Case
    from sync.protocol.entry import Body

RESIDENT = "resident"  # who enters a rating: never the actor of the desk
GIVEN, CASE_RATED, PASSED = "rating.given", "case.rated", "rating.passed"
_RATED = "rated/"


class RatingDesk:
    """What a resident does at a rating page, and what is counted of it. `actor` is who sits at this PC: a member of
    staff at the command line may not rate."""

    def __init__(self, store: Store, trust: Trust, actor: str) -> None:
        self._store = store
        self._trust = trust
        self._actor = actor

    def must_be_open(self, about: Rateable) -> None:
        """Refuse what is rated already, and what cannot be rated at all."""
        with self._store.look() as work:
            self._must_be_open(work, about)

    def case(self, case_no: str) -> Rateable:
        """A case as it is rated. Refuses one that is not here."""
        with self._store.look() as work:
            return _of_case(Rateable(case_no=case_no), case_of(work, case_no))

    def visit(self, number: str) -> Rateable:
        """The visit of a number of today that was called. Refuses any other."""
        with self._store.look() as work:
            ticket = work.tickets.by_number(business_day(self._trust.now()), number.strip().upper())
        if ticket is None or not ticket.turn:
            raise TicketUnknown(number)
        return Rateable(ticket=ticket.id, number=ticket.number, matter=ticket.matter, window=ticket.window)

    def give(
        self, about: Rateable, level: Level, reasons: Sequence[str] = (), way: str = "window", named: bool = False
    ) -> RatingTaken:
        """Take a rating. Refuses a second one, reasons of another level, and a member of staff."""
        from sync.protocol.kinds import Rated

        if self._actor.startswith("staff:") and way == "command":
            raise RatedByStaff(about.name)
        if not reasons_fit(level, reasons):
            raise RatingWrong(",".join(reasons))
        with self._store.work(RESIDENT) as work:
            self._must_be_open(work, about)
            case = work.cases.get(about.case_no) if about.case_no else None
            about = _of_case(about, case) if case else about
            payload = Rated(level=level.value, way=way, reasons=tuple(reasons), named=named, **_named(about))
            if case is None:
                work.journal.enter(payload, GIVEN)
            else:
                entered = work.journal.enter(payload, CASE_RATED, case.case_no)
                work.cases.put(after(case, entered.happened))
            work.drawer.answer(_RATED + about.name, "rate", level.value)
        return RatingTaken(about.name, level)

    def pass_by(self, about: Rateable, why: Passed, way: str = "window") -> RatingTaken:
        """Nobody rated: counted as not rated (未评价), and neither as good nor as given. It may be rated later."""
        from sync.protocol.kinds import RatingPassed

        with self._store.work(RESIDENT) as work:
            work.journal.enter(RatingPassed(why=why.value, way=way, **_named(about)), PASSED)
        return RatingTaken(about.name, None)

    def bad(self) -> Sequence[BadRating]:
        """Every bad rating that this PC knows of, the latest first: somebody's work. Who did not give his name is not
        told of, nor is his case."""
        with self._store.look() as work:
            bad = [body for body in _given(work) if Level(body.payload["level"]).bad]
            return [_bad(body, _who_served(work, body)) for body in reversed(bad)]

    def figures(self, day: date | None = None) -> RatingFigures:
        """What a day's ratings came to; today's up to now. What was passed by and rated after all counts as rated."""
        wanted = day or business_day(self._trust.now())
        with self._store.look() as work:
            given = [body for body in _given(work) if business_day(_at(body)) == wanted]
            passed = [written.read() for written in work.journal.of_kinds(PASSED)]
        rated = {_name(body) for body in given}
        left = {_name(body) for body in passed if business_day(_at(body)) == wanted} - rated
        levels = {level.value: sum(body.payload["level"] == level for body in given) for level in Level}
        good = sum(count for level, count in levels.items() if not Level(level).bad)
        return RatingFigures(len(given), good, len(left), levels)

    def _must_be_open(self, work: Work, about: Rateable) -> None:
        if not about.name:
            raise NothingToRate
        case = work.cases.get(about.case_no) if about.case_no else None
        if (case is not None and case.rated) or work.drawer.answered(_RATED + about.name):
            raise AlreadyRated(about.case_no or about.number)


def _of_case(about: Rateable, case: Case) -> Rateable:
    """Who served: whoever filed it last (谁办理，谁负责)."""
    staff = next((step.actor for step in reversed(case.steps) if step.kind in FILINGS), about.staff)
    return Rateable(case.case_no, about.ticket, about.number, case.matter, case.window or about.window, staff)


def _named(about: Rateable) -> dict[str, Any]:
    named = {name: getattr(about, name) for name in ("ticket", "number", "matter", "window", "staff")}
    return {**named, "case": about.case_no}


def _given(work: Work) -> Iterator[Body]:
    """Ratings as they were given, here and on the city's page, the first of each service: a second one, given while
    the two were apart, lies aside and counts for nothing. One of a level that a later version knows is left to that."""
    told: set[str] = set()
    for written in work.journal.of_kinds(GIVEN, CASE_RATED):
        body = written.read()
        if body.payload.get("level") in list(Level) and _name(body) not in told:
            told.add(_name(body))
            yield body


def _name(body: Body) -> str:
    return body.case or body.payload.get("case") or body.payload.get("ticket") or body.id


def _at(body: Body) -> datetime:
    return datetime.fromisoformat(body.wall)


def _who_served(work: Work, body: Body) -> str:
    """Who filed the case, where the rating does not say it: the city's page does not know him."""
    case = work.cases.get(body.case) if body.case else None
    return str(body.payload.get("staff") or (_of_case(Rateable(), case).staff if case else ""))


def _bad(body: Body, staff: str) -> BadRating:
    told = body.payload
    return BadRating(
        id=body.id,
        at=_at(body),
        level=Level(told["level"]),
        reasons=tuple(told.get("reasons", ())),
        matter=told.get("matter", ""),
        window=told.get("window", ""),
        staff=staff,
        way=told.get("way", ""),
        case_no=(body.case or told.get("case", "")) if told.get("named") else "",
    )
