"""What encryption costs: acceptance and search by our own desks, encrypted and in clear, in turn in the same run."""

import contextlib
import itertools
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import sqlcipher3

from forms import Catalogue
from kiosk.app.desks import Desks
from kiosk.app.filing import Filing
from kiosk.devices.clock import SystemClock
from kiosk.settings import Settings
from kiosk.store.beginning import Beginning, _first_things, begin
from kiosk.store.connections import BUSY_SECONDS, CACHE_KIB, Connections
from kiosk.store.door import OpenStore, open_store
from kiosk.store.drawer import DrawerTable
from kiosk.store.journal import JournalBook
from kiosk.store.keys import ByMachine, StoreKeys
from kiosk.store.layout import STORE_FILE
from kiosk.store.migrations import migrate
from kiosk.wiring.house import furnish
from sync.protocol.entry import DeviceId

from .desks import STATION
from .floors import Measured, paired

ROUNDS, CASES, SEARCHES = 300, 5000, 300
WHO = Beginning("341323110000", "01", STATION, "https://cx.example.gov.cn")
SURNAMES, GIVEN = "张王李赵刘陈杨黄周吴", "桂英秀兰建国志强淑珍玉梅文军"


class InClear(Connections):
    """The same engine, the same pages, the same durability, and no key."""

    def _open(self, key: str) -> Any:
        connection = sqlcipher3.connect(
            str(self._path), isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False
        )
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", f"cache_size = -{CACHE_KIB}"):
            connection.execute(f"PRAGMA {pragma}")
        return connection


@contextlib.contextmanager
def _both() -> Iterator[tuple[Desks, Desks]]:
    """The desks on an encrypted store, and on one in clear."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stay:
        data, keys, clear = (Path(folder) / name for name in ("data", "keys", "clear"))
        begin(data, keys, WHO, SystemClock())
        sealed = open_store(data, keys, SystemClock())
        stay.callback(sealed.close)
        clear.mkdir()
        plain = InClear(clear / STORE_FILE, lambda: ["none"])
        migrate(plain.mine())
        with plain.transaction() as connection:
            device = DeviceId(f"{WHO.centre}-{WHO.device}")
            _first_things(DrawerTable(connection), JournalBook(connection, device, SystemClock(), "init"), WHO)
        opened = OpenStore(plain, clear, SystemClock(), StoreKeys(clear, ByMachine("none", keys)))
        stay.callback(opened.close)
        assert (clear / STORE_FILE).read_bytes()[:15] == b"SQLite format 3"
        assert (data / STORE_FILE).read_bytes()[:15] != b"SQLite format 3"
        yield furnish(sealed, Settings(data, keys), "bench"), furnish(opened, Settings(clear, keys), "bench")


def _filing(desks: Desks) -> Callable[[], object]:
    example = Catalogue.shipped().matter("M1103").example
    filing = Filing("M1103", example.answers, dict(example.materials))
    return lambda: desks.intake.file(filing, "bench")


def encrypted_accept() -> Measured:
    """Acceptance of a case. Aim: at most 1.5 times as long as in clear."""
    with _both() as (sealed, plain):
        return Measured("accept, encrypted", 1.5, *paired(_filing(sealed), _filing(plain), ROUNDS))


def encrypted_search() -> Measured:
    """A name among thousands, by a program that has been open for a while. Aim: at most 3 times as long as in clear."""
    return _search("search, encrypted", cold=False)


def encrypted_first_search() -> Measured:
    """The same with nothing in memory: every page is read from the disk and decrypted. Aim: at most 3 times."""
    return _search("first search, encrypted", cold=True)


def _search(name: str, cold: bool) -> Measured:
    with _both() as (sealed, plain):
        for desks in (sealed, plain):
            _fill(desks)
        names = [a + b + c for a in SURNAMES for b, c in itertools.pairwise(GIVEN)]

        def search(desks: Any) -> Callable[[], object]:
            asked = itertools.cycle(names)

            def one() -> None:
                if cold:
                    desks._store._connections.mine().execute("PRAGMA shrink_memory")
                assert desks.cases.find(next(asked))

            return one

        return Measured(name, 3.0, *paired(search(sealed), search(plain), SEARCHES))


def _fill(desks: Any) -> None:
    """Many cases, put straight into the store: what is measured is finding them."""
    from dataclasses import replace

    _filing(desks)()
    with desks._store.look() as work:
        (found,) = work.cases.find("")
        case = work.cases.get(found.case_no)
    names = itertools.cycle([a + b + c for a in SURNAMES for b in GIVEN for c in GIVEN])
    with desks._store.work("bench") as work:
        for nth in range(CASES):
            no = f"341323110000-20261123-01-{nth % 10000:04d}-{nth:03X}"[:36]
            number = f"34222419580705{nth:04d}"
            work.cases.put(replace(case, case_no=no, applicant=next(names), id_number=number, phone=f"138{nth:08d}"))
