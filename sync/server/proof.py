"""Proof of origin: the entries of a run hash and chain to exactly what its device has signed, whoever brought them."""

from collections.abc import Callable

from sync.protocol.cose import NotSealed
from sync.protocol.exchange import Run
from sync.protocol.seal import AlgorithmUnknown
from sync.protocol.statements import read_head_statement
from sync.server.ports import KnownKey, ProvenRun, Standing

LARGEST = 2**53  # of an epoch, of a number: what every reader of JSON can count, and every database keep


class NotProven(ValueError):
    """A run that its device's word does not cover: altered on its way, or never said. Not to be stored."""


def prove(run: Run, key_of: Callable[[bytes], KnownKey | None]) -> ProvenRun:
    """The run's entries, proven. A key that is unknown here proves nothing, but what it says is kept aside.

    Raises `NotProven`.
    """
    try:
        statement = read_head_statement(run.statement)
    except (NotSealed, AlgorithmUnknown) as error:
        raise NotProven(str(error)) from error
    key = key_of(statement.message.key_id)
    entries = tuple(run.entries())
    if key is None:
        return ProvenRun(run.device, run.epoch, entries, run.statement, Standing.UNKNOWN)
    last, said = entries[-1], statement.head
    if not (1 <= run.epoch < LARGEST and 1 <= run.seq < LARGEST) or (said.epoch, said.seq, said.chain) != (
        last.epoch,
        last.seq,
        last.chain,
    ):
        raise NotProven("the entries are not what was signed")
    if run.hash != key.hash or not (statement.device == run.device == key.device and statement.verify(key.public_key)):
        raise NotProven("not signed by its device")
    return ProvenRun(run.device, run.epoch, entries, run.statement, key.standing)
