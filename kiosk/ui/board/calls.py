"""Who was called since the board last looked, in order, each shown long enough to be read: no drawing here."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.app.outcomes import QueueSeen
from kiosk.domain.ticket import Ticket

LEAST_WINDOWS = 3


@dataclass(frozen=True, slots=True)
class Call:
    """One call as the board announces it."""

    number: str
    window: str
    recalls: int


@dataclass(slots=True)
class Caller:
    """Remembers what was announced. `news` tells what is new, oldest first; at the first look only the latest call."""

    _known: dict[str, Call] = field(default_factory=dict)
    _looked: bool = False

    @property
    def looked(self) -> bool:
        """Whether it has seen the line before."""
        return self._looked

    def news(self, seen: QueueSeen) -> list[Call]:
        """Calls and repeated calls since the last look."""
        new = []
        for ticket in sorted(seen.serving, key=_called):
            call = Call(ticket.number, ticket.window, ticket.recalls)
            if self._known.get(ticket.number) != call:
                new.append(call)
        self._known = {t.number: Call(t.number, t.window, t.recalls) for t in seen.serving}
        first, self._looked = not self._looked, True
        return new[-1:] if first else new


def _called(ticket: Ticket) -> tuple[int, int]:
    """In the order of the day's calls, whatever a clock says."""
    return (ticket.turn, ticket.recalls)


def places(seen: QueueSeen, before: Sequence[str]) -> list[str]:
    """Windows in their fixed places: numbered ones in order, from 1; a window once shown keeps its place."""
    named = {t.window for t in (*seen.serving, *seen.recent) if t.window} | set(before) | set(seen.paused)
    numbers = [int(w) for w in named if w.isascii() and w.isdigit() and 0 < int(w) < 100]
    highest = max([LEAST_WINDOWS, *numbers])
    others = sorted(w for w in named if not (w.isascii() and w.isdigit() and 0 < int(w) < 100))
    return [str(n) for n in range(1, highest + 1)] + others
