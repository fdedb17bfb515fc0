"""Ticket issue and case acceptance to durable commit, against the same rows written by bare sqlite3 in one
transaction."""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from forms import Catalogue
from kiosk.app.desks import Desks
from kiosk.app.filing import Filing
from kiosk.app.papers import Station
from kiosk.devices.clock import SystemClock
from kiosk.settings import Settings
from kiosk.store.beginning import Beginning, begin
from kiosk.store.door import OpenStore, open_store
from kiosk.store.migrations import _FINDING, _FIRST, _TICKETS
from kiosk.store.search import search_keys
from kiosk.wiring.house import furnish

from .floors import BareRows, Measured, fresh_id, paired

ROUNDS = 400
DIGEST = bytes(32)
SCHEMA = (_FIRST + _TICKETS + _FINDING).replace(
    ", contentless_delete = 1", ""
)  # an option that the system's SQLite may not know yet
STATION = Station("灵璧县渔沟镇为民服务中心", "灵璧县渔沟镇人民政府", "渔沟", "", "", "", "")
_ENTRY = "INSERT INTO entry (n, own, id, body_hash, kind, case_no) VALUES (?, 1, ?, ?, ?, NULL)"
_PLACE = "INSERT INTO place (epoch, seq, n, prev, chain) VALUES (1, ?, ?, ?, ?)"
_BODY = "INSERT INTO body (n, content) VALUES (?, ?)"
_TICKET = "INSERT INTO ticket VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_CASE = "INSERT INTO case_record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_KEYS = "INSERT INTO case_index (rowid, keys) VALUES (?, ?)"
_COUNTER = "INSERT INTO counter VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1"


@contextlib.contextmanager
def _opened() -> Iterator[tuple[OpenStore, Desks, Path]]:
    with tempfile.TemporaryDirectory() as folder:
        data, keys = Path(folder) / "data", Path(folder) / "keys"
        begin(data, keys, Beginning("341323110000", "01", STATION, "https://cx.example.gov.cn"), SystemClock())
        store = open_store(data, keys, SystemClock())
        yield store, furnish(store, Settings(data, keys), "bench"), Path(folder)
        store.close()


def ticket() -> Measured:
    """Issue of one ticket. Aim: at most 1.5 times the floor."""
    with _opened() as (store, desks, folder):
        desks.queue.take("M1201")
        with store.look() as work:
            body = work.connection.execute("SELECT content FROM body ORDER BY n DESC LIMIT 1").fetchone()[0]
            row = work.connection.execute("SELECT * FROM ticket").fetchone()
        bare = BareRows(folder / "bare.db", SCHEMA)
        count = iter(range(1, 10**9))

        def floor() -> None:
            n = next(count)
            bare.write(
                [
                    (_ENTRY, (n, fresh_id(), DIGEST, "case.accepted")),
                    (_PLACE, (n, n, DIGEST, DIGEST)),
                    (_BODY, (n, body)),
                    (_TICKET, (*row[:2], n, fresh_id(), row[4], n, *row[6:])),
                ]
            )

        return Measured("ticket issue", 1.5, *paired(lambda: desks.queue.take("M1201"), floor, ROUNDS))


def accept() -> Measured:
    """Acceptance of one case, form judged, receipt's code sealed. Aim: at most 2 times the floor."""
    example = Catalogue.shipped().matter("M1103").example
    filing = Filing("M1103", example.answers, dict(example.materials))
    with _opened() as (store, desks, folder):
        desks.intake.file(filing, "bench")
        with store.look() as work:
            body = work.connection.execute("SELECT content FROM body ORDER BY n DESC LIMIT 1").fetchone()[0]
            row = work.connection.execute("SELECT * FROM case_record").fetchone()
            case = work.cases.get(row[1])
            assert case is not None
            keys = search_keys(case)
        bare = BareRows(folder / "bare.db", SCHEMA)
        count = iter(range(1, 10**9))

        def floor() -> None:
            n = next(count)
            bare.write(
                [
                    (_COUNTER, ("paper",)),
                    (_COUNTER, ("case",)),
                    (_ENTRY, (n, fresh_id(), DIGEST, "case.accepted")),
                    (_PLACE, (n, n, DIGEST, DIGEST)),
                    (_BODY, (n, body)),
                    (_CASE, (n, fresh_id(), *row[2:])),
                    (_KEYS, (n, keys)),
                ]
            )

        return Measured("case accept", 2.0, *paired(lambda: desks.intake.file(filing, "bench"), floor, ROUNDS))
