"""Backups at the upstream by the clock: on the plan, going on where they broke off, and never forgotten in silence."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kiosk.app.backup import BackupDesk, BackupPlan
from kiosk.app.lodging import LodgingDesk
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.store.backup import Backups
from kiosk.store.beginning import Beginning, begin
from kiosk.store.door import OpenStore, open_store
from tests.store.conftest import STATION, TurnedClock


class Way:
    """An upstream that a test plays."""

    def __init__(self) -> None:
        self.there, self.going = "city", False
        self.bad: Trouble | None = None
        self.kept: list[Any] = []
        self.whole = True

    def upstream(self) -> str:
        return self.there

    def waiting(self) -> bool:
        return self.going

    def bring(self, heard: Callable[[int, int], bool]) -> Any:
        self.going = True
        if self.bad is not None:
            raise self.bad
        if not heard(1, 2):
            return None
        self.going = False
        lodged = SimpleNamespace(name="20261123T090000", size=9, made_at="2026-11-23T09:00:00+08:00", digest="d")
        self.kept.insert(0, lodged)
        return SimpleNamespace(lodged=lodged, epoch=1, seq=7)

    def listed(self) -> list[Any]:
        return self.kept

    def verify(self, name: str) -> bool:
        return self.whole


def safe() -> None:
    """There is a recovery key."""


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def store(tmp_path: Path, clock: TurnedClock) -> Iterator[OpenStore]:
    begin(tmp_path / "data", tmp_path / "keys", Beginning("341323110000", "01", STATION, ""), clock)
    opened = open_store(tmp_path / "data", tmp_path / "keys", clock)
    yield opened
    opened.close()


@pytest.fixture
def way() -> Way:
    return Way()


@pytest.fixture
def desk(store: OpenStore, way: Way, clock: TurnedClock) -> LodgingDesk:
    return LodgingDesk(store, way, safe, "cli", clock.now)


@pytest.fixture
def plan(store: OpenStore, tmp_path: Path, clock: TurnedClock) -> Callable[..., None]:
    """Set the plan."""
    backups = BackupDesk(store, Backups(store, tmp_path / "keys", clock.now), safe, "cli", clock.now, lambda: 0.0)
    return lambda **more: backups.set_plan(BackupPlan(to="/mnt/usb", **more))


def test_without_a_plan_or_an_upstream_nothing_leaves(desk: LodgingDesk, way: Way, plan: Callable[..., None]) -> None:
    assert not desk.due()
    plan(upstream=False)
    assert not desk.due()
    assert desk.seen().upstream == ""
    plan()
    way.there = ""
    assert not desk.due()
    with pytest.raises(Refusal, match="lodging_nowhere"):
        desk.lodge()


def test_one_a_day_and_a_record_of_it(
    desk: LodgingDesk, store: OpenStore, plan: Callable[..., None], clock: TurnedClock
) -> None:
    plan()
    made = desk.keep_up()
    assert made is not None
    assert (made.name, made.upstream, made.seq) == ("20261123T090000", "city", 7)
    assert desk.keep_up() is None
    clock.turn(hours=5)
    assert desk.keep_up(closing=True) is not None, "an older one is worth waiting for when the hall closes"
    assert desk.keep_up(closing=True) is None
    clock.turn(hours=25)
    assert desk.due()
    assert not desk.due(), "another program has begun"
    with store.look() as work:
        said = [entry.read().payload for entry in work.journal.of_kinds("device.backed_up")]
    assert [(one["medium"], one["seq"]) for one in said] == [("city", 7), ("city", 7)]


def test_what_broke_off_goes_on_soon_and_not_only_tomorrow(
    desk: LodgingDesk, way: Way, plan: Callable[..., None], clock: TurnedClock
) -> None:
    plan()
    assert desk.keep_up(heard=lambda *_: False) is None
    assert desk.seen().under_way
    assert not desk.seen().trouble, "to be broken off is no trouble"
    clock.turn(minutes=10)
    assert desk.keep_up() is not None
    assert not desk.seen().under_way


def test_trouble_is_said_until_one_has_gone_well(
    desk: LodgingDesk, way: Way, plan: Callable[..., None], clock: TurnedClock
) -> None:
    plan()
    way.bad = Trouble("backup_too_large", size="9", most="4")
    assert desk.keep_up() is None
    seen = desk.seen()
    assert (seen.trouble, seen.trouble_values) == ("backup_too_large", {"size": "9", "most": "4"})
    way.bad = None
    clock.turn(hours=1)
    assert desk.keep_up() is not None
    assert desk.seen().trouble == ""
    clock.turn(days=4)
    assert desk.seen().overdue
    assert desk.seen().last == clock.now() - timedelta(days=4)


def test_what_is_not_the_same_there_any_more_is_said(desk: LodgingDesk, way: Way, plan: Callable[..., None]) -> None:
    with pytest.raises(Refusal, match="lodging_unknown"):
        desk.verify()
    desk.lodge()
    assert desk.verify().name == "20261123T090000"
    way.whole = False
    with pytest.raises(Trouble, match="lodged_bad"):
        desk.verify("20261123T090000")
