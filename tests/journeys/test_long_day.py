"""A long day of a whole centre: hundreds of residents, six windows, two printers that fail, a hub that is killed.

The hub is a process of its own; two hall screens and six window PCs, each with its own store, speak with it over a real
LAN port. Whatever happens on the way: each number once, each slip's number in the store, and figures that add up.
"""

import os
import random
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from signal import SIGKILL
from time import monotonic

import pytest
import zxingcpp
from PIL import Image

from forms import Catalogue
from kiosk.app.desks import Desks
from kiosk.app.line import LEFT_NOTE
from kiosk.app.outcomes import TicketTaken
from kiosk.app.running import LineDesk
from kiosk.devices.clock import SystemClock
from kiosk.domain.refusals import NobodyWaiting, Refusal, Trouble
from kiosk.domain.ticket import Hold, Ticket
from kiosk.settings import Settings
from kiosk.store.check import check_store
from kiosk.store.door import OpenStore, open_store
from kiosk.store.trust import DeviceTrust
from kiosk.wiring.house import furnish
from kiosk.wiring.hub import pairing_code
from kiosk.wiring.hub_carrier import pair
from sync.protocol.token import slip_link
from tests.paper.test_escpos import as_picture, played
from tests.sync.hub_kit import a_store

from .station import CENTRE, Station
from .test_hub import hub_of

LONG = bool(os.environ.get("KIOSK_LONG"))
RESIDENTS, WINDOWS, HALLS = 600 if LONG else 60, 6, 2
MATTERS = ("M1201", "M0901", "M0701", "M1103")
PAPER_EACH = RESIDENTS // 12  # slips between two times that a printer is out of paper
DONE, WELL, OUT = b"\x1dr\x01", b"\x12", b"\x72"


@dataclass
class Roll:
    """A slip printer that runs out of paper again and again: it says so, is refilled, and prints on. `tapes` is all
    that came out of it."""

    left: int = PAPER_EACH
    tapes: list[bytes] = field(default_factory=list)
    refused: int = 0
    _empty_for: int = 0

    def serve(self, door: socket.socket) -> None:
        """Until the door is closed; one line after the other."""
        while True:
            try:
                line, _ = door.accept()
            except OSError:
                return
            with line:
                self._hear(line)

    def _hear(self, line: socket.socket) -> None:
        told = b""
        while said := line.recv(65536):
            if said == b"\x10\x04\x02":
                line.sendall(WELL)
            elif said == b"\x10\x04\x04":
                line.sendall(self._paper())
            else:
                told += said
                if told.endswith(DONE):
                    self.tapes.append(told.removesuffix(DONE))
                    self.left -= 1
                    line.sendall(b"\x00")
                    told = b""

    def _paper(self) -> bytes:
        if self.left > 0:
            return WELL
        self.refused += 1
        self._empty_for += 1
        if self._empty_for > 3:  # somebody comes with a new roll
            self.left, self._empty_for = PAPER_EACH, 0
        return OUT


@contextmanager
def plugged_in() -> Iterator[tuple[str, Roll]]:
    """A printer on a port: its setting, and what comes out."""
    roll = Roll()
    with socket.create_server(("127.0.0.1", 0)) as door:
        threading.Thread(target=roll.serve, args=(door,), daemon=True).start()
        yield f"escpos:127.0.0.1:{door.getsockname()[1]}", roll
        door.shutdown(socket.SHUT_RDWR)


class Centre:
    """The hub as a process that can be killed, and PCs with stores of their own."""

    def __init__(self, hub: Station, folder: Path, stay: ExitStack) -> None:
        self._hub, self._folder, self._stay = hub, folder, stay
        self._url = ""
        self._keys = folder / "keys"
        self.settings = Settings(folder, folder / "keys")
        self.stores: list[OpenStore] = []
        self.begin()

    def begin(self) -> None:
        port = int(self._url.rpartition(":")[2]) if self._url else 0
        self._url, self._process = self._stay.enter_context(hub_of(self._hub, port))

    def kill(self) -> None:
        """Power loss, in the middle of whatever it does."""
        self._process.send_signal(SIGKILL)
        self._process.wait()

    def hub_store(self, clock: SystemClock) -> OpenStore:
        return open_store(self._hub.data, self._keys, clock)

    def pc(self, number: int, role: str, slips: str = "") -> Desks:
        """A paired PC's desks."""
        store = a_store(self._folder / f"pc{number:02d}", f"{CENTRE}-{number:02d}", SystemClock())
        self._stay.callback(store.close)
        self.stores.append(store)
        hub = self.hub_store(SystemClock())
        code = pairing_code(hub)
        hub.close()
        pair(store, "cli", self._url, code, role)
        settings = Settings(self._folder / f"pc{number:02d}", self._keys, slip_printer=slips)
        return furnish(store, settings, f"staff:{number:02d}")


