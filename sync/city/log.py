"""The city's log: every entry once, numbered in the order of commits, under a running mark that tells one log from
another. A cursor carries the mark of its place, so that a log restored from a backup is recognised by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from sync.city.records import fold_in
from sync.city.sharing import share
from sync.city.stacks import found_by, plain, put_rows
from sync.city.tables import body, entry, head, place, quarantine, tail, want
from sync.protocol.entry import GENESIS, DeviceId, Entry
from sync.protocol.reading import Read, read_entry
from sync.protocol.statements import Head

_MARK = 6  # bytes of the mark in a cursor


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the log: behind entry `g`, whose mark begins with `mark`."""

    incarnation: str
    g: int
    mark: bytes

    def __str__(self) -> str:
        return f"{self.incarnation}.{self.g}.{self.mark[:_MARK].hex()}"


class LogWriter:
    """Extends the log within one writing transaction. `now` is ISO 8601."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection = connection
        self._now = now

    def add(self, entries: Sequence[Entry], centre_of: dict[str, str] | None = None) -> None:
        """Add entries of one device and epoch in their order behind its head; a known id only gets its place.

        `centre_of` names the centre that an entry concerns by its id; otherwise it is the device's own.
        """
        reads = [read_entry(one) for one in entries]
        known = self._known([read.id for read in reads])
        g, mark = self._tail()
        rows: list[dict[str, Any]] = []
        places: list[dict[str, Any]] = []
        fresh: list[tuple[int, Read]] = []
        for read in reads:
            if read.id not in known:
                g, mark = g + 1, sha256(mark + read.entry.body_hash).digest()
                known[read.id] = g
                fresh.append((g, read))
                centre = (centre_of or {}).get(read.id, read.entry.device[:12])
                rows.append(self._row(g, mark, read, centre))
            places.append(_place(read.entry, known[read.id]))
        if fresh:
            put_rows(self._connection, entry, rows)
            put_rows(self._connection, body, [{"g": at, "content": read.entry.body} for at, read in fresh])
            self._connection.execute(update(tail).values(g=g, mark=mark))
            self._want(fresh)
            share(self._connection, fresh, {row["g"]: row["centre"] for row in rows})
            self._settle_aside([read.entry.body_hash for _, read in fresh])
        put_rows(self._connection, place, places)
        fold_in(self._connection, fresh, self._now)

    def head(self, device: DeviceId, epoch: int) -> Head:
        """The last entry kept of this epoch; number 0 and GENESIS before the first."""
        row = self._connection.execute(
            select(head.c.seq, head.c.chain).where(head.c.device == device, head.c.epoch == epoch)
        ).first()
        return Head(epoch, row.seq, row.chain) if row else Head(epoch, 0, GENESIS)

    def set_head(self, last: Entry, statement: bytes) -> None:
        """`last` is now the last entry kept of its epoch, vouched for by its device's `statement`."""
        at = (head.c.device == last.device, head.c.epoch == last.epoch)
        self._connection.execute(delete(head).where(*at))
        row = {"device": last.device, "epoch": last.epoch, "seq": last.seq, "chain": last.chain, "statement": statement}
        self._connection.execute(insert(head), row)

    def put_aside(self, entries: Sequence[Entry], why: str) -> None:
        """Keep entries for a person to look at; one that lies there already stays as it is."""
        for one in entries:
            at = {"device": one.device, "epoch": one.epoch, "seq": one.seq, "chain": one.chain}
            there = select(quarantine.c.at).where(*(quarantine.c[name] == value for name, value in at.items()))
            if self._connection.execute(there).first() is None:
                row = at | {"why": why, "body_hash": one.body_hash, "body": one.body, "at": self._now, "settled_at": ""}
                self._connection.execute(insert(quarantine), row)

    def _settle_aside(self, hashes: Sequence[bytes]) -> None:
        """What lay aside has come again, from a key that is trusted (now) and in its place: nobody has to look."""
        lying_still = (quarantine.c.settled_at == "",)
        lying = set(self._connection.execute(select(quarantine.c.body_hash).where(*lying_still)).scalars())
        again = [one for one in hashes if one in lying]
        if again:
            settled = update(quarantine).where(quarantine.c.body_hash.in_(again), *lying_still)
            self._connection.execute(settled.values(settled_at=self._now))

    def _known(self, ids: Sequence[str]) -> dict[str, int]:
        return found_by(self._connection, entry.c.id, ids, entry.c.g)

    def _tail(self) -> tuple[int, bytes]:
        row = self._connection.execute(select(tail.c.g, tail.c.mark)).one()
        return row.g, row.mark

    def _row(self, g: int, mark: bytes, read: Read, centre: str) -> dict[str, Any]:
        return {
            "g": g,
            "id": read.id,
            "device": read.entry.device,
            "epoch": read.entry.epoch,
            "seq": read.entry.seq,
            "kind": read.kind,
            "case_no": read.case_no,
            "centre": centre,
            "down": read.down,
            "body_hash": read.entry.body_hash,
            "mark": mark,
            "received_at": self._now,
        }

    def _want(self, fresh: Sequence[tuple[int, Read]]) -> None:
        """The scans that these entries name are owed, each once a device."""
        for g, read in fresh:
            for named in read.attachments:
                key = (want.c.sha256 == named.sha256, want.c.device == read.entry.device)
                if self._connection.execute(select(want.c.g).where(*key)).first():
                    continue
                here = select(want.c.g).where(want.c.sha256 == named.sha256, want.c.whole)
                row = {
                    "sha256": named.sha256,
                    "device": read.entry.device,
                    "centre": read.entry.device[:12],
                    "size": named.size,
                    "name": plain(named.name),
                    "media_type": plain(named.media_type)[:120],
                    "g": g,
                    "whole": self._connection.execute(here).first() is not None,
                }
                self._connection.execute(insert(want), row)


def _place(one: Entry, g: int) -> dict[str, Any]:
    at = {"device": one.device, "epoch": one.epoch, "seq": one.seq}
    return at | {"prev": one.prev, "chain": one.chain, "g": g}


def read_cursor(connection: Connection, text: str, incarnation: str) -> Cursor | None:
    """The place that a cursor names, None when this log has no such place: it was restored, or is another one."""
    name, _, rest = text.partition(".")
    number, _, mark = rest.partition(".")
    if name != incarnation or not (number.isascii() and number.isdecimal() and len(number) < 19):
        return None
    row = connection.execute(select(entry.c.mark).where(entry.c.g == int(number))).first()
    if row is None or row.mark[:_MARK].hex() != mark:
        return None
    return Cursor(incarnation, int(number), row.mark)
