"""Where definitions lie: which files of a folder belong to a source, without reading them."""

from importlib.resources.abc import Traversable
from pathlib import Path

Folder = Path | Traversable
PARTS = ("definitions", "blocks", "codes", "joint")
FILES = ("categories.toml", "parameters.toml", "clocks.toml")


class BadSource(ValueError):
    """A file of the definitions cannot be used. `path` names it, `what` the word in it; mend it and compile again."""

    def __init__(self, path: str, fault: str, what: str = "") -> None:
        super().__init__(f"{path}: {fault}")
        self.path = path
        self.fault = fault
        self.what = what


def toml_files(folder: Folder) -> list[tuple[str, Folder]]:
    """The TOML files of a source by their relative name, sorted."""
    found: list[tuple[str, Folder]] = []
    for name in PARTS:
        part = folder.joinpath(name)
        if part.is_dir():
            found += _below(part, name)
    for name in FILES:
        if folder.joinpath(name).is_file():
            found.append((name, folder.joinpath(name)))
    return sorted(found, key=lambda pair: pair[0])


def _below(folder: Folder, prefix: str) -> list[tuple[str, Folder]]:
    found: list[tuple[str, Folder]] = []
    for entry in folder.iterdir():
        name = f"{prefix}/{entry.name}"
        if entry.is_dir():
            found += _below(entry, name)
        elif entry.name.endswith(".toml"):
            found.append((name, entry))
    return found
