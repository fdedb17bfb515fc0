"""What waits, written on a stick: the courier's batches and scans as bundles for one receiver (SYNC: USB bundle).

Nothing is marked as sent by it. A bundle is written under a temporary name, flushed, read back and verified, and only
then gets its own name: a stick that is pulled at any moment holds whole bundles or none.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

import msgspec

from sync.client.drive import Drive, StickTrouble, bundles, sorted_stick
from sync.client.plan import SMALLEST, Batch, Piece, Volume, plan_volumes, size_of
from sync.client.ports import Scans, Shelf
from sync.protocol.bundle import (
    LARGEST_FILE,
    UP,
    BundleWriter,
    Manifest,
    NotABundle,
    ScanLine,
    bundle_name,
    read_bundle,
    write_scan,
)
from sync.protocol.exchange import Back, Hello, head_lines, runs_of, write_lines
from sync.protocol.seal import key_id
from sync.protocol.statements import Head, state_head

MB = 1024 * 1024
MOST_WANTED = 16


class StickBooks(Protocol):
    """What a device remembers of its sticks. Each method that writes is one transaction, durable when it returns."""

    def letterbox(self) -> bytes:
        """The public half of this device's own, made when it is first asked for."""

    def open(self, sealed: bytes, about: bytes) -> bytes:
        """An envelope to this letterbox. Raises `NotForUs`."""

    def scans(self, upstream: str) -> Sequence[tuple[str, int]]:
        """SHA-256 (hex) and size of the scans not known to be complete at `upstream`, newest first."""

    def stated(self) -> Sequence[str]:
        """Cursors of the upstream that this device was at when it wrote bundles; only those in its own past."""

    def state(self, cursor: str) -> None: ...
    def asked(self) -> Back | None:
        """What the last answer left to be asked back (the disk was restored)."""

    def ask(self, back: Back | None) -> None: ...
    def written(self, heads: Sequence[Head], at: str) -> None:
        """On a stick now, up to here; confirmed only by an acknowledgement."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Whom a bundle is for: the upstream's name in the device's books, and the public half of its letterbox."""

    name: str
    box: bytes


@dataclass(frozen=True, slots=True)
class OnStick:
    """What was written: names of the files, and what is in them."""

    files: tuple[str, ...]
    entries: int
    scans: int


@dataclass(frozen=True, slots=True)
class Packing:
    """How it is packed: the most bytes of one file, the program's version, and blobs (SHA-256, hex) that are wanted
    with the answer, definitions that the city has published."""

    limit: int = LARGEST_FILE
    app: str = ""
    wants: Callable[[], Sequence[str]] = tuple


