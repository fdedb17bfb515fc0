"""A backup counts when it is whole, opens where the recovery key is, and tells nobody anything without it."""

import os
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.app.backup import BackupPlan, kept_of
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.store.backup import Backups, open_backup
from kiosk.store.cabinet import Cabinet
from kiosk.store.check import check_store
from kiosk.store.door import OpenStore
from kiosk.store.keys import ByMachine, ByRecovery
from kiosk.store.medium import Found, backups, find, store_file, write_manifest
from kiosk.store.post import own_heads
from kiosk.store.recovery import new_recovery, written
from kiosk.store.restored import note_restored
from kiosk.store.restoring import restore

from .conftest import TurnedClock
from .test_journal import some_entries

NAME = "张𠅤䶮".encode()


@pytest.fixture
def recovery(store: OpenStore, folders: tuple[Path, Path], clock: TurnedClock) -> str:
    secret = new_recovery()
    Cabinet(store, folders[1], clock.now).add_recovery(secret, split=False)
    return written(secret)


@pytest.fixture
def medium(tmp_path: Path) -> Path:
    (tmp_path / "usb").mkdir()
    return tmp_path / "usb"


@pytest.fixture
def keeper(store: OpenStore, folders: tuple[Path, Path], clock: TurnedClock, recovery: str) -> Backups:
    some_entries(store)
    return Backups(store, folders[1], clock.now)


def device(medium: Path) -> Path:
    (folder,) = (medium / "weimin-backup").iterdir()
    return folder


def test_a_backup_says_where_the_journal_stood_and_is_checked(keeper: Backups, medium: Path) -> None:
    made = keeper.make(medium)
    assert made.manifest is not None
    assert (made.manifest.epoch, made.manifest.seq) == (1, 3)
    assert keeper.listed(medium) == [made]
    assert keeper.verify(made) == (3, [])


def test_it_is_taken_while_somebody_writes(keeper: Backups, reopen: Callable[[], OpenStore], medium: Path) -> None:
    with reopen().work("staff:0305") as work:
        work.drawer.set_setting("half", "done")
        made = keeper.make(medium)
        work.drawer.set_setting("half", "whole")
    assert keeper.verify(made)[1] == []


def test_nobody_reads_a_name_off_the_medium(keeper: Backups, store: OpenStore, medium: Path) -> None:
    store.blobs.keep(NAME * 1000)
    keeper.make(medium)
    for path in filter(Path.is_file, medium.rglob("*")):
        content = path.read_bytes()
        for said in (NAME, b"342224195807054021", b"13805572216"):
            assert said not in content, path


def test_the_recovery_key_puts_it_back_on_a_new_pc(
    keeper: Backups, store: OpenStore, medium: Path, tmp_path: Path, clock: TurnedClock, recovery: str
) -> None:
    scan = store.blobs.keep(b"a household book")
    made = keeper.make(medium)
    data, keys = tmp_path / "new" / "data", tmp_path / "new" / "keys"
    back = restore(find(medium), data, keys, ByRecovery(recovery), clock)
    assert made.manifest is not None
    epoch = note_restored(back, "cli", "backup", made.manifest.made_at)
    assert epoch == 2
    assert back.blobs.read(scan) == b"a household book"
    with back.look() as work:
        assert check_store(work, back.blobs)[1] == []
        assert [case.applicant for case in work.cases.find("")] == ["张𠅤䶮"]
        assert [head[:2] for head in own_heads(work.connection)] == [(1, 3), (2, 1)]
    assert back.keys.candidates() != store.keys.candidates(), "a key of its own"
    back.close()


def test_a_new_pc_without_the_key_opens_nothing(
    keeper: Backups, medium: Path, tmp_path: Path, clock: TurnedClock
) -> None:
    found = keeper.make(medium)
    for unlock in (ByMachine("ab", tmp_path / "none"), ByRecovery(written(new_recovery()))):
        with pytest.raises((Trouble, Refusal), match=r"key_elsewhere|recovery_wrong"):
            restore(found, tmp_path / "new", tmp_path / "keys", unlock, clock)
    assert not (tmp_path / "new" / "store.json").exists()


