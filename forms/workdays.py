"""Which days are working days: the State Council's yearly notice of holidays and make-up days, as far as it is known.

One TOML file a year in forms/calendar; a centre adds a year by adding a file. For a year without a file weekends are
taken off and nothing else, and `known` says so: such a date is to be shown as 暂按周末推算. Reckoning of due dates
lives in the domain, not here.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days of the years in `years`; `version` names them and changes when any of them does."""

    years: frozenset[int]
    holidays: frozenset[date]
    makeup: frozenset[date]
    version: str

    @staticmethod
    @lru_cache(maxsize=1)
    def shipped() -> "Calendar":
        """The years that come with the program."""
        folder = files("forms").joinpath("calendar")
        names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
        return Calendar.from_texts(folder.joinpath(name).read_text("utf-8") for name in names)

    @staticmethod
    def from_texts(texts: Iterable[str]) -> "Calendar":
        """A calendar of TOML texts in the form of forms/calendar/2026.toml; the last text of a year counts.

        Raises ValueError for a text that has not that form.
        """
        years: dict[int, tuple[frozenset[date], frozenset[date]]] = {}
        for text in texts:
            year, *days = _year_of(tomllib.loads(text))
            years[year] = (days[0], days[1])
        parts = [f"{year}.{len(off)}.{len(on)}.{_sum(off | on)}" for year, (off, on) in sorted(years.items())]
        return Calendar(
            years=frozenset(years),
            holidays=frozenset(day for off, _ in years.values() for day in off),
            makeup=frozenset(day for _, on in years.values() for day in on),
            version="+".join(parts),
        )

    def with_years(self, texts: Iterable[str]) -> "Calendar":
        """This calendar with further years, or with better ones for the same years."""
        other = Calendar.from_texts(texts)
        return Calendar(
            years=self.years | other.years,
            holidays=frozenset(day for day in self.holidays if day.year not in other.years) | other.holidays,
            makeup=frozenset(day for day in self.makeup if day.year not in other.years) | other.makeup,
            version="+".join(
                [part for part in self.version.split("+") if part and int(part[:4]) not in other.years]
                + [other.version]
            ),
        )

    def is_workday(self, day: date) -> bool:
        """Monday to Friday without holidays, and make-up days; in an unknown year Monday to Friday."""
        return day in self.makeup or (day.weekday() < SATURDAY and day not in self.holidays)

    def known(self, year: int) -> bool:
        """True when that year's notice has been taken in."""
        return year in self.years


def _sum(days: frozenset[date]) -> str:
    return format(sum(day.toordinal() * day.toordinal() for day in days) % 0xFFFFFF, "06x")


def _year_of(table: dict[str, Any]) -> tuple[int, frozenset[date], frozenset[date]]:
    year = table.get("year")
    holidays = [day for days in table.get("holidays", {}).values() for day in days]
    makeup = table.get("makeup_workdays", [])
    if not isinstance(year, int) or any(type(day) is not date or day.year != year for day in (*holidays, *makeup)):
        raise ValueError("calendar: year, [holidays] and makeup_workdays of that year are needed")
    return year, frozenset(holidays), frozenset(makeup)
