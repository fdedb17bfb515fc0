"""The one law of a case: which entries follow, and that nothing un-happens."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.case import ENDED, FILINGS, Case, CaseState, NotACase, StepDoesNotFit, after
from kiosk.domain.deadline import CHINA
from kiosk.domain.soundness import is_sound
from kiosk.domain.standstill import standing

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)


@dataclass(frozen=True)
class Said:
    kind: str
    payload: dict = field(default_factory=dict)
    actor: str = "staff:0305"
    at: datetime = NOW


def filed(kind: str = "case.accepted", **more: object) -> Said:
    payload = {
        "case_no": "341323110000-20261123-01-0001-ABC",
        "matter": "M1103",
        "matter_version": 1,
        "mode": "end_to_end",
        "centre": "341323110000",
        "applicant": {"name": "张𠅤䶮", "id_number": "342224195807054021"},
        "answers": {},
        "materials": {"M1103-A01": "owed"},
        "owed": [{"material": "M1103-A01", "until": "2026-11-30"}],
        "committed": {"days": 1, "unit": "workday", "due_on": "2026-11-24"},
    }
    return Said(kind, payload | more)


MOVES = [
    Said("case.forwarded"),
    Said("case.supplement_asked", {"text": "请补户口簿"}),
    Said("case.supplemented", {"materials": {"M1103-A01": "original"}}),
    Said("case.suspended"),
    Said("case.resumed"),
    Said("case.decided", {"result": "granted", "text": "准予"}),
    Said("case.decided", {"result": "refused", "text": "不符合"}),
    Said("case.delivered", {"to": "本人"}),
    Said("case.withdrawn"),
    Said("case.voided"),
    Said("case.not_accepted"),
    filed("case.received"),
    filed("case.accepted"),
    Said("case.extended", {"due_on": "2026-12-24", "days": 20, "approved_by": "张三", "text": "征求意见"}),
    Said("case.corrected", {"text": "看错", "fields": [{"field": "note", "old": None, "new": "1", "sort": "contact"}]}),
    Said("case.told", {"news": "case.decided", "way": "call", "result": "reached"}),
    Said("case.noticed", {"until": "2026-11-30"}),
    Said("case.notice_ended", {"due_on": "2026-12-02"}),
    Said("case.resumed", {"due_on": "2026-12-01"}),
    Said("case.supplement_asked", {"text": "请补照片", "until": "2026-11-20"}),
    Said("case.returned", {"text": "没有补"}),
    Said("case.redated", {"calendar": "2", "before": "2026-11-24", "due_on": "2026-11-25"}),
    Said("case.word_kept", {"materials": ["M1103-A01"], "text": "已补", "approved_by": "李卫东"}),
    Said("document.printed"),
    Said("case.rated", {"level": "dissatisfied", "way": "window", "reasons": ["213"]}),
    Said("case.something_new"),
]
RESULTS = {CaseState.GRANTED, CaseState.REFUSED}  # at an end, and still to be handed over
ENDS = {CaseState.DELIVERED, CaseState.WITHDRAWN, CaseState.RETURNED, CaseState.VOIDED, CaseState.NOT_ACCEPTED}
NEVER_AFTER_ACCEPTANCE = {CaseState.COLLECTED, CaseState.BOOKED, CaseState.RECEIVED, CaseState.NOT_ACCEPTED}
STANDING = {CaseState.SUSPENDED, CaseState.NOTICED, CaseState.SUPPLEMENT}


def test_from_acceptance_to_delivery() -> None:
    case = after(None, filed())
    for step in (MOVES[0], MOVES[5], MOVES[7]):
        case = after(case, step)
    assert case.state is CaseState.DELIVERED
    assert [s.kind for s in case.steps] == ["case.accepted", "case.forwarded", "case.decided", "case.delivered"]
    assert case.outcome == "准予"


def test_a_case_is_rated_once_and_no_timeline_tells_of_it() -> None:
    """The timeline is what windows show; whoever is rated must not read there who rated."""
    case = after(None, filed())
    rated = after(case, Said("case.rated", {"level": "very_dissatisfied", "way": "page"}, actor="resident"))
    assert (rated.rated, rated.steps, rated.state) == ("very_dissatisfied", case.steps, case.state)
    with pytest.raises(StepDoesNotFit):
        after(rated, Said("case.rated", {"level": "very_satisfied", "way": "hall"}))


def test_a_level_that_nobody_knows_is_no_rating() -> None:
    with pytest.raises(NotACase):
        after(after(None, filed()), Said("case.rated", {"level": "5", "way": "page"}))


def test_what_was_owed_is_settled_when_it_is_brought() -> None:
    case = after(after(None, filed()), MOVES[2])
    assert case.owed == {}
    assert case.materials == {"M1103-A01": "original"}


def test_a_supplement_is_asked_for_once_and_the_ask_ends_when_it_comes() -> None:
    asked = after(after(None, filed()), MOVES[1])
    assert (asked.state, asked.ask) == (CaseState.SUPPLEMENT, "请补户口簿")
    assert after(asked, MOVES[2]).ask == ""


def test_a_collection_is_received_later_under_its_own_number() -> None:
    collected = after(None, filed("case.collected"))
    assert collected.accepted_at is None
    accepted = after(collected, filed("case.accepted"))
    assert accepted.accepted_at == NOW
    assert len(accepted.steps) == 2


@pytest.mark.parametrize("state", CaseState)
def test_what_has_ended_is_only_handed_over(state: CaseState) -> None:
    """`ENDED` is what the law of a case says itself: from there no entry leads to another state but to the taker's."""
    case = replace(after(None, filed()), state=state)
    reached = {made.state for move in MOVES if (made := _tried(case, move)) is not None} - {state}
    assert (state in ENDED) == (reached <= {CaseState.DELIVERED})
    assert ENDED == ENDS | RESULTS


