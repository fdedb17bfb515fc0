"""The index that finds cases, kept in few pieces: whoever looks something up walks each piece, and among many small
ones the same walk takes twice as long. A million cases are put together in four seconds of work, little by little."""

from collections.abc import Callable
from typing import Any

from kiosk.store.door import OpenStore

WORTH_IT = 64  # pages: below that nothing is gained
SCATTERED = 0.2  # so much of all pages lies outside the largest piece
AT_ONCE = 250  # pages in one transaction, some 40 ms: nobody who files waits longer for it
_PIECES = "SELECT count(*) FROM case_index_idx GROUP BY segid ORDER BY 1 DESC"
_MERGE = "INSERT INTO case_index (case_index, rank) VALUES ('merge', ?)"


def scattered(connection: Any) -> bool:
    """Whether the index is large, and much of it lies outside its largest piece."""
    pages: list[int] = [row[0] for row in connection.execute(_PIECES)]
    total = sum(pages)
    return total >= WORTH_IT and total - pages[0] > SCATTERED * total


def tidy(store: OpenStore, actor: str, enough: Callable[[], bool]) -> int:
    """Put the pieces of the index together where they are scattered; how many steps it took. Each step is a transaction
    of its own; after each `enough` rests and says whether to leave the others for another day. What is found never
    changes by it."""
    with store.look() as work:
        if not scattered(work.connection):
            return 0
    steps, pages, more = 0, -AT_ONCE, True  # less than none: all pieces are to go together
    while more:
        with store.work(actor) as work:
            before = work.connection.total_changes
            work.connection.execute(_MERGE, (pages,))
            more = work.connection.total_changes - before > 1
        steps, pages = steps + 1, AT_ONCE
        if enough():
            break
    return steps
