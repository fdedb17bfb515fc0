"""Matters done in one go at the window: one form without a question twice, four cases, one sheet, by keyboard alone."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.app.papers import JointPaper
from kiosk.app.signing import HOLDS
from tests.ui.fitting import cut

from .conftest import Fingers, House, Typist, case_numbers, take_papers
from .test_signing import glass, write


@pytest.fixture
def birth(fingers: Fingers) -> Fingers:
    """The birth's form, laid out from the chooser by its first letters."""
    fingers.key("Ctrl+N")
    fingers.write("csyjs")
    fingers.key("Return")
    return fingers


def test_it_is_chosen_by_its_letters_and_stands_first(fingers: Fingers) -> None:
    fingers.key("Ctrl+N")
    fingers.write("xse")
    assert fingers.reads("新生儿出生“一件事”")
    assert fingers.reads("几件事一次办")
    fingers.key("Return")
    assert fingers.screen.intake.form.filling.matter.code == "J0001"


def test_one_form_is_filled_once_and_filed_as_four_cases(birth: Fingers, house: House) -> None:
    sheet = house.desks.joint.open("J0001")
    Typist(birth, sheet).fill()
    take_papers(birth, sheet)
    birth.key("F9")
    numbers = case_numbers(house)
    assert len(numbers) == 4
    assert birth.reads("4 件一并办理")
    for number in numbers:
        assert birth.reads(number)
    assert birth.reads("城乡居民基本医疗保险参保登记")
    (paper,) = house.tray.receipts
    assert isinstance(paper, JointPaper)
    birth.key("Ctrl+C")
    assert sorted(QApplication.clipboard().text().split()) == sorted(numbers)
    birth.key("Ctrl+P")
    assert len(house.tray.receipts) == 2
    assert cut(birth.screen) == []


def test_no_question_stands_twice(birth: Fingers) -> None:
    form = birth.screen.intake.form
    labels = [field.label for field in form.filling.fields.values() if form.filling.shows(field)]
    for once in ("新生儿姓名", "出生医学证明编号", "母亲姓名", "父亲姓名", "联系电话"):
        assert labels.count(once) == 1
    assert not any("儿童姓名" in label or "女方姓名" in label for label in labels)


def test_what_is_not_wanted_is_neither_asked_nor_to_be_brought(birth: Fingers) -> None:
    page = birth.screen.intake
    before = len(page.papers.matter.materials)
    page.form.put({"parts": ["M0601", "M0705"]})
    birth.settle()
    shown = [field.key for field in page.form.filling.fields.values() if page.form.filling.shows(field)]
    assert "M0301.baby_name" in shown
    assert "M0301.birth_kind" not in shown
    assert not [key for key in shown if key.startswith("M1001.") and key != "M1001.has_agent"]
    assert len(page.papers.matter.materials) < before
    assert page.papers.matter.materials[0].id == "M0601-A01"
    assert cut(birth.screen) == []
    assert birth.reads("当场办结")  # each by its own clock: the booking has none


def test_a_draft_of_it_survives_a_restart(opened: Callable[[], House], sit_down: Callable[..., Fingers]) -> None:
    house = opened()
    fingers = sit_down(house)
    fingers.key("Ctrl+N")
    fingers.write("csyjs")
    fingers.key("Return")
    fingers.screen.intake.form.put({"M0301.baby_name": "王一𬴊", "parts": ["M0301", "M0601"]})
    fingers.key("Ctrl+S")
    fingers.screen.close()
    again = sit_down(opened())
    filling = again.screen.intake.form.filling
    assert filling.matter.code == "J0001"
    assert filling.raw["M0301.baby_name"] == "王一𬴊"
    assert [part.code for part in again.screen.intake.papers.parts] == ["M0301", "M0601"]


def test_a_missing_shared_paper_is_named_once_and_f9_leads_to_it(birth: Fingers, house: House) -> None:
    birth.screen.intake.form.put(dict(house.desks.joint.open("J0001").example.answers))
    birth.settle()
    birth.key("F10")
    said = [text for text in birth.texts() if "出生医学证明" in text]
    assert len([text for text in said if "缺" in text or "请" in text]) == 1
    birth.key("Escape", "F9")
    assert birth.screen.intake.at_papers()


