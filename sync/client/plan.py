"""How what waits is laid out on a stick: entries in batches, scans in pieces, both in files that are not too large."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sync.client.ports import Shelf
from sync.protocol.bundle import MOST_PARTS
from sync.protocol.entry import GENESIS
from sync.protocol.exchange import MOST_BODIES, MOST_ENTRIES
from sync.protocol.parcels import PART
from sync.protocol.statements import Head

SMALLEST = 64 * 1024  # bytes of a file that is begun at all
_ROOM = 1_000  # bytes of a part beside its content: names, envelope, its line in the manifest
_HEADER = 4_000  # bytes of the header of lines, and of a manifest without parts


@dataclass(frozen=True, slots=True)
class Batch:
    """Entries `after`+1 … of one epoch that go in one part. `behind` are those left behind it."""

    epoch: int
    after: int
    count: int
    size: int
    before: bytes
    chain: bytes
    behind: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes of one scan, from `at` on."""

    sha256: str
    at: int
    size: int


@dataclass(frozen=True, slots=True)
class Volume:
    """One file. `number` is 1 for the first with these entries, 2 and on for those that follow with scans alone."""

    epoch: int
    first: int
    last: int
    before: bytes
    chain: bytes
    batches: tuple[Batch, ...] = ()
    pieces: tuple[Piece, ...] = ()
    number: int = 1


def plan_volumes(shelf: Shelf, kept: Sequence[Head], owed: Sequence[tuple[str, int]], limit: int) -> tuple[Volume, ...]:
    """Files of at most `limit` bytes (a single part may be larger): every entry behind `kept`, lowest epoch first, and
    then the scans. One file at least, so that an answer is asked for even when nothing waits."""
    volumes = list(_of_entries(shelf, kept, limit)) or [_empty(shelf)]
    return (*volumes[:-1], *_with_scans(volumes[-1], owed, limit))


def size_of(volume: Volume) -> int:
    """Bytes that a file takes at most."""
    contents = sum(batch.size + _HEADER for batch in volume.batches) + sum(piece.size for piece in volume.pieces)
    return contents + _parts(volume) * _ROOM + 2 * _HEADER


def _parts(volume: Volume) -> int:
    return len(volume.batches) + len(volume.pieces)


def _of_entries(shelf: Shelf, kept: Sequence[Head], limit: int) -> Iterator[Volume]:
    told = {head.epoch: head.seq for head in kept}
    behind = sum(head.seq - told.get(head.epoch, 0) for head in shelf.heads())
    for head in shelf.heads():
        volume: Volume | None = None
        for batch in _batches(shelf, head, told.get(head.epoch, 0)):
            behind -= batch.count
            batch = replace(batch, behind=behind)
            wider = _with(volume, batch)
            if volume is not None and size_of(wider) > limit:
                yield volume
                wider = _with(None, batch)
            volume = wider
        if volume is not None:
            yield volume


def _batches(shelf: Shelf, head: Head, after: int) -> Iterator[Batch]:
    while after < head.seq:
        entries = shelf.entries(head.epoch, after, min(MOST_ENTRIES, head.seq - after), MOST_BODIES)
        if not entries:
            return
        size = sum(len(entry.body) for entry in entries)
        yield Batch(head.epoch, after, len(entries), size, entries[0].prev, entries[-1].chain)
        after = entries[-1].seq


def _with(volume: Volume | None, batch: Batch) -> Volume:
    last = batch.after + batch.count
    if volume is None:
        return Volume(batch.epoch, batch.after + 1, last, batch.before, batch.chain, (batch,))
    return replace(volume, last=last, chain=batch.chain, batches=(*volume.batches, batch))


def _with_scans(volume: Volume, owed: Sequence[tuple[str, int]], limit: int) -> Iterator[Volume]:
    """The scans behind the entries of this file, and in files of their own where they do not fit."""
    size, pieces = size_of(volume), list[Piece]()
    for sha256, whole in owed:
        for at in range(0, whole, PART):
            piece = Piece(sha256, at, min(PART, whole - at))
            if size + piece.size + _ROOM > limit or _parts(volume) + len(pieces) >= MOST_PARTS:
                yield replace(volume, pieces=tuple(pieces))
                volume = replace(volume, batches=(), number=volume.number + 1)
                size, pieces = size_of(volume), []
            pieces.append(piece)
            size += piece.size + _ROOM
    yield replace(volume, pieces=tuple(pieces))


def _empty(shelf: Shelf) -> Volume:
    """Nothing waits: the end of the journal, and no entry."""
    heads = shelf.heads()
    head = max(heads, key=lambda one: one.epoch) if heads else Head(1, 0, GENESIS)
    return Volume(head.epoch, head.seq + 1, head.seq, head.chain, head.chain)
