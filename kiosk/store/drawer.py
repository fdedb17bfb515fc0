"""What never leaves this device: drafts as typed, counters, requests already answered, settings."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kiosk.app.outcomes import Draft

_DRAFT = "id, matter, version, raw, materials, ticket, saved_at, holder, at_window, parked_at, beside"


class DrawerTable:
    """The drawer within one transaction."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def count_up(self, name: str) -> int:
        """The next value of a counter, from 1; taken with the transaction, so that an undone one leaves no gap."""
        row = self._connection.execute(
            "INSERT INTO counter (name, value) VALUES (?, 1)"
            " ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
            (name,),
        ).fetchone()
        return int(row[0])

    def answered(self, request: str) -> tuple[str, str] | None:
        """What was asked and answered under this request id, None when it is new."""
        row = self._connection.execute("SELECT what, answer FROM request WHERE id = ?", (request,)).fetchone()
        return (row[0], row[1]) if row else None

    def answer(self, request: str, what: str, answer: str) -> None:
        """Remember the answer, in the transaction that made it true."""
        self._connection.execute("INSERT INTO request VALUES (?, ?, ?)", (request, what, answer))

    def save_draft(self, draft: Draft) -> None:
        """Keep what stands in the fields now."""
        self._connection.execute(
            f"INSERT OR REPLACE INTO draft ({_DRAFT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                draft.id,
                draft.matter,
                draft.version,
                json.dumps(draft.raw, ensure_ascii=False),
                json.dumps(draft.materials, ensure_ascii=False),
                draft.ticket,
                draft.saved_at.isoformat(),
                draft.holder,
                draft.window,
                draft.parked_at.isoformat() if draft.parked_at else "",
                json.dumps(draft.beside) if draft.beside else "",
            ),
        )

    def draft(self, draft_id: str) -> Draft | None:
        """A draft by its id."""
        row = self._connection.execute(f"SELECT {_DRAFT} FROM draft WHERE id = ?", (draft_id,)).fetchone()
        return _draft(row) if row else None

    def drafts(self) -> Sequence[Draft]:
        """All drafts, latest first."""
        return [_draft(r) for r in self._connection.execute(f"SELECT {_DRAFT} FROM draft ORDER BY saved_at DESC")]

    def drop_draft(self, draft_id: str) -> None:
        """Forget a draft that was filed or thrown away."""
        self._connection.execute("DELETE FROM draft WHERE id = ?", (draft_id,))

    def setting(self, key: str, default: str = "") -> str:
        """A setting of this device."""
        row = self._connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else default

    def set_setting(self, key: str, value: str) -> None:
        """Change a setting of this device."""
        self._connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (key, value))


def _draft(row: tuple[Any, ...]) -> Draft:
    draft_id, matter, version, raw, materials, ticket, saved, holder, window, parked, beside = row
    return Draft(
        draft_id,
        matter,
        version,
        json.loads(raw),
        json.loads(materials),
        ticket,
        datetime.fromisoformat(saved),
        holder,
        window,
        datetime.fromisoformat(parked) if parked else None,
        _pair(json.loads(beside)) if beside else None,
    )


def _pair(told: list[str]) -> tuple[str, str]:
    window, holder = told
    return window, holder
