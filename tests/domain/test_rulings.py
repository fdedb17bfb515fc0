"""Rules of a whole centre: in whatever order they come, all PCs go by the same, and a superior's word stands."""

from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.rulings import Ruling, next_turn, read, standing, with_ruling, written

HERE, TOWN, CITY = "341323110003", "341323110000", "city"
RULE = Ruling("house.reuse_days", HERE, "30", 1, HERE, "a", "staff:1", "2026-11-23T09:00:00+08:00")
rulings = st.builds(
    Ruling,
    name=st.sampled_from(["house.reuse_days", "line.hours"]),
    area=st.sampled_from(["341323", "341323110", HERE]),
    value=st.sampled_from(["", "10", "20"]),
    turn=st.integers(1, 4),
    by=st.sampled_from([HERE, TOWN, CITY]),
    id=st.uuids().map(str),
    actor=st.just("staff:1"),
    at=st.just("2026-11-23T09:00:00+08:00"),
)


def folded(some: object) -> tuple[Ruling, ...]:
    kept: tuple[Ruling, ...] = ()
    for one in some:  # type: ignore[attr-defined]
        kept = with_ruling(kept, one)
    return kept


@given(st.lists(rulings, max_size=5, unique_by=lambda one: one.id))
def test_in_whatever_order_and_however_often_they_come_the_same_stand(some: list[Ruling]) -> None:
    first = folded(some)
    for other in permutations(some):
        assert folded([*other, *other[:2]]) == first
    assert read(written(first)) == first


def held(*some: Ruling, here: str = HERE) -> str:
    found = standing(folded(some), RULE.name, here)
    return found.value if found else ""


def test_the_latest_stands_and_of_two_set_apart_the_same_everywhere() -> None:
    later = replace(RULE, value="10", turn=2, id="b")
    assert held(RULE, later) == held(later, RULE) == "10"
    apart = replace(RULE, value="20", id="z")
    assert held(RULE, apart) == held(apart, RULE) == "20"
    assert next_turn(folded([RULE, later]), RULE.name) == 3
    assert next_turn((), RULE.name) == 1


def test_a_superiors_word_stands_and_what_he_gives_back_is_ones_own_again() -> None:
    mine = replace(RULE, turn=9)
    town = replace(RULE, area="341323110", by=TOWN, value="10", id="t")
    city = replace(RULE, area="341323", by=CITY, value="20", id="c")
    assert held(mine, town) == "10"
    assert held(mine, town, city) == "20"
    assert held(mine, town, replace(city, value="", turn=2, id="d")) == "10"
    assert held(mine, replace(town, value="", turn=2), replace(city, value="", turn=2)) == "30"


def test_what_is_set_for_one_village_stands_before_what_is_set_for_all() -> None:
    town = replace(RULE, area="341323110", by=TOWN, value="10", turn=5, id="t")
    mine = replace(RULE, area=HERE, by=TOWN, value="20", id="v")
    assert held(town, mine) == "20"
    assert held(town, mine, here="341323110004") == "10"
    assert held(town, mine, here="341323120000") == ""
