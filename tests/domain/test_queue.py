"""The line: first come first served whatever the clock says, and honest ranges of waiting time."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.deadline import CHINA
from kiosk.domain.queue import ahead_of, next_in_line, service_minutes, wait_range
from kiosk.domain.refusals import TicketElsewhere
from kiosk.domain.ticket import Ticket, TicketState, split_number

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=CHINA)


def ticket(arrival: int, at: datetime = NOW) -> Ticket:
    return Ticket(f"t{arrival}", date(2026, 11, 23), "C", arrival, "M1201", arrival, at)


@given(st.lists(st.integers(1, 500), unique=True, min_size=1), st.randoms())
def test_first_come_first_served_even_when_the_clock_is_put_back(arrivals: list[int], random: object) -> None:
    line = [ticket(a, NOW - timedelta(minutes=a)) for a in arrivals]
    random.shuffle(line)
    first = next_in_line(line)
    assert first is not None
    assert first.arrival == min(arrivals)
    assert ahead_of(first, line) == 0


def test_nobody_waits_in_an_empty_line() -> None:
    assert next_in_line([]) is None


def test_a_ticket_goes_its_way_once() -> None:
    called = ticket(1).called_to("3", NOW)
    assert called.recalled().recalls == 1
    served = called.served(NOW)
    assert served.state is TicketState.SERVED
    with pytest.raises(TicketElsewhere):
        served.missed(NOW)
    assert called.missed(NOW).called_to("2", NOW).window == "2"


def test_no_range_is_given_before_enough_was_measured() -> None:
    assert wait_range(3, 2, [5.0, 6.0]) is None


def test_a_range_comes_from_measured_services() -> None:
    assert wait_range(4, 2, [4, 4, 8, 12, 12]) == (8, 24)
    assert wait_range(0, 1, [4, 4, 8, 12, 12]) == (0, 1)


def test_only_services_that_took_place_are_measured() -> None:
    done = ticket(1).called_to("1", NOW).served(NOW + timedelta(minutes=6))
    missed = ticket(2).called_to("1", NOW).missed(NOW + timedelta(minutes=1))
    assert service_minutes([done, missed, ticket(3)]) == [6.0]


def test_numbers_are_read_as_people_type_them() -> None:
    assert split_number(" c012") == ("C", 12)
    assert ticket(12).number == "C012"