def test_a_ticket_for_it_lays_it_out_when_it_is_called(fingers: Fingers, house: House) -> None:
    taken = house.desks.queue.take("J0001")
    fingers.tell(taken)
    fingers.key("F1")
    assert fingers.screen.intake.form.filling.matter.code == "J0001"
    assert fingers.reads("新生儿出生“一件事”")


@pytest.fixture
def signed(birth: Fingers, house: House) -> Fingers:
    """The whole sheet, filled in, brought and signed once."""
    sheet = house.desks.joint.open("J0001")
    birth.screen.intake.form.put(dict(sheet.example.answers))
    birth.settle()
    take_papers(birth, sheet)
    sign(birth)
    return birth


def sign(fingers: Fingers) -> None:
    fingers.key("Alt+S")
    fingers.wait(lambda: glass(fingers).paper.pages)
    write(glass(fingers).pad)
    fingers.key("Return")
    fingers.settle()


def test_one_hand_signs_every_form_and_each_case_has_its_own_signature(signed: Fingers, house: House) -> None:
    papers = signed.screen.intake.papers
    assert sorted(key.partition(".")[0] for key in papers.inks) == sorted(part.code for part in papers.parts)
    assert len({ink.sha256 for ink in papers.inks.values()}) == len({ink.digest for ink in papers.inks.values()}) == 4
    signed.key("F9")
    signed.wait(lambda: len(case_numbers(house)) == 4)
    for number in case_numbers(house):
        (seen,) = house.desks.signing.of_case(number)
        assert (seen.state, seen.way) == (HOLDS, "screen")


def test_the_glass_shows_every_form_that_is_signed(birth: Fingers, house: House) -> None:
    birth.screen.intake.form.put(dict(house.desks.joint.open("J0001").example.answers))
    birth.settle()
    birth.key("Alt+S")
    birth.wait(lambda: glass(birth).paper.pages)
    whole = len(glass(birth).paper.pages)
    birth.key("Escape")
    birth.screen.intake.form.put({"parts": ["M0601"]})
    birth.settle()
    birth.key("Alt+S")
    birth.wait(lambda: glass(birth).paper.pages)
    assert 1 <= len(glass(birth).paper.pages) < whole


def test_a_form_that_is_wanted_since_is_not_signed_yet(signed: Fingers, house: House) -> None:
    signed.screen.intake.form.put({"parts": ["M0301", "M0601"]})
    signed.settle()
    assert signed.screen.intake.papers.inks
    signed.key("F10")
    assert not signed.reads("原来的签名不算数"), "what is not wanted any more needs no hand"
    signed.key("Escape")
    signed.screen.intake.form.put({"M0301.baby_name": "王二𬴊"})
    signed.settle()
    signed.key("F9")
    assert case_numbers(house) == []
    sign(signed)
    signed.screen.intake.form.put({"parts": ["M0301", "M0601", "M0705"]})
    signed.settle()
    signed.key("F9")
    assert case_numbers(house) == [], "the third form was not signed"
    sign(signed)
    signed.key("F9")
    signed.wait(lambda: len(case_numbers(house)) == 3)


def test_what_is_signed_for_two_is_not_signed_for_a_third(birth: Fingers, house: House) -> None:
    sheet = house.desks.joint.open("J0001")
    birth.screen.intake.form.put({**sheet.example.answers, "parts": ["M0301", "M0601"]})
    birth.settle()
    take_papers(birth, birth.screen.intake.papers.matter)
    sign(birth)
    assert len(birth.screen.intake.papers.inks) == 2
    birth.screen.intake.form.put({"parts": ["M0301", "M0601", "M0705"]})
    birth.settle()
    take_papers(birth, birth.screen.intake.papers.matter)
    birth.key("F9")
    assert case_numbers(house) == []
    sign(birth)
    birth.key("F9")
    birth.wait(lambda: len(case_numbers(house)) == 3)


def test_what_is_signed_together_may_be_signed_on_paper_instead(signed: Fingers, house: House) -> None:
    (asked,) = [one for one in signed.screen.intake.form.filling.fields if one.endswith("applicant_sign")]
    signed.screen.intake.form.put({asked: {"on_paper": True}})
    signed.key("F9")
    signed.wait(lambda: len(case_numbers(house)) == 4)
    assert [house.desks.signing.of_case(number) for number in case_numbers(house)] == [()] * 4
