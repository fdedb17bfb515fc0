"""The city's end of a stick (U盘): bundles are read in at its counter, and answers written for those who sent them."""

import errno
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec
from sqlalchemy import Row, delete, insert, select

from sync.city.books import Books
from sync.city.tables import satchel, tail
from sync.city.troubles import CityTrouble
from sync.protocol.bundle import answer_name, is_bundle_name
from sync.protocol.entry import DeviceId
from sync.protocol.envelope import NotForUs
from sync.protocol.exchange import Hello
from sync.protocol.statements import Head
from sync.server.ports import Inbox, Voice
from sync.server.sticks import BundleRefused, BundleTaken, Satchel, StickCounter

_CANNOT = {errno.EINVAL, errno.EOPNOTSUPP, errno.ENOSYS}  # drivers of some sticks flush files, but no folders
_UP, _DOWN = "bundle-", "answer-"


class _Marks(msgspec.Struct, frozen=True, array_like=True):
    kept: tuple[tuple[int, int, bytes], ...]
    forks: tuple[tuple[int, int], ...]
    wants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileSeen:
    """What became of one file: `taken`, or the key of words why not."""

    name: str
    taken: BundleTaken | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Counter:
    """What the courier works with: the counter over the city's inbox, and its books."""

    desk: StickCounter
    inbox: Inbox
    voice: Voice
    books: Books


class CityCourier:
    """Reads sticks in and writes answers. Safe beside a running server and beside itself."""

    def __init__(self, counter: Counter, wall: Callable[[], str]) -> None:
        self._counter = counter
        self._wall = wall

    def take(self, where: Path) -> Sequence[FileSeen]:
        """One file, or every bundle of a folder, in their order. Raises `CityTrouble` when nothing can be read.

        Of several bundles of a device, one may still lie there from before its disk was restored: what an answer needs
        is said by the newest epoch's, and in it by the one that lacks something; the clock only decides between equals.
        """
        seen = [self._take(path) for path in _bundles(where)]
        found = [(one.taken.device, one.taken.satchel) for one in seen if one.taken and one.taken.satchel]
        for device, kept in dict(sorted(found, key=self._worth)).items():
            self._keep(device, kept)
        return seen

    def devices_on(self, where: Path) -> Sequence[str]:
        """Whose genuine bundles lie in this folder."""
        found: dict[str, None] = {}
        for path in _bundles(where):
            with suppress(BundleRefused, OSError), _opened(path) as file:
                found[self._counter.desk.device_of(file)] = None
        return list(found)

    def known(self) -> Sequence[str]:
        """Every device that has come by stick."""
        with self._counter.books.read() as connection:
            return list(connection.execute(select(satchel.c.device).order_by(satchel.c.device)).scalars())

    def answer(self, devices: Sequence[str], folder: Path) -> Sequence[FileSeen]:
        """An answer for each of these devices in this folder. Raises `CityTrouble` when it cannot be written."""
        with self._counter.books.read() as connection:
            mark = f"{self._counter.inbox.incarnation}.{connection.execute(select(tail.c.g)).scalar_one()}"
        return [self._answer(device, folder, mark) for device in devices]

    def _worth(self, one: tuple[DeviceId, Satchel]) -> tuple[int, bool, str]:
        device, kept = one
        epoch = max((head.epoch for head in kept.hello.heads), default=0)
        return epoch, self._counter.desk.lacks(device, kept), kept.hello.wall

    def _take(self, path: Path) -> FileSeen:
        try:
            with _opened(path) as file:
                taken = self._counter.desk.take(file)
        except BundleRefused as no:
            return FileSeen(path.name, refused=no.key)
        except OSError:
            return FileSeen(path.name, refused="broken")
        return FileSeen(path.name, taken)

    def _answer(self, device: str, folder: Path, mark: str) -> FileSeen:
        name = answer_name(device, mark)
        kept = self._satchel(device)
        if kept is None:
            return FileSeen(device, refused="no_letterbox")
        temporary = folder / f".{name}.{secrets.token_hex(4)}.tmp"
        try:
            with temporary.open("xb") as file:
                trusted = self._counter.desk.answer(kept, file, self._counter.voice)
                file.flush()
                os.fsync(file.fileno())
            if not trusted:
                return FileSeen(device, refused="revoked")
            temporary.replace(folder / name)
            self._clear(folder, device, name)
            _flush(folder)
        except NotForUs:
            return FileSeen(device, refused="no_letterbox")
        except OSError as error:
            raise CityTrouble("stick", detail=error.strerror) from error
        finally:
            with suppress(OSError):
                temporary.unlink()
        return FileSeen(name)

    def _clear(self, folder: Path, device: str, newest: str) -> None:
        """Older answers to this device say nothing that the newest does not."""
        for path in folder.iterdir():
            if path.name.startswith(f"{_DOWN}{device}-") and is_bundle_name(path.name) and path.name != newest:
                with suppress(OSError):
                    path.unlink()

    def _keep(self, device: str, found: Satchel) -> None:
        marks = _Marks(tuple((head.epoch, head.seq, head.chain) for head in found.kept), found.forks, found.wants)
        row = {
            "device": device,
            "key_id": found.key_id.hex(),
            "letterbox": found.letterbox,
            "hello": msgspec.json.encode(found.hello),
            "marks": msgspec.json.encode(marks),
            "at": self._wall(),
        }
        with self._counter.books.write() as connection:
            connection.execute(delete(satchel).where(satchel.c.device == device))
            connection.execute(insert(satchel), row)

    def _satchel(self, device: str) -> Satchel | None:
        with self._counter.books.read() as connection:
            row = connection.execute(select(satchel).where(satchel.c.device == device)).first()
        return None if row is None else _read(row)


def _read(row: Row[tuple[object, ...]]) -> Satchel:
    hello = msgspec.json.decode(row.hello, type=Hello)
    marks = msgspec.json.decode(row.marks, type=_Marks)
    kept = tuple(Head(*one) for one in marks.kept)
    return Satchel(bytes.fromhex(row.key_id), row.letterbox, hello, kept, marks.forks, marks.wants)


def _bundles(where: Path) -> list[Path]:
    """A file as it is given; of a folder the plain files that are named like bundles, in the order of their entries."""
    try:
        if where.is_file():
            return [where]
        found = [path for path in where.iterdir() if path.name.startswith(_UP) and is_bundle_name(path.name)]
        return sorted((path for path in found if path.is_file() and not path.is_symlink()), key=_order)
    except OSError as error:
        raise CityTrouble("stick", detail=error.strerror) from error


def _order(path: Path) -> tuple[object, ...]:
    """By device, epoch, first entry and volume: numbers as numbers."""
    return tuple((int(one), "") if one.isdecimal() else (0, one) for one in path.stem.replace("v", "").split("-"))


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        yield file


def _flush(folder: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
    finally:
        os.close(descriptor)
