"""The city's inbox: takes in what devices send, each entry once, and hands out what concerns their centre."""

from collections.abc import Callable, Sequence
from datetime import datetime
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Row, select, update

from sync.city.books import Books, read_house
from sync.city.log import Cursor, LogWriter, read_cursor
from sync.city.register import Register
from sync.city.sharing import earlier, told_to
from sync.city.shelves import entry_of, fitting, in_places
from sync.city.stacks import plain
from sync.city.tables import device, device_key, entry, head, place, tail, want
from sync.city.together import Together
from sync.protocol.audience import FOR_ALL, centre_of
from sync.protocol.enrolment import Asked
from sync.protocol.entry import DeviceId, Entry
from sync.protocol.exchange import Answer, Hello, RunResult
from sync.protocol.reading import read_entry
from sync.protocol.seal import SHA_256
from sync.protocol.statements import Acknowledgement, Head, state_kept
from sync.server.judge import Verdict, judge
from sync.server.ports import KnownKey, News, ProvenRun, Reader, Standing, Voice

_SEEN_EVERY = 60.0  # seconds between two notes that a device called
_CENTURY = 3_155_760_000  # seconds
_MANY = 2**31 - 1
_FAR = 1_000  # places of the log that a cursor may lie behind before it is moved on without news


class CityInbox:
    """The `Inbox` of `sync.server`, over the city's books. For any number of threads."""

    def __init__(self, books: Books, register: Register, voice: Voice, wall: Callable[[], str]) -> None:
        self._books = books
        self._register = register
        self._voice = voice
        self._wall = wall
        self._noted: dict[str, float] = {}
        self._together = Together(books)
        with books.read() as connection:
            self._incarnation = read_house(connection, "incarnation")

    @property
    def incarnation(self) -> str:
        """The name of this database."""
        return self._incarnation

    def key(self, key_id: bytes) -> KnownKey | None:
        """A certified key, trusted or revoked."""
        with self._books.read() as connection:
            row = connection.execute(
                select(device_key.c.device, device_key.c.public_key, device_key.c.revoked_at, device.c.hash)
                .join(device, device.c.device == device_key.c.device)
                .where(device_key.c.key_id == key_id.hex())
            ).first()
        if row is None:
            return None
        standing = Standing.REVOKED if row.revoked_at else Standing.TRUSTED
        return KnownKey(DeviceId(row.device), row.public_key, row.hash, standing)

    def hash_of(self, device_id: DeviceId) -> str:
        """The hash that a device chains with; the city's own is SHA-256."""
        with self._books.read() as connection:
            found = connection.execute(select(device.c.hash).where(device.c.device == device_id)).scalar()
        return str(found or SHA_256)

    def take(self, runs: Sequence[ProvenRun]) -> Sequence[RunResult]:
        """Store runs, all in one transaction, with what others send at this moment."""

        def write(connection: Connection) -> list[RunResult]:
            log = LogWriter(connection, self._wall())
            return [self._take(connection, log, run) for run in runs]

        return self._together.run(write)

    def seen(self, device_id: DeviceId, hello: Hello) -> None:
        """Note that a device called, once a minute at most: an empty round must cost no write."""
        now = monotonic()
        if now - self._noted.get(device_id, -_SEEN_EVERY) < _SEEN_EVERY:
            return
        self._noted[device_id] = now
        wall = self._wall()
        values: dict[str, Any] = {"seen_at": wall, "waiting": max(0, min(hello.waiting, _MANY))}
        if hello.wall:
            values |= {"app": plain(hello.app)[:40], "clock_offset": _offset(wall, hello.wall)}
        with self._books.write() as connection:
            connection.execute(update(device).where(device.c.device == device_id).values(values))

    def heads(self, device_id: DeviceId) -> Sequence[Head]:
        """What is kept of the device, lowest epoch first."""
        with self._books.read() as connection:
            rows = connection.execute(
                select(head.c.epoch, head.c.seq, head.c.chain).where(head.c.device == device_id).order_by(head.c.epoch)
            )
            return [Head(row.epoch, row.seq, row.chain) for row in rows]

    def kept(self, device_id: DeviceId) -> Acknowledgement:
        """The same as the city's signed word."""
        voice, heads = self._voice, self.heads(device_id)
        return state_kept(device_id, self._incarnation, self._wall(), heads, voice.sign, voice.key_id)

    def news(self, reader: Reader, cursor: str, limit: int, size: int) -> News:
        """What others entered about the reader's centres, behind `cursor`; all when it names no place here."""
        centres = {centre_of(one) for one in (reader.device, *reader.held)}
        with self._books.read() as connection:
            at = read_cursor(connection, cursor, self._incarnation)
            rows = told_to(connection, centres, at.g if at else 0, limit + 1, but=reader.device)
            given = list(fitting(rows[:limit], size))
            told = [one for row in given for one in (*earlier(connection, centres, row), row)]
            end = connection.execute(select(tail.c.g, tail.c.mark)).one()
        if given:
            at = Cursor(self._incarnation, given[-1].g, given[-1].mark)
        if len(rows) == len(given) and end.g - (at.g if at else 0) > _FAR:
            at = Cursor(self._incarnation, end.g, end.mark)  # nothing for this reader between here and the end
        fresh = {row.g: entry_of(row) for row in told if not _has(row, reader)}
        return News(tuple(fresh.values()), str(at) if at else "", len(rows) > len(given))

    def back(self, device_id: DeviceId, epoch: int, after: int, limit: int, size: int) -> Sequence[Entry]:
        """The device's own entries as they were received."""
        own = (place.c.device == device_id, place.c.epoch == epoch, place.c.seq > after)
        with self._books.read() as connection:
            rows = list(connection.execute(in_places().where(*own).limit(limit)))
        return [entry_of(row) for row in fitting(rows, size)]

    def owed(self, device_id: DeviceId, limit: int) -> Sequence[str]:
        """Scans that are still to come from this device, newest first."""
        with self._books.read() as connection:
            rows = connection.execute(
                select(want.c.sha256)
                .where(want.c.device == device_id, ~want.c.whole)
                .order_by(want.c.g.desc())
                .limit(limit)
            )
            return [row.sha256 for row in rows]

    def enrol(self, asked: Asked, message: bytes) -> None:  # noqa: ARG002, a hub hands the message on
        """Certify a key by its one-time code."""
        self._register.enrol(asked)

    def _take(self, connection: Connection, log: LogWriter, run: ProvenRun) -> RunResult:
        if run.standing is not Standing.TRUSTED:
            log.put_aside(run.entries, run.standing.value)
            return RunResult(device=run.device, epoch=run.epoch, answer=Answer.ASIDE)
        verdict = judge(run.entries, log.head(run.device, run.epoch), _chains(connection, run))
        if verdict.fresh:
            log.add(verdict.fresh)
            log.set_head(verdict.fresh[-1], run.statement)
        log.put_aside(_not_kept(connection, verdict), "fork")
        return RunResult(
            device=run.device,
            epoch=run.epoch,
            answer=verdict.answer,
            stored=len(verdict.fresh),
            before=verdict.before,
            at=verdict.at,
        )


