"""A PC without the encrypted build: refused by default; where it is allowed, every command and every screen says so."""

import os
import subprocess
import sys
from pathlib import Path

from .station import CENTRE, NAME

WITHOUT = "import sys; sys.modules['sqlcipher3'] = None; from kiosk.cli.run import main; sys.exit(main())"


def run(home: Path, *words: str, allowed: str = "allowed") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"KIOSK_KEYS": str(home / "keys"), "KIOSK_UNENCRYPTED": allowed}
    command = [sys.executable, "-c", WITHOUT, *words, "--data", str(home / "data")]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_in_clear_it_is_refused_unless_allowed_and_said_at_every_command(tmp_path: Path) -> None:
    init = ("init", "--centre", CENTRE, "--name", NAME, "--device", "01")
    refused = run(tmp_path, *init, allowed="")
    assert refused.returncode == 3
    assert "KIOSK_UNENCRYPTED" in refused.stderr
    assert run(tmp_path, *init).returncode == 0
    assert (tmp_path / "data" / "store.db").read_bytes().startswith(b"SQLite format 3")
    for words in (("case", "list"), ("key", "slots"), ("check",), ("case", "show", "none")):
        said = run(tmp_path, *words)
        assert "本机数据没有加密" in said.stderr, words
    listed = run(tmp_path, "case", "list", "--json")
    assert listed.stdout.strip() == "[]" or "cases" in listed.stdout, "what machines read is as ever"
