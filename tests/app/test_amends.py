"""What goes wrong and is put right: corrected, taken on paper first, printed again, and what each leaves behind."""

from dataclasses import replace

import pytest

from kiosk.app.correcting import NotCorrectable
from kiosk.app.paper_first import PaperFirst, PaperRefused
from kiosk.app.papers import ReceiptPaper
from kiosk.app.reprinting import IdDiffers
from kiosk.domain.case import Case
from kiosk.domain.correction import Sort
from kiosk.domain.refusals import AnswersIncomplete, CaseUnknown, RequestReused
from sync.protocol.token import read_receipt

from .amend_kit import CLERK, Amended, at
from .conftest import CATALOGUE, House

WHY, LEAD = "录入时看错一位", "李卫东"
OTHER_CARD = "6217002710000684874"  # passes the check of card numbers


@pytest.fixture
def amended(house: House) -> Amended:
    return Amended(house)


def a_case(house: House, code: str = "M1205") -> Case:
    return house.cases.show(house.intake.file(house.example(code), CLERK).case.case_no, CLERK)


def test_a_wrong_account_is_corrected_and_the_first_paper_stays_genuine(house: House, amended: Amended) -> None:
    taken = house.intake.file(house.example("M1205"), CLERK)
    old = taken.case.answers["bank_account"]
    house.clock.turn(days=2)
    case = amended.correcting.correct(taken.case.case_no, {"bank_account": OTHER_CARD}, WHY, "", CLERK).case
    assert case.answers["bank_account"] == OTHER_CARD
    (one,) = case.corrections
    assert (one.field, one.old, one.new, one.sort, one.reason, one.actor) == (
        *("bank_account", old, OTHER_CARD, Sort.PAYMENT),
        *(WHY, CLERK),
    )
    assert (case.due_on, case.filed_at, case.state) == (taken.case.due_on, taken.case.filed_at, taken.case.state)
    tracked = house.track.scanned(taken.qr)  # at the window, off line
    assert tracked.genuine is True
    assert tracked.case is not None
    assert [c.new for c in tracked.case.corrections] == [OTHER_CARD]
    assert read_receipt(taken.qr).claims == read_receipt(house.intake.taken(case.case_no).qr).claims
    assert amended.kinds(case.case_no) == ["case.accepted", "case.corrected"]
    assert amended.fine()


def test_the_receipt_printed_again_says_what_was_corrected_and_masks_it(house: House, amended: Amended) -> None:
    case = a_case(house)
    amended.correcting.correct(case.case_no, {"bank_account": OTHER_CARD}, WHY, "", CLERK)
    amended.reprinting.again(case.case_no, case.id_number.lower(), CLERK)
    paper = house.press.papers[-1]
    assert isinstance(paper, ReceiptPaper)
    assert paper.again
    (said,) = paper.corrections
    assert said.new == "****" + OTHER_CARD[-4:]
    assert OTHER_CARD not in repr(paper)


def test_the_forms_own_rules_judge_the_corrected_answers(house: House, amended: Amended) -> None:
    case = a_case(house)
    with pytest.raises(AnswersIncomplete) as no:
        amended.correcting.correct(case.case_no, {"applicant_phone": "1395579"}, WHY, "", CLERK)
    assert [gap.field for gap in no.value.gaps] == ["applicant_phone"]
    assert "case.corrected" not in amended.kinds(case.case_no)


@pytest.mark.parametrize("code", [m.code for m in CATALOGUE.matters()])
def test_every_matter_is_corrected_by_its_own_form(house: House, amended: Amended, code: str) -> None:
    """Whatever the form, its telephone is put right, and nothing else moves with it."""
    case = a_case(house, code)
    offered = {one.path: one for one in amended.correcting.offered(case)}
    phone = CATALOGUE.matter(code).applicant.phone
    if phone not in offered:
        return
    moved = amended.correcting.correct(case.case_no, {phone: "13955790001"}, WHY, "", CLERK).case
    assert moved.phone == "13955790001"
    assert [c.field for c in moved.corrections] == [phone]
    assert {k: v for k, v in moved.answers.items() if k != phone} == {
        k: v for k, v in case.answers.items() if k != phone
    }
    assert house.cases.find("13955790001")[0].case_no == case.case_no


