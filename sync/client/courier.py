"""The courier (信使): one round between this device and its upstream. No thread, no timer, no screen.

It always sends from where the upstream stands, never from where it believes to be: what was acknowledged is only a
first guess, and the upstream's heads decide. When they do not fit this device's journal, its disk was restored or
cloned: it takes back what it lacks and goes on in a new epoch (SYNC: exchange, step 3).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

import msgspec

from sync.client.digest import Digest
from sync.client.further import hear_of
from sync.client.parting import Parting
from sync.client.ports import Further, Relay, Shelf
from sync.client.relaying import Relaying
from sync.client.scans import Luggage
from sync.client.troubles import CityUnreachable, NonceStale, RefusedByCity, TooMuchAtOnce
from sync.protocol.entry import Entry
from sync.protocol.exchange import (
    HOLD,
    MOST_BODIES,
    MOST_ENTRIES,
    RELAY,
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
from sync.protocol.statements import Head, mark_of, state_head

_MOST_STEPS = 60  # requests of one round: a long read-back takes many, everything else one or two
_MOST_NONCES = 3
_SPEAKS = (RELAY, HOLD)
_VOUCHED = 50  # entries, and
_VOUCHED_BYTES = 65_536  # bytes, after which a hub gets a word of its own, so that it can carry them on in pieces


class Door(Protocol):
    """The way to the upstream. Raises the troubles of this room."""

    def exchange(self, message: bytes) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Upstream:
    """Whom the courier goes to: the name in the device's books, and the public key that seals its word. `further` is
    the city behind a hub; `relay` what this device, being a hub itself, carries there for others. `keep_box` is asked
    to keep the upstream's word on its letterbox, None where it is known."""

    name: str
    key: bytes
    further: Further | None = None
    relay: Relay | None = None
    keep_box: Callable[[bytes], None] | None = None


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
    relayed: int = 0  # entries of others that a hub carried
    relayed_waiting: int = 0  # and those that the city has not acknowledged


@dataclass(slots=True)
class _Round:
    """What a round has come to so far. `relaying` is there as soon as the upstream says that it takes others'."""

    parting: Parting
    before: dict[int, int]
    hold: int = 0
    relaying: Relaying | None = None
    sent: int = 0
    received: int = 0

    @property
    def asked(self) -> Back | None:
        """The next question about what was lost: of the own journal first."""
        return self.parting.asked or (self.relaying.asked if self.relaying else None)


@dataclass(slots=True)
class _Known:
    """What a courier remembers of the upstream between rounds; he can begin without it."""

    nonce: str = ""
    speaks: frozenset[str] = field(default_factory=frozenset)
    told: bool = False
    not_taken: dict[str, tuple[Head, ...]] = field(default_factory=dict)  # others' journals as the city put them aside
    paired_told: bool = False  # of enrolments that the city had refused before
    aside: dict[int, int] = field(default_factory=dict)  # up to where it has put a revoked device's entries aside


