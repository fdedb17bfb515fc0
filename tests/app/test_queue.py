"""The local queue desk keeps the contract, and the day and the clock do it no harm."""

import pytest

from kiosk.app.queue import QueueDesk
from kiosk.domain.refusals import LineRuleWrong, MatterUnknown, NothingToUndo, RecalledEnough, TooLate, WindowPaused
from kiosk.domain.ticket import Hold, TicketState
from kiosk.store.check import check_store

from .conftest import House
from .queue_contract import HOMESTEAD, RELIEF, QueueContract


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


def test_a_clock_put_back_over_midnight_keeps_the_line(house: House) -> None:
    house.clock.turn(hours=16)  # 01:00 of the next day, as a wrong clock has it
    house.clock.turn(hours=-4)
    before = house.queue.take(RELIEF).ticket
    house.clock.turn(hours=6)
    after = house.queue.take(RELIEF).ticket
    house.clock.turn(hours=-7)
    assert house.queue.take(RELIEF).ticket.day == after.day >= before.day
    assert house.queue.seen().waiting[0].day == after.day


def test_what_yesterday_left_is_given_up_in_the_morning_and_found_again_the_same_day_only(house: House) -> None:
    left = house.queue.take(RELIEF).ticket
    house.clock.turn(days=1)
    assert house.queue.take(RELIEF).ticket.count == 1
    with house.store.look() as work:
        kept = work.tickets.by_number(left.day, left.number)
        assert kept is not None
        assert (kept.state, kept.now.note) == (TicketState.MISSED, "left_overnight")


def test_a_line_kept_overnight_goes_on_before_todays(house: House) -> None:
    house.line.rule(overnight=True)
    left = house.queue.take(RELIEF).ticket
    house.clock.turn(days=1)
    assert house.queue.take(HOMESTEAD).ahead == 1
    assert house.queue.call("1").ticket == house.queue.seen().serving[0]
    assert house.queue.seen().serving[0].id == left.id
    assert house.queue.done(left.number).ticket.state is TicketState.SERVED


def test_a_rest_that_lasts_too_long_is_given_up(house: House) -> None:
    number = house.queue.take(RELIEF).ticket.number
    house.queue.call("1")
    house.queue.hold(number, Hold.KEPT)
    house.clock.turn(minutes=61)
    house.queue.take(RELIEF)
    assert [t.now.note for t in house.queue.seen().missed] == ["held_too_long"]


def test_a_sweep_that_nobody_was_there_for_is_made_up(house: House) -> None:
    house.line.rule(sweeps=["12:00"])
    house.queue.take(RELIEF)
    house.clock.turn(hours=5)
    after_noon = house.queue.take(RELIEF).ticket
    seen = house.queue.seen()
    assert [t.now.note for t in seen.missed] == ["swept"]
    assert [t.number for t in seen.waiting] == [after_noon.number]
    house.clock.turn(minutes=10)
    house.queue.take(RELIEF)
    assert len(house.queue.seen().missed) == 1


def test_a_step_is_taken_back_within_seconds_only(house: House) -> None:
    house.queue.take(RELIEF)
    house.queue.call("1")
    house.clock.turn(seconds=11)
    with pytest.raises(NothingToUndo):
        house.queue.undo("1")


def test_a_number_is_recalled_as_often_as_the_rules_say(house: House) -> None:
    number = house.queue.take(RELIEF).ticket.number
    house.queue.call("1")
    for _ in range(3):
        house.queue.recall(number)
        house.clock.turn(seconds=6)
    with pytest.raises(RecalledEnough):
        house.queue.recall(number)


def test_who_comes_an_hour_late_takes_a_new_number(house: House) -> None:
    number = house.queue.take(RELIEF).ticket.number
    house.queue.call("1")
    house.queue.skip(number)
    house.clock.turn(minutes=61)
    with pytest.raises(TooLate):
        house.queue.rejoin(number)


def test_a_paused_window_calls_nobody_and_the_line_says_so(house: House) -> None:
    house.queue.take(RELIEF)
    house.line.pause("1", "取件")
    assert dict(house.queue.seen().paused) == {"1": "取件"}
    with pytest.raises(WindowPaused):
        house.queue.call("1")
    house.line.reopen("1")
    house.line.reopen("1")
    assert house.queue.call("1").ticket.window == "1"


def test_a_slip_promises_what_was_measured_and_the_error_is_kept(house: House) -> None:
    for _ in range(6):
        house.queue.take(RELIEF)
    for _ in range(6):
        house.queue.call("1")
        house.clock.turn(minutes=4)
    house.queue.done(house.queue.seen().serving[0].number)
    for _ in range(3):
        house.queue.take(RELIEF)
    promised = house.queue.take(RELIEF).ticket
    assert promised.said == (12, 13)
    house.clock.turn(minutes=20)
    house.queue.call("1", promised.number)
    figures = house.line.day().all
    assert (figures.promised, figures.kept, figures.wrong_by) == (1, 0, 7.0)


def test_matters_done_in_one_go_are_one_matter_more_on_a_number(house: House) -> None:
    house.queue.take(RELIEF)
    number = house.queue.call("1").ticket.number
    assert house.line.add_matter(number, "J0001").ticket.more == ("J0001",)
    for unknown in ("J9999", "M9999"):
        with pytest.raises(MatterUnknown):
            house.line.add_matter(number, unknown)


def test_the_journal_tells_the_whole_line_again(house: House) -> None:
    numbers = [house.queue.take(RELIEF, green=n == 3).ticket.number for n in range(5)]
    house.queue.call("1")
    house.queue.call("2")
    house.queue.hold(house.queue.seen().serving[0].number, Hold.AWAY, "取证件")
    house.queue.call("1")
    house.line.add_matter(house.queue.seen().serving[0].number, HOMESTEAD)
    house.queue.transfer(house.queue.seen().serving[0].number, window="2")
    house.queue.undo("1")
    house.queue.skip(house.queue.seen().serving[-1].number)
    house.queue.rejoin(house.queue.seen().missed[0].number)
    house.line.give_up()
    with house.store.look() as work:
        entries, problems = check_store(work, house.store.blobs)
    assert problems == []
    assert entries > len(numbers)


@pytest.mark.parametrize(
    ("rule", "value"),
    [("green_in_turn", -1), ("longest_wait", 9999), ("most_recalls", "3"), ("sweeps", ["25:00"]), ("sweeps", ["noon"])],
)
def test_a_rule_out_of_bounds_is_refused_and_the_old_one_stays(house: House, rule: str, value: object) -> None:
    before = house.line.rules()
    with pytest.raises(LineRuleWrong):
        house.line.rule(**{rule: value})
    assert house.line.rules() == before


def test_a_long_line_is_called_in_its_order_from_its_front(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A call looks at the front of the line alone; whoever is next is found all the same."""
    monkeypatch.setattr("kiosk.app.queue.FRONT", 3)
    numbers = [house.queue.take(RELIEF, green=n == 8).ticket.number for n in range(10)]
    assert house.queue.call("1").ticket.number == numbers[8]
    assert house.queue.seen().serving[0].now.jumped == 8
    for number in numbers[:3]:  # the first three are handed to window 9, and the fourth comes back late
        house.queue.call("1", number)
        house.queue.transfer(number, window="9")
    house.queue.call("1", numbers[3])
    house.queue.skip(numbers[3])
    house.queue.rejoin(numbers[3])
    called = [house.queue.call("1").ticket.number for _ in range(6)]
    assert called == [*numbers[4:6], numbers[3], *numbers[6:8], numbers[9]]
    assert [house.queue.call("9").ticket.number for _ in range(3)] == numbers[:3]
