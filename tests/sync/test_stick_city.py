"""Sticks at the city, and the way back: doubled, late, foreign, altered, forged, or after a restored disk, they do no
harm."""

import io
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import func, select

from sync.city.check import check_books
from sync.city.courier import FileSeen
from sync.city.house import City
from sync.city.tables import entry, quarantine, satchel
from sync.client.drive import FolderDrive, StickTrouble
from sync.protocol.bundle import DOWN, BundleWriter, Manifest, read_bundle
from sync.protocol.envelope import state_letterbox
from sync.protocol.exchange import Reply, write_lines
from sync.protocol.seal import key_id, new_key, public_bytes
from tests.sync.city_kit import Clock, Wire, a_city, accept, begin, courier, enrolled, kept, must_agree
from tests.sync.paper_shelf import PaperShelf
from tests.sync.stick_kit import (
    PaperSticks,
    answer,
    answers_of,
    box_of,
    export,
    reader_of,
    take_answers,
    take_in,
    trip,
)


@pytest.fixture
def city(tmp_path: Path) -> City:
    return a_city(tmp_path / "city")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def out(shelf: PaperShelf, city: City, stick: Path) -> Path:
    """One bundle on a stick."""
    (name,) = export(shelf, city, FolderDrive(stick)).files
    return stick / name


def refused(seen: Sequence[FileSeen]) -> list[str]:
    return [one.refused for one in seen]


def entries_in(city: City) -> int:
    with city.books.read() as connection:
        return int(connection.execute(select(func.count()).select_from(entry)).scalar_one())


def lying_aside(city: City) -> int:
    with city.books.read() as connection:
        return int(connection.execute(select(func.count()).select_from(quarantine)).scalar_one())


def test_the_same_stick_three_times_and_after_the_line_did_it(city: City, stick: Path) -> None:
    shelf = enrolled(city)
    accept(shelf)
    out(shelf, city, stick)
    assert answers_of(take_in(city, stick)) == [["stored"]]
    stored = entries_in(city)
    for _ in range(2):
        assert answers_of(take_in(city, stick)) == [["before"]]
    accept(shelf, 2)
    courier(city, shelf).round()
    assert answers_of(take_in(city, stick)) == [["before"]]
    assert entries_in(city) == stored + 1
    answer(city, stick)
    take_answers(shelf, city, stick)
    must_agree(city, shelf)


def test_at_another_districts_city_nothing_is_taken(city: City, stick: Path, tmp_path: Path) -> None:
    """It cannot be opened there, and it says for whom it is."""
    shelf = enrolled(city)
    accept(shelf)
    path = out(shelf, city, stick)
    other = a_city(tmp_path / "other")
    enrol_there_too(shelf, other)
    before = entries_in(other)
    assert refused(take_in(other, stick)) == ["elsewhere"]
    assert entries_in(other) == before
    with path.open("rb") as file:
        bundle = read_bundle(file)
        with pytest.raises(ValueError, match="opened"):
            other.courier._counter.desk._box.open(bundle.read("events-00001"), bundle.manifest.about("events-00001"))
    assert answers_of(take_in(city, stick)) == [["stored"]]


def enrol_there_too(shelf: PaperShelf, other: City) -> None:
    from sync.client.enrol import enrol

    enrol(Wire(other), shelf, other.register.new_code(shelf.device), "x", next(iter(shelf.own().values())))


def test_an_unknown_device_is_refused_and_nothing_is_stored(city: City, stick: Path) -> None:
    shelf = PaperShelf()
    begin(shelf)
    out(shelf, city, stick)
    assert refused(take_in(city, stick)) == ["unknown_key"]
    assert (kept(city, shelf), lying_aside(city)) == ({}, 0)
    assert list(answer(city, stick)) == []


def test_a_revoked_devices_stick_is_kept_aside_and_gets_no_answer(city: City, stick: Path) -> None:
    shelf = enrolled(city)
    trip(shelf, city, stick)
    accept(shelf)
    out(shelf, city, stick)
    city.register.revoke_device(shelf.device)
    for path in stick.glob("answer-*"):
        path.unlink()
    assert refused(take_in(city, stick)) == ["revoked"]
    assert lying_aside(city) == 1
    assert refused(answer(city, stick)) == ["revoked"]
    assert list(stick.glob("answer-*")) == []