class Courier:
    """Makes rounds between one shelf and one door. Keeps only the upstream's nonce between them; safe to begin anew."""

    def __init__(
        self,
        door: Door,
        shelf: Shelf,
        upstream: Upstream,
        now: Callable[[], datetime],
        scans: Luggage | None = None,
        app: str = "",
    ) -> None:
        self._door = door
        self._scans = scans
        self._app = app
        self._shelf = shelf
        self._upstream = upstream
        self._now = now
        self._key_id = key_id(shelf.public_key)
        self._writer = Writer(shelf.sign, self._key_id, shelf.hash)
        self._known = _Known()
        self._taking = Digest(shelf, upstream.name, upstream.key)
        self._limit = MOST_ENTRIES

    def round(self, hold: int = 0) -> RoundOutcome:
        """Carry one batch up and what is new down, and then some of the scans that are owed. With `hold`, an upstream
        that can do so answers as soon as there are news, or after so many seconds.

        Raises `CityUnreachable`, `NotEnrolled`, `RefusedByCity`; whatever was acknowledged or applied until then
        stays so, and the next round goes on from there.
        """
        before = self._kept()
        state = _Round(Parting(self._shelf, before), before, hold)
        for _ in range(_MOST_STEPS):
            self._begin_relaying(state)
            asked, relaying = state.asked, state.relaying
            response = self._step(state)
            begins = relaying is None and self._relays()
            if asked is None and state.asked is None and not begins and not _expects_again(response):
                return self._outcome(state, response, self._carry_scans(response))
        raise CityUnreachable("failing", status="loop")

    def _relays(self) -> bool:
        return self._upstream.relay is not None and RELAY in self._known.speaks

    def _begin_relaying(self, state: _Round) -> None:
        if state.relaying is None and self._upstream.relay is not None and self._relays():
            upstream = self._upstream
            state.relaying = Relaying(self._upstream.relay, upstream.name, upstream.key, self._known.not_taken)

    def _step(self, state: _Round) -> Response:
        runs = [] if state.asked else self._batch(state)
        try:
            response = self._ask(self._hello(state, runs), runs)
        except TooMuchAtOnce as too_much:
            if self._limit == 1 and not (state.relaying and runs and state.relaying.leave(runs[0].device)):
                raise CityUnreachable("too_large") from too_much
            self._limit = max(1, min(self._limit, _count(runs)) // 2)
            return self._step(state)
        except CityUnreachable as trouble:
            if trouble.key in ("too_slow", "cut_off"):
                self._limit = max(1, self._limit // 2)
            raise
        except RefusedByCity as no:
            if no.key == "revoked":  # it answers so after it has put the batch aside: the next one is to follow
                mine = [run for run in runs if run.device == self._shelf.device]
                self._known.aside = {run.epoch: run.seq + len(run.bodies) - 1 for run in mine}
            raise
        self._known.aside = {}
        self._limit = min(MOST_ENTRIES, self._limit * 2)
        own = _count([run for run in runs if run.device == self._shelf.device])
        state.sent += own
        self._digest(state, response)
        return response

    def _batch(self, state: _Round) -> list[Run]:
        """What waits, the own journal first, lowest epoch first, within the limits of one message."""
        kept = self._kept() | self._known.aside
        runs: list[Run] = []
        left, size = self._limit, MOST_BODIES
        for head in self._shelf.heads():
            if left <= 0 or size <= 0:
                break
            entries = self._shelf.entries(head.epoch, kept.get(head.epoch, 0), left, size)
            left -= len(entries)
            size -= sum(len(entry.body) for entry in entries)
            for piece in _pieces(entries) if self._upstream.further else [entries]:
                runs += self._vouched(piece)
        if state.relaying and left > 0 < size:
            carried = state.relaying.batch(left, size)
            runs += carried if not runs or _count(carried) <= left else []
        return runs

    def _vouched(self, entries: Sequence[Entry]) -> list[Run]:
        """As runs, with this device's signed word on the last entry."""
        if not entries:
            return []
        last = entries[-1]
        head = Head(last.epoch, last.seq, last.chain)
        word = state_head(self._shelf.device, head, self._shelf.sign, self._key_id)
        return [replace(run, statement=word) for run in runs_of(entries, lambda _device: self._shelf.hash)]

    def _hello(self, state: _Round, runs: Sequence[Run]) -> Hello:
        heads = self._shelf.heads()
        kept = self._kept()
        behind = sum(head.seq - kept.get(head.epoch, 0) for head in heads)
        telling, further, relaying = bool(runs) or not self._known.told, self._upstream.further, state.relaying
        relay = self._upstream.relay
        return Hello(
            device=self._shelf.device,
            nonce=self._known.nonce,
            heads=head_lines(heads),
            cursor=self._shelf.cursor(self._upstream.name),
            wall=self._now().isoformat(timespec="seconds") if telling else "",
            app=self._app if telling else "",
            kept=behind > 0,
            waiting=max(0, behind - _count(runs)),
            back=state.asked,
            speaks=_SPEAKS if not self._known.told else (),
            relayed=relaying.lines() if relaying else (),
            paired=tuple(relay.paired(not self._known.paired_told)) if relay and relaying else (),
            beyond=mark_of(self._shelf.word(further.name)) if further else "",
            hold=state.hold,
            box=self._upstream.keep_box is not None and not self._known.told,
        )

    def _ask(self, hello: Hello, runs: Sequence[Run]) -> Response:
        anew = False
        for _ in range(_MOST_NONCES):
            message = write_request(msgspec.structs.replace(hello, nonce=self._known.nonce), runs, self._writer)
            try:
                response = self._answer(message, self._door.exchange(message))
            except NonceStale as stale:
                self._known.nonce = stale.nonce
                anew = self._known.told  # the upstream began anew, perhaps with another program: tell it again
            else:
                self._known.nonce, self._known.told = response.reply.nonce, not anew
                if hello.speaks:
                    self._known.speaks = frozenset(response.reply.speaks)
                if response.reply.box and self._upstream.keep_box:
                    self._upstream.keep_box(response.reply.box)
                return response
        raise CityUnreachable("failing", status="nonce")

    def _answer(self, message: bytes, answer: bytes) -> Response:
        """The upstream's answer to this very message, and nobody else's."""
        try:
            sealed = read_sealed(answer)
            if not sealed.answers(message, self._upstream.key, self._shelf.hash):
                raise CityUnreachable("not_the_city")
            return read_reply(sealed)
        except NotAMessage as error:
            raise CityUnreachable("portal") from error

    def _digest(self, state: _Round, response: Response) -> None:
        """Take in one reply: what came back, the acknowledgement, the news; and see whether the journals still fit."""
        reply = response.reply
        own = [result for result in reply.results if result.device == self._shelf.device]
        if any(result.answer is Answer.ASIDE for result in own):
            raise RefusedByCity("revoked", wait=reply.wait)
        theirs = self._shelf.heads() if reply.heads is None else heads_of(reply.heads)
        if state.parting.asked is not None:
            state.parting.take([run for run in response.runs if run.back and run.device == self._shelf.device], theirs)
        fits = state.parting.look(theirs)
        if reply.kept and fits:
            self._taking.acknowledge(reply.kept)
        if state.relaying or not self._relays():  # or it does not know yet for whom the news have to be
            state.received += self._taking.news(response.runs, reply.cursor)
        if state.relaying:
            self._digest_relayed(state.relaying, response)
        if reply.beyond and self._upstream.further:
            hear_of(reply.beyond, self._shelf, self._upstream.further)

    def _digest_relayed(self, relaying: Relaying, response: Response) -> None:
        """What is said of others' journals; a scan of theirs that the city lacks may have to come here again."""
        self._known.paired_told = True
        relaying.digest(response.reply, [run for run in response.runs if run.back])
        if self._upstream.relay and response.reply.owed:
            self._upstream.relay.wanted(response.reply.owed)

    def _carry_scans(self, response: Response) -> bool:
        """Whether scans are left that could go at once."""
        if self._scans is None:
            return False
        carried = self._scans.carry(response.reply.owed, self._known.nonce)
        self._known.nonce = carried.nonce
        return carried.left and carried.sent > 0

    def _kept(self) -> dict[int, int]:
        return {head.epoch: head.seq for head in self._shelf.acknowledged(self._upstream.name)}

    def _outcome(self, state: _Round, response: Response, scans_left: bool) -> RoundOutcome:
        kept = self._kept()
        waiting = sum(head.seq - kept.get(head.epoch, 0) for head in self._shelf.heads())
        reply, relaying = response.reply, state.relaying
        others, others_waiting = (relaying.sent, relaying.waiting()) if relaying else (0, 0)
        moving = (waiting > 0 and state.sent > 0) or (others_waiting > 0 and others > 0)
        moving = moving or bool(relaying and relaying.began)
        return RoundOutcome(
            sent=state.sent,
            acknowledged=sum(max(0, seq - state.before.get(epoch, 0)) for epoch, seq in kept.items()),
            received=state.received,
            waiting=waiting,
            wait=reply.wait,
            more=reply.more or moving or scans_left,
            offset=self._offset(reply.wall),
            parted=state.parting.taken > 0,
            relayed=others,
            relayed_waiting=others_waiting,
        )

    def _offset(self, wall: str) -> float:
        try:
            return (datetime.fromisoformat(wall) - self._now()).total_seconds()
        except ValueError:
            return 0.0


def _expects_again(response: Response) -> bool:
    """A gap: the upstream wants an earlier number, and the acknowledgement that came with it tells from where."""
    return any(result.answer is Answer.GAP for result in response.reply.results)


def _pieces(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Cut so that a hub can carry each piece on by itself."""
    pieces: list[list[Entry]] = []
    size = 0
    for entry in entries:
        size += len(entry.body)
        if not pieces or len(pieces[-1]) == _VOUCHED or size > _VOUCHED_BYTES:
            pieces.append([])
            size = len(entry.body)
        pieces[-1].append(entry)
    return pieces


def _count(runs: Sequence[Run]) -> int:
    return sum(len(run.bodies) for run in runs)