class StickWriter:
    """Writes one device's bundles for one receiver."""

    def __init__(
        self, shelf: Shelf, scans: Scans, books: StickBooks, receiver: Receiver, packing: Packing | None = None
    ) -> None:
        self._shelf = shelf
        self._scans = scans
        self._books = books
        self._receiver = receiver
        self._packing = packing or Packing()
        self._key_id = key_id(shelf.public_key)
        self._scan: tuple[str, bytes | None] = ("", None)  # the one whose pieces are being written

    def write(self, drive: Drive, now: datetime) -> OnStick:
        """All that the receiver has not acknowledged, and the scans it is owed. Raises `StickTrouble`; whatever
        already has its name on the stick stays there, and does no harm."""
        heads = self._shelf.heads()
        owed = self._books.scans(self._receiver.name)
        volumes = plan_volumes(
            self._shelf, self._shelf.acknowledged(self._receiver.name), owed, max(self._packing.limit, SMALLEST)
        )
        hello = self._hello(heads, now)
        with sorted_stick():
            self._must_fit(drive, volumes)
            self._clear(drive)
        self._books.state(hello.cursor)
        files = tuple(self._write(drive, volume, hello) for volume in volumes)
        self._tidy(drive, files)
        self._books.written(heads, now.isoformat(timespec="seconds"))
        entries = sum(batch.count for volume in volumes for batch in volume.batches)
        return OnStick(files, entries, len({piece.sha256 for volume in volumes for piece in volume.pieces}))

    def _hello(self, heads: Sequence[Head], now: datetime) -> Hello:
        return Hello(
            device=self._shelf.device,
            heads=head_lines(heads),
            cursor=self._shelf.cursor(self._receiver.name),
            wall=now.isoformat(timespec="seconds"),
            app=self._packing.app,
            kept=True,
            back=self._books.asked(),
        )

    def _must_fit(self, drive: Drive, volumes: Sequence[Volume]) -> None:
        needed, free = sum(size_of(volume) for volume in volumes) + MB, drive.free()
        if free < needed:
            raise StickTrouble("stick_too_small", needed=-(-needed // MB), free=free // MB)

    def _clear(self, drive: Drive) -> None:
        """What this device left unfinished on a stick that was pulled."""
        for name in drive.names():
            if name.startswith(f".bundle-{self._shelf.device}-") and name.endswith(".tmp"):
                drive.remove(name)

    def _tidy(self, drive: Drive, files: Sequence[str]) -> None:
        """Earlier bundles of this very journal: what is in them was acknowledged, or is in the new ones too. One whose
        end is not here (any more) stays: it may hold what a restored disk has lost."""
        names: list[str] = []
        with suppress(StickTrouble):
            names = bundles(drive)
        for name in names:
            if name.startswith(f"bundle-{self._shelf.device}-") and name not in files and self._holds(drive, name):
                with suppress(OSError):
                    drive.remove(name)

    def _holds(self, drive: Drive, name: str) -> bool:
        """Whether this bundle is a piece of the journal as it stands here, for the same receiver."""
        try:
            with drive.open(name) as file:
                bundle = read_bundle(file)
                said = bundle.manifest
                ours = bundle.is_from(self._shelf.public_key) and said.to == key_id(self._receiver.box)
        except (OSError, NotABundle):
            return False
        return ours and self._shelf.chain_at(said.epoch, said.last) == said.chain

    def _write(self, drive: Drive, volume: Volume, hello: Hello) -> str:
        manifest = self._manifest(volume)
        name = bundle_name(manifest)
        with sorted_stick():
            if name in drive.names() and not self._holds(drive, name):
                name = bundle_name(manifest, manifest.chain.hex()[:8])  # of before a restored disk: it stays
        temporary = f".{name}.tmp"
        try:
            with sorted_stick():
                self._fill(drive, temporary, volume, manifest, hello)
                self._verify(drive, temporary)
                drive.rename(temporary, name)
        except BaseException:
            with suppress(OSError):
                drive.remove(temporary)
            raise
        return name

    def _fill(self, drive: Drive, name: str, volume: Volume, manifest: Manifest, hello: Hello) -> None:
        with drive.create(name) as file:
            writer = BundleWriter(file, manifest, self._receiver.box)
            try:
                for batch in volume.batches:
                    writer.add("events", self._events(batch, hello))
                if not volume.batches and volume.number == 1:
                    writer.add("events", write_lines(hello, []))
                for piece in volume.pieces:
                    self._put(writer, piece)
                writer.finish(self._shelf.sign, self._key_id)
            except BaseException:
                writer.drop()
                raise
            drive.keep(file)

    def _manifest(self, volume: Volume) -> Manifest:
        from sync.protocol.envelope import state_letterbox

        return Manifest(
            way=UP,
            device=self._shelf.device,
            to=key_id(self._receiver.box),
            epoch=volume.epoch,
            first=volume.first,
            last=volume.last,
            before=volume.before,
            chain=volume.chain,
            kept=self._shelf.word(self._receiver.name),
            wants=tuple(self._packing.wants())[:MOST_WANTED],
            letterbox=state_letterbox(self._shelf.device, self._books.letterbox(), self._shelf.sign, self._key_id),
            app=self._packing.app,
            volume=volume.number,
        )

    def _events(self, batch: Batch, hello: Hello) -> bytes:
        entries = self._shelf.entries(batch.epoch, batch.after, batch.count, batch.size)
        if len(entries) != batch.count or entries[-1].chain != batch.chain:
            raise StickTrouble("stick_again")  # a round has moved them to another place in between
        head = Head(batch.epoch, entries[-1].seq, entries[-1].chain)
        word = state_head(self._shelf.device, head, self._shelf.sign, self._key_id)
        runs = [replace(run, statement=word) for run in runs_of(entries, lambda _device: self._shelf.hash)]
        return write_lines(msgspec.structs.replace(hello, waiting=batch.behind), runs)

    def _put(self, writer: BundleWriter, piece: Piece) -> None:
        if self._scan[0] != piece.sha256:
            self._scan = (piece.sha256, self._scans.read(piece.sha256))
        content = self._scan[1]
        if content is not None:  # else it is not on this device any more, and somebody else must have it
            part = content[piece.at : piece.at + piece.size]
            writer.add("scan", write_scan(ScanLine(sha256=piece.sha256, at=piece.at), part))

    def _verify(self, drive: Drive, name: str) -> None:
        """Read it as its receiver will, but for the envelopes."""
        with drive.open(name) as file:
            try:
                bundle = read_bundle(file)
                if not bundle.is_from(self._shelf.public_key):
                    raise NotABundle("another's")
                bundle.check()
            except NotABundle as error:
                raise StickTrouble("stick_fault") from error
