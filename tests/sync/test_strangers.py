"""Whoever merely knows a case's number gets nothing of it: neither at a hub nor from the city."""

import pytest

from sync.city.house import City
from sync.protocol.audience import joining
from tests.sync.city_kit import CENTRE
from tests.sync.hub_kit import VILLAGE, VILLAGE_2, HubHouse, Join

HERE, THERE = VILLAGE[:12], VILLAGE_2[:12]


@pytest.mark.parametrize("payload", [{}, {"to": THERE}, {"centre": THERE}, {"based_on": f"{THERE}-1"}])
def test_a_strangers_entry_makes_nobody_a_party(payload: dict[str, str]) -> None:
    case_no = f"{HERE}-20261123-01-0001-7XK"
    assert joining(VILLAGE_2, case_no, "case.forwarded", payload, {HERE}) == frozenset()
    assert joining(VILLAGE, case_no, "case.forwarded", {"to": CENTRE}, {HERE}) == {CENTRE}
    assert joining(f"{CENTRE}-02", case_no, "case.forwarded", {"to": THERE}, {HERE}) == {CENTRE, THERE}
    assert joining("city", case_no, "case.forwarded", {"to": THERE}, {HERE}) == {THERE}
    assert joining(VILLAGE_2, case_no, "case.forwarded", payload | {"to": CENTRE}, {HERE, THERE}) == {CENTRE}


def test_entering_something_under_a_number_brings_nobody_its_case(city: City, house: HubHouse, join: Join) -> None:
    village, stranger = join(VILLAGE, "agent"), join(VILLAGE_2, "agent")
    case_no = village.file("张望台人", kind="case.received")
    village.rounds()
    house.carry(city)
    with stranger.store.work("staff:1") as work:
        from sync.protocol.kinds import CaseMoved

        for kind in ("case.forwarded", "case.supplemented", "case.voided"):
            work.journal.enter(CaseMoved(text="x", to=THERE), kind, case_no)
    for _ in range(2):
        stranger.rounds()
        house.carry(city)
    assert not stranger.holds("张望台人")
    stranger.directly(city)
    assert not stranger.holds("张望台人")
