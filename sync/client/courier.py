"""The courier (信使): one round between this device and its upstream. No thread, no timer, no screen.

It always sends from where the upstream stands, never from where it believes to be: what was acknowledged is only a
first guess, and the upstream's heads decide. When they do not fit this device's journal, its disk was restored or
cloned: it takes back what it lacks and goes on in a new epoch (SYNC: exchange, step 3).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

import msgspec

from sync.client.digest import Digest
from sync.client.parting import Parting
from sync.client.ports import Shelf
from sync.client.scans import ScanCarrier
from sync.client.troubles import CityUnreachable, NonceStale, RefusedByCity, TooMuchAtOnce
from sync.protocol.entry import Entry
from sync.protocol.exchange import (
    MOST_BODIES,
    MOST_ENTRIES,
    Answer,
    Back,
    Hello,
    NotAMessage,
    Response,
    Run,
    Writer,
    head_lines,
    heads_of,
    read_reply,
    read_sealed,
    runs_of,
    write_request,
)
from sync.protocol.seal import key_id
from sync.protocol.statements import Head, state_head

_MOST_STEPS = 60  # requests of one round: a long read-back takes many, everything else one or two
_MOST_NONCES = 3


class Door(Protocol):
    """The way to the upstream. Raises the troubles of this room."""

    def exchange(self, message: bytes) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Upstream:
    """Whom the courier goes to: the name in the device's books, and the public key that seals its word."""

    name: str
    key: bytes


@dataclass(frozen=True, slots=True)
class RoundOutcome:
    """What one round came to, in entries. `wait` are seconds that the upstream asked for; `more` that there is more to
    carry at once; `offset` its clock minus this device's in seconds; `parted` that the disk was found restored or
    cloned and entries were read back.
    """

    sent: int
    acknowledged: int
    received: int
    waiting: int
    wait: int = 0
    more: bool = False
    offset: float = 0.0
    parted: bool = False


@dataclass(slots=True)
class _Round:
    """What a round has come to so far."""

    parting: Parting
    before: dict[int, int]
    sent: int = 0
    received: int = 0


