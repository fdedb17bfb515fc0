"""Deadlines: the worked examples of the standards, and laws that hold for any day."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.workdays import Calendar
from kiosk.domain.deadline import business_day, due_after

SHARED = Path(__file__).parents[3] / "shared" / "domain" / "reference_data.json"
CALENDAR = Calendar.shipped()
EXAMPLES = json.loads(SHARED.read_text("utf-8"))["deadline_examples"]["cases"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e['accepted']}+{e['limit_workdays']}")
def test_the_worked_examples_come_out(example: dict[str, object]) -> None:
    pauses = [tuple(map(date.fromisoformat, p)) for p in _pairs(example["pause_halfopen"])]
    due = due_after(date.fromisoformat(example["accepted"]), example["limit_workdays"], "workday", CALENDAR, pauses)
    assert due.estimated == example["crosses_unknown_year"]
    if not due.estimated:
        assert due.on.isoformat() == example["due"]


def _pairs(pauses: list[object]) -> list[list[str]]:
    if pauses and isinstance(pauses[0], str):
        return [pauses]
    return pauses


def test_a_year_without_a_calendar_is_an_estimate_and_says_so() -> None:
    assert due_after(date(2026, 12, 25), 5, "workday", CALENDAR).estimated


def test_natural_days_need_no_calendar() -> None:
    due = due_after(date(2026, 12, 25), 15, "day", CALENDAR)
    assert (due.on, due.estimated) == (date(2027, 1, 9), False)


@given(st.dates(date(2026, 1, 1), date(2026, 11, 1)), st.integers(0, 25), st.integers(0, 10), st.integers(1, 20))
def test_a_pause_never_brings_the_due_day_forward(day: date, days: int, start: int, length: int) -> None:
    pause = (day + timedelta(days=1 + start), day + timedelta(days=1 + start + length))
    plain = due_after(day, days, "workday", CALENDAR)
    paused = due_after(day, days, "workday", CALENDAR, [pause])
    assert paused.on >= plain.on
    assert not pause[0] <= paused.on < pause[1] or days == 0


@given(st.dates(date(2026, 1, 1), date(2026, 10, 1)), st.integers(1, 20))
def test_the_due_day_is_worked_and_one_day_more_is_later(day: date, days: int) -> None:
    due = due_after(day, days, "workday", CALENDAR)
    assert CALENDAR.is_workday(due.on)
    assert due_after(day, days + 1, "workday", CALENDAR).on > due.on > day


def test_an_unknown_unit_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="weeks"):
        due_after(date(2026, 1, 1), 1, "weeks", CALENDAR)


def test_the_business_day_is_the_local_one() -> None:
    from datetime import UTC, datetime

    assert business_day(datetime(2026, 11, 22, 17, 0, tzinfo=UTC)) == date(2026, 11, 23)
