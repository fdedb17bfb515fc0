"""Told once, and all of it (一次性告知); what may be owed, and what never may: at the window, by keys."""

import pytest

from forms import Catalogue
from kiosk.domain.refusals import AnswersIncomplete

from .conftest import Fingers, House

MATTER = "M1201"


@pytest.fixture
def sitting(fingers: Fingers, house: House) -> Fingers:
    fingers.tell(house.desks.queue.take(MATTER))
    fingers.key("F1")
    matter = Catalogue.shipped().matter(MATTER)
    fingers.screen.intake.form.put(dict(matter.example.answers))
    return fingers


def issue(fingers: Fingers) -> None:
    """F10 says what is missing; Ctrl+T puts it on paper."""
    fingers.key("F10")
    fingers.key("Ctrl+T")
    fingers.wait(lambda: fingers.screen.documents.filling)
    fingers.settle()
    fingers.key("F9")
    fingers.wait(lambda: fingers.reads("号 已出") or fingers.reads("已打印"))
    fingers.key("Escape")
    fingers.wait(lambda: fingers.screen.page is fingers.screen.intake)


def test_a_second_notice_with_something_new_is_recorded_as_such(sitting: Fingers, house: House) -> None:
    first, second = [one for one in sitting.screen.intake.papers.matter.materials if one.mandatory][:2]
    for material in sitting.screen.intake.papers.matter.materials:
        if material.id != second.id:
            sitting.screen.intake.papers.take(material, sitting.screen.intake.papers.wanted(material))
    issue(sitting)
    (told,) = house.desks.documents.listed()
    assert [one.what for one in told.paper.wanted] == [second.name]
    assert told.added == ()
    sitting.screen.intake.papers.take(first, "")  # it turns out that this one is missing too
    issue(sitting)
    again = max(house.desks.documents.listed(), key=lambda one: one.number)
    assert again.added == (first.name,)


def test_a_main_paper_is_never_owed(sitting: Fingers, house: House) -> None:
    papers = sitting.screen.intake.papers
    main = next(one for one in papers.matter.materials if one.mandatory and not one.tolerable)
    sitting.key("Ctrl+M")
    sitting.screen.intake.papers_page.go_to_material(main.id)
    sitting.key("5")
    assert papers.ways.get(main.id, "") != "owed"
    assert sitting.reads("不能容缺")
    papers.ways[main.id] = "owed"  # not even where the screen is got round
    sitting.key("F9")
    assert sitting.screen.page is sitting.screen.intake
    assert house.desks.cases.find("", 5) == []
    from kiosk.app.filing import Filing

    matter = papers.matter
    ways = {**matter.example.materials, main.id: "owed"}
    with pytest.raises(AnswersIncomplete):
        house.desks.intake.file(Filing(MATTER, dict(matter.example.answers), ways), "cli")


def test_what_is_owed_says_what_and_until_when(sitting: Fingers, house: House) -> None:
    papers = sitting.screen.intake.papers
    later = next(one for one in papers.matter.materials if one.mandatory and one.tolerable)
    papers.ways.update(papers.matter.example.materials)
    sitting.key("Ctrl+M")
    sitting.screen.intake.papers_page.go_to_material(later.id)
    sitting.key("5")
    assert sitting.reads("容缺承诺")
    for key in ("F9", "Return", "F9"):  # one question of this matter is for the clerk to look at
        sitting.key(key)
    sitting.wait(lambda: sitting.screen.page is sitting.screen.done)
    (found,) = house.desks.cases.find("", 5)
    case = house.desks.cases.show(found.case_no, "cli")
    assert list(case.owed) == [later.id]
    assert case.owed[later.id] > case.filed_at.date().isoformat()
