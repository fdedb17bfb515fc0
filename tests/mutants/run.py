"""The saboteur of the house: puts one fault at a time into a copy of the program, and sees whether the tests notice."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import copy2, copytree

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
HEADER = "# tests:"
PASSED, FAILED = 0, 1  # pytest's own exit codes; all others mean that nothing was tested
SECONDS = 600


def main(arguments: list[str]) -> int:
    """Try the patches given, or all; 0 when every one was killed."""
    patches = [Path(name).resolve() for name in arguments] or sorted(HERE.glob("*.patch"))
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = Path(folder) / "copy"
        _copy_checkout(copy)
        (Path(folder) / "shared").symlink_to(ROOT.parent / "shared")  # the facts that tests read stand beside it
        everything = sorted({test for patch in patches for test in _tests_of(patch)})
        if everything and _pytest(copy, everything) != PASSED:
            print("the tests named by the mutants do not pass without them")
            return 1
        verdicts: dict[str, str] = {}
        for patch in patches:
            verdicts[patch.stem] = _try(copy, patch)
            print(f"{verdicts[patch.stem]:<9} {patch.stem}", flush=True)
    survivors = [name for name, verdict in verdicts.items() if verdict != "killed"]
    print(f"mutants: {len(verdicts) - len(survivors)} killed, {len(survivors)} not killed")
    return 1 if survivors else 0


def _copy_checkout(copy: Path) -> None:
    """The files under version control as they stand now, and the compiled catalogue, which is not."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listing.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            copy2(ROOT / name, copy / name)
    if (compiled := ROOT / "forms" / "compiled").is_dir():
        copytree(compiled, copy / "forms" / "compiled")
    subprocess.run(["git", "init", "--quiet"], cwd=copy, check=True)  # or git apply looks for a checkout further up


def _tests_of(patch: Path) -> list[str]:
    lines = patch.read_text("utf-8").splitlines()
    return [test for line in lines if line.startswith(HEADER) for test in line.removeprefix(HEADER).split()]


def _try(copy: Path, patch: Path) -> str:
    """One fault, in and out again: killed, survived, or why it could not be tried."""
    tests = _tests_of(patch)
    if not tests:
        return "no tests"
    if subprocess.run(["git", "apply", str(patch)], cwd=copy, check=False).returncode != 0:
        return "stale"
    try:
        status = _pytest(copy, tests)
    finally:
        subprocess.run(["git", "apply", "--reverse", str(patch)], cwd=copy, check=True)
    return {PASSED: "survived", FAILED: "killed"}.get(status, "broken")


def _pytest(copy: Path, tests: list[str]) -> int:
    """pytest's exit code in the copy; a fault that makes the program hang has been noticed."""
    surroundings = os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "KIOSK_MUTANTS": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--no-header", "--tb=no", *tests]
    try:
        return subprocess.run(
            command, cwd=copy, env=surroundings, stdout=subprocess.DEVNULL, timeout=SECONDS, check=False
        ).returncode
    except subprocess.TimeoutExpired:
        return FAILED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
