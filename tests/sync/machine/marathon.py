"""Thousands of schedules in a row, each once: `python -m tests.sync.machine.marathon`, and part of `./test --long`.

What is done is written down after each, so that a marathon that was broken off goes on where it was.
"""

import argparse
import json
import os
import platform
import secrets
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.sync.machine.schedules import Figures, run

ROOT = Path(__file__).parents[3]
MOST_MENTIONED = 20


class Marathon:
    """Schedules of one kind, and what has come of them, in a file."""

    def __init__(self, kind: str, work: Callable[[int], Figures], state: Path) -> None:
        self._kind, self._work, self._state = kind, work, state
        self.done: dict[str, Any] = json.loads(state.read_text("utf-8")) if state.exists() else self._begun()

    def go(self, schedules: int, until: float) -> None:
        """Up to this many, or until this time of the monotonic clock."""
        while len(self.done["runs"]) + len(self.done["failures"]) < schedules and time.monotonic() < until:
            self._one(self.done["first"] + len(self.done["runs"]) + len(self.done["failures"]))
            self._write()

    def finish(self, schedules: int) -> None:
        """All is done: the next marathon begins anew."""
        if len(self.done["runs"]) + len(self.done["failures"]) >= schedules and self._state.exists():
            self._state.replace(self._state.with_suffix(".done"))

    def lines(self) -> list[str]:
        """In words, for the page of figures."""
        runs, failures = self.done["runs"], self.done["failures"]
        papers, destroyed = sum(one["papers"] for one in runs), sum(one["destroyed"] for one in runs)
        weathers = Counter(one["weather"] for one in runs)
        return [
            f"## {self._kind}",
            "",
            f"- begun {self.done['begun']}, commit {self.done['commit']}, {self.done['machine']}",
            f"- seeds {self.done['first']} to {self.done['first'] + len(runs) + len(failures) - 1}, each once",
            f"- {len(runs) + len(failures)} schedules, {sum(one['deeds'] for one in runs)} deeds,"
            f" {self.done['seconds']:.0f} s on a machine shared with other work",
            f"- {papers} papers printed; the entries of {destroyed} stood on no disk any more when one was replaced",
            "- weathers: " + ", ".join(f"{name} {count}" for name, count in sorted(weathers.items())),
            f"- laws broken in {len(failures)} schedules"
            + "".join(f"; {one['seed']}: {one['error'][:160]}" for one in failures[:MOST_MENTIONED]),
            "",
        ]

    def _one(self, seed: int) -> None:
        begun = time.monotonic()
        try:
            self.done["runs"].append({"seed": seed} | asdict(self._work(seed)))
        except Exception as error:
            told = [*getattr(error, "__notes__", ()), *traceback.format_exception(error)]
            self.done["failures"].append({"seed": seed, "error": f"{type(error).__name__}: {error}", "told": told})
        self.done["seconds"] += time.monotonic() - begun

    def _write(self) -> None:
        self._state.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._state.with_suffix(".new")
        fresh.write_text(json.dumps(self.done, ensure_ascii=False), "utf-8")
        fresh.replace(self._state)

    def _begun(self) -> dict[str, Any]:
        return {
            "first": secrets.randbits(32),
            "begun": datetime.now(UTC).isoformat(timespec="minutes"),
            "commit": _commit(),
            "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
            "seconds": 0.0,
            "runs": [],
            "failures": [],
        }


def _commit() -> str:
    asked = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    return asked.stdout.strip() or "unknown"


def main(arguments: list[str]) -> int:
    """Run what is left, and write the page; 1 when a law was broken."""
    from tests.sync.machine.processes import run as run_processes

    parser = argparse.ArgumentParser()
    parser.add_argument("--schedules", type=int, default=2000)
    parser.add_argument("--processes", type=int, default=200)
    parser.add_argument("--hours", type=float, default=24.0)
    parser.add_argument("--state", type=Path, default=ROOT / "out" / "sync-schedules")
    parser.add_argument("--page", type=Path, default=None)
    given = parser.parse_args(arguments)
    until = time.monotonic() + given.hours * 3600
    kinds = (
        ("In one process, without sockets", run, given.schedules),
        ("Real processes and sockets, killed with SIGKILL", run_processes, given.processes),
    )
    marathons = [(Marathon(kind, work, given.state / f"{work.__module__}.json"), most) for kind, work, most in kinds]
    for marathon, most in marathons:
        marathon.go(most, until)
    if given.page:
        lines = [line for marathon, _ in marathons for line in marathon.lines()]
        given.page.parent.mkdir(parents=True, exist_ok=True)
        given.page.write_text("\n".join([_HEAD, *lines]), "utf-8")
    for marathon, most in marathons:
        marathon.finish(most)
    return 1 if any(marathon.done["failures"] for marathon, _ in marathons) else 0


_HEAD = """# Schedules of faults over the protocol

`./test --long` runs them, or `python -m tests.sync.machine.marathon --page docs/measured/sync-schedules.md`; one is
repeated with `KIOSK_SCHEDULE=SEED ./test tests/sync/test_machine.py`. The laws are SYNC's invariants I1 to I10.
"""

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
