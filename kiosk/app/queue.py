"""The queue's desk: take a number, call it, call again, miss it, serve it, let it rest, hand it on; and see the line.

The desk is the port (DESIGN §2): plain values in, outcomes or refusals out, idempotent by request id.
`LocalQueue` runs the
transaction itself; a twin over the LAN will pass the same contract test.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

from kiosk.app.hubs import STEPPED_DOWN
from kiosk.app.line import Line, about
from kiosk.app.once import Once
from kiosk.app.outcomes import QueueSeen, TicketMoved, TicketTaken
from kiosk.app.ports import QueueDesk as QueueDesk
from kiosk.app.wishes import open_help, open_ratings
from kiosk.domain.queue import greens_in_a_row, in_order, late_place, next_in_line, service_minutes, wait_range
from kiosk.domain.refusals import (
    LineElsewhere,
    MatterUnknown,
    NobodyWaiting,
    RecalledEnough,
    RecalledJustNow,
    TicketAtWindow,
    TicketElsewhere,
    TooLate,
    WindowPaused,
)
from kiosk.domain.ticket import Hold, Ticket, TicketState, ticket_number

if TYPE_CHECKING:  # the first screen shows before the first entry is written
    from collections.abc import Iterator

    from forms import Catalogue
    from kiosk.app.ports import Store, Trust

RECENT_CALLS = 8
FRONT = 12  # of the line that a call looks at; who stands behind them is not next
MEASURED = 40  # the latest calls whose services the promise on a slip is measured from


class LocalQueue:
    """The queue of this centre, kept in this PC's own store. With a `reserve` (this device's number) it gives
    out only what
    lies in that block: for a hall screen whose hub is away."""

    def __init__(self, store: Store, catalogue: Catalogue, trust: Trust, actor: str, reserve: int = 0) -> None:
        self._store = store
        self._catalogue = catalogue
        self._trust = trust
        self._actor = actor
        self._reserve = reserve

    def take(self, matter: str, id_number: str = "", green: bool = False, request: str = "") -> TicketTaken:
        """Give out the next number of the matter's category. Who has an open one for this very matter gets
        that again.
        Refuses an unknown matter, an hour in which the hall is closed, and one whose numbers are all given out."""
        from sync.protocol.kinds import TicketTaken as TicketTakenPayload

        prefix = self._prefix(matter)
        person = self._trust.person_mark(id_number) if id_number else ""
        once = Once(request, "take")
        with self._line() as line:
            if (given := once.before(line.work)) is not None:
                return _taken(line, line.find(given))
            if person and (held := _open_one(line, person, matter)):
                return _taken(line, held, again=True)
            if not self._reserve and line.work.drawer.setting(STEPPED_DOWN):
                raise LineElsewhere  # a screen that was open while this PC's hub stepped down
            line.must_give_out()
            ahead = line.work.line.count_waiting(line.since)
            count, arrival = line.work.tickets.next_place(line.day, prefix, self._reserve)
            payload = TicketTakenPayload(
                ticket=uuid4().hex,
                day=line.day.isoformat(),
                number=ticket_number(prefix, count),
                matter=matter,
                arrival=arrival,
                person=person,
                green=green,
                said=_promise(line, ahead),
            )
            ticket = line.enter(None, payload, "ticket.taken")
            once.remember(line.work, ticket.number)
            return TicketTaken(ticket, ahead)

    def call(self, window: str, number: str = "", request: str = "") -> TicketMoved:
        """Call the next in line, or a given number, to `window`; who stood there before is served.

        Refuses when nobody waits, the number is unknown, somebody else has it, or the window is paused.
        """
        from sync.protocol.kinds import TicketCalled

        once = Once(request, "call")
        with self._line() as line:
            if (given := once.before(line.work)) is not None:
                return TicketMoved(line.find(given))
            if window in line.paused():
                raise WindowPaused(window)
            ticket, jumped = self._next(line, window, number)
            moved = []
            if standing := line.work.line.at_window(line.since, window):
                moved.append(line.move(standing, "ticket.served", window))
            turn = line.work.tickets.next_turn(line.day)
            payload = TicketCalled(**about(ticket), window=window, turn=turn, jumped=jumped)
            called = line.enter(ticket, payload, "ticket.called")
            line.press(window, *moved, called)
            once.remember(line.work, called.number)
            return TicketMoved(called)

    def recall(self, number: str) -> TicketMoved:
        """Say it once more. Refuses a ticket that is not at a window, and one recalled too often or just now."""
        with self._line() as line:
            ticket = line.find(number)
            rules, now = line.rules, ticket.now
            if ticket.state is TicketState.CALLED and ticket.recalls >= rules.most_recalls:
                raise RecalledEnough(ticket.number, rules.most_recalls)
            since = (line.at - now.recalled_at).total_seconds() if now.recalled_at else rules.recall_pause
            if 0 <= since < rules.recall_pause:
                raise RecalledJustNow(ticket.number, rules.recall_pause - int(since))
            return TicketMoved(line.move(ticket, "ticket.recalled", ticket.window))

    def skip(self, number: str) -> TicketMoved:
        """Nobody came (弃号). Refuses a ticket that is not at a window."""
        return self._end(number, "ticket.missed")

    def done(self, number: str) -> TicketMoved:
        """Served. Refuses a ticket that is not at a window."""
        return self._end(number, "ticket.served")

    def hold(self, number: str, hold: Hold, note: str = "") -> TicketMoved:
        """Let it rest (挂起); calling it by its number goes on. Refuses a ticket that is not at a window."""
        from sync.protocol.kinds import TicketHeld

        with self._line() as line:
            ticket = line.find(number)
            payload = TicketHeld(**about(ticket), window=ticket.window, hold=hold, note=note)
            return _pressed(line, ticket, line.enter(ticket, payload, "ticket.held"))

    def transfer(self, number: str, window: str = "", matter: str = "", note: str = "") -> TicketMoved:
        """Hand it to another window, or to another matter at any window (转移); its place in the line stays.

        Refuses a ticket that is not at a window, and an unknown matter.
        """
        from sync.protocol.kinds import TicketTransferred

        if matter:
            self._prefix(matter)
        with self._line() as line:
            ticket = line.find(number)
            payload = TicketTransferred(**about(ticket), window=ticket.window, to=window, matter=matter, note=note)
            return _pressed(line, ticket, line.enter(ticket, payload, "ticket.transferred"))

    def rejoin(self, number: str) -> TicketMoved:
        """Who missed his call has turned up (过号) and waits again, behind a few others. Refuses one that came
        too late,
        and one that did not miss a call."""
        from sync.protocol.kinds import TicketRejoined

        with self._line() as line:
            ticket = line.find(number)
            minutes = line.rules.late_minutes
            if ticket.ended_at and minutes and (line.at - ticket.ended_at).total_seconds() > minutes * 60:
                raise TooLate(ticket.number, minutes)
            behind = late_place(line.waiting(), line.rules)
            payload = TicketRejoined(**about(ticket), behind=behind)
            return TicketMoved(line.enter(ticket, payload, "ticket.rejoined"))

    def undo(self, window: str) -> TicketMoved:
        """Take the last step of a window back, within seconds. Refuses when it is too long ago, or when
        something else
        has happened to the number since."""
        with self._line() as line:
            undone = [line.move(ticket, "ticket.undone", window) for ticket in line.pressed(window)]
            return TicketMoved(undone[-1])

    def seen(self) -> QueueSeen:
        """The line as it stands."""
        with self._store.look() as work:
            line = Line(work, self._trust.now())
            today = list(work.tickets.of_day(line.day))
            older = [t for t in work.line.open_since(line.since) if t.day < line.day]
            paused = line.paused()
            help_asked, ratings = open_help(work.drawer, line.at), open_ratings(work.drawer, line.at)
        tickets = [*older, *today]
        called = sorted((t for t in today if t.turn), key=lambda t: t.turn, reverse=True)
        return QueueSeen(
            line.day,
            tuple(in_order(t for t in tickets if t.state is TicketState.WAITING)),
            tuple(sorted((t for t in tickets if t.state is TicketState.CALLED), key=lambda t: t.window)),
            tuple(called[:RECENT_CALLS]),
            tuple(t for t in today if t.state is TicketState.MISSED),
            tuple(service_minutes(today)),
            tuple(t for t in tickets if t.state is TicketState.HELD),
            paused,
            line.rules.long_queue,
            line.rules.green_age,
            help_asked,
            ratings,
            line.rules.late_minutes,
            line.rules.undo_seconds,
        )

    @contextmanager
    def _line(self) -> Iterator[Line]:
        """One piece of work with the line, tidied up to now."""
        with self._store.work(self._actor) as work:
            line = Line(work, self._trust.now())
            line.tidy()
            yield line

    def _next(self, line: Line, window: str, number: str) -> tuple[Ticket, int]:
        """Who is called, and before how many."""
        if number:
            ticket = line.find(number)
            if ticket.now.to not in ("", window):
                raise TicketAtWindow(ticket.number, ticket.now.to)
            return ticket, 0
        greens = greens_in_a_row(line.work.line.latest_called(line.day, line.rules.green_in_turn))
        front = line.work.line.front(line.since, FRONT)
        if len(front) >= FRONT and not any(t.now.to in ("", window) and not t.now.behind for t in front):
            front = line.waiting()  # those in front are for other windows, or came back late
        chosen = next_in_line(front, window, line.at, greens, line.rules)
        if chosen is None:
            raise NobodyWaiting
        jumped = line.work.line.count_ahead(line.since, chosen.ticket) if chosen.jumped else 0
        return chosen.ticket, jumped

    def _end(self, number: str, kind: str) -> TicketMoved:
        with self._line() as line:
            ticket = line.find(number)
            if ticket.state is not TicketState.CALLED:
                raise TicketElsewhere(ticket.number, ticket.state)
            return _pressed(line, ticket, line.move(ticket, kind, ticket.window))

    def _prefix(self, matter: str) -> str:
        """Asked anew each time: the county may have added the matter a minute ago."""
        from kiosk.app.joint_offer import any_matter

        category = next((m.category for m in self._catalogue.matters() if m.code == matter), None)
        try:
            category = category or any_matter(self._catalogue, matter).category
        except LookupError:
            raise MatterUnknown(matter) from None
        return next(c.prefix for c in self._catalogue.categories() if c.code == category)


def _pressed(line: Line, before: Ticket, after: Ticket) -> TicketMoved:
    line.press(before.window, after)
    return TicketMoved(after)


def _taken(line: Line, ticket: Ticket, again: bool = False) -> TicketTaken:
    return TicketTaken(ticket, line.work.line.count_ahead(line.since, ticket), again)


def _open_one(line: Line, person: str, matter: str) -> Ticket | None:
    return next((t for t in line.work.line.of_person(line.since, person) if t.matter == matter), None)


def _promise(line: Line, ahead: int) -> tuple[int, int] | None:
    """The minutes of waiting that the slip will say, from what was measured today; None while that is too little."""
    shelf = line.work.line
    minutes = service_minutes(shelf.latest_called(line.day, MEASURED))
    return wait_range(ahead, shelf.windows_open(line.since), minutes)
