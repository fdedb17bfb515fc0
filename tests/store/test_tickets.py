"""Tickets are found by the indices that were made for it, and a ticket that moves writes no more pages than it must."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kiosk.domain.ticket import Period, Ticket, TicketState
from kiosk.store.door import OpenStore
from kiosk.store.layout import STORE_FILE

DAY, NOW = date(2026, 11, 23), datetime(2026, 11, 23, 9, tzinfo=UTC)


def waiting(count: int) -> Ticket:
    return Ticket(f"{count:032x}", DAY, "C", count, "M1201", count, (Period(TicketState.WAITING, NOW),))


def called(ticket: Ticket, turn: int) -> Ticket:
    return replace(ticket, periods=(*ticket.periods, Period(TicketState.CALLED, NOW, at="3", turn=turn)))


def test_the_next_call_looks_at_calls_only(store: OpenStore) -> None:
    with store.look() as work:
        seen: list[str] = []
        work.connection.set_trace_callback(seen.append)
        work.tickets.next_turn(DAY)
        work.connection.set_trace_callback(None)
        plan = work.connection.execute(f"EXPLAIN QUERY PLAN {seen[-1]}").fetchall()
    assert "ticket_turn" in str(plan)


def test_a_ticket_that_moves_is_written_as_it_stands(store: OpenStore) -> None:
    with store.work("test") as work:
        for count in (1, 2):
            work.tickets.put(waiting(count))
        work.tickets.put(called(waiting(1), 1))
        assert work.tickets.of_day(DAY) == [called(waiting(1), 1), waiting(2)]
        assert work.line.at_window(DAY, "3") == called(waiting(1), 1)
        assert work.line.waiting(DAY) == [waiting(2)]
        other = replace(waiting(1), id="f" * 32, arrival=7)  # as after a disk that was put back
        work.tickets.put(other)
        assert work.tickets.by_number(DAY, "C001") == other


@pytest.mark.parametrize("moves", [50])
def test_a_move_touches_few_pages(store: OpenStore, tmp_path: Path, moves: int) -> None:
    with store.work("test") as work:
        for count in range(1, moves + 1):
            work.tickets.put(waiting(count))
    (log,) = tmp_path.rglob(f"{STORE_FILE}-wal")
    with store.look() as work:
        connection = work.connection
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for count in range(1, moves + 1):
        with store.work("test") as work:
            work.tickets.put(called(waiting(count), count))
    pages = log.stat().st_size / 4120 / moves
    assert pages < 3.5, pages  # the row, where it is open, where it was called; never the index of arrivals
