"""A long-lived process that runs a window's line in a loop: takes, calls, lets rest, and says aloud what it has done.

Run as `python caller.py DATA`: prints `did NUMBER STATE` after each acknowledged step, and `@before_commit` while
one is about to be made durable.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from typing import Any

from kiosk.app.ports import Store
from kiosk.devices.clock import SystemClock
from kiosk.domain.ticket import Hold
from kiosk.settings import read_settings
from kiosk.store.door import open_store
from kiosk.wiring.house import furnish


def say(word: str) -> None:
    """One line at once, so that whoever kills knows where we are."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


class LoudStore:
    """The store, saying when it is about to commit."""

    def __init__(self, store: Any) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextmanager
    def work(self, actor: str) -> Iterator[Any]:
        with self._store.work(actor) as work:
            yield work
            say("@before_commit")


def main(data: str) -> None:
    """Run the line until killed."""
    settings = read_settings(data)
    store: Store = LoudStore(open_store(settings.data, settings.keys, SystemClock()))
    queue = furnish(store, settings, "cli").queue
    for hold in cycle(Hold):
        for _ in range(2):
            ticket = queue.take("M1103").ticket
            say(f"did {ticket.number} {ticket.state}")
        for last in (lambda number, hold=hold: queue.hold(number, hold, "note"), queue.skip):
            called = queue.call("3").ticket
            say(f"did {called.number} {called.state}")
            say("@called")
            ended = last(called.number).ticket
            say(f"did {ended.number} {ended.state}")
            say(f"@{ended.state}")


if __name__ == "__main__":
    main(sys.argv[1])
