"""The line over the LAN against a bare durable one; from a call to the board; and a line with years of history.

The hub and the bare program are processes of their own, both on SQLCipher with synchronous FULL; both are asked by
`requests` over loopback, in turn.
"""

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

import requests

from kiosk.app.ports import QueueDesk
from kiosk.devices.clock import SystemClock
from kiosk.domain.ticket import Period, Ticket, TicketState
from kiosk.lan.queue import Listener
from kiosk.settings import Settings
from kiosk.store.door import open_store
from kiosk.wiring.house import furnish
from kiosk.wiring.hub_line import way_to_hub
from tests.journeys.station import Station

from .desks import _opened
from .floors import Measured, paired

ROUNDS, CALLS, HISTORY = 300, 40, 100_000
MATTER = "M1201"


def take() -> Measured:
    """A number taken over the LAN. Aim: at least 0.6 of the bare one's pace."""
    with _hub() as pc, _bare() as post:
        desk = _desk(pc)
        times: list[float] = []
        ours = _timed(lambda: desk.take(MATTER), times)
        result = paired(ours, lambda: post("take", {"matter": MATTER}), ROUNDS)
    times.sort()
    print(f"line take: touch to number p95 {times[int(len(times) * 0.95)] * 1000:.1f} ms, to be below 50 ms")
    return Measured("line take (LAN)", 1 / 0.6, *result)


def call() -> Measured:
    """A number called over the LAN. Aim: at least 0.6 of the bare one's pace."""
    with _hub() as pc, _bare() as post:
        desk = _desk(pc)
        for _ in range(ROUNDS + 5):
            desk.take(MATTER)
            post("take", {"matter": MATTER})
        result = paired(lambda: desk.call("2"), lambda: post("call", {"window": "2"}), ROUNDS)
    return Measured("line call (LAN)", 1 / 0.6, *result)


def board() -> Measured:
    """From the key at one PC to the picture of the line at another. The floor is the call itself."""
    with _hub() as pc:
        desk = _desk(pc)
        store = open_store(pc.data, pc.home / "keys", SystemClock())
        way = way_to_hub(store)
        if way is None:
            raise AssertionError("not paired")
        moved = threading.Event()
        listener = Listener(way, moved.set)
        moved.wait(10)
        for _ in range(CALLS):
            desk.take(MATTER)
        seconds, bare = [], []
        for _ in range(CALLS):
            threading.Event().wait(0.05)  # the picture of the step before has been drawn
            moved.clear()
            begun = perf_counter()
            number = desk.call("3").ticket.number
            bare.append(perf_counter() - begun)
            while number not in {t.number for t in desk.seen().serving} or not moved.is_set():
                moved.wait(1)
            seconds.append(perf_counter() - begun)
        listener.close()
        store.close()
    seconds.sort()
    print(f"line board: call to board p95 {seconds[int(CALLS * 0.95)] * 1000:.0f} ms, to be below 300 ms")
    return Measured("line board (LAN)", 10.0, median(seconds), median(bare))


def history() -> Measured:
    """A number taken and called beside 100,000 tickets of other days; the floor is the same without any."""
    with _opened() as (old, old_desks, _), _opened() as (_, new_desks, _):
        day = date(2026, 1, 5)
        with old.work("bench") as work:
            for n in range(HISTORY):
                work.tickets.put(_served(day + timedelta(days=n // 500), n % 500 + 1))

        def both(desks: QueueDesk) -> Callable[[], object]:
            def step() -> None:
                desks.take(MATTER)
                desks.call("1")
                desks.seen()

            return step

        return Measured("line of years", 1.1, *paired(both(old_desks.queue), both(new_desks.queue), ROUNDS))


def _served(day: date, count: int) -> Ticket:
    now = SystemClock().now()
    states = (TicketState.WAITING, TicketState.CALLED, TicketState.SERVED)
    periods = tuple(Period(state, now, at="1", turn=count * (n == 1)) for n, state in enumerate(states))
    return Ticket(f"{day}{count}", day, "C", count, MATTER, count, periods)


@contextmanager
def _hub() -> Iterator[Station]:
    """A hub as a process, and a PC that is paired with it."""
    with ExitStack() as stay:
        home = Path(stay.enter_context(tempfile.TemporaryDirectory()))
        hub, pc = Station(home).begin(), Station(home, "02").begin()
        command = [sys.executable, "-m", "kiosk", "hub", "--listen", "127.0.0.1:0", "--data", str(hub.data)]
        process = stay.enter_context(subprocess.Popen(command, env=hub.environment, stdout=subprocess.PIPE, text=True))
        stay.callback(process.kill)
        if process.stdout is None:
            raise AssertionError("no way to listen")
        url = json.loads(process.stdout.readline())["url"]
        code = hub.run("hub", "--code").value["code"]
        said = pc.run("pair", "--url", url, "--code", code)
        if said.code:
            raise AssertionError(said.sentence)
        yield pc


@contextmanager
def _bare() -> Iterator[Callable[[str, dict[str, str]], object]]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.bench.bare_line", str(Path(folder) / "bare.db")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            if process.stdout is None:
                raise AssertionError("no way to listen")
            url = process.stdout.readline().strip()
            session = requests.Session()
            session.trust_env = False
            yield lambda step, given: session.post(f"{url}/{step}", json=given, timeout=10).json()
            process.kill()


def _desk(pc: Station) -> QueueDesk:
    store = open_store(pc.data, pc.home / "keys", SystemClock())
    return furnish(store, Settings(pc.data, pc.home / "keys"), "bench").queue


def _timed(work: Callable[[], object], times: list[float]) -> Callable[[], None]:
    def timed() -> None:
        begun = perf_counter()
        work()
        times.append(perf_counter() - begun)

    return timed
