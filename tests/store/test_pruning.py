"""What may go after half a year goes, nothing else does, and whoever erases more is found."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.store.check import check_store
from kiosk.store.door import OpenStore, open_store
from kiosk.store.post import CITY
from kiosk.store.pruning import KEPT_FOR, KINDS, prune
from kiosk.wiring.safekeeping import prune_once_a_day
from sync.protocol.kinds import SHAPES, LineRuled, Looked, StaffCame

from .conftest import TurnedClock

LATER = KEPT_FOR + timedelta(days=1)


@pytest.fixture
def store(folders: tuple[Path, Path], clock: TurnedClock) -> Iterator[OpenStore]:
    opened = open_store(*folders, clock)
    with opened.work("staff:0305") as work:
        for nth in range(5):
            work.journal.enter(Looked(what="case", purpose=str(nth)), "person.looked")
            work.journal.enter(StaffCame(staff="0305"), "staff.signed_in")
        work.journal.enter(LineRuled(rules={}), "line.ruled")
    yield opened
    opened.close()


def acknowledge(store: OpenStore, seq: int) -> None:
    """The city has said that it keeps everything up to this number. Its word itself is no matter here."""
    with store.work("city") as work:
        work.connection.execute("INSERT INTO acknowledged VALUES (?, 1, ?, x'', x'')", (CITY, seq))


def problems(store: OpenStore) -> list[str]:
    with store.look() as work:
        return [p.key for p in check_store(work, store.blobs)[1] if p.key not in ("upstream_word_wrong",)]


def bodies(store: OpenStore) -> int:
    with store.look() as work:
        return int(work.connection.execute("SELECT count(*) FROM body").fetchone()[0])


def before_acknowledging(store: OpenStore) -> list[str]:
    return problems(store)


def test_looks_and_sign_ins_go_after_half_a_year_and_the_chain_stays_whole(
    store: OpenStore, clock: TurnedClock
) -> None:
    clean = problems(store)
    acknowledge(store, 100)
    told = problems(store)
    clock.at += LATER
    whole = bodies(store)
    assert prune(store, "backup", clock.now(), clock.now()) == 10
    assert bodies(store) == whole - 10 + 1
    assert problems(store) == told
    assert clean == []
    assert prune(store, "backup", clock.now(), clock.now()) == 0


@pytest.mark.parametrize("seq", [0, 4])
def test_what_the_city_has_not_stays(store: OpenStore, clock: TurnedClock, seq: int) -> None:
    if seq:
        acknowledge(store, seq)
    clock.at += LATER
    assert prune(store, "backup", clock.now(), clock.now()) == max(seq - 1, 0)


def test_without_a_backup_since_nothing_goes(store: OpenStore, clock: TurnedClock) -> None:
    acknowledge(store, 100)
    then = clock.now()
    clock.at += LATER
    assert prune(store, "backup", clock.now(), None) == 0
    assert prune(store, "backup", clock.now(), then) == 0


def test_half_a_year_is_kept(store: OpenStore, clock: TurnedClock) -> None:
    acknowledge(store, 100)
    clock.at += timedelta(days=183)
    assert prune(store, "backup", clock.now(), clock.now()) == 0


def test_nothing_that_tables_rest_on_may_ever_go() -> None:
    gone = {kind for kind in SHAPES if kind.startswith(KINDS)}
    assert not [
        kind for kind in gone if kind.startswith(("case.", "ticket.", "account.", "county.", "line.", "device."))
    ]
    assert "person.looked" in gone


def test_whoever_erases_more_is_found(store: OpenStore, clock: TurnedClock) -> None:
    acknowledge(store, 4)
    clock.at += LATER
    prune(store, "backup", clock.now(), clock.now())
    told = problems(store)
    with store.work("thief") as work:
        (at,) = work.connection.execute("SELECT DISTINCT at FROM tombstone").fetchone()
        (n,) = work.connection.execute(
            "SELECT n FROM entry JOIN body USING (n) WHERE kind = 'person.looked' ORDER BY n DESC LIMIT 1"
        ).fetchone()
        work.connection.execute("INSERT INTO tombstone VALUES (?, ?)", (n, at))
        work.connection.execute("DELETE FROM body WHERE n = ?", (n,))
    assert len(problems(store)) == len(told) + 1


def test_a_body_without_its_tombstone_cannot_be_erased(store: OpenStore) -> None:
    with pytest.raises(Exception, match="append-only"), store.work("thief") as work:
        work.connection.execute("DELETE FROM body WHERE n = 3")


def test_a_rule_hidden_behind_a_tombstone_is_found(store: OpenStore) -> None:
    with store.work("thief") as work:
        (n,) = work.connection.execute("SELECT n FROM entry WHERE kind = 'line.ruled'").fetchone()
        work.connection.execute("INSERT INTO tombstone VALUES (?, 'never')", (n,))
        work.connection.execute("DELETE FROM body WHERE n = ?", (n,))
    assert problems(store) == ["body_missing", "body_missing"]


def test_it_is_done_once_a_day_after_a_backup(store: OpenStore, clock: TurnedClock) -> None:
    acknowledge(store, 100)
    clock.at += LATER
    assert prune_once_a_day(store) == 0
    clock.at += timedelta(days=1)
    with store.work("backup") as work:
        work.drawer.set_setting("backup.last", f'{{"at": "{datetime.isoformat(clock.now())}"}}')
    assert prune_once_a_day(store) == 10
    assert prune_once_a_day(store) == 0
