"""The order in which this hub came to know of things, and whom each concerns: what its devices are told, by cursor.

An entry's own number is the order of commits, for whoever wrote it; a running mark over it tells one store from another
that was put back from a backup.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from kiosk.store.peers import renew, revoke
from kiosk.store.post import CITY
from sync.protocol.audience import (
    ACCOUNTS,
    FOR_ALL,
    TICKETS,
    Role,
    centre_of,
    joining,
    ruled_area,
    ruled_name,
    ruled_names,
    staff_of,
)
from sync.protocol.entry import DeviceId, Entry
from sync.protocol.reading import Happening, Read, read_entry

EVERYBODY, TRUSTED, REVOKED = "*", "device.certified", "device.revoked"
NO_MARK = bytes(32)
_MARK = 6  # bytes of the mark in a cursor
_PAGE = 500
_PLACED = (
    "SELECT e.n, coalesce(o.device, ?), coalesce(o.epoch, p.epoch), coalesce(o.seq, p.seq), coalesce(o.prev, p.prev),"
    " b.content, e.body_hash, coalesce(o.chain, p.chain) FROM entry e JOIN body b USING (n)"
    " LEFT JOIN place_elsewhere o ON o.n = e.n LEFT JOIN place p ON p.n = e.n"
)


@dataclass(frozen=True, slots=True)
class Told:
    """News in their order, the cursor behind the last, and whether more remain."""

    entries: tuple[Entry, ...]
    cursor: str
    more: bool


def audience_of(device: str, role: Role) -> list[str]:
    """Under which names of the table a device finds what it may know."""
    centre = centre_of(device)
    rules = ruled_names(centre, sees_cases=role.sees_cases)
    mine = [centre, ACCOUNTS + centre] if role.sees_cases else [TICKETS + centre]
    return [EVERYBODY, *mine, *rules]


class LineTable:
    """The lines within one transaction. `incarnation` names this hub's store, `device` is the hub."""

    def __init__(self, connection: Any, device: DeviceId, incarnation: str) -> None:
        self._connection = connection
        self._device = device
        self._incarnation = incarnation

    def catch_up(self) -> int:
        """Note whom those entries concern that were kept since the last time, by whichever desk; how many."""
        count = 0
        while page := self._unlined():
            for n, entry in page:
                self._line(n, entry)
            count += len(page)
        return count

    def behind(self) -> bool:
        """Whether there are entries that `catch_up` has not seen."""
        last, lined = self._connection.execute(
            "SELECT (SELECT max(n) FROM entry), (SELECT max(n) FROM line)"
        ).fetchone()
        return (last or 0) > (lined or 0)

    def news(self, device: DeviceId, names: Sequence[str], cursor: str, page: tuple[int, int]) -> Told:
        """What concerns these names behind `cursor`, but not the device's own; all when it names no place here.
        `page` are the most entries and bytes."""
        limit, size = page
        behind = self._place_of(cursor)
        marks = ", ".join("?" * len(names))
        numbers = self._connection.execute(
            f"SELECT DISTINCT n FROM audience WHERE whom IN ({marks}) AND n > ? ORDER BY n LIMIT ?",
            (*names, behind or 0, limit + 1),
        ).fetchall()
        given: dict[int, Entry] = {}
        last = behind
        taken = 0
        for (n,) in numbers[:limit]:
            entry = self._entry(n)
            size -= len(entry.body)
            if taken and size < 0:
                break
            last, taken = n, taken + 1
            given |= dict(self._with_earlier(n, entry, names))
        told = tuple(one for one in given.values() if one.device != device and not _about(one, device))
        return Told(told, self._written(last) if last else "", len(numbers) > taken)

    def _with_earlier(self, n: int, entry: Entry, names: Collection[str]) -> Iterator[tuple[int, Entry]]:
        """An entry; before it, when it brought its case to one of these centres, what was entered about it earlier."""
        came = self._connection.execute("SELECT case_no, centre FROM party WHERE n = ?", (n,)).fetchall()
        for case_no in {case_no for case_no, centre in came if centre in names}:
            rows = self._connection.execute(
                f"{_PLACED} WHERE e.case_no = ? AND e.n < ? GROUP BY e.n ORDER BY e.n", (self._device, case_no, n)
            )
            yield from ((row[0], Entry(*row[1:])) for row in rows if read_entry(Entry(*row[1:])).down)
        yield n, entry

    def _line(self, n: int, entry: Entry) -> None:
        read = read_entry(entry)
        row = self._connection.execute("SELECT mark FROM line ORDER BY n DESC LIMIT 1").fetchone()
        mark = sha256((row[0] if row else NO_MARK) + entry.body_hash).digest()
        self._connection.execute("INSERT INTO line (n, mark) VALUES (?, ?)", (n, mark))
        if read.kind in (TRUSTED, REVOKED) and entry.device == CITY and read.happening:
            self._keys(read.kind, read.happening)
        self._connection.executemany(
            "INSERT INTO audience (whom, n) VALUES (?, ?)", [(whom, n) for whom in self._whom(n, read)]
        )

    def _keys(self, kind: str, happening: Happening) -> None:
        """What the city says of the keys of those for whom this hub speaks."""
        said = happening.payload
        if kind == REVOKED:
            revoke(self._connection, str(said.get("key_id", "")), happening.at.isoformat())
        else:
            with suppress(ValueError):  # a key of another algorithm is for a newer hub
                renew(self._connection, str(said.get("device", "")), bytes.fromhex(str(said.get("public_key", ""))))

    def _whom(self, n: int, read: Read) -> Collection[str]:
        if read.kind in FOR_ALL:
            return (EVERYBODY,)
        if read.kind.startswith(TICKETS):
            return (TICKETS + centre_of(read.entry.device),)
        if centre := staff_of(read.entry.device, read.kind, read.payload):
            return (ACCOUNTS + centre,)
        if area := ruled_area(read.entry.device, read.kind, read.payload):
            return (ruled_name(area, read.payload),)
        if not read.down or read.case_no is None:
            return ()
        rows = self._connection.execute("SELECT centre FROM party WHERE case_no = ?", (read.case_no,))
        there = {row[0] for row in rows}
        new = joining(read.entry.device, read.case_no, read.kind, read.payload, there)
        self._connection.executemany(
            "INSERT INTO party (case_no, centre, n) VALUES (?, ?, ?)", [(read.case_no, one, n) for one in sorted(new)]
        )
        return there | new

    def _unlined(self) -> list[tuple[int, Entry]]:
        rows = self._connection.execute(
            f"{_PLACED} WHERE e.n > (SELECT coalesce(max(n), 0) FROM line) GROUP BY e.n ORDER BY e.n LIMIT {_PAGE}",
            (self._device,),
        )
        return [(row[0], Entry(*row[1:])) for row in rows]

    def _entry(self, n: int) -> Entry:
        row = self._connection.execute(f"{_PLACED} WHERE e.n = ? GROUP BY e.n", (self._device, n)).fetchone()
        return Entry(*row[1:])

    def _written(self, n: int) -> str:
        mark = self._connection.execute("SELECT mark FROM line WHERE n = ?", (n,)).fetchone()[0]
        return f"{self._incarnation}.{n}.{mark[:_MARK].hex()}"

    def _place_of(self, cursor: str) -> int | None:
        """The place that a cursor names, None when this store has no such place: it was restored, or is another."""
        name, _, rest = cursor.partition(".")
        number, _, mark = rest.partition(".")
        if name != self._incarnation or not (number.isascii() and number.isdecimal() and len(number) < 19):
            return None
        row = self._connection.execute("SELECT mark FROM line WHERE n = ?", (int(number),)).fetchone()
        return int(number) if row and row[0][:_MARK].hex() == mark else None


def _about(entry: Entry, device: DeviceId) -> bool:
    """Whether an entry for all is about this very device: it knows that itself."""
    read = read_entry(entry)
    return read.kind in FOR_ALL and read.payload.get("device") == device