def test_what_is_there_is_not_written_over(
    keeper: Backups, medium: Path, folders: tuple[Path, Path], clock: TurnedClock, recovery: str
) -> None:
    found = keeper.make(medium)
    with pytest.raises(Refusal, match="store_exists"):
        restore(found, *folders, ByRecovery(recovery), clock)


def test_a_restore_that_was_cut_off_is_begun_anew(
    keeper: Backups, medium: Path, tmp_path: Path, clock: TurnedClock, recovery: str
) -> None:
    found = keeper.make(medium)
    data, keys = tmp_path / "new", tmp_path / "new-keys"
    restore(found, data, keys, ByRecovery(recovery), clock).close()
    (data / "store.json").unlink()  # as if the power had failed before the mark was written
    back = restore(found, data, keys, ByRecovery(recovery), clock)
    with back.look() as work:
        assert check_store(work, back.blobs)[1] == []
    back.close()


def damage_store(found: Found) -> None:
    path = store_file(found)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def cut_store(found: Found) -> None:
    os.truncate(store_file(found), 4096)


def say_otherwise(found: Found) -> None:
    path = found.folder / "backup.json"
    path.write_text(path.read_text().replace('"seq": 3', '"seq": 2'))


def forge_manifest(found: Found) -> None:
    assert found.manifest is not None
    write_manifest(found.folder, found.manifest, b"another key")


@pytest.mark.parametrize("harm", [damage_store, cut_store, say_otherwise, forge_manifest])
def test_a_backup_that_was_harmed_is_never_taken_for_whole(
    keeper: Backups, medium: Path, harm: Callable[[Found], None]
) -> None:
    harm(keeper.make(medium))
    (found,) = keeper.listed(medium)
    with pytest.raises(Trouble, match="backup_bad"):
        keeper.verify(found)


def test_a_scan_that_is_gone_from_the_medium_is_found(keeper: Backups, store: OpenStore, medium: Path) -> None:
    from sync.protocol.kinds import DocumentPrinted

    digest = store.blobs.keep(b"a receipt")
    with store.work("cli") as work:
        work.journal.enter(DocumentPrinted(document="x", sha256=digest, printer="p"), "document.printed")
    found = keeper.make(medium)
    assert keeper.verify(found)[1] == []
    (path,) = (device(medium) / "blobs").glob("??/*")
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert [p.key for p in keeper.verify(found)[1]] == ["blob_altered"]
    path.unlink()
    assert [p.key for p in keeper.verify(found)[1]] == ["blob_missing"]


def test_a_stick_that_is_not_plugged_in_does_not_become_a_folder(keeper: Backups, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="medium_missing"):
        keeper.make(tmp_path / "media" / "usb")
    assert not (tmp_path / "media").exists()


class PulledOut(Backups):
    """The medium is pulled out when the store has been copied and the scans are about to be."""

    def snapshot(self, target: Path, key: bytes) -> tuple[int, int, int]:
        done = super().snapshot(target, key)
        shutil.rmtree(target.parents[3])
        return done


class Full(Backups):
    """There is no room for the last scan."""

    def _copy_blobs(self, names: list[str], folder: Path) -> dict[str, int]:
        if not names:
            return {}
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize(("fault", "said"), [(PulledOut, "medium_gone"), (Full, "medium_full")])
def test_what_breaks_off_is_said_and_does_not_count(
    keeper: Backups,
    store: OpenStore,
    folders: tuple[Path, Path],
    clock: TurnedClock,
    medium: Path,
    fault: type[Backups],
    said: str,
) -> None:
    store.blobs.keep(b"a scan")
    with pytest.raises(Trouble, match=said):
        fault(store, folders[1], clock.now).make(medium)
    medium.mkdir(exist_ok=True)
    assert keeper.listed(medium) == []
    clock.turn(minutes=1)
    assert keeper.verify(keeper.make(medium))[1] == []
    assert [p.name for p in device(medium).glob(".*.part")] == []


def test_what_a_killed_program_has_left_counts_for_nothing_and_goes(
    keeper: Backups, medium: Path, clock: TurnedClock
) -> None:
    first = keeper.make(medium)
    shutil.copytree(first.folder, device(medium) / ".20261123T080000.part")
    assert [found.name for found in backups(device(medium))] == [first.name]
    clock.turn(hours=1)
    keeper.make(medium)
    assert not list(device(medium).glob(".*.part"))


