"""Where an entry of another device stood in its journal: kept beside it, with a mark by which any change shows."""

from collections.abc import Iterator
from typing import Any

from kiosk.store.words import Problem
from sync.protocol.entry import Entry, sha256

_ALL = "SELECT n, device, epoch, seq, prev, chain, body_hash, mark FROM place_elsewhere JOIN entry USING (n)"
_NOWHERE = "SELECT n FROM entry LEFT JOIN place_elsewhere p USING (n) WHERE own = 0 AND p.n IS NULL"
_NOTHING = "SELECT n FROM place_elsewhere LEFT JOIN entry e USING (n) WHERE e.n IS NULL"


def keep_origin(connection: Any, n: int, entry: Entry) -> None:
    """Entry `n` of this store stood at this place of its own device's journal."""
    place = (entry.device, entry.epoch, entry.seq, entry.prev, entry.chain)
    connection.execute(
        "INSERT INTO place_elsewhere (n, device, epoch, seq, prev, chain, mark) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (n, *place, _mark(n, *place, entry.body_hash)),
    )


def mark_all(connection: Any) -> None:
    """Mark what was kept before there were marks."""
    for n, *place, body_hash, _ in connection.execute(_ALL).fetchall():
        connection.execute("UPDATE place_elsewhere SET mark = ? WHERE n = ?", (_mark(n, *place, body_hash), n))


def check_origins(connection: Any) -> Iterator[Problem]:
    """Every place that is not as it was kept, and every entry of others that has none."""
    for n, *place, body_hash, mark in connection.execute(_ALL):
        if _mark(n, *place, body_hash) != mark:
            yield Problem("origin_altered", f"#{n}")
    for query in (_NOWHERE, _NOTHING):
        for (n,) in connection.execute(query):
            yield Problem("origin_altered", f"#{n}")


def _mark(n: int, *place: Any) -> bytes:
    device, epoch, seq, prev, chain, body_hash = place
    return sha256(f"{n} {device} {epoch} {seq} {prev.hex()} {chain.hex()} {body_hash.hex()}".encode())
