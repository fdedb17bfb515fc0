"""The shelf of a hub: drafts that other PCs of its centre put aside, until they are taken back or taken over. Encrypted
like everything here, and never part of the journal."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import msgspec

from kiosk.app.outcomes import Draft, Parked, Told


class DraftShelfTable:
    """The shelf within one transaction."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def put(self, device: str, head: Parked, draft: Draft) -> None:
        """Lay it there, in the place of what the device laid there under this id before."""
        self._connection.execute(
            "INSERT OR REPLACE INTO draft_shelf (id, device, parked_at, head, content) VALUES (?, ?, ?, ?, ?)",
            (draft.id, device, head.parked_at.isoformat(), _written(head), _written(draft)),
        )

    def told(self, device: str) -> Sequence[Told]:
        """What became of what this device laid there."""
        rows = self._connection.execute(
            "SELECT id, parked_at, taken_as FROM draft_shelf WHERE device = ? AND let_go = 0 ORDER BY id", (device,)
        )
        return [Told(row[0], datetime.fromisoformat(row[1]), _pair(row[2])) for row in rows]

    def withdraw(self, draft_id: str, device: str, knowing: bool) -> bool:
        """The device takes it back. One that was taken is forgotten only when this is known, and when whoever took it
        has received it."""
        row = self._connection.execute(
            "SELECT taken_by, content FROM draft_shelf WHERE id = ? AND device = ?", (draft_id, device)
        ).fetchone()
        if row is not None and row[0] and not knowing:
            return False
        if row is not None and row[0] and row[1]:
            self._connection.execute(
                "UPDATE draft_shelf SET let_go = 1 WHERE id = ? AND device = ?", (draft_id, device)
            )
        else:
            self._connection.execute("DELETE FROM draft_shelf WHERE id = ? AND device = ?", (draft_id, device))
        return True

    def open_for(self, device: str, lost: datetime) -> Sequence[Parked]:
        """What others laid there and this device may take; what was taken before `lost` and never received too."""
        rows = self._connection.execute(
            "SELECT head FROM draft_shelf WHERE device <> ? AND content <> ''"
            " AND (taken_by IN ('', ?) OR taken_at < ?)",
            (device, device, lost.isoformat()),
        )
        return [msgspec.json.decode(row[0], type=Parked) for row in rows]

    def take(
        self, draft_id: str, device: str, whom: tuple[str, str, str], now: datetime, lost: datetime
    ) -> Draft | None:
        """Give what `device` laid there to `whom` (device, window, actor); None when it is gone."""
        by, window, actor = whom
        row = self._connection.execute(
            "SELECT content FROM draft_shelf WHERE id = ? AND device = ? AND content <> ''"
            " AND (taken_by IN ('', ?) OR taken_at < ?)",
            (draft_id, device, by, lost.isoformat()),
        ).fetchone()
        if row is None:
            return None
        self._connection.execute(
            "UPDATE draft_shelf SET taken_by = ?, taken_at = ?, taken_as = ? WHERE id = ? AND device = ?",
            (by, now.isoformat(), json.dumps([window, actor]), draft_id, device),
        )
        return msgspec.json.decode(row[0], type=Draft)

    def received(self, draft_id: str, device: str, by: str) -> None:
        """Whoever took it has it: what stood in it is forgotten here."""
        where = "WHERE id = ? AND device = ? AND taken_by = ?"
        self._connection.execute(f"UPDATE draft_shelf SET content = '' {where}", (draft_id, device, by))
        self._connection.execute(f"DELETE FROM draft_shelf {where} AND let_go = 1", (draft_id, device, by))

    def lying(self) -> Sequence[Draft]:
        """All that lies there, whoever took it, as long as it has not arrived."""
        rows = self._connection.execute("SELECT content FROM draft_shelf WHERE content <> ''")
        return [msgspec.json.decode(row[0], type=Draft) for row in rows]

    def draft(self, draft_id: str, device: str) -> Draft | None:
        """What a device laid there under this id, None when there is nothing to read."""
        row = self._connection.execute(
            "SELECT content FROM draft_shelf WHERE id = ? AND device = ? AND content <> ''", (draft_id, device)
        ).fetchone()
        return msgspec.json.decode(row[0], type=Draft) if row else None


def _written(value: Parked | Draft) -> str:
    return msgspec.json.encode(asdict(value)).decode()


def _pair(text: str) -> tuple[str, str] | None:
    if not text:
        return None
    window, actor = json.loads(text)
    return window, actor
