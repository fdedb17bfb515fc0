"""Stopped clocks, silence that counts as acceptance, and what comes too late: told by entries alone."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kiosk.domain.case import Case, CaseState, StepDoesNotFit, after
from kiosk.domain.standstill import as_of, is_silent, pauses, standing
from tests.domain.test_case import NOW, Said, filed

S = CaseState
LATE = date(2027, 1, 22)


def received(**more: object) -> Case:
    """A licence, asked for on a Monday: to be answered by the next one, promised within a day of that Monday."""
    answer = {"days": 1, "unit": "workday", "due_on": "2026-11-30"}
    silent = {"days": 1, "unit": "workday", "due_on": "2026-11-24"}
    return after(None, filed("case.received", committed=answer, silent=silent, **({"permit": True} | more)))


def later(days: int, kind: str, payload: dict[str, Any] | None = None) -> Said:
    return Said(kind, payload or {}, at=NOW + timedelta(days=days))


def test_a_special_procedure_stops_the_clock_and_its_end_moves_the_due_day() -> None:
    said = {"text": "实地踏勘", "procedure": "inspection", "days": 3, "approved_by": "孙立"}
    case = after(after(None, filed()), later(1, "case.suspended", said))
    stop = standing(case)
    assert case.state is S.SUSPENDED
    assert stop is not None
    assert (stop.since, stop.expected, stop.approved_by) == (date(2026, 11, 24), "3 workday", "孙立")
    case = after(case, later(4, "case.resumed", {"due_on": "2026-11-27"}))
    assert (case.state, str(case.due_on), standing(case)) == (S.IN_REVIEW, "2026-11-27", None)
    assert pauses(case, date(2026, 12, 1)) == ((date(2026, 11, 24), date(2026, 11, 27)),)


def test_a_notice_stops_the_clock_too_and_only_its_own_end_ends_it() -> None:
    case = after(after(None, filed()), later(0, "case.noticed", {"until": "2026-11-30", "to": "村务公开栏"}))
    assert case.state is S.NOTICED
    with pytest.raises(StepDoesNotFit):
        after(case, later(1, "case.resumed"))
    assert after(case, later(8, "case.notice_ended", {"due_on": "2026-12-02"})).state is S.IN_REVIEW


@pytest.mark.parametrize("since", ["2026-11-22", "2026-11-25"])
def test_no_clock_is_stopped_before_it_ran_or_ahead_of_its_entry(since: str) -> None:
    with pytest.raises(StepDoesNotFit):
        after(after(None, filed()), later(1, "case.suspended", {"since": since}))


def test_a_stop_may_be_entered_a_day_late_but_not_into_an_earlier_one() -> None:
    case = after(after(None, filed()), later(2, "case.suspended", {"since": "2026-11-24"}))
    case = after(case, later(3, "case.resumed"))
    with pytest.raises(StepDoesNotFit):
        after(case, later(4, "case.suspended", {"since": "2026-11-25"}))


def test_going_on_never_makes_a_case_due_earlier() -> None:
    case = after(after(None, filed()), later(0, "case.suspended"))
    assert str(after(case, later(1, "case.resumed", {"due_on": "2026-11-01"})).due_on) == "2026-11-24"


def test_silence_is_acceptance_on_the_day_of_receiving_and_no_entry_of_its_own() -> None:
    case = received()
    last = NOW.replace(day=30, hour=23)
    assert as_of(case, last) is case
    deemed = as_of(case, last + timedelta(hours=1))
    assert (deemed.state, deemed.accepted_at, deemed.deemed) == (S.ACCEPTED, case.filed_at, True)
    assert str(deemed.due_on) == "2026-11-24"
    assert deemed.steps == case.steps


def test_what_counts_as_accepted_is_neither_accepted_again_nor_refused_acceptance() -> None:
    case = received()
    for step in (later(9, "case.not_accepted"), Said("case.accepted", filed().payload, at=NOW + timedelta(days=9))):
        with pytest.raises(StepDoesNotFit) as no:
            after(case, step)
        assert no.value.state == "accepted"
    decided = after(case, later(9, "case.decided", {"result": "granted"}))
    assert (decided.accepted_at, decided.deemed) == (case.filed_at, True)


@pytest.mark.parametrize("kind", ["case.not_accepted", "case.supplement_asked", "case.withdrawn"])
def test_an_answer_in_time_breaks_the_silence(kind: str) -> None:
    answered = after(received(), later(3, kind, {"text": "补户口簿"}))
    assert not is_silent(answered, LATE)


def test_only_a_licence_is_granted_acceptance_by_silence() -> None:
    assert not is_silent(received(permit=False), LATE)
    assert not is_silent(after(None, filed("case.received")), LATE)  # of an older program


def test_what_was_asked_for_stops_the_clock_of_the_answer_and_the_receiving_stays() -> None:
    case = after(received(), later(2, "case.supplement_asked", {"text": "补户口簿", "until": "2026-12-04"}))
    brought = {"due_on": "2026-12-07", "silent": "2026-12-01"}
    case = after(case, later(9, "case.supplemented", brought))
    assert (case.state, case.filed_at, str(case.due_on)) == (S.RECEIVED, NOW, "2026-12-07")
    assert str(as_of(case, datetime(2026, 12, 8, tzinfo=NOW.tzinfo)).due_on) == "2026-12-01"


def test_what_did_not_come_in_time_is_returned_and_not_a_day_earlier() -> None:
    asked = after(received(), later(1, "case.supplement_asked", {"text": "补户口簿", "until": "2026-11-30"}))
    owing = after(None, filed())  # owes a paper until the 30th
    for case in (asked, owing):
        with pytest.raises(StepDoesNotFit):
            after(case, later(7, "case.returned", {"text": "没有补"}))
        assert after(case, later(8, "case.returned", {"text": "没有补"})).state is S.RETURNED


def test_nothing_is_returned_that_was_neither_asked_for_nor_owed() -> None:
    with pytest.raises(StepDoesNotFit):
        after(after(None, filed(owed=[])), later(30, "case.returned"))
    with pytest.raises(StepDoesNotFit):
        after(received(owed=[]), later(3, "case.returned"))


def test_another_calendar_moves_an_open_case_once_and_only_from_the_day_it_was_due() -> None:
    moved = {"calendar": "2026+2027", "before": "2026-11-24", "due_on": "2026-11-25"}
    case = after(after(None, filed()), later(0, "case.redated", moved))
    assert str(case.due_on) == "2026-11-25"
    with pytest.raises(StepDoesNotFit):
        after(case, later(0, "case.redated", moved))
    with pytest.raises(StepDoesNotFit):
        after(after(after(None, filed()), later(0, "case.withdrawn")), later(0, "case.redated", moved))


def test_a_step_out_of_a_stop_ends_it() -> None:
    case = after(after(None, filed()), later(0, "case.suspended"))
    assert standing(after(case, later(2, "case.withdrawn"))) is None
    asked = after(received(), later(1, "case.supplement_asked", {"text": "x"}))
    accepted = after(asked, Said("case.accepted", filed().payload, at=NOW + timedelta(days=2)))
    assert (accepted.state, standing(accepted), accepted.filed_at) == (S.ACCEPTED, None, NOW)


def test_an_accepted_case_that_waits_for_papers_is_neither_refused_acceptance_nor_accepted_again() -> None:
    asked = after(after(None, filed()), later(1, "case.supplement_asked", {"text": "补照片"}))
    for step in (later(2, "case.not_accepted"), Said("case.accepted", filed().payload, at=NOW + timedelta(days=2))):
        with pytest.raises(StepDoesNotFit):
            after(asked, step)
