"""What somebody in the hall waits for is known at every PC of the centre, and answered from any."""

import threading

import pytest

from kiosk.domain.refusals import NobodyCalls, Trouble
from tests.lan.conftest import Centre


def test_help_asked_in_the_hall_is_answered_at_a_window(centre: Centre) -> None:
    (hall_store, hall), (_, window) = centre.pc("02", "hall"), centre.pc("03")
    heard = threading.Event()
    end = window.follow(heard.set)
    heard.wait(5)
    heard.clear()
    hall.wishes.ask_help(hall_store.device.id, "home")
    assert heard.wait(5)
    end()
    assert [one.place for one in window.queue.seen().help] == [hall_store.device.id]
    window.wishes.come("3")
    assert [one.window for one in hall.queue.seen().help] == ["3"]
    with pytest.raises(NobodyCalls):
        window.wishes.come("4")


def test_a_windows_wish_for_a_rating_shows_on_another_pc(centre: Centre) -> None:
    (_, window), (_, tablet) = centre.pc("02"), centre.pc("03")
    tablet.queue.take("M1103")
    number = window.queue.call("1").ticket.number
    window.wishes.ask_rating("1", number=number)
    (wish,) = tablet.queue.seen().ratings
    assert (wish.window, wish.about.number, wish.about.staff) == ("1", number, "staff:02")
    tablet.wishes.rated(wish.id)
    assert window.queue.seen().ratings == ()


def test_without_the_hub_the_call_says_so(centre: Centre) -> None:
    _, hall = centre.pc("02", "hall")
    centre.switch_off()
    with pytest.raises(Trouble, match="hub_away"):
        hall.wishes.ask_help("here")
