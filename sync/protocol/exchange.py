"""One round between a device and its upstream (hub or city): `POST /sync/v1/exchange`, shapes and bytes of both ways.

A message is a seal (COSE_Sign1) and behind it lines, compressed with zstd: the header, then runs. A run is one line
that says whose entries follow, and then their bodies, one a line, byte for byte as they were first written; what
hashes and chains is computed from them, never sent and never believed. PROTOCOL.md says the same with examples.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import msgspec
import zstandard

from sync.protocol.cose import NotSealed, Sign1, first_sign1, sign1
from sync.protocol.entry import DeviceId, Entry, link
from sync.protocol.seal import SHA_256, AlgorithmUnknown, Signer, hash_named
from sync.protocol.statements import Head

PATH = "/sync/v1/exchange"
MEDIA_TYPE = "application/vnd.weimin.exchange.v1+zstd"
REFUSED_TYPE = "application/vnd.weimin.refused+json"
MOST_ENTRIES = 500  # of one message
MOST_BODIES = 1_000_000  # bytes of bodies of one message; a single larger body may travel alone
MOST_BYTES = 8_000_000  # of one message unpacked, whoever sent it
MOST_HOLD = 25  # seconds that a request may wait for news; a courier's patience is longer
CERTIFIED = "certified"  # the answer to an enrolment that a hub has handed on; any other says why not
RELAY, HOLD = "relay", "hold"  # what a newer version `speaks`: carries others' journals, waits for news
_REQUEST, _REPLY = b"weimin exchange request", b"weimin exchange reply"
_LEVEL = 3
_MOST_SEAL = 512  # bytes; ours are about 90


class NotAMessage(ValueError):
    """These bytes are no message: cut, altered, too large unpacked, or from something that is not the platform."""


class HeadLine(msgspec.Struct, frozen=True, array_like=True):
    """`[epoch, seq, chain]`, the chain in base64."""

    epoch: int
    seq: int
    chain: bytes


class Back(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a restored device asks back: `epoch`, entries after number `after`; of its own, or of a `device` that it
    speaks for as a hub."""

    epoch: int
    after: int
    device: str = ""


class RelayedLine(msgspec.Struct, frozen=True, array_like=True):
    """`[device, heads, kept]`: what a hub has of another device's journal; `kept` asks for the city's word on it."""

    device: str
    heads: tuple[HeadLine, ...]
    kept: bool = False


