"""What somebody in the hall waits for: seen by all at once, answered by one, forgotten in time."""

import pytest

from kiosk.domain.refusals import NobodyCalls, NothingToRate, TicketUnknown
from tests.app.conftest import House

HALL = "341323110000-04"


def test_a_call_for_help_is_seen_until_somebody_comes(house: House) -> None:
    house.wishes.ask_help(HALL, "home")
    (call,) = house.queue.seen().help
    assert (call.place, call.page, call.window) == (HALL, "home", "")
    house.wishes.come("3")
    (call,) = house.queue.seen().help
    assert call.window == "3"
    house.clock.turn(seconds=121)
    assert house.queue.seen().help == ()


def test_calling_twice_is_calling_once(house: House) -> None:
    assert house.wishes.ask_help(HALL).id == house.wishes.ask_help(HALL).id
    assert len(house.queue.seen().help) == 1


def test_two_windows_never_both_go(house: House) -> None:
    house.wishes.ask_help(HALL)
    house.wishes.come("1")
    with pytest.raises(NobodyCalls):
        house.wishes.come("2")


def test_who_called_first_is_helped_first(house: House) -> None:
    house.wishes.ask_help(HALL)
    house.wishes.ask_help("341323110000-05")
    house.wishes.come("1")
    assert [(one.place, one.window) for one in house.queue.seen().help] == [(HALL, "1"), ("341323110000-05", "")]


def test_a_call_of_yesterday_is_over(house: House) -> None:
    house.wishes.ask_help(HALL)
    house.clock.turn(days=1)
    assert house.queue.seen().help == ()


def test_a_window_asks_for_a_rating_and_its_later_wish_holds(house: House) -> None:
    house.queue.take("M1103")
    number = house.queue.call("3").ticket.number
    house.wishes.ask_rating("3", number=number)
    asked = house.wishes.ask_rating("3", "341323110000-20261123-01-0001-ABC", number, "M1103")
    (wish,) = house.queue.seen().ratings
    assert (wish.id, wish.window, wish.about.number, wish.about.staff) == (asked.id, "3", number, "staff:0305")
    assert wish.about.case_no.endswith("ABC")
    house.wishes.rated(wish.id)
    assert house.queue.seen().ratings == ()


def test_a_wish_that_nobody_answers_is_over_after_a_while(house: House) -> None:
    house.wishes.ask_rating("3", "341323110000-20261123-01-0001-ABC")
    house.clock.turn(seconds=91)
    assert house.queue.seen().ratings == ()


def test_nothing_to_rate_is_refused(house: House) -> None:
    with pytest.raises(NothingToRate):
        house.wishes.ask_rating("3")
    with pytest.raises(TicketUnknown):
        house.wishes.ask_rating("3", number="Z999")