def test_a_byte_that_is_flipped_anywhere_changes_nothing_or_is_refused(city: City, stick: Path) -> None:
    shelf = enrolled(city)
    accept(shelf)
    path = out(shelf, city, stick)
    whole = path.read_bytes()
    found = 0
    for at in range(0, len(whole), 11):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << at % 8)]) + whole[at + 1 :])
        (seen,) = take_in(city, path)
        found += bool(seen.refused)
        assert kept(city, shelf) in ({}, {1: [one.body for one in shelf.papers.places[1]]})
        if seen.refused:
            assert seen.refused in ("broken", "altered", "unknown_key", "elsewhere")
    assert found > 0.8 * len(range(0, len(whole), 11))
    path.write_bytes(whole)
    take_in(city, stick)
    assert kept(city, shelf) == {1: [one.body for one in shelf.papers.places[1]]}
    assert lying_aside(city) == 0


def test_half_a_file_is_refused_whole(city: City, stick: Path) -> None:
    """Cut at every 4 KiB, as a stick that was pulled leaves it."""
    shelf = enrolled(city)
    shelf.enter("case.noted", None, text=os.urandom(30_000).hex())
    path = out(shelf, city, stick)
    whole = path.read_bytes()
    for length in [*range(0, len(whole), 4096), len(whole) - 1]:
        path.write_bytes(whole[:length])
        assert refused(take_in(city, stick)) == ["broken"]
    assert kept(city, shelf) == {}


def test_a_bundle_that_another_has_sealed_is_refused(city: City, stick: Path) -> None:
    """Entries prove themselves; but what a header asks for, and where the answer goes, only the device may say."""
    owner, thief = enrolled(city), enrolled(city, "341323110000-02")
    accept(owner)
    path = out(owner, city, stick)
    with path.open("rb") as file:
        bundle = read_bundle(file)
        manifest = msgspec.structs.replace(bundle.manifest, parts=())
        lines = city.courier._counter.desk._part(bundle, "events-00001")
    for sign, name in ((thief.sign, key_id(thief.public_key)), (thief.sign, key_id(owner.public_key))):
        forged = io.BytesIO()
        writer = BundleWriter(forged, manifest, box_of(city))
        writer.add("events", lines)
        writer.finish(sign, name)
        path.write_bytes(forged.getvalue())
        assert refused(take_in(city, stick)) == ["altered"]
    assert kept(city, owner) == {}
    with city.books.read() as connection:
        assert connection.execute(select(satchel)).first() is None


def test_a_part_that_swells_is_refused(city: City, stick: Path) -> None:
    """Eight megabytes unpacked are the most of any part, whoever has signed it."""
    import zstandard

    shelf = enrolled(city)
    path = out(shelf, city, stick)
    with path.open("rb") as file:
        manifest = msgspec.structs.replace(read_bundle(file).manifest, parts=())
    swollen = io.BytesIO()
    writer = BundleWriter(swollen, manifest, box_of(city))
    writer.add("events", zstandard.ZstdCompressor().compress(bytes(60_000_000)))
    writer.finish(shelf.sign, key_id(shelf.public_key))
    assert len(swollen.getvalue()) < 10_000
    path.write_bytes(swollen.getvalue())
    assert refused(take_in(city, stick)) == ["broken"]
    assert kept(city, shelf) == {}


def test_entries_in_anothers_name_prove_nothing(city: City, stick: Path) -> None:
    """A device that is enrolled puts another's header into a bundle of its own."""
    owner, thief = enrolled(city), enrolled(city, "341323110000-02")
    accept(owner)
    path = out(owner, city, stick)
    with path.open("rb") as file:
        bundle = read_bundle(file)
        manifest = msgspec.structs.replace(bundle.manifest, parts=(), device=thief.device, letterbox=b"")
        lines = city.courier._counter.desk._part(bundle, "events-00001")
    forged = io.BytesIO()
    writer = BundleWriter(forged, manifest, box_of(city))
    writer.add("events", lines)
    writer.finish(thief.sign, key_id(thief.public_key))
    path.write_bytes(forged.getvalue())
    assert refused(take_in(city, stick)) == ["altered"]
    assert kept(city, owner) == {}