class Courier:
    """Makes rounds between one shelf and one door. Keeps only the upstream's nonce between them; safe to begin anew."""

    def __init__(
        self,
        door: Door,
        shelf: Shelf,
        upstream: Upstream,
        now: Callable[[], datetime],
        scans: ScanCarrier | None = None,
        app: str = "",
    ) -> None:
        self._door = door
        self._scans = scans
        self._shelf = shelf
        self._upstream = upstream
        self._taking = Digest(shelf, upstream.name, upstream.key)
        self._now = now
        self._app = app
        self._key_id = key_id(shelf.public_key)
        self._writer = Writer(shelf.sign, self._key_id, shelf.hash)
        self._nonce = ""
        self._limit = MOST_ENTRIES
        self._told = False

    def round(self) -> RoundOutcome:
        """Carry one batch up and what is new down, and then some of the scans that are owed.

        Raises `CityUnreachable`, `NotEnrolled`, `RefusedByCity`; whatever was acknowledged or applied until then
        stays so, and the next round goes on from there.
        """
        before = self._kept()
        state = _Round(Parting(self._shelf, before), before)
        for _ in range(_MOST_STEPS):
            asked = state.parting.asked
            response = self._step(state)
            if asked is None and state.parting.asked is None and not _expects_again(response):
                return self._outcome(state, response, self._carry_scans(response))
        raise CityUnreachable("failing", status="loop")

    def _step(self, state: _Round) -> Response:
        runs = [] if state.parting.asked else self._batch()
        try:
            response = self._ask(self._hello(state.parting.asked, runs), runs)
        except TooMuchAtOnce as too_much:
            if self._limit == 1:
                raise CityUnreachable("too_large") from too_much
            self._limit = max(1, min(self._limit, _count(runs)) // 2)
            return self._step(state)
        except CityUnreachable as trouble:
            if trouble.key == "too_slow":
                self._limit = max(1, self._limit // 2)
            raise
        self._limit = min(MOST_ENTRIES, self._limit * 2)
        state.sent += _count(runs)
        self._digest(state, response)
        return response

    def _batch(self) -> list[Run]:
        """What waits, lowest epoch first, within the limits of one message."""
        kept = {head.epoch: head.seq for head in self._shelf.acknowledged(self._upstream.name)}
        runs: list[Run] = []
        left, size = self._limit, MOST_BODIES
        for head in self._shelf.heads():
            if left <= 0 or size <= 0:
                break
            entries = self._shelf.entries(head.epoch, kept.get(head.epoch, 0), left, size)
            left -= len(entries)
            size -= sum(len(entry.body) for entry in entries)
            runs += self._vouched(entries)
        return runs

    def _vouched(self, entries: Sequence[Entry]) -> list[Run]:
        """As runs, with this device's signed word on the last entry."""
        if not entries:
            return []
        last = entries[-1]
        head = Head(last.epoch, last.seq, last.chain)
        word = state_head(self._shelf.device, head, self._shelf.sign, self._key_id)
        return [replace(run, statement=word) for run in runs_of(entries, lambda _device: self._shelf.hash)]

    def _hello(self, back: Back | None, runs: Sequence[Run]) -> Hello:
        heads = self._shelf.heads()
        kept = self._kept()
        behind = sum(head.seq - kept.get(head.epoch, 0) for head in heads)
        telling = bool(runs) or not self._told
        return Hello(
            device=self._shelf.device,
            nonce=self._nonce,
            heads=head_lines(heads),
            cursor=self._shelf.cursor(self._upstream.name),
            wall=self._now().isoformat(timespec="seconds") if telling else "",
            app=self._app if telling else "",
            kept=behind > 0,
            waiting=max(0, behind - _count(runs)),
            back=back,
        )

    def _ask(self, hello: Hello, runs: Sequence[Run]) -> Response:
        for _ in range(_MOST_NONCES):
            message = write_request(msgspec.structs.replace(hello, nonce=self._nonce), runs, self._writer)
            try:
                return self._answer(message, self._door.exchange(message))
            except NonceStale as stale:
                self._nonce = stale.nonce
        raise CityUnreachable("failing", status="nonce")

    def _answer(self, message: bytes, answer: bytes) -> Response:
        """The upstream's answer to this very message, and nobody else's."""
        try:
            sealed = read_sealed(answer)
            if not sealed.answers(message, self._upstream.key, self._shelf.hash):
                raise CityUnreachable("not_the_city")
            response = read_reply(sealed)
        except NotAMessage as error:
            raise CityUnreachable("portal") from error
        self._nonce = response.reply.nonce
        self._told = True
        return response

    def _digest(self, state: _Round, response: Response) -> None:
        """Take in one reply: what came back, the acknowledgement, the news; and see whether the journals still fit."""
        reply = response.reply
        if any(result.answer is Answer.ASIDE for result in reply.results):
            raise RefusedByCity("revoked", wait=reply.wait)
        theirs = self._shelf.heads() if reply.heads is None else heads_of(reply.heads)
        if state.parting.asked is not None:
            state.parting.take([run for run in response.runs if run.back], theirs)
        fits = state.parting.look(theirs)
        if reply.kept and fits:
            self._taking.acknowledge(reply.kept)
        state.received += self._taking.news(response.runs, reply.cursor)

    def _carry_scans(self, response: Response) -> bool:
        """Whether scans are left that could go at once."""
        if self._scans is None:
            return False
        carried = self._scans.carry(response.reply.owed, self._nonce)
        self._nonce = carried.nonce
        return carried.left and carried.sent > 0

    def _kept(self) -> dict[int, int]:
        return {head.epoch: head.seq for head in self._shelf.acknowledged(self._upstream.name)}

    def _outcome(self, state: _Round, response: Response, scans_left: bool) -> RoundOutcome:
        kept = self._kept()
        waiting = sum(head.seq - kept.get(head.epoch, 0) for head in self._shelf.heads())
        reply = response.reply
        return RoundOutcome(
            sent=state.sent,
            acknowledged=sum(max(0, seq - state.before.get(epoch, 0)) for epoch, seq in kept.items()),
            received=state.received,
            waiting=waiting,
            wait=reply.wait,
            more=reply.more or (waiting > 0 and state.sent > 0) or scans_left,
            offset=self._offset(reply.wall),
            parted=state.parting.taken > 0,
        )

    def _offset(self, wall: str) -> float:
        try:
            return (datetime.fromisoformat(wall) - self._now()).total_seconds()
        except ValueError:
            return 0.0


def _expects_again(response: Response) -> bool:
    """A gap: the upstream wants an earlier number, and the acknowledgement that came with it tells from where."""
    return any(result.answer is Answer.GAP for result in response.reply.results)


def _count(runs: Sequence[Run]) -> int:
    return sum(len(run.bodies) for run in runs)
