"""What a hub keeps of other devices' journals, within one transaction: each entry once, in its places, with the
devices' own words; forks and words of strangers aside, for a person to look at.
"""

from collections.abc import Sequence
from typing import Any

from kiosk.store.journal import Clock
from kiosk.store.post import keep_elsewhere
from sync.protocol.entry import GENESIS, DeviceId, Entry
from sync.protocol.reading import Read, read_entry
from sync.protocol.statements import Head

_ENTRY = "p.device, p.epoch, p.seq, p.prev, b.content, e.body_hash, p.chain"


class InboxTable:
    """The journals of others at this hub."""

    def __init__(self, connection: Any, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    def heads(self, device: DeviceId) -> list[Head]:
        """The last entry kept of each epoch of the device, lowest first."""
        found: list[Head] = []
        epoch = 0
        while row := self._connection.execute(
            "SELECT epoch FROM peer_place WHERE device = ? AND epoch > ? ORDER BY epoch LIMIT 1", (device, epoch)
        ).fetchone():
            epoch = row[0]
            found.append(self.head(device, epoch))
        return found

    def head(self, device: DeviceId, epoch: int) -> Head:
        """The last entry kept of this epoch; number 0 and GENESIS before the first."""
        row = self._connection.execute(
            "SELECT seq, chain FROM peer_place WHERE device = ? AND epoch = ? ORDER BY seq DESC LIMIT 1",
            (device, epoch),
        ).fetchone()
        return Head(epoch, *row) if row else Head(epoch, 0, GENESIS)

    def chain_at(self, device: DeviceId, epoch: int, seq: int) -> bytes | None:
        """The chain kept at a place; GENESIS before the first, None where there is none."""
        if seq == 0:
            return GENESIS
        row = self._connection.execute(
            "SELECT chain FROM peer_place WHERE device = ? AND epoch = ? AND seq = ?", (device, epoch, seq)
        ).fetchone()
        return row[0] if row else None

    def entries(self, device: DeviceId, epoch: int, after: int, limit: int, size: int) -> list[Entry]:
        """The device's entries behind `after`, as many as fit `limit` and `size` bytes of bodies, one at least."""
        rows = self._connection.execute(
            f"SELECT {_ENTRY} FROM peer_place p JOIN entry e USING (n) JOIN body b USING (n)"
            " WHERE p.device = ? AND p.epoch = ? AND p.seq > ? ORDER BY p.seq LIMIT ?",
            (device, epoch, after, limit),
        ).fetchall()
        total, fitting = 0, 0
        for row in rows:
            total += len(row[4])
            if total > size and fitting:
                break
            fitting += 1
        return [Entry(*row) for row in rows[:fitting]]

    def add(self, entries: Sequence[Entry]) -> list[Entry]:
        """Give entries of one device and epoch their places; those that were not here yet come back, to be folded."""
        fresh: list[Entry] = []
        for entry in entries:
            read = read_entry(entry)
            n = self._known(read.id)
            if n is None:
                n = keep_elsewhere(self._connection, read)
                fresh.append(entry)
            self._connection.execute(
                "INSERT INTO peer_place (device, epoch, seq, n, prev, chain) VALUES (?, ?, ?, ?, ?, ?)",
                (entry.device, entry.epoch, entry.seq, n, entry.prev, entry.chain),
            )
            self._want(read, n)
            self._settle(entry)
        return fresh

    def lift(self, device: DeviceId, epoch: int, first: int) -> list[Entry]:
        """Empty the places from `first` on, for the city has other entries there; who stood there."""
        displaced = self.entries(device, epoch, first - 1, 1 << 60, 1 << 60)
        at = (device, epoch, first)
        self._connection.execute("DELETE FROM peer_place WHERE device = ? AND epoch = ? AND seq >= ?", at)
        self._connection.execute("DELETE FROM peer_word WHERE device = ? AND epoch = ? AND seq >= ?", at)
        return displaced

    def put_aside(self, entries: Sequence[Entry], why: str) -> None:
        """Keep entries for a person to look at; one that lies there already stays as it is."""
        now = self._clock.now().isoformat()
        self._connection.executemany(
            "INSERT OR IGNORE INTO quarantine (device, epoch, seq, chain, why, body_hash, body, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(e.device, e.epoch, e.seq, e.chain, why, e.body_hash, e.body, now) for e in entries],
        )

    def not_kept(self, entries: Sequence[Entry]) -> list[Entry]:
        """Of a fork's entries those whose bodies are not here in another place already."""
        return [entry for entry in entries if not self._stands(entry)]

    def _known(self, entry_id: str) -> int | None:
        row = self._connection.execute("SELECT n FROM entry WHERE id = ? AND own = 0", (entry_id,)).fetchone()
        return row[0] if row else None

    def _stands(self, entry: Entry) -> bool:
        row = self._connection.execute(
            "SELECT 1 FROM peer_place JOIN entry USING (n) WHERE device = ? AND body_hash = ? LIMIT 1",
            (entry.device, entry.body_hash),
        ).fetchone()
        return row is not None

    def _settle(self, entry: Entry) -> None:
        """What lay aside has come again, from a key that is trusted (now) and in its place: nobody need look at it."""
        self._connection.execute(
            "UPDATE quarantine SET settled_at = ? WHERE body_hash = ? AND settled_at = ''",
            (self._clock.now().isoformat(), entry.body_hash),
        )

    def _want(self, read: Read, n: int) -> None:
        """The scans that an entry names are to follow, each once a device."""
        at = self._clock.now().isoformat()
        self._connection.executemany(
            "INSERT OR IGNORE INTO peer_scan (sha256, device, size, n, at, whole) VALUES (?, ?, ?, ?, ?,"
            " EXISTS (SELECT 1 FROM peer_scan WHERE sha256 = ? AND whole = 1))",
            [(named.sha256, read.entry.device, named.size, n, at, named.sha256) for named in read.attachments],
        )
