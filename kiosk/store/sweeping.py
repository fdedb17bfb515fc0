"""Scans that nothing names any more: a page that was captured and thrown away, a draft that was dropped, a slip whose
entry was let go. Once a week they leave the disk, a while after the last hand was on them.

Whoever keeps something names it later, in a draft or an entry: what was kept lately is never looked at, and keeping a
thing again makes it new. What any table of the store names stays, whoever wrote it there and in whatever shape.
"""

import re
import time
from collections.abc import Iterator
from typing import Any

from kiosk.store.door import OpenStore

SWEPT_ON = "scans.swept_on"
EVERY = 7  # days
GRACE = 2 * 24 * 60 * 60.0  # seconds by the disk's own clock
_NAME = re.compile(rb"[0-9a-f]{64}")
_INDEX = "case_index"  # words of the index: they name no scan
_AT_ONCE = 500


def sweep_scans(store: OpenStore, grace: float = GRACE) -> int:
    """Let go of what nothing names and nobody has kept within the last `grace` seconds; how many. Safe beside a window
    that captures, and after a kill at any moment: what was half let go is taken back or let go by the next sweep."""
    before = time.time() - grace
    blobs = store.blobs
    loose = set(blobs.old(before)) | set(blobs.going())
    if loose:
        loose -= _named(store)
    for name in blobs.going():
        if name not in loose:
            blobs.take_back(name)
    return sum(blobs.let_go(name, before) for name in sorted(loose))


def sweep_once_a_week(store: OpenStore, actor: str) -> int:
    """The same, where it is due; how many."""
    from datetime import date, timedelta

    with store.look() as work:
        today, done = work.now().date(), work.drawer.setting(SWEPT_ON)
    if done and today - date.fromisoformat(done) < timedelta(days=EVERY):
        return 0
    gone = sweep_scans(store)
    with store.work(actor) as work:
        work.drawer.set_setting(SWEPT_ON, today.isoformat())
    return gone


def _named(store: OpenStore) -> set[str]:
    """Everything in the store that looks like the name of a scan, in one picture of it: what moves from a draft into a
    case meanwhile is named in the one or in the other."""
    with store.look() as work:
        found = (name for text in _texts(work.connection) for name in _NAME.findall(text))
        return {name.decode("ascii") for name in found}


def _texts(connection: Any) -> Iterator[bytes]:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        if table.startswith((_INDEX, "sqlite_")):
            continue
        rows = connection.execute(f'SELECT * FROM "{table}"')
        while piece := rows.fetchmany(_AT_ONCE):
            for row in piece:
                yield from (_bytes(value) for value in row if isinstance(value, (str, bytes)))


def _bytes(value: str | bytes) -> bytes:
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
