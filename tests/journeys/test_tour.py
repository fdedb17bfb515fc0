"""The tour: the whole walk by itself, headless; its `ok` is earned, and its report says what it made."""

import json
import subprocess
import sys
from pathlib import Path

from .station import Station


def test_the_tour_walks_from_the_tap_to_the_telephone(tmp_path: Path) -> None:
    out = tmp_path / "tour"
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "tour", "--out", str(out), "--json"],
        env=Station(tmp_path).environment | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=400,
    )
    failure = out / "failure.txt"
    assert done.returncode == 0, failure.read_text("utf-8") if failure.exists() else done.stderr
    report = json.loads(done.stdout)
    assert report == json.loads((out / "tour.json").read_text("utf-8"))
    assert report["ok"]
    assert all(step["ok"] and step["ms"] >= 0 for step in report["steps"])
    files = [name for step in report["steps"] for name in step["files"]]
    assert len(files) == len(set(files))
    assert all((out / name).stat().st_size for name in files)
    assert {"hall-1-home.png", "board.png", "window-1-form.png", "receipt.pdf", "slip.pdf"} <= set(files)
    assert not list(Path(tmp_path).glob("weimin-demo-*"))
