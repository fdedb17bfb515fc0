"""Backups by the clock: when one is due, what goes wrong stays said, and nobody is left without a way back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app.backup import BackupDesk, BackupPlan
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.settings import Settings
from kiosk.store.backup import Backups
from kiosk.store.cabinet import Cabinet
from kiosk.store.door import OpenStore, open_store
from kiosk.store.recovery import new_recovery
from kiosk.wiring.keyroom import key_desk
from tests.store.conftest import STATION, TurnedClock


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def store(tmp_path: Path, clock: TurnedClock) -> Iterator[OpenStore]:
    from kiosk.store.beginning import Beginning, begin

    begin(tmp_path / "data", tmp_path / "keys", Beginning("341323110000", "01", STATION, ""), clock)
    opened = open_store(tmp_path / "data", tmp_path / "keys", clock)
    yield opened
    opened.close()


@pytest.fixture
def desk(store: OpenStore, tmp_path: Path, clock: TurnedClock) -> BackupDesk:
    """A desk with a recovery key in the safe and a stick in its place."""
    Cabinet(store, tmp_path / "keys", clock.now).add_recovery(new_recovery(), split=False)
    (tmp_path / "usb").mkdir()
    return made(store, tmp_path, clock)


def made(store: OpenStore, tmp_path: Path, clock: TurnedClock) -> BackupDesk:
    safe = key_desk(store, Settings(tmp_path / "data", tmp_path / "keys"), "cli").must_have_recovery
    return BackupDesk(store, Backups(store, tmp_path / "keys", clock.now), safe, "cli", clock.now, lambda: 0.0)


def kinds(store: OpenStore) -> list[str]:
    with store.look() as work:
        return [entry.read().kind for entry in work.journal.of_device(1, 0, 100)]


def test_what_nobody_could_restore_is_no_backup(store: OpenStore, tmp_path: Path, clock: TurnedClock) -> None:
    (tmp_path / "usb").mkdir()
    with pytest.raises(Refusal, match="recovery_missing"):
        made(store, tmp_path, clock).make(str(tmp_path / "usb"))
    assert not list((tmp_path / "usb").iterdir())


def test_a_backup_needs_a_place(desk: BackupDesk) -> None:
    with pytest.raises(Refusal, match="backup_nowhere"):
        desk.make()


def test_a_backup_and_a_drill_are_entered(desk: BackupDesk, store: OpenStore, tmp_path: Path) -> None:
    desk.set_plan(BackupPlan(to=str(tmp_path / "usb")))
    desk.make()
    done = desk.drill()
    assert (done.entries, done.problems) == (1, ())
    assert kinds(store) == ["device.begun", "device.backed_up", "device.drilled"]


def test_one_is_due_once_whichever_program_asks_first(desk: BackupDesk, tmp_path: Path, clock: TurnedClock) -> None:
    assert not desk.due(), "nothing is planned yet"
    desk.set_plan(BackupPlan(to=str(tmp_path / "usb")))
    assert desk.due()
    assert not desk.due(), "another program has begun it"
    clock.turn(hours=1)
    assert desk.keep_up() is not None
    clock.turn(hours=23)
    assert desk.keep_up() is None
    clock.turn(hours=2)
    assert desk.keep_up() is not None


def test_the_end_of_the_day_is_worth_one_after_four_hours(desk: BackupDesk, tmp_path: Path, clock: TurnedClock) -> None:
    desk.set_plan(BackupPlan(to=str(tmp_path / "usb")))
    desk.make()
    clock.turn(hours=3)
    assert desk.keep_up(closing=True) is None
    clock.turn(hours=2)
    assert desk.keep_up(closing=True) is not None
    clock.turn(hours=9)
    desk.set_plan(BackupPlan(to=str(tmp_path / "usb"), closing=False))
    assert desk.keep_up(closing=True) is None


def test_a_clock_that_was_set_back_does_not_put_it_off_for_ever(
    desk: BackupDesk, tmp_path: Path, clock: TurnedClock
) -> None:
    desk.set_plan(BackupPlan(to=str(tmp_path / "usb")))
    assert desk.keep_up() is not None
    clock.turn(days=-400)
    assert desk.keep_up() is not None


def test_what_went_wrong_stays_said_until_one_has_gone_well(
    desk: BackupDesk, tmp_path: Path, clock: TurnedClock
) -> None:
    desk.set_plan(BackupPlan(to=str(tmp_path / "usb")))
    (tmp_path / "usb").rmdir()
    assert desk.keep_up() is None
    assert desk.seen().trouble == "medium_missing"
    assert desk.seen().trouble_values == {"medium": str(tmp_path / "usb")}
    with pytest.raises(Trouble, match="medium_missing"):
        desk.make()
    (tmp_path / "usb").mkdir()
    desk.make()
    assert desk.seen().trouble == ""


def test_none_for_three_days_is_overdue_and_a_month_without_a_drill(
    desk: BackupDesk, tmp_path: Path, clock: TurnedClock
) -> None:
    assert not desk.seen().overdue, "a PC of this morning"
    clock.turn(days=2)
    assert desk.seen().overdue, "nobody ever made one"
    desk.set_plan(BackupPlan(to=str(tmp_path / "usb")))
    desk.make()
    assert not desk.seen().overdue
    clock.turn(days=3, minutes=1)
    assert desk.seen().overdue
    assert not desk.seen().drill_overdue
    clock.turn(days=40)
    assert desk.seen().drill_overdue
    desk.drill()
    assert not desk.seen().drill_overdue


def test_old_ones_go_by_the_rule(desk: BackupDesk, tmp_path: Path, clock: TurnedClock) -> None:
    desk.set_plan(BackupPlan(to=str(tmp_path / "usb"), keep_days=2, keep_weeks=0, keep_months=0))
    for _ in range(4):
        done = desk.make()
        clock.turn(days=1)
    assert done.dropped == 1
    assert len(desk.listed()) == 2


@pytest.mark.parametrize("wrong", [{"every_hours": 0}, {"keep_days": 0}, {"remind_days": -1}, {"keep_weeks": -1}])
def test_a_plan_that_keeps_nothing_is_refused(desk: BackupDesk, wrong: dict[str, int]) -> None:
    with pytest.raises(Refusal, match="backup_plan_wrong"):
        desk.set_plan(BackupPlan(**wrong))  # type: ignore[arg-type]
    assert desk.plan() == BackupPlan()


def test_a_name_that_is_not_there_is_refused(desk: BackupDesk, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="backup_unknown"):
        desk.verify("20200101T000000", str(tmp_path / "usb"))
