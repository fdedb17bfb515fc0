"""A year of a township's journal, simulated: how large it grows, what may go after half a year, and how long a start
looks through it then. `python -m tests.bench.year_kept` prints the figures of docs/measured/journal-size.md."""

import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from forms import Catalogue
from kiosk.app.filing import Filing
from kiosk.domain.case import after
from kiosk.domain.deadline import CHINA
from kiosk.domain.ticket import after as ticket_after
from kiosk.settings import Settings
from kiosk.store.beginning import Beginning, begin
from kiosk.store.chain import check_from_mark
from kiosk.store.checkpoints import check_moved, take_stock
from kiosk.store.door import OpenStore, open_store
from kiosk.store.pruning import prune
from kiosk.store.work import StoreWork
from kiosk.wiring.house import furnish
from sync.protocol.kinds import (
    CaseDecided,
    CaseFiled,
    DocumentPrinted,
    Looked,
    SlipPrinted,
    StaffCame,
    TicketCalled,
    TicketMoved,
    TicketTaken,
)
from tests.store.conftest import STATION, TurnedClock
from tests.store.test_pruning import acknowledge

DAYS, TICKETS, CASES, LOOKS, STAFF = 250, 80, 40, 120, 12  # working days; each day so many
BEGUN = datetime(2026, 1, 5, 8, 30, tzinfo=CHINA)


def year(folder: Path, days: int = DAYS) -> tuple[OpenStore, TurnedClock]:
    """A store after so many working days, and its clock."""
    clock = TurnedClock(BEGUN)
    begin(
        folder / "data", folder / "keys", Beginning("341323110000", "01", STATION, "https://cx.example.gov.cn"), clock
    )
    store = open_store(folder / "data", folder / "keys", clock)
    matter = Catalogue.shipped().matter("M1103")
    desks = furnish(store, Settings(folder / "data", folder / "keys"), "staff:0305")
    desks.intake.file(Filing("M1103", dict(matter.example.answers), dict(matter.example.materials)), "staff:0305")
    with store.look() as work:
        (first,) = work.journal.of_kinds("case.accepted")
    sample = msgspec.convert(first.read().payload, CaseFiled)
    for nth, day in zip(range(days), _working_days(), strict=False):
        clock.at = day
        with store.work("staff:0305") as work:
            _a_day(work, clock, nth, sample)
    return store, clock


def a_day_more(store: OpenStore, clock: TurnedClock) -> None:
    """Another one, like those before."""
    with store.look() as work:
        sample = msgspec.convert(work.journal.of_kinds("case.accepted")[0].read().payload, CaseFiled)
    with store.work("staff:0305") as work:
        _a_day(work, clock, 999, sample)


def _working_days() -> Iterator[datetime]:
    day = BEGUN
    while True:
        if day.weekday() < 5:
            yield day
        day += timedelta(days=1)


def _a_day(work: StoreWork, clock: TurnedClock, nth: int, sample: CaseFiled) -> None:
    day = clock.at.date().isoformat()
    for _ in range(STAFF):
        work.journal.enter(StaffCame(staff="0305", how="secret"), "staff.signed_in")
    for count in range(1, TICKETS + 1):
        named = {"ticket": f"{nth}-{count}", "day": day, "number": f"C{count:03d}"}
        clock.turn(minutes=5)
        taken = TicketTaken(**named, matter="M1103", arrival=count)
        ticket = ticket_after(None, work.journal.enter(taken, "ticket.taken").happened)
        work.journal.enter(SlipPrinted(**named, printer="POS-58", state="confirmed"), "slip.printed")
        called = TicketCalled(**named, window="3", turn=count)
        ticket = ticket_after(ticket, work.journal.enter(called, "ticket.called").happened)
        served = TicketMoved(**named, window="3")
        work.tickets.put(ticket_after(ticket, work.journal.enter(served, "ticket.served").happened))
    for count in range(CASES):
        number = f"341323110000-{day.replace('-', '')}-01-{count:04d}-ABC"
        filed = work.journal.enter(msgspec.structs.replace(sample, case_no=number), "case.accepted", number).happened
        printed = DocumentPrinted(document="receipt", sha256="0" * 64, printer="HP-1020", trouble="")
        work.journal.enter(printed, "document.printed", number)
        decided = work.journal.enter(CaseDecided(result="granted", text="准予"), "case.decided", number).happened
        work.cases.put(after(after(None, filed), decided))
    for _ in range(LOOKS):
        work.journal.enter(Looked(what="case", purpose="办件"), "person.looked")


def sizes(store: OpenStore) -> dict[str, float]:
    """Entries, MiB of bodies, MiB of pages in use."""
    with store.look() as work:
        execute = work.connection.execute
        (entries,) = execute("SELECT count(*) FROM entry").fetchone()
        (count, bodies) = execute("SELECT count(*), sum(length(content)) FROM body").fetchone()
        pages, free, size = (
            int(execute(f"PRAGMA {one}").fetchone()[0]) for one in ("page_count", "freelist_count", "page_size")
        )
    return {
        "entries": entries,
        "bodies": count,
        "MiB of bodies": bodies / 2**20,
        "MiB in use": (pages - free) * size / 2**20,
    }


def _timed(what: str, job: object) -> None:
    begun, worked = time.perf_counter(), time.process_time()
    assert callable(job)
    found = job()
    print(f"{what}: {time.perf_counter() - begun:.2f} s, {time.process_time() - worked:.2f} s of work ({found})")


def _moved(store: OpenStore) -> int:
    with store.look() as work:
        return len(check_moved(work))


def main() -> None:
    """Print it all."""
    with tempfile.TemporaryDirectory() as folder:
        store, clock = year(Path(folder))
        print("after a year:", sizes(store))
        _timed("first pass, with the whole fold", lambda: [*take_stock(store)][-1])
        clock.turn(days=1)
        with store.work("staff:0305") as work:
            first = work.cases.find("", 300)[-1]
            for _ in range(100):
                work.journal.enter(Looked(what="case"), "person.looked", first.case_no)
        check_from_mark(store)
        _timed("a start, journal from its mark", lambda: check_from_mark(store))
        _timed("a start, rows moved since", lambda: _moved(store))
        _timed("the rest, in pieces", lambda: [*take_stock(store)][-1])
        steps: list[float] = []
        begun = time.perf_counter()
        for _ in take_stock(store):
            steps.append(time.perf_counter() - begun)
            begun = time.perf_counter()
        middle = sorted(steps)[len(steps) // 2]
        print(f"{len(steps)} pieces, the longest {max(steps) * 1000:.0f} ms, the middle {middle * 1000:.1f} ms")
        acknowledge(store, clock.now())
        _timed("what may go, goes", lambda: prune(store, "backup", clock.now(), clock.now()))
        print("after it went:", sizes(store))
        store.close()


if __name__ == "__main__":
    main()
