"""The town of the machine: a city, the devices of two centres, the lines between them, and everything that may befall
them. A deed is one method; whoever drives it (hypothesis, or a seed) gives plain numbers.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, select

from kiosk.domain.refusals import CaseElsewhere, CaseUnknown, Refusal, Trouble
from sync.city.house import City, CitySettings, build_city
from sync.city.tables import entry, quarantine
from sync.client.courier import RoundOutcome
from sync.client.troubles import SyncTrouble
from sync.protocol.entry import DIGEST_ON_PAPER
from tests.sync.city_kit import CENTRE
from tests.sync.machine.device import AFTER, BEFORE, MATTERS, Clock, Device, Tray
from tests.sync.machine.stranger import Stranger
from tests.sync.machine.wire import CityKilled, Counter, Killed, Line, faults_of

MEMORY = "/dev/shm"  # thousands of small towns: what is synced to a disk has tests of its own
ELSEWHERE = "341323120000"
NAMES = (f"{CENTRE}-01", f"{CENTRE}-02", f"{ELSEWHERE}-01")
MOST_DEVICES = 5
SIZES = (10, 65_536, 70_000, 300_000, 600_000)  # bytes of a scan: one part, exactly one, two, more than one message
JUMPS = (-400, -1, 1, 35, 900)  # days
MOMENTS = ("before send", "after send")


class Town:
    """Everything that stands, and what has been promised on paper."""

    ordered = True  # whether everybody hears of things in the order of the city's log
    hub_name = ""
    calm = 1  # rounds without anything that moves, until it is said to be at rest

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="town-", dir=MEMORY if Path(MEMORY).is_dir() else None))
        self.clock = Clock()
        self.tray = Tray()
        self.city_dies: tuple[int, str] | None = None
        self.open_city()
        self.devices: list[Device] = []
        self.backups: list[Path] = []
        self.revoked: set[str] = set()
        self.destroyed: set[bytes] = set()  # what was on no disk any more when one was replaced: outside any promise
        self.forgotten: set[str] = set()  # ids that a city forgot when it was restored
        self.scans_restored = False
        self.sticks: list[tuple[int, Path]] = []  # written by whom, and where it lies
        self.count = 0
        self.settle()
        self.stranger = Stranger(self.city, self._line())

    def settle(self) -> None:
        """The devices are begun and enrolled."""
        for name in NAMES:
            self.devices.append(self._joined(Device, name))

    def _joined(self, kind: type[Device], name: str) -> Device:
        made = kind.begun(self.folder / name, self.folder / "keys", self.tray, name)
        made.join(self._line(), self.city.register.new_code(name))
        return made

    def close(self) -> None:
        """Pull it down."""
        for device in self.devices:
            device.store.close()
        self.city.books.close()
        shutil.rmtree(self.folder)

    # what people do

    def accept(self, at: int, pick: int) -> None:
        """A case, with or without scans; some scans are the same as somebody's before."""
        scans = tuple(_scan(self.count if pick & 1 else pick % 5, SIZES[(pick >> n) % 5]) for n in range(pick % 3))
        self._live(at, lambda device: device.accept(MATTERS[pick % 3], scans, self._next()))

    def take_ticket(self, at: int, pick: int) -> None:
        """A number from the machine, or one called to a window."""
        self._live(at, lambda one: one.take_ticket(MATTERS[0]) if pick % 3 else one.desks.queue.call("1"))

    def work_on_a_case(self, at: int, pick: int) -> None:
        """Supplemented, withdrawn, handed over or voided at a window."""
        cases = self._device(at).desks.cases
        found = cases.find("", 20)
        if not found:
            return
        case_no = found[pick % len(found)].case_no
        deeds = (
            lambda: cases.supplement(case_no, {"m": "original"}, "staff:2"),
            lambda: cases.withdraw(case_no, "x", "staff:2"),
            lambda: cases.deliver(case_no, "x", "staff:2"),
            lambda: cases.void(case_no, "x", "staff:2"),
            lambda: cases.show(case_no, "staff:2", "x"),
        )
        self._live(at, lambda _device: deeds[pick % 5]())

    def decide(self, at: int, pick: int) -> None:
        """A department grants, refuses or asks for more."""
        from sync.protocol.kinds import SupplementAsked

        found = self.city.desk.open_cases()
        if not found:
            return
        twin = found[at % len(found)]
        with suppress(CaseUnknown, CaseElsewhere):
            if pick % 3:
                self.city.desk.decide(twin.case_no, ("granted", "refused")[pick % 2], "x", "console", twin.twin)
            else:
                self.city.desk.ask_supplement(twin.case_no, SupplementAsked(text="x"), "console", twin.twin)

    def strange_entry(self, at: int, pick: int) -> None:
        """A device of the same centre has a program of another year, and says what nobody here knows."""
        self.stranger.say(pick, self.city.desk.open_cases(5))
        self._round_of(self.stranger)

    # the line, and kills

    def round(self, at: int, pick: int) -> None:
        """One round; what befalls its messages is in `pick`, half of the time nothing."""
        device = self._device(at)
        device.line.faults = faults_of(pick)
        self._round_of(device)

    def killed_in_a_round(self, at: int, pick: int) -> None:
        """The device dies at a message or at one of its pieces of work."""
        device = self._device(at)
        if pick % 2:
            device.line.dies = MOMENTS[pick // 2 % 2]
        else:
            device.dies = (pick // 4 % 3, (BEFORE, AFTER)[pick // 2 % 2])
        self._round_of(device)
        device.line.dies = ""
        device.begin_again()

    def killed_at_a_window(self, at: int, pick: int) -> None:
        """The device dies while a case is filed and its receipt printed; the clerk tries again, or does not."""
        device = self._device(at)
        device.dies = (pick % 2, (BEFORE, AFTER)[pick // 2 % 2])
        request = self._next()
        self._live(at, lambda one: one.accept(MATTERS[pick % 3], (), request))
        device.begin_again()
        if pick & 8:
            self._live(at, lambda one: one.accept(MATTERS[pick % 3], (), request))

    def killed_with_paper_in_hand(self, at: int, pick: int) -> None:
        """A paper is taken from the tray, and at this moment the power goes."""
        (self.take_ticket if pick % 2 else self.accept)(at, pick)
        self._device(at).begin_again()

    def city_killed_in_a_round(self, at: int, pick: int) -> None:
        """The city dies before or after the commit of one of its next pieces of writing."""
        self.accept(at, pick)
        self.city_dies = (pick % 3, (BEFORE, AFTER)[pick // 3 % 2])
        self._round_of(self._device(at))
        self.city_dies = None

    def an_old_message_comes(self, at: int, pick: int) -> None:
        """Something on the way delivers, now, what was sent long ago."""
        line = self._device(at).line
        if line.passed:
            with suppress(CityKilled):
                line.upstream().answer(line.passed[pick % len(line.passed)])

    def a_stick_is_written(self, at: int, pick: int) -> None:
        """What waits goes on a stick, and the stick lies about; perhaps the pen is pulled and the process with it."""
        device = self._device(at)
        folder = self._somewhere()
        folder.mkdir()
        if pick % 5 == 0:
            device.dies = (0, (BEFORE, AFTER)[pick // 5 % 2])
        with suppress(Trouble):
            self._live(at, lambda one: one.stick().write(folder))
        device.dies = None
        self.sticks = [*self.sticks[-6:], (at, folder)]

    def a_stick_is_read_in(self, at: int, pick: int) -> None:
        """Any stick, at any time, as often as one likes; a file on it may be altered. Answers are written on it."""
        if not self.sticks:
            return
        _, folder = self.sticks[pick % len(self.sticks)]
        found = sorted(folder.iterdir())
        if found and pick % 4 == 0:
            content = bytearray(found[pick % len(found)].read_bytes())
            content[pick % len(content)] ^= 1 << pick % 8
            found[pick % len(found)].write_bytes(bytes(content))
        self.city_dies = (pick % 3, (BEFORE, AFTER)[pick // 3 % 2]) if pick % 7 == 0 else None
        try:
            self.city.courier.take(folder)
            self.city.courier.answer(self.city.courier.devices_on(folder), folder)
        except CityKilled:
            self.city_started_again()
        self.city_dies = None

    def a_stick_comes_back(self, at: int, pick: int) -> None:
        """To its device; or to another, which does not take it."""
        if not self.sticks:
            return
        written, folder = self.sticks[pick % len(self.sticks)]
        with suppress(Trouble):
            self._live(written if pick % 3 else at, lambda one: one.stick().read(folder))

    def city_started_again(self, at: int = 0, pick: int = 0) -> None:
        """A new process on the same books."""
        self.city.books.close()
        self.open_city()

    # disks and clocks

    def copy_a_disk(self, at: int, pick: int) -> None:
        """An image of a device's disk is made."""
        device = self._device(at)
        device.images.append(device.copy_to(self._somewhere()))

    def put_an_old_disk_back(self, at: int, pick: int) -> None:
        """The device does not know; it goes on before or after it meets its city."""
        device = self._device(at)
        if not device.images:
            return
        before = self.digests()
        device.put_back(device.images[pick % len(device.images)])
        self.destroyed |= before - self.digests()
        for _ in range(pick % 3):
            self.accept(at, pick)
        self._round_of(device)

    def clone_a_device(self, at: int, pick: int) -> None:
        """Two PCs with one name and one key, running at once."""
        if len(self.devices) >= MOST_DEVICES:
            return
        device = self._device(at)
        self.devices.append(device.twin(self._somewhere(), self._line_of(device)))
        for one, times in ((at, pick % 2), (len(self.devices) - 1, pick // 2 % 3)):
            for _ in range(times):
                self.accept(one, pick)
            self._round_of(self._device(one))

    def back_the_city_up(self, at: int = 0, pick: int = 0) -> None:
        """The books, and beside them the scans."""
        self.backups.append(self._somewhere())
        self.backups[-1].mkdir()
        with sqlite3.connect(self.folder / "city" / "city.db") as books:
            copy = sqlite3.connect(self.backups[-1] / "city.db")
            books.backup(copy)
            copy.close()
        books.close()
        if (self.folder / "city" / "scans").is_dir():
            shutil.copytree(self.folder / "city" / "scans", self.backups[-1] / "scans")

    def restore_the_city(self, at: int, pick: int) -> None:
        """Yesterday's books; the scans of yesterday, or those that lie there."""
        if not self.backups:
            return
        backup = self.backups[at % len(self.backups)]
        before, knew = self.digests(), set(self._log())
        self.city.books.close()
        home = self.folder / "city"
        for tail in ("", "-wal", "-shm"):
            (home / f"city.db{tail}").unlink(missing_ok=True)
        shutil.copy(backup / "city.db", home)
        if pick % 2 or self.scans_restored:  # books are never put beside scans that are older than they
            self.scans_restored = True
            shutil.rmtree(home / "scans", ignore_errors=True)
            if (backup / "scans").is_dir():
                shutil.copytree(backup / "scans", home / "scans")
        self.open_city()
        for name in self.revoked:  # a person who restores the register revokes again what was revoked since
            self.city.register.revoke_device(name)
        self.forgotten |= knew - set(self._log())
        self.destroyed |= before - self.digests()

    def set_a_clock(self, at: int, pick: int) -> None:
        """Somebody sets the clock of a device, or of the city."""
        from datetime import timedelta

        clock = self.clock if pick % 7 == 0 else self._device(at).clock
        clock.at = Clock().at + timedelta(days=JUMPS[pick % 5]) if pick % 3 else Clock().at

    def revoke(self, at: int, pick: int) -> None:
        """A device of the other centre is stolen, late in the day."""
        device = self._device(2)
        self.accept(2, pick)
        self.revoked.add(device.shelf.device)
        self.city.register.revoke_device(device.shelf.device)

    # what the laws ask

    def holders(self) -> list[Device]:
        """Every device that holds entries of its own."""
        return self.devices

    def digests(self) -> set[bytes]:
        """Everything that is anywhere, by the digests that paper carries."""
        with self.city.books.read() as connection:
            found = set(connection.execute(select(entry.c.body_hash)).scalars())
            found |= set(connection.execute(select(quarantine.c.body_hash)).scalars())
        return {one[:DIGEST_ON_PAPER] for one in found}.union(*(one.digests() for one in self.holders()))

    def drain(self, rounds: int) -> int:
        """Good lines, living processes: rounds until nothing moves. The number it took; AssertionError if too many."""
        self.city_dies = None
        for device in self.devices:
            if device.shelf.device in self.revoked:  # it is told nothing, not even that all has been put aside
                for _ in range(rounds):
                    self._busy(device)
        quiet = 0
        for number in range(rounds):
            busy = [self._busy(device) for device in [*self.devices, self.stranger]]
            quiet = 0 if any(busy) else quiet + 1
            if quiet == self.calm:
                return number
        raise AssertionError(f"I10: it does not come to rest in {rounds} rounds")

    # small parts

    def open_city(self) -> None:
        """The city's process begins."""
        self.city: City = build_city(CitySettings(self.folder / "city", name="宿州市"), self.clock.now)
        self.city.books.write = self._mortal_write(self.city)  # type: ignore[method-assign]
        self.counter = Counter(self.city.reception, self.city.scans)

    def _mortal_write(self, city: City):  # type: ignore[no-untyped-def]
        write = city.books.write

        @contextmanager
        def dying() -> Iterator[Connection]:
            left, where = self.city_dies or (-1, "")
            self.city_dies = (left - 1, where) if left > 0 else None
            with write() as connection:
                yield connection
                if left == 0 and where == BEFORE:
                    raise CityKilled
            if left == 0 and where == AFTER:
                raise CityKilled

        return dying

    def _line(self) -> Line:
        return Line(lambda: self.counter, self.city_started_again)

    def _line_of(self, _device: Device) -> Line:
        """A line like this device's."""
        return self._line()

    def _device(self, at: int) -> Device:
        return self.devices[at % len(self.devices)]

    def _live(self, at: int, deed) -> None:  # type: ignore[no-untyped-def]
        """Somebody does something at a device; a refusal is an answer, a kill is the end of the process."""
        device = self._device(at)
        try:
            deed(device)
        except Refusal:
            pass
        except Killed:
            device.begin_again()

    def _round_of(self, device: "Device | Stranger") -> RoundOutcome | None:
        try:
            return device.round()
        except SyncTrouble:
            return None
        except Killed:
            device.begin_again()
            return None

    def _busy(self, device: "Device | Stranger") -> bool:
        device.line.faults, device.line.dies, device.dies = [], "", None
        if device.shelf.device in self.revoked:
            return self._round_of(device) is not None
        done = device.round()
        moving = done.waiting or done.received or done.parted or done.more or done.sent
        return bool(moving or done.relayed or done.relayed_waiting)

    def _log(self) -> list[str]:
        with self.city.books.read() as connection:
            return list(connection.execute(select(entry.c.id)).scalars())

    def _next(self) -> str:
        self.count += 1
        return f"request-{self.count}"

    def _somewhere(self) -> Path:
        self.count += 1
        return self.folder / f"copy-{self.count}"


def _scan(number: int, size: int) -> bytes:
    return (f"scan {number} {size} ".encode() * (size // 8 + 1))[:size]
