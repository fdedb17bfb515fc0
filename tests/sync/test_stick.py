"""Out of a device onto a stick: whole or not at all, marked as sent never, and readable by nobody on the way."""

import errno
import os
import sys
from pathlib import Path

import pytest

from sync.city.house import City
from sync.client.drive import FolderDrive, StickTrouble, bundles
from sync.client.plan import SMALLEST
from sync.client.words import say
from sync.protocol.bundle import NotABundle, is_bundle_name, read_bundle
from tests.sync.city_kit import accept, enrolled, kept, must_agree
from tests.sync.paper_shelf import PaperShelf, body_of
from tests.sync.stick_kit import (
    MemoryStick,
    answer,
    answers_of,
    box_of,
    export,
    take_answers,
    take_in,
    trip,
)


def with_scan(shelf: PaperShelf, content: bytes, number: int = 1) -> None:
    """A case with a scan that the city is owed."""
    import hashlib

    name = hashlib.sha256(content).hexdigest()
    attached = {"sha256": name, "size": len(content), "name": "a.jpg", "media_type": "image/jpeg", "material": "m"}
    accept(shelf, number, attachments=[attached])
    shelf.papers.scans[name] = content


def waiting(shelf: PaperShelf) -> int:
    told = {head.epoch: head.seq for head in shelf.acknowledged("city")}
    return sum(head.seq - told.get(head.epoch, 0) for head in shelf.heads())


def test_a_stick_carries_what_a_round_would_and_brings_the_answer_back(city: City, stick: Path) -> None:
    shelf = enrolled(city)
    with_scan(shelf, os.urandom(300_000))
    done = export(shelf, city, FolderDrive(stick))
    assert (done.files, done.entries, done.scans) == ((f"bundle-{shelf.device}-1-1-2.psb",), 2, 1)
    assert answers_of(take_in(city, stick)) == [["stored"]]
    assert len(answer(city, stick)) == 1
    assert [(one.acknowledged, one.scans) for one in take_answers(shelf, city, stick)] == [(2, 1)]
    assert (waiting(shelf), list(shelf.owed("city"))) == (0, [])
    must_agree(city, shelf)


def test_writing_a_stick_marks_nothing_as_sent(city: City, stick: Path) -> None:
    """It may be lost on the way: whatever it carried waits until the city's own word is back."""
    shelf = enrolled(city)
    with_scan(shelf, b"scan")
    for _ in range(3):
        done = export(shelf, city, FolderDrive(stick))
        assert (done.entries, done.scans) == (2, 1)
    assert (waiting(shelf), list(shelf.acknowledged("city")), len(shelf.owed("city"))) == (2, [], 1)
    accept(shelf, 2)
    assert export(shelf, city, FolderDrive(stick)).entries == 3


def test_who_carries_the_stick_can_read_nothing_of_it(city: City, stick: Path) -> None:
    shelf = enrolled(city)
    accept(shelf, name="张有福")
    trip(shelf, city, stick)
    case_no = next(twin.case_no for twin in city.desk.all_cases())
    city.desk.decide(case_no, "refused", "不符合条件", "console")
    accept(shelf, 2, name="李秀英")
    trip(shelf, city, stick)
    lying = b"".join(path.read_bytes() for path in stick.iterdir())
    for secret in ("张有福", "李秀英", "341323196503121515", "13800000000", "不符合条件", "case.accepted"):
        assert secret.encode() not in lying
    assert all(path.name.isascii() for path in stick.iterdir())
    with pytest.raises(StickTrouble):
        take_in_as_another(city, stick)


def take_in_as_another(city: City, stick: Path) -> None:
    """Another device of the centre opens an answer that is not for it."""
    from tests.sync.stick_kit import reader_of

    other = enrolled(city, "341323110000-02")
    name = next(name for name in bundles(FolderDrive(stick)) if name.startswith("answer-"))
    reader_of(other, city).read(FolderDrive(stick), name)


def test_it_is_flushed_and_read_back_before_it_gets_its_name(city: City) -> None:
    shelf = enrolled(city)
    accept(shelf)
    stick = MemoryStick()
    (name,) = export(shelf, city, stick).files
    steps = [step for step in stick.steps if step not in ("free", "names")]
    assert steps == [f"create .{name}.tmp", "keep", f"open .{name}.tmp", f"rename {name}"]