def test_who_the_applicant_is_needs_the_leads_name_and_is_found_by_the_new_one(house: House, amended: Amended) -> None:
    case = a_case(house)
    with pytest.raises(NotCorrectable) as no:
        amended.correcting.correct(case.case_no, {"applicant_name": "张𠅤䶮"}, WHY, " ", CLERK)
    assert no.value.key == "correct_unapproved"
    moved = amended.correcting.correct(case.case_no, {"applicant_name": "张𠅤䶮"}, WHY, LEAD, CLERK).case
    assert moved.applicant == "张𠅤䶮"
    assert {c.approved_by for c in moved.corrections} == {LEAD}
    assert house.cases.find("张𠅤䶮")[0].case_no == case.case_no
    assert amended.fine()


def test_the_same_request_corrects_once(house: House, amended: Amended) -> None:
    case = a_case(house)
    for _ in range(2):
        moved = amended.correcting.correct(case.case_no, {"bank_account": OTHER_CARD}, WHY, "", CLERK, "r1").case
    assert len(moved.corrections) == 1
    with pytest.raises(RequestReused):
        amended.correcting.correct(a_case(house).case_no, {"bank_account": OTHER_CARD}, WHY, "", CLERK, "r1")


@pytest.mark.parametrize(
    ("changes", "reason", "key"),
    [
        ({}, WHY, "correct_unsaid"),
        ({"bank_account": OTHER_CARD}, " ", "correct_unsaid"),
        ({"no_such_field": "x"}, WHY, "correct_unknown_field"),
    ],
)
def test_a_correction_that_says_nothing_is_refused(
    house: House, amended: Amended, changes: dict[str, object], reason: str, key: str
) -> None:
    case = a_case(house)
    with pytest.raises(NotCorrectable) as no:
        amended.correcting.correct(case.case_no, changes, reason, "", CLERK)
    assert no.value.key == key
    assert "case.corrected" not in amended.kinds(case.case_no)


def test_what_stands_there_already_is_no_correction(house: House, amended: Amended) -> None:
    case = a_case(house)
    with pytest.raises(NotCorrectable) as no:
        amended.correcting.correct(case.case_no, {"bank_account": case.answers["bank_account"]}, WHY, "", CLERK)
    assert no.value.key == "correct_nothing"
    with pytest.raises(CaseUnknown):
        amended.correcting.correct("341323110000-20261123-01-0099-XXX", {"bank_account": "1"}, WHY, "", CLERK)


def test_what_has_ended_is_not_offered_and_says_why(house: House, amended: Amended) -> None:
    case = a_case(house)
    house.cases.withdraw(case.case_no, "不办了", CLERK)
    ended = house.cases.show(case.case_no, CLERK)
    assert amended.correcting.offered(ended) == []
    with pytest.raises(NotCorrectable) as no:
        amended.correcting.correct(case.case_no, {"bank_account": OTHER_CARD}, WHY, "", CLERK)
    assert no.value.key == "correct_ended"


def test_a_cell_of_a_table_is_corrected_and_what_is_reckoned_from_it_follows(house: House, amended: Amended) -> None:
    case = a_case(house, "M1201")
    cell = {"family_members.2.work_unit": "在镇上打零工"}
    moved = amended.correcting.correct(case.case_no, cell, WHY, "", CLERK).case
    assert [c.field for c in moved.corrections] == ["family_members.2.work_unit"]
    more = amended.correcting.correct(case.case_no, {"income_wage": "4800.00"}, WHY, "", CLERK).case
    assert {"income_wage", "total_year_income", "per_capita_month"} == {c.field for c in more.corrections[1:]}
    assert more.answers["total_year_income"] == "18000.00"
    assert amended.fine()


