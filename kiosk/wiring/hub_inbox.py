"""The hub's inbox: others' journals in the store, judged by the same laws as at the city, as `sync.server` wants."""

from collections.abc import Callable, Sequence

from kiosk.store.door import OpenStore
from kiosk.store.inbox import InboxTable
from kiosk.store.lines import LineTable, audience_of
from kiosk.store.peers import PeerTable, seen
from kiosk.store.post import CITY, CITY_BOX, CITY_KEY, CITY_URL
from kiosk.store.relayed import ACTOR, kept_proof, put_word
from kiosk.store.taking_back import Fold
from kiosk.store.work import StoreWork
from sync.protocol.audience import township_of
from sync.protocol.enrolment import Asked
from sync.protocol.entry import DeviceId, Entry
from sync.protocol.exchange import Answer, Beyond, Hello, RunResult
from sync.protocol.statements import Acknowledgement, Head, read_head_statement, state_kept
from sync.server.judge import judge
from sync.server.ports import CodeRefused, KnownKey, News, ProvenRun, Reader, Standing, Voice


class HubInbox:
    """The `Inbox` of `sync.server`, over the encrypted store. For any number of threads; `rung` is called when
    something was stored."""

    def __init__(self, store: OpenStore, fold: Fold, voice: Voice, incarnation: str, rung: Callable[[], None]) -> None:
        self._store = store
        self._fold = fold
        self._voice = voice
        self._incarnation = incarnation
        self._rung = rung

    @property
    def incarnation(self) -> str:
        """The name of this store as a hub's."""
        return self._incarnation

    def key(self, key_id: bytes) -> KnownKey | None:
        """A paired key, trusted on the LAN until the city has revoked it."""
        self._catch_up()
        with self._store.look() as work:
            found = PeerTable(work.connection, work.clock).key(key_id)
        if found is None:
            return None
        standing = Standing.REVOKED if found.revoked else Standing.TRUSTED
        return KnownKey(found.device, found.public_key, found.hash, standing)

    def hash_of(self, device: DeviceId) -> str:
        """The hash that a device chains with."""
        with self._store.look() as work:
            return PeerTable(work.connection, work.clock).hash_of(device)

    def take(self, runs: Sequence[ProvenRun]) -> Sequence[RunResult]:
        """Store and fold runs, all in one transaction."""
        with self._store.work(ACTOR) as work:
            results = [self._take(work, run) for run in runs]
            self._lines(work).catch_up()
        if any(result.stored for result in results):
            self._rung()
        return results

    def seen(self, device: DeviceId, hello: Hello) -> None:
        """Note that a device called, once a minute at most and when it has something: an empty round costs no write."""
        with self._store.look() as work:
            row = work.connection.execute("SELECT seen_at, waiting FROM peer WHERE device = ?", (device,)).fetchone()
            now = work.now()
        said = now.isoformat(timespec="seconds")
        if row and (row[1] != hello.waiting or said[:16] != row[0][:16]):
            with self._store.work(ACTOR) as work:
                seen(work.connection, device, said, hello.waiting)

    def heads(self, device: DeviceId) -> Sequence[Head]:
        """What is kept of the device, lowest epoch first."""
        with self._store.look() as work:
            return InboxTable(work.connection, work.clock).heads(device)

    def kept(self, device: DeviceId) -> Acknowledgement:
        """The same as the hub's signed word."""
        heads, voice = self.heads(device), self._voice
        with self._store.look() as work:
            now = work.now().isoformat(timespec="milliseconds")
        return state_kept(device, self._incarnation, now, heads, voice.sign, voice.key_id)

    def news(self, reader: Reader, cursor: str, limit: int, size: int) -> News:
        """What concerns the reader, behind `cursor`: of whatever desk or device it came."""
        self._catch_up()
        with self._store.look() as work:
            names = audience_of(reader.device, PeerTable(work.connection, work.clock).role_of(reader.device))
            told = self._lines(work).news(reader.device, names, cursor, (limit, size))
        return News(told.entries, told.cursor, told.more)

    def back(self, device: DeviceId, epoch: int, after: int, limit: int, size: int) -> Sequence[Entry]:
        """The device's own entries as they were received."""
        with self._store.look() as work:
            return InboxTable(work.connection, work.clock).entries(device, epoch, after, limit, size)

    def owed(self, device: DeviceId, limit: int) -> Sequence[str]:
        """Scans that are still to come from this device, newest first."""
        with self._store.look() as work:
            rows = work.connection.execute(
                "SELECT sha256 FROM peer_scan WHERE device = ? AND whole = 0 ORDER BY n DESC LIMIT ?", (device, limit)
            )
            return [row[0] for row in rows]

    def enrol(self, asked: Asked, message: bytes) -> None:
        """Pair a device of this township by its one-time code. Raises `CodeRefused`."""
        own = self._store.device.id
        if asked.device == own or township_of(asked.device) != township_of(own):
            raise CodeRefused("code_elsewhere")
        with self._store.work(ACTOR) as work:
            no = PeerTable(work.connection, work.clock).let_in(asked, message)
        if no:
            raise CodeRefused(no)
        self._rung()

    def _take(self, work: StoreWork, run: ProvenRun) -> RunResult:
        inbox = InboxTable(work.connection, work.clock)
        if run.standing is not Standing.TRUSTED:
            inbox.put_aside(run.entries, run.standing.value)
            return RunResult(device=run.device, epoch=run.epoch, answer=Answer.ASIDE)
        head = inbox.head(run.device, run.epoch)
        verdict = judge(run.entries, head, lambda seq: inbox.chain_at(run.device, run.epoch, seq))
        for entry in inbox.add(verdict.fresh):
            self._fold(work, entry)
        if verdict.answer in (Answer.STORED, Answer.BEFORE) and run.statement:
            put_word(work, run.device, read_head_statement(run.statement).head, run.statement)
        inbox.put_aside(inbox.not_kept(verdict.aside), "fork")
        return RunResult(
            device=run.device,
            epoch=run.epoch,
            answer=verdict.answer,
            stored=len(verdict.fresh),
            before=verdict.before,
            at=verdict.at,
        )

    def _catch_up(self) -> None:
        """Note whom those entries concern that came since: from the city, or from the desks on this PC."""
        with self._store.look() as work:
            behind = self._lines(work).behind()
        if behind:
            with self._store.work(ACTOR) as work:
                self._lines(work).catch_up()

    def _lines(self, work: StoreWork) -> LineTable:
        return LineTable(work.connection, DeviceId(self._store.device.id), self._incarnation)


class HubFurther:
    """The `Further` of `sync.server`: what this hub can hand on of the city."""

    def __init__(self, store: OpenStore) -> None:
        self._store = store

    def beyond(self, device: DeviceId) -> Beyond | None:
        """The city's key, address and newest word on this device; None before this hub is known there."""
        with self._store.look() as work:
            key, url = work.drawer.setting(CITY_KEY), work.drawer.setting(CITY_URL)
            if not key:
                return None
            box = bytes.fromhex(work.drawer.setting(CITY_BOX))
            return Beyond(key=bytes.fromhex(key), url=url, kept=kept_proof(work, CITY, device), box=box)
