"""Every step of the store's shape has a test: a file that an older program left behind is brought up to date, whole."""

import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from kiosk.app.finding import Sieve
from kiosk.store.check import check_store
from kiosk.store.door import OpenStore, open_store
from kiosk.store.migrations import VERSION

from .conftest import TurnedClock

OLD = Path(__file__).with_name("old")


@pytest.fixture
def old(tmp_path: Path, clock: TurnedClock) -> Iterator[Callable[[str], OpenStore]]:
    """Opens a copy of the file that a program of this version has left behind."""
    opened: list[OpenStore] = []

    def of(version: str) -> OpenStore:
        with zipfile.ZipFile(OLD / f"{version}.zip") as packed:
            packed.extractall(tmp_path / version)
        opened.append(open_store(tmp_path / version / "data", tmp_path / version / "keys", clock))
        return opened[-1]

    yield of
    for store in opened:
        store.close()


def test_an_old_file_of_each_version_lies_here() -> None:
    """Whoever adds a step leaves a file of the version before it; with its key in clear (`keys/ID.key`) and without the
    header, which only the machine that made it could open: that is taken over, as every old store's key is."""
    assert {f"v{version}" for version in range(1, VERSION)} <= {packed.stem for packed in OLD.iterdir()}


def test_from_1_to_2_a_store_can_be_a_hub_and_nothing_in_it_has_changed(old: Callable[[str], OpenStore]) -> None:
    store = old("v1")
    with store.look() as work:
        assert work.connection.execute("PRAGMA user_version").fetchone()[0] == VERSION
        count, problems = check_store(work, store.blobs)
        assert (count, problems) == (4, [])
        assert [case.applicant for case in work.cases.find("")] == ["张𠅤䶮"]
        assert [ticket.number for ticket in work.tickets.all()] == ["C001"]
        assert work.drawer.setting("kept") == "as it was"
        for table in ("peer", "peer_key", "pairing", "peer_place", "peer_word", "peer_kept", "line", "audience"):
            assert work.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_from_2_to_3_tickets_have_their_periods_as_the_journal_tells_them(old: Callable[[str], OpenStore]) -> None:
    store = old("v2")
    with store.look() as work:
        assert check_store(work, store.blobs)[1] == []
        told = {t.number: [p.state.value for p in t.periods] for t in work.tickets.all()}
    assert told == {
        "C001": ["waiting", "called", "missed", "called"],
        "C002": ["waiting", "called", "served"],
        "C003": ["waiting"],
        "C004": ["waiting"],
        "D001": ["waiting"],
    }


def test_from_3_to_4_what_was_left_half_filled_is_still_there_and_nobodys(old: Callable[[str], OpenStore]) -> None:
    store = old("v3")
    with store.look() as work:
        assert check_store(work, store.blobs)[1] == []
        (draft,) = work.drawer.drafts()
        assert (draft.ticket, draft.raw) == ("C001", {"applicant_name": "张𠅤䶮"})
        assert work.connection.execute("SELECT holder, at_window, parked_at FROM draft").fetchall() == [("", "", "")]
        for table in ("draft_shelf", "hub_heard"):
            assert work.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_from_4_to_5_nobody_has_an_account_and_all_is_as_it_was(old: Callable[[str], OpenStore]) -> None:
    store = old("v4")
    with store.look() as work:
        assert check_store(work, store.blobs)[1] == []
        assert [draft.ticket for draft in work.drawer.drafts()] == ["C001"]
        for table in ("account", "try", "session"):
            assert work.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_from_5_to_6_old_cases_are_found_by_what_new_ones_are_found_by(old: Callable[[str], OpenStore]) -> None:
    store = old("v5")
    with store.look() as work:
        assert check_store(work, store.blobs)[1] == []
        number = "341323110000-20261123-01-0002-K3X"
        for text in (
            "单𫖯",
            "shanfu",
            "df",
            "C002",
            "000002",
            "渔沟政服补〔2026〕000001号",
            "k3x",
            "1234",
        ):
            assert [case.case_no for case in work.cases.find(text)] == [number], text
        assert [case.case_no for case in work.cases.naming("342224195807054021")] == [number]
        withdrawn = Sieve(states=frozenset({"withdrawn"}))
        assert [case.case_no for case in work.cases.find("", sieve=withdrawn)] == [number]


def test_from_6_to_7_where_others_entries_stood_is_marked(old: Callable[[str], OpenStore]) -> None:
    store = old("v6")
    with store.look() as work:
        assert check_store(work, store.blobs)[1] == []
        marks = [row[0] for row in work.connection.execute("SELECT mark FROM place_elsewhere")]
    assert [len(mark) for mark in marks] == [32, 32]


def test_from_7_to_8_nothing_has_been_erased_and_nothing_can_be_without_its_tombstone(
    old: Callable[[str], OpenStore],
) -> None:
    store = old("v7")
    with store.look() as work:
        assert check_store(work, store.blobs)[1] == []
        assert work.connection.execute("SELECT count(*) FROM tombstone").fetchone() == (0,)
    with pytest.raises(Exception, match="append-only"), store.work("thief") as work:
        work.connection.execute("DELETE FROM body")


def test_from_8_to_9_what_nobody_answered_in_time_is_found_as_what_it_counts_as(
    old: Callable[[str], OpenStore],
) -> None:
    store = old("v8")
    with store.look() as work:
        assert check_store(work, store.blobs)[1] == []
        permit = next(case for case in work.cases.of_person(work.cases.find("")[-1].id_number) if case.permit)
        for today, received, accepted in ((date(2026, 11, 30), 2, 0), (date(2026, 12, 1), 1, 1)):
            for state, count in (("received", received), ("accepted", accepted)):
                found = work.cases.hits("", sieve=Sieve(states=frozenset({state}), today=today))
                assert (len(found.found), found.count) == (count, count), (state, today)
        (one,) = work.cases.find("", sieve=Sieve(states=frozenset({"accepted"}), today=date(2026, 12, 1)))
        assert (one.case_no, one.state) == (permit.case_no, "accepted")


def test_a_step_is_done_once(old: Callable[[str], OpenStore], tmp_path: Path, clock: TurnedClock) -> None:
    old("v1").close()
    again = open_store(tmp_path / "v1" / "data", tmp_path / "v1" / "keys", clock)
    with again.look() as work:
        assert check_store(work, again.blobs)[1] == []
    again.close()
