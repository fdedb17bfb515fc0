"""A demo city beside the demo centre: the real `cityd`, as a process of its own, on a port of this PC."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

READY_SECONDS = 60


@dataclass(frozen=True, slots=True)
class DemoCity:
    """A city that listens: its address, and the folder of its books."""

    url: str
    folder: Path

    def command(self, *words: str) -> list[str]:
        """How to speak to this city's books by command."""
        return [*_program(), *words, "--data", str(self.folder), "--json"]

    def ask(self, *words: str) -> Any:
        """One command; its JSON value."""
        done = subprocess.run(self.command(*words), capture_output=True, text=True, timeout=READY_SECONDS, check=True)
        return json.loads(done.stdout)


@contextmanager
def running_city(folder: Path) -> Iterator[DemoCity]:
    """Start it, wait until it listens, stop it at the end."""
    command = [*_program(), "--port", "0", "--data", str(folder), "--demo", "--json"]
    with (
        (folder.parent / "city.log").open("w", encoding="utf-8") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        try:
            yield DemoCity(_listening(process), folder)
        finally:
            process.terminate()


def _listening(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("{"):
            url: str = json.loads(line)["url"]
            return url
    raise RuntimeError("the demo city did not start")


def _program() -> list[str]:
    """`cityd` beside this program (frozen, or installed), else as a module of this Python."""
    name = "cityd.exe" if sys.platform == "win32" else "cityd"
    beside = Path(sys.executable).with_name(name)
    return [str(beside)] if beside.exists() else [sys.executable, "-m", "sync.city.cli"]
