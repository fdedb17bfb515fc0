"""A shelf made of paper: the courier's `Shelf` and `Scans` in memory, small enough to be seen right by reading."""

import copy
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, fields

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.protocol.entry import GENESIS, Body, DeviceId, Entry, link, new_random, write_body
from sync.protocol.kinds import DeviceParted, write_payload
from sync.protocol.seal import hash_named, new_key, public_bytes
from sync.protocol.statements import Acknowledgement, Head

WALL = "2026-11-23T10:52:00.000+08:00"


def body_of(kind: str, case: str | None = None, payload: dict[str, object] | None = None, **more: object) -> bytes:
    """The bytes of a new body."""
    return write_body(
        Body(
            id=uuid.uuid4().hex,
            kind=kind,
            case=case,
            actor="staff:3",
            wall=str(more.get("wall", WALL)),
            mono=1,
            boot="b",
            random=new_random().hex(),
            payload=payload or {},
        )
    )


def id_of(entry: Entry) -> str:
    """The id in an entry's body; the hash of one that is no body."""
    try:
        return entry.read().id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return entry.body_hash.hex()


@dataclass
class _Papers:
    """Everything that a disk image holds: copied by `image`."""

    writing: int = 1
    places: dict[int, list[Entry]] = field(default_factory=dict)
    folded: list[Entry] = field(default_factory=list)  # own and others' entries, each id once, in the order applied
    ids: set[str] = field(default_factory=set)
    kept: dict[str, Acknowledgement] = field(default_factory=dict)
    cursors: dict[str, str] = field(default_factory=dict)
    scans: dict[str, bytes] = field(default_factory=dict)
    arrived: set[tuple[str, str]] = field(default_factory=set)


class PaperShelf:
    """The `Shelf` of one device, with what a test needs to write on it and to restore it."""

    def __init__(self, device: str = "341323110000-01", key: Ed25519PrivateKey | None = None, digest: str = "sha-256"):
        self.device = DeviceId(device)
        self.key = key or new_key()
        self.public_key = public_bytes(self.key)
        self.hash = digest
        self.papers = _Papers()

    # what the tests do

    def enter(self, kind: str = "case.noted", case: str | None = None, **payload: object) -> Entry:
        """Write one entry behind the last."""
        return self._behind(body_of(kind, case, dict(payload)))

    def write(self, body: bytes) -> Entry:
        """Write this body behind the last."""
        return self._behind(body)

    def own(self) -> dict[str, bytes]:
        """Bodies of this device's own entries that stand anywhere, by id."""
        return {id_of(e): e.body for places in self.papers.places.values() for e in places}

    def image(self) -> _Papers:
        """The disk as it stands."""
        return self._copied(self.papers)

    def restore(self, image: _Papers) -> None:
        """Put an old disk back."""
        self.papers = self._copied(image)

    def clone(self) -> "PaperShelf":
        """Another PC with the same disk and key."""
        twin = PaperShelf(self.device, self.key, self.hash)
        twin.restore(self.papers)
        return twin

    @staticmethod
    def _copied(papers: _Papers) -> _Papers:
        """Entries never change, so that copying what holds them is enough."""
        shallow = {one.name: copy.copy(getattr(papers, one.name)) for one in fields(papers)}
        shallow["places"] = {epoch: list(entries) for epoch, entries in papers.places.items()}
        return _Papers(**shallow)

    # Shelf

    def sign(self, message: bytes) -> bytes:
        return self.key.sign(message)

    def heads(self) -> Sequence[Head]:
        return [Head(epoch, e[-1].seq, e[-1].chain) for epoch, e in sorted(self.papers.places.items()) if e]

    def chain_at(self, epoch: int, seq: int) -> bytes | None:
        if seq == 0:
            return GENESIS
        places = self.papers.places.get(epoch, [])
        return places[seq - 1].chain if 0 < seq <= len(places) else None

    def entries(self, epoch: int, after: int, limit: int, size: int) -> Sequence[Entry]:
        found: list[Entry] = []
        for entry in self.papers.places.get(epoch, [])[after : after + limit]:
            size -= len(entry.body)
            if found and size < 0:
                break
            found.append(entry)
        return found

    def acknowledged(self, upstream: str) -> Sequence[Head]:
        word = self.papers.kept.get(upstream)
        return sorted(word.heads, key=lambda head: head.epoch) if word else []

    def acknowledge(self, upstream: str, word: Acknowledgement) -> None:
        self.papers.kept[upstream] = word

    def word(self, upstream: str) -> bytes:
        word = self.papers.kept.get(upstream)
        return word.proof if word and word.heads else b""

    def cursor(self, upstream: str) -> str:
        return self.papers.cursors.get(upstream, "")

    def apply(self, upstream: str, news: Sequence[Entry], cursor: str) -> int:
        fresh = sum(self._fold(entry) for entry in news)
        self.papers.cursors[upstream] = cursor
        return fresh

    def take_back(self, epoch: int, theirs: Sequence[Entry], highest: int) -> None:
        places = self.papers.places.setdefault(epoch, [])
        first = next((e.seq for e in theirs if self.chain_at(epoch, e.seq) != e.chain), None)
        if first is None:
            return
        parted = epoch == self.papers.writing
        if parted:
            self.papers.writing = max(highest, *self.papers.places) + 1
        displaced = places[first - 1 :]
        back = sum(self._fold(entry) for entry in theirs)
        places[first - 1 :] = [e for e in theirs if e.seq >= first]
        standing = self.own()
        moved = [e for e in displaced if id_of(e) not in standing]
        for entry in moved:
            self._behind(entry.body)
        if parted:
            said = write_payload(DeviceParted(of=epoch, back=back, moved=len(moved)))
            self._behind(body_of("device.parted", None, said))

    # Scans

    def owed(self, upstream: str) -> Sequence[str]:
        return [sha for sha in reversed(self.papers.scans) if (upstream, sha) not in self.papers.arrived]

    def read(self, sha256: str) -> bytes | None:
        return self.papers.scans.get(sha256)

    def arrived(self, upstream: str, sha256: str) -> None:
        self.papers.arrived.add((upstream, sha256))

    def _behind(self, body: bytes) -> Entry:
        places = self.papers.places.setdefault(self.papers.writing, [])
        prev = places[-1].chain if places else GENESIS
        entry = link(self.device, self.papers.writing, len(places) + 1, prev, body, hash_named(self.hash))
        places.append(entry)
        self._fold(entry)
        return entry

    def _fold(self, entry: Entry) -> bool:
        if id_of(entry) in self.papers.ids:
            return False
        self.papers.ids.add(id_of(entry))
        self.papers.folded.append(entry)
        return True
