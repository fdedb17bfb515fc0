"""A ticket's own law: what is said of one is never done to another."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.case import StepDoesNotFit
from kiosk.domain.deadline import CHINA
from kiosk.domain.ticket import Period, Ticket, TicketState, after, is_reserved, next_count
from tests.domain.test_case import Said

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=CHINA)
MINE = Ticket("mine", date(2026, 11, 23), "C", 1, "M1201", 1, (Period(TicketState.WAITING, NOW),))


def said(ticket: str) -> Said:
    return Said("ticket.called", {"ticket": ticket, "day": "2026-11-23", "number": "C001", "window": "3"})


def test_a_call_for_the_same_number_of_another_disk_is_not_for_this_ticket() -> None:
    """A disk that was put back gave C001 out once more; the call that is read back was for the first C001."""
    with pytest.raises(StepDoesNotFit):
        after(MINE, said("another"))
    assert after(MINE, said("mine")).state is TicketState.CALLED


@given(st.lists(st.integers(0, 3), max_size=40))
def test_the_lines_own_numbers_are_whole_and_reserved_blocks_are_left_out(devices: list[int]) -> None:
    """Whoever gives numbers out, with the line in reach (0) or from his device's block, none is given twice."""
    last: dict[int, int] = {}
    given: list[int] = []
    for device in devices:
        last[device] = next_count(last.get(device, 895 if device == 0 else 0), device)
        assert is_reserved(last[device]) == (device > 0)
        given.append(last[device])
    assert len(given) == len(set(given))


def test_the_line_goes_from_900_to_1000() -> None:
    assert [next_count(n) for n in (0, 899, 900, 1000, 1900)] == [1, 900, 1000, 1001, 2000]
    assert [next_count(0, device) for device in (1, 2)] == [901, 1901]
