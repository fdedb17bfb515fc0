"""What is still on its way to the upstream, and what came from elsewhere. There is no outbox table: the
journal is it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kiosk.app.outcomes import PostSeen
from kiosk.store.journal import Clock, add_entry
from sync.protocol.entry import DeviceId, Entry
from sync.protocol.kinds import Attachment

CITY = "city"


class PostTable:
    """The post within one transaction."""

    def __init__(self, connection: Any, device: DeviceId, clock: Clock) -> None:
        self._connection = connection
        self._device = device
        self._clock = clock

    def seen(self) -> PostSeen:
        """The badge: own entries that the city has not acknowledged, and when it last did."""
        waiting = self._connection.execute(
            "SELECT count(*) FROM entry e LEFT JOIN acknowledged a ON a.upstream = ? AND a.epoch = e.epoch"
            " WHERE e.device = ? AND e.seq > coalesce(a.seq, 0)",
            (CITY, self._device),
        ).fetchone()[0]
        last = self._connection.execute("SELECT value FROM setting WHERE key = 'post.contact'").fetchone()
        trouble = self._connection.execute("SELECT value FROM setting WHERE key = 'post.trouble'").fetchone()
        enrolled = self._connection.execute("SELECT 1 FROM setting WHERE key = 'city.url'").fetchone()
        contact = datetime.fromisoformat(last[0]) if last else None
        return PostSeen(waiting, contact, trouble[0] if trouble else "", enrolled is not None)

    def owe(self, attachments: Sequence[Attachment]) -> None:
        """These scans are to follow their entry."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO blob_owed (sha256, size) VALUES (?, ?)", [(a.sha256, a.size) for a in attachments]
        )

    def receive(self, entry: Entry) -> bool:
        """Add an entry from elsewhere; False when it is here already (news come at least once, count exactly
        once)."""
        body = entry.read()
        if self._connection.execute("SELECT 1 FROM entry WHERE id = ?", (body.id,)).fetchone():
            return False
        add_entry(self._connection, entry, body)
        return True

    def set_aside(self, entry: Entry, reason: str) -> None:
        """It no longer fits: kept, marked, and a person's work item. Nothing is dropped."""
        self._connection.execute(
            "INSERT OR IGNORE INTO set_aside (entry_id, reason, at) VALUES (?, ?, ?)",
            (entry.read().id, reason, self._clock.now().isoformat()),
        )

    def set_cursor(self, upstream: str, cursor: str) -> None:
        """News up to here are applied; in the transaction that applied them."""
        self._connection.execute("INSERT OR REPLACE INTO cursor VALUES (?, ?)", (upstream, cursor))

    def cursor(self, upstream: str) -> str:
        """Up to where news are applied, '' at the beginning."""
        row = self._connection.execute("SELECT value FROM cursor WHERE upstream = ?", (upstream,)).fetchone()
        return str(row[0]) if row else ""
