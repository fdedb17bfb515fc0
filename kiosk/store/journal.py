"""The journal (台账): every change that matters, chained, added in the same transaction as what it changes."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from kiosk.app.happenings import Entered, Happened, Written
from kiosk.store.marks import note_marks
from sync.protocol.entry import GENESIS, Body, DeviceId, Entry, link, new_random, write_body
from sync.protocol.kinds import Payload, write_payload
from sync.protocol.reading import Read

WRITING_EPOCH = "device.epoch"


class Clock(Protocol):
    """Wall time (aware), nanoseconds since this boot, and the boot's id."""

    def now(self) -> datetime: ...
    def mono(self) -> int: ...
    def boot(self) -> str: ...


class JournalBook:
    """The journal within one transaction, written by `actor` on `device`."""

    def __init__(self, connection: Any, device: DeviceId, clock: Clock, actor: str) -> None:
        self._connection = connection
        self._device = device
        self._clock = clock
        self._actor = actor

    def enter(self, payload: Payload, kind: str, case: str | None = None, random: bytes | None = None) -> Entered:
        """Add one entry behind the last of this device. Durable with the transaction, not before."""
        now = self._clock.now()
        plain = write_payload(payload)
        body = Body(
            id=secrets.token_hex(16),
            kind=kind,
            case=case,
            actor=self._actor,
            wall=now.isoformat(timespec="milliseconds"),
            mono=self._clock.mono(),
            boot=self._clock.boot(),
            random=(random or new_random()).hex(),
            payload=plain,
        )
        epoch, seq, chain = self.head()
        entry = link(self._device, epoch, seq + 1, chain, write_body(body))
        read = Read(entry, body.id, kind, case, None, ())
        put_place(self._connection, keep_entry(self._connection, entry, read, own=True), entry)
        note_marks(self._connection, kind, case, plain)
        at = now.replace(microsecond=now.microsecond // 1000 * 1000)  # as the body says it, so that a replay agrees
        return Entered(entry, Happened(kind, self._actor, at, plain, case))

    def head(self) -> tuple[int, int, bytes]:
        """Writing epoch, number and chain of this device's last entry; (epoch, 0, GENESIS) at its beginning."""
        row = self._connection.execute("SELECT value FROM setting WHERE key = ?", (WRITING_EPOCH,)).fetchone()
        epoch = int(row[0]) if row else 1
        last = self._connection.execute(
            "SELECT seq, chain FROM place WHERE epoch = ? ORDER BY seq DESC LIMIT 1", (epoch,)
        ).fetchone()
        return (epoch, *last) if last else (epoch, 0, GENESIS)

    def of_device(self, epoch: int, after: int, limit: int) -> Sequence[Entry]:
        """This device's own entries of an epoch behind number `after`, in their order."""
        rows = self._connection.execute(
            "SELECT epoch, seq, prev, content, body_hash, chain FROM place JOIN entry USING (n) JOIN body USING (n)"
            " WHERE epoch = ? AND seq > ? ORDER BY seq LIMIT ?",
            (epoch, after, limit),
        )
        return [Entry(self._device, *row) for row in rows]

    def of_case(self, case_no: str) -> Sequence[Written]:
        """All entries of a case in the order in which they were applied here."""
        rows = self._connection.execute(
            "SELECT content, body_hash FROM entry JOIN body USING (n) WHERE case_no = ? ORDER BY n", (case_no,)
        )
        return [Written(*row) for row in rows]

    def of_kinds(self, *kinds: str, naming: str = "") -> Sequence[Written]:
        """All entries of these kinds in the order in which they were applied here; only those in whose body `naming`
        stands, where it is given."""
        rows = self._connection.execute(
            f"SELECT content, body_hash FROM entry JOIN body USING (n) WHERE kind IN ({', '.join('?' * len(kinds))})"
            " AND instr(content, ?) ORDER BY n",
            (*kinds, naming.encode()),
        )
        return [Written(*row) for row in rows]


def keep_entry(connection: Any, entry: Entry, read: Read, own: bool) -> int:
    """Keep an entry and its body as the next to be applied here; returns its number in that order."""
    cursor = connection.execute(
        "INSERT INTO entry (own, id, body_hash, kind, case_no) VALUES (?, ?, ?, ?, ?)",
        (int(own), read.id, entry.body_hash, read.kind, read.case_no),
    )
    n: int = cursor.lastrowid
    connection.execute("INSERT INTO body (n, content) VALUES (?, ?)", (n, entry.body))
    return n


def put_place(connection: Any, n: int, entry: Entry) -> None:
    """Own entry `n` stands at this place of the chain. It may stand at another too, after a disk was restored."""
    connection.execute(
        "INSERT INTO place (epoch, seq, n, prev, chain) VALUES (?, ?, ?, ?, ?)",
        (entry.epoch, entry.seq, n, entry.prev, entry.chain),
    )
