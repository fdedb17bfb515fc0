"""Files matters that belong together, again and again, saying before which of its entries it is. Killed from outside.

Run as `python joint_acceptor.py DATA`: prints `@N` behind the Nth entry of a filing, `@before_commit` before it is
durable, and `ok CASE_NO…` once it is acknowledged.
"""

import sys
from typing import Any

from kiosk.app.filing import Filing
from tests.journeys.loud import Loud, loud_desks, say


class LoudJournal(Loud):
    """The journal, counting aloud."""

    def __init__(self, journal: Any) -> None:
        super().__init__(journal)
        self._count = 0

    def enter(self, *given: Any, **named: Any) -> Any:
        entered = self._quiet.enter(*given, **named)
        self._count += 1
        say(f"@{self._count}")
        return entered


class LoudWork(Loud):
    """A piece of work with a loud journal."""

    def __init__(self, work: Any) -> None:
        super().__init__(work)
        self.journal = LoudJournal(work.journal)


def main(data: str) -> None:
    """File until killed."""
    desks = loud_desks(data, LoudWork)
    example = desks.joint.open("J0001").example
    while True:
        done = desks.joint.file(Filing("J0001", example.answers, dict(example.materials)), "cli")
        say("ok " + " ".join(taken.case.case_no for taken in done.taken))


if __name__ == "__main__":
    main(sys.argv[1])