PAPER = PaperFirst(at("2026-11-20T09:30"), "镇上停电", "纸-007")


def test_what_was_taken_on_paper_counts_from_then(house: House, amended: Amended) -> None:
    filing = house.example("M1103")
    today = house.intake.file(filing, CLERK).case
    taken = amended.paper_first.file(filing, PAPER, CLERK)
    case = taken.case
    assert case.filed_at == PAPER.taken_at
    assert case.accepted_at == PAPER.taken_at
    assert case.due_on is not None
    assert today.due_on is not None
    assert case.due_on < today.due_on
    assert case.case_no.split("-")[1] == "20261123", "the number is of the day on which it was made"
    assert read_receipt(taken.qr).claims.filed_on == PAPER.taken_at.date()
    assert case.on_paper is not None
    assert (case.on_paper.number, case.on_paper.reason, case.on_paper.late) == ("纸-007", "镇上停电", False)
    assert amended.asked_days == [PAPER.taken_at.date()] * len(amended.asked_days)
    assert amended.fine()


def test_a_paper_that_lay_too_long_is_marked(house: House, amended: Amended) -> None:
    """Friday's paper on Monday is the next working day; on Tuesday it is one too many."""
    assert not _entered(amended, house)[1]
    house.clock.turn(days=1)
    minutes, late = _entered(amended, house)
    assert (minutes, late) == (4 * 24 * 60 - 30, True)
    amended.rules.rule({"late_workdays": "5"}, CLERK)
    assert not _entered(amended, house)[1]


def _entered(amended: Amended, house: House) -> tuple[int, bool]:
    case = amended.paper_first.file(house.example("M1103"), PAPER, CLERK).case
    with house.store.look() as work:
        said = work.journal.of_case(case.case_no)[0].read().payload["on_paper"]
    return said["minutes"], said.get("late", False)


@pytest.mark.parametrize(
    ("paper", "changed", "key"),
    [
        (replace(PAPER, taken_at=at("2026-11-23T09:01")), {}, "paper_in_future"),
        (replace(PAPER, reason=" "), {}, "paper_unsaid"),
        (PAPER, {"ticket": "A012"}, "paper_with_ticket"),
        (PAPER, {"version": 9}, "paper_before_matter"),
        (PAPER, {"matter": "M9999"}, "paper_before_matter"),
    ],
)
def test_a_paper_that_cannot_be_is_not_entered(
    house: House, amended: Amended, paper: PaperFirst, changed: dict, key: str
) -> None:
    with pytest.raises(PaperRefused) as no:
        amended.paper_first.file(replace(house.example("M1103"), **changed), paper, CLERK)
    assert no.value.key == key
    assert house.cases.find("") == []


def test_the_same_paper_is_entered_once(house: House, amended: Amended) -> None:
    numbers = {amended.paper_first.file(house.example("M1103"), PAPER, CLERK, "paper-7").case.case_no for _ in range(2)}
    assert len(numbers) == 1


def test_a_lost_receipt_is_printed_again_for_its_owner_only_and_marked(house: House, amended: Amended) -> None:
    taken = house.intake.file(house.example("M1103"), CLERK)
    house.printing.receipt(taken, CLERK)
    for wrong in ("", "342224196203151511", taken.case.id_number[:-1]):
        with pytest.raises(IdDiffers):
            amended.reprinting.again(taken.case.case_no, wrong, CLERK)
    assert len(house.press.papers) == 1
    amended.reprinting.again(taken.case.case_no, f" {taken.case.id_number.lower()} ", CLERK)
    first, again = house.press.papers
    assert isinstance(first, ReceiptPaper)
    assert isinstance(again, ReceiptPaper)
    assert (first.again, again.again) == (False, True)
    assert replace(again, again=False) == first
    with house.store.look() as work:
        bodies = [one.read() for one in work.journal.of_case(taken.case.case_no)]
    printed = [one.payload for one in bodies if one.kind == "document.printed"]
    assert [(one.get("again", False), one.get("shown", "")) for one in printed] == [(False, ""), (True, "id")]
