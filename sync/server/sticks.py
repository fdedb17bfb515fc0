"""The counter for sticks: takes bundles in like rounds, and writes the answers that a round would have given.

The same proof, the same inbox, the same judgement; only nobody waits at the other end. Whoever keeps entries can have
such a counter: a city, and a hub.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import BinaryIO, Protocol

import msgspec
from msgspec import structs

from sync.protocol.bundle import (
    DOWN,
    UP,
    Bundle,
    BundleWriter,
    Manifest,
    NotABundle,
    ScanLine,
    read_bundle,
    read_scan,
    write_scan,
)
from sync.protocol.cose import NotSealed
from sync.protocol.entry import DeviceId, read_body
from sync.protocol.envelope import NotForUs, read_letterbox
from sync.protocol.exchange import (
    MOST_BODIES,
    MOST_ENTRIES,
    Answer,
    Hello,
    NotAMessage,
    Reply,
    Request,
    Run,
    RunResult,
    Sealed,
    head_lines,
    heads_of,
    read_request,
    runs_of,
    write_lines,
)
from sync.protocol.parcels import NAME
from sync.protocol.seal import AlgorithmUnknown, key_id
from sync.protocol.statements import Head, read_kept
from sync.server.ports import Inbox, KnownKey, Mailbox, Parcels, Standing, Voice
from sync.server.reception import NotTaken, Reception

_WHOLE = 2_000  # scans told as whole in one answer, newest first
_MOST_PAGES = 10_000
_MOST_BLOBS = 16  # parcels of definitions in one answer, the newest,
_MOST_BLOB = 8_000_000  # bytes of each


class StickParcels(Parcels, Protocol):
    """The scans, and which of a device's are here."""

    def whole(self, device: DeviceId, limit: int) -> Sequence[str]:
        """SHA-256 (hex) of scans that this device's entries name and that are here whole, newest first."""


