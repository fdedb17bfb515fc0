"""告知承诺 at the window: one digit, a promise signed on the glass or on paper, and the check on the case's card."""

from collections.abc import Callable

import pytest

from forms import Catalogue, Material
from kiosk.app.promises import PLEDGED, PREFIX
from kiosk.app.signing import HOLDS
from tests.ui.fitting import cut

from .conftest import Fingers, House, take_papers
from .test_signing import glass, write

MATTER = "M1003"


@pytest.fixture
def proof() -> Material:
    return next(one for one in Catalogue.shipped().matter(MATTER).materials if one.pledgeable)


@pytest.fixture
def sitting(fingers: Fingers, house: House) -> Fingers:
    """Everything is filled in and brought but one proof, which lies before the clerk."""
    fingers.tell(house.desks.queue.take(MATTER))
    fingers.key("F1")
    matter = Catalogue.shipped().matter(MATTER)
    fingers.screen.intake.form.put(dict(matter.example.answers))
    take_papers(fingers, matter)
    fingers.key("Ctrl+M")
    fingers.screen.intake.papers_page.go_to_material(next(one.id for one in matter.materials if one.pledgeable))
    return fingers


def sign(fingers: Fingers) -> None:
    fingers.wait(lambda: glass(fingers).paper.pages)
    write(glass(fingers).pad)
    fingers.key("Return")
    fingers.settle()


def filed(fingers: Fingers, house: House) -> str:
    for _ in range(4):  # questions of the matter that are the clerk's to look at
        fingers.key("F9")
        if fingers.screen.page is fingers.screen.done:
            break
        fingers.key("Return")
    fingers.wait(lambda: fingers.screen.page is fingers.screen.done)
    (found,) = house.desks.cases.find("", 5)
    return str(found.case_no)


def test_a_proof_is_promised_on_the_glass(sitting: Fingers, house: House, proof: Material) -> None:
    sitting.key("6")
    assert sitting.reads(proof.proves)
    assert sitting.reads("承诺书还没有签")
    sitting.key("F9")
    assert sitting.screen.page is sitting.screen.intake, "nobody has signed it"
    assert sitting.screen.intake.at_papers()
    assert cut(sitting.screen) == []
    sitting.key("S")
    sign(sitting)
    assert sitting.reads("承诺书已签")
    case_no = filed(sitting, house)
    (seen,) = house.desks.signing.of_case(case_no)
    assert (seen.field, seen.state) == (PREFIX + proof.id, HOLDS)
    assert list(house.desks.cases.show(case_no, "cli").pledged) == [proof.id]


def test_who_signs_is_who_applies(sitting: Fingers, house: House, proof: Material) -> None:
    sitting.key("6", "S")
    sign(sitting)
    sitting.screen.intake.form.put({Catalogue.shipped().matter(MATTER).applicant.name: "另一个人"})
    sitting.key("F9")
    assert sitting.screen.page is sitting.screen.intake
    sitting.key("F10")
    assert sitting.reads("请重新签")
    sitting.key("Escape", "Ctrl+M")
    sitting.screen.intake.papers_page.go_to_material(proof.id)
    sitting.key("S")
    sign(sitting)
    filed(sitting, house)


def test_another_way_takes_the_promise_back(sitting: Fingers, proof: Material) -> None:
    sitting.key("6", "S")
    sign(sitting)
    sitting.key("1")
    assert sitting.screen.intake.papers.inks == {}
    sitting.key("6")
    assert sitting.reads("承诺书还没有签")


def test_a_paper_that_may_not_be_promised_has_no_such_key(sitting: Fingers) -> None:
    page = sitting.screen.intake.papers_page
    other = next(one for one in sitting.screen.intake.papers.matter.materials if not one.pledgeable)
    page.go_to_material(other.id)
    before = dict(sitting.screen.intake.papers.ways)
    sitting.key("6")
    assert sitting.screen.intake.papers.ways == before
    assert not sitting.reads("告知承诺，不用交")


def test_the_letter_is_printed_to_be_signed_by_hand(sitting: Fingers, house: House, proof: Material) -> None:
    sitting.key("6", "D")
    assert sitting.reads("承诺书已打印")
    assert [title for title, _, _ in house.tray.documents] == [proof.name]


def test_the_promise_survives_a_power_cut_with_its_draft(
    opened: Callable[[], House], sit_down: Callable[..., Fingers], proof: Material
) -> None:
    house = opened()
    fingers = sit_down(house)
    fingers.tell(house.desks.queue.take(MATTER))
    fingers.key("F1")
    fingers.screen.intake.form.put(dict(Catalogue.shipped().matter(MATTER).example.answers))
    fingers.key("Ctrl+M")
    fingers.screen.intake.papers_page.go_to_material(proof.id)
    fingers.key("6", "S")
    sign(fingers)
    fingers.key("Ctrl+S")
    fingers = sit_down(opened())
    fingers.wait(lambda: fingers.screen.page is fingers.screen.intake)
    papers = fingers.screen.intake.papers
    assert (papers.ways[proof.id], list(papers.inks)) == (PLEDGED, [PREFIX + proof.id])


@pytest.mark.parametrize("factor", [1.0, 1.35])
def test_the_card_of_a_promise_fits(
    house: House, sit_down: Callable[..., Fingers], proof: Material, factor: float
) -> None:
    fingers = sit_down(house, factor=factor)
    fingers.tell(house.desks.queue.take(MATTER))
    fingers.key("F1")
    fingers.key("Ctrl+M")
    fingers.screen.intake.papers_page.go_to_material(proof.id)
    fingers.key("6")
    assert cut(fingers.screen) == []


def test_a_promise_is_checked_on_the_cases_card(sitting: Fingers, house: House, proof: Material) -> None:
    sitting.key("6", "S")
    sign(sitting)
    case_no = filed(sitting, house)
    sitting.key("Ctrl+F")
    sitting.write(case_no[-8:])
    sitting.wait(lambda: sitting.screen.search.card.case)
    assert sitting.reads("是告知承诺")
    sitting.key("Alt+H")
    assert sitting.reads("怎样核查、查到什么")
    assert cut(sitting.screen) == []
    sitting.key("Return")
    sitting.write("untrue")
    sitting.key("Return")
    sitting.write("民政部门查无此事")
    sitting.key("Return")
    sitting.wait(lambda: not house.desks.cases.show(case_no, "cli").pledged)
    number = house.desks.cases.show(case_no, "cli").id_number
    assert [one.case_no for one in house.desks.amends.credit.standing(number)] == [case_no]
    assert sitting.reads("核查不属实，记失信")
