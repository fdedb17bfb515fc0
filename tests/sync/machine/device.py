"""A device of the machine: the real encrypted store with its real desks and courier, and a process that can be killed.

A kill takes what was not committed: the store is closed and opened again, and everything in memory is gone.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from kiosk.app.filing import Filing, Scan
from kiosk.app.papers import Printed, ReceiptPaper, SlipPaper
from kiosk.app.post_room import PostRoom
from kiosk.domain.deadline import CHINA
from kiosk.store.beginning import Beginning, begin
from kiosk.store.door import OpenStore, open_store
from kiosk.store.post import CITY, CITY_BOX, CITY_URL
from kiosk.store.shelf import StoreScans, StoreShelf
from kiosk.wiring.sticks import CityStick
from sync.client.courier import Courier, RoundOutcome, Upstream
from sync.client.enrol import enrol
from sync.client.scans import ScanCarrier
from sync.protocol.entry import DIGEST_ON_PAPER, DeviceId
from sync.protocol.kinds import DeviceEnrolled
from sync.protocol.token import read_receipt
from tests.app.conftest import CATALOGUE, House
from tests.store.conftest import STATION
from tests.sync.machine.wire import Killed, Line

MATTERS = ("M0704", "M1103", "M0703")  # two are accepted at the window, one is received and forwarded
BEFORE, AFTER = "before commit", "after commit"


@dataclass
class Clock:
    """A clock that ticks when it is looked at, and that somebody may set."""

    at: datetime = datetime(2026, 11, 23, 9, 0, tzinfo=CHINA)
    ticks: int = 0

    def now(self) -> datetime:
        self.at += timedelta(milliseconds=7)
        return self.at

    def mono(self) -> int:
        self.ticks += 1
        return self.ticks

    def boot(self) -> str:
        return "boot"


@dataclass
class Tray:
    """Where paper comes out: what lies here is in somebody's hands, whatever becomes of the device. First 16 bytes of
    the body's hash, by what is printed on it."""

    papers: dict[bytes, str] = field(default_factory=dict)

    def slip(self, paper: SlipPaper, /) -> Printed:
        return Printed(b"slip", "tray", "")

    def receipt(self, paper: ReceiptPaper, /) -> Printed:
        self.papers[read_receipt(paper.qr).claims.digest] = paper.case_no
        return Printed(paper.qr.encode(), "tray", "")


class NothingPublished:
    """A county that publishes no definitions."""

    def wanted(self) -> tuple[str, ...]:
        return ()

    def take(self, *_: object) -> None:
        raise AssertionError("nobody has published anything")


