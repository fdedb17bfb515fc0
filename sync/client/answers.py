"""What comes back on a stick: an upstream's answer, taken in by the same hand as a round's (SYNC: USB bundle).

Answers may come late, twice, out of order, or after the line has already brought the same; none of it does harm.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import BinaryIO, Protocol

from sync.client.digest import Digest
from sync.client.drive import Drive, StickTrouble, sorted_stick
from sync.client.parting import Parting
from sync.client.ports import Scans, Shelf
from sync.client.stick import StickBooks
from sync.client.troubles import SyncTrouble
from sync.protocol.bundle import DOWN, Bundle, NotABundle, read_bundle, read_scan
from sync.protocol.cose import NotSealed
from sync.protocol.envelope import NotForUs
from sync.protocol.exchange import NotAMessage, Response, Sealed, heads_of, read_reply
from sync.protocol.seal import AlgorithmUnknown, key_id
from sync.protocol.statements import read_kept


@dataclass(frozen=True, slots=True)
class AnswerTaken:
    """What one answer came to, in entries; `parted` that the disk was found restored and entries came back;
    `definitions` parcels that were installed."""

    acknowledged: int
    received: int
    scans: int
    parted: bool
    definitions: int = 0


class Definitions(Protocol):
    """What a device does with parcels of definitions: names of blobs (SHA-256, hex) that it wants, and one that came;
    False when it may not be used."""

    def wanted(self) -> Sequence[str]: ...
    def arrived(self, content: bytes) -> bool: ...


class AnswerReader:
    """Takes answers of one upstream in: its name in the device's books, and the public key that seals its word."""

    def __init__(
        self,
        shelf: Shelf,
        scans: Scans,
        books: StickBooks,
        name: str,
        key: bytes,
        definitions: Definitions | None = None,
    ) -> None:
        self._shelf = shelf
        self._scans = scans
        self._books = books
        self._name = name
        self._key = key
        self._definitions = definitions
        self._taking = Digest(shelf, name, key)

    def read(self, drive: Drive, name: str) -> AnswerTaken:
        """Take one file in. Raises `StickTrouble`; then nothing of it was believed."""
        with sorted_stick(), drive.open(name) as file:
            since, responses, blobs = self._opened(file)
        before = self._kept()
        parted = self._take_back(responses)
        received = self._news(since, responses)
        arrived = {name for response in responses for name in response.reply.whole}
        came = [scan for scan, _ in self._books.scans(self._name) if scan in arrived]
        for scan in came:
            self._scans.arrived(self._name, scan)
        acknowledged = sum(max(0, seq - before.get(epoch, 0)) for epoch, seq in self._kept().items())
        return AnswerTaken(acknowledged, received, len(came), parted, self._install(blobs))

    def _install(self, blobs: Sequence[bytes]) -> int:
        """Definitions that are wanted here; what the news of this very answer have named is wanted by now."""
        if self._definitions is None or not blobs:
            return 0
        came = {sha256(content).hexdigest(): content for content in blobs}
        wanted = [name for name in self._definitions.wanted() if name in came]
        return sum(self._definitions.arrived(came[name]) for name in wanted)

    def _opened(self, file: BinaryIO) -> tuple[str, list[Response], list[bytes]]:
        """The whole answer, proven to be this upstream's for this device, and unpacked."""
        try:
            bundle = read_bundle(file)
            self._must_be_ours(bundle)
            about = bundle.manifest.about
            parts = [self._books.open(bundle.read(name), about(name)) for name in bundle.names("events")]
            blobs = [read_scan(self._books.open(bundle.read(name), about(name)))[1] for name in bundle.names("scan")]
            return bundle.manifest.since, [read_reply(Sealed(bundle.seal, part)) for part in parts], blobs
        except (NotABundle, NotForUs, NotAMessage) as error:
            raise StickTrouble("bundle_broken") from error

    def _must_be_ours(self, bundle: Bundle) -> None:
        if bundle.manifest.way != DOWN or not bundle.is_from(self._key):
            raise StickTrouble("answer_foreign")
        own = bundle.manifest.device == self._shelf.device
        if not own or bundle.manifest.to != key_id(self._books.letterbox()):
            raise StickTrouble("answer_elsewhere")

    def _take_back(self, responses: Sequence[Response]) -> bool:
        """Compare the journals; put what came back in its place, and keep the acknowledgement if all fits.

        What is still lacking is asked back with the next bundle.
        """
        replies = [response.reply for response in responses]
        theirs = next((heads_of(reply.heads) for reply in replies if reply.heads is not None), ())
        parting = Parting(self._shelf, self._kept())
        while not parting.look(theirs):
            asked, taken = parting.asked, parting.taken
            runs = [r for response in responses for r in response.runs if r.back and asked and r.epoch == asked.epoch]
            if runs:
                parting.take(runs, theirs)
            if parting.taken == taken:
                break
        fits = parting.look(theirs)
        self._books.ask(parting.asked)
        proof = next((reply.kept for reply in replies if reply.kept), b"")
        if fits and proof and self._tells_more(proof):
            try:
                self._taking.acknowledge(proof)
            except SyncTrouble as error:
                raise StickTrouble("answer_foreign") from error
        return parting.taken > 0

    def _tells_more(self, proof: bytes) -> bool:
        """An answer that was overtaken takes nothing back; a restored upstream's newer word may say less."""
        kept = self._kept()
        try:
            word = read_kept(proof)
            if any(head.seq > kept.get(head.epoch, 0) for head in word.heads):
                return True
            return _time(word.at) > _time(read_kept(self._shelf.word(self._name)).at)
        except (NotSealed, AlgorithmUnknown):
            return False

    def _news(self, since: str, responses: Sequence[Response]) -> int:
        """Apply the news page by page. Without having been at `since`, what lies before it would be passed over."""
        received, here = 0, self._shelf.cursor(self._name)
        if since and since != here and since not in self._books.stated():
            return 0
        for response in responses:
            cursor = response.reply.cursor
            if cursor is None:
                continue
            moves = since == self._shelf.cursor(self._name)
            fresh = self._taking.news(response.runs, cursor if moves else here)
            if fresh and not moves:  # it reaches further than where we are, so that going on from its end is safe
                self._taking.news((), cursor)
            received, since, here = received + fresh, cursor, self._shelf.cursor(self._name)
        return received

    def _kept(self) -> dict[int, int]:
        return {head.epoch: head.seq for head in self._shelf.acknowledged(self._name)}


def _time(at: str) -> float:
    """A city's clock as a number; 0 for what is no time."""
    with suppress(ValueError):
        return datetime.fromisoformat(at).timestamp()
    return 0.0
