"""The journal to the city over loopback: a full push, one case, an empty round; each against a bare program that packs
the same bodies, sends and stores them as durably. Both cities are processes of their own."""

import contextlib
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median

import requests
import zstandard

from forms import Catalogue
from kiosk.app.filing import Filing
from kiosk.app.post_room import PostRoom
from kiosk.devices.clock import SystemClock
from kiosk.settings import Settings
from kiosk.store.beginning import Beginning, begin
from kiosk.store.door import OpenStore, open_store
from kiosk.store.shelf import StoreScans, StoreShelf
from kiosk.wiring.house import furnish
from sync.city.house import CitySettings, build_city
from sync.client.courier import Courier, Upstream
from sync.client.door import HttpDoor
from sync.client.enrol import enrol
from sync.client.scans import ScanCarrier
from sync.protocol.entry import DeviceId, read_body
from sync.protocol.exchange import MOST_ENTRIES
from sync.protocol.kinds import CaseFiled, DocumentPrinted, Looked, TicketMoved, TicketTaken

from .desks import STATION
from .floors import Measured, paired

ENTRIES, SIZE = 5_000, 2_000  # about so many bytes a body
TURNS = 5
ROUNDS = 200
DEVICE = "341323110000-01"
TEXT = "".join(chr(0x4E00 + 7 * at) for at in range(1_000))


def push() -> Measured:
    """A full shelf goes up: ours and the floor's seconds for the same 5,000 entries. Aim: at most 1 / 0.6."""
    with _street() as street:
        taken: list[tuple[float, ...]] = []
        for turn in range(TURNS):  # one behind the other, so that a noisy machine disturbs all alike
            bodies = _fill(street.store, turn)
            ours = _timed(street.push)
            bare = _timed(partial(street.push_bare, bodies))
            plain = _timed(partial(street.push_bare, bodies, "/plain"))
            taken.append((ours, bare, plain))
        street.must_be_kept(TURNS * ENTRIES)
    ours, bare, plain = (median(column) for column in zip(*taken, strict=True))
    said = ", ".join(f"{name} {ENTRIES / one:.0f}/s" for name, one in (("bare", bare), ("lines only", plain)))
    print(f"push: {ENTRIES / ours:.0f} entries/s, {said}, {bare / ours:.2f} of bare, {plain / ours:.2f} of lines only")
    return Measured("push of 5,000 entries", 1 / 0.6, ours, bare)


def one_case() -> Measured:
    """One case accepted and carried to the city: one request. Aim: p50 at most 15 ms."""
    with _street() as street:
        street.courier.round()
        bodies: list[bytes] = []
        ours = []
        for _ in range(ROUNDS):
            bodies = [street.accept()]
            ours.append(_timed(street.courier.round))
        _, bare = paired(lambda: None, lambda: street.push_bare(bodies), ROUNDS)
        street.must_be_one_request()
    print(f"one case: p50 {median(ours) * 1000:.1f} ms")
    return Measured("one case to the city", 15e-3 / max(bare, 1e-9), median(ours), bare)


def idle() -> Measured:
    """A round with nothing to carry, and the bytes of its two bodies. Aim: 400 bytes."""
    with _street() as street:
        for _ in range(3):
            street.courier.round()
        ours, bare = paired(street.courier.round, lambda: street.push_bare([b""]), ROUNDS)
        wire = street.bytes_of(street.courier.round)
    print(f"idle round: {ours * 1000:.1f} ms (bare {bare * 1000:.1f} ms), {wire} bytes both ways")
    return Measured("idle round, bytes", 1.0, wire, 400, "B")


class _Counting:
    """A door that counts what goes through it."""

    def __init__(self, door: HttpDoor) -> None:
        self._door = door
        self.requests = 0
        self.bytes = 0

    def exchange(self, message: bytes) -> bytes:
        """Through, counted."""
        answer = self._door.exchange(message)
        self.requests += 1
        self.bytes += len(message) + len(answer)
        return answer


