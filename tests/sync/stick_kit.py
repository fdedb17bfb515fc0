"""Sticks for tests: a stick in memory that can be full, locked, lying or pulled, and a device's books about sticks."""

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from sync.city.courier import FileSeen
from sync.city.house import City
from sync.city.keys import city_mailbox
from sync.client.answers import AnswerReader, AnswerTaken
from sync.client.drive import Drive, FolderDrive, bundles
from sync.client.enrol import enrol
from sync.client.stick import OnStick, Packing, Receiver, StickWriter
from sync.protocol.bundle import LARGEST_FILE
from sync.protocol.envelope import box_public, load_box, new_box, open_envelope
from sync.protocol.exchange import Back
from sync.protocol.statements import Head
from tests.sync.city_kit import NOW, Wire
from tests.sync.paper_shelf import PaperShelf

UPSTREAM = "city"


class PaperSticks:
    """The `StickBooks` of a paper shelf; they are on its disk, and go back with it."""

    def __init__(self, shelf: PaperShelf) -> None:
        self._shelf = shelf

    def letterbox(self) -> bytes:
        return box_public(load_box(self._box()))

    def open(self, sealed: bytes, about: bytes) -> bytes:
        return open_envelope(sealed, load_box(self._box()), about)

    def scans(self, upstream: str) -> Sequence[tuple[str, int]]:
        return [(name, len(self._shelf.papers.scans[name])) for name in self._shelf.owed(upstream)]

    def stated(self) -> Sequence[str]:
        return list(json.loads(self._notes.get("#stated", "[]")))

    def state(self, cursor: str) -> None:
        self._notes["#stated"] = json.dumps([*self.stated(), cursor])

    def asked(self) -> Back | None:
        kept = json.loads(self._notes.get("#asked", "null"))
        return Back(epoch=kept[0], after=kept[1]) if kept else None

    def ask(self, back: Back | None) -> None:
        self._notes["#asked"] = json.dumps([back.epoch, back.after] if back else None)

    def written(self, heads: Sequence[Head], at: str) -> None:
        self._notes["#written"] = json.dumps([[head.epoch, head.seq] for head in heads])

    def _box(self) -> bytes:
        if "#box" not in self._notes:
            self._notes["#box"] = new_box().private_bytes_raw().hex()
        return bytes.fromhex(self._notes["#box"])

    @property
    def _notes(self) -> dict[str, str]:
        return self._shelf.papers.cursors


def box_of(city: City) -> bytes:
    """The public half of a city's letterbox."""
    return city_mailbox(city.scans._folder.parent, city.voice).public


def export(
    shelf: PaperShelf, city: City, drive: Drive, limit: int = LARGEST_FILE, wants: Sequence[str] = ()
) -> OnStick:
    """`kiosk courier out`."""
    books, receiver = PaperSticks(shelf), Receiver(UPSTREAM, box_of(city))
    return StickWriter(shelf, shelf, books, receiver, Packing(limit, "0.1", lambda: wants)).write(drive, NOW)


def take_answers(shelf: PaperShelf, city: City, folder: Path) -> list[AnswerTaken]:
    """`kiosk courier in`, for the answers to this device."""
    reader, drive = reader_of(shelf, city), FolderDrive(folder)
    return [reader.read(drive, name) for name in bundles(drive) if name.startswith(f"answer-{shelf.device}-")]


def reader_of(shelf: PaperShelf, city: City) -> AnswerReader:
    """Who reads this city's answers on this device."""
    return AnswerReader(shelf, shelf, PaperSticks(shelf), UPSTREAM, city.voice.public_key)


def take_in(city: City, where: Path) -> Sequence[FileSeen]:
    """`cityd courier in`."""
    return city.courier.take(where)


def answer(city: City, folder: Path) -> Sequence[FileSeen]:
    """`cityd courier out`, for those whose bundles lie there."""
    return city.courier.answer(city.courier.devices_on(folder), folder)


def trip(shelf: PaperShelf, city: City, folder: Path) -> None:
    """There and back once, on one stick."""
    folder.mkdir(exist_ok=True)
    export(shelf, city, FolderDrive(folder))
    take_in(city, folder)
    answer(city, folder)
    take_answers(shelf, city, folder)


def answers_of(seen: Sequence[FileSeen]) -> list[list[str]]:
    """What was answered to the runs of each file."""
    return [[result.answer.value for result in one.taken.results] if one.taken else [one.refused] for one in seen]


def out(shelf: PaperShelf, city: City, stick: Path) -> Path:
    """One bundle on a stick."""
    (name,) = export(shelf, city, FolderDrive(stick)).files
    return stick / name


def enrol_there_too(shelf: PaperShelf, other: City) -> None:
    """The same device is known to another city as well."""
    enrol(Wire(other), shelf, other.register.new_code(shelf.device), "x", next(iter(shelf.own().values())))


class _Failing(io.RawIOBase):
    """A file on a stick: every byte that is written asks the stick first."""

    def __init__(self, stick: "MemoryStick", name: str) -> None:
        self._stick = stick
        self._name = name
        self._content = stick.files[name]
        self._at = 0

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def write(self, content: bytes) -> int:  # type: ignore[override]
        piece = bytes(content)
        room = self._stick.written(len(piece))
        self._content[self._at : self._at + room] = piece[:room]
        self._at += room
        if room < len(piece):
            raise self._stick.fault
        return len(piece)

    def seek(self, offset: int, whence: int = 0) -> int:
        base = (0, self._at, len(self._content))[whence]
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        return self._at


@dataclass
class MemoryStick:
    """A `Drive` in memory. `fails_at` is the number of the step that fails with `fault`, and all behind it;
    `pulled_after` the bytes that can still be written; `lies` changes what is read back."""

    files: dict[str, bytearray] = field(default_factory=dict)
    room: int = 10**9
    fault: OSError = field(default_factory=OSError)
    fails_at: int = -1
    pulled_after: int = 10**12
    lies: Callable[[bytes], bytes] = bytes
    steps: list[str] = field(default_factory=list)

    def free(self) -> int:
        self._step("free")
        return self.room

    def names(self) -> Sequence[str]:
        self._step("names")
        return sorted(self.files)

    def create(self, name: str) -> BinaryIO:
        self._step(f"create {name}")
        if name in self.files:
            raise FileExistsError(name)
        self.files[name] = bytearray()
        return _Failing(self, name)  # type: ignore[return-value]

    def keep(self, file: BinaryIO) -> None:
        self._step("keep")

    def open(self, name: str) -> BinaryIO:
        self._step(f"open {name}")
        return io.BytesIO(self.lies(bytes(self.files[name])))

    def rename(self, old: str, new: str) -> None:
        self._step(f"rename {new}")
        self.files[new] = self.files.pop(old)

    def remove(self, name: str) -> None:
        self._step(f"remove {name}")
        del self.files[name]

    def written(self, length: int) -> int:
        """How many of these bytes still go on it."""
        room = max(0, min(length, self.pulled_after))
        self.pulled_after -= length
        if room < length:
            self.fails_at = 0  # from now on nothing works any more
        return room

    def plugged_in_again(self) -> None:
        """It works once more; what had been written is there."""
        self.fails_at, self.pulled_after = -1, 10**12

    def _step(self, what: str) -> None:
        if 0 <= self.fails_at <= len(self.steps):
            raise self.fault
        self.steps.append(what)
