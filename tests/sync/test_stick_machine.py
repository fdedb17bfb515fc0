"""Any interleaving of sticks and rounds, lost, doubled and late ones, and restored disks, leaves the same state."""

import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.refusals import CaseElsewhere
from sync.client.courier import Courier
from sync.client.drive import FolderDrive
from tests.sync.city_kit import CENTRE, a_city, accept, courier, enrolled, must_agree
from tests.sync.paper_shelf import PaperShelf, id_of
from tests.sync.stick_kit import PaperSticks, answer, export, take_answers, take_in

MEMORY = "/dev/shm"
LONG = bool(os.environ.get("KIOSK_LONG"))
DEVICES, STICKS = 2, 3
KINDS = ["accept", "round", "export", "hand in", "answer", "bring back", "decide", "copy", "lose", "image", "restore"]
STEPS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, DEVICES - 1), st.integers(0, STICKS - 1)), min_size=5, max_size=40
)


@dataclass
class World:
    """Two windows of a centre, their city, three sticks, and old disks."""

    folder: Path
    shelves: list[PaperShelf] = field(default_factory=list)
    couriers: list[Courier] = field(default_factory=list)
    images: list[tuple[int, Any]] = field(default_factory=list)
    receipts: dict[str, bytes] = field(default_factory=dict)
    count: int = 0

    def __post_init__(self) -> None:
        self.city = a_city(self.folder / "city")
        self.shelves = [enrolled(self.city, f"{CENTRE}-0{number + 1}") for number in range(DEVICES)]
        for shelf in self.shelves:
            PaperSticks(shelf).letterbox()
        self.couriers = [courier(self.city, shelf) for shelf in self.shelves]
        for number in range(STICKS):
            self.stick(number).mkdir()

    def stick(self, number: int) -> Path:
        return self.folder / f"stick-{number}"

    def step(self, kind: str, device: int, number: int) -> None:
        shelf, stick = self.shelves[device], self.stick(number)
        match kind:
            case "accept":
                self._accept(device)
            case "round":
                self.couriers[device].round()
            case "export":
                export(shelf, self.city, FolderDrive(stick))
            case "hand in":
                take_in(self.city, stick)
            case "answer":
                answer(self.city, stick)
            case "bring back":
                take_answers(shelf, self.city, stick)
            case "decide":
                self._decide(number)
            case "copy":
                shutil.copytree(stick, self.stick((number + 1) % STICKS), dirs_exist_ok=True)
            case "lose":
                shutil.rmtree(stick)
                stick.mkdir()
            case "image":
                self.images.append((device, shelf.image()))
            case "restore":
                self._restore(number)

    def drain(self, by_stick: bool) -> None:
        """At the end everything is carried, by the line or on one fresh stick; a few trips are enough."""
        stick = self.folder / "last"
        stick.mkdir()
        quiet = 0
        for _ in range(10):
            before = [shelf.image() for shelf in self.shelves]
            for device, shelf in enumerate(self.shelves):
                if by_stick:
                    export(shelf, self.city, FolderDrive(stick))
                    take_in(self.city, stick)
                    answer(self.city, stick)
                    take_answers(shelf, self.city, stick)
                else:
                    self.couriers[device].round()
            rests = all(self._rests(old, shelf) for old, shelf in zip(before, self.shelves, strict=True))
            quiet = quiet + 1 if rests else 0
            if quiet == 2:  # what the last of them brought, the first has heard too
                return
        raise AssertionError("it never comes to rest")

    def must_hold(self) -> None:
        must_agree(self.city, *self.shelves)
        for entry_id, content in self.receipts.items():
            assert any(shelf.own().get(entry_id) == content for shelf in self.shelves)  # nothing lost, nothing altered
        numbers = [twin.case_no for twin in self.city.desk.all_cases()]
        assert len(numbers) == len(set(numbers)) >= len(self.receipts)
        told = [{id_of(one) for one in shelf.papers.folded if one.read().case} for shelf in self.shelves]
        assert told[0] == told[1]  # both windows of one centre know the same of its cases
        assert all(len(shelf.papers.folded) == len(shelf.papers.ids) for shelf in self.shelves)

    def _accept(self, device: int) -> None:
        self.count += 1
        made = accept(self.shelves[device], self.count)
        self.receipts[id_of(made)] = made.body

    def _decide(self, number: int) -> None:
        cases = self.city.desk.open_cases()
        if cases:
            with suppress(CaseElsewhere):
                self.city.desk.decide(cases[number % len(cases)].case_no, "granted", "x", "console")

    def _restore(self, number: int) -> None:
        """An old disk is put back; what had left it by then is not gone, what had not is out of any promise."""
        if not self.images:
            return
        device, image = self.images[number % len(self.images)]
        kept = {body for bodies in self._at_city(device) for body in bodies}
        self.shelves[device].restore(image)
        self.couriers[device] = courier(self.city, self.shelves[device])
        here = self.shelves[device].own()
        others = self.shelves[1 - device].own()
        self.receipts = {
            one: body for one, body in self.receipts.items() if one in here or one in others or body in kept
        }

    def _at_city(self, device: int) -> list[list[bytes]]:
        name = self.shelves[device].device
        heads = self.city.inbox.heads(name)
        return [[one.body for one in self.city.inbox.back(name, head.epoch, 0, 10_000, 10**9)] for head in heads]

    @staticmethod
    def _rests(before: Any, shelf: PaperShelf) -> bool:
        told = {head.epoch: head.seq for head in shelf.acknowledged("city")}
        waiting = sum(head.seq - told.get(head.epoch, 0) for head in shelf.heads())
        return waiting == 0 and len(before.folded) == len(shelf.papers.folded)


@settings(max_examples=400 if LONG else 12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS, by_stick=st.booleans())
def test_any_interleaving_of_sticks_and_rounds_leaves_the_same_state(
    steps: list[tuple[str, int, int]], by_stick: bool
) -> None:
    folder = Path(tempfile.mkdtemp(dir=MEMORY if Path(MEMORY).is_dir() else None))
    world = World(folder)
    try:
        for step in steps:
            world.step(*step)
        world.drain(by_stick)
        world.must_hold()
    finally:
        world.city.books.close()
        shutil.rmtree(folder)