def _chains(connection: Connection, run: ProvenRun) -> Callable[[int], bytes | None]:
    def chain_at(seq: int) -> bytes | None:
        at = (place.c.device == run.device, place.c.epoch == run.epoch, place.c.seq == seq)
        return connection.execute(select(place.c.chain).where(*at)).scalar()

    return chain_at


def _not_kept(connection: Connection, verdict: Verdict) -> list[Entry]:
    """Of a fork's entries those whose bodies are not here in another place already."""
    hashes = [one.body_hash for one in verdict.aside]
    rows = connection.execute(select(entry.c.body_hash).where(entry.c.body_hash.in_(hashes))) if hashes else ()
    known = {row.body_hash for row in rows}
    return [one for one in verdict.aside if one.body_hash not in known]


def _has(row: Row[Any], reader: Reader) -> bool:
    """Whether the reader has this entry, or made it; one for all that is about itself it knows, and one that is for
    another area it need not."""
    if reader.has(row.device, row.epoch, row.seq):
        return True
    happening = read_entry(entry_of(row)).happening if row.kind in FOR_ALL else None
    if happening is None:
        return False
    area = str(happening.payload.get("area", ""))
    return happening.payload.get("device") == reader.device or not reader.device.startswith(area)


def _offset(ours: str, theirs: str) -> int:
    """Seconds between two clocks, within a hundred years; 0 when the device's makes no sense."""
    try:
        apart = (datetime.fromisoformat(ours) - datetime.fromisoformat(theirs)).total_seconds()
    except (ValueError, TypeError):
        return 0
    return int(max(-_CENTURY, min(_CENTURY, apart)))
