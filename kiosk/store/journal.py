"""The journal (台账): every change that matters, chained, added in the same transaction as what it changes."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

import msgspec

from kiosk.app.happenings import Entered, Happened
from sync.protocol.entry import GENESIS, Body, DeviceId, Entry, link, new_random, write_body
from sync.protocol.kinds import Payload, write_payload

WRITING_EPOCH = "device.epoch"
_COLUMNS = "device, epoch, seq, prev, content, body_hash, chain"
_FROM = "entry JOIN body USING (n)"


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
        add_entry(self._connection, entry, body, own=True)
        at = now.replace(microsecond=now.microsecond // 1000 * 1000)  # as the body says it, so that a replay agrees
        return Entered(entry, Happened(kind, self._actor, at, plain, case))

    def head(self) -> tuple[int, int, bytes]:
        """Writing epoch, number and chain of this device's last entry; (epoch, 0, GENESIS) at its beginning."""
        row = self._connection.execute("SELECT value FROM setting WHERE key = ?", (WRITING_EPOCH,)).fetchone()
        epoch = int(row[0]) if row else 1
        last = self._connection.execute(
            "SELECT seq, chain FROM entry WHERE own = 1 AND epoch = ? ORDER BY seq DESC LIMIT 1", (epoch,)
        ).fetchone()
        return (epoch, *last) if last else (epoch, 0, GENESIS)

    def of_device(self, epoch: int, after: int, limit: int) -> Sequence[Entry]:
        """This device's own entries of an epoch behind number `after`, in their order."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM {_FROM} WHERE own = 1 AND epoch = ? AND seq > ? ORDER BY seq LIMIT ?",
            (epoch, after, limit),
        )
        return [Entry(*row) for row in rows]

    def of_case(self, case_no: str) -> Sequence[Entry]:
        """All entries of a case in the order in which they were applied here."""
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM {_FROM} WHERE case_no = ? ORDER BY n", (case_no,))
        return [Entry(*row) for row in rows]


def add_entry(connection: Any, entry: Entry, body: Body, own: bool) -> None:
    """Write an entry, this device's own or one from elsewhere, as the next to be applied here."""
    cursor = connection.execute(
        "INSERT INTO entry (own, device, epoch, seq, prev, body_hash, chain, id, kind, case_no)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            int(own),
            entry.device,
            entry.epoch,
            entry.seq,
            entry.prev,
            entry.body_hash,
            entry.chain,
            body.id,
            body.kind,
            body.case,
        ),
    )
    connection.execute("INSERT INTO body (n, content) VALUES (?, ?)", (cursor.lastrowid, entry.body))


def read_happened(content: bytes) -> Happened:
    """A stored body as the folds see it. Raises `msgspec.DecodeError` or ValueError when it is no body."""
    body = _BODIES.decode(content)
    return Happened(body.kind, body.actor, datetime.fromisoformat(body.wall), body.payload, body.case)


_BODIES = msgspec.json.Decoder(Body)
