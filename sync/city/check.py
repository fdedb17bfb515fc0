"""The city checks its own books (`cityd check`): nothing lost (I1), doubled (I2), altered (I3), no holes (I4), scans
as promised (I8), and every record exactly what the log adds up to."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, select

from sync.city.books import NO_MARK, Books
from sync.city.folding import Folding
from sync.city.records import row_of, twin_of, write_case
from sync.city.scans import ScanShelf
from sync.city.shelves import entry_of, in_log, in_places
from sync.city.tables import case_record, device, entry, head, tail, want, work_item
from sync.protocol.entry import GENESIS
from sync.protocol.reading import read_entry
from sync.protocol.seal import SHA_256, hash_named
from sync.protocol.statements import Head, read_head_statement


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it should be: `key` of words, `where` it is."""

    key: str
    where: str


def check_books(books: Books, scans: ScanShelf) -> tuple[int, list[Problem]]:
    """Count the entries and list every problem; an empty list means that all is as it was received."""
    with books.read() as connection:
        count = connection.execute(select(func.count()).select_from(entry)).scalar_one()
        problems = [*_places(connection), *_log(connection), *_records(connection)]
        problems += _scans(connection, scans)
    return count, problems


def _places(connection: Connection) -> Iterator[Problem]:
    """I3, I4: every journal is numbered without a hole, chained as it came, and as far as its device has signed."""
    hashes = {row.device: row.hash for row in connection.execute(select(device.c.device, device.c.hash))}
    last: dict[tuple[str, int], Head] = {}
    for row in connection.execute(in_places()):
        at, where = (row.device, row.epoch), f"{row.device} {row.epoch}/{row.seq}"
        before = last.get(at, Head(row.epoch, 0, GENESIS))
        digest = hash_named(hashes.get(row.device, SHA_256))
        if row.seq != before.seq + 1:
            yield Problem("place_missing", f"{row.device} {row.epoch}/{before.seq + 1}")
        elif row.prev != before.chain:
            yield Problem("chain_broken", where)
        if digest(row.content) != row.body_hash or digest(row.prev + row.body_hash) != row.chain:
            yield Problem("entry_altered", where)
        last[at] = Head(row.epoch, row.seq, row.chain)
    heads = {(row.device, row.epoch): row for row in connection.execute(select(head))}
    for at in sorted(last.keys() | heads.keys()):
        kept = heads.get(at)
        if kept is None or last.get(at) != Head(kept.epoch, kept.seq, kept.chain):
            yield Problem("head_differs", f"{at[0]} {at[1]}")
        elif read_head_statement(kept.statement).head != last[at]:
            yield Problem("head_not_signed", f"{at[0]} {at[1]}")


def _log(connection: Connection) -> Iterator[Problem]:
    """I1, I2: every entry of the log once, with its body and its place, under the running mark."""
    count, mark = 0, NO_MARK
    for row in connection.execute(in_log()):
        count, mark = count + 1, sha256(mark + row.body_hash).digest()
        read = read_entry(entry_of(row))
        if row.mark != mark:
            yield Problem("log_altered", str(row.g))
            mark = row.mark
        if read.id != row.id or read.kind != row.kind:
            yield Problem("entry_altered", str(row.g))
    end = connection.execute(select(tail)).one()
    listed = connection.execute(select(func.count()).select_from(entry)).scalar_one()
    if not count == listed == end.g or end.mark != mark:
        yield Problem("log_shorter", f"{count} {listed} {end.g}")


def _records(connection: Connection) -> Iterator[Problem]:
    """Records and work items are what the log adds up to, folded once more from the beginning."""
    folding = Folding()
    for row in connection.execute(in_log()):
        folding.fold(row.g, read_entry(entry_of(row)))
    kept = {(row.case_no, row.twin): _as_now(row) for row in connection.execute(select(case_record))}
    made = {(twin.case_no, twin.twin): row_of(twin) for twins in folding.cases.values() for twin in twins}
    for at in sorted(kept.keys() | made.keys()):
        if kept.get(at) != made.get(at):
            yield Problem("record_differs", f"{at[0]} #{at[1]}")
    noted = set(connection.execute(select(work_item.c.g)).scalars())
    for g in sorted(folding.items.keys() - noted):
        yield Problem("item_missing", str(g))


def _as_now(row: Row[Any]) -> dict[str, Any]:
    """A kept row as this version would write it: one from before a field was known says the same without it."""
    try:
        return dict(row._mapping) | {"record": write_case(twin_of(row).case)}
    except msgspec.MsgspecError:
        return dict(row._mapping)


def _scans(connection: Connection, scans: ScanShelf) -> Iterator[Problem]:
    """I8: what counts as whole is here, and is what its name says."""
    for name in connection.execute(select(want.c.sha256).where(want.c.whole).distinct()).scalars():
        content = scans.read(name)
        if content is None or sha256(content).hexdigest() != name:
            yield Problem("scan_damaged", name)
