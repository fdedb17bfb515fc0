"""The numbers that stand on paper, and the cases that they lead to: tickets, documents (文号)."""

from collections.abc import Mapping
from typing import Any

from kiosk.store.search import marks_of

SAYING = ("case.accepted", "case.booked", "case.collected", "case.received", "document.issued")


def note_marks(connection: Any, kind: str, case_no: str | None, payload: Mapping[str, Any]) -> None:
    """An entry that has just been kept: what its paper is called leads to its case from now on."""
    if case_no and kind in SAYING:
        connection.executemany(
            "INSERT OR IGNORE INTO mark (word, case_no) VALUES (?, ?)",
            [(word, case_no) for word in marks_of(payload)],
        )
