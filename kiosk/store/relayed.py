"""The journals of others as the hub's courier carries them on (`sync.client.ports.Relay`): with their devices' own
words, and with what the city said of each. Only the city's word frees anything.
"""

from collections.abc import Sequence

from kiosk.store.door import OpenStore
from kiosk.store.inbox import InboxTable
from kiosk.store.parcels import free_scans, reopen_scans
from kiosk.store.peers import PeerTable
from kiosk.store.post import CITY
from kiosk.store.taking_back import Fold
from kiosk.store.work import StoreWork
from sync.protocol.audience import centre_of
from sync.protocol.cose import NotSealed
from sync.protocol.entry import DeviceId, Entry
from sync.protocol.exchange import Run
from sync.protocol.seal import AlgorithmUnknown
from sync.protocol.statements import Acknowledgement, Head, read_head_statement, read_kept

ACTOR = "hub"


class StoreRelay:
    """What this hub carries for others. `fold` applies an entry to the tables, by the desks' one law."""

    def __init__(self, store: OpenStore, fold: Fold) -> None:
        self._store = store
        self._fold = fold

    def journals(self) -> Sequence["RelayedShelf"]:
        """The journals of the devices that the city lets this hub speak for."""
        with self._store.look() as work:
            peers = PeerTable(work.connection, work.clock)
            carried = [(device, peers.hash_of(device)) for device in peers.carried()]
        return [RelayedShelf(self._store, self._fold, device, digest) for device, digest in carried]

    def paired(self, again: bool) -> Sequence[bytes]:
        """Enrolments that wait for the city's answer."""
        with self._store.look() as work:
            return PeerTable(work.connection, work.clock).waiting(again)

    def answered(self, key_id: bytes, answer: str) -> None:
        """The city's answer to one. With a device of another centre comes what was said of that centre before."""
        with self._store.work(ACTOR) as work:
            peers = PeerTable(work.connection, work.clock)
            before = {centre_of(one) for one in (work.device, *peers.carried())}
            peers.answered(key_id, answer)
            if {centre_of(one) for one in peers.carried()} - before:
                work.post.set_cursor(CITY, "")

    def forgotten(self, device: DeviceId) -> None:
        """Its enrolment goes up again."""
        with self._store.work(ACTOR) as work:
            PeerTable(work.connection, work.clock).forgotten(device)

    def wanted(self, names: Sequence[str]) -> None:
        """Scans that the city lacks: those gone from here have to come from their devices again."""
        gone = [name for name in names if not self._store.blobs.has(name)]
        if gone:
            with self._store.work(ACTOR) as work:
                reopen_scans(work.connection, gone)

    def free(self, upstream: str, before: str) -> int:
        """Drop others' scans that `upstream` has whole, whose entries its signed word covers, and that arrived
        there `before` (ISO 8601: the horizon of its backups); how many."""
        with self._store.look() as work:
            heads = {one: _heads(work, upstream, one) for one in PeerTable(work.connection, work.clock).carried()}
        with self._store.work(ACTOR) as work:
            names = free_scans(work.connection, upstream, heads, before)
        for name in names:
            self._store.blobs.drop(name)
        return len(names)


