"""Sticks at the city, and the way back: doubled, late, foreign, altered, forged, or after a restored disk, they do no
harm."""

import io
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import func, select

from sync.city.courier import FileSeen
from sync.city.house import City
from sync.city.tables import entry, quarantine, satchel
from sync.protocol.bundle import BundleWriter, read_bundle
from sync.protocol.envelope import state_letterbox
from sync.protocol.seal import key_id, new_key, public_bytes
from tests.sync.city_kit import a_city, accept, begin, courier, enrolled, kept, must_agree
from tests.sync.paper_shelf import PaperShelf
from tests.sync.stick_kit import (
    answer,
    answers_of,
    box_of,
    enrol_there_too,
    out,
    take_answers,
    take_in,
    trip,
)


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
