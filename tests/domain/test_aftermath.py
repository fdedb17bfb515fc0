"""Taken on paper first, told, collected by somebody else, and a commitment that was not kept."""

from datetime import date, timedelta

import pytest

from kiosk.domain.aftermath import breaches, tries, untold
from kiosk.domain.case import Case, NotACase, StepDoesNotFit, after

from .test_case import NOW, Said, filed

PAPER = {"taken_at": "2026-11-20T09:30:00+08:00", "reason": "停电", "minutes": 4350, "number": "纸-007", "late": True}
OWED_UNTIL = date(2026, 11, 30)
BROUGHT = {"materials": {"M1103-A01": "original"}}


def later(days: int, kind: str, payload: dict) -> Said:
    return Said(kind, payload, at=NOW + timedelta(days=days))


def test_a_case_taken_on_paper_counts_from_when_it_was_taken() -> None:
    case = after(None, filed(on_paper=PAPER))
    assert case.filed_at.isoformat() == "2026-11-20T09:30:00+08:00"
    assert case.accepted_at == case.filed_at
    assert case.on_paper is not None
    assert (case.on_paper.entered_at, case.on_paper.number, case.on_paper.late) == (NOW, "纸-007", True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"taken_at": "2026-11-23T10:00:01+08:00"},
        {"taken_at": "2026-11-20T09:30:00"},
        {"taken_at": "yesterday"},
        {"late": "yes"},
        {"number": 7},
    ],
)
def test_nothing_is_taken_on_paper_after_it_was_entered(wrong: dict) -> None:
    with pytest.raises(NotACase):
        after(None, filed(on_paper=PAPER | wrong))


def test_a_commitment_is_broken_the_day_after_its_day() -> None:
    case = after(None, filed())
    assert breaches(case, OWED_UNTIL) == ()
    (one,) = breaches(case, OWED_UNTIL + timedelta(days=1))
    assert (one.material, one.until, one.made_good) == ("M1103-A01", OWED_UNTIL, False)


def test_bringing_it_late_does_not_undo_that_it_was_late() -> None:
    late = after(after(None, filed()), later(9, "case.supplemented", BROUGHT))
    assert late.owed == {}
    assert [one.material for one in breaches(late, date(2027, 1, 1))] == ["M1103-A01"]
    in_time = after(after(None, filed()), later(7, "case.supplemented", BROUGHT))
    assert breaches(in_time, date(2027, 1, 1)) == ()


def test_who_withdrew_before_the_day_broke_no_word() -> None:
    case = after(after(None, filed()), later(1, "case.withdrawn", {"text": "不办了"}))
    assert breaches(case, date(2027, 1, 1)) == ()


def test_a_broken_word_is_made_good_by_somebody_who_may_and_only_once() -> None:
    case = after(after(None, filed()), later(9, "case.supplemented", BROUGHT))
    repair = {"materials": ["M1103-A01"], "text": "已补交，本人说明情况", "approved_by": "李卫东"}
    made = after(case, later(10, "case.word_kept", repair))
    assert [one.made_good for one in breaches(made, date(2027, 1, 1))] == [True]
    for wrong in (repair, repair | {"approved_by": " "}, repair | {"materials": ["other"]}, repair | {"text": ""}):
        with pytest.raises(StepDoesNotFit):
            after(made, later(11, "case.word_kept", wrong))


def decided() -> Case:
    return after(after(None, filed()), later(1, "case.decided", {"result": "granted", "text": "准予"}))


def test_a_resident_is_untold_until_somebody_was_reached() -> None:
    case = decided()
    assert untold(case) == "case.decided"
    call = {"news": "case.decided", "way": "call", "result": "not_reached"}
    case = after(case, later(2, "case.told", call))
    assert (untold(case), len(tries(case))) == ("case.decided", 1)
    case = after(case, later(3, "case.told", {**call, "result": "told_other", "whom": "儿子"}))
    assert (untold(case), case.steps[-1].kind) == ("", "case.decided")


def test_who_collects_it_need_not_be_told() -> None:
    assert untold(after(decided(), later(2, "case.delivered", {"to": "本人"}))) == ""
    assert untold(after(None, filed())) == ""


def test_new_news_are_told_anew() -> None:
    case = after(after(None, filed()), later(1, "case.supplement_asked", {"text": "请补"}))
    case = after(case, later(2, "case.told", {"news": "case.supplement_asked", "way": "call", "result": "reached"}))
    case = after(case, later(3, "case.supplemented", BROUGHT))
    case = after(case, later(4, "case.decided", {"result": "refused", "text": ""}))
    assert untold(case) == "case.decided"


def test_who_collected_it_for_somebody_stands_on_the_case() -> None:
    who = {"name": "张强", "id_number": "342224198603151515", "relation": "儿子", "mandate": "书面委托"}
    case = after(
        decided(), later(2, "case.delivered", {"to": "张强", "collector": who, "returned": [{"name": "户口簿"}]})
    )
    assert case.collected_by is not None
    assert (case.collected_by.name, case.collected_by.relation) == ("张强", "儿子")
    assert case.collected_by.returned == ("户口簿",)
    with pytest.raises(NotACase):
        after(decided(), later(2, "case.delivered", {"collector": {"name": "张强"}}))


@pytest.mark.parametrize("wrong", [{"way": 7}, {"news": None}, {}])
def test_a_telling_of_another_shape_is_none(wrong: dict) -> None:
    payload = {"news": "case.decided", "way": "call", "result": "reached"} | wrong if wrong else {}
    with pytest.raises(NotACase):
        after(decided(), later(2, "case.told", payload))
