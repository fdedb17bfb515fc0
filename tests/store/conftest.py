"""A real encrypted store for each test, with a clock that the test turns."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.app.papers import Station
from kiosk.domain.deadline import CHINA
from kiosk.store.beginning import Beginning, begin
from kiosk.store.door import OpenStore, open_store

STATION = Station(
    name="灵璧县渔沟镇为民服务中心",
    body="灵璧县渔沟镇人民政府",
    short="渔沟",
    address="灵璧县渔沟镇",
    hours="8:30—17:30",
    phone="0557-1000127",
    complaint_phone="12345",
)


@dataclass
class TurnedClock:
    """A clock that stands until the test turns it."""

    at: datetime = datetime(2026, 11, 23, 9, 0, tzinfo=CHINA)
    ticks: int = 0
    boots: list[str] = field(default_factory=lambda: ["boot-1"])

    def now(self) -> datetime:
        return self.at

    def mono(self) -> int:
        self.ticks += 1
        return self.ticks

    def boot(self) -> str:
        return self.boots[-1]

    def turn(self, **by: float) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def folders(tmp_path: Path, clock: TurnedClock) -> tuple[Path, Path]:
    """A data directory that has been begun, and the folder of its key."""
    data, keys = tmp_path / "data", tmp_path / "keys"
    begin(data, keys, Beginning("341323110000", "01", STATION, "https://cx.example.gov.cn"), clock)
    return data, keys


@pytest.fixture
def reopen(folders: tuple[Path, Path], clock: TurnedClock) -> Iterator[Callable[[], OpenStore]]:
    """Opens the store, as a newly started program would; closes what is left at the end."""
    opened: list[OpenStore] = []

    def again() -> OpenStore:
        opened.append(open_store(*folders, clock))
        return opened[-1]

    yield again
    for store in opened:
        store.close()


@pytest.fixture
def store(reopen: Callable[[], OpenStore]) -> OpenStore:
    return reopen()
