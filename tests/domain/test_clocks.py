"""The clocks of a case: what each stands at, on the days that matter."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.workdays import Calendar
from kiosk.domain.case import Case, after
from kiosk.domain.clocks import (
    DEFAULT,
    Card,
    Clock,
    Hand,
    Reading,
    clocks,
    count,
    mending,
    promised_due,
    rules_of,
    worst,
)
from kiosk.domain.deadline import due_after
from kiosk.domain.standstill import as_of, pauses
from tests.domain.test_case import NOW, Said, filed

CALENDAR = Calendar.shipped()
MONDAY = date(2026, 11, 23)
TWENTY = {"days": 20, "unit": "workday", "due_on": "2026-12-21"}
LEGAL = {"days": 30, "unit": "workday"}


def later(days: int, kind: str, payload: dict[str, Any] | None = None) -> Said:
    return Said(kind, payload or {}, at=NOW + timedelta(days=days))


def accepted(**more: object) -> Case:
    return after(None, filed(**({"committed": TWENTY, "legal": LEGAL, "owed": []} | more)))


def received(**more: object) -> Case:
    answer = {"days": 20, "unit": "workday", "due_on": "2026-11-30"}
    silent = {"days": 20, "unit": "workday", "due_on": "2026-12-21"}
    return after(None, filed("case.received", **({"committed": answer, "silent": silent, "owed": []} | more)))


def looked(case: Case, day: date, clock: Clock) -> Reading:
    now = datetime(day.year, day.month, day.day, 12, tzinfo=NOW.tzinfo)
    return next(one for one in clocks(as_of(case, now), day, CALENDAR) if one.clock is clock)


@pytest.mark.parametrize(
    ("day", "used", "left", "hand", "card"),
    [
        (MONDAY, 0, 20, Hand.RUNNING, Card.GREEN),
        (date(2026, 11, 24), 1, 19, Hand.RUNNING, Card.GREEN),
        (date(2026, 12, 16), 17, 3, Hand.RUNNING, Card.GREEN),
        (date(2026, 12, 17), 18, 2, Hand.RUNNING, Card.YELLOW),  # nine tenths are used
        (date(2026, 12, 21), 20, 0, Hand.RUNNING, Card.YELLOW),  # until midnight it is in time
        (date(2026, 12, 22), 21, 0, Hand.OVERDUE, Card.RED),
    ],
)
def test_the_promised_clock_by_the_day(day: date, used: int, left: int, hand: Hand, card: Card) -> None:
    seen = looked(accepted(), day, Clock.PROMISED)
    assert (seen.used, seen.left, seen.hand, seen.card) == (used, left, hand, card)


def test_when_a_card_turns_yellow_is_the_countys_to_say() -> None:
    rules = rules_of({"yellow_used": 50, "yellow_left": 0, "mend": None})
    seen = clocks(accepted(), date(2026, 12, 7), CALENDAR, rules)[0]
    assert (seen.used, seen.card, rules.mend) == (10, Card.YELLOW, DEFAULT.mend)


def test_beyond_the_law_the_card_is_black_and_the_worst_one_counts() -> None:
    readings = clocks(accepted(), date(2027, 1, 29), CALENDAR)
    assert [(one.clock, one.card) for one in readings] == [(Clock.PROMISED, Card.RED), (Clock.LEGAL, Card.BLACK)]
    assert worst(readings) is Card.BLACK
    assert worst(()) is Card.GREEN


def test_an_approved_prolongation_prolongs_both_clocks() -> None:
    longer = {"due_on": "2027-01-05", "days": 10, "approved_by": "李主任", "text": "征求意见"}
    case = after(accepted(), later(5, "case.extended", longer))
    assert looked(case, MONDAY, Clock.PROMISED).due == date(2027, 1, 5)
    assert looked(case, MONDAY, Clock.LEGAL).due == due_after(MONDAY, 40, "workday", CALENDAR).on


def test_a_stopped_clock_stands_where_it_stood_and_goes_on_from_there() -> None:
    case = after(accepted(), later(7, "case.suspended"))  # on the 30th, which no longer counts
    for day in (date(2026, 11, 30), date(2026, 12, 4), date(2027, 3, 1)):
        seen = looked(case, day, Clock.PROMISED)
        assert (seen.hand, seen.used, seen.left, seen.card) == (Hand.STOPPED, 4, 16, Card.GREEN)
    stops = pauses(case, date(2026, 12, 7))
    due = due_after(MONDAY, 20, "workday", CALENDAR, stops)
    case = after(case, later(14, "case.resumed", {"due_on": due.on.isoformat()}))
    seen = looked(case, date(2026, 12, 7), Clock.PROMISED)
    assert (seen.hand, seen.used, seen.left, seen.due) == (Hand.RUNNING, 5, 15, due.on)
    assert promised_due(case, pauses(case, date(2026, 12, 7)), CALENDAR) == due


def test_a_clock_stopped_on_its_first_day_has_all_its_days_left() -> None:
    seen = looked(after(accepted(), later(0, "case.noticed")), date(2026, 12, 8), Clock.PROMISED)
    assert (seen.hand, seen.used, seen.left) == (Hand.STOPPED, 0, 20)


def test_who_was_late_before_the_clock_stopped_stays_late() -> None:
    case = after(accepted(), later(40, "case.suspended"))
    assert looked(case, date(2027, 2, 1), Clock.PROMISED).hand is Hand.OVERDUE


def test_the_clock_of_the_answer_ends_with_the_acceptance() -> None:
    case = after(received(), Said("case.accepted", accepted_payload(), at=NOW + timedelta(days=2)))
    seen = looked(case, date(2026, 12, 31), Clock.ANSWER)
    assert (seen.hand, seen.begun, seen.ended, seen.used) == (Hand.MET, MONDAY, date(2026, 11, 25), 2)


def accepted_payload() -> dict[str, Any]:
    return dict(filed(committed=TWENTY, owed=[]).payload)


@pytest.mark.parametrize(("permit", "hand"), [(True, Hand.LAPSED), (False, Hand.OVERDUE)])
def test_silence_is_acceptance_for_a_licence_and_a_finding_for_everything_else(permit: bool, hand: Hand) -> None:
    case = received(permit=permit)
    assert looked(case, date(2026, 11, 30), Clock.ANSWER).hand is Hand.RUNNING
    seen = looked(case, date(2026, 12, 1), Clock.ANSWER)
    assert (seen.hand, seen.card, seen.due) == (hand, Card.RED, date(2026, 11, 30))
    promised = clocks(as_of(case, NOW + timedelta(days=8)), date(2026, 12, 1), CALENDAR)[1:]
    assert [one.due for one in promised if one.clock is Clock.PROMISED] == ([date(2026, 12, 21)] if permit else [])


def test_what_was_asked_for_has_its_own_clock_and_stops_the_others() -> None:
    case = after(received(), later(2, "case.supplement_asked", {"text": "补户口簿", "until": "2026-12-04"}))
    hands = {one.clock: (one.hand, one.left) for one in clocks(case, date(2026, 12, 3), CALENDAR)}
    assert hands == {Clock.ANSWER: (Hand.STOPPED, 4), Clock.SUPPLEMENT: (Hand.RUNNING, 1)}
    assert looked(case, date(2026, 12, 7), Clock.SUPPLEMENT).hand is Hand.OVERDUE


def test_what_is_owed_stops_nothing() -> None:
    case = accepted(owed=[{"material": "a", "until": "2026-11-30"}, {"material": "b", "until": "2026-11-27"}])
    hands = {one.clock: (one.hand, one.due) for one in clocks(case, date(2026, 11, 27), CALENDAR)}
    assert hands[Clock.OWED] == (Hand.RUNNING, date(2026, 11, 27))
    assert hands[Clock.PROMISED] == (Hand.RUNNING, date(2026, 12, 21))
    assert looked(case, date(2026, 11, 28), Clock.OWED).hand is Hand.OVERDUE


def test_the_result_is_served_within_ten_working_days() -> None:
    case = after(accepted(), later(1, "case.decided", {"result": "granted"}))
    assert looked(case, MONDAY, Clock.SERVICE).due == date(2026, 12, 8)
    assert looked(case, date(2026, 12, 9), Clock.SERVICE).hand is Hand.OVERDUE
    served = after(case, later(15, "case.delivered"))
    assert looked(served, date(2027, 1, 9), Clock.SERVICE).hand is Hand.MET
    assert looked(served, date(2027, 1, 9), Clock.PROMISED).ended == date(2026, 11, 24)


def test_a_village_carries_it_within_two_working_days() -> None:
    case = after(None, filed("case.collected", committed={}, owed=[]))
    assert looked(case, date(2026, 11, 25), Clock.CARRYING).hand is Hand.RUNNING
    assert looked(case, date(2026, 11, 26), Clock.CARRYING).hand is Hand.OVERDUE
    taken = after(case, replace(filed(committed=TWENTY, owed=[]), at=NOW + timedelta(days=1)))
    assert looked(taken, date(2026, 12, 1), Clock.CARRYING).hand is Hand.MET


def test_a_bad_rating_is_mended_within_five_working_days_or_fifteen() -> None:
    assert mending(MONDAY, None, date(2026, 11, 30), CALENDAR, DEFAULT).hand is Hand.RUNNING
    assert mending(MONDAY, None, date(2026, 12, 1), CALENDAR, DEFAULT).hand is Hand.OVERDUE
    hard = replace(DEFAULT, mend=DEFAULT.mend_hard)
    assert mending(MONDAY, None, date(2026, 12, 1), CALENDAR, hard).left == 9
    assert mending(MONDAY, date(2026, 11, 25), date(2027, 1, 1), CALENDAR, DEFAULT).hand is Hand.MET


def test_a_year_without_a_calendar_is_told_with_the_clock() -> None:
    case = accepted(committed={"days": 20, "unit": "workday", "due_on": "2027-01-04", "estimated": True})
    assert looked(case, MONDAY, Clock.PROMISED).estimated


@given(st.dates(date(2026, 1, 1), date(2026, 9, 1)), st.integers(0, 40), st.integers(0, 30), st.integers(0, 20))
def test_used_and_left_make_the_whole(begun: date, days: int, start: int, length: int) -> None:
    stop = (begun + timedelta(days=start + 1), begun + timedelta(days=start + 1 + length))
    due = due_after(begun, days, "workday", CALENDAR, [stop]).on
    assert count(begun, due, "workday", CALENDAR, [stop]) == days
    for day in (begun, stop[0], stop[1], due):
        if begun <= day <= due:
            used = count(begun, day, "workday", CALENDAR, [stop])
            assert used + count(day, due, "workday", CALENDAR, [stop]) == days
