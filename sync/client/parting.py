"""When a device's disk was restored or cloned: seeing it from the upstream's heads, and asking back what is lacking.

The upstream's head of each epoch must be an entry of the journal here. Where it is not, the entries behind
the last common one are read back, page by page; how far back that is, is found by trying.
"""

from collections.abc import Mapping, Sequence

from sync.client.ports import Journal
from sync.client.troubles import CityUnreachable
from sync.protocol.entry import Entry
from sync.protocol.exchange import Back, Run
from sync.protocol.statements import Head


class Parting:
    """The questions of one round about what was lost; `asked` is the next one, None when both journals fit."""

    def __init__(self, journal: Journal, kept: Mapping[int, int]) -> None:
        self._journal = journal
        self._kept = kept
        self._guess: dict[int, int] = {}
        self.asked: Back | None = None
        self.taken = 0

    def agrees(self, head: Head) -> bool:
        """Whether this head is an entry of the journal here."""
        return self._journal.chain_at(head.epoch, head.seq) == head.chain

    def look(self, theirs: Sequence[Head]) -> bool:
        """Compare with the upstream's heads; True when everything fits. Otherwise `asked` is what to ask back."""
        stray = [head for head in theirs if not self.agrees(head)]
        self.asked = self._ask(max(stray, key=lambda head: head.epoch)) if stray else None
        return not stray

    def take(self, runs: Sequence[Run], theirs: Sequence[Head]) -> None:
        """Put the answer to `asked` in its place, or look further back when it follows nothing that is here."""
        asked = self.asked
        entries = [entry for run in runs for entry in run.entries()]
        if asked is None or not entries:
            raise CityUnreachable("failing", status="read-back")
        if not self._follows(entries[0]):
            kept = self._kept.get(asked.epoch, 0)
            self._guess[asked.epoch] = kept if kept < asked.after else asked.after // 2
            return
        self._journal.take_back(asked.epoch, entries, max(head.epoch for head in theirs))
        self._guess[asked.epoch] = entries[-1].seq
        self.taken += len(entries)

    def _follows(self, first: Entry) -> bool:
        return self._journal.chain_at(first.epoch, first.seq - 1) == first.prev

    def _ask(self, head: Head) -> Back:
        own = {own.epoch: own.seq for own in self._journal.heads()}.get(head.epoch, 0)
        guess = self._guess.get(head.epoch, own)
        return Back(epoch=head.epoch, after=min(guess, head.seq - 1))
