"""The check of what a hub keeps for others: every journal numbered, chained, and as far as its device has signed."""

from collections.abc import Iterator
from typing import Any

from kiosk.store.peers import PeerTable
from kiosk.store.words import Problem
from kiosk.store.work import StoreWork
from sync.protocol.cose import NotSealed
from sync.protocol.entry import GENESIS, DeviceId
from sync.protocol.seal import AlgorithmUnknown, hash_named
from sync.protocol.statements import HeadStatement, read_head_statement

_PLACES = (
    "SELECT device, epoch, seq, prev, chain, body_hash, content FROM peer_place LEFT JOIN entry USING (n)"
    " LEFT JOIN body USING (n) ORDER BY device, epoch, seq"
)
_WORDS = (
    "SELECT w.device, w.epoch, w.seq, w.statement, p.chain FROM peer_word w"
    " LEFT JOIN peer_place p ON (p.device, p.epoch, p.seq) = (w.device, w.epoch, w.seq) ORDER BY 1, 2, 3"
)


def check_peers(work: StoreWork) -> Iterator[Problem]:
    """Everything about others' journals that is not as it was received."""
    peers = PeerTable(work.connection, work.clock)
    yield from _places(work.connection, peers)
    for row in work.connection.execute(_WORDS).fetchall():
        yield from _word(peers, row)


def _places(connection: Any, peers: PeerTable) -> Iterator[Problem]:
    journal, last, last_chain, digest = ("", 0), 0, GENESIS, hash_named("sha-256")
    for device, epoch, seq, prev, chain, body_hash, content in connection.execute(_PLACES).fetchall():
        where = f"{device} {epoch}/{seq}"
        if (device, epoch) != journal:
            journal, last, last_chain = (device, epoch), 0, GENESIS
            digest = hash_named(peers.hash_of(DeviceId(device)))
        if seq != last + 1 or body_hash is None or content is None:
            yield Problem("entry_missing", f"{device} {epoch}/{last + 1}")
        elif prev != last_chain:
            yield Problem("chain_broken", where)
        elif digest(content) != body_hash:
            yield Problem("body_altered", where)
        elif digest(prev + body_hash) != chain:
            yield Problem("chain_altered", where)
        last, last_chain = seq, chain


def _word(peers: PeerTable, row: tuple[Any, ...]) -> Iterator[Problem]:
    """A device's own word stands for the entry that is here, and its key has signed it."""
    device, epoch, seq, statement, chain = row
    said = _read(statement)
    key = peers.key(said.message.key_id) if said else None
    genuine = said and key and key.device == device == said.device and said.verify(key.public_key)
    if not said or not genuine or (said.head.epoch, said.head.seq, said.head.chain) != (epoch, seq, chain):
        yield Problem("word_altered", f"{device} {epoch}/{seq}")


def _read(statement: bytes) -> HeadStatement | None:
    try:
        return read_head_statement(statement)
    except (NotSealed, AlgorithmUnknown):
        return None
