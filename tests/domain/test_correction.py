"""Correcting a case: what may be corrected where it stands, that nothing is lost, and what does not follow."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.case import Case, CaseState, NotACase, StepDoesNotFit, after
from kiosk.domain.correction import Sort, open_to, placed, standing

from .test_case import Said, filed

ANSWERS = {
    "applicant_name": "张守田",
    "bank_account": "6217780134000123452",
    "applicant_phone": "13955712034",
    "family_count": 2,
    "members": [{"name": "张守田", "age": 64}, {"name": "刘秀兰"}],
}


def a_case(kind: str = "case.accepted", **more: object) -> Case:
    return after(None, filed(kind, answers=copy.deepcopy(ANSWERS), **more))


def correction(field: str, old: object, new: object, sort: str = "payment", **more: object) -> Said:
    one = {"field": field, "label": field, "old": old, "new": new, "sort": sort}
    return Said("case.corrected", {"text": "录入时看错一位", "fields": [one], **more})


BANK = correction("bank_account", "6217780134000123452", "6217780134000123460")


def test_a_wrong_account_is_corrected_and_what_stood_there_stays_told() -> None:
    before = a_case()
    case = after(before, BANK)
    assert case.answers["bank_account"] == "6217780134000123460"
    (one,) = case.corrections
    assert (one.old, one.new, one.reason) == ("6217780134000123452", "6217780134000123460", "录入时看错一位")
    assert (case.state, case.due_on, case.filed_at) == (before.state, before.due_on, before.filed_at)
    assert before.answers["bank_account"] == "6217780134000123452"
    assert case.steps[-1].kind == "case.corrected"


def test_what_does_not_stand_there_any_more_is_not_corrected() -> None:
    """Two windows corrected it while apart: the second becomes a person's work item."""
    case = after(a_case(), BANK)
    with pytest.raises(StepDoesNotFit):
        after(case, correction("bank_account", "6217780134000123452", "6217780134000123478"))


def test_who_somebody_is_is_corrected_only_with_the_leads_name() -> None:
    wrong = correction("applicant_name", "张守田", "张守甜", "identity", applicant={"name": "张守甜"})
    with pytest.raises(StepDoesNotFit):
        after(a_case(), wrong)
    right = Said(wrong.kind, {**wrong.payload, "approved_by": "李卫东"})
    case = after(a_case(), right)
    assert (case.applicant, case.answers["applicant_name"]) == ("张守甜", "张守甜")


def test_a_fact_does_not_change_the_person() -> None:
    with pytest.raises(StepDoesNotFit):
        after(a_case(), correction("family_count", 2, 3, "fact", applicant={"name": "别人"}))


def test_a_cell_of_a_table_is_corrected_in_its_row() -> None:
    case = after(a_case(), correction("members.2.name", "刘秀兰", "刘秀蓝", "fact"))
    assert case.answers["members"] == [{"name": "张守田", "age": 64}, {"name": "刘秀蓝"}]


@pytest.mark.parametrize("result", ["granted", "refused"])
def test_after_the_decision_only_what_it_does_not_rest_on_is_corrected(result: str) -> None:
    decided = after(a_case(), Said("case.decided", {"result": result, "text": ""}))
    assert after(decided, BANK).corrections
    assert after(decided, correction("applicant_phone", "13955712034", "13955712035", "contact")).state is decided.state
    for wrong in (
        correction("family_count", 2, 3, "fact"),
        correction("applicant_name", "张守田", "张三", "identity", approved_by="李卫东"),
    ):
        with pytest.raises(StepDoesNotFit):
            after(decided, wrong)


@pytest.mark.parametrize("end", ["case.withdrawn", "case.voided"])
def test_what_has_ended_without_a_decision_is_not_corrected(end: str) -> None:
    case = after(a_case(), Said(end, {"text": "x"}))
    assert open_to(case) == frozenset()
    with pytest.raises(StepDoesNotFit):
        after(case, BANK)


def test_what_another_body_decides_is_corrected_there_once_it_is_forwarded() -> None:
    case = after(a_case("case.received", mode="collect_forward"), Said("case.forwarded"))
    assert open_to(case) == {Sort.CONTACT}
    with pytest.raises(StepDoesNotFit):
        after(case, BANK)


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"fields": []},
        {"fields": [{"field": "bank_account", "old": "6217780134000123452", "new": "6217780134000123452"}]},
    ],
)
def test_a_correction_without_a_word_or_without_a_change_does_not_follow(wrong: dict) -> None:
    with pytest.raises(StepDoesNotFit):
        after(a_case(), Said("case.corrected", {**BANK.payload, **wrong}))


@pytest.mark.parametrize(
    "wrong",
    [
        {"fields": 7},
        {"fields": [7]},
        {"fields": [{"field": "bank_account"}], "text": 5},
        {"fields": [{"field": "bank_account", "old": None, "new": "x", "sort": "secret"}]},
        {"approved_by": ["x"]},
        {"applicant": {"name": 5}},
        {"applicant": "x"},
    ],
)
def test_a_correction_of_another_shape_leaves_the_case_as_it_was(wrong: dict) -> None:
    with pytest.raises(NotACase):
        after(a_case(), Said("case.corrected", {**BANK.payload, **wrong}))


VALUES = st.one_of(st.none(), st.text("0123456789张", min_size=1, max_size=4), st.integers(0, 9))


@given(
    st.lists(st.tuples(st.sampled_from(["bank_account", "members.2.age", "note"]), VALUES, st.booleans()), max_size=8)
)
def test_the_corrections_always_add_up_to_what_stands_there(steps: list[tuple[str, object, bool]]) -> None:
    """Taking the corrections back, the last first, gives what was filed: nothing is ever overwritten."""
    case = a_case()
    for field, new, true in steps:
        old = standing(case.answers, field) if true else "something else"
        try:
            case = after(case, correction(field, old, new))
        except StepDoesNotFit:
            continue
    answers = case.answers
    for one in reversed(case.corrections):
        assert standing(answers, one.field) == one.new
        answers = placed(answers, one.field, one.old)
    assert answers == ANSWERS
    assert case.state is CaseState.ACCEPTED
