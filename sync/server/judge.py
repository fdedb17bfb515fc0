"""What becomes of entries that arrive: stored now, stored before, a fork, or a gap. Pure: who keeps them asks here.

The chain says it all: if it is the same at one number it is the same at all numbers before.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sync.protocol.entry import Entry
from sync.protocol.exchange import Answer
from sync.protocol.statements import Head

ChainAt = Callable[[int], bytes | None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`fresh` are to be stored behind the head, `aside` kept for a person; `before` were here; `at` as in RunResult."""

    answer: Answer
    fresh: tuple[Entry, ...] = ()
    aside: tuple[Entry, ...] = ()
    before: int = 0
    at: int = 0


def judge(entries: Sequence[Entry], head: Head, chain_at: ChainAt) -> Verdict:
    """Judge consecutive entries of one epoch against the last that is kept (`head`, number 0 before the first).

    `chain_at` gives the chain kept at a number of this epoch.
    """
    first = entries[0]
    if first.seq > head.seq + 1:
        return Verdict(Answer.GAP, at=head.seq + 1)
    known = [entry for entry in entries if entry.seq <= head.seq]
    fresh = tuple(entries[len(known) :])
    if known and chain_at(known[-1].seq) != known[-1].chain:
        return _fork(entries, _first_difference(known, chain_at))
    if not known and first.prev != head.chain:
        return _fork(entries, head.seq)  # it differs there or before: the device will find out where
    return Verdict(Answer.STORED if fresh else Answer.BEFORE, fresh, before=len(known))


def _fork(entries: Sequence[Entry], at: int) -> Verdict:
    aside = tuple(entry for entry in entries if entry.seq >= at)
    return Verdict(Answer.FORK, aside=aside, before=len(entries) - len(aside), at=at)


def _first_difference(known: Sequence[Entry], chain_at: ChainAt) -> int:
    """By halving: before it everything agrees, behind it nothing does."""
    low, high = 0, len(known) - 1
    while low < high:
        middle = (low + high) // 2
        if chain_at(known[middle].seq) == known[middle].chain:
            low = middle + 1
        else:
            high = middle
    return known[low].seq
