"""Start with all definitions against start with twelve of them: the catalogue may grow, the first tap must not wait."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from kiosk.devices.clock import SystemClock
from kiosk.store.beginning import Beginning, begin

from .desks import STATION
from .floors import Measured

HOME = Path(__file__).parents[2]
TAP = Path(__file__).parent / "hall_tap.py"
ROUNDS, FEW = 15, 12


def many() -> Measured:
    """From the process's beginning to the first tap answered. Aim: at most 1.05 times the start with twelve."""
    with tempfile.TemporaryDirectory() as folder:
        data, keys, few, all_of_them = (Path(folder) / name for name in ("data", "keys", "few", "all"))
        begin(data, keys, Beginning("341323110000", "01", STATION, "https://cx.example.gov.cn"), SystemClock())
        _copied(all_of_them, None)
        _copied(few, FEW)
        ours, floor = [], []
        for turn in range(ROUNDS + 1):  # the first pair warms the disk and does not count
            pair = _once(all_of_them, data, keys), _once(few, data, keys)
            if turn:
                ours.append(pair[0])
                floor.append(pair[1])
    return Measured("start, all definitions", 1.05, median(ours), median(floor))


def _copied(to: Path, count: int | None) -> None:
    """The room of the forms in another place, compiled, with so many definitions (one of each category), or all."""
    shutil.copytree(HOME / "forms", to / "forms", ignore=shutil.ignore_patterns("__pycache__", "compiled"))
    if count is not None:
        for folder in sorted((to / "forms" / "definitions").iterdir()):
            kept = sorted(folder.glob("*.toml"))[: 1 if count else 0]
            count -= len(kept)
            for one in set(folder.glob("*.toml")) - set(kept):
                one.unlink()
        shutil.rmtree(to / "forms" / "joint")
        (to / "forms" / "joint").mkdir()
    subprocess.run([sys.executable, "-m", "forms.compile"], env=_surroundings(to), check=True, capture_output=True)


def _surroundings(forms: Path) -> dict[str, str]:
    return os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": f"{forms}{os.pathsep}{HOME}"}


def _once(forms: Path, data: Path, keys: Path) -> float:
    command = [sys.executable, str(TAP), str(data), str(keys)]
    begun = time.perf_counter()
    with subprocess.Popen(command, env=_surroundings(forms), stdout=subprocess.PIPE, text=True, cwd=forms) as process:
        assert process.stdout is not None
        process.stdout.readline()
        return time.perf_counter() - begun