def test_a_stick_that_lies_gets_no_bundle(city: City) -> None:
    """What is read back is not what was written: worn out, or never as large as it says."""
    shelf = enrolled(city)
    accept(shelf)
    for lies in (lambda b: b[:-1] + b"\1", lambda b: b[: len(b) // 2], lambda b: b[:50] + bytes([b[50] ^ 4]) + b[51:]):
        stick = MemoryStick(lies=lies)
        with pytest.raises(StickTrouble, match="stick_fault"):
            export(shelf, city, stick)
        assert stick.files == {}


FAULTS = [
    (errno.ENOSPC, "stick_full"),
    (errno.EROFS, "stick_locked"),
    (errno.EACCES, "stick_locked"),
    (errno.EIO, "stick_gone"),
    (errno.ENOENT, "stick_gone"),
    (errno.EMLINK, "stick_fault"),
]


@pytest.mark.parametrize(("code", "key"), FAULTS)
def test_a_fault_at_any_step_leaves_whole_bundles_or_none(city: City, code: int, key: str) -> None:
    shelf = enrolled(city)
    with_scan(shelf, os.urandom(100_000))
    whole = MemoryStick()
    export(shelf, city, whole, SMALLEST)
    assert len(whole.files) > 1
    for step in range(len(whole.steps)):
        stick = MemoryStick(fault=OSError(code, os.strerror(code)), fails_at=step)
        tidying = len(whole.steps) - 1  # looking for what may be tidied away is nobody's trouble
        if step < tidying:
            with pytest.raises(StickTrouble, match=key) as no:
                export(shelf, city, stick, SMALLEST)
            assert "U盘" in say(no.value)
        must_hold_whole_bundles(stick)
        assert waiting(shelf) == 2


def must_hold_whole_bundles(stick: MemoryStick) -> None:
    """Whatever has a bundle's name is one."""
    import io

    for name, content in stick.files.items():
        if is_bundle_name(name):
            read_bundle(io.BytesIO(bytes(content))).check()


def test_a_stick_pulled_at_any_4_kib_leaves_whole_bundles_or_none_and_the_next_try_clears_up(city: City) -> None:
    shelf = enrolled(city)
    with_scan(shelf, os.urandom(60_000))
    whole = MemoryStick()
    export(shelf, city, whole)
    length = sum(len(content) for content in whole.files.values())
    for pulled_after in [*range(0, length, 4096), length - 1]:
        stick = MemoryStick(fault=OSError(errno.EIO, "gone"), pulled_after=pulled_after)
        with pytest.raises(StickTrouble, match="stick_gone"):
            export(shelf, city, stick)
        must_hold_whole_bundles(stick)
        assert not [name for name in stick.files if is_bundle_name(name)]
        stick.plugged_in_again()
        assert list(stick.files) == [
            f".bundle-{shelf.device}-1-1-2.psb.tmp"
        ]  # it was pulled before it could be removed
        export(shelf, city, stick)
        assert list(stick.files) == list(whole.files)
        must_hold_whole_bundles(stick)


def test_too_small_a_stick_is_refused_before_anything_is_written(city: City) -> None:
    shelf = enrolled(city)
    with_scan(shelf, bytes(3_000_000))
    stick = MemoryStick(room=2_000_000)
    with pytest.raises(StickTrouble) as no:
        export(shelf, city, stick)
    assert say(no.value) == "U盘空间不够：需要 4 MB，只剩 1 MB。没有写入任何内容，请清理U盘或换一个再导出。"
    assert stick.steps == ["free"]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are Unix's")
def test_a_real_file_system_that_refuses_to_go_on_is_told(city: City, stick: Path) -> None:
    import resource

    shelf = enrolled(city)
    with_scan(shelf, os.urandom(400_000))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(StickTrouble, match="stick_full"):
            export(shelf, city, FolderDrive(stick))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(stick.iterdir()) == []
    with pytest.raises(StickTrouble, match="stick_gone"):
        export(shelf, city, FolderDrive(stick / "nowhere"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows flushes no folders at all")
def test_a_stick_whose_driver_can_flush_no_folders_is_written_all_the_same(
    city: City, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import stat

    flush = os.fsync

    def files_only(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "cannot flush folders")
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", files_only)
    shelf = enrolled(city)
    trip(shelf, city, stick)
    assert waiting(shelf) == 0


def test_large_exports_are_split_and_every_file_stays_below_the_limit(city: City, stick: Path) -> None:
    shelf = enrolled(city)
    for _ in range(40):
        shelf.write(body_of("case.noted", None, {"text": os.urandom(15_000).hex()}))
    with_scan(shelf, os.urandom(1_200_000))
    limit = 1_100_000
    done = export(shelf, city, FolderDrive(stick), limit)
    assert len(done.files) == 3
    assert done.files[-1] == f"bundle-{shelf.device}-1-35-42-v2.psb"
    assert all(path.stat().st_size <= limit for path in stick.iterdir())
    assert [one for seen in answers_of(take_in(city, stick)) for one in seen] == ["stored", "stored"]
    assert list(city.inbox.owed(shelf.device, 9)) == []
    assert kept(city, shelf)[1] == [entry.body for entry in shelf.papers.places[1]]


def test_files_that_come_in_the_wrong_order_come_in_at_the_second_try(city: City, stick: Path) -> None:
    shelf = enrolled(city)
    for _ in range(40):
        shelf.write(body_of("case.noted", None, {"text": os.urandom(15_000).hex()}))
    with_scan(shelf, os.urandom(300_000))
    files = export(shelf, city, FolderDrive(stick), 1_100_000).files
    assert len(files) == 2
    seen = [one for name in reversed(files) for one in take_in(city, stick / name)]
    assert answers_of(seen) == [["gap"], ["stored"]]
    assert seen[0].taken is not None
    assert seen[0].taken.left > 0  # the scan of an entry that is not here yet
    again = take_in(city, stick)
    assert answers_of(again) == [["before"], ["stored"]]
    assert kept(city, shelf)[1] == [entry.body for entry in shelf.papers.places[1]]


def test_nothing_that_waits_still_asks_for_news(city: City, stick: Path) -> None:
    shelf = enrolled(city)
    filed = accept(shelf)
    trip(shelf, city, stick)
    city.desk.decide(filed.read().case or "", "granted", "同意", "console")
    assert export(shelf, city, FolderDrive(stick)).entries == 0
    take_in(city, stick)
    answer(city, stick)
    assert [one.received for one in take_answers(shelf, city, stick)] == [1]
    must_agree(city, shelf)


def test_a_stick_does_not_fill_up_with_what_is_done(city: City, stick: Path) -> None:
    shelf = enrolled(city)
    for number in range(1, 6):
        accept(shelf, number)
        trip(shelf, city, stick)
    assert len(bundles(FolderDrive(stick))) == 2  # one there, one back


def test_a_bundle_with_what_a_restored_disk_has_lost_is_not_tidied_away(city: City, stick: Path) -> None:
    shelf = enrolled(city)
    image = shelf.image()
    accept(shelf)
    (lost,) = export(shelf, city, FolderDrive(stick)).files
    shelf.restore(image)
    accept(shelf, 2)
    (new,) = export(shelf, city, FolderDrive(stick)).files
    assert new == f"bundle-{shelf.device}-1-1-2-{shelf.heads()[0].chain.hex()[:8]}.psb"
    assert bundles(FolderDrive(stick)) == sorted([lost, new])
    assert answers_of(take_in(city, stick)) == [["stored"], ["fork"]]
    answer(city, stick)
    assert take_answers(shelf, city, stick)[0].parted
    trip(shelf, city, stick)
    must_agree(city, shelf)
    assert len(city.desk.all_cases()) == 2


def test_links_and_folders_on_a_stick_are_not_looked_at(city: City, stick: Path, tmp_path: Path) -> None:
    shelf = enrolled(city)
    accept(shelf)
    (name,) = export(shelf, city, FolderDrive(stick)).files
    elsewhere = tmp_path / "elsewhere.psb"
    (stick / name).rename(elsewhere)
    (stick / name).symlink_to(elsewhere)
    (stick / "bundle-x.psb").mkdir()
    assert bundles(FolderDrive(stick)) == []
    assert take_in(city, stick) == []
    with pytest.raises(OSError, match="symbolic"):
        FolderDrive(stick).open(name)


def test_the_receiver_is_named_by_its_letterbox(city: City, stick: Path) -> None:
    from sync.protocol.seal import key_id

    shelf = enrolled(city)
    (name,) = export(shelf, city, FolderDrive(stick)).files
    with (stick / name).open("rb") as file:
        bundle = read_bundle(file)
        assert bundle.manifest.to == key_id(box_of(city))
        with pytest.raises(NotABundle):
            read_bundle(__import__("io").BytesIO(b"PK"))
