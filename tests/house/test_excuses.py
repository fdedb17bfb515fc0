"""The house rule that no test may excuse itself on the project's own machine."""

import os
import subprocess
import sys
from pathlib import Path

CONFTEST = Path(__file__).parents[1] / "conftest.py"


def _run_a_test_that_skips(folder: Path, reason: str, *, ci: bool) -> int:
    (folder / "conftest.py").write_text(CONFTEST.read_text("utf-8"), "utf-8")
    (folder / "test_it.py").write_text(f"import pytest\n\n\ndef test_it():\n    pytest.skip({reason!r})\n", "utf-8")
    surroundings = {name: value for name, value in os.environ.items() if name != "CI"} | ({"CI": "true"} if ci else {})
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(folder), str(folder)]
    return subprocess.run(command, env=surroundings, cwd=folder, capture_output=True, check=False).returncode


def test_a_missing_tool_fails_the_run_in_ci_and_is_forgiven_elsewhere(tmp_path: Path) -> None:
    assert _run_a_test_that_skips(tmp_path, "missing: zbarimg", ci=False) == 0
    assert _run_a_test_that_skips(tmp_path, "missing: zbarimg", ci=True) == 1


def test_another_reason_to_skip_is_heard(tmp_path: Path) -> None:
    assert _run_a_test_that_skips(tmp_path, "only on Windows", ci=True) == 0