class RelayedShelf:
    """One device's journal at this hub (`sync.client.ports.RelayedJournal`)."""

    def __init__(self, store: OpenStore, fold: Fold, device: DeviceId, digest: str) -> None:
        self._store = store
        self._fold = fold
        self.device = device
        self.hash = digest

    def heads(self) -> Sequence[Head]:
        """The last entry of each epoch, lowest first."""
        with self._store.look() as work:
            return _inbox(work).heads(self.device)

    def chain_at(self, epoch: int, seq: int) -> bytes | None:
        """The chain at a place; GENESIS before the first, None where there is none."""
        with self._store.look() as work:
            return _inbox(work).chain_at(self.device, epoch, seq)

    def runs(self, epoch: int, after: int, limit: int, size: int) -> Sequence[Run]:
        """Entries behind `after` as far as the device's own words go: within the limits, or up to its next word."""
        with self._store.look() as work:
            words = work.connection.execute(
                "SELECT seq, statement FROM peer_word WHERE device = ? AND epoch = ? AND seq > ? ORDER BY seq",
                (self.device, epoch, after),
            ).fetchall()
            if not words:
                return []
            entries = _inbox(work).entries(self.device, epoch, after, limit, size)
            fitting = [word for word in words if entries and word[0] <= entries[-1].seq]
            seq, statement = fitting[-1] if fitting else words[0]
            if not fitting:
                entries = _inbox(work).entries(self.device, epoch, after, seq - after, 1 << 60)
        kept = [entry for entry in entries if entry.seq <= seq]
        bodies = tuple(entry.body for entry in kept)
        return [Run(self.device, epoch, kept[0].seq, kept[0].prev, bodies, statement, hash=self.hash)]

    def acknowledged(self, upstream: str) -> Sequence[Head]:
        """What `upstream` last said it keeps."""
        with self._store.look() as work:
            return _heads(work, upstream, self.device)

    def acknowledge(self, upstream: str, word: Acknowledgement) -> None:
        """Keep the upstream's newest word on this device, as it came: it is handed on to it."""
        with self._store.work(ACTOR) as work:
            work.connection.execute(
                "INSERT OR REPLACE INTO peer_kept (upstream, device, proof) VALUES (?, ?, ?)",
                (upstream, self.device, word.proof),
            )

    def take_back(self, epoch: int, theirs: Sequence[Entry], highest: int) -> None:  # noqa: ARG002, the port's
        """The city's entries take their places; what stood there lies aside until its device sends it again."""
        with self._store.work(ACTOR) as work:
            inbox = _inbox(work)
            fits = (entry.seq for entry in theirs if inbox.chain_at(self.device, epoch, entry.seq) != entry.chain)
            first = next(fits, None)
            if first is None:
                return
            displaced = inbox.lift(self.device, epoch, first)
            for entry in inbox.add([entry for entry in theirs if entry.seq >= first]):
                self._fold(work, entry)
            inbox.put_aside(inbox.not_kept(displaced), "fork")

    def vouch(self, statement: bytes) -> None:
        """Keep the device's word on its journal, if it is of an entry that stands here."""
        try:
            said = read_head_statement(statement)
        except (NotSealed, AlgorithmUnknown):
            return
        head = said.head
        with self._store.work(ACTOR) as work:
            key = PeerTable(work.connection, work.clock).key(said.message.key_id)
            stands = _inbox(work).chain_at(self.device, head.epoch, head.seq) == head.chain
            if key and key.device == said.device == self.device and said.verify(key.public_key) and stands:
                put_word(work, self.device, head, statement)


def put_word(work: StoreWork, device: DeviceId, head: Head, statement: bytes) -> None:
    """Keep a device's word on the entry at `head`."""
    work.connection.execute(
        "INSERT OR REPLACE INTO peer_word (device, epoch, seq, statement) VALUES (?, ?, ?, ?)",
        (device, head.epoch, head.seq, statement),
    )


def kept_proof(work: StoreWork, upstream: str, device: DeviceId) -> bytes:
    """The newest word of `upstream` on this device, as it came; empty before its first."""
    row = work.connection.execute(
        "SELECT proof FROM peer_kept WHERE upstream = ? AND device = ?", (upstream, device)
    ).fetchone()
    return row[0] if row else b""


def _heads(work: StoreWork, upstream: str, device: DeviceId) -> list[Head]:
    proof = kept_proof(work, upstream, device)
    return sorted(read_kept(proof).heads, key=lambda head: head.epoch) if proof else []


def _inbox(work: StoreWork) -> InboxTable:
    return InboxTable(work.connection, work.clock)
