"""A long-lived process that accepts cases in a loop, says aloud where it is, and tells each case once it is
acknowledged.

Run as `python acceptor.py DATA [CITY]`: prints `@WINDOW` when it enters a window, and `ok CASE_NO REQUEST` after each
acknowledged case. The windows are reached through the product's own seams; nothing of the product is changed.
"""

import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from forms import Catalogue
from kiosk.app.filing import Filing
from kiosk.app.ports import Store
from kiosk.devices.clock import SystemClock
from kiosk.settings import read_settings
from kiosk.store.door import open_store
from kiosk.wiring.house import furnish


def say(word: str) -> None:
    """One line at once, so that whoever kills knows where we are."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


class LoudStore:
    """The store, saying when it is about to commit and when it has."""

    def __init__(self, store: Any) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextmanager
    def work(self, actor: str) -> Iterator[Any]:
        with self._store.work(actor) as work:
            yield work
            say("@before_commit")
        say("@after_commit")


def main(data: str) -> None:
    """Accept until killed."""
    settings = read_settings(data)
    store: Store = LoudStore(open_store(settings.data, settings.keys, SystemClock()))
    desks = furnish(store, settings, "cli")
    example = Catalogue.shipped().matter("M1103").example
    while True:
        request = uuid.uuid4().hex
        say(f"@asked {request}")
        taken = desks.intake.file(Filing("M1103", example.answers, dict(example.materials)), "cli", request)
        say(f"ok {taken.case.case_no} {request}")
        say("@printing")
        desks.printing.receipt(taken, "cli")
        say("@sending")
        desks.post.send()


if __name__ == "__main__":
    main(sys.argv[1])
