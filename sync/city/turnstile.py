"""A turnstile before the search by number: a few tries from one address in a while, so that guessing leads nowhere."""

from collections import deque
from collections.abc import Callable
from threading import Lock

TRIES, WHILE = 10, 600.0  # seconds
_MOST_ADDRESSES = 10_000


class Turnstile:
    """Counts tries by address. `mono` is a clock in seconds that only runs forward."""

    def __init__(self, mono: Callable[[], float], tries: int = TRIES, within: float = WHILE) -> None:
        self._mono = mono
        self._tries = tries
        self._within = within
        self._seen: dict[str, deque[float]] = {}
        self._lock = Lock()

    def lets_in(self, address: str) -> bool:
        """Whether one more try is allowed; it is counted if so."""
        now = self._mono()
        with self._lock:
            if len(self._seen) >= _MOST_ADDRESSES:
                self._forget(now)
            tries = self._seen.setdefault(address, deque())
            while tries and now - tries[0] > self._within:
                tries.popleft()
            if len(tries) >= self._tries:
                return False
            tries.append(now)
            return True

    def _forget(self, now: float) -> None:
        """Drop addresses that have been quiet; all of them if a flood leaves none quiet."""
        self._seen = {one: tries for one, tries in self._seen.items() if tries and now - tries[-1] <= self._within}
        if len(self._seen) >= _MOST_ADDRESSES:
            self._seen.clear()