def test_scans_lie_there_once_and_go_with_the_last_backup_that_names_them(
    keeper: Backups, store: OpenStore, medium: Path, clock: TurnedClock
) -> None:
    gone, stays = store.blobs.keep(b"gone"), store.blobs.keep(b"stays")
    keeper.make(medium)
    store.blobs.drop(gone)
    clock.turn(days=1)
    second = keeper.make(medium)
    lying = {p.name.partition("-")[0] for p in (device(medium) / "blobs").glob("??/*")}
    assert lying == {gone, stays}
    assert keeper.drop_old(medium, lambda moments: set(moments[:1])) == 1
    assert keeper.listed(medium) == [second]
    assert {p.name.partition("-")[0] for p in (device(medium) / "blobs").glob("??/*")} == {stays}
    assert keeper.verify(second)[1] == []


def test_nothing_is_swept_while_a_backup_cannot_be_read(
    keeper: Backups, store: OpenStore, medium: Path, clock: TurnedClock
) -> None:
    store.blobs.keep(b"a scan")
    for _ in range(3):
        keeper.make(medium)
        clock.turn(days=1)
    (keeper.listed(medium)[0].folder / "backup.json").write_text("rubbish")
    keeper.drop_old(medium, lambda moments: set(moments[:2]))
    assert list((device(medium) / "blobs").glob("??/*"))


def test_a_backup_from_before_a_rotation_is_opened_still(
    keeper: Backups, store: OpenStore, folders: tuple[Path, Path], medium: Path, clock: TurnedClock, recovery: str
) -> None:
    scan = store.blobs.keep(b"a scan")
    before = keeper.make(medium)
    Cabinet(store, folders[1], clock.now).rotate()
    store.blobs.keep(b"another")
    clock.turn(days=1)
    after = keeper.make(medium)
    for found in (before, after):
        assert keeper.verify(found)[1] == []
        open_backup(found, ByRecovery(recovery))
    assert scan in {one.partition("-")[0] for one in (before.manifest.blobs if before.manifest else ())}


def test_the_drill_leaves_nothing(keeper: Backups, medium: Path, recovery: str, tmp_path: Path) -> None:
    found = keeper.make(medium)
    assert keeper.drill(found) == (3, [])
    assert keeper.drill(found, recovery) == (3, [])
    with pytest.raises(Refusal, match="recovery_wrong"):
        keeper.drill(found, written(new_recovery()))


def test_a_backup_of_several_devices_on_one_medium_is_asked_for(keeper: Backups, medium: Path, tmp_path: Path) -> None:
    keeper.make(medium)
    shutil.copytree(device(medium), medium / "weimin-backup" / "341323110000-02")
    with pytest.raises(Refusal, match="backup_devices"):
        find(medium)
    assert find(medium / "weimin-backup" / "341323110000-02").manifest is not None
    with pytest.raises(Refusal, match="backup_unknown"):
        find(tmp_path)


MOMENTS = st.lists(st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)), max_size=60)  # noqa: DTZ001


@given(moments=MOMENTS)
def test_the_newest_always_stays_and_no_more_than_the_rule_says(moments: list[datetime]) -> None:
    plan = BackupPlan(keep_days=7, keep_weeks=4, keep_months=6)
    kept = kept_of(plan, moments)
    assert kept <= set(moments)
    assert len(kept) <= 1 + 7 + 4 + 6
    assert not moments or max(moments) in kept
    assert kept_of(plan, sorted(kept)) == kept, "a second time nothing goes"


def test_half_a_year_of_days_comes_down_to_days_weeks_and_months() -> None:
    today = datetime(2026, 11, 23, 18)  # noqa: DTZ001
    kept = sorted(kept_of(BackupPlan(), [today - timedelta(days=n) for n in range(180)]), reverse=True)
    assert kept[:7] == [today - timedelta(days=n) for n in range(7)]
    assert len(kept) == 7 + 2 + 5
    assert (today - kept[-1]).days > 120
