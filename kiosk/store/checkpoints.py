"""Checkpoints of the tables (检查点): what each of them was when an entry had been applied, as a digest that is an
entry itself. Between two of them the tables are held against the last one, a piece at a time, while everybody works.

A row that an entry has moved since is put in its place as it was then, by the journal; all others must be as they were.
So what a pass comes to is the state at the checkpoint, whatever is filed while it lasts.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec

from kiosk.domain.deadline import business_day
from kiosk.store.chain import CHECKPOINT
from kiosk.store.check_tables import check_tables, compare, in_order
from kiosk.store.door import OpenStore
from kiosk.store.refold import Moved, rows_at, told_by_journal
from kiosk.store.rows import TABLES, Key, Row, Table, digest, shape
from kiosk.store.words import Problem
from kiosk.store.work import StoreWork
from sync.protocol.entry import read_body, sha256
from sync.protocol.kinds import Checkpoint

ACTOR = "check"
PIECE = 200  # rows at a time: some hundredths of a second
MOST_FOLDED = 300_000  # entries: with more, the first checkpoint is made by a whole check that somebody asks for
_MOST_MOVED = 20_000  # entries since the last checkpoint that a start looks at
_LAST = (
    "SELECT CAST(content AS BLOB), body_hash FROM entry JOIN body USING (n)"
    " WHERE own = 1 AND kind = ? AND n > ? ORDER BY n DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Made:
    """A checkpoint that was made: when, after which entry of this store (`n`), and each table's digest in hex."""

    at: datetime
    n: int
    sums: Mapping[str, str]


@dataclass(slots=True)
class Sum:
    """A table's digest while its rows are counted in the order of their keys."""

    rows: int = 0
    running: Any = field(default_factory=hashlib.sha256)

    def add(self, key: Key, row: Row) -> None:
        """The next row."""
        self.rows += 1
        self.running.update(msgspec.msgpack.encode([key, digest(row)]))


def last_checkpoint(connection: Any, behind: int = 0) -> Made | None:
    """The last one that this program can hold tables against; None where there is none, or where rows looked otherwise
    when it was made."""
    row = connection.execute(_LAST, (CHECKPOINT, behind)).fetchone()
    if row is None or sha256(row[0]) != row[1]:
        return None
    body = read_body(row[0])
    said = body.payload
    if said.get("shape") != shape():
        return None
    return Made(datetime.fromisoformat(body.wall), said["n"], said["sums"])


def check_moved(work: StoreWork) -> Sequence[Problem]:
    """The rows that entries have moved since the last checkpoint, against what the journal makes of them now: what a
    start looks at first."""
    last = last_checkpoint(work.connection)
    (newest,) = work.connection.execute("SELECT coalesce(max(n), 0) FROM entry").fetchone()
    if last is None or newest - last.n > _MOST_MOVED:
        return []
    moved = Moved(last.n)
    moved.read_on(work.connection)
    return [one for table in TABLES for one in _compare(work, table, [*moved.last[table.name]])]


def take_stock(store: OpenStore, piece: int = PIECE) -> Iterator[Sequence[Problem]]:
    """All tables held against the last checkpoint, a piece with each step; what was found so far. At the end, when all
    was good, a new checkpoint once a day. Where there is none to begin with, the whole journal is folded once."""
    with store.look() as work:
        last = last_checkpoint(work.connection)
        (newest,) = work.connection.execute("SELECT coalesce(max(n), 0) FROM entry").fetchone()
    if last is None and newest > MOST_FOLDED:
        return
    found: list[Problem] = [] if last else _whole(store)
    yield found
    count = _Pass(store, last.n if last else newest, newest, piece)
    for table in TABLES:
        for problems in count.table(table):
            found += problems
            yield found
    if last and any(last.sums.get(name) != one.running.hexdigest() for name, one in count.then.items()):
        found = [*dict.fromkeys([*found, *_whole(store)])]
        yield found
    if not found and (last is None or any(count.moved.last.values())):
        _enter(store, last, newest, count.now)


def _whole(store: OpenStore) -> list[Problem]:
    """The judge: every row against the journal from its beginning."""
    with store.look() as work:
        return [*check_tables(told_by_journal(work.connection, work.device), work.connection)]


class _Pass:
    """One pass: what the tables were after entry `since`, and what they were after entry `upto`."""

    def __init__(self, store: OpenStore, since: int, upto: int, piece: int) -> None:
        self._store, self._since, self._upto, self._piece = store, since, upto, piece
        self.moved = Moved(since)
        self.then: dict[str, Sum] = {table.name: Sum() for table in TABLES}
        self.now: dict[str, Sum] = {table.name: Sum() for table in TABLES}

    def table(self, table: Table) -> Iterator[Sequence[Problem]]:
        """One table, page by page."""
        after: Key | None = ()
        while after is not None:
            with self._store.look() as work:
                self.moved.read_on(work.connection)
                kept = table.page(work.connection, after, self._piece)
                end = [*kept][-1] if len(kept) == self._piece else None
                here = [key for key in self.moved.last[table.name] if _within(key, after, end)]
                problems = _compare(work, table, here)
                self._add(work, table, kept, here)
            yield problems
            after = end

    def _add(self, work: StoreWork, table: Table, kept: Mapping[Key, Row], here: Sequence[Key]) -> None:
        today = {key: table.as_today(row) for key, row in kept.items()}
        for n, sums in ((self._since, self.then), (self._upto, self.now)):
            moved = {key for key in here if self.moved.last[table.name][key] > n}
            past = rows_at(work.connection, work.device, table, moved, n)
            stood = {key: row for key, row in today.items() if key not in moved} | dict(past)
            for key in sorted(stood, key=in_order):
                sums[table.name].add(key, stood[key])


def _within(key: Key, after: Key, end: Key | None) -> bool:
    return in_order(key) > in_order(after) and (end is None or in_order(key) <= in_order(end))


def _compare(work: StoreWork, table: Table, keys: Sequence[Key]) -> Sequence[Problem]:
    told = rows_at(work.connection, work.device, table, {*keys}, 1 << 62)
    kept = {key: row for key in keys if (row := table.row(work.connection, key)) is not None}
    return [*compare(table, kept, told)]


def _enter(store: OpenStore, last: Made | None, n: int, now: Mapping[str, Sum]) -> None:
    """The new checkpoint, once a day, unless another program was faster."""
    with store.work(ACTOR) as work:
        if last and business_day(last.at) == business_day(work.now()):
            return
        if last_checkpoint(work.connection, n) is not None:
            return
        sums = {name: one.running.hexdigest() for name, one in now.items()}
        tables = hashlib.sha256(msgspec.json.encode(sorted(sums.items()))).hexdigest()
        rows = {name: one.rows for name, one in now.items()}
        _, seq, _ = work.journal.head()
        said = Checkpoint(tables=tables, seq=seq, n=n, shape=shape(), sums=sums, rows=rows)
        work.journal.enter(said, CHECKPOINT)