def test_an_answer_goes_only_to_a_letterbox_that_the_device_has_signed(city: City, stick: Path) -> None:
    shelf = enrolled(city)
    path = out(shelf, city, stick)
    mine = public_bytes(new_key())
    with path.open("rb") as file:
        bundle = read_bundle(file)
        lines = city.courier._counter.desk._part(bundle, "events-00001")
        for bad in (state_letterbox(shelf.device, mine, new_key().sign, b"x" * 8), b"", b"\x80"):
            manifest = msgspec.structs.replace(bundle.manifest, parts=(), letterbox=bad)
            forged = io.BytesIO()
            writer = BundleWriter(forged, manifest, box_of(city))
            writer.add("events", lines)
            writer.finish(shelf.sign, key_id(shelf.public_key))
            (stick / "bundle-forged.psb").write_bytes(forged.getvalue())
            take_in(city, stick / "bundle-forged.psb")
            with city.books.read() as connection:
                assert connection.execute(select(satchel)).first() is None


def test_one_stick_carries_many_devices_and_each_takes_its_own_answer(city: City, stick: Path) -> None:
    shelves = [enrolled(city, f"34132311020{number}-01") for number in range(1, 5)]
    for number, shelf in enumerate(shelves, 1):
        accept(shelf, number)
        out(shelf, city, stick)
    assert answers_of(take_in(city, stick)) == [["stored"]] * 4
    assert len(answer(city, stick)) == 4
    for shelf in shelves:
        assert [one.acknowledged for one in take_answers(shelf, city, stick)] == [2]
        news = [one for one in shelf.papers.folded if one.device not in (shelf.device, "city")]
        assert news == []  # a village never hears of another's cases
    must_agree(city, *shelves)


def test_scans_that_nobody_has_named_are_not_taken(city: City, stick: Path) -> None:
    shelf = enrolled(city)
    shelf.papers.scans["ab" * 32] = b"not of any entry"
    out(shelf, city, stick)
    (seen,) = take_in(city, stick)
    assert seen.taken is not None
    assert (seen.taken.scans, seen.taken.left) == (0, 1)
    assert city.scans.read("ab" * 32) is None


# the way back


def an_answer(shelf: PaperShelf, city: City, stick: Path) -> Path:
    """The answer that lies on a stick."""
    take_in(city, stick)
    (seen,) = answer(city, stick)
    return stick / seen.name


def test_an_answer_of_a_foreign_city_is_not_believed(city: City, stick: Path, tmp_path: Path) -> None:
    """Another city knows the device, its entries and its letterbox, and signs what it likes."""
    shelf = enrolled(city)
    accept(shelf)
    other = a_city(tmp_path / "other")
    enrol_there_too(shelf, other)
    export(shelf, other, FolderDrive(stick))
    take_in(other, stick)
    case = other.desk.all_cases()[0]
    other.desk.decide(case.case_no, "granted", "同意", "console")
    (seen,) = answer(other, stick)
    before = shelf.image()
    with pytest.raises(StickTrouble, match="answer_foreign"):
        reader_of(shelf, city).read(FolderDrive(stick), seen.name)
    assert list(shelf.acknowledged("city")) == []
    assert (shelf.papers.folded, shelf.papers.cursors) == (before.folded, before.cursors)


def test_an_acknowledgement_of_a_foreign_city_within_an_answer_is_not_believed(
    city: City, stick: Path, tmp_path: Path
) -> None:
    shelf = enrolled(city)
    accept(shelf)
    other = a_city(tmp_path / "other")
    enrol_there_too(shelf, other)
    courier(other, shelf).round()
    shelf.papers.kept.clear()
    forged_kept = other.inbox.kept(shelf.device).proof
    box = PaperSticks(shelf).letterbox()
    write_answer(stick / "answer-x.psb", shelf, city, box, Reply(nonce="", kept=forged_kept))
    with pytest.raises(StickTrouble, match="answer_foreign"):
        reader_of(shelf, city).read(FolderDrive(stick), "answer-x.psb")
    assert list(shelf.acknowledged("city")) == []


def write_answer(path: Path, shelf: PaperShelf, city: City, box: bytes, reply: Reply, device: str = "") -> None:
    """An answer that the city's own key has signed, whatever is in it."""
    file = io.BytesIO()
    writer = BundleWriter(file, Manifest(way=DOWN, device=device or shelf.device, to=key_id(box)), box)
    writer.add("events", write_lines(reply, []))
    writer.finish(city.voice.sign, city.voice.key_id)
    path.write_bytes(file.getvalue())


