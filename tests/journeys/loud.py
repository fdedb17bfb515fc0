"""What a program that will be killed says aloud, so that whoever kills it knows where it is.

Each program of this folder that works until it is killed opens the PC's desks here: the store says `@before_commit`
when something is about to be made durable, and `@after_commit` when it is. The product's own seams are used, nothing of
the product is changed.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from kiosk.app.desks import Desks
from kiosk.devices.clock import SystemClock
from kiosk.settings import read_settings
from kiosk.store.door import open_store
from kiosk.wiring.house import furnish


def say(word: str) -> None:
    """One line at once."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


class Loud:
    """Something of the product, as it is but for what it says."""

    def __init__(self, quiet: Any) -> None:
        self._quiet = quiet

    def __getattr__(self, name: str) -> Any:
        return getattr(self._quiet, name)


class LoudStore(Loud):
    """The store, saying when it is about to commit and when it has; `heard` makes its pieces of work louder still."""

    def __init__(self, store: Any, heard: Callable[[Any], Any]) -> None:
        super().__init__(store)
        self._heard = heard

    @contextmanager
    def work(self, actor: str) -> Iterator[Any]:
        with self._quiet.work(actor) as work:
            yield self._heard(work)
            say("@before_commit")
        say("@after_commit")


def loud_desks(data: str, heard: Callable[[Any], Any] = lambda work: work) -> Desks:
    """The desks of this PC for the command line, on a store that speaks."""
    settings = read_settings(data)
    store: Any = LoudStore(open_store(settings.data, settings.keys, SystemClock()), heard)
    return furnish(store, settings, "cli")
