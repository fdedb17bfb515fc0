"""Where somebody lives: the 12-digit divisions of Suzhou (宿州市) down to townships, by code, name and pinyin initials.

The register holds provinces, cities, counties and townships; a county adds its villages as further files of the same
columns. A division that was abolished keeps its row (valid_to), so that an old case still reads right. Here never
lives an ID number: what stands in its first six digits says nothing about where somebody lives.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import StringIO

WIDTHS = (2, 4, 6, 9, 12)  # province, city, county, township, village
OURS = "3413"


@dataclass(frozen=True, slots=True)
class Division:
    """One row. `code` has 12 digits; `parent` is the code above, empty for the province; dates ISO or empty."""

    code: str
    name: str
    kind: str
    parent: str
    statutory: bool
    initials: str
    valid_from: str = ""
    valid_to: str = ""
    confidence: str = ""


class Divisions:
    """A register of divisions made from CSV texts, later ones adding to or replacing earlier ones."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._rows = {
            row["code"]: Division(**{**row, "statutory": row["statutory"] == "1"})  # type: ignore[arg-type]
            for text in texts
            for row in csv.DictReader(StringIO(text.removeprefix("\ufeff")))
        }

    @staticmethod
    @lru_cache(maxsize=1)
    def shipped() -> "Divisions":
        """The register that comes with the program."""
        return Divisions([files(__name__).joinpath("suzhou.csv").read_text("utf-8")])

    def get(self, code: str) -> Division | None:
        """The row of a code, or None."""
        return self._rows.get(code)

    def name_of(self, code: str) -> str:
        """The full name, as 安徽省宿州市灵璧县韦集镇; of an unknown village its township's, else the code itself."""
        names = [self._rows[above].name for above in _line(code) if above in self._rows]
        return "".join(names) or code

    def county_of(self, code: str) -> Division | None:
        """The county or district that a code lies in, or None when it is not in the register."""
        return self._rows.get(code[:6].ljust(12, "0")) if len(code) >= 6 and code[4:6] != "00" else None

    def children(self, code: str) -> tuple[Division, ...]:
        """The divisions right below a code, in the register's order."""
        return tuple(row for row in self._rows.values() if row.parent == code)

    def search(self, text: str) -> tuple[Division, ...]:
        """Divisions whose name holds the text, whose initials begin with it, or whose code begins with it."""
        wanted = text.strip().lower()
        if not wanted:
            return ()
        return tuple(
            row
            for row in self._rows.values()
            if wanted in row.name or row.initials.startswith(wanted) or row.code.startswith(wanted)
        )

    def is_missing(self, code: str) -> bool:
        """True for a code of Suzhou whose township the register does not know; other cities are not in it at all."""
        return code.startswith(OURS) and code[:9].ljust(12, "0") not in self._rows


def _line(code: str) -> list[str]:
    """The codes above and including one, from the province down."""
    return list(dict.fromkeys(code[:width].ljust(12, "0") for width in WIDTHS))


def name_of(code: str) -> str:
    """`Divisions.name_of` of the shipped register."""
    return Divisions.shipped().name_of(code)


def county_of(code: str) -> Division | None:
    """`Divisions.county_of` of the shipped register."""
    return Divisions.shipped().county_of(code)


def search(text: str) -> tuple[Division, ...]:
    """`Divisions.search` of the shipped register."""
    return Divisions.shipped().search(text)


def is_missing(code: str) -> bool:
    """`Divisions.is_missing` of the shipped register."""
    return Divisions.shipped().is_missing(code)
