"""Tables set right by the journal, where the journal itself is good: what was altered, lost or slipped in is as the
entries tell it again, and an entry says which rows these were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.domain.refusals import Refusal
from kiosk.store.cases import read_record
from kiosk.store.check import check_store
from kiosk.store.check_tables import PROBLEMS_OF_TABLES, differing
from kiosk.store.door import OpenStore
from kiosk.store.refold import rows_at, told_by_journal
from kiosk.store.rows import CASES, TABLES, Key, Row, Table, digest, rows_of
from kiosk.store.search import search_keys
from kiosk.store.words import PROBLEMS, Problem
from kiosk.store.work import StoreWork
from sync.protocol.audit_kinds import JournalRepaired, RepairedRow

REPAIRED = "journal.repaired"
_OF_TABLES = PROBLEMS_OF_TABLES | {"ticket_gap"}
_OF_SCANS = frozenset({"blob_missing", "blob_altered"})
_NAMED = 500  # rows that the entry names


@dataclass(frozen=True, slots=True)
class _Wrong:
    """What differs: keys by table, and the numbers on paper that are missing or too many."""

    keys: Mapping[str, Sequence[Key]]
    missing: frozenset[tuple[str, str]]
    more: frozenset[tuple[str, str]]


def repair(store: OpenStore, actor: str) -> Sequence[Problem]:
    """Set the tables right; the problems that are none any more. Refuses `journal_not_good` where the journal is not
    what it was (then nobody knows what is right), and `nothing_to_repair`."""
    with store.look() as work:
        problems = check_store(work, store.blobs)[1]
        ours = [one for one in problems if one.key in _OF_TABLES]
        if journal := [one for one in problems if one.key not in _OF_TABLES | _OF_SCANS]:
            told = PROBLEMS[journal[0].key]["zh"].format(where=journal[0].where)
            raise Refusal("journal_not_good", count=len(journal), told=told)
        if not ours:
            raise Refusal("nothing_to_repair")
        wrong = _wrong(work)
    with store.work(actor) as work:
        rows = [row for table in TABLES for row in _set_right(work, table, wrong.keys[table.name])]
        execute = work.connection.executemany
        execute("DELETE FROM mark WHERE word = ? AND case_no = ?", sorted(wrong.more))
        execute("INSERT OR IGNORE INTO mark (word, case_no) VALUES (?, ?)", sorted(wrong.missing))
        _index_all(work.connection)
        said = JournalRepaired(count=len(rows), problems=len(ours), rows=tuple(rows[:_NAMED]))
        work.journal.enter(said, REPAIRED)
    return ours


def _wrong(work: StoreWork) -> _Wrong:
    tally = told_by_journal(work.connection, work.device)
    keys = {table.name: [*differing(table, work.connection, rows_of(table, tally))] for table in TABLES}
    kept = set(work.connection.execute("SELECT word, case_no FROM mark").fetchall())
    return _Wrong(keys, frozenset(tally.marks - kept), frozenset(kept - tally.marks))


def _set_right(work: StoreWork, table: Table, keys: Sequence[Key]) -> list[RepairedRow]:
    """These rows as the journal tells them now, within the transaction that says so."""
    told = rows_at(work.connection, work.device, table, {*keys}, 1 << 62)
    done = []
    for key in keys:
        stood = table.row(work.connection, key)
        _write(work.connection, table, key, told.get(key))
        found = digest(stood).hex() if stood else ""
        done.append(RepairedRow(table=table.name, row=table.named(key), found=found))
    return done


def _write(connection: Any, table: Table, key: Key, row: Row | None) -> None:
    places = ", ".join("?" * len(key))
    where = f"WHERE ({table.key_columns}) = ({places})"
    n = connection.execute(f"SELECT n FROM case_record {where}", key).fetchone() if table is CASES else None
    if n:
        connection.execute("DELETE FROM case_index WHERE rowid = ?", n)
    connection.execute(f"DELETE FROM {table.name} {where}", key)
    if row is None:
        return
    columns, values = (f"n, {table.columns}", (*n, *row)) if n else (table.columns, row)
    connection.execute(f"INSERT INTO {table.name} ({columns}) VALUES ({', '.join('?' * len(values))})", values)


def _index_all(connection: Any) -> None:
    """Every case that is in no index, into it; and what is no case, out of it."""
    gone = "SELECT id FROM case_index_docsize WHERE id NOT IN (SELECT n FROM case_record)"
    for n in connection.execute(gone).fetchall():
        connection.execute("DELETE FROM case_index WHERE rowid = ?", n)
    lost = "SELECT n, record FROM case_record WHERE n NOT IN (SELECT id FROM case_index_docsize)"
    for n, record in connection.execute(lost).fetchall():
        keys = search_keys(read_record(record))
        connection.execute("INSERT INTO case_index (rowid, keys) VALUES (?, ?)", (n, keys))
