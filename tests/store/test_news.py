"""What comes from elsewhere: kept whatever it says, folded when it fits, never in the way of what comes behind it."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from kiosk.app.post_room import PostRoom
from kiosk.domain.case import CaseState
from kiosk.store.check import check_store
from kiosk.store.door import OpenStore
from kiosk.store.shelf import StoreShelf
from sync.protocol.entry import DeviceId, Entry
from tests.sync.city_kit import filing
from tests.sync.paper_shelf import body_of, id_of
from tests.sync.shelf_contract import OTHER, chained

NO = "341323110000-20261123-09-0001-7XK"
SCAN = {"sha256": "ab" * 32, "size": 5, "name": "x", "media_type": "image/jpeg", "material": "m"}


def told(store: OpenStore, *bodies: bytes) -> list[Entry]:
    """News with these bodies arrive."""
    entries = chained(OTHER, 1, bodies)
    StoreShelf(store, PostRoom(DeviceId(store.device.id)).fold).apply("city", entries, "c")
    return entries


def filed(case_no: str = NO, **more: Any) -> bytes:
    return body_of("case.accepted", case_no, filing(case_no, **more))


def decided(**more: Any) -> bytes:
    return body_of("case.decided", NO, {"result": "granted", "text": "x"} | more)


def state(store: OpenStore, case_no: str = NO) -> CaseState | None:
    with store.look() as work:
        case = work.cases.get(case_no)
    return case.state if case else None


def aside(store: OpenStore) -> Sequence[str]:
    with store.look() as work:
        return [row[0] for row in work.connection.execute("SELECT reason FROM set_aside ORDER BY at, entry_id")]


@pytest.fixture(autouse=True)
def books_in_order(store: OpenStore) -> object:
    """Whatever was told: the check finds tables and journal in agreement afterwards."""
    yield
    with store.look() as work:
        assert check_store(work, store.blobs)[1] == []


def test_a_decision_that_came_before_its_case_waits_for_it(store: OpenStore) -> None:
    """A restored city may hear of them in the other order."""
    told(store, decided(), body_of("case.withdrawn", NO, {"text": "x"}))
    assert (state(store), aside(store)) == (None, ["case_unknown"] * 2)
    told(store, filed())
    assert state(store) is CaseState.GRANTED
    assert aside(store) == ["case.withdrawn after granted"]  # in the order in which they came


def test_the_decision_of_another_case_with_the_same_number_is_not_for_ours(store: OpenStore) -> None:
    first = filed()
    meant = json.loads(first)["id"]
    told(store, first, filed(name="another"), decided(filing="its twin's"))
    assert state(store) is CaseState.ACCEPTED
    assert sorted(aside(store)) == ["case.accepted after accepted", "case.decided after granted"]
    told(store, decided(filing=meant))
    assert state(store) is CaseState.GRANTED


def test_a_filing_that_names_another_number_touches_no_other_case(store: OpenStore) -> None:
    told(store, filed(), decided(), body_of("case.accepted", "another", filing(NO)))
    assert (state(store), state(store, "another")) == (CaseState.GRANTED, None)


def changed(**more: Any) -> bytes:
    """A body of another year: with a field changed, or without it (None)."""
    body = json.loads(decided()) | more
    return json.dumps({key: value for key, value in body.items() if value is not None}).encode()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (changed(id=7), ["unreadable"]),
        (changed(wall="yesterday"), ["unreadable"]),
        (changed(payload=[1]), ["unreadable"]),
        (b"null", ["unreadable"]),
        (b"\xff\xfe", ["unreadable"]),
        (b'{"id":"x","payload":{"a":' + b"[" * 50_000, ["unreadable"]),
        (filed("other", applicant={"name": None}), ["case.accepted"]),
        (filed("other", matter_version="1"), ["case.accepted"]),
        (filed("other", centre=5), ["case.accepted"]),
    ],
)
def test_what_cannot_be_read_is_kept_and_stops_nobody(store: OpenStore, body: bytes, reason: list[str]) -> None:
    entries = told(store, body, filed())
    assert (state(store), aside(store)) == (CaseState.ACCEPTED, reason)
    with store.look() as work:
        kept = {row[0] for row in work.connection.execute("SELECT content FROM body")}
    assert {one.body for one in entries} <= kept


@pytest.mark.parametrize("fields", [{"mono": None, "boot": None, "random": None}, {"mono": 1.5}, {"version": "two"}])
def test_a_body_of_another_shape_counts_here_as_it_counts_in_the_city(store: OpenStore, fields: dict[str, Any]) -> None:
    told(store, filed(), changed(**fields))
    assert state(store) is CaseState.GRANTED


def test_nobody_asks_for_scans_that_lie_on_another_disk(store: OpenStore) -> None:
    told(store, filed(attachments=[SCAN]))
    with store.look() as work:
        assert check_store(work, store.blobs)[1] == []


def test_scans_of_entries_that_were_read_back_lie_with_the_city_alone(store: OpenStore) -> None:
    shelf = StoreShelf(store, PostRoom(DeviceId(store.device.id)).fold)
    first = shelf.entries(1, 0, 1, 1)[0]
    lost = chained(
        shelf.device, 1, [filed(attachments=[SCAN]), body_of("document.printed", NO, dict(SCAN))], 1, first.chain
    )
    shelf.take_back(1, lost, 1)
    assert shelf.chain_at(1, 3) == lost[-1].chain


def test_an_entry_is_kept_under_the_same_name_as_in_the_city(store: OpenStore) -> None:
    (entry,) = told(store, b"null")
    with store.look() as work:
        (name,) = work.connection.execute("SELECT id FROM entry WHERE own = 0").fetchone()
    assert name == f"hash:{entry.body_hash.hex()[:59]}"
    assert id_of(entry) == entry.body_hash.hex()
