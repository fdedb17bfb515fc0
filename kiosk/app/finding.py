"""What a clerk looks for: the text in the one box, and the sieve of filters that he has laid over it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.app.outcomes import CaseFound

COUNTED = 1000  # so many are counted; more are said to be more


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a case has to be as well; everything left at its default lets every case through.

    `states` are case states, any of them; `since` and `until` days of filing, both included (China's calendar);
    `agent`: filed by somebody for the applicant; `village` the 12 digits of the centre that filed it; `overdue_on`: it
    runs, and its day lies before this one; `owed`: a paper is still owed (容缺). `today`: as of which day a case
    stands so and is shown: what nobody answered in time counts as accepted (视为受理); None: as it was entered.
    """

    states: frozenset[str] = frozenset()
    matter: str = ""
    since: date | None = None
    until: date | None = None
    window: str = ""
    agent: bool = False
    village: str = ""
    overdue_on: date | None = None
    owed: bool = False
    today: date | None = None


EVERYTHING = Sieve()


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found: the newest, and how many there are, at most `COUNTED` (then there may be `more`). `count` is
    None where nothing was asked: nobody counts all cases for that."""

    found: Sequence[CaseFound]
    count: int | None
    more: bool = False
