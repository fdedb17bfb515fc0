"""The house rules of the checkout: nothing lies about at the door, and no trace of the machine that it was made on."""

import re
from pathlib import Path
from typing import Any

AT_THE_DOOR = {
    ".ci",
    ".gitattributes",
    ".gitignore",
    ".pre-commit-config.yaml",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "README.zh-CN.md",
    "assets",
    "docs",
    "forms",
    "installer",
    "kiosk",
    "pyproject.toml",
    "run",
    "run.cmd",
    "sync",
    "test",
    "test.cmd",
    "tests",
}
READABLE = {
    "",
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".json",
    ".sh",
    ".cmd",
    ".yaml",
    ".svg",
    ".qss",
    ".html",
    ".css",
    ".csv",
    ".patch",
}
# folders of one person's machine; the words are split so that this file does not find itself
A_MACHINE = re.compile(
    r"(?<![\w.~$}/-])/(?:" + "|".join(("wo" + "rk", "ro" + "ot", r"ho" + r"me/\w+", r"Us" + r"ers/\w+")) + r")\b"
)


def test_only_what_belongs_there_stands_at_the_root(tracked: list[Path]) -> None:
    assert {path.parts[0] for path in tracked} <= AT_THE_DOOR


def test_no_file_names_a_folder_of_somebodys_machine(tracked: list[Path], root: Path, none: Any) -> None:
    found = []
    for path in tracked:
        if path.suffix in READABLE:
            for number, line in enumerate((root / path).read_text("utf-8").splitlines(), 1):
                if A_MACHINE.search(line):
                    found.append(f"{path}:{number} {line.strip()[:80]}")
    none(found)


def test_the_lists_of_requirements_name_no_package_index_and_no_version_without_its_hash(root: Path) -> None:
    for name in ("run", "test", "build"):
        text = (root / "installer" / "requirements" / f"{name}.txt").read_text("utf-8")
        assert "://" not in text
        assert "index" not in text
        pins = re.findall(r"^[a-z0-9][^\n]*\\\n", text, re.MULTILINE)
        assert len(pins) > 20
        assert len(pins) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE))


def test_what_is_not_installed_is_never_needed(tracked: list[Path], none: Any) -> None:
    """Nothing that is made by set-up or by a run is under version control."""
    made = {".venv", "out", "build", "dist", "compiled", "__pycache__"}
    none([str(path) for path in tracked if made & set(path.parts)])
