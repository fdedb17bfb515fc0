"""Every planted fault still fits the program: one that no longer applies shows nothing any more."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATCHES = sorted((ROOT / "tests" / "mutants").glob("*.patch"))


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.stem)
def test_a_planted_fault_fits_and_names_the_tests_that_find_it(patch: Path) -> None:
    named = [
        word
        for line in patch.read_text("utf-8").splitlines()
        if line.startswith("# tests:")
        for word in line.split()[2:]
    ]
    assert named, "no tests are named"
    assert all((ROOT / name.partition("::")[0]).exists() for name in named)
    fits = subprocess.run(
        ["git", "apply", "--check", str(patch)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert fits.returncode == 0, fits.stderr
