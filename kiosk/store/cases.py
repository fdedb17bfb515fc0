"""Cases as their entries add up to them, and the index that finds one among a million."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import msgspec

from kiosk.app.finding import COUNTED, EVERYTHING, Hits, Sieve
from kiosk.app.outcomes import CaseFound
from kiosk.domain.case import Case, CaseState
from kiosk.domain.standstill import on_day
from kiosk.store.asking import Question, question, sieve_terms
from kiosk.store.search import member_key, number_key, search_keys

COLUMNS = "case_no, matter, state, applicant, id_number, phone, agent, filed_at, due_on, record"
_FOUND = "c.case_no, c.matter, c.state, c.applicant, c.id_number, c.phone, c.agent, c.filed_at, c.due_on"

_WALK = f"""
WITH fits AS MATERIALIZED (
    SELECT rowid AS n FROM case_index WHERE case_index MATCH ? ORDER BY rowid DESC LIMIT ?
), shown AS (SELECT n FROM fits ORDER BY n DESC LIMIT ?)
SELECT {_FOUND}, (SELECT count(*) FROM fits) FROM shown CROSS JOIN case_record c ON c.n = shown.n
"""


class CaseTable:
    """The cases within one transaction."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def put(self, case: Case) -> None:
        """Write a case as it stands now, and index it when it is new or is to be found by something else."""
        before = self._connection.execute(
            "SELECT n, record FROM case_record WHERE case_no = ?", (case.case_no,)
        ).fetchone()
        row = case_row(case)
        keys = search_keys(case)
        if before is None:
            cursor = self._connection.execute(
                f"INSERT INTO case_record ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row
            )
            self._index(cursor.lastrowid, keys)
            return
        n, record = before
        self._connection.execute(
            f"INSERT OR REPLACE INTO case_record (n, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (n, *row)
        )
        if search_keys(_DECODER.decode(record)) != keys:
            self._connection.execute("DELETE FROM case_index WHERE rowid = ?", (n,))
            self._index(n, keys)

    def _index(self, n: int, keys: str) -> None:
        self._connection.execute("INSERT INTO case_index (rowid, keys) VALUES (?, ?)", (n, keys))

    def get(self, case_no: str) -> Case | None:
        """A case by its number, None when it is not here."""
        row = self._connection.execute("SELECT record FROM case_record WHERE case_no = ?", (case_no,)).fetchone()
        return _DECODER.decode(row[0]) if row else None

    def find(self, text: str, limit: int = 50, sieve: Sieve = EVERYTHING) -> Sequence[CaseFound]:
        """Cases that fit what was typed (see `asking.question`) and the sieve, newest first; the latest when nothing
        was typed."""
        found, _ = self._looked_up(question(text), sieve_terms(sieve), limit, limit)
        return self._as_they_count(found, sieve.today)

    def hits(self, text: str, limit: int = 50, sieve: Sieve = EVERYTHING) -> Hits:
        """The same, and how many there are: counted on the one walk that finds them."""
        asked, terms = question(text), sieve_terms(sieve)
        lines, count = self._looked_up(asked, terms, limit, COUNTED)
        found = self._as_they_count(lines, sieve.today)
        if not terms and not asked.asks:
            return Hits(found, None)
        if len(found) < limit or (asked.asks and not asked.indexed):
            return Hits(found, len(found))
        return Hits(found, max(count, len(found)), more=count >= COUNTED)

    def _looked_up(self, asked: Question, terms: str, limit: int, most: int) -> tuple[Sequence[CaseFound], int]:
        """The newest, and how many stand in the index, up to `most`."""
        lines, count = self._newest(asked, terms, limit, most)
        found: dict[str, CaseFound] = {}
        for row in (*self._by_paper(asked, terms, limit), *lines):
            found.setdefault(row[0], _found(row))
        return sorted(found.values(), key=lambda f: f.filed_at, reverse=True)[:limit], count

    def _as_they_count(self, found: Sequence[CaseFound], today: date | None) -> Sequence[CaseFound]:
        """What stands as received and nobody answered in time is shown as what it counts as (视为受理)."""
        late = [one for one in found if today and one.state == CaseState.RECEIVED and one.due_on and one.due_on < today]
        for one in late:
            if today and (case := self.get(one.case_no)) is not None:
                now = on_day(case, today)
                found = [replace(o, state=now.state.value, due_on=now.due_on) if o is one else o for o in found]
        return found

    def _newest(self, asked: Question, terms: str, limit: int, most: int) -> tuple[Sequence[tuple[Any, ...]], int]:
        """The index is walked once; a record is read for what is shown, no other."""
        if asked.asks and not asked.indexed:
            return (), 0
        if not (indexed := _both(asked.indexed, terms)):
            rows = self._connection.execute(f"SELECT {_FOUND} FROM case_record c ORDER BY c.n DESC LIMIT ?", (limit,))
            return rows.fetchall(), 0
        found = self._connection.execute(_WALK, (indexed, most, limit)).fetchall()
        return [row[:-1] for row in found], found[0][-1] if found else 0

    def _by_paper(self, asked: Question, terms: str, limit: int) -> Sequence[tuple[Any, ...]]:
        """By a whole case number, or a number that stands on paper; the sieve is asked about each."""
        rows: list[tuple[Any, ...]] = []
        if asked.whole:
            rows += self._connection.execute(
                f"SELECT {_FOUND}, c.n FROM case_record c WHERE case_no = ?", (asked.whole,)
            )
        if asked.mark:
            rows += self._connection.execute(
                f"SELECT {_FOUND}, c.n FROM mark JOIN case_record c USING (case_no) WHERE word = ?"
                " ORDER BY c.n DESC LIMIT ?",
                (asked.mark, limit),
            )
        return [row[:-1] for row in rows if not terms or self._lets(terms, row[-1])]

    def _lets(self, terms: str, n: int) -> bool:
        row = self._connection.execute(
            "SELECT 1 FROM case_index WHERE case_index MATCH ? AND rowid = ?", (terms, n)
        ).fetchone()
        return row is not None

    def of_person(self, id_number: str) -> Sequence[Case]:
        """All cases of a person, newest first; nothing for an empty number."""
        if not id_number.isalnum() or not id_number.isascii():
            return ()
        rows = self._connection.execute(
            "SELECT record FROM case_index JOIN case_record c ON c.n = case_index.rowid"
            " WHERE case_index MATCH ? AND id_number = ? ORDER BY case_index.rowid DESC",
            (number_key(id_number), id_number),
        )
        return [_DECODER.decode(row[0]) for row in rows]

    def naming(self, id_number: str) -> Sequence[Case]:
        """All cases of others that name this person (a household's member), newest first."""
        if not id_number.isalnum() or not id_number.isascii():
            return ()
        rows = self._connection.execute(
            "SELECT record FROM case_index JOIN case_record c ON c.n = case_index.rowid"
            " WHERE case_index MATCH ? ORDER BY case_index.rowid DESC",
            (member_key(id_number),),
        )
        return [_DECODER.decode(row[0]) for row in rows]

    def standing_at(self, states: Sequence[str], like: str) -> Sequence[Case]:
        """Every case in one of these states whose number is like this (as LIKE has it), in the order of filing."""
        marks = ", ".join("?" * len(states))
        rows = self._connection.execute(
            f"SELECT record FROM case_record WHERE state IN ({marks}) AND case_no LIKE ? ORDER BY n", (*states, like)
        )
        return [_DECODER.decode(row[0]) for row in rows]


