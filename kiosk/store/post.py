"""What is still on its way to the upstream, and what came from elsewhere. There is no outbox table: the
journal is it."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kiosk.app.outcomes import PostSeen
from kiosk.store.hubs_heard import other_hubs
from kiosk.store.journal import Clock
from kiosk.store.marks import note_marks
from kiosk.store.origins import keep_origin
from sync.protocol.entry import Entry
from sync.protocol.kinds import Attachment
from sync.protocol.reading import Read, read_entry

CITY, HUB = "city", "hub"
CITY_URL, CITY_KEY, LAST_CONTACT = "city.url", "city.key", "post.contact"
HUB_URL, HUB_KEY, HUB_CONTACT, ROLE = "hub.url", "hub.key", "hub.contact", "device.role"
HUB_CA = "hub.ca"  # certificates in PEM of what stands before the hub; empty: those of the system
CITY_BOX = "city.letterbox"  # the city's word on it
ON_STICK = "stick.written"  # up to where the journal lies on a stick, and since when


class PostTable:
    """The post within one transaction."""

    def __init__(self, connection: Any, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    def seen(self) -> PostSeen:
        """The badge: own entries that the city has not acknowledged, and when it last did."""
        kept = dict(self._connection.execute("SELECT epoch, seq FROM acknowledged WHERE upstream = ?", (CITY,)))
        heads = own_heads(self._connection)
        waiting = sum(seq - kept.get(epoch, 0) for epoch, seq, _ in heads)
        last = self._connection.execute("SELECT value FROM setting WHERE key = ?", (LAST_CONTACT,)).fetchone()
        enrolled = self._connection.execute("SELECT 1 FROM setting WHERE key IN (?, ?)", (CITY_URL, HUB_URL)).fetchone()
        contact = datetime.fromisoformat(last[0]) if last else None
        return PostSeen(
            waiting,
            contact,
            enrolled=enrolled is not None,
            on_stick=self._on_stick(kept, heads),
            at_hub=self._at_hub(kept, heads),
            second_hub=self._second_hub(),
        )

    def _second_hub(self) -> str:
        """Another hub of this centre that was heard lately."""
        others = other_hubs(self._connection, self._clock.now())
        return (others[0].device or others[0].url) if others else ""

    def _at_hub(self, kept: dict[int, int], heads: Sequence[tuple[int, int, bytes]]) -> int:
        """How many of the entries that wait for the city lie at the hub already."""
        there = dict(self._connection.execute("SELECT epoch, seq FROM acknowledged WHERE upstream = ?", (HUB,)))
        return sum(max(0, min(seq, there.get(epoch, 0)) - kept.get(epoch, 0)) for epoch, seq, _ in heads)

    def _on_stick(self, kept: dict[int, int], heads: Sequence[tuple[int, int, bytes]]) -> int:
        """How many of the entries that wait have been written on a stick."""
        row = self._connection.execute("SELECT value FROM setting WHERE key = ?", (ON_STICK,)).fetchone()
        written = dict(json.loads(row[0])["heads"]) if row else {}
        return sum(max(0, min(seq, written.get(epoch, 0)) - kept.get(epoch, 0)) for epoch, seq, _ in heads)

    def owe(self, attachments: Sequence[Attachment]) -> None:
        """These scans are to follow their entry."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO scan (sha256, size) VALUES (?, ?)", [(a.sha256, a.size) for a in attachments]
        )

    def receive(self, entry: Entry) -> bool:
        """Keep an entry from elsewhere; False when it is here already (news come at least once, count exactly once)."""
        read = read_entry(entry)
        if self._connection.execute("SELECT 1 FROM entry WHERE id = ? AND own = 0", (read.id,)).fetchone():
            return False
        keep_elsewhere(self._connection, read)
        return True

    def set_aside(self, entry: Entry, reason: str) -> None:
        """It no longer fits: kept, marked, and a person's work item. Nothing is dropped."""
        self._connection.execute(
            "INSERT OR IGNORE INTO set_aside (entry_id, reason, at) VALUES (?, ?, ?)",
            (read_entry(entry).id, reason, self._clock.now().isoformat()),
        )

    def early(self, case_no: str, reason: str) -> Sequence[Entry]:
        """What was set aside for this reason comes back, in the order in which it arrived."""
        rows = self._connection.execute(
            "SELECT n, id, device, epoch, seq, prev, content, body_hash, chain FROM entry JOIN body USING (n)"
            " JOIN place_elsewhere USING (n) JOIN set_aside s ON s.entry_id = id"
            " WHERE case_no = ? AND s.reason = ? AND s.settled = 0 ORDER BY n",
            (case_no, reason),
        ).fetchall()
        self._connection.executemany("DELETE FROM set_aside WHERE entry_id = ?", [(row[1],) for row in rows])
        return [Entry(*row[2:]) for row in rows]

    def set_cursor(self, upstream: str, cursor: str) -> None:
        """News up to here are applied; in the transaction that applied them."""
        self._connection.execute("INSERT OR REPLACE INTO cursor VALUES (?, ?)", (upstream, cursor))

    def cursor(self, upstream: str) -> str:
        """Up to where news are applied, '' at the beginning."""
        row = self._connection.execute("SELECT value FROM cursor WHERE upstream = ?", (upstream,)).fetchone()
        return str(row[0]) if row else ""


def keep_elsewhere(connection: Any, read: Read) -> int:
    """Keep an entry of another device with the place it came from; its number in the order of application here."""
    entry = read.entry
    cursor = connection.execute(
        "INSERT INTO entry (own, id, body_hash, kind, case_no) VALUES (0, ?, ?, ?, ?)",
        (read.id, entry.body_hash, read.kind, read.case_no),
    )
    n: int = cursor.lastrowid
    connection.execute("INSERT INTO body (n, content) VALUES (?, ?)", (n, entry.body))
    keep_origin(connection, n, entry)
    note_marks(connection, read.kind, read.case_no, read.payload)
    return n


def own_heads(connection: Any) -> list[tuple[int, int, bytes]]:
    """Epoch, number and chain of the last entry of each epoch of this device, lowest epoch first."""
    heads: list[tuple[int, int, bytes]] = []
    epoch = 0
    while row := connection.execute(
        "SELECT epoch FROM place WHERE epoch > ? ORDER BY epoch LIMIT 1", (epoch,)
    ).fetchone():
        epoch = row[0]
        heads.append(
            connection.execute(
                "SELECT epoch, seq, chain FROM place WHERE epoch = ? ORDER BY seq DESC LIMIT 1", (epoch,)
            ).fetchone()
        )
    return heads
