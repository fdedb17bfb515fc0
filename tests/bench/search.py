"""Finding one among a million encrypted cases, key stroke by key stroke, against a bare look-up in the same file."""

import contextlib
import statistics
import time
from collections.abc import Iterator, Sequence
from datetime import date

from kiosk.app.finding import EVERYTHING, Sieve
from kiosk.domain.case import Case
from kiosk.store.door import OpenStore

from .floors import Measured, paired
from .million import LAST_DAY, list_of_cases, million

ROUNDS, PAIRED, SHOWN = 3, 60, 50
BARE = (
    "SELECT c.case_no, c.applicant, c.id_number FROM case_index JOIN case_record c ON c.n = case_index.rowid"
    " WHERE case_index MATCH ? ORDER BY case_index.rowid DESC LIMIT 50",
    "SELECT count(*) FROM (SELECT 1 FROM case_index WHERE case_index MATCH ? ORDER BY rowid DESC LIMIT 1000)",
)
SIEVES = {
    "all": EVERYTHING,
    "owed": Sieve(owed=True),
    "overdue": Sieve(overdue_on=LAST_DAY),
    "open, of one village": Sieve(states=frozenset({"in_review", "accepted"}), village="341323110202"),
    "a matter, 40 days": Sieve(matter="M0703", since=date(2026, 10, 15), until=LAST_DAY),
    "a window, by an agent": Sieve(window="3", agent=True),
}


def search() -> Measured:
    """What the window asks at each key stroke (the newest fifty, and up to a thousand counted) against the bare
    look-up and count of one word; prints p50 and p95 by kind. Aim: p95 under 20 ms for each kind."""
    with _opened() as store:
        kinds = _typed(_someone())
        for name, sieve in SIEVES.items():
            taken = {kind: _strokes(store, texts, sieve) for kind, texts in kinds.items()}
            every = [one for found in taken.values() for one in found]
            print(f"-- sieve: {name}: {_told(every)}")
            for kind, found in taken.items():
                print(f"   {kind:<18} {_told(found)}")
        connection = store._connections.mine()
        ours, floor = paired(
            lambda: _ask(store, "王", EVERYTHING),
            lambda: [connection.execute(bare, ("u738b",)).fetchall() for bare in BARE],
            PAIRED,
        )
    return Measured("search (王, a million)", 3.0, ours, floor)


@contextlib.contextmanager
def _opened() -> Iterator[OpenStore]:
    store = million()
    yield store
    store.close()


def _someone() -> Case:
    """A case of some years ago, of somebody with a name of three characters."""
    return next(case for nth, case in enumerate(list_of_cases()) if nth > 1000 and len(case.applicant) == 3)


def _typed(case: Case) -> dict[str, Sequence[str]]:
    """Every text that stands in the box while each of these is typed."""
    serial = case.case_no[-8:]
    whole = {
        "characters": (case.applicant, "王", "李伟", "张国强", "王䶮", "伟", "欧阳"),
        "initials": ("wxm", "lw", "zgq", "w", "l", "zzz", "wwjjll"),
        "pinyin": ("wangwei", "zhangxiuying", "liqiang", "wangyan", "xuan"),
        "mixed": ("wangxm", "zhangxy", "wxiuying", "王xy", "李wei"),
        "ID": (case.id_number, "341323196503121515"),
        "last six": (case.id_number[-6:], "121515"),
        "phone": (case.phone, "13800001234"),
        "phone's last four": (case.phone[-4:], "0000"),
        "case number": (case.case_no,),
        "its tail": (serial, serial[-3:], "0007"),
        "ticket, document": ("C012", "000417"),
    }
    return {kind: [text[:size] for text in texts for size in range(1, len(text) + 1)] for kind, texts in whole.items()}


def _strokes(store: OpenStore, texts: Sequence[str], sieve: Sieve) -> list[tuple[float, float]]:
    """Seconds by the clock on the wall, and of the processor alone: on a busy machine only the second tells."""
    taken = []
    for _ in range(ROUNDS):
        for text in texts:
            begun, worked = time.perf_counter(), time.thread_time()
            _ask(store, text, sieve)
            taken.append((time.perf_counter() - begun, time.thread_time() - worked))
    return taken


def _ask(store: OpenStore, text: str, sieve: Sieve) -> object:
    with store.look() as work:
        return work.cases.hits(text, SHOWN, sieve)


def _told(taken: Sequence[tuple[float, float]]) -> str:
    wall, worked = ([one[nth] * 1000 for one in taken] for nth in range(2))
    wall_at, worked_at = (statistics.quantiles(found, n=100) for found in (wall, worked))
    return (
        f"p50 {wall_at[49]:6.2f}  p95 {wall_at[94]:6.2f}  worst {max(wall):6.1f} ms"
        f"   processor: p50 {worked_at[49]:6.2f}  p95 {worked_at[94]:6.2f}  worst {max(worked):6.1f} ms"
    )
