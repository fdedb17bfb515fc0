"""From the call to the receipt by keyboard alone, with real forms, a real store and a printer."""

import pytest

from forms import Catalogue

from .conftest import Fingers, House, Typist, case_numbers, take_papers

MATTERS = ("M1103", "M0201", "M0101", "M0901")  # decided here; a table of eleven columns; a table and many rules


def _file(fingers: Fingers, house: House, catalogue: Catalogue, code: str) -> None:
    matter = catalogue.matter(code)
    fingers.tell(house.desks.queue.take(code))
    fingers.key("F1")
    Typist(fingers, matter).fill()
    take_papers(fingers, matter)
    fingers.key("F9")
    fingers.wait(lambda: fingers.screen.page is fingers.screen.done)


@pytest.mark.parametrize("code", MATTERS)
def test_a_real_form_goes_from_call_to_receipt_without_a_mouse(
    fingers: Fingers, house: House, catalogue: Catalogue, code: str
) -> None:
    _file(fingers, house, catalogue, code)
    (number,) = case_numbers(house)
    assert fingers.reads(number)
    fingers.wait(lambda: fingers.reads("已交打印机"))
    assert [paper.case_no for paper in house.tray.receipts] == [number]
    case, matter = house.desks.cases.show(number, "staff:0305"), catalogue.matter(code)
    expected = house.desks.intake.judge(matter, matter.example.answers).answers.plain()
    assert {key: case.answers[key] for key in expected} == expected  # what was typed is what the case says
    assert case.materials == dict(matter.example.materials)
    assert case.window == "3"


def test_the_number_stays_with_the_case_and_the_next_call_serves_it(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    _file(fingers, house, catalogue, "M1103")
    fingers.tell(house.desks.queue.take("M1201"))
    fingers.key("F1")
    assert fingers.screen.rail.ticket.matter == "M1201"
    assert fingers.screen.page is fingers.screen.intake
    assert len(house.desks.queue.seen().pace) == 1


def test_the_due_day_is_shown_with_how_it_was_counted(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    _file(fingers, house, catalogue, "M0101")
    assert fingers.reads("2026年11月30日")
    assert fingers.reads("11月24日 周二为第 1 日；跳过休息日 2 天，第 5 个工作日是 11月30日 周一")


def test_a_returning_resident_is_not_asked_twice(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    """His earlier case fills the rest: the keys beside the data are counted."""
    _file(fingers, house, catalogue, "M1103")
    earlier = house.desks.cases.show(case_numbers(house)[0], "staff:0305")
    fingers.tell(house.desks.queue.take("M1103"))
    fingers.pressed = 0
    fingers.key("F1")
    fingers.write(earlier.applicant)
    while fingers.screen.intake.form.filling.progress.at != "applicant_id_no":
        fingers.key("Return")
    fingers.write(earlier.id_number)
    fingers.wait(lambda: fingers.screen.intake.form.filling.offers)
    fingers.key("Ctrl+Shift+Return")
    assert not fingers.screen.intake.form.filling.offers
    filling = fingers.screen.intake.form.filling
    assert filling.raw["applicant_phone"] == earlier.phone
    assert "2026-11" in filling.sources["applicant_phone"]
    Typist(fingers, catalogue.matter("M1103")).fill()
    assert not [fault for fault in filling.checked.faults if fault.severity == "error"]


def test_the_same_person_has_another_matter_done_at_once(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    _file(fingers, house, catalogue, "M1103")
    fingers.key("Ctrl+N")
    fingers.write("m0201")
    fingers.settle()
    fingers.key("Return")
    filling = fingers.screen.intake.form.filling
    case = house.desks.cases.show(case_numbers(house)[0], "staff:0305")
    assert filling.matter.code == "M0201"
    assert filling.raw["applicant_name"] == case.applicant
    assert filling.raw["applicant_id_no"] == case.id_number
