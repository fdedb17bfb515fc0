"""The journal: chained, append-only, written with what it changes; and the check that finds every alteration."""

import pytest
import sqlcipher3

from kiosk.store.check import check_store
from kiosk.store.door import OpenStore
from sync.protocol.entry import check_chain
from sync.protocol.kinds import CaseFiled, Looked, Person, TicketTaken

from .conftest import TurnedClock

NUMBER = "341323110000-20261123-01-0001-ABC"


def some_entries(store: OpenStore) -> None:
    from kiosk.domain.case import after

    with store.work("staff:0305") as work:
        work.journal.enter(Looked(what="case"), "person.looked")
        filed = CaseFiled(
            case_no=NUMBER,
            matter="M1103",
            matter_version=1,
            fingerprint="",
            mode="end_to_end",
            centre="341323110000",
            applicant=Person(name="张𠅤䶮", id_number="342224195807054021", phone="13805572216"),
            answers={"a": "1"},
            materials={},
        )
        entered = work.journal.enter(filed, "case.accepted", NUMBER)
        work.cases.put(after(None, entered.happened))


def problems(store: OpenStore) -> set[str]:
    with store.look() as work:
        return {p.key for p in check_store(work, store.blobs)[1]}


def tamper(store: OpenStore, *statements: str) -> None:
    """Change what is on the disk, as somebody with the key and a database tool could."""
    connection = store._connections.mine()
    for trigger in ("entry_is_kept", "entry_is_true", "body_is_kept", "body_is_true"):
        connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        assert connection.execute(statement).rowcount != 0
    connection.execute("PRAGMA foreign_keys = ON")


def test_the_first_entry_tells_who_the_device_is(store: OpenStore) -> None:
    with store.look() as work:
        row = work.connection.execute("SELECT kind, seq, epoch FROM entry JOIN place USING (n)").fetchone()
    assert row == ("device.begun", 1, 1)


def test_entries_are_numbered_without_gap_and_chained(store: OpenStore) -> None:
    some_entries(store)
    with store.look() as work:
        entries = work.journal.of_device(1, 0, 100)
        assert [e.seq for e in entries] == [1, 2, 3]
        assert check_chain(entries) == entries[-1].chain
        body = entries[-1].read()
    assert (body.actor, body.kind, body.boot, len(body.random)) == ("staff:0305", "case.accepted", "boot-1", 32)
    assert body.wall.endswith("+08:00")


def test_an_untouched_store_has_no_problems(store: OpenStore) -> None:
    some_entries(store)
    assert problems(store) == set()


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE body SET content = replace(content, '张', '李') WHERE n = 3", "body_altered"),
        ("UPDATE body SET content = '{}' WHERE n = 2", "body_altered"),
        ("DELETE FROM body WHERE n = 2", "body_missing"),
        ("DELETE FROM entry WHERE n = 2", "entry_missing"),
        ("DELETE FROM entry WHERE n = 3", "case_without_entry"),
        ("UPDATE place SET prev = zeroblob(32) WHERE n = 3", "chain_broken"),
        ("UPDATE place SET chain = zeroblob(32) WHERE n = 2", "chain_altered"),
        ("DELETE FROM place WHERE n = 3", "entry_unplaced"),
        ("UPDATE entry SET body_hash = zeroblob(32) WHERE n = 2", "body_altered"),
        ("UPDATE place SET seq = 9 WHERE n = 3", "entry_missing"),
        ("UPDATE case_record SET record = replace(record, '13805572216', '13805572217')", "case_altered"),
        ("DELETE FROM case_record", "case_lost"),
    ],
)
def test_whatever_is_altered_shows(store: OpenStore, statement: str, found: str) -> None:
    some_entries(store)
    tamper(store, statement)
    assert found in problems(store)


def test_a_record_written_before_a_field_was_known_is_no_alteration(store: OpenStore) -> None:
    some_entries(store)
    tamper(store, """UPDATE case_record SET record = replace(record, ',"siblings":[]', '')""")
    assert problems(store) == set()
    tamper(store, """UPDATE case_record SET record = replace(record, '"state":"accepted"', '"state":"granted"')""")
    assert problems(store) == {"case_altered"}


def test_entries_in_another_order_show(store: OpenStore) -> None:
    some_entries(store)
    tamper(
        store,
        "UPDATE place SET seq = 99 WHERE n = 2",
        "UPDATE place SET seq = 2 WHERE n = 3",
        "UPDATE place SET seq = 3 WHERE n = 2",
    )
    assert problems(store) & {"chain_broken", "entry_missing"}


def test_the_journal_itself_refuses_to_be_rewritten(store: OpenStore) -> None:
    some_entries(store)
    for statement in ("DELETE FROM entry WHERE n = 3", "UPDATE body SET content = 'x'", "DELETE FROM body"):
        with pytest.raises(sqlcipher3.DatabaseError, match="append-only"):
            store._connections.mine().execute(statement)


def test_a_ticket_without_its_entry_shows(store: OpenStore, clock: TurnedClock) -> None:
    from datetime import date

    from kiosk.domain.ticket import Period, Ticket, TicketState

    waiting = Period(TicketState.WAITING, clock.now())
    ticket = Ticket("ab" * 16, date(2026, 11, 23), "C", 2, "M1201", 1, (waiting,))
    with store.work("hall") as work:
        work.tickets.put(ticket)
        payload = TicketTaken(ticket="cd" * 16, day="2026-11-23", number="C001", matter="M1201", arrival=2)
        work.journal.enter(payload, "ticket.taken")
    assert problems(store) == {"ticket_without_entry", "ticket_lost", "ticket_gap"}


def test_a_scan_that_was_altered_or_lost_shows(store: OpenStore, folders: tuple) -> None:
    from sync.protocol.kinds import DocumentPrinted

    digest = store.blobs.keep(b"a receipt")
    with store.work("cli") as work:
        work.journal.enter(DocumentPrinted(document="x", sha256=digest, printer="p"), "document.printed")
    assert problems(store) == set()
    (path,) = (folders[0] / "blobs").rglob(digest)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert problems(store) == {"blob_altered"}
    path.unlink()
    assert problems(store) == {"blob_missing"}
