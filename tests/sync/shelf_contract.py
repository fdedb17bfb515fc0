"""What every shelf keeps, on paper or in the encrypted store: `class TestMine(ShelfContract)` with a `desk` fixture.

`desk` is a `ShelfDesk`: the shelf under test with its first entry (`device.begun` or any other) already written, and
the few things a test does to it that no courier does.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

import pytest

from sync.client.ports import Shelf
from sync.protocol.entry import GENESIS, Body, DeviceId, Entry, check_chain, link, new_random, write_body
from sync.protocol.seal import hash_named, new_key, public_bytes, verify
from sync.protocol.statements import Acknowledgement, Head, state_kept

OTHER = DeviceId("341323110000-09")


class ShelfDesk(Protocol):
    """What a test needs beside the shelf: to write an own entry, and to see which bodies were folded, in order."""

    @property
    def shelf(self) -> Shelf: ...
    def enter(self) -> Entry:
        """Write one own entry, of any kind."""

    def folded(self) -> Sequence[str]:
        """Ids of all entries applied to the tables here, own and others', in the order applied."""


def body(kind: str = "case.noted", entry_id: str = "") -> bytes:
    """The bytes of some body that folds into nothing."""
    made = new_random().hex()
    return write_body(
        Body(
            id=entry_id or new_random().hex(),
            kind=kind,
            actor="staff:1",
            wall="2026-11-23T10:00:00.000+08:00",
            mono=7,
            boot="x",
            random=made,
            payload={"text": "x"},
        )
    )


def chained(device: DeviceId, epoch: int, bodies: Sequence[bytes], seq: int = 0, prev: bytes = GENESIS) -> list[Entry]:
    """Entries of some device behind (`seq`, `prev`)."""
    made = []
    for one in bodies:
        seq += 1
        made.append(link(device, epoch, seq, prev, one))
        prev = made[-1].chain
    return made


def word(device: DeviceId, *heads: Head) -> Acknowledgement:
    """Some upstream's acknowledgement."""
    key = new_key()
    return state_kept(device, "inc", "2026-11-23T11:00:00+08:00", heads, key.sign, public_bytes(key)[:8])


def ids(entries: Sequence[Entry]) -> list[str]:
    """Their ids."""
    return [entry.read().id for entry in entries]


def all_of(shelf: Shelf, epoch: int) -> list[Entry]:
    """The whole of an epoch."""
    return list(shelf.entries(epoch, 0, 10_000, 100_000_000))


def must_be_whole(shelf: Shelf) -> None:
    """Every epoch is numbered without a gap and chained; its head says so."""
    for head in shelf.heads():
        entries = all_of(shelf, head.epoch)
        chain = check_chain(entries, digest=hash_named(shelf.hash))
        assert (entries[-1].seq, entries[-1].chain, chain) == (head.seq, head.chain, head.chain)


def highest(shelf: Shelf) -> int:
    """The highest epoch here."""
    return max(head.epoch for head in shelf.heads())


