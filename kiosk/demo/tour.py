"""The tour: the whole walk by itself on a throw-away centre and city, shown in pictures and papers.

Its `ok` is earned: the code is read from the printed picture by an independent reader and leads to a page with that
number, pictures are distinct and not blank, the case number is found among what the screen shows.
"""

import json
import os
from pathlib import Path
from typing import Any

from kiosk.demo.agent_walk import by_an_agent
from kiosk.demo.hall_walk import in_the_hall, on_the_board
from kiosk.demo.report import Report
from kiosk.demo.resident_walk import at_home, every_matter, in_the_hall_again, news_from_the_city
from kiosk.demo.stage import Stage, raised_curtain
from kiosk.demo.window_walk import at_the_window, found_again


def walk(out: Path) -> dict[str, Any]:
    """Walk it all; the report, also written to `out`/tour.json. A step that fails ends the tour."""
    out.mkdir(parents=True, exist_ok=True)
    if os.name == "posix" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    report = Report(out)
    try:
        with raised_curtain(report) as stage:
            _walk(stage)
    except Exception:  # its step stands in the report, its trace in failure.txt
        if all(step["ok"] for step in report.steps):
            raise
    value = report.value()
    (out / "tour.json").write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return value


def _walk(stage: Stage) -> None:
    number = in_the_hall(stage)
    on_the_board(stage, number)
    filed = at_the_window(stage)
    at_home(stage, filed)
    news_from_the_city(stage, filed)
    found_again(stage, filed)
    in_the_hall_again(stage, filed)
    every_matter(stage)
    by_an_agent(stage)
