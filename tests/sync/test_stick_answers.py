"""Answers on sticks: late, twice, out of order, foreign or altered they do no harm; restored disks go on by them."""

import io
from pathlib import Path

import pytest

from sync.city.check import check_books
from sync.city.house import City
from sync.client.drive import FolderDrive, StickTrouble
from sync.protocol.bundle import DOWN, BundleWriter, Manifest
from sync.protocol.exchange import Reply, write_lines
from sync.protocol.seal import key_id
from tests.sync.city_kit import Clock, a_city, accept, courier, enrolled, must_agree
from tests.sync.paper_shelf import PaperShelf
from tests.sync.stick_kit import (
    PaperSticks,
    answer,
    box_of,
    enrol_there_too,
    export,
    out,
    reader_of,
    take_answers,
    take_in,
    trip,
)


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
