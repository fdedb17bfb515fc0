"""The queue's desk: take a number, call it, call again, miss it, serve it; and see the line.

The desk is the port (DESIGN §2): plain values in, outcomes or refusals out, idempotent by request id.
`LocalQueue` runs the
transaction itself; a twin over the LAN will pass the same contract test.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from uuid import uuid4

from kiosk.app.outcomes import QueueSeen, TicketMoved, TicketTaken
from kiosk.domain.case import StepDoesNotFit
from kiosk.domain.deadline import business_day
from kiosk.domain.queue import ahead_of, next_in_line, service_minutes
from kiosk.domain.refusals import MatterUnknown, NobodyWaiting, RequestReused, TicketElsewhere, TicketUnknown
from kiosk.domain.ticket import Ticket, TicketState, after, ticket_number

if TYPE_CHECKING:  # the first screen shows before the first entry is written
    from forms import Catalogue
    from kiosk.app.ports import Store, Trust, Work
    from sync.protocol.kinds import Payload

RECENT_CALLS = 8


class QueueDesk(Protocol):
    """What can be done with the line. Refusals: see each method of `LocalQueue`."""

    def take(self, matter: str, id_number: str = "", green: bool = False, request: str = "") -> TicketTaken: ...
    def call(self, window: str, number: str = "", request: str = "") -> TicketMoved: ...
    def recall(self, number: str) -> TicketMoved: ...
    def skip(self, number: str) -> TicketMoved: ...
    def done(self, number: str) -> TicketMoved: ...
    def seen(self) -> QueueSeen: ...


class LocalQueue:
    """The queue of this centre, kept in this PC's own store."""

    def __init__(self, store: Store, catalogue: Catalogue, trust: Trust, actor: str) -> None:
        self._store = store
        self._catalogue = catalogue
        self._trust = trust
        self._actor = actor

    def take(self, matter: str, id_number: str = "", green: bool = False, request: str = "") -> TicketTaken:
        """Give out the next number of the matter's category. Refuses an unknown matter."""
        from sync.protocol.kinds import TicketTaken as TicketTakenPayload

        prefix = self._prefix(matter)
        day = business_day(self._trust.now())
        person = self._trust.person_mark(id_number) if id_number else ""
        with self._store.work(self._actor) as work:
            if before := self._answered(work, request, "take"):
                return self._taken(work, before)
            payload = TicketTakenPayload(
                ticket=uuid4().hex,
                day=day.isoformat(),
                number=ticket_number(prefix, work.tickets.next_count(day, prefix)),
                matter=matter,
                arrival=work.tickets.next_arrival(day),
                person=person,
                green=green,
            )
            ticket = _enter(work, None, payload, "ticket.taken")
            if request:
                work.drawer.answer(request, "take", ticket.number)
            return TicketTaken(ticket, work.tickets.count_waiting(day) - 1)

    def call(self, window: str, number: str = "", request: str = "") -> TicketMoved:
        """Call the next in line, or a given number, to `window`; who stood there before is served.

        Refuses when nobody waits, the number is unknown, or somebody else has it already.
        """
        day = business_day(self._trust.now())
        with self._store.work(self._actor) as work:
            if before := self._answered(work, request, "call"):
                return TicketMoved(self._must_find(work, before))
            ticket = self._must_find(work, number) if number else next_in_line(work.tickets.waiting(day))
            if ticket is None:
                raise NobodyWaiting
            if standing := work.tickets.at_window(day, window):
                _move(work, standing, "ticket.served", window)
            called = _move(work, ticket, "ticket.called", window)
            if request:
                work.drawer.answer(request, "call", called.number)
            return TicketMoved(called)

    def recall(self, number: str) -> TicketMoved:
        """Say it once more. Refuses a ticket that is not at a window."""
        return self._step(number, "ticket.recalled")

    def skip(self, number: str) -> TicketMoved:
        """Nobody came (弃号). Refuses a ticket that is not at a window."""
        return self._step(number, "ticket.missed")

    def done(self, number: str) -> TicketMoved:
        """Served. Refuses a ticket that is not at a window."""
        return self._step(number, "ticket.served")

    def seen(self) -> QueueSeen:
        """The line of today as it stands."""
        day = business_day(self._trust.now())
        with self._store.look() as work:
            tickets = list(work.tickets.of_day(day))
        waiting = sorted((t for t in tickets if t.state is TicketState.WAITING), key=lambda t: t.arrival)
        serving = sorted((t for t in tickets if t.state is TicketState.CALLED), key=lambda t: t.window)
        called = sorted((t for t in tickets if t.called_at), key=lambda t: t.called_at or t.taken_at, reverse=True)
        missed = tuple(t for t in tickets if t.state is TicketState.MISSED)
        pace = tuple(service_minutes(tickets))
        return QueueSeen(day, tuple(waiting), tuple(serving), tuple(called[:RECENT_CALLS]), missed, pace)

    def _step(self, number: str, kind: str) -> TicketMoved:
        with self._store.work(self._actor) as work:
            ticket = self._must_find(work, number)
            return TicketMoved(_move(work, ticket, kind, ticket.window))

    def _prefix(self, matter: str) -> str:
        """Asked anew each time: the county may have added the matter a minute ago."""
        from kiosk.app.joint_offer import any_matter

        category = next((m.category for m in self._catalogue.matters() if m.code == matter), None)
        try:
            category = category or any_matter(self._catalogue, matter).category
        except LookupError:
            raise MatterUnknown(matter) from None
        return next(c.prefix for c in self._catalogue.categories() if c.code == category)

    def _must_find(self, work: Work, number: str) -> Ticket:
        ticket = work.tickets.by_number(business_day(self._trust.now()), number.strip().upper())
        if ticket is None:
            raise TicketUnknown(number)
        return ticket

    def _taken(self, work: Work, number: str) -> TicketTaken:
        ticket = self._must_find(work, number)
        return TicketTaken(ticket, ahead_of(ticket, work.tickets.waiting(ticket.day)))

    def _answered(self, work: Work, request: str, what: str) -> str:
        """The number already given for this request, or ''. Refuses a request id used for something else."""
        answer = work.drawer.answered(request) if request else None
        if answer is None:
            return ""
        if answer[0] != what:
            raise RequestReused(request)
        return answer[1]


def _move(work: Work, ticket: Ticket, kind: str, window: str) -> Ticket:
    from sync.protocol.kinds import TicketMoved as TicketMovedPayload

    payload = TicketMovedPayload(ticket=ticket.id, day=ticket.day.isoformat(), number=ticket.number, window=window)
    return _enter(work, ticket, payload, kind)


def _enter(work: Work, before: Ticket | None, payload: Payload, kind: str) -> Ticket:
    """Enter it, and let the entry say what becomes of the ticket: the table is never anything else than the
    journal."""
    entered = work.journal.enter(payload, kind)
    try:
        ticket = after(before, entered.happened)
    except StepDoesNotFit as no:
        raise TicketElsewhere(before.number if before else "", no.state) from no
    work.tickets.put(ticket)
    return ticket
