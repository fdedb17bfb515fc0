"""What may go after half a year (网络安全法: logs are kept six months at the least): who looked, who came and went,
what the hall printed. Only bodies go; their hashes stay in the chain, and a tombstone says when.

What cases, tickets, accounts and settings add up to never goes: the tables are proved by it, and whoever has a receipt
finds the entry whose hash it carries. The city's own signed word says what it has and what day it is: a clock set
forward on this PC, or a line written into its books, lets nothing go.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from kiosk.store.door import OpenStore
from kiosk.store.post import CITY, CITY_KEY
from kiosk.store.words import Problem
from kiosk.store.work import StoreWork
from sync.protocol.audit_kinds import JournalPruned
from sync.protocol.cose import NotSealed
from sync.protocol.entry import DeviceId, Entry
from sync.protocol.reading import read_entry
from sync.protocol.seal import AlgorithmUnknown
from sync.protocol.statements import read_kept

KEPT_FOR = timedelta(days=186)
KINDS = ("person.looked", "staff.", "audit.searched", "slip.printed", "rating.asked", "hall.")
PRUNED = "journal.pruned"
_AT_ONCE = 2000
_OWN = (
    "SELECT e.n, e.kind, b.content, e.body_hash, p.epoch, p.seq FROM entry e JOIN body b USING (n)"
    " JOIN place p USING (n)"
    " WHERE e.own = 1 AND ({kinds}) ORDER BY e.n"
)


@dataclass(frozen=True, slots=True)
class Horizon:
    """Up to where entries may go: older than `before`, and known to the city (number by epoch)."""

    before: datetime
    city: Mapping[int, int]


def prune(store: OpenStore, actor: str, now: datetime, backed_up: datetime | None) -> int:
    """Erase what may go, a piece at a time; how many bodies. Nothing goes before the city has signed for it and a
    backup was made since, nor before `KEPT_FOR` is over by this clock, by the backup's and by the city's."""
    gone = 0
    while numbers := _piece(store, now, backed_up):
        with store.work(actor) as work:
            at = work.now().isoformat()
            said = JournalPruned(at=at, count=len(numbers), digest=_digest(numbers))
            work.connection.executemany("INSERT INTO tombstone (n, at) VALUES (?, ?)", [(n, at) for n in numbers])
            work.connection.executemany("DELETE FROM body WHERE n = ?", [(n,) for n in numbers])
            work.journal.enter(said, PRUNED)
        gone += len(numbers)
    return gone


def check_pruned(connection: Any, told: Sequence[tuple[str, int, str]]) -> Iterator[Problem]:
    """The tombstones against what the journal says was erased (`told`: at, count, digest of each `journal.pruned`), and
    against what may be erased at all."""
    there: dict[str, list[int]] = {}
    for n, at, kind, own in connection.execute(
        "SELECT n, at, kind, own FROM tombstone JOIN entry USING (n) ORDER BY n"
    ):
        there.setdefault(at, []).append(n)
        if not own or not kind.startswith(KINDS):
            yield Problem("body_missing", f"#{n}")
    said = {at: (count, digest) for at, count, digest in told}
    for at in sorted(there.keys() | said.keys()):
        numbers = there.get(at, [])
        if said.get(at) != (len(numbers), _digest(numbers)):
            yield Problem("body_missing", f"{PRUNED} {at}")


def horizon_of(work: StoreWork, now: datetime, backed_up: datetime | None) -> Horizon | None:
    """Up to where entries may go now; None where no backup was made, or no city has signed for anything."""
    row = work.connection.execute("SELECT proof FROM acknowledged WHERE upstream = ? LIMIT 1", (CITY,)).fetchone()
    key = work.drawer.setting(CITY_KEY)
    if backed_up is None or row is None or not key:
        return None
    try:
        word = read_kept(row[0])
        at = datetime.fromisoformat(word.at)
        if at.tzinfo is None or word.device != work.device or not word.verify(bytes.fromhex(key)):
            return None
    except (NotSealed, AlgorithmUnknown, ValueError, TypeError):
        return None
    return Horizon(min(now, backed_up, at) - KEPT_FOR, {head.epoch: head.seq for head in word.heads})


def _piece(store: OpenStore, now: datetime, backed_up: datetime | None) -> list[int]:
    kinds = " OR ".join("(e.kind >= ? AND e.kind < ?)" for _ in KINDS)
    bounds = [bound for kind in KINDS for bound in (kind, kind[:-1] + chr(ord(kind[-1]) + 1))]
    with store.look() as work:
        horizon = horizon_of(work, now, backed_up)
        if horizon is None:
            return []
        rows = work.connection.execute(_OWN.format(kinds=kinds), bounds)
        found = dict.fromkeys(row[0] for row in rows if _may_go(row, horizon))
    return [*islice(found, _AT_ONCE)]


def _may_go(row: tuple[Any, ...], horizon: Horizon) -> bool:
    _, kind, content, body_hash, epoch, seq = row
    if not kind.startswith(KINDS) or seq > horizon.city.get(epoch, 0):
        return False
    happening = read_entry(Entry(DeviceId(""), epoch, seq, b"", content, body_hash, b"")).happening
    return happening is not None and happening.at < horizon.before


def _digest(numbers: Sequence[int]) -> str:
    return hashlib.sha256("".join(f"{n}\n" for n in numbers).encode()).hexdigest()
