"""The house rule of floors: import-linter keeps the table of rooms, and a module without a room breaks it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOMS = ("kiosk", "sync", "forms", "assets")


def _lint(house: Path) -> subprocess.CompletedProcess[str]:
    """import-linter on the house that stands in a folder: its status and what it says."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    return subprocess.run(
        command, cwd=house, env={"PYTHONPATH": str(house)}, capture_output=True, text=True, check=False
    )


@pytest.fixture
def copy(tmp_path: Path, root: Path) -> Path:
    """A copy of the house in which a test may do wrong."""
    shutil.copy(root / "pyproject.toml", tmp_path)
    only_python = shutil.ignore_patterns(
        "__pycache__", "compiled", "fonts", "*.toml", "*.json", "*.ttf", "*.wav", "*.svg"
    )
    for room in ROOMS:
        shutil.copytree(root / room, tmp_path / room, ignore=only_python)
    return tmp_path


def test_the_floors_are_kept(root: Path) -> None:
    linted = _lint(root)
    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("kiosk/utils.py", "", "Every module of kiosk stands in a room"),
        ("sync/shared.py", "", "Every module of sync stands in a room"),
        ("kiosk/domain/upstairs.py", "import kiosk.store", "The floors of the house"),
        ("kiosk/store/shelf_of_paper.py", "import kiosk.paper", "Who may come into the wings"),
        ("kiosk/store/desk_thief.py", "import kiosk.app", "The wings know of the desks only ports"),
        ("kiosk/demo/neighbour.py", "import sync.city", "Nobody comes into the city"),
        ("kiosk/app/caller.py", "import sync.client", "Who may come into the wings"),
        ("sync/client/reader.py", "import kiosk.domain", "Who may come into kiosk.domain"),
        ("kiosk/app/listener.py", "import socket", "The pure rooms know neither"),
    ],
)
def test_a_breach_is_seen(copy: Path, module: str, line: str, contract: str) -> None:
    (copy / module).write_text(f'"""A breach."""\n\n{line}\n', "utf-8")
    linted = _lint(copy)
    assert linted.returncode == 1
    assert any(contract in said and "BROKEN" in said for said in linted.stdout.splitlines()), linted.stdout
