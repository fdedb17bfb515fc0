"""A hub's round for others: their journals go up with their own words, and what the city keeps of each is noted.

The same laws as for the hub's own journal: the city's heads decide, its order wins, and what differs is read back.
"""

from collections.abc import Sequence

from sync.client.parting import Parting
from sync.client.ports import Relay, RelayedJournal
from sync.protocol.cose import NotSealed
from sync.protocol.entry import DeviceId
from sync.protocol.exchange import CERTIFIED, Answer, Back, RelayedKept, RelayedLine, Reply, Run, head_lines, heads_of
from sync.protocol.seal import AlgorithmUnknown
from sync.protocol.statements import Head, read_kept


class Relaying:
    """What a hub carries in one round to the upstream of this name and key. `aside` remembers between rounds which
    journals the city would not take as they stood: they are tried again when they have grown."""

    def __init__(self, relay: Relay, upstream: str, key: bytes, aside: dict[str, tuple[Head, ...]]) -> None:
        self._relay = relay
        self._upstream = upstream
        self._key = key
        self._journals: dict[DeviceId, RelayedJournal] = {one.device: one for one in relay.journals()}
        self._partings = {device: Parting(one, self._kept(one)) for device, one in self._journals.items()}
        self._aside = aside
        self._left: set[str] = set()
        self.sent = 0
        self.began = (
            False  # there is more to carry than it seemed: a device may be spoken for now, or the city was restored
        )

    @property
    def asked(self) -> Back | None:
        """The next question about a journal of which the city has what is not here."""
        for device, parting in self._partings.items():
            if parting.asked:
                return Back(epoch=parting.asked.epoch, after=parting.asked.after, device=device)
        return None

    def lines(self) -> tuple[RelayedLine, ...]:
        """Every journal as it stands here."""
        return tuple(self._line(journal) for journal in self._journals.values())

    def batch(self, limit: int, size: int) -> list[Run]:
        """What waits for the city's word, journal by journal, within the limits of one message."""
        runs: list[Run] = []
        for journal in self._journals.values():
            if self._waits(journal):
                continue
            kept = self._kept(journal)
            for head in journal.heads():
                found = journal.runs(head.epoch, kept.get(head.epoch, 0), limit, size) if limit > 0 < size else ()
                if runs and found and (_count(found) > limit or _bytes(found) > size):
                    return runs  # one that does not fit in travels alone, next time
                limit, size = limit - _count(found), size - _bytes(found)
                runs += found
        return runs

    def leave(self, device: DeviceId) -> bool:
        """Whether this is another's journal; it is left here for now, because the line does not bear it."""
        if device in self._journals:
            self._left.add(device)
        return device in self._journals

    def waiting(self) -> int:
        """Entries of others that the city has not acknowledged."""
        return sum(self._behind(journal) for journal in self._journals.values())

    def digest(self, reply: Reply, back: Sequence[Run]) -> None:
        """Take in what the city says of these journals, and what came back of one that was asked for."""
        told = {one.device: one for one in reply.relayed}
        asked = self.asked
        if asked is not None:
            self._take_back(DeviceId(asked.device), back, told.get(asked.device))
        for result in reply.results:
            if (journal := self._journals.get(DeviceId(result.device))) is not None:
                self.sent += result.stored + result.before
                if result.answer is Answer.ASIDE:
                    self._aside[result.device] = tuple(journal.heads())
        for one in reply.relayed:
            self._note(one)
        for answer in reply.paired:
            self._relay.answered(answer.key_id, answer.answer)
            if answer.answer == CERTIFIED:  # what was put aside before may come again now
                self.began = True
                self._aside.clear()
                self._take_on()

    def _take_on(self) -> None:
        """The next request of this very round is for the newly certified as well: news that the city left out of its
        answer, because they were not named, would be passed over for good."""
        for one in self._relay.journals():
            if one.device not in self._journals:
                self._journals[one.device], self._partings[one.device] = one, Parting(one, self._kept(one))

    def _waits(self, journal: RelayedJournal) -> bool:
        """Whether this journal has to wait: for what was asked back, for a better line, or for its device."""
        asked = self._partings[journal.device].asked is not None
        return asked or journal.device in self._left or self._aside.get(journal.device) == tuple(journal.heads())

    def _take_back(self, device: DeviceId, back: Sequence[Run], told: RelayedKept | None) -> None:
        journal, parting = self._journals[device], self._partings[device]
        theirs = heads_of(told.heads) if told and told.heads is not None else journal.heads()
        runs = [run for run in back if run.device == device]
        if not runs:
            parting.asked = None  # the city has changed its mind; its next heads decide
            return
        parting.take(runs, theirs)
        for run in runs:
            if run.statement and journal.chain_at(run.epoch, run.seq + len(run.bodies) - 1):
                journal.vouch(run.statement)

    def _note(self, told: RelayedKept) -> None:
        journal = self._journals.get(DeviceId(told.device))
        if journal is None:
            return
        if told.unknown:
            self._relay.forgotten(journal.device)
            return
        theirs = journal.heads() if told.heads is None else heads_of(told.heads)
        if self._partings[journal.device].look(theirs) and told.kept:
            self._acknowledge(journal, told.kept)

    def _acknowledge(self, journal: RelayedJournal, proof: bytes) -> None:
        """Keep the city's word on this journal, if it is the city's, and true of the journal here."""
        try:
            word = read_kept(proof)
        except (NotSealed, AlgorithmUnknown):
            return
        fits = all(journal.chain_at(head.epoch, head.seq) == head.chain for head in word.heads)
        if fits and word.device == journal.device and word.verify(self._key):
            before, now = self._kept(journal), {head.epoch: head.seq for head in word.heads}
            self.began = self.began or any(now.get(epoch, 0) < seq for epoch, seq in before.items())
            journal.acknowledge(self._upstream, word)

    def _line(self, journal: RelayedJournal) -> RelayedLine:
        return RelayedLine(journal.device, head_lines(journal.heads()), self._behind(journal) > 0)

    def _behind(self, journal: RelayedJournal) -> int:
        kept = self._kept(journal)
        return sum(max(0, head.seq - kept.get(head.epoch, 0)) for head in journal.heads())

    def _kept(self, journal: RelayedJournal) -> dict[int, int]:
        return {head.epoch: head.seq for head in journal.acknowledged(self._upstream)}


def _count(runs: Sequence[Run]) -> int:
    return sum(len(run.bodies) for run in runs)


def _bytes(runs: Sequence[Run]) -> int:
    return sum(len(body) for run in runs for body in run.bodies)