def _both(asked: str, terms: str) -> str:
    """Both at once, as the index is asked; one of them when the other asks nothing."""
    return f"({asked}) AND {terms}" if asked and terms else asked or terms


def case_row(case: Case) -> tuple[Any, ...]:
    """A case as its row says it: what it is found and listed by, and the whole of it."""
    due = case.due_on.isoformat() if case.due_on else None
    who = (case.applicant, case.id_number, case.phone)
    filed = case.filed_at.isoformat(timespec="milliseconds")
    return (case.case_no, case.matter, case.state.value, *who, case.agent, filed, due, _ENCODER.encode(case))


def read_record(record: bytes) -> Case:
    """The case of a row. Raises `msgspec.MsgspecError` for what is none."""
    return _DECODER.decode(record)


def _found(row: tuple[Any, ...]) -> CaseFound:
    case_no, matter, state, applicant, id_number, phone, agent, filed, due = row
    return CaseFound(
        case_no=case_no,
        matter=matter,
        state=state,
        applicant=applicant,
        id_number=id_number,
        phone=phone,
        filed_at=datetime.fromisoformat(filed),
        due_on=date.fromisoformat(due) if due else None,
        agent=agent,
    )


_ENCODER = msgspec.json.Encoder(order="deterministic")
_DECODER = msgspec.json.Decoder(Case)
