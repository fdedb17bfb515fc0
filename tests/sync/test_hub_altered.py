"""What a hub keeps of others' journals: any column of it that was altered is found."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync.city_kit import CENTRE, accept
from tests.sync.hub_kit import HubHouse

COLUMNS = [
    *(("peer_place", column) for column in ("device", "epoch", "seq", "n", "prev", "chain")),
    *(("peer_word", column) for column in ("device", "epoch", "seq", "statement")),
]
OTHERWISE = {
    "device": "device || 'x'",
    "epoch": "epoch + 1",
    "seq": "seq + 100",
    "n": "n + 1000",
    "statement": "randomblob(length(statement))",
}
OTHERWISE |= dict.fromkeys(("prev", "chain"), "randomblob(32)")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[HubHouse]:
    """A hub with what a paired PC has brought."""
    made = HubHouse(tmp_path)
    pc = made.pair(f"{CENTRE}-02")
    accept(pc.shelf)
    pc.round()
    yield made
    made.store.close()


def test_every_column_is_tried_and_nothing_is_wrong_as_it_stands(house: HubHouse) -> None:
    with house.store.look() as work:
        there = [
            (table, row[1])
            for table in ("peer_place", "peer_word")
            for row in work.connection.execute(f"PRAGMA table_info({table})")
        ]
    assert sorted(there) == sorted(COLUMNS)
    assert house.problems() == set()


@pytest.mark.parametrize("which", ["ASC", "DESC"])
@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_column_that_was_altered_is_found(house: HubHouse, table: str, column: str, which: str) -> None:
    connection = house.store._connections.mine()
    connection.execute("PRAGMA foreign_keys = OFF")
    row = f"(device, epoch, seq) = (SELECT device, epoch, seq FROM {table} ORDER BY seq {which} LIMIT 1)"
    assert connection.execute(f"UPDATE {table} SET {column} = {OTHERWISE[column]} WHERE {row}").rowcount == 1
    assert house.problems()
