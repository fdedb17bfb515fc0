"""Two hubs by mistake: who is in charge chooses which stays. The other steps down: what waits in its line goes over to
the one that stays, each number once, and its post goes there from then on. Nothing is thrown away, and both say so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kiosk.domain.queue import in_order
from kiosk.domain.refusals import HubServing, Refusal

if TYPE_CHECKING:
    from kiosk.app.outcomes import QueueSeen, TicketTaken
    from kiosk.domain.ticket import Ticket

STEPPED_DOWN = "hub.stepped_down"  # a setting: since when this PC's hub is none any more


@dataclass(frozen=True, slots=True)
class Stays:
    """This PC's hub is to stay: the `code` with which the other one comes in, and `others` (their devices)."""

    code: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SteppedDown:
    """The hub at `url` is the one now. `numbers`: each that waited here, as it is called there; `left` those that could
    not be given out there (hours, quota): do it again. `peers` are to be paired there."""

    url: str
    numbers: tuple[tuple[str, str], ...]
    left: tuple[str, ...]
    peers: tuple[str, ...]


class OwnLine(Protocol):
    """The line in this PC's own store."""

    def seen(self) -> QueueSeen: ...


class Handing(Protocol):
    """Marks a number of this PC's own line as handed over."""

    def handed_over(self, number: str) -> None: ...


class Taking(Protocol):
    """The line of the hub that stays."""

    def take(self, matter: str, id_number: str = "", green: bool = False, request: str = "") -> TicketTaken: ...


class HubRoom(Protocol):
    """What a hub keeps of itself and of others."""

    def stay(self) -> Stays: ...
    def come_in(self, url: str, code: str, ca: str) -> str: ...
    def line_there(self) -> Taking: ...
    def step_down(self, numbers: Sequence[tuple[str, str]]) -> tuple[str, ...]: ...


class HubDesk:
    """What whoever is in charge does where two hubs were heard. `room` is this PC's hub."""

    def __init__(self, room: HubRoom, own: OwnLine, handing: Callable[[], Handing]) -> None:
        self._room = room
        self._own = own
        self._handing = handing

    def stay(self) -> Stays:
        """This one stays; the other comes in with the code, within a day. Refuses a PC that is behind a hub itself."""
        return self._room.stay()

    def step_down(self, code: str, url: str = "", ca: str = "") -> SteppedDown:
        """The other one stays, which wrote `code`; its address is heard on the LAN where it is not given. Refuses while
        somebody stands at a window here (`HubServing`). Raises `Trouble` when the other one cannot be reached. Safe to
        do again: what has gone over is not given out twice."""
        serving = self._own.seen().serving
        if serving:
            raise HubServing(", ".join(ticket.number for ticket in serving))
        there_url = self._room.come_in(url, code, ca)
        there, numbers, left = self._room.line_there(), [], []
        for ticket in self._waiting():
            try:
                taken = there.take(ticket.matter, "", ticket.green, f"handed:{ticket.id}")
            except Refusal:
                left.append(ticket.number)
                continue
            self._handing().handed_over(ticket.number)
            numbers.append((ticket.number, taken.ticket.number))
        return SteppedDown(there_url, tuple(numbers), tuple(left), self._room.step_down(numbers))

    def _waiting(self) -> list[Ticket]:
        seen = self._own.seen()
        return in_order([*seen.waiting, *seen.held])
