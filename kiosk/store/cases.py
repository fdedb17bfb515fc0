"""Cases as their entries add up to them, and the index that finds one among a million."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from kiosk.app.outcomes import CaseFound
from kiosk.domain.case import Case
from kiosk.store.search import Question, number_key, question, search_keys

_COLUMNS = "case_no, matter, state, applicant, id_number, phone, agent, filed_at, due_on, record"
_FOUND = "c.case_no, c.matter, c.state, c.applicant, c.id_number, c.phone, c.agent, c.filed_at, c.due_on"


class CaseTable:
    """The cases within one transaction."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def put(self, case: Case) -> None:
        """Write a case as it stands now, and index it when it is new or its person was corrected."""
        before = self._connection.execute(
            "SELECT n, applicant, id_number, phone FROM case_record WHERE case_no = ?", (case.case_no,)
        ).fetchone()
        due = case.due_on.isoformat() if case.due_on else None
        who = (case.applicant, case.id_number, case.phone)
        filed = case.filed_at.isoformat(timespec="milliseconds")
        row = (case.case_no, case.matter, case.state.value, *who, case.agent, filed, due, _ENCODER.encode(case))
        if before is None:
            cursor = self._connection.execute(
                f"INSERT INTO case_record ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row
            )
            self._index(cursor.lastrowid, case)
            return
        n, *who_before = before
        self._connection.execute(
            f"INSERT OR REPLACE INTO case_record (n, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (n, *row)
        )
        if tuple(who_before) != who:
            self._connection.execute("DELETE FROM case_index WHERE rowid = ?", (n,))
            self._index(n, case)

    def _index(self, n: int, case: Case) -> None:
        keys = search_keys(case.applicant, case.id_number, case.phone)
        self._connection.execute("INSERT INTO case_index (rowid, keys) VALUES (?, ?)", (n, keys))

    def get(self, case_no: str) -> Case | None:
        """A case by its number, None when it is not here."""
        row = self._connection.execute("SELECT record FROM case_record WHERE case_no = ?", (case_no,)).fetchone()
        return _DECODER.decode(row[0]) if row else None

    def find(self, text: str, limit: int = 50) -> Sequence[CaseFound]:
        """Cases that fit what was typed (see `search.question`), newest first; the latest when nothing was typed."""
        found: dict[str, CaseFound] = {}
        for asked in question(text):
            for row in self._ask(asked, limit):
                found.setdefault(row[0], _found(row))
        return sorted(found.values(), key=lambda f: f.filed_at, reverse=True)[:limit]

    def _ask(self, asked: Question, limit: int) -> Sequence[tuple[Any, ...]]:
        source = "case_index JOIN case_record c ON c.n = case_index.rowid" if asked.indexed else "case_record c"
        order = "case_index.rowid" if asked.indexed else "c.n"
        rows: Sequence[tuple[Any, ...]] = self._connection.execute(
            f"SELECT {_FOUND} FROM {source} WHERE {asked.where} ORDER BY {order} DESC LIMIT ?", (*asked.values, limit)
        ).fetchall()
        return rows

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

    def records(self) -> dict[str, bytes]:
        """Every case's record as written, for the check of tables against the journal."""
        return dict(self._connection.execute("SELECT case_no, record FROM case_record").fetchall())


def says(record: bytes, case: Case) -> bool:
    """Whether a record is this very case; one written before a field was known says the same without it."""
    try:
        return _ENCODER.encode(_DECODER.decode(record)) == _ENCODER.encode(case)
    except msgspec.MsgspecError:
        return False


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
