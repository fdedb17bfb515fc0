"""What goes wrong, put right with ten fingers: corrected, printed again, collected by another; F9 pressed twice."""

from typing import Any

import pytest

from forms import Catalogue
from kiosk.app.documents import DocumentKind
from kiosk.app.filing import Filing
from kiosk.app.gathering import Subject
from kiosk.app.outcomes import CaseTaken
from kiosk.domain.case import CaseState
from tests.app.document_kit import FACTS

from .conftest import STAFF, Fingers, House, Typist, case_numbers, take_papers

OTHER_CARD = "6217002710000684874"
TAKER = ("张强", "34222419860315151X", "儿子", "户口簿，同户")


def file(house: House, catalogue: Catalogue, code: str) -> CaseTaken:
    matter = catalogue.matter(code)
    taken: CaseTaken = house.desks.intake.file(
        Filing(code, dict(matter.example.answers), dict(matter.example.materials)), STAFF
    )
    return taken


def open_case(fingers: Fingers, case_no: str) -> Any:
    fingers.key("Ctrl+F")
    fingers.write(case_no)
    fingers.wait(lambda: fingers.screen.search.card.case is not None)
    fingers.settle()
    return fingers.screen.search.card


def kinds(house: House, case_no: str) -> list[str]:
    with house.store.look() as work:
        return [one.read().kind for one in work.journal.of_case(case_no)]


