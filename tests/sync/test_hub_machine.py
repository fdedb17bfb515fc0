"""PCs, clones of them, a real hub and a real city, with lines that fail, kills, and disks put back on every side: a
machine of states that hypothesis drives. Whatever was on paper is at the city in the end, once, and all journals agree.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from sqlalchemy import select

from kiosk.domain.refusals import Refusal
from sync.city.check import check_books
from sync.city.tables import body, entry, quarantine
from sync.client.courier import RoundOutcome
from sync.client.troubles import SyncTrouble
from sync.protocol.entry import read_body
from tests.sync.city_kit import CENTRE, Clock, Wire, a_city, accept, lost
from tests.sync.hub_kit import HubHouse, Pc
from tests.sync.paper_shelf import id_of

MEMORY = "/dev/shm"
LONG = bool(os.environ.get("KIOSK_LONG"))
LINES = st.sampled_from(["good", "good", "request lost", "answer lost"])
AT = st.integers(0, 3)


def same(message: bytes) -> bytes:
    return message


def spoil(wire: Wire, how: str) -> None:
    """What the line does from now on."""
    wire.before = lost if how == "request lost" else same
    wire.after = lost if how == "answer lost" else same


class Running(Clock):
    """A clock that goes on, as clocks do."""

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=10)
        return self.now


class HubMachine(RuleBasedStateMachine):
    """Two PCs behind one hub, and what may happen to them, to it, and to the city behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if Path(MEMORY).is_dir() else None))
        self.clock = Running()
        self.city = a_city(self.folder / "city", self.clock)
        self.house = HubHouse(self.folder / "hub")
        self.house.enrol(self.city)
        self.pcs: list[Pc] = []
        self.images: list[tuple[int, Any]] = []
        self.backups: list[Path] = []
        self.hub_images: list[Path] = []
        self.receipts: dict[str, bytes] = {}
        self.count = 0

    @initialize()
    def two_pcs(self) -> None:
        self.pcs = [self.house.pair(f"{CENTRE}-02"), self.house.pair(f"{CENTRE}-03")]

    @rule(at=AT, times=st.integers(0, 2), line=LINES)
    def a_pc_files_and_goes_to_the_hub(self, at: int, times: int, line: str) -> None:
        self._file(at, times)
        pc = self._pc(at)
        spoil(pc.wire, line)
        self._try(pc.round)

    @rule(at=AT, times=st.integers(1, 2))
    def a_pc_files_without_a_line(self, at: int, times: int) -> None:
        self._file(at, times)

    @rule(at=AT, times=st.integers(0, 2))
    def a_pc_goes_past_the_hub(self, at: int, times: int) -> None:
        self._file(at, times)
        pc = self._pc(at)
        self._try(lambda: pc.directly(self.city))

    @rule(line=LINES)
    def the_hub_goes_to_the_city(self, line: str) -> None:
        wire = Wire(self.city)
        spoil(wire, line)
        courier = self.house.courier(self.city, wire)
        self._try(courier.round)
        spoil(wire, "good")
        self._try(courier.round)

    @rule()
    def the_desk_on_the_hub_pc_files(self) -> None:
        self.count += 1
        case_no = self.house.file(f"人{self.count}", self.count)
        with self.house.store.look() as work:
            (written,) = work.journal.of_case(case_no)
        self.receipts[written.read().id] = written.body

    @rule(at=st.integers(0, 50))
    def a_department_decides(self, at: int) -> None:
        cases = self.city.desk.open_cases()
        if cases:
            with suppress(Refusal):
                self.city.desk.decide(cases[at % len(cases)].case_no, "granted", "同意", "console")

    @rule()
    def the_hub_is_killed_and_begins_again(self) -> None:
        self.house.open_again()

    @rule()
    def the_hubs_disk_is_copied(self) -> None:
        self.house.store._connections.mine().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        image = self.folder / f"hub-{len(self.hub_images)}"
        shutil.copytree(self.house.folder / "data", image)
        self.hub_images.append(image)

    @precondition(lambda self: self.hub_images)
    @rule(at=AT)
    def the_hubs_disk_is_put_back(self, at: int) -> None:
        self.house.store.close()
        shutil.rmtree(self.house.folder / "data")
        shutil.copytree(self.hub_images[at % len(self.hub_images)], self.house.folder / "data")
        self.house.open_again()

    @rule()
    def the_citys_books_are_copied(self) -> None:
        copy = self.folder / f"backup-{len(self.backups)}.db"
        with closing(sqlite3.connect(self.folder / "city" / "city.db")) as live, closing(sqlite3.connect(copy)) as at:
            live.backup(at)
        self.backups.append(copy)

    @precondition(lambda self: self.backups)
    @rule(at=AT)
    def the_citys_books_are_put_back(self, at: int) -> None:
        self.city.books.close()
        for leftover in ("city.db", "city.db-wal", "city.db-shm"):
            (self.folder / "city" / leftover).unlink(missing_ok=True)
        shutil.copy(self.backups[at % len(self.backups)], self.folder / "city" / "city.db")
        self.city = a_city(self.folder / "city", self.clock)

    @rule(at=AT)
    def a_pcs_disk_is_copied(self, at: int) -> None:
        self.images.append((at % len(self.pcs), self._pc(at).shelf.image()))

    @precondition(lambda self: self.images)
    @rule(at=AT)
    def a_pcs_disk_is_put_back(self, at: int) -> None:
        number, image = self.images[at % len(self.images)]
        self.pcs[number].shelf.restore(image)
        self.pcs[number] = Pc(self.house, self.pcs[number].shelf, self.pcs[number].further)

    @precondition(lambda self: len(self.pcs) < 4)
    @rule(at=AT)
    def a_pc_is_cloned(self, at: int) -> None:
        pc = self._pc(at)
        self.pcs.append(Pc(self.house, pc.shelf.clone(), pc.further))

    def teardown(self) -> None:
        try:
            if self.pcs:
                self._come_to_rest()
                self._must_hold()
        finally:
            self.house.store.close()
            self.city.books.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _come_to_rest(self) -> None:
        for pc in self.pcs:
            spoil(pc.wire, "good")
        self._forget_what_is_nowhere()
        for _ in range(30):
            moved = [self._moved(pc.round()) for pc in self.pcs]
            done = self.house.courier(self.city).round()
            moved += [self._moved(done), done.relayed > 0 or done.relayed_waiting > 0]
            if not any(moved) and not any(pc.waiting("city") for pc in self.pcs):
                return
        raise AssertionError("it never comes to rest")

    def _moved(self, done: RoundOutcome) -> bool:
        return bool(done.sent or done.received or done.parted or done.waiting or done.more)

    def _must_hold(self) -> None:
        assert check_books(self.city.books, self.city.scans)[1] == []
        assert self.house.problems() == set()
        log, aside = self._kept()
        for entry_id, content in self.receipts.items():
            assert log.get(entry_id, aside.get(entry_id)) == content  # I1, I3
        for pc in self.pcs:
            assert set(pc.shelf.own()) <= set(log)
            folded = [id_of(one) for one in pc.shelf.papers.folded]
            assert len(folded) == len(set(folded))  # I2, I6
        with self.house.store.look() as work:
            ids = [row[0] for row in work.connection.execute("SELECT id FROM entry WHERE own = 0")]
            assert len(ids) == len(set(ids))
            at_hub = {row[0] for row in work.connection.execute("SELECT case_no FROM case_record")}
        assert {twin.case_no for twin in self.city.desk.all_cases()} <= at_hub
        decided = {one for one, content in log.items() if b'"case.decided"' in content}
        assert decided <= set(ids)
        for pc in self.pcs:
            assert decided <= {id_of(one) for one in pc.shelf.papers.folded}

    def _file(self, at: int, times: int) -> None:
        shelf = self._pc(at).shelf
        for _ in range(times):
            self.count += 1
            made = accept(shelf, self.count, name=f"人{self.count}")
            self.receipts[id_of(made)] = made.body

    def _pc(self, at: int) -> Pc:
        return self.pcs[at % len(self.pcs)]

    def _try(self, work: Callable[[], object]) -> None:
        with suppress(SyncTrouble):
            work()

    def _kept(self) -> tuple[dict[str, bytes], dict[str, bytes]]:
        with self.city.books.read() as connection:
            rows = connection.execute(select(entry.c.id, body.c.content).join(body, body.c.g == entry.c.g))
            log = {row.id: row.content for row in rows}
            lying = list(connection.execute(select(quarantine.c.body)).scalars())
        return log, {read_body(content).id: content for content in lying}

    def _forget_what_is_nowhere(self) -> None:
        """What was destroyed on every disk before any copies met is outside any protocol's promise."""
        log, aside = self._kept()
        here = set(log) | set(aside) | {one for pc in self.pcs for one in pc.shelf.own()}
        with self.house.store.look() as work:
            here |= {row[0] for row in work.connection.execute("SELECT id FROM entry")}
            lying = work.connection.execute("SELECT body FROM quarantine").fetchall()
        here |= {read_body(content).id for (content,) in lying}
        self.receipts = {one: content for one, content in self.receipts.items() if one in here}


TestHubMachine = HubMachine.TestCase
TestHubMachine.settings = settings(
    max_examples=200 if LONG else 8,
    stateful_step_count=40 if LONG else 25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
