"""Finding a case and going on with it; what the city answers is seen without being asked for."""

from dataclasses import dataclass

import pytest

from forms import Catalogue
from kiosk.app.filing import Filing
from kiosk.app.outcomes import CaseTaken, Changed
from kiosk.domain.case import after
from kiosk.domain.person import mask_id
from sync.protocol.kinds import CaseDecided, SupplementAsked

from .conftest import Fingers, House


@dataclass
class News:
    """What a round of the post brought."""

    changed: frozenset[Changed] = frozenset({Changed.CASES, Changed.POST})


@pytest.fixture
def filed(house: House, catalogue: Catalogue) -> CaseTaken:
    """A case of this morning."""
    matter = catalogue.matter("M0101")
    filing = Filing("M0101", dict(matter.example.answers), dict(matter.example.materials))
    return house.desks.intake.file(filing, "staff:0305")


def _city(house: House, taken: CaseTaken, payload: object, kind: str) -> None:
    """The city's entry has arrived and was applied."""
    with house.store.work("city") as work:
        case = work.cases.get(taken.case.case_no)
        work.cases.put(after(case, work.journal.enter(payload, kind, taken.case.case_no).happened))


def _find(fingers: Fingers, text: str) -> None:
    fingers.key("Ctrl+F")
    fingers.write(text)
    fingers.wait(lambda: fingers.screen.search.card.case is not None)
    fingers.settle()


@pytest.mark.parametrize("what", ["name", "initials", "number", "tail", "phone", "case"])
def test_a_case_is_found_while_typing_by_whatever_the_resident_has(
    fingers: Fingers, filed: CaseTaken, what: str
) -> None:
    case = filed.case
    typed = {"name": case.applicant, "initials": "zdy", "number": case.id_number, "tail": case.id_number[-6:]}
    _find(fingers, {**typed, "phone": case.phone, "case": case.case_no}[what])
    assert fingers.screen.search.card.case.case_no == case.case_no
    assert fingers.reads(mask_id(case.id_number))
    assert not fingers.reads(case.id_number)


def test_the_full_number_is_shown_on_demand_and_the_look_is_journalled(
    fingers: Fingers, house: House, filed: CaseTaken
) -> None:
    _find(fingers, "zdy")
    fingers.key("Ctrl+E")
    fingers.wait(lambda: fingers.reads(filed.case.id_number))
    with house.store.look() as work:
        kinds = [entry.read().kind for entry in work.journal.of_case(filed.case.case_no)]
    assert kinds.count("person.looked") >= 2


def test_a_scanned_receipt_opens_its_case(fingers: Fingers, filed: CaseTaken) -> None:
    fingers.key("Ctrl+F")
    fingers.write(filed.qr)
    fingers.key("Return")
    fingers.wait(lambda: fingers.screen.search.card.case is not None)
    assert fingers.screen.search.card.case.case_no == filed.case.case_no


def test_nothing_found_says_what_else_to_try(fingers: Fingers, filed: CaseTaken) -> None:
    fingers.key("Ctrl+F")
    fingers.write("qqqq")
    fingers.wait(lambda: fingers.reads("没有找到"))
    assert fingers.screen.search.card.case is None or not fingers.screen.search.card.isVisible()


def test_a_void_needs_its_reason_and_the_case_stays(fingers: Fingers, house: House, filed: CaseTaken) -> None:
    _find(fingers, "zdy")
    fingers.key("Alt+V", "Return")
    assert fingers.reads("请写明“作废的原因”")
    assert house.desks.cases.show(filed.case.case_no, "t").state == "received"
    fingers.write("录错人")
    fingers.key("Return")
    fingers.wait(lambda: house.desks.cases.show(filed.case.case_no, "t").state == "voided")
    assert house.desks.cases.show(filed.case.case_no, "t").steps[-1].text == "录错人"
    fingers.wait(lambda: fingers.reads("已作废"))


def test_a_decision_of_the_city_is_seen_and_delivered(fingers: Fingers, house: House, filed: CaseTaken) -> None:
    assert fingers.reads("市里没有新消息")
    _city(house, filed, CaseDecided(result="granted", text="纳入监测"), "case.decided")
    fingers.tell(News())
    assert fingers.reads("有消息 1 件")
    fingers.key("Return")
    fingers.wait(lambda: fingers.screen.search.card.case is not None)
    assert fingers.reads("决定：纳入监测")
    fingers.key("Alt+D")
    fingers.wait(lambda: fingers.screen.documents.filling)
    fingers.key("F9")
    fingers.wait(lambda: house.desks.cases.show(filed.case.case_no, "t").state == "delivered")


def test_what_was_asked_for_is_brought(fingers: Fingers, house: House, filed: CaseTaken) -> None:
    _city(house, filed, SupplementAsked(text="补户口簿", until="2026-12-01"), "case.supplement_asked")
    fingers.tell(News())
    _find(fingers, "zdy")
    assert fingers.reads("要补正：补户口簿（12月1日 周二前）")
    fingers.key("Alt+B", "Return")
    fingers.wait(lambda: house.desks.cases.show(filed.case.case_no, "t").state == "received")


def test_a_step_that_does_not_fit_is_grey(fingers: Fingers, filed: CaseTaken) -> None:
    _find(fingers, "zdy")
    card = fingers.screen.search.card
    assert not card.can("deliver")
    fingers.key("Alt+D")
    assert not card.ask.isVisible()


def test_up_and_down_move_the_line_while_the_box_keeps_the_cursor(
    fingers: Fingers, house: House, catalogue: Catalogue, filed: CaseTaken
) -> None:
    matter = catalogue.matter("M0201")
    house.desks.intake.file(Filing("M0201", dict(matter.example.answers), dict(matter.example.materials)), "staff:1")
    fingers.key("Ctrl+F")
    fingers.wait(lambda: fingers.screen.search.card.case is not None)
    first = fingers.screen.search.card.case.case_no
    fingers.key("Down")
    fingers.wait(lambda: fingers.screen.search.card.case.case_no != first)
    assert fingers.screen.search._box.hasFocus()
