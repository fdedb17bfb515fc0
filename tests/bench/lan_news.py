"""The way of a case from one window to the other on a LAN: filed here, in the other's store, through the hub.

Both windows have encrypted stores of their own, the hub one of its own, and all speak over real sockets; the other
window waits at the hub for news. The floor is one bare round of the same window with the same hub: what a request and a
durable commit at the hub cost in any case.
"""

import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter

from kiosk.wiring.carrier import CityCarrier
from kiosk.wiring.hub import hub_application, pairing_code
from kiosk.wiring.hub_carrier import HubCarrier, pair
from tests.sync.city_kit import CENTRE
from tests.sync.conftest import listening
from tests.sync.hub_kit import HubHouse, StoreClock, StorePc, a_store

from .floors import Measured

TIMES = 21
MOST = 0.3  # seconds
RATIO = 20.0


class _Window(StorePc):
    """A window with its carrier."""

    def __init__(self, folder: Path, house: HubHouse, device: str, url: str) -> None:
        clock = StoreClock()
        self.store = a_store(folder, device, clock)
        pair(self.store, "cli", url, pairing_code(house.store), "window")
        self.carrier = HubCarrier(self.store, clock, CityCarrier(self.store, clock))
        for _ in range(3):
            self.carrier.round()

    def has(self, case_no: str) -> bool:
        with self.store.look() as work:
            return work.cases.get(case_no) is not None


def lan() -> Measured:
    """Seconds from one window's filing to the other's store (the middle one); p95 is written beside it."""
    with ExitStack() as stay:
        folder = Path(stay.enter_context(tempfile.TemporaryDirectory()))
        house = HubHouse(folder / "hub")
        stay.callback(house.store.close)
        url = stay.enter_context(listening(hub_application(house.hub, carries=False)))
        one, other = (_Window(folder / number, house, f"{CENTRE}-{number}", url) for number in ("02", "03"))
        stay.callback(one.store.close)
        stay.callback(other.store.close)
        bare = [_bare(one) for _ in range(TIMES)]
        ways = sorted(_way(house, one, other, number) for number in range(1, TIMES + 1))
    p50, p95 = median(ways) * 1000, ways[int(TIMES * 0.95)] * 1000
    print(f"lan: p50 {p50:.0f} ms, p95 {p95:.0f} ms, to be below {MOST * 1000:.0f} ms")
    return Measured("lan", RATIO, median(ways), median(bare))


def _bare(window: _Window) -> float:
    begun = perf_counter()
    window.carrier.round()
    return perf_counter() - begun


def _way(house: HubHouse, one: _Window, other: _Window, number: int) -> float:
    with ThreadPoolExecutor(1) as lane:
        waiting = lane.submit(other.carrier.listen)
        until = monotonic() + 10
        while not house.hub.bell.waiting and monotonic() < until:
            threading.Event().wait(0.002)
        begun = perf_counter()
        case_no = one.file("王秀兰", number, "case.accepted")
        one.carrier.round()
        waiting.result(10)
        seconds = perf_counter() - begun
    if not other.has(case_no):
        raise AssertionError(case_no)
    return seconds
