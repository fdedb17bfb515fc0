"""Follows the line wherever it is kept: at the hub by waiting there for news, on this PC by a glance at the
store's own mark
of change, ten times a second."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.domain.refusals import Trouble

if TYPE_CHECKING:
    from kiosk.lan.queue import HubLine
    from kiosk.store.door import OpenStore

GLANCE = 0.1  # seconds


def follow(store: OpenStore, way: HubLine | None, changed: Callable[[], None]) -> Callable[[], None]:
    """Have `changed` called when the line has changed elsewhere; what comes back ends it."""
    if way is not None:
        from kiosk.lan.queue import Listener

        return Listener(way, changed).close
    over = threading.Event()
    thread = threading.Thread(target=_glance, args=(store, over, changed), name="glance", daemon=True)
    thread.start()

    def end() -> None:
        over.set()
        thread.join()

    return end


def _glance(store: OpenStore, over: threading.Event, changed: Callable[[], None]) -> None:
    known = store.mark()
    while not over.wait(GLANCE):
        try:
            mark = store.mark()
        except Trouble:  # a disk that is away for a moment
            continue
        if mark != known:
            known = mark
            changed()
