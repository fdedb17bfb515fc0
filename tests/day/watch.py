"""How long the screens' thread was busy at a stretch, and how long the clerk had to wait."""

import time
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

STEPS_MS = (5, 10, 20, 50, 100, 200, 500)
BLOCKED_MS = 50.0
Times = Counter[float]  # milliseconds, and how often


def memory() -> int:
    """What this process holds in memory, in KiB (`VmRSS`)."""
    with Path("/proc/self/status").open(encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


@dataclass
class Watch:
    """Each stretch in which the thread of the screens could not look up: one key's handling, one turn of events.

    An upper bound: a turn of events may hold several, and the machine may have had something else to do meanwhile, so
    `stretches` count both the wall's and the thread's own time. They are counted by tenths of a millisecond, not
    listed: a million of them would be taken for the program's memory.
    """

    wall: Times = field(default_factory=Counter)
    own: Times = field(default_factory=Counter)
    long: list[tuple[str, float, float]] = field(default_factory=list)
    waits: dict[str, list[float]] = field(default_factory=dict)

    @contextmanager
    def stretch(self, what: str) -> Iterator[None]:
        """One of them."""
        wall, own = time.perf_counter(), time.thread_time()
        yield
        passed, used = (time.perf_counter() - wall) * 1000, (time.thread_time() - own) * 1000
        self.wall[round(passed, 1)] += 1
        self.own[round(used, 1)] += 1
        if used > BLOCKED_MS:
            self.long.append((what, round(passed, 1), round(used, 1)))

    @contextmanager
    def wait(self, what: str) -> Iterator[None]:
        """From a key to what it was pressed for."""
        began = time.perf_counter()
        yield
        self.waits.setdefault(what, []).append((time.perf_counter() - began) * 1000)

    def report(self) -> dict[str, object]:
        """Figures: stretches by length in the thread's own time, the longest, waits."""
        return {
            "stretches": self.own.total(),
            "own_ms": _figures(self.own),
            "wall_ms": _figures(self.wall),
            "own_histogram": _histogram(self.own),
            "over_50_ms": Counter(what for what, _, _ in self.long).most_common(12),
            "longest": sorted(self.long, key=lambda one: -one[2])[:5],
            "waits_ms": {what: _figures(Counter(times)) for what, times in self.waits.items()},
        }


def _figures(times: Times) -> dict[str, float]:
    if not times:
        return {}
    count, marks = times.total(), {"p50": 0.5, "p95": 0.95, "p99": 0.99, "p999": 0.999, "max": 1.0}
    ordered = sorted(times)
    below = list(accumulate(times[one] for one in ordered))
    found = {name: ordered[min(bisect(below, int(count * at)), len(ordered) - 1)] for name, at in marks.items()}
    return {**{name: round(one, 1) for name, one in found.items()}, "n": count}


def _histogram(times: Times) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for one, often in times.items():
        counts[next((f"<={step}" for step in STEPS_MS if one <= step), f">{STEPS_MS[-1]}")] += often
    return {name: counts[name] for name in (*(f"<={step}" for step in STEPS_MS), f">{STEPS_MS[-1]}") if counts[name]}
