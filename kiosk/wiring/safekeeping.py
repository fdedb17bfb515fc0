"""Backups by the clock, while screens or a hub run, and once more when they are closed; and what is done once a day."""

from __future__ import annotations

import json
import threading
import traceback
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.settings import Settings
    from kiosk.store.door import OpenStore

ACTOR, PLAN, LAST, PRUNED_ON = "backup", "backup.plan", "backup.last", "journal.pruned_on"
REST = 0.1  # seconds between two steps of what is put together: whoever files comes first
ROTATION_DUE = "key.rotation_due"
FIRST, AGAIN = 90.0, 600.0  # seconds: first the morning's work; then a look at the plan now and then
PARTING = 20.0  # seconds that a closing waits for the upstream: what has not arrived goes on in the morning


def keep_safe(store: OpenStore, settings: Settings, first: float = FIRST) -> Callable[[], None]:
    """Make backups as the plan says, on a thread of their own, as long as the store is open; what comes back ends that,
    with a last one if the plan wants it."""
    over = threading.Event()

    def go(closing: bool = False) -> None:
        try:
            with store.look() as work:
                planned = work.drawer.setting(PLAN)
            if planned:
                from kiosk.wiring.keyroom import backup_desk  # what a PC without a plan need not load

                backup_desk(store, settings, ACTOR).keep_up(closing)
                lodge(closing)
                if not closing:
                    prune_once_a_day(store)
            if not closing:
                from kiosk.store.sweeping import sweep_once_a_week
                from kiosk.store.tidying import tidy

                tidy(store, ACTOR, lambda: over.wait(REST))
                sweep_once_a_week(store, ACTOR)
        except Exception:  # a bug here ends neither the screens nor the next try
            traceback.print_exc()

    def lodge(closing: bool) -> None:
        from kiosk.wiring.lodging import lodging_desk

        until = monotonic() + PARTING
        goes_on = (lambda *_: monotonic() < until) if closing else (lambda *_: not over.is_set())
        lodging_desk(store, settings, ACTOR).keep_up(closing, goes_on)

    def rounds() -> None:
        wait = first
        while not over.wait(wait):
            let_go(store, settings)
            go()
            wait = AGAIN

    thread = threading.Thread(target=rounds, name="backup", daemon=True)
    thread.start()

    def end() -> None:
        over.set()
        thread.join()
        go(closing=True)

    return end


def let_go(store: OpenStore, settings: Settings) -> None:
    """Copies whose time is over go, and what a drill that was killed has left; and where somebody left who could open
    the data, another key takes its place."""
    from kiosk.store.backup import drop_broken_drills
    from kiosk.store.exports import Exports

    try:
        Exports(settings.exports, store.clock).sweep()
        drop_broken_drills(store.clock.now())
        with store.look() as work:
            due = work.drawer.setting(ROTATION_DUE)
        if due:
            from kiosk.wiring.keyroom import key_desk

            key_desk(store, settings, ACTOR).rotate()
    except Exception:  # a full disk ends neither the screens nor the next try
        traceback.print_exc()


def prune_once_a_day(store: OpenStore) -> int:
    """Let go of what may go after half a year; how many bodies."""
    from datetime import datetime

    from kiosk.store.pruning import prune

    with store.look() as work:
        now, done, last = work.now(), work.drawer.setting(PRUNED_ON), work.drawer.setting(LAST)
    if done == now.date().isoformat():
        return 0
    backed_up = datetime.fromisoformat(json.loads(last)["at"]) if last else None
    gone = prune(store, ACTOR, now, backed_up)
    with store.work(ACTOR) as work:
        work.drawer.set_setting(PRUNED_ON, now.date().isoformat())
    return gone
