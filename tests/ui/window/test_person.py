"""The person at the window: his card, what is known of him, who stands beside him, what he need not bring again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from forms import Catalogue
from kiosk.app.filing import Filing
from kiosk.devices.card.troubles import CardLifted
from kiosk.domain.card import Card, CardKind
from tests.ui.card_kit import Reader

from .conftest import Fingers, House, case_numbers, take_papers
from .test_look import SIZES
from .test_look import _clipped as clipped
from .test_look import _outside as outside

WANG = Card(
    CardKind.RESIDENT,
    "王秀兰",
    "342224195807054021",
    sex="2",
    ethnicity="01",
    born=date(1958, 7, 5),
    address="安徽省灵璧县渔沟镇某村一组 1 号",
)
CHILD = Card(CardKind.RESIDENT, "李小满", "341323201501011236")


def _sit_with(fingers: Fingers, house: House, code: str) -> None:
    fingers.tell(house.desks.queue.take(code))
    fingers.key("F1")


def _answers(fingers: Fingers) -> dict[str, object]:
    return dict(fingers.screen.intake.form.filling.raw)


def test_a_card_that_is_laid_down_fills_who_applies_and_says_that_it_did(
    reader: Reader, fingers: Fingers, house: House
) -> None:
    _sit_with(fingers, house, "M0101")
    reader.lay(WANG)
    fingers.settle()
    typed = _answers(fingers)
    assert (typed["applicant_name"], typed["applicant_id_no"]) == ("王秀兰", WANG.number)
    assert typed["applicant_id_type"] == "111"
    filling = fingers.screen.intake.form.filling
    assert filling.sources["applicant_name"] == "证件读取"
    assert "hukou_address" not in typed, "the household's booklet decides, so it is only offered"
    assert filling.offers["hukou_address"].value == WANG.address
    assert fingers.reads("68 岁")
    assert fingers.reads("绿色通道")


def test_a_card_read_between_two_people_shows_his_cases_and_his_next_matter_is_his(
    reader: Reader, fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    matter = catalogue.matter("M0201")
    house.desks.intake.file(Filing("M0201", dict(matter.example.answers), dict(matter.example.materials)), "staff:1")
    person = Card(CardKind.RESIDENT, "陈思雨", str(matter.example.answers["applicant_id_no"]))
    reader.lay(person)
    fingers.settle()
    assert fingers.screen.page is fingers.screen.search
    fingers.wait(lambda: fingers.reads("失业登记"))
    fingers.screen.chooser.chosen.emit("M0101")
    fingers.settle()
    assert _answers(fingers)["applicant_id_no"] == person.number
    fingers.wait(lambda: fingers.reads("以前的办件 1 件"))


def test_a_card_of_somebody_else_changes_nothing_before_the_key_is_pressed(
    reader: Reader, fingers: Fingers, house: House
) -> None:
    _sit_with(fingers, house, "M0101")
    reader.lay(WANG)
    fingers.settle()
    reader.lay(CHILD)
    fingers.settle()
    assert _answers(fingers)["applicant_name"] == "王秀兰"
    assert fingers.reads("不是同一个人")
    fingers.key("Ctrl+R")
    assert _answers(fingers)["applicant_name"] == "李小满"


def test_what_goes_wrong_with_a_card_is_said_and_nothing_is_touched(
    reader: Reader, fingers: Fingers, house: House
) -> None:
    _sit_with(fingers, house, "M0101")
    before = _answers(fingers)
    reader.lay(CardLifted("COM3"))
    fingers.settle()
    assert fingers.reads("请把证件平放在读卡器上不要动")
    assert _answers(fingers) == before
    fingers.key("Ctrl+R")
    assert reader.asked == 1


def test_a_card_that_is_over_is_said(reader: Reader, fingers: Fingers, house: House) -> None:
    _sit_with(fingers, house, "M0101")
    reader.lay(replace(WANG, until=date(2026, 11, 22)))
    fingers.settle()
    assert fingers.reads("已过期")


def test_without_a_reader_the_key_says_how_to_set_one(fingers: Fingers, house: House) -> None:
    _sit_with(fingers, house, "M0101")
    fingers.key("Ctrl+R")
    assert fingers.reads("KIOSK_CARD_READER")


def test_a_name_corrected_to_the_cards_face_is_filed_beside_what_the_chip_said(
    reader: Reader, fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    matter = catalogue.matter("M1103")
    _sit_with(fingers, house, "M1103")
    fingers.screen.intake.form.put(dict(matter.example.answers))
    number = str(matter.example.answers["applicant_id_no"])
    reader.lay(Card(CardKind.RESIDENT, "王䶮", number, written="王\ue863".encode("utf-16-le")))
    fingers.settle()
    fingers.screen.intake.form.put({"applicant_name": "王龑"})
    fingers.settle()
    assert fingers.reads("姓名已按证面更正")
    take_papers(fingers, matter)
    fingers.key("F9")
    fingers.wait(lambda: fingers.screen.page is fingers.screen.done)
    with house.store.look() as work:
        entry = work.journal.of_case(case_numbers(house)[0])[0].read().payload
    assert entry["applicant"]["name"] == "王龑"
    assert entry["card"] == {"kind": "resident", "name": "王䶮", "raw": "王\ue863".encode("utf-16-le").hex()}


def test_what_the_card_said_outlives_the_power_cut_and_nothing_of_it_the_next_person(
    reader: Reader, fingers: Fingers, house: House
) -> None:
    _sit_with(fingers, house, "M0101")
    reader.lay(replace(WANG, written=b"\x63\xe8"))
    fingers.settle()
    draft = house.desks.drafts.all()[0]
    assert draft.raw["who"] == {"card": {"kind": "resident", "name": "王秀兰", "raw": "63e8"}}
    fingers.key("Ctrl+D")
    who = fingers.screen.intake  # the page keeps no person, its application does
    assert fingers.screen.page is fingers.screen.idle
    fingers.screen.idle.resumed.emit(draft.id)
    fingers.settle()
    assert who.form.filling.raw["applicant_name"] == "王秀兰"


def test_who_stands_beside_him_is_typed_on_one_page_and_printed(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    matter = catalogue.matter("M1103")
    _sit_with(fingers, house, "M1103")
    fingers.screen.intake.form.put(dict(matter.example.answers))
    fingers.key("Ctrl+J")
    for said in ("李四", "13900000000", "", "王五", "王五"):
        fingers.write(said)
        fingers.key("Return")
    fingers.key("Ctrl+J")
    assert fingers.reads("见证人不能和宣读人是同一个人")
    fingers.key("Ctrl+A")
    fingers.write("赵六")
    fingers.key("Ctrl+J")
    assert fingers.screen.page is fingers.screen.intake
    assert fingers.reads("联系人 李四")
    take_papers(fingers, matter)
    fingers.key("F9")
    fingers.wait(lambda: house.tray.receipts)
    notes = "\n".join(house.tray.receipts[-1].notes)
    assert "李四" in notes
    assert "赵六" in notes
    assert "13900000000" not in notes


def test_a_child_without_a_guardian_is_seen_at_a_glance(reader: Reader, fingers: Fingers, house: House) -> None:
    _sit_with(fingers, house, "M0101")
    reader.lay(CHILD)
    fingers.settle()
    assert fingers.reads("按 Ctrl+J 登记监护人")


def test_an_offer_is_refused_by_one_key_and_does_not_come_back(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    matter = catalogue.matter("M0201")
    house.desks.intake.file(Filing("M0201", dict(matter.example.answers), dict(matter.example.materials)), "staff:1")
    _sit_with(fingers, house, "M0101")
    form = fingers.screen.intake.form
    form.put({"applicant_id_no": matter.example.answers["applicant_id_no"]})
    fingers.wait(lambda: "applicant_phone" in form.filling.offers)
    form.go_to("applicant_phone")
    fingers.key("Escape")
    assert "applicant_phone" not in form.filling.offers
    fingers.key("Ctrl+Shift+Return")
    assert "applicant_phone" not in form.filling.raw
    assert form.filling.raw["applicant_name"] == "陈思雨"


def test_an_old_value_is_not_taken_with_all_the_others(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    matter = catalogue.matter("M0201")
    house.desks.intake.file(Filing("M0201", dict(matter.example.answers), dict(matter.example.materials)), "staff:1")
    house.clock.seconds += 370 * 24 * 3600
    fingers.screen.chooser.chosen.emit("M0101")
    form = fingers.screen.intake.form
    form.put({"applicant_id_no": matter.example.answers["applicant_id_no"]})
    fingers.wait(lambda: "applicant_phone" in form.filling.offers)
    assert "较早" in form.filling.offers["applicant_phone"].source
    fingers.key("Ctrl+Shift+Return")
    assert "applicant_phone" not in form.filling.raw
    form.go_to("applicant_phone")
    fingers.key("Ctrl+Return")
    assert form.filling.raw["applicant_phone"] == matter.example.answers["applicant_phone"]


def test_a_shared_paper_says_how_it_was_verified_and_what_is_pending_is_work(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    matter = catalogue.matter("M0101")
    _sit_with(fingers, house, "M0101")
    fingers.screen.intake.form.put(dict(matter.example.answers))
    take_papers(fingers, matter)
    shared = next(one for one in matter.materials if one.shareable)
    fingers.key("Ctrl+M")
    fingers.screen.intake.papers_page.go_to_material(shared.id)
    fingers.key("4")
    assert fingers.reads("待核验")
    fingers.key("V")
    assert fingers.reads("共享核验")
    fingers.key("V", "V")
    assert fingers.screen.intake.papers.verified[shared.id] == "pending"
    fingers.key("Escape", "F9")
    fingers.wait(lambda: fingers.screen.page is fingers.screen.done)
    assert [one.material for one in house.desks.verifying.pending()] == [shared.id]


@pytest.mark.parametrize(("size", "factor"), SIZES)
def test_nothing_of_the_person_is_clipped_on_any_screen(
    reader: Reader,
    house: House,
    sit_down: Callable[..., Fingers],
    catalogue: Catalogue,
    size: tuple[int, int],
    factor: float,
) -> None:
    matter = catalogue.matter("M1201")
    filing = Filing("M1201", dict(matter.example.answers), dict(matter.example.materials))
    house.desks.intake.file(filing, "staff:1")
    fingers = sit_down(house, size, factor)
    wrong: list[str] = []

    def look(name: str) -> None:
        fingers.settle()
        wrong.extend(f"{name}: {one}" for one in [*clipped(fingers.screen), *outside(fingers.screen)])

    _sit_with(fingers, house, "M1201")
    number = str(matter.example.answers["applicant_id_no"])
    reader.lay(replace(WANG, name="张守天", number=number))
    fingers.wait(lambda: fingers.screen.intake.form.filling.offers)
    look("card")
    fingers.screen.intake.form.put({"applicant_name": "张守田"})
    look("corrected")
    fingers.key("Ctrl+J")
    for said in ("李四", "13900000000", "", "王五", "王五"):
        fingers.write(said)
        fingers.key("Return")
    fingers.key("Ctrl+J")
    look("beside")
    assert fingers.reads("见证人不能和宣读人是同一个人")
    assert wrong == []
