"""The check of this journal against what its upstreams have signed: one that was cut short or written anew shows, even
when all tables agree with it."""

from collections.abc import Iterator
from typing import Any

from kiosk.store.drawer import DrawerTable
from kiosk.store.post import CITY, CITY_KEY, HUB, HUB_KEY
from kiosk.store.words import Problem
from sync.protocol.cose import NotSealed
from sync.protocol.seal import AlgorithmUnknown
from sync.protocol.statements import Acknowledgement, Head, read_kept

_KEPT = "SELECT upstream, epoch, seq, chain, proof FROM acknowledged ORDER BY upstream, epoch"
_KEYS = {CITY: CITY_KEY, HUB: HUB_KEY}


def check_heads(connection: Any, device: str) -> Iterator[Problem]:
    """Everything that an upstream has acknowledged stands here as it did then; and its word is its own."""
    proofs: dict[str, bytes] = {}
    kept: dict[str, set[Head]] = {}
    for upstream, epoch, seq, chain, proof in connection.execute(_KEPT).fetchall():
        where = f"{device} {epoch}/{seq}"
        head = Head(epoch, seq, chain)
        if proofs.setdefault(upstream, proof) != proof:
            yield Problem("acknowledgement_altered", where)
        kept.setdefault(upstream, set()).add(head)
        row = connection.execute("SELECT chain FROM place WHERE epoch = ? AND seq = ?", (epoch, seq)).fetchone()
        if row is None:
            yield Problem("journal_cut", where)
        elif row[0] != chain:
            yield Problem("journal_rewritten", where)
    for upstream, proof in proofs.items():
        word = _word(proof)
        said = upstream in _KEYS and word is not None and word.device == device and set(word.heads) == kept[upstream]
        if word is None or not said or ((key := _key(connection, upstream)) and not word.verify(key)):
            yield Problem("acknowledgement_altered", upstream)


def _word(proof: bytes) -> Acknowledgement | None:
    try:
        return read_kept(proof)
    except (NotSealed, AlgorithmUnknown, TypeError):
        return None


def _key(connection: Any, upstream: str) -> bytes:
    """The key that seals an upstream's word; empty where this device does not know it."""
    return bytes.fromhex(DrawerTable(connection).setting(_KEYS[upstream]))
