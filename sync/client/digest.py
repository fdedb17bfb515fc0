"""Taking in what an upstream says, by whichever way it came: its acknowledgement, and its news."""

from collections.abc import Sequence
from itertools import chain

from sync.client.ports import Shelf
from sync.client.troubles import CityUnreachable
from sync.protocol.cose import NotSealed
from sync.protocol.exchange import Run
from sync.protocol.seal import AlgorithmUnknown
from sync.protocol.statements import read_kept


class Digest:
    """What one upstream says to one shelf: its name in the device's books, and the public key that seals its word."""

    def __init__(self, shelf: Shelf, name: str, key: bytes) -> None:
        self._shelf = shelf
        self._name = name
        self._key = key

    def acknowledge(self, proof: bytes) -> None:
        """Keep the upstream's word on this device's journal, if it is its own and fits. Raises `CityUnreachable`."""
        try:
            word = read_kept(proof)
            genuine = word.verify(self._key) and word.device == self._shelf.device
            fits = all(self._shelf.chain_at(head.epoch, head.seq) == head.chain for head in word.heads)
        except (NotSealed, AlgorithmUnknown) as error:
            raise CityUnreachable("cut_off") from error
        if not genuine or not fits:
            raise CityUnreachable("not_the_city")
        self._shelf.acknowledge(self._name, word)

    def news(self, runs: Sequence[Run], cursor: str | None) -> int:
        """Apply the news of one reply and move the cursor; how many were new. Nothing when it has not moved."""
        if cursor is None:
            return 0
        told = list(chain.from_iterable(run.entries() for run in runs if not run.back))
        return self._shelf.apply(self._name, told, cursor)
