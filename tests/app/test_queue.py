"""The local queue desk keeps the contract, and the day and the clock do it no harm."""

import pytest

from kiosk.app.queue import QueueDesk

from .conftest import House
from .queue_contract import RELIEF, QueueContract


class TestLocalQueue(QueueContract):
    @pytest.fixture
    def desk(self, house: House) -> QueueDesk:
        return house.queue


def test_a_new_day_begins_at_001_and_keeps_yesterday(house: House) -> None:
    house.queue.take(RELIEF)
    house.clock.turn(days=1)
    assert house.queue.take(RELIEF).ticket.count == 1
    with house.store.look() as work:
        assert len(work.tickets.all()) == 2


def test_a_clock_put_back_changes_neither_order_nor_numbers(house: House) -> None:
    first = house.queue.take(RELIEF).ticket
    house.clock.turn(hours=-2)
    second = house.queue.take(RELIEF).ticket
    assert (first.count, second.count) == (1, 2)
    assert house.queue.call("1").ticket.number == first.number


def test_the_person_on_a_ticket_is_a_mark_and_no_number(house: House) -> None:
    ticket = house.queue.take(RELIEF, "342224195807054021").ticket
    assert ticket.person
    assert "3422" not in ticket.person
    assert house.queue.take(RELIEF, "342224195807054021").ticket.person == ticket.person