def test_an_accepted_case_is_never_filed_again() -> None:
    with pytest.raises(StepDoesNotFit):
        after(after(None, filed()), filed())


def test_a_step_without_a_case_does_not_fit() -> None:
    with pytest.raises(StepDoesNotFit):
        after(None, MOVES[0])


STARTS = ["case.accepted", "case.received", "case.collected", "case.booked"]
DAYS = st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 9)), max_size=14)


@given(DAYS, st.sampled_from(STARTS), st.booleans())
def test_nothing_unhappens(moves: list[tuple[Said, int]], start: str, permit: bool) -> None:
    """No sequence of entries, whenever they come, leads to a state that cannot be."""
    case: Case = after(None, filed(start, permit=permit, silent={"due_on": "2026-11-24"}))
    now = NOW
    for move, days in moves:
        before, now = case, now + timedelta(days=days)
        try:
            case = after(case, replace(move, at=now))
        except StepDoesNotFit:
            continue
        assert is_sound(case)
        assert case.accepted_at is None or case.state not in NEVER_AFTER_ACCEPTANCE
        assert (standing(case) is None) == (case.state not in STANDING)
        assert all(one.until is None or one.since <= one.until for one in case.stops)
        assert all(one.until is not None and one.until <= two.since for one, two in pairwise(case.stops))
        filed_on = move.kind in FILINGS or case.deemed  # another clock begins
        assert filed_on or before.due_on is None or case.due_on is None or case.due_on >= before.due_on
        assert case.steps[: len(before.steps)] == before.steps
        assert case.filed_at == before.filed_at
        if before.state in ENDS:
            assert case.state is before.state
        if before.accepted_at:
            assert case.accepted_at == before.accepted_at


PROLONGED = {"due_on": "2026-12-22", "days": 20, "approved_by": "李主任", "text": "要向别的机关征求意见"}


def test_a_limit_is_prolonged_once_and_the_case_stays_where_it_is() -> None:
    case = after(after(None, filed()), Said("case.extended", PROLONGED))
    assert (str(case.due_on), case.extended, case.state) == ("2026-12-22", 20, CaseState.ACCEPTED)
    with pytest.raises(StepDoesNotFit):
        after(case, Said("case.extended", PROLONGED | {"due_on": "2027-01-22"}))


@pytest.mark.parametrize(
    "wrong",
    [{"due_on": "2026-11-24"}, {"due_on": "2026-11-01"}, {"approved_by": ""}],
)
def test_a_prolongation_never_shortens_and_always_has_somebody_who_approved_it(wrong: dict) -> None:
    with pytest.raises(StepDoesNotFit):
        after(after(None, filed()), Said("case.extended", PROLONGED | wrong))


@pytest.mark.parametrize("kind", ["case.received", "case.collected", "case.booked"])
def test_only_the_clock_of_an_accepted_case_is_prolonged(kind: str) -> None:
    with pytest.raises(StepDoesNotFit):
        after(after(None, filed(kind)), Said("case.extended", PROLONGED))


def test_cases_filed_in_one_go_know_each_other_and_nothing_more() -> None:
    case = after(None, filed("case.collected", siblings=["B", "C"], joint="J0001"))
    assert case.siblings == ("B", "C")
    assert after(case, filed("case.accepted")).siblings == ("B", "C")


def _tried(case: Case, move: Said) -> Case | None:
    try:
        return after(case, move)
    except StepDoesNotFit:
        return None


def _deep(levels: int) -> list[object]:
    made: list[object] = []
    for _ in range(levels):
        made = [made]
    return made


@pytest.mark.parametrize(
    "wrong",
    [
        {"applicant": "nobody"},
        {"applicant": {"name": None}},
        {"applicant": {"name": 7}},
        {"applicant": {}},
        {"centre": 5},
        {"matter": ["M1103"]},
        {"matter": "M\x00"},
        {"matter_version": "1"},
        {"matter_version": 10**30},
        {"answers": [1]},
        {"answers": {"a": _deep(30)}},
        {"materials": "x"},
        {"materials": {"a": 1}},
        {"owed": 7},
        {"owed": [{"material": "x"}]},
        {"committed": {"due_on": 20261221}},
        {"committed": {"due_on": "2026-12-21", "estimated": "perhaps"}},
        {"agent": "x"},
        {"siblings": [1]},
        {"siblings": 7},
    ],
)
def test_what_is_no_case_is_said_to_be_none_and_never_kept_as_one(wrong: dict) -> None:
    with pytest.raises(NotACase):
        after(None, filed(**wrong))


@pytest.mark.parametrize(
    "step",
    [
        Said("case.supplement_asked", {"text": ["x"]}),
        Said("case.supplement_asked", {}),
        Said("case.supplemented", {"materials": {"x": 1}}),
        Said("case.supplemented", {"materials": ["x"]}),
        Said("case.decided", {"result": "granted", "text": {"a": 1}}),
        Said("case.decided", {}),
        Said("case.extended", {"due_on": "soon", "days": 20, "approved_by": "x"}),
        Said("case.noted", at=NOW.replace(year=9999)),
    ],
)
def test_a_step_of_another_shape_leaves_the_case_as_it_was(step: Said) -> None:
    with pytest.raises(NotACase):
        after(after(None, filed()), step)


def test_a_moment_at_the_end_of_time_is_no_step_and_stops_nothing() -> None:
    """Found by a schedule: in China it is the year 10000 already, which no calendar has."""
    last = datetime(9999, 12, 31, 23, 59, 59, tzinfo=timezone(timedelta(hours=-12)))
    with pytest.raises(NotACase):
        after(after(None, filed()), Said("case.withdrawn", at=last))