def _patiently(step: Callable[[], Ticket | TicketTaken], end: float) -> Ticket | TicketTaken | None:
    """The step, tried again while the hub is away; None when it was done already."""
    while True:
        try:
            return step()
        except Trouble as trouble:
            if trouble.key != "hub_away" or monotonic() > end:
                raise
            threading.Event().wait(0.2)
        except NobodyWaiting:
            raise
        except Refusal:
            return None


@dataclass
class Hall:
    """One hall screen: residents one after the other, each with his slip."""

    desks: Desks
    taken: list[Ticket] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    unprinted: list[str] = field(default_factory=list)

    def work(self, residents: int, chance: random.Random, end: float) -> None:
        for _ in range(residents):
            request, matter = f"{chance.getrandbits(128):032x}", chance.choice(MATTERS)
            taken = _patiently(lambda m=matter, r=request: self.desks.hall.take(m, "", r), end)  # type: ignore[misc]
            assert isinstance(taken, TicketTaken)
            self.taken.append(taken.ticket)
            printed = self.desks.printing.slip(taken)
            assert printed.trouble in ("", "paper_out")
            (self.unprinted if printed.trouble else self.printed).append(taken.ticket.id)


@dataclass
class Window:
    """One window: calls, serves, lets rest, hands on, gives up, until the hall has closed and nobody waits."""

    name: str
    desks: Desks
    closed: threading.Event
    calls: list[str] = field(default_factory=list)

    def work(self, chance: random.Random, end: float) -> None:
        queue = self.desks.queue
        while monotonic() < end:
            request = f"{chance.getrandbits(128):032x}"
            try:
                called = _patiently(lambda r=request: queue.call(self.name, request=r).ticket, end)  # type: ignore[misc]
            except NobodyWaiting:
                if self.closed.is_set():
                    return
                self.closed.wait(0.1)
                continue
            assert isinstance(called, Ticket)
            self.calls.append(called.number)
            self._serve(called.number, chance.random(), end)

    def _serve(self, number: str, luck: float, end: float) -> None:
        queue = self.desks.queue
        if luck < 0.05:
            _patiently(lambda: queue.skip(number).ticket, end)
        elif luck < 0.10:
            _patiently(lambda: queue.hold(number, Hold.AWAY).ticket, end)
            _patiently(lambda: queue.call(self.name, number).ticket, end)
        elif luck < 0.15:
            _patiently(lambda: queue.transfer(number, str(int(self.name) % WINDOWS + 1)).ticket, end)
            return
        _patiently(lambda: queue.done(number).ticket, end)


class Tomorrow(SystemClock):
    """The next morning."""

    def now(self) -> datetime:
        return super().now() + timedelta(days=1)


def _links(rolls: list[Roll]) -> list[str]:
    """The code on every slip that came out, each tape obeyed command by command."""
    found = []
    for tape in (tape for roll in rolls for tape in roll.tapes):
        seen = as_picture(played(tape))
        image = Image.frombytes("L", (seen.width, seen.height), b"".join(seen.rows))
        (code,) = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
        found.append(code.text)
    return found


