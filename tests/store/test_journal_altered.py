"""A journal that was cut short, written anew, put in another order, or altered in any column of any of its tables."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.app.post_room import PostRoom
from kiosk.store.chain import check_from_mark
from kiosk.store.check import check_store
from kiosk.store.door import OpenStore
from kiosk.store.post import CITY, CITY_KEY
from kiosk.store.shelf import StoreShelf
from sync.protocol.entry import GENESIS, DeviceId, link, sha256
from sync.protocol.kinds import Looked
from sync.protocol.seal import key_id, new_key, public_bytes
from sync.protocol.statements import read_kept, state_kept
from tests.sync.city_kit import filing
from tests.sync.paper_shelf import body_of
from tests.sync.shelf_contract import OTHER, chained

from .test_journal import some_entries, tamper

NO = "341323110000-20261123-09-0001-7XK"
TABLES = ("entry", "place", "place_elsewhere", "body", "acknowledged")
COLUMNS = [
    *(("entry", column) for column in ("n", "own", "id", "body_hash", "kind", "case_no")),
    *(("place", column) for column in ("epoch", "seq", "n", "prev", "chain")),
    *(("place_elsewhere", column) for column in ("n", "device", "epoch", "seq", "prev", "chain", "mark")),
    *(("body", column) for column in ("n", "content")),
    *(("acknowledged", column) for column in ("upstream", "epoch", "seq", "chain", "proof")),
]
OTHERWISE = {
    "n": "n + 1000",
    "own": "1 - own",
    "epoch": "epoch + 1",
    "seq": "seq + 100",
    "content": "replace(CAST(content AS TEXT), 'wall', 'wa11')",
    "proof": "randomblob(length(proof))",
}
OTHERWISE |= dict.fromkeys(("body_hash", "prev", "chain", "mark"), "randomblob(32)")
OTHERWISE |= dict.fromkeys(("id", "kind", "device", "upstream"), "'{}' || 'x'")


def changed(column: str) -> str:
    """Another value of the same sort."""
    if column == "case_no":
        return "coalesce(case_no, '') || 'x'"
    return OTHERWISE[column].replace("'{}'", column)


@pytest.fixture
def acknowledged(store: OpenStore) -> Callable[[], None]:
    """A city that signs for all that stands here now."""
    city = new_key()

    def keep() -> None:
        shelf = StoreShelf(store, PostRoom(DeviceId(store.device.id)).fold)
        public = public_bytes(city)
        word = state_kept(
            shelf.device, "59dd1e7a", "2026-11-23T11:00:00+08:00", shelf.heads(), city.sign, key_id(public)
        )
        shelf.acknowledge(CITY, read_kept(word.proof))
        with store.work("cli") as work:
            work.drawer.set_setting(CITY_KEY, public.hex())

    return keep


@pytest.fixture
def full(store: OpenStore, acknowledged: Callable[[], None]) -> OpenStore:
    """Own entries, entries of another device, and the city's word on them."""
    some_entries(store)
    news = chained(OTHER, 1, [body_of("case.accepted", NO, filing(NO)), body_of("case.withdrawn", NO, {"text": "x"})])
    StoreShelf(store, PostRoom(DeviceId(store.device.id)).fold).apply(CITY, news, "c")
    acknowledged()
    return store


def problems(store: OpenStore) -> set[str]:
    with store.look() as work:
        return {p.key for p in check_store(work, store.blobs)[1]}


def test_every_column_of_the_journals_tables_is_tried(full: OpenStore) -> None:
    with full.look() as work:
        there = [(t, row[1]) for t in TABLES for row in work.connection.execute(f"PRAGMA table_info({t})")]
    assert sorted(there) == sorted(COLUMNS)
    assert problems(full) == set()


@pytest.mark.parametrize("which", ["min", "max"])
@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_column_that_was_altered_is_found(full: OpenStore, table: str, column: str, which: str) -> None:
    row = f"rowid = (SELECT {which}(rowid) FROM {table})"
    if table in ("place", "acknowledged"):  # tables without a rowid
        row = f"(epoch, seq) = (SELECT epoch, seq FROM {table} ORDER BY seq {'DESC' if which == 'max' else ''} LIMIT 1)"
    tamper(full, f"UPDATE {table} SET {column} = {changed(column)} WHERE {row}")
    assert problems(full)


def cut_after(store: OpenStore, seq: int) -> None:
    """What somebody with the key does: the last entries go, and everything that they had come to."""
    gone = f"SELECT n FROM place WHERE seq > {seq}"
    tamper(store, f"DELETE FROM body WHERE n IN ({gone})", f"DELETE FROM entry WHERE n IN ({gone})")
    tamper(
        store,
        f"DELETE FROM place WHERE seq > {seq}",
    )
    for gone in ("case_index WHERE rowid = (SELECT n FROM case_record WHERE {})", "case_record WHERE {}"):
        store._connections.mine().execute(f"DELETE FROM {gone}".format("case_no LIKE '%-01-0001-ABC'"))


