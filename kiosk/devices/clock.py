"""The PC's clocks: wall time in China, nanoseconds since this boot, and the boot's id, to find a clock that
was put back."""

import time
import uuid
from datetime import datetime
from functools import cached_property
from pathlib import Path

from kiosk.domain.deadline import CHINA

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class SystemClock:
    """The clock of this PC."""

    def now(self) -> datetime:
        """Wall time with its offset; may be wrong, and nothing is ordered by it."""
        return datetime.now(CHINA)

    def mono(self) -> int:
        """Nanoseconds since this boot, never running backwards."""
        return time.monotonic_ns()

    def boot(self) -> str:
        """The id of this boot."""
        return self._boot

    @cached_property
    def _boot(self) -> str:
        try:
            return _BOOT_ID.read_text("ascii").strip()
        except OSError:  # no such file outside Linux: the start of the clock tells boots apart to the minute
            minutes = round((time.time() - time.monotonic()) / 60)
            return str(uuid.uuid5(uuid.UUID(int=uuid.getnode()), str(minutes)))
