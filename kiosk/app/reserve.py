"""The line of a PC behind a hub that must go on without it: a hall screen gives numbers out of its reserved block.

When the hub is back, those that still wait are handed over, in the order in which they were given out, and are called
from the hub's line like all others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kiosk.app.outcomes import QueueSeen, TicketMoved, TicketTaken
from kiosk.domain.refusals import Trouble

if TYPE_CHECKING:
    from kiosk.app.ports import QueueDesk
    from kiosk.domain.ticket import Hold, Ticket

AWAY = "hub_away"


class Adopting(Protocol):
    """The hub's hand for numbers that were given out without it."""

    def adopt(self, matter: str, number: str, person: str, green: bool, /) -> TicketMoved: ...


class Handing(Protocol):
    """This PC's own line: what still waits in it, and marking one as handed over."""

    def waiting_here(self) -> list[Ticket]: ...
    def handed_over(self, number: str) -> None: ...


class ReservedQueue:
    """The `QueueDesk` of a hall screen behind a hub. Only taking goes on without the hub; all else is the hub's."""

    def __init__(self, hub: QueueDesk, own: QueueDesk, adopting: Adopting, handing: Handing) -> None:
        self._hub = hub
        self._own = own
        self._adopting = adopting
        self._handing = handing

    def take(self, matter: str, id_number: str = "", green: bool = False, request: str = "") -> TicketTaken:
        """A number of the hub's line, or of the reserved block while the hub is away."""
        self._hand_over()  # who came while the hub was away stands before whoever comes now
        try:
            return self._hub.take(matter, id_number, green, request)
        except Trouble as trouble:
            if trouble.key != AWAY:
                raise
            return self._own.take(matter, id_number, green, request)

    def seen(self) -> QueueSeen:
        """The hub's line; this PC's own reserved numbers while the hub is away."""
        try:
            seen = self._hub.seen()
        except Trouble as trouble:
            if trouble.key != AWAY:
                raise
            return self._own.seen()
        return self._hub.seen() if self._hand_over() else seen

    def _hand_over(self) -> int:
        """Hand what waits here over to the hub, the earliest first; how many. Stops when the hub is away again."""
        count = 0
        for ticket in self._handing.waiting_here():
            try:
                self._adopting.adopt(ticket.matter, ticket.number, ticket.person, ticket.green)
            except Trouble:
                break
            self._handing.handed_over(ticket.number)
            count += 1
        return count

    def call(self, window: str, number: str = "", request: str = "") -> TicketMoved:
        return self._hub.call(window, number, request)

    def recall(self, number: str) -> TicketMoved:
        return self._hub.recall(number)

    def skip(self, number: str) -> TicketMoved:
        return self._hub.skip(number)

    def done(self, number: str) -> TicketMoved:
        return self._hub.done(number)

    def hold(self, number: str, hold: Hold, note: str = "") -> TicketMoved:
        return self._hub.hold(number, hold, note)

    def transfer(self, number: str, window: str = "", matter: str = "", note: str = "") -> TicketMoved:
        return self._hub.transfer(number, window, matter, note)

    def rejoin(self, number: str) -> TicketMoved:
        return self._hub.rejoin(number)

    def undo(self, window: str) -> TicketMoved:
        return self._hub.undo(window)
