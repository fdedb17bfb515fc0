"""Small parts of the post: when to go again, freshness, the turnstile, ranges, codes."""

import random
from collections import Counter
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.city.turnstile import Turnstile
from sync.client.door import ParcelSeen
from sync.client.scans import ScanCarrier
from sync.client.schedule import FIRST, LONGEST, MOST_ASKED, Schedule
from sync.client.stride import QUICK, SLOW, STEADY, Stride
from sync.client.troubles import CityUnreachable, RefusedByCity
from sync.client.words import TROUBLES, say
from sync.protocol.enrolment import code_fits, new_code, plain_code
from sync.protocol.exchange import NotAMessage
from sync.protocol.parcels import PART, UNIT, Parcel, read_ranges, write_ranges
from sync.server.nonces import GOOD_FOR, Nonces
from tests.sync.paper_shelf import PaperShelf


@given(st.integers(0), st.integers(1, 60))
def test_after_failures_it_waits_longer_but_never_gives_up(seed: int, failures: int) -> None:
    schedule = Schedule(random.Random(seed).random)
    for number in range(failures):
        limit = min(LONGEST, FIRST * 2**number)
        assert 0 <= schedule.failed() <= limit
    assert schedule.failed() <= LONGEST


def test_full_jitter_spreads_over_the_whole_limit() -> None:
    pauses = []
    for seed in range(200):
        schedule = Schedule(random.Random(seed).random)
        for _ in range(10):
            pause = schedule.failed()
        pauses.append(pause)
    assert min(pauses) < 0.1 * LONGEST
    assert max(pauses) > 0.9 * LONGEST


def test_what_the_upstream_asks_is_obeyed() -> None:
    schedule = Schedule(lambda: 0.0)
    assert schedule.failed(asked=120) == 120
    assert schedule.succeeded(asked=90) == 90


DEVICES = 1_400


def _busiest(times: list[float]) -> int:
    """How many come in the fullest second."""
    return max(Counter(int(at) for at in times).values())


def test_a_countys_devices_come_back_within_a_minute_and_not_at_once() -> None:
    """1,400 lines are back in the same moment: each second brings its share, none a flood."""
    times = [Schedule(random.Random(seed).random).link_up() for seed in range(DEVICES)]
    assert max(times) < 60
    assert _busiest(times) < 3 * DEVICES / 60
    assert len({int(at) for at in times}) == 60


def test_after_a_citys_long_night_its_devices_come_back_scattered() -> None:
    """The city was down for hours: each device tries at its own times, and all are back five minutes after it is."""
    back = []
    for seed in range(DEVICES):
        schedule, at = Schedule(random.Random(seed).random), 0.0
        while at < 7_200:
            at += schedule.failed()
        back.append(at - 7_200)
    assert max(back) <= LONGEST
    assert _busiest(back) < 4 * DEVICES / 150


def test_whom_a_busy_city_asked_to_wait_it_does_not_get_back_all_at_once() -> None:
    for ask in (Schedule.failed, Schedule.succeeded):
        times = [ask(Schedule(random.Random(seed).random), 60.0) for seed in range(DEVICES)]
        assert min(times) >= 60
        assert _busiest(times) < 3 * DEVICES / 60


def test_nobody_can_ask_a_device_to_stay_away_for_a_year() -> None:
    schedule = Schedule(lambda: 0.0)
    assert schedule.failed(asked=10**9) == schedule.succeeded(asked=10**9) == MOST_ASKED


class Stubborn:
    """An upstream that wants a scan and takes no part of it."""

    def parcel(self, parcel: Parcel, seal: str) -> ParcelSeen:
        return ParcelSeen(parcel.method == "HEAD", False, (range(300_000),), "n")


def test_a_part_that_is_not_taken_is_not_brought_again_at_once() -> None:
    shelf = PaperShelf()
    shelf.papers.scans["ab" * 32] = bytes(300_000)
    carried = ScanCarrier(Stubborn(), shelf, shelf, "city").carry((), "n")
    assert 0 < carried.sent <= PART
    assert (carried.left, carried.arrived) == (False, [])


