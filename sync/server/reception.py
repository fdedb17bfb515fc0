"""The reception: takes one round's request in, has it proven and stored, and answers with what is new.

Requests are read whole before a thread is given to them, so that a slow line holds nobody else up; one that may wait
for news waits outside, and is asked in again when the bell rings.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from sync.protocol.enrolment import Granted, read_asked, write_granted
from sync.protocol.entry import DeviceId
from sync.protocol.exchange import (
    HOLD,
    MOST_BODIES,
    MOST_ENTRIES,
    RELAY,
    Beyond,
    Hello,
    NotAMessage,
    PairedAnswer,
    RelayedLine,
    Reply,
    Request,
    Run,
    RunResult,
    Writer,
    head_lines,
    heads_of,
    read_request,
    read_sealed,
    runs_of,
    write_reply,
)
from sync.protocol.statements import mark_of
from sync.server.nonces import Nonces
from sync.server.ports import CodeRefused, Further, Inbox, KnownKey, Relays, Standing, Voice
from sync.server.proof import NotProven, prove
from sync.server.relaying import Relaying, reader_of


class NotTaken(Exception):
    """A request that was not taken in; `status` and `key` go back to the device, with a nonce if only that was old."""

    def __init__(self, status: int, key: str, nonce: str = "", wait: int = 0) -> None:
        super().__init__(key)
        self.status = status
        self.key = key
        self.nonce = nonce
        self.wait = wait  # seconds after which to come again


@dataclass(frozen=True, slots=True)
class House:
    """Whom the reception works for: its name, its clock (ISO 8601), its voice."""

    name: str
    voice: Voice
    wall: Callable[[], str]
    patient: bool = False  # requests may wait here for news
    box: bytes = b""  # its word on its letterbox


@dataclass(frozen=True, slots=True)
class Asking:
    """A request that was taken in and has to be answered. `pressing`: at once, whether there are news or not."""

    message: bytes
    key: KnownKey
    hello: Hello
    carried: tuple[RelayedLine, ...] = ()
    results: tuple[RunResult, ...] = ()
    paired: tuple[PairedAnswer, ...] = ()
    pressing: bool = True


class Reception:
    """Answers devices, one call a request; for any number of threads."""

    def __init__(
        self,
        inbox: Inbox,
        house: House,
        nonces: Nonces,
        relays: Relays | None = None,
        further: Further | None = None,
    ) -> None:
        self._inbox = inbox
        self._house = house
        self._nonces = nonces
        self._relaying = Relaying(inbox, relays)
        self._further = further

    def exchange(self, message: bytes) -> bytes:
        """One round, answered at once: the reply's message. Raises `NotTaken`; then nothing was stored."""
        asking = self.take_in(message)
        return self._written(asking, *self.reply(asking))

    def take_in(self, message: bytes) -> Asking:
        """Store what came; it is to be answered. Raises `NotTaken`; then nothing was stored."""
        key, request = self._opened(message)
        return replace(self.received(key, request), message=message)

    def received(self, key: KnownKey, request: Request) -> Asking:
        """Store what this device sent, by whichever way it came. Raises `NotTaken`; then nothing was stored."""
        results = self._take(request.runs)
        if key.standing is not Standing.TRUSTED:
            raise NotTaken(403, key.standing)
        hello = request.hello
        self._inbox.seen(key.device, hello)
        paired = self._relaying.pair(key, hello.paired)
        carried = self._relaying.carried(key.device, hello)
        pressing = bool(results or paired or hello.back or hello.hold <= 0 or not self._house.patient)
        return Asking(b"", key, hello, carried, tuple(results), paired, pressing)

    def answer(self, asking: Asking, last: bool) -> bytes | None:
        """The reply's message; None when there is nothing to tell, and the request may wait (unless it is the `last`
        time that it is asked)."""
        reply, runs = self.reply(asking)
        moved = any(one is not None for one in (reply.heads, reply.cursor, reply.beyond))
        if asking.pressing or last or moved or runs or reply.more or reply.kept or reply.relayed:
            return self._written(asking, reply, runs)
        return None

    def enrol(self, message: bytes) -> bytes:
        """Make a device known: the reply's message. Raises `NotTaken`."""
        try:
            asked = read_asked(message)
            self._inbox.enrol(asked, message)
        except NotAMessage as error:
            raise NotTaken(400, "altered") from error
        except CodeRefused as no:
            raise NotTaken(403, no.key) from no
        voice = self._house.voice
        granted = Granted(
            city_key=voice.public_key,
            city=self._house.name,
            incarnation=self._inbox.incarnation,
            nonce=self._nonces.give(asked.device),
            wall=self._house.wall(),
            beyond=self._beyond(DeviceId(asked.device)),
            box=self._house.box,
        )
        return write_granted(granted, voice.sign, voice.key_id, message)

    def known(self, key_id: bytes) -> KnownKey:
        """A trusted key. Raises `NotTaken`."""
        key = self._inbox.key(key_id)
        if key is None:
            raise NotTaken(403, "unknown_key")
        if key.standing is not Standing.TRUSTED:
            raise NotTaken(403, key.standing)
        return key

    def fresh(self, key: KnownKey, nonce: str) -> None:
        """Use up a nonce. Raises `NotTaken` with a new one."""
        if not self._nonces.take(key.device, nonce):
            raise NotTaken(401, "stale", self._nonces.give(key.device))

    def next_nonce(self, key: KnownKey) -> str:
        """The nonce for this device's next request."""
        return self._nonces.give(key.device)

    def _opened(self, message: bytes) -> tuple[KnownKey, Request]:
        """Who sent it, and what; verified before anything of it is unpacked."""
        try:
            sealed = read_sealed(message)
            key = self._inbox.key(sealed.seal.key_id)
            if key is None:
                raise NotTaken(403, "unknown_key")
            if not sealed.is_from(key.public_key, key.hash):
                raise NotTaken(400, "altered")
            request = read_request(sealed)
        except NotAMessage as error:
            raise NotTaken(400, "altered") from error
        if request.hello.device != key.device:
            raise NotTaken(400, "altered")
        self.fresh(key, request.hello.nonce)
        return key, request

    def _take(self, runs: Sequence[Run]) -> Sequence[RunResult]:
        if not runs:
            return ()
        try:
            proven = [prove(run, self._inbox.key) for run in runs]
        except NotProven as error:
            raise NotTaken(400, "altered") from error
        return self._inbox.take(proven)

    def reply(self, asking: Asking) -> tuple[Reply, list[Run]]:
        """What is to be said to a request that was received, with news and what was asked back; without a nonce."""
        key, hello = asking.key, asking.hello
        device = key.device
        heads = self._inbox.heads(device)
        differs = sorted(heads_of(hello.heads), key=lambda head: head.epoch) != list(heads)
        told = bool(asking.results) or hello.kept or differs
        news = self._inbox.news(reader_of(device, asking.carried), hello.cursor, MOST_ENTRIES, MOST_BODIES)
        runs = [*self._back(asking), *runs_of(news.entries, self._inbox.hash_of)]
        reply = Reply(
            nonce="",
            wall=self._house.wall() if hello.wall else "",
            incarnation=self._inbox.incarnation if told else "",
            results=asking.results,
            heads=head_lines(heads) if differs else None,
            kept=self._inbox.kept(device).proof if told else b"",
            cursor=None if news.cursor == hello.cursor else news.cursor,
            more=news.more,
            owed=self._relaying.owed(device, asking.carried),
            speaks=self._speaks() if hello.speaks else (),
            relayed=self._relaying.kept(hello, asking.carried, asking.results),
            paired=asking.paired,
            beyond=self._news_from_beyond(device, hello),
            box=self._house.box if hello.box else b"",
        )
        return reply, runs

    def _written(self, asking: Asking, reply: Reply, runs: Sequence[Run]) -> bytes:
        voice, key = self._house.voice, asking.key
        sealed = structs.replace(reply, nonce=self._nonces.give(key.device))
        return write_reply(sealed, runs, Writer(voice.sign, voice.key_id, key.hash), asking.message)

    def _back(self, asking: Asking) -> list[Run]:
        asked = asking.hello.back
        if asked is None:
            return []
        device = DeviceId(asked.device) or asking.key.device
        if asked.device and not any(line.device == asked.device for line in asking.carried):
            return []
        return self._relaying.back(asked, device)

    def _speaks(self) -> tuple[str, ...]:
        return (*((RELAY,) if self._relaying.spoken else ()), *((HOLD,) if self._house.patient else ()))

    def _beyond(self, device: DeviceId) -> Beyond | None:
        return self._further.beyond(device) if self._further else None

    def _news_from_beyond(self, device: DeviceId, hello: Hello) -> Beyond | None:
        """The city's word on this device, unless it has that one."""
        told = self._beyond(device)
        return None if told is None or mark_of(told.kept) == hello.beyond else told
