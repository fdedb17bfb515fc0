"""When numbers are given out, to whom once more, and what became of each slip."""

from datetime import datetime, timedelta

import pytest

from kiosk.domain.deadline import CHINA
from kiosk.domain.queue import LineRules, opens_at, slot_of
from kiosk.domain.refusals import HallClosed, LineRuleWrong, SlotFull

from .conftest import House
from .queue_contract import RELIEF

ID = "342224195807054021"
HOURS = ("08:30-12:00", "14:00-17:30")


@pytest.mark.parametrize(
    ("at", "opens"),
    [("08:29", "08:30"), ("08:30", ""), ("11:59", ""), ("12:00", "14:00"), ("17:29", ""), ("17:30", "08:30")],
)
def test_numbers_are_given_out_within_the_hours_alone(at: str, opens: str) -> None:
    moment = datetime.fromisoformat(f"2026-11-24T{at}:00").replace(tzinfo=CHINA)
    assert opens_at(LineRules(hours=HOURS), moment) == opens
    assert opens_at(LineRules(), moment) == ""


def test_a_slot_is_a_stretch_of_the_day() -> None:
    noon = datetime(2026, 11, 24, 12, 17, tzinfo=CHINA)
    begun, ends = slot_of(LineRules(slot_minutes=30), noon)
    assert (f"{begun:%H:%M}", f"{ends:%H:%M}") == ("12:00", "12:30")


def test_a_closed_hall_gives_no_number_and_says_when_it_opens(house: House) -> None:
    now = house.clock.now()
    later = now + timedelta(hours=1)
    house.line.rule(hours=(f"{later:%H:%M}-23:59",))
    with pytest.raises(HallClosed) as no:
        house.queue.take(RELIEF)
    assert no.value.values == {"opens": f"{later:%H:%M}"}
    assert house.queue.seen().waiting == ()
    house.line.rule(hours=())
    assert house.queue.take(RELIEF).ticket.number == "C001"


def test_a_slot_gives_out_its_quota_and_no_more_but_an_open_number_again(house: House) -> None:
    house.line.rule(slot_quota=2, slot_minutes=30)
    mine = house.queue.take(RELIEF, ID).ticket.number
    house.queue.take(RELIEF)
    with pytest.raises(SlotFull) as no:
        house.queue.take(RELIEF)
    again = house.queue.take(RELIEF, ID)
    assert (again.ticket.number, again.again) == (mine, True)
    hour, _, minute = str(no.value.values["free"]).partition(":")
    house.clock.at = house.clock.at.replace(hour=int(hour), minute=int(minute))
    assert house.queue.take(RELIEF).ticket.number == "C003"


@pytest.mark.parametrize("wrong", [{"hours": ("8-12",)}, {"hours": ("12:00-08:00",)}, {"slot_minutes": 0}])
def test_hours_that_no_hall_can_have_are_refused(house: House, wrong: dict[str, object]) -> None:
    with pytest.raises(LineRuleWrong):
        house.line.rule(**wrong)


def test_what_became_of_a_slip_is_known_and_the_number_stands(house: House) -> None:
    taken = [house.queue.take(RELIEF) for _ in range(3)]
    day = taken[0].ticket.day
    assert house.printing.slips(day) == {}
    house.printing.slip(taken[0])
    house.press.trouble = "paper_out"
    assert house.printing.slip(taken[1]).trouble == "paper_out"
    assert house.printing.slips(day) == {"C001": "sent", "C002": "failed"}
    house.press.trouble = ""
    house.printing.slip(taken[1])
    house.printing.slip(taken[0], again=True)
    assert house.printing.slips(day) == {"C001": "reprinted", "C002": "sent"}
    assert house.press.papers[-1].again  # type: ignore[union-attr]
    assert house.printing.slips(day - timedelta(days=1)) == {}
    assert [t.number for t in house.queue.seen().waiting] == ["C001", "C002", "C003"]
