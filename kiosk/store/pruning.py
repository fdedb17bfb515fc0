"""What may go after half a year (网络安全法: logs are kept six months at the least): who looked, who came and went,
what the hall printed. Only bodies go; their hashes stay in the chain, and a tombstone says when.

What cases, tickets, accounts and settings add up to never goes: the tables are proved by it.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from kiosk.store.door import OpenStore
from kiosk.store.post import CITY
from kiosk.store.words import Problem
from sync.protocol.audit_kinds import JournalPruned
from sync.protocol.entry import DeviceId, Entry
from sync.protocol.reading import read_entry

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
    city: dict[int, int]


def prune(store: OpenStore, actor: str, now: datetime, backed_up: datetime | None) -> int:
    """Erase what may go, a piece at a time; how many bodies. Nothing goes before the city has it and a backup was made
    since, nor before `KEPT_FOR` is over; a clock set forward alone lets nothing go that the city has not."""
    if backed_up is None:
        return 0
    before = min(now, backed_up) - KEPT_FOR
    gone = 0
    while numbers := _piece(store, before):
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


def _piece(store: OpenStore, before: datetime) -> list[int]:
    kinds = " OR ".join("(e.kind >= ? AND e.kind < ?)" for _ in KINDS)
    bounds = [bound for kind in KINDS for bound in (kind, kind[:-1] + chr(ord(kind[-1]) + 1))]
    with store.look() as work:
        kept = work.connection.execute("SELECT epoch, seq FROM acknowledged WHERE upstream = ?", (CITY,))
        horizon = Horizon(before, dict(kept.fetchall()))
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