class ShelfContract:
    """The tests. Each begins with a shelf on which at least one own entry stands in epoch 1."""

    @pytest.fixture
    def desk(self) -> Iterator[ShelfDesk]:
        raise NotImplementedError

    @pytest.fixture
    def shelf(self, desk: ShelfDesk) -> Shelf:
        return desk.shelf

    # own entries

    def test_its_signature_is_its_keys(self, shelf: Shelf) -> None:
        assert verify(shelf.public_key, b"to whom it may concern", shelf.sign(b"to whom it may concern"))

    def test_own_entries_stand_in_order_without_a_gap(self, desk: ShelfDesk, shelf: Shelf) -> None:
        written = [desk.enter() for _ in range(5)]
        must_be_whole(shelf)
        (head,) = shelf.heads()
        assert (head.epoch, head.seq, head.chain) == (1, written[-1].seq, written[-1].chain)
        assert all_of(shelf, 1)[-5:] == written

    def test_the_chain_of_any_place(self, desk: ShelfDesk, shelf: Shelf) -> None:
        entry = desk.enter()
        assert shelf.chain_at(1, entry.seq) == entry.chain
        assert shelf.chain_at(1, 0) == GENESIS
        assert shelf.chain_at(4, 0) == GENESIS
        assert shelf.chain_at(1, entry.seq + 1) is None
        assert shelf.chain_at(2, 1) is None

    def test_entries_come_within_limits_but_one_at_least(self, desk: ShelfDesk, shelf: Shelf) -> None:
        begin = shelf.heads()[0].seq
        written = [desk.enter() for _ in range(4)]
        assert list(shelf.entries(1, begin, 2, 10**9)) == written[:2]
        two = len(written[0].body) + len(written[1].body)
        assert list(shelf.entries(1, begin, 10, two)) == written[:2]
        assert list(shelf.entries(1, begin, 10, 1)) == written[:1]
        assert list(shelf.entries(1, begin + 4, 10, 10**9)) == []
        assert list(shelf.entries(7, 0, 10, 10**9)) == []

    # books per upstream

    def test_an_acknowledgement_is_kept_and_replaced_even_by_a_smaller_one(self, desk: ShelfDesk, shelf: Shelf) -> None:
        first, second = desk.enter(), desk.enter()
        assert list(shelf.acknowledged("city")) == []
        shelf.acknowledge("city", word(shelf.device, Head(1, second.seq, second.chain)))
        assert list(shelf.acknowledged("city")) == [Head(1, second.seq, second.chain)]
        assert list(shelf.acknowledged("hub")) == []
        shelf.acknowledge("city", word(shelf.device, Head(1, first.seq, first.chain)))
        assert list(shelf.acknowledged("city")) == [Head(1, first.seq, first.chain)]
        shelf.acknowledge("city", word(shelf.device))
        assert list(shelf.acknowledged("city")) == []

    def test_the_newest_word_is_kept_as_it_came(self, desk: ShelfDesk, shelf: Shelf) -> None:
        """Whoever holds it can prove what the upstream has promised."""
        entry = desk.enter()
        assert shelf.word("city") == b""
        said = word(shelf.device, Head(1, entry.seq, entry.chain))
        shelf.acknowledge("city", said)
        assert (shelf.word("city"), shelf.word("hub")) == (said.proof, b"")
        shelf.acknowledge("city", word(shelf.device))
        assert shelf.word("city") == b""

    def test_a_cursor_is_kept_as_it_came(self, shelf: Shelf) -> None:
        assert shelf.cursor("city") == ""
        shelf.apply("city", [], "a.12.ff")
        assert (shelf.cursor("city"), shelf.cursor("hub")) == ("a.12.ff", "")

    # news

    def test_news_are_applied_once_however_often_they_come(self, desk: ShelfDesk, shelf: Shelf) -> None:
        news = chained(OTHER, 1, [body(), body("nobody.knows_this_kind"), body()])
        before = list(desk.folded())
        assert shelf.apply("city", news[:2], "1") == 2
        assert shelf.apply("city", news, "2") == 1
        assert shelf.apply("city", news, "2") == 0
        assert list(desk.folded()) == before + ids(news)

    def test_news_are_nothing_of_this_devices_own(self, desk: ShelfDesk, shelf: Shelf) -> None:
        desk.enter()
        heads = list(shelf.heads())
        shelf.apply("city", chained(OTHER, 1, [body()]), "1")
        shelf.apply("city", chained(DeviceId("city"), 5, [body()], seq=3), "2")
        assert list(shelf.heads()) == heads
        must_be_whole(shelf)

    def test_news_with_holes_between_them_are_taken(self, shelf: Shelf) -> None:
        entries = chained(OTHER, 1, [body() for _ in range(5)])
        assert shelf.apply("city", entries[1::2], "1") == 2

    def test_two_entries_at_one_place_are_both_kept(self, desk: ShelfDesk, shelf: Shelf) -> None:
        """A restored upstream may have given a number of another's journal anew."""
        first, second = chained(OTHER, 1, [body()]), chained(OTHER, 1, [body()])
        assert shelf.apply("city", first, "1") == 1
        assert shelf.apply("city", second, "2") == 1
        assert list(desk.folded())[-2:] == ids([*first, *second])

    # restored and cloned

    def test_a_restored_device_takes_back_what_it_lacks_and_goes_on_in_a_new_epoch(
        self, desk: ShelfDesk, shelf: Shelf
    ) -> None:
        head = shelf.heads()[0]
        lost = chained(shelf.device, 1, [body(), body()], head.seq, head.chain)
        shelf.take_back(1, lost, 1)
        must_be_whole(shelf)
        assert all_of(shelf, 1)[-2:] == lost
        assert ids(lost) == [i for i in desk.folded() if i in ids(lost)]
        after = desk.enter()
        assert after.epoch == 2
        assert [e.read().kind for e in all_of(shelf, 2)][:1] == ["device.parted"]
        must_be_whole(shelf)

    def test_a_clones_own_entries_move_behind_with_the_same_ids_and_bodies(self, desk: ShelfDesk, shelf: Shelf) -> None:
        head = shelf.heads()[0]
        mine = [desk.enter() for _ in range(3)]
        others = chained(shelf.device, 1, [body()], head.seq, head.chain)
        folded = list(desk.folded())
        shelf.take_back(1, others, 4)
        must_be_whole(shelf)
        assert all_of(shelf, 1)[head.seq :] == others
        moved = all_of(shelf, 5)
        assert [e.body for e in moved[:3]] == [e.body for e in mine]
        assert [e.read().kind for e in moved[3:]] == ["device.parted"]
        assert list(desk.folded())[: len(folded)] == folded
        assert desk.enter().epoch == 5

    def test_taking_back_twice_changes_nothing(self, desk: ShelfDesk, shelf: Shelf) -> None:
        head = shelf.heads()[0]
        desk.enter()
        others = chained(shelf.device, 1, [body(), body()], head.seq, head.chain)
        shelf.take_back(1, others, 1)
        heads, folded = list(shelf.heads()), list(desk.folded())
        shelf.take_back(1, others, 2)
        assert (list(shelf.heads()), list(desk.folded())) == (heads, folded)

    def test_a_long_loss_comes_back_page_by_page(self, desk: ShelfDesk, shelf: Shelf) -> None:
        head = shelf.heads()[0]
        mine = desk.enter()
        others = chained(shelf.device, 1, [body() for _ in range(5)], head.seq, head.chain)
        shelf.take_back(1, others[:2], 1)
        shelf.take_back(1, others[2:], 1)
        must_be_whole(shelf)
        assert all_of(shelf, 1)[head.seq :] == others
        assert all_of(shelf, 2)[0].body == mine.body
        assert highest(shelf) == 2

    def test_what_both_have_stays_where_it_is(self, desk: ShelfDesk, shelf: Shelf) -> None:
        """The upstream may answer from further back than the difference."""
        head = shelf.heads()[0]
        same, mine = desk.enter(), desk.enter()
        other = chained(shelf.device, 1, [body()], same.seq, same.chain)
        shelf.take_back(1, [same, *other], 1)
        must_be_whole(shelf)
        assert all_of(shelf, 1)[head.seq :] == [same, *other]
        assert all_of(shelf, 2)[0].body == mine.body

    def test_a_clones_epoch_is_filed_and_this_device_writes_on_in_its_own(self, desk: ShelfDesk, shelf: Shelf) -> None:
        mine = desk.enter()
        theirs = chained(shelf.device, 3, [body(), body()])
        shelf.take_back(3, theirs, 3)
        assert all_of(shelf, 3) == theirs
        assert (desk.enter().epoch, desk.enter().seq) == (1, mine.seq + 2)
        must_be_whole(shelf)

    def test_an_entry_may_stand_in_two_places_and_is_folded_once(self, desk: ShelfDesk, shelf: Shelf) -> None:
        """An image from before an earlier parting: what moved then is in an epoch the image does not know."""
        head = shelf.heads()[0]
        mine = desk.enter()
        shelf.take_back(2, chained(shelf.device, 2, [mine.body, body("device.parted")]), 2)
        must_be_whole(shelf)
        assert [i for i in desk.folded() if i == mine.read().id] == [mine.read().id]
        assert shelf.chain_at(1, mine.seq) == mine.chain
        other = chained(shelf.device, 1, [body()], head.seq, head.chain)
        shelf.take_back(1, other, 2)
        must_be_whole(shelf)
        assert all_of(shelf, 1)[head.seq :] == other
        assert all_of(shelf, 2)[0].body == mine.body
        assert [e.read().kind for e in all_of(shelf, 3)] == ["device.parted"]

    def test_after_an_image_from_before_a_parting_no_place_is_left_empty(self, desk: ShelfDesk, shelf: Shelf) -> None:
        head = shelf.heads()[0]
        mine = desk.enter()
        other = chained(shelf.device, 1, [body()], head.seq, head.chain)
        shelf.take_back(1, other, 2)
        assert all_of(shelf, 3)[0].body == mine.body
        shelf.take_back(2, chained(shelf.device, 2, [mine.body, body("device.parted")]), 3)
        must_be_whole(shelf)
        assert all_of(shelf, 3)[0].body == mine.body
        assert [i for i in desk.folded() if i == mine.read().id] == [mine.read().id]