def test_a_success_and_a_line_that_is_back_begin_anew() -> None:
    schedule = Schedule(lambda: 0.999)
    for _ in range(8):
        schedule.failed()
    assert schedule.link_up() < 60
    assert schedule.failed() < FIRST
    schedule.succeeded()
    assert schedule.failed() < FIRST


def test_with_more_to_carry_it_goes_at_once() -> None:
    assert Schedule(lambda: 0.5).succeeded(more=True) == 0


def test_parts_grow_small_on_a_bad_line_and_large_on_a_good_one() -> None:
    stride = Stride()
    assert stride.size == PART
    stride.failed()
    assert (stride.size, stride.budget) == (UNIT, 8 * UNIT)
    for _ in range(STEADY - 1):
        stride.bore(QUICK / 2)
    assert stride.size == UNIT
    stride.bore(QUICK / 2)
    assert stride.size == 2 * UNIT
    stride.bore(SLOW + 1)
    assert stride.size == UNIT


@given(st.lists(st.one_of(st.none(), st.floats(0, 100))))
def test_parts_are_whole_units_whatever_the_line_does(times: list[float | None]) -> None:
    stride = Stride()
    for seconds in times:
        if seconds is None:
            stride.failed()
        else:
            stride.bore(seconds)
        assert UNIT <= stride.size <= PART
        assert stride.size % UNIT == 0


def test_a_nonce_is_good_once_for_its_device_within_the_hour() -> None:
    now = [1]
    nonces = Nonces(lambda: now[0])
    first = nonces.give("a")
    assert not nonces.take("b", first)
    assert nonces.take("a", first)
    assert not nonces.take("a", first)
    late = nonces.give("a")
    now[0] += GOOD_FOR + 2
    assert not nonces.take("a", late)
    assert nonces.take("a", nonces.give("a"))


def test_an_older_nonce_is_stale_once_a_newer_was_used() -> None:
    nonces = Nonces(lambda: 1)
    older, newer = nonces.give("a"), nonces.give("a")
    assert nonces.take("a", newer)
    assert not nonces.take("a", older)


@given(st.text(max_size=40))
def test_a_nonce_cannot_be_made_up(text: str) -> None:
    assert not Nonces(lambda: 5).take("a", text)


def test_a_nonce_of_another_process_is_stale() -> None:
    assert not Nonces(lambda: 9).take("a", Nonces(lambda: 5).give("a"))


def test_the_turnstile_lets_ten_through_and_then_waits() -> None:
    now = [0.0]
    turnstile = Turnstile(lambda: now[0])
    assert [turnstile.lets_in("x") for _ in range(12)] == [True] * 10 + [False] * 2
    assert turnstile.lets_in("y")
    now[0] = 601
    assert turnstile.lets_in("x")


@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(1, 10**6)), max_size=20))
def test_ranges_are_read_as_written(pairs: list[tuple[int, int]]) -> None:
    ranges = [range(start, start + length) for start, length in pairs]
    assert read_ranges(write_ranges(ranges)) == ranges


@pytest.mark.parametrize("text", ["x", "1", "1-", "-", "1-2;3-4", "99999999999999-1"])
def test_ranges_of_somebody_else_are_none(text: str) -> None:
    with pytest.raises(NotAMessage):
        read_ranges(text)


def test_a_code_is_read_as_people_type_it() -> None:
    key = bytes(32)
    code = new_code(key)
    assert len(code) == 19
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert plain_code(typed) == plain_code(code)
    assert code_fits(typed, key)
    assert not code_fits(code, bytes(31) + b"1")
    assert new_code(key) != code


def test_every_trouble_has_a_sentence_in_both_languages() -> None:
    for key in TROUBLES:
        for language in ("zh", "en"):
            named = {name: "x" for _, name, _, _ in Formatter().parse(TROUBLES[key][language]) if name}
            sentence = say(CityUnreachable(key, **named), language)
            assert sentence
            assert "{" not in sentence
    assert say(RefusedByCity("of_a_later_version", status=418)) == TROUBLES["refused"]["zh"].format(status=418)