class Street:
    """A real store with its courier, a real city, and the bare one."""

    def __init__(self, store: OpenStore, folder: Path, url: str, bare: str) -> None:
        self.store = store
        self._desks = furnish(store, Settings(folder / "data", folder / "keys"), "bench")
        self._example = Catalogue.shipped().matter("M1103").example
        shelf = StoreShelf(store, PostRoom(DeviceId(store.device.id)).fold)
        door = HttpDoor(url)
        city = build_city(CitySettings(folder / "city"))
        code = city.register.new_code(DEVICE)
        granted = enrol(door, shelf, code, STATION.name, shelf.entries(1, 0, 1, 1)[0].body)
        city.books.close()
        self.door = _Counting(door)
        scans = ScanCarrier(door, shelf, StoreScans(store), "city")
        self.courier = Courier(self.door, shelf, Upstream("city", granted.city_key), SystemClock().now, scans)
        self._shelf = shelf
        self._bare, self._session = bare, requests.Session()

    def accept(self) -> bytes:
        """One case at the window; its body."""
        example = self._example
        taken = self._desks.intake.file(Filing("M1103", example.answers, dict(example.materials)), "bench")
        (head,) = self._shelf.heads()
        body = self._shelf.entries(1, head.seq - 1, 1, 1)[0].body
        assert read_body(body).case == taken.case.case_no
        return body

    def push(self) -> None:
        """Rounds until nothing waits."""
        while self.courier.round().waiting:
            pass

    def push_bare(self, bodies: Sequence[bytes], path: str = "/") -> None:
        """The same bodies, packed and sent in the same batches."""
        for at in range(0, len(bodies), MOST_ENTRIES):
            packed = zstandard.ZstdCompressor(level=3).compress(b"\n".join(bodies[at : at + MOST_ENTRIES]))
            answer = self._session.post(self._bare + path, data=packed, headers={"Accept-Encoding": "identity"})
            json.loads(zstandard.ZstdDecompressor().decompress(answer.content))

    def must_be_kept(self, count: int) -> None:
        """Nothing waits, and the city has said so."""
        assert sum(head.seq for head in self._shelf.acknowledged("city")) > count

    def must_be_one_request(self) -> None:
        """Each case went up in one request."""
        assert self.door.requests <= ROUNDS + 2, self.door.requests

    def bytes_of(self, work: "object") -> int:
        """Bytes of bodies, both ways, of one round."""
        before, requests_before = self.door.bytes, self.door.requests
        work()  # type: ignore[operator]
        assert self.door.requests == requests_before + 1
        return self.door.bytes - before

    def close(self) -> None:
        """Let the lines go."""
        self._session.close()


@contextlib.contextmanager
def _street() -> Iterator[Street]:
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        begin(folder / "data", folder / "keys", Beginning(DEVICE[:12], "01", STATION, ""), SystemClock())
        store = open_store(folder / "data", folder / "keys", SystemClock())
        stack.callback(store.close)
        url = stack.enter_context(_process("sync.city.cli", "--port", "0", "--data", str(folder / "city")))
        bare = stack.enter_context(_process("tests.bench.bare_city", str(folder / "bare.db")))
        street = Street(store, folder, url, bare)
        stack.callback(street.close)
        yield street


@contextlib.contextmanager
def _process(module: str, *words: str) -> Iterator[str]:
    process = subprocess.Popen([sys.executable, "-m", module, *words], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())["url"]
    finally:
        process.kill()
        process.communicate()


def _fill(store: OpenStore, turn: int) -> list[bytes]:
    """A day's journal many times over: of five entries one files a case, the others are what surrounds it."""
    bodies = []
    with store.work("staff:3") as work:
        for number in range(turn * ENTRIES, (turn + 1) * ENTRIES):
            kind, payload, case = _happening(number)
            bodies.append(work.journal.enter(payload, kind, case).entry.body)
    return bodies


def _happening(number: int):  # type: ignore[no-untyped-def]
    chance = random.Random(number)
    case = f"{DEVICE[:12]}-20261123-01-{number // 5:04d}-7XK"
    long = "".join(chance.choices(TEXT, k=SIZE // 3 - 120))
    match number % 5:
        case 0:
            return (
                "ticket.taken",
                TicketTaken(ticket=f"{number:032x}", day="2026-11-23", number="A001", matter=long, arrival=1),
                None,
            )
        case 1:
            return "ticket.called", TicketMoved(ticket=f"{number:032x}", day="2026-11-23", number=long), None
        case 2:
            from sync.protocol.kinds import Clock, Person

            filed = CaseFiled(
                case_no=case,
                matter="M0901",
                matter_version=1,
                fingerprint="f",
                mode="collect_forward",
                centre=DEVICE[:12],
                applicant=Person(name="张有福", id_number="341323196503121515", phone="13800000000"),
                answers={"text": long},
                materials={"id_card": "original"},
                committed=Clock(days=20, due_on="2026-12-21"),
            )
            return "case.accepted", filed, case
        case 3:
            return "document.printed", DocumentPrinted(document="receipt", sha256="ab" * 32, printer=long), case
        case _:
            return "person.looked", Looked(what="case", purpose=long), case


def _timed(work) -> float:  # type: ignore[no-untyped-def]
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
