"""The reception: takes one round's request in, has it proven and stored, and answers with what is new.

Requests are read whole before a thread is given to them, so that a slow line holds nobody else up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sync.protocol.enrolment import Granted, read_asked, write_granted
from sync.protocol.entry import DeviceId
from sync.protocol.exchange import (
    MOST_BODIES,
    MOST_ENTRIES,
    Hello,
    NotAMessage,
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
from sync.server.nonces import Nonces
from sync.server.ports import CodeRefused, Inbox, KnownKey, Standing, Voice
from sync.server.proof import NotProven, prove

_OWED = 16  # scans named in one reply


class NotTaken(Exception):
    """A request that was not taken in; `status` and `key` go back to the device, with a nonce if only that was old."""

    def __init__(self, status: int, key: str, nonce: str = "") -> None:
        super().__init__(key)
        self.status = status
        self.key = key
        self.nonce = nonce


@dataclass(frozen=True, slots=True)
class House:
    """Whom the reception works for: its name, its clock (ISO 8601), its voice."""

    name: str
    voice: Voice
    wall: Callable[[], str]


class Reception:
    """Answers devices, one call a request; for any number of threads."""

    def __init__(self, inbox: Inbox, house: House, nonces: Nonces) -> None:
        self._inbox = inbox
        self._house = house
        self._nonces = nonces

    def exchange(self, message: bytes) -> bytes:
        """One round: the reply's message. Raises `NotTaken`; then nothing was stored."""
        key, request = self._opened(message)
        results = self._take(request.runs)
        if key.standing is not Standing.TRUSTED:
            raise NotTaken(403, key.standing)
        self._inbox.seen(key.device, request.hello)
        reply, runs = self._reply(key, request.hello, results)
        voice = self._house.voice
        return write_reply(reply, runs, Writer(voice.sign, voice.key_id, key.hash), message)

    def enrol(self, message: bytes) -> bytes:
        """Make a device known: the reply's message. Raises `NotTaken`."""
        try:
            asked = read_asked(message)
            self._inbox.enrol(asked)
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

    def _reply(self, key: KnownKey, hello: Hello, results: Sequence[RunResult]) -> tuple[Reply, list[Run]]:
        device = key.device
        heads = self._inbox.heads(device)
        differs = sorted(heads_of(hello.heads), key=lambda head: head.epoch) != list(heads)
        told = bool(results) or hello.kept or differs
        news = self._inbox.news(device, hello.cursor, MOST_ENTRIES, MOST_BODIES)
        runs = [*self._back(device, hello), *runs_of(news.entries, self._inbox.hash_of)]
        reply = Reply(
            nonce=self._nonces.give(device),
            wall=self._house.wall() if hello.wall else "",
            incarnation=self._inbox.incarnation if told else "",
            results=tuple(results),
            heads=head_lines(heads) if differs else None,
            kept=self._inbox.kept(device).proof if told else b"",
            cursor=None if news.cursor == hello.cursor else news.cursor,
            more=news.more,
            owed=tuple(self._inbox.owed(device, _OWED)),
        )
        return reply, runs

    def _back(self, device: DeviceId, hello: Hello) -> list[Run]:
        if hello.back is None:
            return []
        entries = self._inbox.back(device, hello.back.epoch, hello.back.after, MOST_ENTRIES, MOST_BODIES)
        return runs_of(entries, self._inbox.hash_of, back=True)
