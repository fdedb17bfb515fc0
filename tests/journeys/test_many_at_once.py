"""Many take a number at once: never two with one number, never one missing."""

import subprocess
import sys

from .station import Station

PROCESSES, EACH = 8, 25

TAKES = """
import sys
from kiosk.wiring.house import house
with house(sys.argv[1], "hall") as desks:
    for _ in range(int(sys.argv[2])):
        print(desks.queue.take(sys.argv[3]).ticket.number)
"""
CALLS = """
import sys
from kiosk.domain.refusals import NobodyWaiting
from kiosk.wiring.house import house
with house(sys.argv[1], sys.argv[2]) as desks:
    while True:
        try:
            print(desks.queue.call(sys.argv[2]).ticket.number)
        except NobodyWaiting:
            break
"""


def _together(station: Station, script: str, *words: tuple[str, ...]) -> list[str]:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(station.data), *more],
            env=station.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for more in words
    ]
    said = [process.communicate(timeout=120)[0] for process in running]
    assert [process.returncode for process in running] == [0] * len(running)
    return [line for out in said for line in out.split()]


def test_200_numbers_from_8_processes_and_8_windows_calling_them(station: Station) -> None:
    matters = ["M1201", "M0901"]
    numbers = _together(station, TAKES, *((str(EACH), matters[i % 2]) for i in range(PROCESSES)))
    by_prefix: dict[str, list[int]] = {}
    for number in numbers:
        by_prefix.setdefault(number[0], []).append(int(number[1:]))
    assert len(numbers) == len(set(numbers)) == PROCESSES * EACH
    assert all(sorted(counts) == list(range(1, len(counts) + 1)) for counts in by_prefix.values())

    called = _together(station, CALLS, *((str(window + 1),) for window in range(PROCESSES)))
    assert sorted(called) == sorted(numbers)
    checked = station.run("check")
    assert checked.value["ok"], checked.value["problems"]
