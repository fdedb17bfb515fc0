"""A program of this folder that dies in the middle of its work: SIGKILL at a moment that it names itself."""

import signal
import subprocess
import sys
from pathlib import Path

from .station import Station

HERE = Path(__file__).parent


def said_until_killed(program: str, station: Station, moment: str, times: int, *words: str) -> list[str]:
    """Start it on the station's data, let it come to `moment` (its line `@moment`; any line where there is none) so
    many times, kill it there; every whole line that it said until it was dead."""
    process = subprocess.Popen(
        [sys.executable, str(HERE / program), str(station.data), *words],
        env=station.environment | {"PYTHONPATH": str(HERE.parents[1]), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    said: list[str] = []
    for line in process.stdout:
        said.append(line.rstrip("\n"))
        times -= not moment or said[-1] == f"@{moment}"
        if times <= 0:
            process.send_signal(signal.SIGKILL)
            break
    rest, _ = process.communicate()
    assert process.returncode == -signal.SIGKILL
    return said + rest.split("\n")[:-1]