class BundleRefused(Exception):
    """A bundle of which nothing was taken, or nothing more; `key` of words: broken, altered, unknown_key, elsewhere,
    revoked (then its entries are kept aside)."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Satchel:
    """What an answer to a device needs: its key and letterbox, the header of its last bundle, heads that it has as its
    upstream signed them, where its journal was found to part from what is kept (epoch, number), and blobs it wants."""

    key_id: bytes
    letterbox: bytes
    hello: Hello
    kept: tuple[Head, ...] = ()
    forks: tuple[tuple[int, int], ...] = ()
    wants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BundleTaken:
    """What one bundle came to: results of its runs, scans that are whole now, parts of scans that nobody has named
    (yet). `satchel` is None for a file that only goes on with scans."""

    device: DeviceId
    results: tuple[RunResult, ...]
    scans: int
    left: int
    satchel: Satchel | None


class StickCounter:
    """One upstream's counter. `blobs` is what it has for its devices besides entries: definitions."""

    def __init__(
        self, reception: Reception, inbox: Inbox, scans: StickParcels, box: Mailbox, blobs: Parcels | None = None
    ) -> None:
        self._reception = reception
        self._inbox = inbox
        self._scans = scans
        self._box = box
        self._blobs = blobs
        self._to = key_id(box.public)

    def take(self, file: BinaryIO) -> BundleTaken:
        """Take one bundle in: entries first, judged as in a round, and then scans. Raises `BundleRefused`."""
        try:
            bundle = read_bundle(file)
            key = self._sender(bundle)
            bundle.check()
            hello, results = self._take_entries(bundle, key)
            whole, left = self._take_scans(bundle, key)
        except (NotABundle, NotAMessage, NotForUs) as error:
            raise BundleRefused("broken") from error
        satchel = _satchel(bundle.manifest, key, hello, results) if hello else None
        return BundleTaken(key.device, tuple(results), whole, left, satchel)

    def device_of(self, file: BinaryIO) -> DeviceId:
        """Whose bundle it is, its seal verified. Raises `BundleRefused`."""
        try:
            return self._sender(read_bundle(file)).device
        except NotABundle as error:
            raise BundleRefused("broken") from error

    def answer(self, satchel: Satchel, file: BinaryIO, voice: Voice) -> bool:
        """Write the answer for a device into an open file; False when its key is not trusted (any more), and nothing
        was written. Raises OSError, `NotForUs`."""
        key = self._inbox.key(satchel.key_id)
        if key is None or key.standing is not Standing.TRUSTED:
            return False
        box = read_letterbox(satchel.letterbox).public
        manifest = Manifest(way=DOWN, device=key.device, to=key_id(box), since=satchel.hello.cursor)
        writer = BundleWriter(file, manifest, box)
        try:
            named = list(satchel.wants[:_MOST_BLOBS])
            for reply, runs in self._replies(key, satchel):
                writer.add("events", write_lines(reply, runs))
                named += published_in(runs)
            for name, content in self._definitions(key.device, named):
                writer.add("scan", write_scan(ScanLine(sha256=name, at=0), content))
            writer.finish(voice.sign, voice.key_id)
        except BaseException:
            writer.drop()
            raise
        return True

    def lacks(self, device: DeviceId, satchel: Satchel) -> bool:
        """Whether entries of its own are kept here that the device did not have when it wrote this."""
        return any(self._parts_at(device, satchel, head) is not None for head in self._inbox.heads(device))

    def _sender(self, bundle: Bundle) -> KnownKey:
        """Who has sealed it: a device that is known here, to this letterbox."""
        if bundle.manifest.way != UP:
            raise BundleRefused("elsewhere")
        key = self._inbox.key(bundle.seal.key_id)
        if bundle.manifest.to != self._to:
            raise BundleRefused("elsewhere")
        if key is None:
            raise BundleRefused("unknown_key")
        if bundle.manifest.device != key.device or not bundle.is_from(key.public_key):
            raise BundleRefused("altered")
        return key

    def _part(self, bundle: Bundle, name: str) -> bytes:
        return self._box.open(bundle.read(name), bundle.manifest.about(name))

    def _received(self, key: KnownKey, request: Request) -> Sequence[RunResult]:
        """As in a round, but for the clock: when the header was written, nobody knows."""
        try:
            hello = structs.replace(request.hello, wall="")
            return self._reception.received(key, replace(request, hello=hello)).results
        except NotTaken as no:
            raise BundleRefused(no.key) from no

    def _take_entries(self, bundle: Bundle, key: KnownKey) -> tuple[Hello | None, list[RunResult]]:
        """Part by part, so that none swells more than a message may; the header of the first, and all results."""
        hello: Hello | None = None
        results: list[RunResult] = []
        for name in bundle.names("events"):
            request = read_request(Sealed(bundle.seal, self._part(bundle, name)))
            if request.hello.device != key.device:
                raise BundleRefused("altered")
            results += self._received(key, request)
            hello = hello or request.hello
        return hello, results

    def _take_scans(self, bundle: Bundle, key: KnownKey) -> tuple[int, int]:
        whole: set[str] = set()
        left = 0
        for name in bundle.names("scan"):
            line, piece = read_scan(self._part(bundle, name))
            state = self._scans.state(line.sha256, key.device) if NAME.fullmatch(line.sha256) else None
            if state is None:
                left += 1
            elif state.missing:
                left += not self._put(line.sha256, line.at, piece)
                after = self._scans.state(line.sha256, key.device)
                whole |= {line.sha256} if after and not after.missing else set()
        return len(whole), left

    def _put(self, sha256: str, at: int, piece: bytes) -> bool:
        try:
            self._scans.put(sha256, at, piece)
        except ValueError:
            return False
        return True

    def _replies(self, key: KnownKey, satchel: Satchel) -> Iterator[tuple[Reply, list[Run]]]:
        """What rounds would have answered: first the acknowledgement, then all news, then what the device lacks."""
        hello = structs.replace(satchel.hello, nonce="", kept=True, wall="", back=None, hold=0, speaks=(), box=False)
        heads = self._inbox.heads(key.device)
        first = True
        for _ in range(_MOST_PAGES):
            reply, runs = self._reception.reply(self._reception.received(key, Request(hello, ())))
            told = head_lines(heads) if first else None
            kept = self._inbox.kept(key.device).proof if first else b""
            whole = tuple(self._scans.whole(key.device, _WHOLE)) if first else ()
            yield structs.replace(reply, nonce="", heads=told, kept=kept, whole=whole), runs
            if not reply.more or reply.cursor is None:
                break
            hello, first = structs.replace(hello, cursor=reply.cursor), False
        for head in heads:
            for entries in self._lacking(key.device, satchel, head):
                yield Reply(nonce=""), entries

    def _definitions(self, device: DeviceId, named: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """What was published and is for this device, each once, as a round would let it be fetched."""
        for name in list(dict.fromkeys(named))[-_MOST_BLOBS:] if self._blobs else ():
            if self._blobs and NAME.fullmatch(name) and self._blobs.state(name, device) is not None:
                content = self._blobs.read(name)
                if content is not None and len(content) <= _MOST_BLOB:
                    yield name, content

    def _lacking(self, device: DeviceId, satchel: Satchel, head: Head) -> Iterator[list[Run]]:
        """The device's own entries from where it was seen to part from what is kept here, page by page."""
        after = self._parts_at(device, satchel, head)
        while after is not None and after < head.seq:
            entries = self._inbox.back(device, head.epoch, after, MOST_ENTRIES, MOST_BODIES)
            if not entries:
                return
            yield runs_of(entries, self._inbox.hash_of, back=True)
            after = entries[-1].seq

    def _parts_at(self, device: DeviceId, satchel: Satchel, head: Head) -> int | None:
        """The last number up to which the device is known to have the same; None when nothing is lacking."""
        asked = satchel.hello.back
        said = {one.epoch: one for one in heads_of(satchel.hello.heads)}.get(head.epoch)
        forks = [at for epoch, at in satchel.forks if epoch == head.epoch]
        has_it = said is not None and (said.seq > head.seq or said == head)
        if asked is not None and asked.epoch == head.epoch:
            return asked.after
        if has_it and not forks:
            return None
        marks = [one for one in (*satchel.kept, *((said,) if said else ())) if one.epoch == head.epoch]
        same: list[int] = [one.seq for one in marks if one.seq <= head.seq and self._chain(device, one) == one.chain]
        return max(0, *(at - 1 for at in forks), *same, 0)

    def _chain(self, device: DeviceId, mark: Head) -> bytes | None:
        entries = self._inbox.back(device, mark.epoch, mark.seq - 1, 1, MOST_BODIES) if mark.seq else ()
        return entries[0].chain if entries and entries[0].seq == mark.seq else None


def _satchel(manifest: Manifest, key: KnownKey, hello: Hello, results: Sequence[RunResult]) -> Satchel | None:
    """None where the device has not said how an answer can be sent."""
    try:
        letterbox = read_letterbox(manifest.letterbox)
        if letterbox.owner != key.device or not letterbox.verify(key.public_key):
            return None
        kept = read_kept(manifest.kept).heads if manifest.kept else ()
    except (NotSealed, AlgorithmUnknown):
        return None
    forks = tuple((one.epoch, one.at) for one in results if one.answer is Answer.FORK and one.device == key.device)
    return Satchel(key_id(key.public_key), manifest.letterbox, hello, kept, forks, manifest.wants[:_MOST_BLOBS])


def published_in(runs: Sequence[Run]) -> list[str]:
    """Blobs (SHA-256, hex) of definitions that these news tell of."""
    found = []
    for run in runs:
        bodies = [body for body in run.bodies if b'"catalogue.published"' in body] if not run.back else ()
        for body in bodies:
            with suppress(msgspec.MsgspecError):
                read = read_body(body)
                found.append(str(read.payload.get("sha256", "")) if read.kind == "catalogue.published" else "")
    return found
