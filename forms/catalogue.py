"""The catalogue of matters as the rooms use it: lists at once, one matter at a time.

`Catalogue.shipped()` opens the compiled file that the set-up made. Where it is missing or older than the definitions it
is made anew: kept in the user's cache folder when that can be written, else in memory. It never fails for that reason.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from forms.folders import Folder
from forms.index import Index, opened, opened_file
from forms.loading import category_from, code_set_from, matter_from, parameter_from, summary_from
from forms.shapes import Category, CodeSet, Matter, MatterSummary, Parameter

if TYPE_CHECKING:
    from datetime import datetime

    from forms.bundle import Verify
    from forms.joining import Joint

COMPILED = "compiled/catalogue.idx"


class UnknownMatter(LookupError):
    """There is no matter of that code (or not in that version). Offer the list; `code` is what was asked for."""

    def __init__(self, code: str, version: int | None = None) -> None:
        super().__init__(code if version is None else f"{code} v{version}")
        self.code = code
        self.version = version


class _Book:
    """One compiled catalogue as it is read: never changed, only put in the place of another."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.matters: dict[tuple[str, int], Matter] = {}
        self.code_sets: dict[str, CodeSet] = {}
        self.summaries = tuple(summary_from(one) for one in index.contents["matters"])
        self.newest = {one.code: one.version for one in self.summaries}

    def code_set(self, identity: str) -> CodeSet:
        if identity not in self.code_sets:
            self.code_sets[identity] = code_set_from(self.index.code_set(identity))
        return self.code_sets[identity]


class Catalogue:
    """All matters that are known here. A matter is read when it is first asked for, and kept.

    Whoever holds a catalogue holds a door: `turn_to` puts a newer book behind it, and everybody reads that from then
    on.
    """

    def __init__(self, index: Index) -> None:
        self._book = _Book(index)

    @staticmethod
    def shipped() -> "Catalogue":
        """The definitions that come with the program."""
        home = files("forms")
        return Catalogue(_fresh(home) or _cached([home]))

    @staticmethod
    def from_sources(folders: Sequence[Folder | str]) -> "Catalogue":
        """The definitions of folders (see forms.sources), later ones winning. Raises BadSource, naming the file."""
        from forms.compile import compiled

        return Catalogue(opened(compiled([Path(one) if isinstance(one, str) else one for one in folders])))

    @staticmethod
    def with_bundles(shelf: Path, at: "datetime", verify: "Verify") -> "Catalogue":
        """The shipped definitions and those of the bundles on the shelf that hold at a time (see forms.bundle).

        A bundle that is not genuine is left out. Compiled once, then kept in the user's cache.
        """
        from forms.bundle import held_bundles

        held, _ = held_bundles(shelf, at, verify)
        if not held:
            return Catalogue.shipped()
        return Catalogue(_cached([files("forms"), *(one.source for one in held)]))

    @property
    def is_fresh(self) -> bool:
        """Whether the shipped definitions still are what this was compiled from."""
        from forms.freshness import stamps

        stamped: object = self._book.index.contents["stamps"]
        return stamped == stamps([files("forms")])

    def turn_to(self, other: "Catalogue") -> None:
        """Show what `other` shows, to everybody who holds this one. Safe while other threads read."""
        self._book = other._book

    def categories(self) -> tuple[Category, ...]:
        """All categories in the policy's order, X last."""
        return tuple(category_from(one) for one in self._book.index.contents["categories"])

    def matters(self) -> tuple[MatterSummary, ...]:
        """The newest version of each matter, by code."""
        return self._book.summaries

    def matter(self, code: str, version: int | None = None) -> Matter:
        """One matter, the newest version unless one is named. Raises UnknownMatter."""
        book = self._book
        wanted = book.newest.get(code, 0) if version is None else version
        if (code, wanted) not in book.matters:
            try:
                plain = book.index.matter(code, wanted)
            except KeyError:
                raise UnknownMatter(code, version) from None
            code_sets = {one: book.code_set(one) for one in plain["code_sets"]}
            book.matters[code, wanted] = matter_from(plain, code_sets)
        return book.matters[code, wanted]

    def versions(self, code: str) -> tuple[int, ...]:
        """All versions of a matter, oldest first; empty for an unknown one."""
        return tuple(sorted(int(one) for one in self._book.index.contents["definitions"].get(code, ())))

    def code_set(self, identity: str) -> CodeSet:
        """A code set by its id. Raises LookupError."""
        return self._book.code_set(identity)

    def joints(self) -> "tuple[Joint, ...]":
        """The matters that are done in one go (联办), all versions, the newest of each first."""
        from forms.joining import joint_from  # asked for in the hall, not at start-up

        return tuple(joint_from(one) for one in self._book.index.contents["joints"])

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """What a county may set, with the defaults; a value of None is unset."""
        return {key: parameter_from(one) for key, one in self._book.index.contents["parameters"].items()}


def shipped_folder() -> Folder:
    """The folder of the shipped definitions, to build a larger catalogue upon."""
    return files("forms")


def _fresh(home: Folder) -> Index | None:
    """The compiled file beside the definitions, unless it is missing, broken or stale."""
    place = home.joinpath(COMPILED)
    try:
        index = opened_file(place) if isinstance(place, Path) else opened(place.read_bytes())
    except (OSError, ValueError):
        return None
    if not home.joinpath("definitions").is_dir():
        return index  # a frozen bundle may carry the compiled file alone
    from forms.freshness import content_hash, stamps

    if index.contents["stamps"] == stamps([home]) or index.contents["sources"] == content_hash([home]):
        return index  # an installed wheel has other times, and the same content
    return None


def _cached(folders: Sequence[Folder]) -> Index:
    """The catalogue made anew: from the user's cache when it holds this very content, else compiled now."""
    from forms.compile import compiled
    from forms.freshness import content_hash

    place = _cache_folder() / f"catalogue-{content_hash(folders)[:16]}.idx"
    try:
        return opened_file(place)
    except (OSError, ValueError):
        content = compiled(folders)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        half = place.with_name(f"{place.name}.{os.getpid()}")
        half.write_bytes(content)
        half.replace(place)
    except OSError:
        pass  # a read-only home: this run keeps it in memory
    return opened(content)


def _cache_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "weimin-kiosk"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "weimin-kiosk"
