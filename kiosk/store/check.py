"""The check (`kiosk check`): the journal against itself, numbers against each other, tables against the
journal, scans."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from kiosk.domain.refusals import Trouble
from kiosk.store.chain import Place, mark_stands, walk
from kiosk.store.check_heads import check_heads
from kiosk.store.check_peers import check_peers
from kiosk.store.check_rulings import check_rulings
from kiosk.store.check_tables import check_tables
from kiosk.store.origins import check_origins
from kiosk.store.pruning import check_pruned
from kiosk.store.tally import Tally, why_aside
from kiosk.store.words import Problem
from kiosk.store.work import StoreWork
from sync.protocol.audience import centre_of
from sync.protocol.entry import GENESIS, DeviceId, Entry, sha256
from sync.protocol.reading import read_entry
from sync.protocol.seal import sm3

_KEPT = (
    "SELECT own, n, id, body_hash, content, p.n IS NULL, kind, case_no FROM entry LEFT JOIN body USING (n)"
    " LEFT JOIN place_elsewhere p USING (n) ORDER BY n"
)
_PLACES = "SELECT epoch, seq, prev, chain, body_hash, p.n FROM place p LEFT JOIN entry USING (n) ORDER BY epoch, seq"


class Scans(Protocol):
    """Where the scans are: on this disk, or on a backup's medium."""

    def read(self, sha256: str, /) -> bytes: ...


@dataclass(slots=True)
class _Seen:
    """What else is noted while the entries are read once, from the first to the last."""

    tally: Tally
    erased: set[int]
    scans: set[str] = field(default_factory=set)
    placed: set[int] = field(default_factory=set)
    entries: int = 0


def check_store(work: StoreWork, blobs: Scans) -> tuple[int, list[Problem]]:
    """Count the entries and list every problem; an empty list means that nothing was altered, lost or doubled."""
    connection = work.connection
    tally = Tally(centre=centre_of(work.device), aside=why_aside(connection))
    seen = _Seen(tally, {row[0] for row in connection.execute("SELECT n FROM tombstone")})
    problems = list(walk(work.device, _noted(seen, connection.execute(_PLACES))))
    problems += [p for row in connection.execute(_KEPT) for p in _entry(seen, row)]
    problems += check_pruned(connection, tally.pruned)
    problems += check_origins(connection)
    problems += [*check_heads(connection, work.device), *mark_stands(work)]
    problems += check_peers(work)
    problems += [Problem("step_does_not_fit", at) for early in tally.early.values() for at, _ in early]
    problems += check_tables(tally, connection)
    problems += check_rulings(connection, work.device)
    carried = connection.execute("SELECT DISTINCT sha256 FROM peer_scan WHERE whole = 1")
    seen.scans.update(name for (name,) in carried)
    problems += [p for name in sorted(seen.scans) for p in _scan(blobs, name)]
    return seen.entries, problems


def _noted(seen: _Seen, rows: Iterable[tuple[Any, ...]]) -> Iterator[Place]:
    """The places, and which entries stand there."""
    for epoch, seq, prev, chain, body_hash, n in rows:
        seen.placed.add(n)
        yield epoch, seq, prev, chain, body_hash


def _entry(seen: _Seen, row: tuple[Any, ...]) -> Iterator[Problem]:
    """One entry in the order in which it was applied: its body's digest, and what it adds up to."""
    own, n, entry_id, body_hash, content, from_here, kind, case_no = row
    seen.entries += 1
    if own not in (0, 1) or bool(own) != (n in seen.placed):
        yield Problem("entry_unplaced", f"#{n}")
    if content is None and n in seen.erased:
        return
    if content is None:
        yield Problem("body_missing", f"#{n}")
    elif not isinstance(content, bytes) or body_hash not in _digests(content, own == 1):
        yield Problem("body_altered", f"#{n}")
    else:
        read = read_entry(Entry(DeviceId(""), 0, 0, GENESIS, content, body_hash, GENESIS))
        if (read.id, read.kind, read.case_no) != (entry_id, kind, case_no):
            yield Problem("entry_altered", f"#{n}")
        yield from seen.tally.fold(read, f"#{n}", own == 1)
        if from_here and entry_id not in seen.tally.aside:  # whose scans lie on this disk; others' lie on theirs
            seen.scans.update(scan.sha256 for scan in read.attachments)
            if read.kind == "document.printed":
                seen.scans.add(str(read.payload.get("sha256")))


def _digests(content: bytes, own: bool) -> Iterator[bytes]:
    """What a body may be hashed to: others name the hash of their journal, own ones are SHA-256."""
    yield sha256(content)
    if not own:
        yield sm3(content)


def _scan(blobs: Scans, name: str) -> Iterator[Problem]:
    try:
        blobs.read(name)
    except Trouble as trouble:
        yield Problem(trouble.key, name)