def test_an_answer_for_another_device_or_letterbox_is_not_taken(city: City, stick: Path) -> None:
    """Even where it can be opened: cloned disks share a letterbox."""
    shelf = enrolled(city)
    books = PaperSticks(shelf)
    reply = Reply(nonce="", cursor="59dd1e7a.9.00", kept=b"")
    write_answer(stick / "answer-1.psb", shelf, city, books.letterbox(), reply, "341323110000-02")
    other = PaperSticks(PaperShelf()).letterbox()
    write_answer(stick / "answer-2.psb", shelf, city, other, reply)
    for name in ("answer-1.psb", "answer-2.psb"):
        with pytest.raises(StickTrouble, match="answer_elsewhere"):
            reader_of(shelf, city).read(FolderDrive(stick), name)
    assert shelf.cursor("city") == ""


def test_an_altered_answer_is_refused_whole(city: City, stick: Path) -> None:
    shelf = enrolled(city)
    filed = accept(shelf)
    trip(shelf, city, stick)
    city.desk.decide(filed.read().case or "", "granted", "同意", "console")
    accept(shelf, 2)
    out(shelf, city, stick)
    path = an_answer(shelf, city, stick)
    whole, image = path.read_bytes(), shelf.image()
    refusals: set[str] = set()
    for at in range(0, len(whole), 13):
        shelf.restore(image)
        path.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << at % 8)]) + whole[at + 1 :])
        try:
            reader_of(shelf, city).read(FolderDrive(stick), path.name)
        except StickTrouble as no:
            refusals.add(no.key)
            assert (shelf.papers.kept, shelf.papers.folded) == (image.kept, image.folded)
    assert refusals <= {"bundle_broken", "answer_foreign", "answer_elsewhere"}
    for length in range(0, len(whole), 512):
        shelf.restore(image)
        path.write_bytes(whole[:length])
        with pytest.raises(StickTrouble, match="bundle_broken"):
            reader_of(shelf, city).read(FolderDrive(stick), path.name)
    shelf.restore(image)
    path.write_bytes(whole)
    assert reader_of(shelf, city).read(FolderDrive(stick), path.name).received == 1


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (1, 1, 0, 0), (0, 1, 0)])
def test_answers_may_come_in_any_order_and_twice(
    city: City, stick: Path, tmp_path: Path, order: tuple[int, ...]
) -> None:
    shelf = enrolled(city)
    filed = [accept(shelf, number) for number in (1, 2, 3)]
    courier(city, shelf).round()
    answers: list[Path] = []
    for one in filed[:2]:
        accept(shelf, 10 + len(answers))
        city.desk.decide(one.read().case or "", "granted", "同意", "console")
        out(shelf, city, stick)
        taken = an_answer(shelf, city, stick)
        answers.append(taken.rename(tmp_path / f"answer-{len(answers)}.psb"))
    for number in order:
        reader_of(shelf, city).read(FolderDrive(tmp_path), answers[number].name)
    decided = [one.read().case for one in shelf.papers.folded if one.read().kind == "case.decided"]
    assert len(decided) == 2
    assert set(decided) == {one.read().case for one in filed[:2]}
    must_agree(city, shelf)
    assert courier(city, shelf).round().received == 0


def test_an_answer_that_was_overtaken_takes_no_acknowledgement_back(city: City, stick: Path, tmp_path: Path) -> None:
    shelf = enrolled(city)
    accept(shelf)
    out(shelf, city, stick)
    old = an_answer(shelf, city, stick).rename(tmp_path / "answer-old.psb")
    accept(shelf, 2)
    clock = Clock()
    clock.pass_days(1)
    courier(a_city_later(city, clock), shelf).round()
    assert [head.seq for head in shelf.acknowledged("city")] == [3]
    assert reader_of(shelf, city).read(FolderDrive(tmp_path), old.name).acknowledged == 0
    assert [head.seq for head in shelf.acknowledged("city")] == [3]


def a_city_later(city: City, clock: Clock) -> City:
    """The same city on another day."""
    city.books.close()
    return a_city(city.scans._folder.parent, clock)


def test_a_restored_citys_word_says_less_and_is_believed(city: City, stick: Path, tmp_path: Path) -> None:
    import shutil

    shelf = enrolled(city)
    home = tmp_path / "city"
    city.books.close()
    shutil.copytree(home, tmp_path / "backup")
    clock = Clock()
    city = a_city(home, clock)
    accept(shelf)
    trip(shelf, city, stick)
    assert [head.seq for head in shelf.acknowledged("city")] == [2]
    city.books.close()
    shutil.rmtree(home)
    shutil.copytree(tmp_path / "backup", home)
    clock.pass_days(1)
    city = a_city(home, clock)
    trip(shelf, city, stick)  # a gap: the city says how far it is
    assert list(shelf.acknowledged("city")) == []
    trip(shelf, city, stick)
    must_agree(city, shelf)


