"""What leaves a PC when its backup is lodged: nothing that anybody could read or guess at, and no part that is not as
it was when it was named."""

from pathlib import Path

import pytest

from kiosk.domain.refusals import Refusal, Trouble
from kiosk.store.backup import Backups
from kiosk.store.cabinet import Cabinet
from kiosk.store.door import OpenStore
from kiosk.store.incoming import Incoming
from kiosk.store.keys import ByRecovery
from kiosk.store.lid import header_in
from kiosk.store.lodging import Outbox
from kiosk.store.recovery import fetch_key, new_recovery, written
from kiosk.store.restored import note_restored
from kiosk.store.restoring import restore
from sync.protocol.lodging import Kept
from tests.store.conftest import TurnedClock

SECRET = new_recovery()


@pytest.fixture
def cabinet(store: OpenStore, tmp_path: Path, clock: TurnedClock) -> Cabinet:
    made = Cabinet(store, tmp_path / "keys", clock.now)
    made.add_recovery(SECRET, split=False)
    return made


@pytest.fixture
def outbox(store: OpenStore, cabinet: Cabinet, tmp_path: Path, clock: TurnedClock) -> Outbox:
    return Outbox(store, Backups(store, tmp_path / "keys", clock.now))


def came_back(outbox: Outbox, folder: Path, at_city: set[str]) -> Incoming:
    """All parts of a new one, on another PC."""
    lodged = outbox.make(at_city).lodged
    kept = Kept(
        device=lodged.device,
        name=lodged.name,
        made_at=lodged.made_at,
        size=lodged.size,
        digest=lodged.digest,
        lid=lodged.parts[0],
    )
    incoming = Incoming(folder, kept)
    incoming.opens(outbox.read(lodged.parts[0].sha256) or b"", ByRecovery(written(SECRET)))
    for part in incoming.wanted():
        incoming.keep(part, outbox.read(part.sha256) or b"")
    return incoming


def test_it_comes_back_with_the_recovery_key_and_without_what_the_city_has(
    outbox: Outbox, store: OpenStore, tmp_path: Path, clock: TurnedClock
) -> None:
    here, at_city = store.blobs.keep(b"a scan that nobody has"), store.blobs.keep(b"a scan that the city has")
    with store.work("cli") as work:
        work.drawer.set_setting("board.note", "办事大厅")
    incoming = came_back(outbox, tmp_path / "new", {at_city})
    back = restore(incoming.found(), tmp_path / "new", tmp_path / "newkeys", ByRecovery(written(SECRET)), clock)
    try:
        assert note_restored(back, "cli", "backup") == 2
        with back.look() as work:
            assert work.drawer.setting("board.note") == "办事大厅"
        assert back.blobs.read(here) == b"a scan that nobody has"
        assert not back.blobs.has(at_city)
    finally:
        back.close()


def test_what_goes_up_shows_nothing_and_has_no_slot_to_guess_at(
    outbox: Outbox, store: OpenStore, cabinet: Cabinet, clock: TurnedClock
) -> None:
    cabinet.add_passphrase("correct horse battery staple 9", "值班")
    scan = store.blobs.keep(b"the scan of a household register")
    lodged = outbox.make(set()).lodged
    parts = [outbox.read(part.sha256) or b"" for part in lodged.parts]
    assert lodged.fetch == fetch_key(SECRET).public_key().public_bytes_raw()
    header = header_in(parts[0])
    assert "recovery" in header
    assert "passphrase" not in header
    assert "machine" not in header
    for word in (b"SQLite format", scan.encode(), b"household", "值班".encode(), lodged.name.encode()):
        assert not any(word in part for part in parts), word
    assert store.device.station.name.encode() not in b"".join(parts)


def test_the_one_that_was_begun_is_the_one_that_goes_on_until_it_is_out_of_date(
    outbox: Outbox, store: OpenStore, cabinet: Cabinet, tmp_path: Path, clock: TurnedClock
) -> None:
    assert outbox.waiting() is None
    made = outbox.make(set())
    clock.turn(days=6)
    again = Outbox(store, Backups(store, tmp_path / "keys", clock.now))
    assert again.waiting() == made, "another program, another day"
    assert again.read(made.lodged.parts[1].sha256) == outbox.read(made.lodged.parts[1].sha256)
    clock.turn(days=2)
    assert again.waiting() is None, "a week old: a newer one is worth more"
    fresh = again.make(set())
    assert again.waiting() == fresh
    cabinet.add_recovery(new_recovery(), split=False)
    assert again.waiting() is None, "no sheet opens it any more"


def test_a_part_that_is_not_as_it_was_does_not_leave(outbox: Outbox, store: OpenStore) -> None:
    scan = store.blobs.keep(b"a scan")
    lodged = outbox.make(set()).lodged
    part = lodged.parts[-1].sha256
    assert outbox.read(part) is not None
    store.blobs.sealed(scan).write_bytes(b"rotten")
    assert outbox.read(part) is None
    store.blobs.drop(scan)
    assert outbox.read(part) is None


def test_who_has_no_sheet_or_an_old_one_lodges_nothing(
    store: OpenStore, tmp_path: Path, clock: TurnedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox = Outbox(store, Backups(store, tmp_path / "keys", clock.now))
    with pytest.raises(Refusal, match="recovery_missing"):
        outbox.make(set())
    monkeypatch.setattr("kiosk.store.keys.FETCH", "of another time")
    Cabinet(store, tmp_path / "keys", clock.now).add_recovery(SECRET, split=False)
    with pytest.raises(Refusal, match="recovery_before_lodging"):
        outbox.make(set())
    assert not (store.folder / "outgoing").exists()


def test_what_came_altered_is_not_put_back(outbox: Outbox, store: OpenStore, tmp_path: Path) -> None:
    incoming = came_back(outbox, tmp_path / "new", set())
    path = next((tmp_path / "new" / "incoming" / "parts").iterdir())
    path.write_bytes(b"x" * path.stat().st_size)
    with pytest.raises(Trouble, match="backup_bad"):
        incoming.found()
    assert [part.sha256 for part in incoming.wanted()] == [path.name], "it is fetched again"


def test_another_recovery_key_opens_no_lid(outbox: Outbox, tmp_path: Path) -> None:
    lodged = outbox.make(set()).lodged
    kept = Kept(device=lodged.device, name=lodged.name, made_at="", size=0, digest=lodged.digest, lid=lodged.parts[0])
    lid = outbox.read(lodged.parts[0].sha256) or b""
    with pytest.raises(Refusal, match="recovery_wrong"):
        Incoming(tmp_path / "new", kept).opens(lid, ByRecovery(written(new_recovery())))
    with pytest.raises(Trouble, match="backup_bad"):
        Incoming(tmp_path / "new", kept).opens(lid[:-9], ByRecovery(written(SECRET)))
