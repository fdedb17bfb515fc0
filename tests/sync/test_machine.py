"""The real courier and the real city through a bad wire, with kills, restores and clones on both sides: a machine of
states that hypothesis drives. The invariants are SYNC.md's I1 to I7.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from sqlalchemy import Connection, select

from kiosk.domain.refusals import CaseElsewhere, CaseUnknown
from sync.city.check import check_books
from sync.city.house import City
from sync.city.tables import entry, quarantine
from sync.client.courier import Courier, RoundOutcome
from sync.client.troubles import CityUnreachable, SyncTrouble
from sync.protocol.entry import Entry
from sync.protocol.exchange import Run, read_request, read_sealed
from sync.protocol.statements import Acknowledgement
from sync.server.proof import prove
from tests.sync.city_kit import CENTRE, Wire, a_city, courier, enrolled, filing
from tests.sync.paper_shelf import PaperShelf, body_of, id_of

MEMORY = "/dev/shm"  # hundreds of small cities: what is synced to a disk has tests of its own
LONG = bool(os.environ.get("KIOSK_LONG"))
WIRES = ["good", "request lost", "answer lost", "request cut", "request altered", "answer altered", "portal", "twice"]
AT = st.integers(0, 3)
CITY_KILLS = ["before commit", "after commit"]
DEVICE_KILLS = ["acknowledge", "apply", "take_back"]


class Killed(Exception):
    """The process is gone at this very moment."""


class MortalShelf(PaperShelf):
    """A shelf whose device can be killed just before or just after a transaction."""

    dies_in = ""
    dies_after = False

    def _mortal(self, name: str) -> bool:
        if self.dies_in != name:
            return False
        self.dies_in = ""
        if not self.dies_after:
            raise Killed
        return True

    def acknowledge(self, upstream: str, word: Acknowledgement) -> None:
        dying = self._mortal("acknowledge")
        super().acknowledge(upstream, word)
        if dying:
            raise Killed

    def apply(self, upstream: str, news: "list[Entry]", cursor: str) -> int:  # type: ignore[override]
        dying = self._mortal("apply")
        fresh = super().apply(upstream, news, cursor)
        if dying:
            raise Killed
        return fresh

    def take_back(self, epoch: int, theirs: "list[Entry]", highest: int) -> None:  # type: ignore[override]
        dying = self._mortal("take_back")
        super().take_back(epoch, theirs, highest)
        if dying:
            raise Killed

    def twin(self) -> "MortalShelf":
        made = MortalShelf(self.device, self.key)
        made.restore(self.papers)
        return made


class Machine(RuleBasedStateMachine):
    """Two devices of one centre, clones of them, one city, sticks, and everything that can go wrong between them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if Path(MEMORY).is_dir() else None))
        self.city = a_city(self.folder / "city")
        self.shelves: list[MortalShelf] = []
        self.couriers: list[Courier] = []
        self.wires: list[Wire] = []
        self.images: list[tuple[int, Any]] = []
        self.sticks: list[tuple[Run, ...]] = []
        self.receipts: dict[str, bytes] = {}  # on paper: entry id and body
        self.decisions: set[str] = set()
        self.backups: list[Path] = []
        self.count = 0

    @initialize()
    def two_devices(self) -> None:
        for number in ("01", "02"):
            known = enrolled(self.city, f"{CENTRE}-{number}")
            shelf = MortalShelf(known.device, known.key)
            shelf.restore(known.papers)
            self._add(shelf)

    # what people do, and the line

    @rule(at=AT, times=st.integers(0, 3), wire=st.sampled_from(WIRES), byte=st.integers(0, 10**6))
    def cases_are_accepted_and_carried(self, at: int, times: int, wire: str, byte: int) -> None:
        self._accept(at, times)
        self._spoil(self.wires[at % len(self.wires)], wire, byte)
        self._round(at)

    @rule(at=AT, times=st.integers(1, 4))
    def cases_are_accepted_without_a_line(self, at: int, times: int) -> None:
        self._accept(at, times)

    @rule(at=st.integers(0, 99), result=st.sampled_from(["granted", "refused"]))
    def decide_a_case(self, at: int, result: str) -> None:
        cases = self.city.desk.open_cases()
        if cases:
            with suppress(CaseUnknown, CaseElsewhere):
                self.city.desk.decide(cases[at % len(cases)].case_no, result, "x", "console")

    @rule(at=AT, when=st.sampled_from(CITY_KILLS))
    def the_city_is_killed_in_a_round(self, at: int, when: str) -> None:
        self._accept(at, 1)
        with dying_city(self.city, when):
            self._round(at)

    @rule(at=AT, where=st.sampled_from(DEVICE_KILLS), after=st.booleans())
    def the_device_is_killed_in_a_round(self, at: int, where: str, after: bool) -> None:
        shelf = self._shelf(at)
        shelf.dies_in, shelf.dies_after = where, after
        self._round(at)
        shelf.dies_in = ""
        self._begin_again(at % len(self.shelves))

    @precondition(lambda self: self.sticks)
    @rule(at=st.integers(0, 99))
    def an_old_stick_is_read_in(self, at: int) -> None:
        """The same entries, signed as they were, at any later time, by whatever way."""
        self.city.inbox.take([prove(run, self.city.inbox.key) for run in self.sticks[at % len(self.sticks)]])

    # disks

    @rule(at=AT)
    def a_disk_is_copied(self, at: int) -> None:
        shelf = self._shelf(at)
        self.images.append((at % len(self.shelves), shelf.image()))

    @precondition(lambda self: self.images)
    @rule(at=st.integers(0, 99))
    def an_old_disk_is_put_back(self, at: int) -> None:
        number, image = self.images[at % len(self.images)]
        self.shelves[number].restore(image)
        self._begin_again(number)
        self._forget_what_is_nowhere()
        self._accept(number, at % 3)
        self._round(number)

    @precondition(lambda self: len(self.shelves) < 4)
    @rule(at=AT, first=st.integers(0, 2), second=st.integers(0, 2))
    def a_disk_is_cloned_and_both_go_on(self, at: int, first: int, second: int) -> None:
        self._add(self._shelf(at).twin())
        for one, times in ((at, first), (len(self.shelves) - 1, second)):
            self._accept(one, times)
            self._round(one)

    @rule()
    def the_city_is_backed_up(self) -> None:
        self.backups.append(self.folder / f"backup-{len(self.backups)}.db")
        with sqlite3.connect(self.folder / "city" / "city.db") as books, sqlite3.connect(self.backups[-1]) as copy:
            books.backup(copy)
        books.close()
        copy.close()

    @precondition(lambda self: self.backups)
    @rule(at=AT)
    def the_city_is_restored(self, at: int) -> None:
        self.city.books.close()
        home = self.folder / "city" / "city.db"
        for tail in ("-wal", "-shm"):
            home.with_name(home.name + tail).unlink(missing_ok=True)
        shutil.copy(self.backups[at % len(self.backups)], home)
        self._open_again()
        self._forget_what_is_nowhere()

    @rule()
    def the_city_is_started_again(self) -> None:
        self.city.books.close()
        self._open_again()

    # at the end the line is good, and everything comes to rest

    def teardown(self) -> None:
        try:
            if self.shelves:
                self._drain()
                self._must_hold()
        finally:
            self.city.books.close()
            shutil.rmtree(self.folder)

    def _drain(self) -> None:
        for _ in range(40):
            quiet = True
            for wire, messenger in zip(self.wires, self.couriers, strict=True):
                self._spoil(wire, "good", 0)
                done = messenger.round()
                quiet = quiet and not (done.waiting or done.received or done.parted or done.more)
            if quiet:
                return
        raise AssertionError("it never comes to rest")

    def _must_hold(self) -> None:
        _, problems = check_books(self.city.books, self.city.scans)
        assert problems == []  # I3, I4: nothing altered, no holes; records are what the log adds up to
        log, aside = self._kept()
        for entry_id, content in self.receipts.items():
            assert log.get(entry_id, aside.get(entry_id)) == content  # I1, I3: every receipt's entry is at the city
        numbers = [twin.case_no for twin in self.city.desk.all_cases()]
        assert len(numbers) == len(set(numbers))  # I2
        decided = {id_ for id_, content in log.items() if b'"case.decided"' in content}
        for shelf in self.shelves:
            folded = [id_of(one) for one in shelf.papers.folded]
            assert len(folded) == len(set(folded))  # I2, I6: nothing twice
            assert decided <= set(folded)  # I6: every decision came down
            told = [(one.epoch, one.seq) for one in shelf.papers.folded if one.device == "city"]
            assert len(told) == len(set(told))  # a restored city never gives a number of its journal twice
            assert set(shelf.own()) <= set(log)
            for head in shelf.heads():
                assert [e.seq for e in shelf.papers.places[head.epoch]] == list(range(1, head.seq + 1))

    # small parts

    def _accept(self, at: int, times: int) -> None:
        shelf = self._shelf(at)
        for _ in range(times):
            self.count += 1
            case_no = f"{shelf.device[:12]}-20261123-{shelf.device[-2:]}-{self.count:04d}-7XK"
            made = shelf.write(body_of("case.accepted", case_no, filing(case_no)))
            self.receipts[id_of(made)] = made.body

    def _add(self, shelf: MortalShelf) -> None:
        wire = Wire(self.city)
        self.shelves.append(shelf)
        self.wires.append(wire)
        self.couriers.append(courier(self.city, shelf, wire))

    def _shelf(self, at: int) -> MortalShelf:
        return self.shelves[at % len(self.shelves)]

    def _begin_again(self, number: int) -> None:
        self.couriers[number] = courier(self.city, self.shelves[number], self.wires[number])

    def _open_again(self) -> None:
        self.city = a_city(self.folder / "city")
        for wire in self.wires:
            wire.city = self.city

    def _round(self, at: int) -> RoundOutcome | None:
        number = at % len(self.couriers)
        wire = self.wires[number]
        try:
            return self.couriers[number].round()
        except (SyncTrouble, Killed):
            return None
        finally:
            for message in wire.requests:
                with suppress(ValueError):
                    runs = read_request(read_sealed(message)).runs
                    if runs and len(self.sticks) < 30:
                        self.sticks.append(runs)
            wire.requests.clear()
            wire.replies.clear()

    def _spoil(self, wire: Wire, how: str, byte: int) -> None:
        def same(message: bytes) -> bytes:
            return message

        def lost(_message: bytes) -> bytes:
            raise CityUnreachable("no_line")

        def altered(message: bytes) -> bytes:
            at = byte % len(message)
            return message[:at] + bytes([message[at] ^ (1 << byte % 8)]) + message[at + 1 :]

        def twice(message: bytes) -> bytes:
            """The network delivers it, and then delivers it again to the courier's own surprise."""
            with suppress(Exception):
                self.city.reception.exchange(message)
            return message

        spoils = {
            "request lost": (lost, same),
            "answer lost": (same, lost),
            "request cut": (lambda message: message[: byte % len(message)], same),
            "request altered": (altered, same),
            "answer altered": (same, altered),
            "portal": (same, lambda _message: b"<html>log in</html>"),
            "twice": (twice, same),
        }
        wire.before, wire.after = spoils.get(how, (same, same))

    def _kept(self) -> tuple[dict[str, bytes], dict[str, bytes]]:
        """Bodies in the city's log, and those that lie aside there, by id."""
        from sync.city.tables import body

        with self.city.books.read() as connection:
            rows = connection.execute(select(entry.c.id, body.c.content).join(body, body.c.g == entry.c.g))
            log = {row.id: row.content for row in rows}
            lying = list(connection.execute(select(quarantine.c.body)).scalars())
        return log, {_id(content): content for content in lying}

    def _forget_what_is_nowhere(self) -> None:
        """What was destroyed on every disk before any copies met is outside any protocol's promise."""
        log, aside = self._kept()
        here = set(log) | set(aside) | {one for shelf in self.shelves for one in shelf.own()}
        self.receipts = {one: content for one, content in self.receipts.items() if one in here}


def _id(content: bytes) -> str:
    from sync.protocol.entry import read_body

    return read_body(content).id


@contextmanager
def dying_city(city: City, when: str) -> Iterator[None]:
    """The city's next piece of writing is its last: killed before its commit, or after it."""
    write = city.books.write
    left = [1]

    @contextmanager
    def mortal() -> Iterator[Connection]:
        dying = bool(left and left.pop())
        with write() as connection:
            yield connection
            if dying and when == "before commit":
                raise CityUnreachable("no_line")
        if dying:
            raise CityUnreachable("no_line")

    city.books.write = mortal  # type: ignore[method-assign]
    try:
        yield
    finally:
        city.books.write = write  # type: ignore[method-assign]


TestMachine = Machine.TestCase
TestMachine.settings = settings(
    max_examples=400 if LONG else 12,
    stateful_step_count=60 if LONG else 40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
