"""What a resident says of a service (好差评): five levels, and for the two bad ones the reasons that are asked for.

Levels are kept by name: in GB/T 39046 A.8 1 is the best, in the tags of the provinces 5 is (standards.md §5).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

UNTOUCHED = 60  # seconds without a touch after which a service counts as not rated (standards.md §5)


class Level(StrEnum):
    """From the best to the worst; no screen ever begins with one chosen."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    FAIRLY_SATISFIED = "fairly_satisfied"
    DISSATISFIED = "dissatisfied"
    VERY_DISSATISFIED = "very_dissatisfied"

    @property
    def bad(self) -> bool:
        """Whether it is a bad rating (差评), which somebody has to look into."""
        return self in REASONS


REASONS: Mapping[Level, tuple[str, ...]] = {
    Level.DISSATISFIED: tuple(str(code) for code in range(207, 215)),
    Level.VERY_DISSATISFIED: tuple(str(code) for code in range(108, 116)),
}
"""Codes of the reasons that may be given with a bad rating; their words stand in `words`."""


class Passed(StrEnum):
    """Why a service that was put to a resident is not rated."""

    SKIPPED = "skipped"
    UNTOUCHED = "untouched"


@dataclass(frozen=True, slots=True)
class Rateable:
    """What is rated: a case, or a visit (`ticket` its id, `number` as it is said) when none was filed. `staff` is the
    actor who served, who is never told who rated."""

    case_no: str = ""
    ticket: str = ""
    number: str = ""
    matter: str = ""
    window: str = ""
    staff: str = ""

    @property
    def name(self) -> str:
        """One name for one service: it is rated once."""
        return self.case_no or self.ticket


@dataclass(frozen=True, slots=True)
class RatingFigures:
    """`given` ratings, of which `good` have one of the first three levels; `passed` were put to a resident and not
    answered, and count for neither."""

    given: int = 0
    good: int = 0
    passed: int = 0
    levels: Mapping[str, int] | None = None

    @property
    def active(self) -> float | None:
        """主动评价率: ratings given of all that were asked for; None where nothing was."""
        asked = self.given + self.passed
        return self.given / asked if asked else None

    @property
    def good_rate(self) -> float | None:
        """好评率: good ones of those given; None for none."""
        return self.good / self.given if self.given else None


@dataclass(frozen=True, slots=True)
class BadRating:
    """A bad rating as somebody's work: to be looked into, mended and answered. `case_no` is empty when the resident
    did not give his name: then nobody is told who he is."""

    id: str
    at: datetime
    level: Level
    reasons: tuple[str, ...]
    matter: str
    window: str
    staff: str
    way: str
    case_no: str = ""


def level_of(told: str) -> Level | None:
    """A level by its name, or by its digit in GB/T 39046-2020 A.8 (1 the best, 5 the worst); None for neither."""
    levels = list(Level)
    if told.isascii() and told.isdigit() and 1 <= int(told) <= len(levels):
        return levels[int(told) - 1]
    return Level(told) if told in levels else None


def reasons_fit(level: Level, reasons: Sequence[str]) -> bool:
    """Whether these reasons may be given with this level; with a good one none is asked for."""
    return set(reasons) <= set(REASONS.get(level, ())) and len(set(reasons)) == len(reasons)
