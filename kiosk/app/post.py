"""The post desk: one round with the upstream when asked, and the badge that tells how many still wait.

Offline is a state to be shown, never a refusal: trouble comes back in words' keys, and everything stays where it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from kiosk.app.outcomes import Changed, PostSeen
from kiosk.app.ports import Store


@dataclass(frozen=True, slots=True)
class PostRound:
    """What one round came to: counts of entries, and `trouble` (a key of words) when the upstream was out of
    reach."""

    sent: int
    acknowledged: int
    received: int
    waiting: int
    trouble: str = ""
    next_try: float = 0.0  # seconds until the next round is due
    values: Mapping[str, object] = field(default_factory=dict)  # what fills the trouble's sentence
    bundles: int = 0  # parcels of definitions that were installed
    near: bool = False  # the upstream is a hub on the same LAN: things go at once, and news can be waited for
    asked: float = 0.0  # seconds for which the upstream asked not to be called
    parted: bool = False  # this disk was older than what the upstream has (an old copy): what it lacked came back

    @property
    def changed(self) -> frozenset[Changed]:
        """News may have moved cases; the badge has changed in any case."""
        moved = {Changed.CASES} if self.received or self.parted else set()
        return frozenset({Changed.POST, *moved, *({Changed.CATALOGUE} if self.bundles else ())})


class Carrier(Protocol):
    """Makes one round with the upstream. Never raises for a network that is away. `listen` waits for news some seconds
    where the upstream is near, on a thread of its own."""

    def round(self) -> PostRound: ...
    def listen(self) -> PostRound: ...
    def link_up(self) -> float:
        """The line of this PC is back: in how many seconds to go, so that a county does not come all at once."""


class PostDesk:
    """What a screen and the command line know of the post."""

    def __init__(self, store: Store, carrier: Carrier) -> None:
        self._store = store
        self._carrier = carrier

    def seen(self) -> PostSeen:
        """The badge as it stands, from this device's own books."""
        with self._store.look() as work:
            return work.post.seen()

    def send(self) -> PostRound:
        """One round, on the post lane only: it may take as long as a bad line takes."""
        return self._carrier.round()

    def listen(self) -> PostRound:
        """A round that waits some seconds for news, on the listening lane only; at once over where nothing is near."""
        return self._carrier.listen()

    def link_up(self) -> float:
        """The line of this PC is back: in how many seconds the next round is due."""
        return self._carrier.link_up()

    def send_all(self) -> PostRound:
        """Rounds until nothing more moves, or the upstream is out of reach; the counts of all of them together."""
        sent = acknowledged = received = 0
        parted = False
        while True:
            done = self._carrier.round()
            sent += done.sent
            acknowledged += done.acknowledged
            received += done.received
            parted = parted or done.parted
            moving = done.received or (done.waiting and done.acknowledged)
            if done.trouble or not moving:
                return replace(done, sent=sent, acknowledged=acknowledged, received=received, parted=parted)
