"""Tries in vain at a door behind which everything is locked: counted beside the closed store, so that five are enough
there too (GB/T 22239 level 2: five tries, thirty minutes).

The file stands in clear. It holds back whoever sits at this PC with this program; whoever has the disk itself counts
for himself, and what holds him back is what a try costs (argon2id), nothing else.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.domain.staff import MOST_TRIES, Tries
from kiosk.domain.staff.refusals import SignInLocked
from kiosk.store.blobs import sorted_disk, write_durably
from kiosk.store.keys import locked
from kiosk.store.layout import TRIES_FILE, TRIES_LOCK

_MOST_NUMBERS = 500


@dataclass(frozen=True, slots=True)
class _Kept:
    """Of one number: the tries that count for its lock, and how many of all the journal has not been told of."""

    tries: Tries
    untold: int


_NOTHING = _Kept(Tries(), 0)


class DoorTries:
    """What was tried in vain by each number while the store was closed."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self._path, self._lock, self._now = folder / TRIES_FILE, folder / TRIES_LOCK, now

    def begin(self, staff: str) -> int:
        """One more try, counted before it is made, so that neither a kill nor many at once are for nothing; how many
        are left then. Refuses `SignInLocked`."""
        with locked(self._lock):
            known, now = self._read(), self._now()
            kept = known.get(staff, _NOTHING)
            if until := kept.tries.locked_until(now):
                raise SignInLocked(staff, until)
            made = kept.tries.again(now)
            self._write({**known, staff: _Kept(made, kept.untold + 1)})
        return MOST_TRIES - made.failed

    def right(self, staff: str) -> None:
        """It was the right secret: what was in vain before counts no more, and is still to be told."""
        with locked(self._lock):
            known = self._read()
            kept = known.get(staff, _NOTHING)
            self._write({**known, staff: _Kept(Tries(0, kept.tries.last), max(0, kept.untold - 1))})

    def told(self, tell: Callable[[str, int], None]) -> None:
        """Have each number and how often it was in vain told; it is not told again."""
        known = self._read()
        if not any(kept.untold for kept in known.values()):
            return
        with locked(self._lock):
            known = self._read()
            for staff, kept in known.items():
                if kept.untold:
                    tell(staff, kept.untold)
            self._write({staff: _Kept(kept.tries, 0) for staff, kept in known.items()})

    def _read(self) -> dict[str, _Kept]:
        try:
            said = json.loads(self._path.read_text("utf-8"))
            return {
                one: _Kept(Tries(int(t["failed"]), datetime.fromisoformat(t["last"])), int(t["untold"]))
                for one, t in said.items()
            }
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}  # whoever can write here has the disk: the count is not what holds him back

    def _write(self, known: Mapping[str, _Kept]) -> None:
        now = self._now()
        kept = {staff: one for staff, one in known.items() if one.tries.failed or one.untold}
        latest = sorted(kept.items(), key=lambda one: one[1].tries.last or now)[-_MOST_NUMBERS:]
        said = {
            staff: {"failed": k.tries.failed, "last": (k.tries.last or now).isoformat(), "untold": k.untold}
            for staff, k in latest
        }
        try:
            write_durably(self._path, json.dumps(said).encode())
        except OSError as error:
            raise sorted_disk(error) from error
