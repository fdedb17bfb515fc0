"""The chain of this device's own entries: the one law by which it is walked, whole or from where it was good last."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from kiosk.store.check_heads import check_heads
from kiosk.store.door import OpenStore
from kiosk.store.words import PROBLEMS, Problem
from kiosk.store.work import StoreWork
from sync.protocol.entry import GENESIS, sha256
from sync.protocol.statements import Head

MARK = "journal.checked"  # a setting: epoch, number and chain up to which this device's journal was good
BEGINNING = Head(0, 0, GENESIS)
_MOST_AT_START = 20_000  # entries: some seconds at the most, beside the screens
CHECKPOINT = "journal.checkpoint"
_CHECKPOINT = (
    "SELECT epoch, seq - 1, prev FROM place JOIN entry USING (n) WHERE own = 1 AND kind = ? ORDER BY n DESC LIMIT 1"
)
_BEHIND = (
    "SELECT epoch, seq, prev, chain, body_hash, content FROM place JOIN entry USING (n) LEFT JOIN body USING (n)"
    " WHERE (epoch, seq) > (?, ?) ORDER BY epoch, seq LIMIT ?"
)
Place = tuple[int, int, bytes, bytes, bytes | None]  # epoch, number, the chain before, the chain, the body's hash


def walk(device: str, places: Iterable[Place], begin: Head = BEGINNING) -> Iterator[Problem]:
    """Epoch by epoch: numbered without gap, each behind the one before. It goes on from `begin`."""
    last_epoch, last, last_chain = begin.epoch, begin.seq, begin.chain
    for epoch, seq, prev, chain, body_hash in places:
        where = f"{device} {epoch}/{seq}"
        if epoch != last_epoch:
            last_epoch, last, last_chain = epoch, 0, GENESIS
        if seq != last + 1:
            yield Problem("entry_missing", f"{device} {epoch}/{last + 1}")
        elif prev != last_chain:
            yield Problem("chain_broken", where)
        if body_hash is None:
            yield Problem("entry_missing", where)
        elif sha256(prev + body_hash) != chain:
            yield Problem("chain_altered", where)
        last, last_chain = seq, chain


def check_from_mark(store: OpenStore) -> Sequence[str]:
    """What is checked whenever the program starts: this device's chain from where it was good the last time (or from
    the last checkpoint, where that stands before it), that this place is still the same, and what the upstreams have
    signed; every problem in words. The whole is for `kiosk check` and the auditor."""
    with store.look() as work:
        mark = _mark(work)
        begin = min(mark, _checkpoint(work, mark), key=lambda head: (head.epoch, head.seq))
        found = [*mark_stands(work), *check_heads(work.connection, work.device)]
        rows = work.connection.execute(_BEHIND, (begin.epoch, begin.seq, _MOST_AT_START)).fetchall()
    found += islice(walk(store.device.id, (row[:5] for row in rows), begin), 1)
    found += islice((_altered(store.device.id, row) for row in rows if not _is_whole(row[5], row[4])), 1)
    if rows and not found and rows[-1][:2] > (mark.epoch, mark.seq):
        epoch, seq, _, chain, *_ = rows[-1]
        with store.work("door") as work:
            work.drawer.set_setting(MARK, f"{epoch}.{seq}.{chain.hex()}")
    return [PROBLEMS[one.key]["zh"].format(where=one.where) for one in found]


def _is_whole(content: object, body_hash: bytes) -> bool:
    """Whether a body is what was hashed; one that was let go is not looked at here."""
    return content is None or (isinstance(content, bytes) and sha256(content) == body_hash)


def _altered(device: str, row: tuple[int, int, bytes, bytes, bytes, object]) -> Problem:
    return Problem("body_altered", f"{device} {row[0]}/{row[1]}")


def _mark(work: StoreWork) -> Head:
    said = work.drawer.setting(MARK)
    if not said:
        return BEGINNING
    epoch, seq, chain = said.split(".")
    return Head(int(epoch), int(seq), bytes.fromhex(chain))


def _checkpoint(work: StoreWork, mark: Head) -> Head:
    """Where the last checkpoint goes on from: nobody puts another one in its place."""
    row = work.connection.execute(_CHECKPOINT, (CHECKPOINT,)).fetchone()
    return Head(*row) if row else mark


def mark_stands(work: StoreWork) -> Iterator[Problem]:
    """Up to where this journal was good the last time, it still is what it was then. What is gone and no upstream ever
    had is told apart from what an upstream can give back (`check_heads`)."""
    mark = _mark(work)
    if not mark.seq:
        return
    where = f"{work.device} {mark.epoch}/{mark.seq}"
    find = work.connection.execute
    row = find("SELECT chain FROM place WHERE epoch = ? AND seq = ?", (mark.epoch, mark.seq)).fetchone()
    (kept,) = find("SELECT coalesce(max(seq), 0) FROM acknowledged WHERE epoch = ?", (mark.epoch,)).fetchone()
    if row is None and kept < mark.seq:
        yield Problem("journal_short", where)
    elif row is not None and row[0] != mark.chain:
        yield Problem("journal_changed", where)


def forget_mark(work: StoreWork, epoch: int, first: int) -> None:
    """From this place on the upstream's entries stand now: the chain is walked anew."""
    mark = _mark(work)
    if mark.epoch == epoch and mark.seq >= first:
        work.drawer.set_setting(MARK, "")