def test_a_journal_cut_short_shows_even_if_all_tables_agree(full: OpenStore) -> None:
    cut_after(full, 2)
    assert problems(full) == {"journal_cut"}


def test_a_journal_cut_short_shows_although_it_goes_on(full: OpenStore) -> None:
    cut_after(full, 2)
    some_entries(full)
    assert "journal_rewritten" in problems(full)


def test_without_an_upstreams_word_nobody_can_tell(store: OpenStore) -> None:
    """That is why heads are countersigned: a device alone cannot know what it no longer has."""
    some_entries(store)
    cut_after(store, 2)
    assert problems(store) == set()


def test_a_journal_written_anew_in_one_piece_shows(full: OpenStore) -> None:
    """Another body, its hash, and every chain behind it made anew: in itself there is nothing wrong with it."""
    with full.look() as work:
        entries = list(work.journal.of_device(1, 0, 100))
    bodies = [entries[0].body, entries[1].body.replace(b"staff:0305", b"staff:0399"), entries[2].body]
    chain, statements = GENESIS, []
    for entry, body in zip(entries, bodies, strict=True):
        made = link(DeviceId(full.device.id), 1, entry.seq, chain, body)
        place = f"(SELECT n FROM place WHERE seq = {entry.seq})"
        statements += [
            f"UPDATE body SET content = x'{body.hex()}' WHERE n = {place}",
            f"UPDATE entry SET body_hash = x'{sha256(body).hex()}' WHERE n = {place}",
            f"UPDATE place SET prev = x'{chain.hex()}', chain = x'{made.chain.hex()}' WHERE seq = {entry.seq}",
        ]
        chain = made.chain
    tamper(full, *statements)
    assert problems(full) == {"journal_rewritten"}


def test_entries_in_another_order_show(full: OpenStore) -> None:
    tamper(
        full,
        "UPDATE place SET seq = 99 WHERE seq = 2",
        "UPDATE place SET seq = 2 WHERE seq = 3",
        "UPDATE place SET seq = 3 WHERE seq = 99",
    )
    assert problems(full) & {"chain_broken", "entry_missing"}


def test_two_bodies_that_changed_places_show(full: OpenStore) -> None:
    tamper(
        full,
        "UPDATE body SET n = 99 WHERE n = 2",
        "UPDATE body SET n = 2 WHERE n = 3",
        "UPDATE body SET n = 3 WHERE n = 99",
    )
    assert "body_altered" in problems(full)


def test_the_citys_word_of_another_device_is_no_word_on_this_one(full: OpenStore) -> None:
    city = new_key()
    public = public_bytes(city)
    with full.look() as work:
        heads = StoreShelf(full, PostRoom(DeviceId(full.device.id)).fold).heads()
        assert work.drawer.setting(CITY_KEY)
    forged: Any = state_kept(
        DeviceId(full.device.id), "59dd1e7a", "2026-11-23T12:00:00+08:00", heads, city.sign, key_id(public)
    )
    tamper(full, f"UPDATE acknowledged SET proof = x'{forged.proof.hex()}'")
    assert problems(full) == {"acknowledgement_altered"}


def test_what_was_cut_off_that_the_upstream_has_is_told_apart_from_what_nobody_has(full: OpenStore) -> None:
    """Up to entry 3 the city has signed; up to entry 5 this device was good when it was started the last time."""
    with full.work("staff:0305") as work:
        work.journal.enter(Looked(what="case"), "person.looked")
        work.journal.enter(Looked(what="case"), "person.looked")
    assert check_from_mark(full) == []
    cut_after(full, 4)
    assert problems(full) >= {"journal_short"}
    assert not problems(full) & {"journal_cut"}
    (said,) = check_from_mark(full)
    assert "上级也没有签收过" in said
    cut_after(full, 2)
    assert problems(full) >= {"journal_short", "journal_cut"}
    short, cut = check_from_mark(full)
    assert "1/5" in short
    assert "1/3 上级已签收" in cut
    assert "自动取回" in cut


def test_a_journal_cut_back_to_where_the_upstream_has_signed_only_lacks_what_comes_back(full: OpenStore) -> None:
    assert check_from_mark(full) == []
    cut_after(full, 2)
    assert problems(full) == {"journal_cut"}


def test_a_journal_that_went_on_otherwise_than_it_was_checked_shows_without_any_upstream(store: OpenStore) -> None:
    some_entries(store)
    assert check_from_mark(store) == []
    cut_after(store, 2)
    some_entries(store)
    assert problems(store) == {"journal_changed"}
