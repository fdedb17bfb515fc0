"""Files matters that belong together, again and again, saying before which of its entries it is. Killed from outside.

Run as `python joint_acceptor.py DATA`: prints `@N` behind the Nth entry of a filing, `@commit` before it is durable,
and `ok CASE_NO…` once it is acknowledged.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kiosk.app.filing import Filing
from kiosk.devices.clock import SystemClock
from kiosk.settings import read_settings
from kiosk.store.door import open_store
from kiosk.wiring.house import furnish


def say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


class LoudJournal:
    """The journal, counting aloud."""

    def __init__(self, journal: Any) -> None:
        self._journal = journal
        self._count = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._journal, name)

    def enter(self, *given: Any, **named: Any) -> Any:
        entered = self._journal.enter(*given, **named)
        self._count += 1
        say(f"@{self._count}")
        return entered


class LoudWork:
    """A piece of work with a loud journal."""

    def __init__(self, work: Any) -> None:
        self._work = work
        self.journal = LoudJournal(work.journal)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._work, name)


class LoudStore:
    """The store, whose pieces of work are loud."""

    def __init__(self, store: Any) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextmanager
    def work(self, actor: str) -> Iterator[Any]:
        with self._store.work(actor) as work:
            yield LoudWork(work)
            say("@commit")


def main(data: str) -> None:
    """File until killed."""
    settings = read_settings(data)
    store: Any = LoudStore(open_store(settings.data, settings.keys, SystemClock()))
    desks = furnish(store, settings, "cli")
    example = desks.joint.open("J0001").example
    while True:
        done = desks.joint.file(Filing("J0001", example.answers, dict(example.materials)), "cli")
        say("ok " + " ".join(taken.case.case_no for taken in done.taken))


if __name__ == "__main__":
    main(sys.argv[1])
