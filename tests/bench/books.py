"""The books at a start: what a start looks at at once, and the pass over all tables behind the screens, each beside the
barest reading of the same rows from the same encrypted file."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.store.chain import check_from_mark
from kiosk.store.checkpoints import check_moved, last_checkpoint, take_stock
from kiosk.store.door import OpenStore
from kiosk.wiring.checking import check_start

from .floors import Measured, paired
from .year_kept import a_day_more, year

DAYS, ROUNDS = 20, 15
TABLES = ("case_record", "ticket", "account")


@contextmanager
def _stocked() -> Iterator[OpenStore]:
    """A month of a township, counted, and a day more."""
    with TemporaryDirectory() as folder:
        store, clock = year(Path(folder), DAYS)
        assert [*take_stock(store)][-1] == []
        assert check_from_mark(store) == []
        clock.turn(days=1)
        a_day_more(store, clock)
        yield store
        store.close()


def books_at_start() -> Measured:
    """What was entered since the last checkpoint, and the rows that it moved; the floor reads, hashes and decodes the
    same bodies."""
    with _stocked() as store:

        def bare() -> None:
            with store.look() as work:
                last = last_checkpoint(work.connection)
                assert last
                rows = work.connection.execute("SELECT content FROM body WHERE n > ?", (last.n,))
                for (content,) in rows:
                    hashlib.sha256(content).digest()
                    json.loads(content)

        def ours() -> None:
            assert check_start(store) == []

        return Measured("books at a start", 10.0, *paired(ours, bare, ROUNDS))


def books_in_pieces() -> Measured:
    """All tables against the checkpoint; the floor reads and hashes every row."""
    with _stocked() as store:

        def bare() -> None:
            with store.look() as work:
                for table in TABLES:
                    for row in work.connection.execute(f"SELECT * FROM {table}"):
                        hashlib.sha256(repr(row).encode()).digest()

        def ours() -> None:
            assert [*take_stock(store)][-1] == []
            with store.look() as work:
                assert [*check_moved(work)] == []

        return Measured("tables in pieces", 10.0, *paired(ours, bare, ROUNDS))
