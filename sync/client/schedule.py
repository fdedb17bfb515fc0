"""When to go to the upstream again: after a failure later and later, by chance, and never not at all.

Full jitter (a random time between nothing and the present limit) keeps a city's fourteen hundred centres from coming
back all in the same second. Nothing here waits; it only tells for how long.
"""

from collections.abc import Callable

FIRST, LONGEST = 5.0, 300.0  # seconds
MOST_ASKED = 3600.0  # more peace than this is given to nobody: a proxy may ask for a year


class Schedule:
    """Tells after each round how many seconds to wait for the next. `chance` gives a number in [0, 1)."""

    def __init__(self, chance: Callable[[], float], every: float = 30.0, spread: float = 60.0) -> None:
        self._chance = chance
        self._every = every
        self._spread = spread
        self._failures = 0

    def succeeded(self, asked: float = 0.0, more: bool = False) -> float:
        """A round went well. `more`: there is more to carry. `asked`: the upstream wants this much peace."""
        self._failures = 0
        if asked:
            return self._later(asked, self._every)
        return 0.0 if more else self._every * (0.75 + 0.5 * self._chance())

    def failed(self, asked: float = 0.0) -> float:
        """A round did not. Between nothing and 5 s, 10 s, 20 s … 5 min; at least what the upstream asked."""
        limit = min(LONGEST, FIRST * float(1 << min(self._failures, 10)))
        self._failures += 1
        return self._later(asked, limit) if asked else limit * self._chance()

    def link_up(self) -> float:
        """The line is back: forget the failures and go within a minute, not all in the same second."""
        self._failures = 0
        return self._spread * self._chance()

    def _later(self, asked: float, limit: float) -> float:
        """As long as was asked, and then by chance: or all whom it asked would come back together."""
        asked = min(asked, MOST_ASKED)
        return asked + max(limit, min(asked, self._spread)) * self._chance()
