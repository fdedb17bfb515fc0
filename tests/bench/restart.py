"""After `kill -9` in the midst of a day: from the start of the program to the same line on the screen."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from statistics import median

from kiosk.devices.clock import SystemClock
from kiosk.domain.ticket import Hold
from kiosk.settings import Settings
from kiosk.store.beginning import Beginning, begin
from kiosk.wiring.house import furnish, opened

from .desks import STATION
from .floors import Measured

HERE = Path(__file__).parent
ROUNDS, WAITING = 5, 6
AIM = 3.0  # seconds
QUIET = 0.18  # seconds of the barest Qt window on the two cores of docs/measured with nothing else to do
ROLES = ("window", "board", "hall")


@cache
def restarts(rounds: int = ROUNDS) -> tuple[dict[str, float], float]:
    """Seconds from the start to the line as it stood, by screen; and those of the barest Qt window in the same run."""
    with tempfile.TemporaryDirectory() as folder:
        data, keys = Path(folder) / "data", Path(folder) / "keys"
        begin(data, keys, Beginning("341323110000", "01", STATION, "https://cx.example.gov.cn"), SystemClock())
        called, held = a_morning(data, keys)
        words = {"window": (called, held), "board": (called,), "hall": ()}
        ours: dict[str, list[float]] = {role: [] for role in ROLES}
        bare: list[float] = []
        for turn in range(rounds + 1):  # the first warms the disk and does not count
            times = {role: once(data, keys, role, *words[role]) for role in ROLES}
            floor = _timed([str(HERE / "bare_window.py")])
            if turn:
                bare.append(floor)
                for role in ROLES:
                    ours[role].append(times[role])
    return {role: median(ours[role]) for role in ROLES}, median(bare)


def restart() -> Measured:
    """The slowest screen against bare Qt."""
    ours, floor = restarts()
    print("restart:", ", ".join(f"{role} {seconds:.2f} s" for role, seconds in ours.items()))
    return Measured("restart to the line", AIM / QUIET, max(ours.values()), floor)


def a_morning(data: Path, keys: Path) -> tuple[str, str]:
    """A line with a number at window 3 and one at rest, and a program killed while it wrote; the two numbers."""
    settings = Settings(data, keys)
    with opened(settings) as store:
        desks = furnish(store, settings, "staff:0305")
        for _ in range(WAITING):
            desks.queue.take("M1201")
        held = desks.queue.call("3").ticket.number
        desks.queue.hold(held, Hold.AWAY)
        called = desks.queue.call("3").ticket.number
    _killed(data, keys)
    return called, held


def once(data: Path, keys: Path, role: str, *words: str) -> float:
    """Seconds from the process's beginning until its screen shows these words."""
    return _timed([str(HERE / "restart_look.py"), str(data), str(keys), role, *words])


def _killed(data: Path, keys: Path) -> None:
    """Another program takes numbers on this store and is killed in the midst of it: its log is left as it lies."""
    code = (
        "import sys; from pathlib import Path; from kiosk.settings import Settings\n"
        "from kiosk.wiring.house import furnish, opened\n"
        "settings = Settings(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "with opened(settings) as store:\n"
        "    desks = furnish(store, settings, 'hall')\n"
        "    while True: print(desks.queue.take('M1103').ticket.number, flush=True)\n"
    )
    command = [sys.executable, "-c", code, str(data), str(keys)]
    with subprocess.Popen(command, env=_surroundings(), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(WAITING):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)


def _surroundings() -> dict[str, str]:
    return os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(HERE.parents[1])}


def _timed(script: list[str]) -> float:
    begun = time.perf_counter()
    with subprocess.Popen([sys.executable, *script], env=_surroundings(), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        return time.perf_counter() - begun