class Device:
    """One PC of a centre. `dies` is what is left of its life: how many pieces of work, and where in the last."""

    def __init__(self, folder: Path, keys: Path, tray: Tray, clock: Clock) -> None:
        self.folder, self._keys, self._tray, self.clock = folder, keys, tray, clock
        self.dies: tuple[int, str] | None = None
        self.images: list[Path] = []
        self.line: Line
        self.upstream: Upstream
        self._open()

    @classmethod
    def begun(cls, folder: Path, keys: Path, tray: Tray, name: str) -> "Device":
        """`kiosk init`."""
        centre, _, number = name.partition("-")
        clock = Clock()
        begin(folder, keys, Beginning(centre, number, STATION, "https://cx.example.gov.cn"), clock)
        return cls(folder, keys, tray, clock)

    def join(self, line: Line, code: str) -> None:
        """`kiosk enrol`."""
        begun = self.shelf.entries(1, 0, 1, 1)[0].body
        granted = enrol(line, self.shelf, code, STATION.name, begun)
        with self.store.work("cli") as work:
            work.drawer.set_setting(CITY_URL, "http://127.0.0.1")
            work.drawer.set_setting("city.key", granted.city_key.hex())
            work.drawer.set_setting(CITY_BOX, granted.box.hex())
            work.journal.enter(
                DeviceEnrolled(url="http://127.0.0.1", city_key=granted.city_key.hex()), "device.enrolled"
            )
        self.meet(line, Upstream(CITY, granted.city_key))

    def meet(self, line: Line, upstream: Upstream) -> None:
        """From now on the post goes this way."""
        self.line, self.upstream = line, upstream
        scans = ScanCarrier(line, self.shelf, StoreScans(self.store), upstream.name)
        self.courier = Courier(line, self.shelf, self._way(), self.clock.now, scans, app="0.1")

    def _way(self) -> Upstream:
        """To whom the courier goes; what is read of the store is of the store that is open now."""
        return self.upstream

    # what people do

    def accept(self, matter: str, scans: tuple[bytes, ...], request: str) -> None:
        """A case is filed, and its receipt printed."""
        example = CATALOGUE.matter(matter).example
        attached = tuple(Scan("m", f"{n}.jpg", "image/jpeg", content) for n, content in enumerate(scans))
        filing = Filing(matter, example.answers, dict(example.materials), scans=attached)
        taken = self.desks.intake.file(filing, "staff:1", request)
        self.desks.printing.receipt(taken, "staff:1")

    def take_ticket(self, matter: str) -> None:
        """A number is given out."""
        taken = self.desks.queue.take(matter)
        with self.store.look() as work:
            row = work.connection.execute("SELECT body_hash FROM entry WHERE kind = 'ticket.taken' ORDER BY n DESC")
            self._tray.papers[row.fetchone()[0][:DIGEST_ON_PAPER]] = taken.ticket.number

    def round(self) -> RoundOutcome:
        """One round of the courier."""
        return self.courier.round()

    def stick(self) -> CityStick:
        """`kiosk courier`."""
        nothing: Any = NothingPublished()
        return CityStick(self.store, self.clock, lambda: nothing)

    # what befalls it

    def begin_again(self) -> None:
        """The process is gone, and started anew: nothing is left but what was committed."""
        for connection in self.store._connections._all:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        self.store.close()
        self._open()
        self.meet(self.line, self.upstream)

    def copy_to(self, folder: Path) -> Path:
        """An image of the disk."""
        self.store.close()
        shutil.copytree(self.folder, folder)
        self._open()
        self.meet(self.line, self.upstream)
        return folder

    def put_back(self, image: Path) -> None:
        """The disk is replaced by an image of an earlier day."""
        self.store.close()
        shutil.rmtree(self.folder)
        shutil.copytree(image, self.folder)
        self._open()
        self.meet(self.line, self.upstream)

    def twin(self, folder: Path, line: Line) -> "Device":
        """Another PC with a copy of this disk, and with it the same name and key."""
        made = type(self)(self.copy_to(folder), self._keys, self._tray, Clock(self.clock.at))
        made.meet(line, self.upstream)
        return made

    def digests(self) -> set[bytes]:
        """What stands in its own journal, by the digests that paper carries. What it was told of others does not count:
        nobody asks it for that."""
        with self.store.look() as work:
            rows = work.connection.execute("SELECT body_hash FROM entry WHERE own = 1")
            return {row[0][:DIGEST_ON_PAPER] for row in rows}

    def _open(self) -> None:
        self.dies = None
        self.store = open_store(self.folder, self._keys, self.clock)
        self.store.work = mortal(self.store.work, self._beat)  # type: ignore[method-assign]
        clock: Any = self.clock
        press: Any = self._tray
        self.desks = House(self.store, clock, press)
        self.shelf = StoreShelf(self.store, PostRoom(DeviceId(self.store.device.id)).fold)

    def _beat(self) -> str:
        """One more piece of work: where in it the process dies, '' if it lives."""
        if self.dies is None:
            return ""
        left, where = self.dies
        self.dies = None if left == 0 else (left - 1, where)
        return where if left == 0 else ""


def mortal(work: Callable[[str], Any], beat: Callable[[], str]) -> Callable[[str], Any]:
    """Pieces of work of a process that may be killed before or after the commit of one."""

    @contextmanager
    def dying(actor: str) -> Iterator[Any]:
        end = beat()
        with work(actor) as done:
            yield done
            if end == BEFORE:
                raise Killed
        if end == AFTER:
            raise Killed

    return dying


__all__ = ["AFTER", "BEFORE", "MATTERS", "Clock", "Device", "OpenStore", "Tray"]
