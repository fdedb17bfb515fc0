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
    " WHERE case_index MATCH ? ORDER BY case_index.rowid DESC LIMIT 50"
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
    """What the window asks at each key stroke (the newest fifty and their count) against the bare look-up of one word;
    prints p50 and p95 by kind. Aim: p95 under 20 ms for each kind."""
    with _opened() as store:
        kinds = _typed(_someone())
        for name, sieve in SIEVES.items():
            taken = {kind: _strokes(store, texts, sieve) for kind, texts in kinds.items()}
            every = [one for found in taken.values() for one in found]
            print(f"-- sieve: {name}: p50 {_ms(every, 50)}, p95 {_ms(every, 95)}, worst {max(every) * 1000:.1f} ms")
            for kind, found in taken.items():
                print(
                    f"   {kind:<22} p50 {_ms(found, 50):>8}  p95 {_ms(found, 95):>8}  worst {max(found) * 1000:6.1f} ms"
                )
        connection = store._connections.mine()
        ours, floor = paired(
            lambda: _ask(store, "王", EVERYTHING),
            lambda: connection.execute(BARE, ("u738b",)).fetchall(),
            PAIRED,
        )
    return Measured("search (王, a million)", 2.0, ours, floor)


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


def _strokes(store: OpenStore, texts: Sequence[str], sieve: Sieve) -> list[float]:
    taken = []
    for _ in range(ROUNDS):
        for text in texts:
            begun = time.perf_counter()
            _ask(store, text, sieve)
            taken.append(time.perf_counter() - begun)
    return taken


def _ask(store: OpenStore, text: str, sieve: Sieve) -> object:
    with store.look() as work:
        return work.cases.hits(text, SHOWN, sieve)


def _ms(taken: Sequence[float], percent: int) -> str:
    return f"{statistics.quantiles(taken, n=100)[percent - 1] * 1000:.2f} ms"
