"""A whole station for a journey: its own data, its own keys, and the real command line as another process."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CENTRE = "341323110000"
NAME = "灵璧县渔沟镇为民服务中心"


@dataclass(frozen=True)
class Said:
    """What a command answered: its exit code, the value on stdout, and the sentence on stderr."""

    code: int
    value: Any
    sentence: str


@dataclass(frozen=True)
class Station:
    """A data directory and the keys that open it."""

    home: Path
    device: str = "01"

    @property
    def data(self) -> Path:
        return self.home / f"data-{self.device}"

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "KIOSK_KEYS": str(self.home / "keys"),
            "KIOSK_EXPORTS": str(self.data / "exports"),
            "XDG_CACHE_HOME": str(self.home / "cache"),
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def begin(self, site: str = "https://cx.example.gov.cn") -> "Station":
        """`kiosk init`."""
        said = self.run("init", "--centre", CENTRE, "--name", NAME, "--device", self.device, "--site", site)
        assert said.code == 0, said.sentence
        return self

    def run(self, *words: str) -> Said:
        """One command of `kiosk` as its own process."""
        command = [sys.executable, "-m", "kiosk", *words, "--data", str(self.data), "--json"]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=120)
        value = json.loads(done.stdout) if done.stdout.strip() else None
        return Said(done.returncode, value, done.stderr)

    def accept(self, matter: str, folder: Path, *words: str) -> Said:
        """File the matter's own example."""
        answers = folder / f"{matter}.json"
        example = self.run("forms", "example", matter)
        answers.write_text(json.dumps(example.value, ensure_ascii=False), "utf-8")
        return self.run("case", "accept", "--matter", matter, "--answers", str(answers), *words)
