"""The tour's report: each step with what it made, how long it took, and whether it is earned."""

import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


class NotEarned(AssertionError):
    """A step did what it did, but what it shows is not what it should be."""


@dataclass(slots=True)
class Step:
    """One step while it is walked: files that it made."""

    files: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """What has been walked so far; files go to `out`."""

    out: Path
    steps: list[dict[str, Any]] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Walk one step; a failure is written down and ends the tour."""
        begun = time.perf_counter()
        step = Step()
        problem = ""
        try:
            yield step
        except Exception as error:
            problem = f"{type(error).__name__}: {error}"
            (self.out / "failure.txt").write_text(traceback.format_exc(), "utf-8")
            raise
        finally:
            passed = round((time.perf_counter() - begun) * 1000)
            row: dict[str, Any] = {"name": name, "ok": not problem, "ms": passed, "files": step.files}
            self.steps.append(row | ({"problem": problem} if problem else {}))

    def keep(self, step: Step, name: str, content: bytes) -> Path:
        """A file of this step."""
        path = self.out / name
        path.write_bytes(content)
        step.files.append(name)
        return path

    def value(self) -> dict[str, Any]:
        """The report as tour.json has it."""
        return {"ok": bool(self.steps) and all(step["ok"] for step in self.steps), "steps": self.steps}


def must(true: object, why: str) -> None:
    """What a step claims has to be so."""
    if not true:
        raise NotEarned(why)
