"""The line: first come first served whatever the clock says, and honest ranges of waiting time."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.deadline import CHINA
from kiosk.domain.figures import figures
from kiosk.domain.queue import (
    LineRules,
    ahead_of,
    greens_in_a_row,
    late_place,
    minutes_in,
    next_in_line,
    said_wrong_by,
    service_minutes,
    sweep_due,
    wait_range,
)
from kiosk.domain.refusals import TicketElsewhere
from kiosk.domain.ticket import Hold, Period, Ticket, TicketState, split_number

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=CHINA)


def ticket(arrival: int, at: datetime = NOW) -> Ticket:
    waiting = Period(TicketState.WAITING, at)
    return Ticket(f"t{arrival}", date(2026, 11, 23), "C", arrival, "M1201", arrival, (waiting,))


@given(st.lists(st.integers(1, 500), unique=True, min_size=1), st.randoms())
def test_first_come_first_served_even_when_the_clock_is_put_back(arrivals: list[int], random: object) -> None:
    line = [ticket(a, NOW - timedelta(minutes=a)) for a in arrivals]
    random.shuffle(line)
    first = next_in_line(line, "1", NOW)
    assert first is not None
    assert (first.ticket.arrival, first.jumped) == (min(arrivals), 0)
    assert ahead_of(first.ticket, line) == 0


def test_nobody_waits_in_an_empty_line() -> None:
    assert next_in_line([], "1", NOW) is None


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


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def test_a_held_number_goes_on_where_it_may() -> None:
    called = ticket(1).called_to("3", NOW)
    away, kept = called.held(Hold.AWAY, NOW), called.held(Hold.KEPT, NOW)
    assert away.called_to("5", NOW).window == "5"
    with pytest.raises(TicketElsewhere):
        kept.called_to("5", NOW)
    assert kept.called_to("3", NOW).state is TicketState.CALLED


def test_a_transfer_keeps_the_place_in_the_line_and_names_who_may_call() -> None:
    old = ticket(1).called_to("3", NOW).transferred(NOW, to="5", note="看一下房产证")
    line = [ticket(2), ticket(3), old]
    assert next_in_line(line, "5", NOW).ticket is old
    assert next_in_line(line, "3", NOW).ticket.arrival == 2
    assert ahead_of(old, line) == 0
    other = ticket(1).called_to("3", NOW).transferred(NOW, matter="M0901")
    assert (other.matter, other.first_matter) == ("M0901", "M1201")
    assert next_in_line([ticket(2), other], "9", NOW).ticket is other


def test_a_late_one_waits_behind_a_few_and_before_the_rest() -> None:
    line = [ticket(n) for n in (2, 3, 4, 5)]
    late = ticket(1).called_to("1", NOW).missed(NOW).rejoined(NOW, late_place(line, LineRules(late_behind=2)))
    order = []
    waiting = [*line, late]
    while waiting:
        first = next_in_line(waiting, "1", NOW).ticket
        order.append(first.arrival)
        waiting.remove(first)
    assert order == [2, 3, 1, 4, 5]
    assert late_place([], LineRules()) == 0


def test_who_is_handed_to_one_window_stands_in_no_late_ones_way() -> None:
    """Two who wait for window 7 alone are no two before him: he would be called at once, as if he had been on time."""
    bound = [ticket(n).called_to("1", NOW).transferred(NOW, to="7") for n in (2, 3)]
    line = [*bound, *(ticket(n) for n in (4, 5, 6))]
    assert late_place(line, LineRules(late_behind=2)) == 5
    assert late_place(bound, LineRules(late_behind=2)) == 0


def test_a_step_taken_back_leaves_no_trace_in_the_periods() -> None:
    waiting = ticket(1)
    called = waiting.called_to("1", NOW)
    assert called.undone() == waiting
    assert called.held(Hold.AWAY, NOW).undone() == called
    with pytest.raises(TicketElsewhere):
        waiting.undone()


def green(arrival: int, at: datetime = NOW) -> Ticket:
    return replace(ticket(arrival, at), green=True)


def test_the_green_channel_goes_first_but_not_twice_in_a_row() -> None:
    line = [ticket(1), ticket(2), green(3), green(4)]
    chosen = next_in_line(line, "1", NOW)
    assert (chosen.ticket.arrival, chosen.jumped) == (3, 2)
    assert next_in_line(line, "1", NOW, greens_before=1).ticket.arrival == 1
    assert next_in_line(line, "1", NOW, 1, LineRules(green_in_turn=2)).ticket.arrival == 3


def test_an_ordinary_one_who_waited_too_long_goes_before_the_green_channel() -> None:
    long_ago = NOW - minutes(31)
    assert next_in_line([ticket(1, long_ago), green(2)], "1", NOW).ticket.arrival == 1


def test_a_green_ticket_that_is_first_anyway_has_jumped_nobody() -> None:
    chosen = next_in_line([green(1), ticket(2)], "1", NOW)
    assert (chosen.ticket.arrival, chosen.jumped) == (1, 0)


@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 3)), min_size=1, max_size=80),
    st.integers(0, 3),
    st.integers(1, 60),
)
def test_ordinary_tickets_are_never_starved(people: list[tuple[bool, int]], in_turn: int, longest: int) -> None:
    """However the green channel comes in, everybody is called, an ordinary one never waits through more greens than
    its share, and one that has waited the longest time goes next."""
    rules = LineRules(green_in_turn=in_turn, longest_wait=longest)
    now, waiting, called = NOW, [], []
    for arrival, (is_green, gap) in enumerate(people, 1):
        now += minutes(gap)
        waiting.append(green(arrival, now) if is_green else ticket(arrival, now))
        if arrival % 2:  # one is served for two that come: the line grows
            called.append(serve(waiting, called, now, rules))
    while waiting:
        now += minutes(5)
        called.append(serve(waiting, called, now, rules))
    assert sorted(t.arrival for t in called) == list(range(1, len(people) + 1))


def serve(waiting: list[Ticket], called: list[Ticket], now: datetime, rules: LineRules) -> Ticket:
    greens = greens_in_a_row(reversed(called))
    assert greens <= max(rules.green_in_turn, 0)
    chosen = next_in_line(waiting, "1", now, greens, rules)
    first = min(waiting, key=lambda t: t.place)
    if not first.green and now - first.taken_at >= minutes(rules.longest_wait):
        assert chosen.ticket is first
    waiting.remove(chosen.ticket)
    return chosen.ticket.called_to("1", now, turn=len(called) + 1, jumped=chosen.jumped)


def test_every_minute_of_a_ticket_belongs_to_one_period() -> None:
    story = (
        ticket(1)
        .called_to("1", NOW + minutes(10))
        .held(Hold.AWAY, NOW + minutes(13))
        .called_to("2", NOW + minutes(33))
        .served(NOW + minutes(40))
    )
    spent = {state: minutes_in(story, state) for state in TicketState}
    assert (spent[TicketState.WAITING], spent[TicketState.CALLED], spent[TicketState.HELD]) == (10, 10, 20)
    assert sum(spent.values()) == 40
    assert service_minutes([story]) == [10.0]


def test_the_figures_of_a_day_are_sums_over_its_tickets() -> None:
    served = replace(ticket(1), said=(3, 5)).called_to("1", NOW + minutes(10)).served(NOW + minutes(16))
    missed = replace(ticket(2), said=(10, 20)).called_to("1", NOW + minutes(16)).missed(NOW + minutes(18))
    summed = figures([served, missed, ticket(3)], NOW + minutes(20))
    assert (summed.taken, summed.served, summed.missed, summed.open) == (3, 1, 1, 1)
    assert summed.waited == 10 + 16 + 20
    assert (summed.promised, summed.kept, summed.wrong_by) == (2, 1, 5.0)
    assert summed.average_service == 8.0
    assert figures([], NOW).average_wait == figures([], NOW).average_service == 0.0


def test_a_promise_is_measured_by_the_first_call() -> None:
    promised = replace(ticket(1), said=(10, 20))
    assert said_wrong_by(promised) is None
    assert said_wrong_by(promised.called_to("1", NOW + minutes(4))) == -6
    assert said_wrong_by(promised.called_to("1", NOW + minutes(15))) == 0
    late = promised.called_to("1", NOW + minutes(26)).missed(NOW + minutes(30)).called_to("2", NOW + minutes(40))
    assert said_wrong_by(late) == 6


def test_a_time_of_sweeping_is_not_missed_by_a_busy_moment() -> None:
    rules = LineRules(sweeps=("12:00", "17:30"))
    noon = NOW.replace(hour=12, minute=0)
    assert not sweep_due(rules, noon - minutes(60), noon - minutes(1))
    assert sweep_due(rules, noon - minutes(60), noon)
    assert sweep_due(rules, noon - minutes(60), noon + minutes(200))
    assert not sweep_due(rules, noon, noon + minutes(200))
    assert not sweep_due(LineRules(), None, noon)
