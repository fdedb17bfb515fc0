"""What lies aside until a person has looked at it: forks, and words of devices that are no longer trusted.

What is found sound is taken into the log after all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from sync.city.books import Books
from sync.city.journal import CityJournal, Saying
from sync.city.log import LogWriter
from sync.city.tables import device, head, quarantine
from sync.protocol.entry import GENESIS, DeviceId, Entry, link
from sync.protocol.kinds import DeviceReleased
from sync.protocol.reading import read_entry
from sync.protocol.seal import SHA_256, hash_named
from sync.protocol.statements import Head, state_head
from sync.server.ports import Voice


@dataclass(frozen=True, slots=True)
class Lying:
    """One entry that lies aside: its place as its device said it, why it lies here, since when, what it is."""

    device: str
    epoch: int
    seq: int
    why: str
    at: str
    kind: str
    case_no: str


class AsideDesk:
    """For a person of the city. What is released stands in an epoch of its own, vouched for by the city: the device's
    own numbering is not touched, and a device that is still there reads it back as its own."""

    def __init__(self, books: Books, journal: CityJournal, voice: Voice, wall: Callable[[], str]) -> None:
        self._books = books
        self._journal = journal
        self._voice = voice
        self._wall = wall

    def lying(self) -> Sequence[Lying]:
        """All that waits, in the order of devices and numbers."""
        with self._books.read() as connection:
            return [_lying(row) for row in connection.execute(_open_rows())]

    def release(self, device_id: str, epoch: int | None = None) -> int:
        """Take what lies aside of this device (of one of its epochs) into the log; returns how many entries."""
        with self._books.write() as connection:
            wanted = [quarantine.c.device == device_id, *([quarantine.c.epoch == epoch] if epoch is not None else [])]
            rows = list(connection.execute(_open_rows().where(*wanted)))
            if not rows:
                return 0
            entries = self._chained(connection, DeviceId(device_id), rows)
            log = LogWriter(connection, self._wall())
            log.add(entries)
            last = entries[-1]
            said = Head(last.epoch, last.seq, last.chain)
            log.set_head(last, state_head(last.device, said, self._voice.sign, self._voice.key_id))
            settled = update(quarantine).where(*wanted, quarantine.c.settled_at == "")
            connection.execute(settled.values(settled_at=self._wall()))
            payload = DeviceReleased(device=device_id, epoch=last.epoch, count=len(entries))
            self._journal.enter(connection, Saying("device.released", payload, "city"))
        return len(entries)

    def _chained(self, connection: Connection, device_id: DeviceId, rows: Sequence[Row[Any]]) -> list[Entry]:
        """The same bodies, each once, numbered and chained anew in an epoch that nobody has used."""
        name = connection.execute(select(device.c.hash).where(device.c.device == device_id)).scalar()
        digest = hash_named(str(name or SHA_256))
        highest = connection.execute(select(func.max(head.c.epoch)).where(head.c.device == device_id)).scalar() or 0
        epoch = max(highest, *(row.epoch for row in rows)) + 1
        entries: list[Entry] = []
        for content in dict.fromkeys(row.body for row in rows):
            prev = entries[-1].chain if entries else GENESIS
            entries.append(link(device_id, epoch, len(entries) + 1, prev, content, digest))
        return entries


def _open_rows() -> Any:
    order = (quarantine.c.device, quarantine.c.epoch, quarantine.c.seq)
    return select(quarantine).where(quarantine.c.settled_at == "").order_by(*order)


def _lying(row: Row[Any]) -> Lying:
    one = Entry(DeviceId(row.device), row.epoch, row.seq, b"", row.body, row.body_hash, row.chain)
    read = read_entry(one)
    return Lying(row.device, row.epoch, row.seq, row.why, row.at, read.kind, read.case_no or "")
