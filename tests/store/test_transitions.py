"""From which state to which: the auditor reads it beside each entry, and it is what the law of cases says."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.app.post_room import PostRoom
from kiosk.domain.case import _MOVES, Case, CaseState, NotACase, StepDoesNotFit, after
from kiosk.domain.standstill import as_of
from kiosk.domain.ticket import after as ticket_after
from kiosk.store.door import OpenStore
from kiosk.store.shelf import StoreShelf
from kiosk.store.transitions import transitions
from sync.protocol.entry import DeviceId
from sync.protocol.kinds import TicketCalled, TicketMoved, TicketTaken
from sync.protocol.reading import read_entry
from tests.sync.shelf_contract import OTHER, chained

from .test_tables_altered import fill
from .test_three_folds import STREAM, _bodies

_numbers = iter(range(1, 10_000))


def seen(store: OpenStore, kind: str) -> list[tuple[str, str, str]]:
    with store.look() as work:
        numbers = dict(work.connection.execute("SELECT n, kind FROM entry WHERE kind LIKE ? ORDER BY n", (kind,)))
        states = transitions(work.connection, store.device.id, numbers)
    return [(kind, *states.get(n, ("", ""))) for n, kind in numbers.items()]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["case.received", "case.accepted", "case.collected"]), STREAM, st.booleans())
def test_the_states_before_and_after_are_those_of_the_law(
    store: OpenStore, first: str, stream: list[tuple[str, int]], permit: bool
) -> None:
    number = next(_numbers)
    case_no = f"341323110000-20261123-09-{number:04d}-7XK"
    entries = chained(OTHER, number, _bodies(case_no, first, stream, permit))
    StoreShelf(store, PostRoom(DeviceId(store.device.id)).fold).apply("city", entries, f"c{number}")
    with store.look() as work:
        rows = work.connection.execute("SELECT n FROM entry WHERE case_no = ? ORDER BY n", (case_no,)).fetchall()
        told = transitions(work.connection, store.device.id, [n for (n,) in rows])
    case: Case | None = None
    for (n,), entry in zip(rows, entries, strict=True):
        happening = read_entry(entry).happening
        assert happening is not None
        before = as_of(case, happening.at) if case else None
        try:
            made = after(case, happening)
        except (StepDoesNotFit, NotACase):
            made = None
        if made is None:  # it lies aside: nothing has moved
            assert told[n][1] == (case.state if case else "")
            continue
        assert told[n] == (before.state if before else "", made.state)
        if happening.kind in _MOVES:
            allowed, to = _MOVES[happening.kind]
            assert CaseState(told[n][0]) in allowed
            assert told[n][1] == to
        case = made


def test_a_tickets_day_and_an_accounts_rights_are_told_too(store: OpenStore) -> None:
    fill(store)
    day, said = date(2026, 11, 23), {"ticket": "t1", "day": "2026-11-23", "number": "C001"}
    with store.work("staff:0305") as work:
        for payload, kind in (
            (TicketCalled(**said, window="3", turn=1), "ticket.called"),
            (TicketMoved(**said, window="3"), "ticket.served"),
        ):
            entered = work.journal.enter(payload, kind)
            work.tickets.put(ticket_after(work.tickets.by_number(day, "C001"), entered.happened))
    assert seen(store, "ticket.%") == [
        ("ticket.taken", "", "waiting"),
        ("ticket.called", "waiting", "called"),
        ("ticket.served", "called", "served"),
    ]
    assert seen(store, "account.%") == [("account.opened", "", "clerk")]
    assert seen(store, "device.%") == [("device.begun", "", "")]


def test_one_entry_alone_is_told_as_it_stood_then_not_as_it_stands_now(store: OpenStore) -> None:
    fill(store)
    again = TicketTaken(ticket="t2", day="2026-11-23", number="C002", matter="M1103", arrival=2)
    with store.work("staff:0305") as work:
        work.tickets.put(ticket_after(None, work.journal.enter(again, "ticket.taken").happened))
        (n,) = work.connection.execute("SELECT min(n) FROM entry WHERE kind = 'ticket.taken'").fetchone()
        assert transitions(work.connection, store.device.id, [n]) == {n: ("", "waiting")}
