"""Many take a number at once: never two with one number, never one missing; on one PC and over the LAN."""

import os
import subprocess
import sys
from pathlib import Path
from time import monotonic

from .station import Station
from .test_hub import code_of, hub_of

LONG = bool(os.environ.get("KIOSK_LONG"))
PROCESSES, EACH = 8, 200 if LONG else 25
PCS, EACH_PC = (8, 200) if LONG else (3, 15)
MATTERS = ["M1201", "M0901"]

TAKES = """
import sys
from uuid import uuid4
from kiosk.domain.refusals import Trouble
from kiosk.wiring.house import house
with house(sys.argv[1], "hall") as desks:
    for _ in range(int(sys.argv[2])):
        request, taken = uuid4().hex, None
        while taken is None:
            try:
                taken = desks.queue.take(sys.argv[3], request=request)
            except Trouble:  # safe to try again under the same request
                continue
        print(taken.ticket.number)
"""
CALLS = """
import sys
from uuid import uuid4
from kiosk.domain.refusals import NobodyWaiting, Trouble
from kiosk.wiring.house import house
with house(sys.argv[1], sys.argv[2]) as desks:
    while True:
        request, called = uuid4().hex, None
        while called is None:
            try:
                called = desks.queue.call(sys.argv[2], request=request)
            except NobodyWaiting:
                sys.exit()
            except Trouble:
                continue
        print(called.ticket.number)
"""


def _together(script: str, *who: tuple[Station, *tuple[str, ...]]) -> list[str]:
    """The script in a process for each, at the same time; every line that they said."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(station.data), *more],
            env=station.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for station, *more in who
    ]
    said = [process.communicate(timeout=900)[0] for process in running]
    assert [process.returncode for process in running] == [0] * len(running)
    return [line for out in said for line in out.split()]


def _all_take_then_all_call(stations: list[Station], each: int, where: str) -> list[str]:
    """Each takes so many numbers; then each calls, as a window of its own, until nobody waits."""
    begun = monotonic()
    numbers = _together(TAKES, *((pc, str(each), MATTERS[i % 2]) for i, pc in enumerate(stations)))
    between = monotonic()
    by_prefix: dict[str, list[int]] = {}
    for number in numbers:
        by_prefix.setdefault(number[0], []).append(int(number[1:]))
    assert len(numbers) == len(set(numbers)) == len(stations) * each
    assert all(sorted(counts) == list(range(1, len(counts) + 1)) for counts in by_prefix.values())

    called = _together(CALLS, *((pc, str(i + 1)) for i, pc in enumerate(stations)))
    assert sorted(called) == sorted(numbers)
    took, rang = between - begun, monotonic() - between
    sys.stdout.write(f"{where}: {len(numbers)} numbers from {len(stations)} in {took:.1f} s, called in {rang:.1f} s\n")
    return numbers


def test_numbers_from_8_processes_and_8_windows_calling_them(station: Station) -> None:
    _all_take_then_all_call([station] * PROCESSES, EACH, "one PC")
    checked = station.run("check")
    assert checked.value["ok"], checked.value["problems"]


def test_numbers_from_pcs_of_the_lan_and_their_windows_calling_them(station: Station, tmp_path: Path) -> None:
    with hub_of(station) as (url, _):
        pcs = [Station(tmp_path, f"{n:02d}").begin() for n in range(2, 2 + PCS)]
        for pc in pcs:
            said = pc.run("pair", "--url", url, "--code", code_of(station))
            assert said.code == 0, said.sentence
        _all_take_then_all_call(pcs, EACH_PC, "over the LAN")
    for checked in (said.run("check") for said in (station, *pcs)):
        assert checked.value["ok"], checked.value["problems"]