def test_a_wrong_account_is_corrected_by_keys_and_the_receipt_printed_again(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    case = file(house, catalogue, "M1205").case
    card = open_case(fingers, case.case_no)
    fingers.key("Alt+G")
    assert fingers.reads("都可以更正")
    fingers.write("账号")
    fingers.key("Return")
    assert fingers.reads("改为")
    fingers.key("Ctrl+A")
    fingers.write(OTHER_CARD)
    fingers.key("Return")
    fingers.write("录入时看错一位")
    fingers.key("Return", "Return")
    fingers.wait(lambda: "case.corrected" in kinds(house, case.case_no))
    fingers.settle()
    assert house.desks.cases.show(case.case_no, STAFF).answers["bank_account"] == OTHER_CARD
    assert card.isVisible()
    assert fingers.reads("****" + OTHER_CARD[-4:]), "old and new stand on the case's card, masked"
    assert not fingers.reads(OTHER_CARD)
    (paper,) = house.tray.receipts
    assert paper.again
    assert [one.new[-4:] for one in paper.corrections] == [OTHER_CARD[-4:]]


def test_what_the_forms_rules_say_stands_over_the_page_and_nothing_is_changed(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    case = file(house, catalogue, "M1205").case
    open_case(fingers, case.case_no)
    fingers.key("Alt+G")
    fingers.write("联系电话")
    fingers.key("Return", "Ctrl+A")
    fingers.write("123")
    fingers.key("Return")
    fingers.write("看错")
    fingers.key("Return", "Return")
    assert "case.corrected" not in kinds(house, case.case_no)
    assert any("电话" in one for one in fingers.texts())
    fingers.key("Escape", "Escape")
    assert fingers.screen.page is fingers.screen.search


def test_who_the_applicant_is_asks_for_the_lead(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    case = file(house, catalogue, "M1205").case
    open_case(fingers, case.case_no)
    fingers.key("Alt+G")
    fingers.write("姓名")
    fingers.key("Return", "Ctrl+A")
    fingers.write("张𠅤䶮")
    fingers.key("Return")
    fingers.write("证上是这个名字")
    fingers.key("Return", "Return")
    assert fingers.reads("同意人")
    assert "case.corrected" not in kinds(house, case.case_no)
    fingers.write("李卫东")
    fingers.key("Return")
    fingers.wait(lambda: "case.corrected" in kinds(house, case.case_no))
    assert house.desks.cases.show(case.case_no, STAFF).applicant == "张𠅤䶮"


def test_a_lost_receipt_comes_only_for_the_right_number(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    case = file(house, catalogue, "M1103").case
    open_case(fingers, case.case_no)
    fingers.key("Alt+R")
    fingers.write("342224196203151511")
    fingers.key("Return")
    assert fingers.reads("对不上")
    assert house.tray.receipts == []
    fingers.key("Escape", "Alt+R")
    fingers.write(case.id_number)
    fingers.key("Return")
    fingers.wait(lambda: house.tray.receipts)
    assert house.tray.receipts[0].again


def test_somebody_else_collects_it_by_keys(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    case_no = file(house, catalogue, "M0201").case.case_no
    house.desks.documents.issue(Subject(case_no), DocumentKind.GRANTED, FACTS[DocumentKind.GRANTED], STAFF)
    open_case(fingers, case_no)
    fingers.key("Alt+C")
    for one in TAKER:
        fingers.write(one)
        fingers.key("Return")
    fingers.key("Return")
    fingers.wait(lambda: house.desks.cases.show(case_no, STAFF).state is CaseState.DELIVERED)
    fingers.settle()
    assert fingers.reads("张强")
    assert len(house.tray.documents) == 2, "both copies of the 送达回证"


def test_f9_pressed_twice_is_one_case(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    matter = catalogue.matter("M1103")
    fingers.key("Ctrl+N")
    fingers.write("M1103")
    fingers.key("Return")
    Typist(fingers, matter).fill()
    take_papers(fingers, matter)
    fingers.key("F9", "F9", "F9")
    fingers.wait(lambda: case_numbers(house))
    fingers.key("F9")
    assert len(case_numbers(house)) == 1
    assert len(house.tray.receipts) == 1


@pytest.mark.parametrize("end", ["withdraw", "void"])
def test_what_has_ended_is_not_corrected(fingers: Fingers, house: House, catalogue: Catalogue, end: str) -> None:
    case_no = file(house, catalogue, "M1103").case.case_no
    getattr(house.desks.cases, end)(case_no, "录错", STAFF)
    open_case(fingers, case_no)
    fingers.key("Alt+G")
    assert fingers.reads("现在不能“更正”")


def test_what_was_taken_on_paper_is_entered_with_its_real_time(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    matter = catalogue.matter("M1103")
    fingers.key("Alt+L")
    assert fingers.reads("补录纸上收的件")
    fingers.key("Ctrl+A")
    fingers.write("20261120")
    fingers.key("Return")
    fingers.write("0930")
    fingers.key("Return")
    fingers.write("停电")
    fingers.key("Return")
    fingers.write("纸-007")
    fingers.key("Return")
    fingers.write("M1103")
    fingers.key("Return")
    Typist(fingers, matter).fill()
    take_papers(fingers, matter)
    assert "补录受理" in fingers.screen._bar_keys["F9"].accessibleName()
    fingers.key("F9")
    fingers.wait(lambda: case_numbers(house))
    fingers.settle()
    case = house.desks.cases.show(case_numbers(house)[0], STAFF)
    assert case.filed_at.isoformat() == "2026-11-20T09:30:00+08:00"
    assert case.on_paper is not None
    assert (case.on_paper.number, case.on_paper.reason) == ("纸-007", "停电")
    assert house.tray.receipts[0].paper_no == "纸-007"
    fingers.key("Ctrl+N")
    fingers.write("M1103")
    fingers.key("Return")
    assert "补录" not in fingers.screen._bar_keys["F9"].accessibleName(), (
        "the next one is an application like any other"
    )


def test_a_paper_of_tomorrow_is_refused_at_once(fingers: Fingers, house: House) -> None:
    fingers.key("Alt+L", "Ctrl+A")
    for one in ("20261124", "0930", "停电"):
        fingers.write(one)
        fingers.key("Return")
    fingers.key("Return")
    assert fingers.reads("还没到")
    fingers.key("Escape")
    assert fingers.screen.page is fingers.screen.idle


def test_who_has_to_be_told_is_ticked_off_by_keys(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    case_no = file(house, catalogue, "M0201").case.case_no
    fingers.key("Ctrl+G")
    assert fingers.reads("没有要告知的人")
    issued = house.desks.documents.issue(Subject(case_no), DocumentKind.GRANTED, FACTS[DocumentKind.GRANTED], STAFF)
    fingers.tell(issued)
    assert fingers.reads("要告知的人　1 位")
    fingers.key("Return", "Return", "Down", "Down")
    fingers.key("Escape", "Return", "Return", "Return", "Return")
    fingers.wait(lambda: "case.told" in kinds(house, case_no))
    fingers.settle()
    case = house.desks.cases.show(case_no, STAFF)
    assert [(one.way, one.result) for one in case.tellings] == [("call", "reached")]
    assert fingers.reads("没有要告知的人")


def test_whose_word_was_not_kept_is_not_offered_to_bring_a_paper_later(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    matter = next(
        one
        for one in (catalogue.matter(summary.code) for summary in catalogue.matters())
        if one.applicant.id_number and any(material.tolerable for material in one.materials)
    )
    owed = next(material for material in matter.materials if material.tolerable)
    number = str(matter.example.answers[matter.applicant.id_number])
    listed = f"证件号码,失信事由,认定日期\n{number},虚假承诺,2026-10-01\n"
    house.desks.amends.credit.put_up(listed.encode(), "灵璧县信用办", STAFF)
    fingers.key("Ctrl+N")
    fingers.write(matter.code)
    fingers.key("Return")
    Typist(fingers, matter).fill()
    take_papers(fingers, matter)
    fingers.key("Ctrl+M", *(["Up"] * len(matter.materials)))
    fingers.key(*(["Down"] * [one.id for one in matter.materials].index(owed.id)), "5", "Escape")
    fingers.key("F9")
    assert fingers.reads("灵璧县信用办：虚假承诺")
    assert fingers.reads("不能容缺")
    assert case_numbers(house) == []