class Hello(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The header of a request. `heads` is what the device has itself, `cursor` up to where it has news, as the upstream
    wrote it; `wall` and `app` are told with entries and in a courier's first round. `kept` asks for the
    acknowledgement even if nothing is new. `waiting` counts entries behind this batch. `speaks` names what a newer
    version can do, in a courier's first round.

    Of a hub: `relayed` are the journals of others that it holds, `paired` the sealed enrolments that it hands on. To a
    hub: `beyond` is the mark of the city's word that the device has, `hold` how many seconds it may wait for news.
    """

    device: str
    nonce: str = ""
    heads: tuple[HeadLine, ...] = ()
    cursor: str = ""
    wall: str = ""
    app: str = ""
    kept: bool = False
    waiting: int = 0
    back: Back | None = None
    speaks: tuple[str, ...] = ()
    box: bool = False  # asks for the upstream's letterbox, in a courier's first round
    relayed: tuple[RelayedLine, ...] = ()
    paired: tuple[bytes, ...] = ()
    beyond: str = ""
    hold: int = 0


class Answer(StrEnum):
    """What became of a run: four answers that are never mixed up, and one for keys that are no longer trusted."""

    STORED = "stored"  # at least one of its entries is new here; all are here now
    BEFORE = "before"  # all were here already, the same
    FORK = "fork"  # at number `at` another entry is here; the run is kept aside, nothing is lost
    GAP = "gap"  # `at` is the number expected; nothing of the run was taken
    ASIDE = "aside"  # kept for a person to look at: the key is unknown or was revoked


class RunResult(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The answer to one run, in the order of the request."""

    device: str
    epoch: int
    answer: Answer
    stored: int = 0
    before: int = 0
    at: int = 0


class RelayedKept(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the city keeps of a journal that a hub carries: `heads` where they differ from the hub's, `kept` the signed
    word, which the hub hands on to its device as it is. `unknown`: the hub may not speak for this device (any more)."""

    device: str
    heads: tuple[HeadLine, ...] | None = None
    kept: bytes = b""
    unknown: bool = False


class PairedAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of an enrolment that a hub handed on: `certified`, or why not (a key of words)."""

    key_id: bytes
    answer: str


class Beyond(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a hub hands on to its device of the city beyond it: its key, its address, its word `kept`, and its word on
    its letterbox (`box`)."""

    key: bytes
    url: str = ""
    kept: bytes = b""
    box: bytes = b""


class Reply(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The header of a reply. `heads` and `kept` (the signed acknowledgement) are left out when nothing differs from
    what the device said, `cursor` when it has not moved, `wall` when the device told none. `wait` are seconds the
    upstream asks not to be called; `more` that news remain; `owed` are attachments (SHA-256, hex) that it still lacks
    of this device. `nonce` is for the next request. `relayed` and `paired` answer a hub, `beyond` comes from one.
    """

    nonce: str
    wall: str = ""
    incarnation: str = ""
    results: tuple[RunResult, ...] = ()
    heads: tuple[HeadLine, ...] | None = None
    kept: bytes = b""
    cursor: str | None = None
    more: bool = False
    owed: tuple[str, ...] = ()
    wait: int = 0
    speaks: tuple[str, ...] = ()
    box: bytes = b""  # the upstream's signed word on its letterbox, for a device that asked
    whole: tuple[str, ...] = ()  # scans of this device that arrived whole, told on sticks alone
    relayed: tuple[RelayedKept, ...] = ()
    paired: tuple[PairedAnswer, ...] = ()
    beyond: Beyond | None = None


class Refused(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The body of every answer that is not 200, as JSON: `key` of words; `nonce` when only freshness was wanting."""

    key: str
    nonce: str = ""
    wait: int = 0


class _RunLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    device: str
    epoch: int
    seq: int
    count: int
    prev: bytes
    statement: bytes = b""
    back: bool = False
    hash: str = SHA_256


@dataclass(frozen=True, slots=True)
class Run:
    """Entries of one device and epoch in a row: `seq` is the first's number, `prev` the chain before it.

    `statement` is the device's signed word on the last of them, `hash` names the hash of its bodies and chain.
    `back`: they were asked back, they are no news.
    """

    device: DeviceId
    epoch: int
    seq: int
    prev: bytes
    bodies: tuple[bytes, ...]
    statement: bytes = b""
    back: bool = False
    hash: str = SHA_256

    def entries(self) -> Iterator[Entry]:
        """The entries, hashed and chained anew from the bytes received."""
        prev, digest = self.prev, hash_named(self.hash)
        for seq, body in enumerate(self.bodies, self.seq):
            entry = link(self.device, self.epoch, seq, prev, body, digest)
            prev = entry.chain
            yield entry


@dataclass(frozen=True, slots=True)
class Sealed:
    """A message as received, still packed: verify it first, then read it."""

    seal: Sign1
    packed: bytes

    def is_from(self, device_key: bytes, hash_name: str) -> bool:
        """Whether the device with this key sent exactly this; `hash_name` is its enrolment's."""
        return self.seal.verify(device_key, hash_named(hash_name)(self.packed), _REQUEST)

    def answers(self, request: bytes, upstream_key: bytes, hash_name: str) -> bool:
        """Whether the upstream with this key answered this very request (its message as sent)."""
        digest = hash_named(hash_name)
        return self.seal.verify(upstream_key, digest(self.packed), _REPLY + digest(request))


@dataclass(frozen=True, slots=True)
class Request:
    """A request, unpacked."""

    hello: Hello
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Response:
    """A reply, unpacked."""

    reply: Reply
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Writer:
    """Who seals a message: a device or an upstream, and the hash that the device's enrolment names."""

    sign: Signer
    key_id: bytes
    hash: str = SHA_256


_Header = TypeVar("_Header", Hello, Reply)
HashOf = Callable[[DeviceId], str]


def runs_of(entries: Sequence[Entry], hash_of: HashOf = lambda _device: SHA_256, back: bool = False) -> list[Run]:
    """The fewest runs that hold these entries in their order; `hash_of` names the hash of a device."""
    runs: list[Run] = []
    batch: list[Entry] = []
    for entry in entries:
        if batch and not _follows(batch[-1], entry):
            runs.append(_run(batch, hash_of, back))
            batch = []
        batch.append(entry)
    return [*runs, _run(batch, hash_of, back)] if batch else runs


def write_request(hello: Hello, runs: Sequence[Run], writer: Writer) -> bytes:
    """The message to be sent."""
    return _sealed(_packed(hello, runs), writer, _REQUEST)


def write_reply(reply: Reply, runs: Sequence[Run], writer: Writer, request: bytes) -> bytes:
    """The answer to `request` (its message as received)."""
    return _sealed(_packed(reply, runs), writer, _REPLY + hash_named(writer.hash)(request))


def read_sealed(message: bytes) -> Sealed:
    """Seal and packed lines. Raises `NotAMessage`, also for a portal's page or a proxy's apology."""
    try:
        seal, length = first_sign1(message[:_MOST_SEAL])
    except (NotSealed, AlgorithmUnknown) as error:
        raise NotAMessage(str(error)) from error
    return Sealed(seal, message[length:])


def read_request(sealed: Sealed) -> Request:
    """Unpack a request. Raises `NotAMessage`."""
    return Request(*_parts(sealed.packed, Hello))


def read_reply(sealed: Sealed) -> Response:
    """Unpack a reply. Raises `NotAMessage`."""
    return Response(*_parts(sealed.packed, Reply))


def head_lines(heads: Sequence[Head]) -> tuple[HeadLine, ...]:
    """Heads as they travel."""
    return tuple(HeadLine(head.epoch, head.seq, head.chain) for head in heads)


def heads_of(lines: Sequence[HeadLine]) -> tuple[Head, ...]:
    """Heads as they are compared."""
    return tuple(Head(line.epoch, line.seq, line.chain) for line in lines)


def write_lines(header: Hello | Reply, runs: Sequence[Run]) -> bytes:
    """Header and runs as a part of a bundle: packed, and sealed by the bundle's manifest."""
    return _packed(header, runs)


def _follows(before: Entry, entry: Entry) -> bool:
    return (entry.device, entry.epoch, entry.seq) == (before.device, before.epoch, before.seq + 1)


def _run(batch: Sequence[Entry], hash_of: HashOf, back: bool) -> Run:
    first, bodies = batch[0], tuple(entry.body for entry in batch)
    return Run(first.device, first.epoch, first.seq, first.prev, bodies, back=back, hash=hash_of(first.device))


def _packed(header: Hello | Reply, runs: Sequence[Run]) -> bytes:
    lines = [msgspec.json.encode(header)]
    for run in runs:
        if any(b"\n" in body for body in run.bodies):
            raise ValueError("a body is one line")
        lines.append(msgspec.json.encode(_run_line(run)))
        lines += run.bodies
    return zstandard.ZstdCompressor(level=_LEVEL).compress(b"\n".join(lines))


def _sealed(packed: bytes, writer: Writer, aad: bytes) -> bytes:
    digest = hash_named(writer.hash)(packed)
    return sign1(digest, writer.sign, writer.key_id, aad=aad, detached=True) + packed


def _run_line(run: Run) -> _RunLine:
    return _RunLine(
        device=run.device,
        epoch=run.epoch,
        seq=run.seq,
        count=len(run.bodies),
        prev=run.prev,
        statement=run.statement,
        back=run.back,
        hash=run.hash,
    )


def _unpacked(packed: bytes) -> bytes:
    """The lines; no more than `MOST_BYTES`, whatever the message promises."""
    try:
        content = zstandard.ZstdDecompressor().stream_reader(packed).read(MOST_BYTES + 1)
    except zstandard.ZstdError as error:
        raise NotAMessage(str(error)) from error
    if len(content) > MOST_BYTES:
        raise NotAMessage("too large")
    return content


def _parts(packed: bytes, shape: type[_Header]) -> tuple[_Header, tuple[Run, ...]]:
    lines = _unpacked(packed).split(b"\n")
    try:
        return msgspec.json.decode(lines[0], type=shape), tuple(_runs(lines))
    except (msgspec.MsgspecError, UnicodeDecodeError, AlgorithmUnknown) as error:
        raise NotAMessage(str(error)) from error


def _runs(lines: Sequence[bytes]) -> Iterator[Run]:
    at = 1
    while at < len(lines):
        line = _RUN_LINES.decode(lines[at])
        bodies = tuple(lines[at + 1 : at + 1 + line.count])
        if line.count < 1 or len(bodies) != line.count:
            raise NotAMessage("a run is cut")
        hash_named(line.hash)
        device = DeviceId(line.device)
        yield Run(device, line.epoch, line.seq, line.prev, bodies, line.statement, line.back, line.hash)
        at += 1 + line.count


_RUN_LINES = msgspec.json.Decoder(_RunLine)
