"""What a hub is answered beside its own journal: what is kept of each device that it speaks for, and the word on it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sync.protocol.entry import DeviceId
from sync.protocol.exchange import (
    MOST_BODIES,
    MOST_ENTRIES,
    Back,
    Hello,
    PairedAnswer,
    RelayedKept,
    RelayedLine,
    Run,
    RunResult,
    head_lines,
    heads_of,
    runs_of,
)
from sync.server.ports import Inbox, KnownKey, Reader, Relays

_OWED = 16  # scans named in one reply


class Relaying:
    """The reception's part for hubs. Without `relays` it answers none."""

    def __init__(self, inbox: Inbox, relays: Relays | None) -> None:
        self._inbox = inbox
        self._relays = relays

    @property
    def spoken(self) -> bool:
        """Whether hubs are answered here."""
        return self._relays is not None

    def pair(self, hub: KnownKey, paired: Sequence[bytes]) -> tuple[PairedAnswer, ...]:
        """Take in the enrolments that a hub hands on."""
        return tuple(self._relays.pair(hub, message) for message in paired) if self._relays else ()

    def carried(self, hub: DeviceId, hello: Hello) -> tuple[RelayedLine, ...]:
        """The journals that this hub may speak of."""
        if self._relays is None or not (hello.relayed or hello.back):
            return ()
        allowed = self._relays.spoken_for(hub)
        return tuple(line for line in hello.relayed if line.device in allowed)

    def kept(
        self, hello: Hello, carried: Sequence[RelayedLine], results: Sequence[RunResult]
    ) -> tuple[RelayedKept, ...]:
        """Of each journal: heads where they differ, and the word on it when it was asked for or is news."""
        if self._relays is None:
            return ()
        touched, known = {result.device for result in results}, {line.device for line in carried}
        strange = [RelayedKept(device=line.device, unknown=True) for line in hello.relayed if line.device not in known]
        told = (self._kept(line, line.device in touched) for line in carried)
        return (*strange, *(one for one in told if one.heads is not None or one.kept))

    def back(self, asked: Back, device: DeviceId) -> list[Run]:
        """Entries of a journal that its device, or the hub that speaks for it, has lost."""
        entries = self._inbox.back(device, asked.epoch, asked.after, MOST_ENTRIES, MOST_BODIES)
        runs = runs_of(entries, self._inbox.hash_of, back=True)
        if not runs or self._relays is None or not asked.device:
            return runs
        ends = {head.epoch: head.seq for head in self._inbox.heads(device)}
        if entries[-1].seq != ends.get(asked.epoch):
            return runs
        return [*runs[:-1], replace(runs[-1], statement=self._relays.statement(device, asked.epoch))]

    def owed(self, hub: DeviceId, carried: Iterable[RelayedLine]) -> tuple[str, ...]:
        """Scans still to come, of the hub itself and of those it speaks for."""
        named: dict[str, None] = {}
        for device in (hub, *(DeviceId(line.device) for line in carried)):
            if len(named) < _OWED:
                named |= dict.fromkeys(self._inbox.owed(device, _OWED))
        return tuple(named)[:_OWED]

    def _kept(self, line: RelayedLine, touched: bool) -> RelayedKept:
        device = DeviceId(line.device)
        heads = self._inbox.heads(device)
        differs = sorted(heads_of(line.heads), key=lambda head: head.epoch) != list(heads)
        asked = differs or touched or line.kept
        return RelayedKept(
            device=device,
            heads=head_lines(heads) if differs else None,
            kept=self._inbox.kept(device).proof if asked else b"",
        )


def reader_of(device: DeviceId, carried: Iterable[RelayedLine]) -> Reader:
    """Who asks for news, with what it holds of others."""
    return Reader(device, {DeviceId(line.device): heads_of(line.heads) for line in carried})