@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_restored_device_gets_its_entries_back_by_stick_alone(city: City, stick: Path, after: int) -> None:
    shelf = enrolled(city)
    image = shelf.image()
    for number in (1, 2):
        accept(shelf, number)
    trip(shelf, city, stick)
    lost = set(shelf.own())
    shelf.restore(image)
    for number in range(after):
        accept(shelf, 10 + number)
    for path in stick.iterdir():
        path.unlink()
    trip(shelf, city, stick)
    assert lost <= set(shelf.own())
    assert shelf.papers.writing == 2
    trip(shelf, city, stick)
    must_agree(city, shelf)
    assert len(city.desk.all_cases()) == 2 + after


def test_many_lost_entries_come_back_page_by_page(city: City, stick: Path) -> None:
    shelf = enrolled(city)
    accept(shelf)
    trip(shelf, city, stick)
    image = shelf.image()
    for number in range(1200):
        shelf.enter("case.noted", f"341323110000-{number}", text="x")
    trip(shelf, city, stick)
    lost = set(shelf.own())
    shelf.restore(image)
    accept(shelf, 2)
    trip(shelf, city, stick)
    assert lost <= set(shelf.own())
    trip(shelf, city, stick)
    must_agree(city, shelf)


def test_a_disk_of_before_takes_no_news_that_begin_later_than_it_has_been(city: City, stick: Path) -> None:
    """Else what lies between would be passed over for ever."""
    shelf = enrolled(city)
    filed = [accept(shelf, number) for number in (1, 2)]
    courier(city, shelf).round()
    PaperSticks(shelf).letterbox()
    image = shelf.image()
    city.desk.decide(filed[0].read().case or "", "granted", "同意", "console")
    courier(city, shelf).round()
    out(shelf, city, stick)
    city.desk.decide(filed[1].read().case or "", "refused", "不符合", "console")
    path = an_answer(shelf, city, stick)
    shelf.restore(image)
    assert reader_of(shelf, city).read(FolderDrive(stick), path.name).received == 0
    courier(city, shelf).round()
    decided = [one for one in shelf.papers.folded if one.read().kind == "case.decided"]
    assert len(decided) == 2


@pytest.mark.parametrize("days", [1, 0, -400])
def test_bundles_of_several_generations_on_one_stick_do_not_keep_a_device_from_its_answer(
    city: City, stick: Path, days: int
) -> None:
    """The bundle of before the disk was restored still lies there, and is read in behind the new one; whatever the
    clock says."""
    shelf = enrolled(city)
    image = shelf.image()
    for number in range(1, 5):
        accept(shelf, number)
    clock = Clock()
    out(shelf, city, stick)
    take_in(city, stick)
    shelf.restore(image)
    accept(shelf, 9)
    clock.pass_days(days)
    export_at(shelf, city, stick, clock)
    take_in(city, stick)
    answer(city, stick)
    assert any(one.parted for one in take_answers(shelf, city, stick))
    trip(shelf, city, stick)
    must_agree(city, shelf)


def export_at(shelf: PaperShelf, city: City, stick: Path, clock: Clock) -> None:
    from sync.client.stick import Receiver, StickWriter

    writer = StickWriter(shelf, shelf, PaperSticks(shelf), Receiver("city", box_of(city)))
    writer.write(FolderDrive(stick), clock())


def test_the_books_are_right_after_all_of_it(city: City, stick: Path) -> None:
    shelf, other = enrolled(city), enrolled(city, "341323110000-02")
    for number in range(1, 6):
        accept(shelf if number % 2 else other, number)
        trip(shelf, city, stick)
        courier(city, other).round()
    trip(shelf, city, stick)
    courier(city, other).round()
    must_agree(city, shelf, other)
    assert check_books(city.books, city.scans)[1] == []
    assert {one.read().id for one in shelf.papers.folded if one.device != "city"} == {
        one.read().id for one in other.papers.folded if one.device != "city" and one.read().case
    } | {one.read().id for one in shelf.papers.places[1] if not one.read().case}