def _day(centre: Centre, halls: list[Hall], windows: list[Window], seed: int) -> None:
    """Everybody at once; the hub dies when half of the residents are in, and is started again."""
    end, closed = monotonic() + (540 if LONG else 120), windows[0].closed
    half = RESIDENTS // 2
    with ThreadPoolExecutor(HALLS + WINDOWS) as people:
        at_windows = [people.submit(w.work, random.Random(seed + i), end) for i, w in enumerate(windows, 10)]
        in_halls = [
            people.submit(h.work, RESIDENTS // HALLS, random.Random(seed + i), end) for i, h in enumerate(halls)
        ]
        while sum(len(hall.taken) for hall in halls) < half and not any(f.done() for f in in_halls):
            threading.Event().wait(0.05)
        centre.kill()
        threading.Event().wait(1)  # the hall goes on from its reserved block meanwhile
        centre.begin()
        for one in in_halls:
            one.result()
        for hall in halls:
            while hall.desks.line.waiting_here():  # numbers of the reserved block go over to the hub
                assert monotonic() < end
                hall.desks.queue.seen()
                threading.Event().wait(0.2)
        closed.set()
        for one in at_windows:
            one.result()


def _day_adds_up(centre: Centre, halls: list[Hall], windows: list[Window], seed: int) -> Ticket:
    """Everything that the hub has kept is what the PCs remember. A last one, who stays over night."""
    taken = {t.number for hall in halls for t in hall.taken}
    assert len(taken) == sum(len(hall.taken) for hall in halls) == RESIDENTS, seed
    with _opened(centre, SystemClock()) as store:
        desks = furnish(store, centre.settings, "cli")
        day = desks.line.day()
        with store.look() as work:
            kept = list(work.tickets.of_day(day.day))
            assert check_store(work, store.blobs)[1] == [], seed
        numbers = {t.number for t in kept}
        assert len(numbers) == len(kept), seed
        assert taken <= numbers, seed
        assert 0 <= len(kept) - RESIDENTS <= HALLS, seed  # given out at the kill's very moment, the answer never heard
        _no_gap(kept)
        assert {n for w in windows for n in w.calls} == numbers, seed
        assert (day.all.taken, day.all.open) == (len(kept), 0), seed
        assert day.all.served + day.all.missed == len(kept), seed
        assert sum(w.served for w in day.windows.values()) == day.all.served, seed
        assert sum(m.taken for m in day.matters.values()) == len(kept), seed
        return desks.queue.take("M1201").ticket


def _no_gap(kept: list[Ticket]) -> None:
    """The line's own numbers; the reserved block stands outside this law."""
    own = [t for t in kept if t.count < 1000]
    for prefix in {t.prefix for t in own}:
        counts = sorted(t.count for t in own if t.prefix == prefix)
        assert counts == list(range(1, len(counts) + 1)), prefix


def _next_morning(centre: Centre, left: Ticket) -> None:
    """What was left is swept at the first piece of work of a new day."""
    with _opened(centre, Tomorrow()) as store:
        morning = LineDesk(store, Catalogue.shipped(), DeviceTrust(store, Tomorrow()), "cli")
        assert morning.give_up().count == 0
        with store.look() as work:
            over = work.tickets.by_number(left.day, left.number)
            assert check_store(work, store.blobs)[1] == []
    assert over is not None
    assert (over.state, over.now.note) == ("missed", LEFT_NOTE)


def _slips_are_the_numbers(halls: list[Hall], rolls: list[Roll]) -> int:
    """What came out of the printers is what the halls believe, each once."""
    links = _links(rolls)
    printed = [slip_link(bytes.fromhex(i), hall.desks.device.site) for hall in halls for i in hall.printed]
    assert sorted(links) == sorted(printed)
    assert len(printed) + sum(len(hall.unprinted) for hall in halls) == RESIDENTS
    assert all(roll.refused for roll in rolls)
    return len(links)


@pytest.mark.slow
def test_a_day_of_a_whole_centre_loses_and_doubles_nothing(tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    with ExitStack() as stay:
        plugs = [stay.enter_context(plugged_in()) for _ in range(HALLS)]
        centre = Centre(Station(tmp_path).begin(), tmp_path, stay)
        halls = [Hall(centre.pc(2 + i, "hall", setting)) for i, (setting, _) in enumerate(plugs)]
        closed = threading.Event()
        windows = [Window(str(i + 1), centre.pc(10 + i, "window"), closed) for i in range(WINDOWS)]
        begun = monotonic()
        _day(centre, halls, windows, seed)
        took = monotonic() - begun
        centre.kill()
        left = _day_adds_up(centre, halls, windows, seed)
        for one in centre.stores:
            with one.look() as work:
                assert check_store(work, one.blobs)[1] == [], seed
        slips = _slips_are_the_numbers(halls, [roll for _, roll in plugs])
        _next_morning(centre, left)
    block = sum(t.count >= 1000 for hall in halls for t in hall.taken)
    said = f"{RESIDENTS} residents, {WINDOWS} windows in {took:.1f} s, {slips} slips, {block} reserved"
    (tmp_path / "figures.txt").write_text(f"{said}, calls {sum(len(w.calls) for w in windows)}\n")


@contextmanager
def _opened(centre: Centre, clock: SystemClock) -> Iterator[OpenStore]:
    store = centre.hub_store(clock)
    try:
        yield store
    finally:
        store.close()
