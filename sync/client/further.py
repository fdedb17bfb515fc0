"""What a hub hands on of the city beyond it: the city's own signed word, believed for its seal, not for its bearer."""

from datetime import datetime

from sync.client.ports import Further, Shelf
from sync.protocol.cose import NotSealed
from sync.protocol.envelope import read_letterbox
from sync.protocol.exchange import Beyond
from sync.protocol.seal import AlgorithmUnknown
from sync.protocol.statements import Acknowledgement, read_kept


def hear_of(beyond: Beyond, shelf: Shelf, further: Further) -> None:
    """Keep the city's word on this device, as if the city had said it here. Anything else changes nothing."""
    if not further.key() and beyond.key:
        further.learn(beyond.key, beyond.url)
    _hear_of_box(beyond, further)
    try:
        word = read_kept(beyond.kept)
        genuine = word.device == shelf.device and word.verify(further.key())
    except (NotSealed, AlgorithmUnknown):
        return
    fits = all(shelf.chain_at(head.epoch, head.seq) == head.chain for head in word.heads)
    if genuine and fits and _is_newer(word, shelf.word(further.name)):
        shelf.acknowledge(further.name, word)


def _hear_of_box(beyond: Beyond, further: Further) -> None:
    try:
        if beyond.box and read_letterbox(beyond.box).verify(further.key()):
            further.keep_box(beyond.box)
    except (NotSealed, AlgorithmUnknown):
        return


def _is_newer(word: Acknowledgement, proof: bytes) -> bool:
    """Whether it says more than the word that is here, or was said later: a hub may hand on an old one."""
    if not proof:
        return True
    known = read_kept(proof)
    before, now = ({head.epoch: head.seq for head in one.heads} for one in (known, word))
    if word.incarnation == known.incarnation and all(now.get(epoch, 0) >= seq for epoch, seq in before.items()):
        return now != before
    try:
        return datetime.fromisoformat(word.at) > datetime.fromisoformat(known.at)
    except (ValueError, TypeError):
        return False
