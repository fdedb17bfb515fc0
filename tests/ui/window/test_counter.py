"""What goes wrong at a counter, and what the clerk sees of it."""

from collections.abc import Callable
from datetime import date

import pytest

from forms import Catalogue
from kiosk.app.filing import Filing
from kiosk.domain.refusals import Trouble
from kiosk.ui.form.row import FieldRow
from tests.paper.scan_kit import packed, sheet

from .conftest import Fingers, House, case_numbers, take_papers

Sit = Callable[..., Fingers]
RARE = "𬱖𫘧䶮㛃"


def _sit_with(fingers: Fingers, house: House, code: str) -> None:
    fingers.tell(house.desks.queue.take(code))
    fingers.key("F1")


def _fill_all(fingers: Fingers, catalogue: Catalogue, code: str) -> None:
    matter = catalogue.matter(code)
    fingers.screen.intake.form.put(dict(matter.example.answers))
    take_papers(fingers, matter)


def test_a_wrong_digit_of_an_id_is_said_beside_its_field_at_the_last_key(fingers: Fingers, house: House) -> None:
    _sit_with(fingers, house, "M1103")
    form = fingers.screen.intake.form
    fingers.write("王小明")
    form.go_to("applicant_id_no")
    fingers.write("34222519760412318")
    form.judge()
    assert not fingers.reads("应为 18 位")  # nobody is scolded while he types
    fingers.write("5")
    fingers.wait(lambda: fingers.reads("校验不对"))
    assert fingers.reads("有一位录错了，请对照证件逐位核对或重新刷证。依据：GB 11643-1999")
    row = form._stack.rows["applicant_id_no"]
    assert isinstance(row, FieldRow)
    assert row.editor.hasFocus()


def test_a_missing_field_is_named_only_after_it_was_left(fingers: Fingers, house: House) -> None:
    _sit_with(fingers, house, "M1103")
    assert not fingers.reads("请填写")
    fingers.key("Tab")
    fingers.wait(lambda: fingers.reads("请填写“姓名”。"))


def test_f9_is_never_dead_and_walks_through_all_that_is_missing(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    _sit_with(fingers, house, "M1103")
    assert any("还差" in one and "按 F9 逐项走" in one for one in fingers.texts())
    form = fingers.screen.intake.form
    seen = []
    for _ in range(4):
        fingers.key("F9")
        seen.append(form.filling.progress.at)
    assert len(set(seen)) == 4
    form.put(dict(catalogue.matter("M1103").example.answers))
    fingers.key("F9")
    assert fingers.screen.intake.at_papers()
    assert case_numbers(house) == []


def test_a_missing_material_is_named_in_the_one_time_notice(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    matter = catalogue.matter("M0101")
    _sit_with(fingers, house, "M0101")
    _fill_all(fingers, catalogue, "M0101")
    fingers.screen.intake.papers.ways.pop("M0101-A04")
    fingers.key("F10")
    assert fingers.reads("一次性告知：还差 1 项")
    assert fingers.reads(f"缺少必要材料《{matter.materials[3].name}》")
    fingers.key("Return")
    assert fingers.screen.intake.at_papers()
    fingers.key("5", "F9")
    fingers.wait(lambda: fingers.screen.page is fingers.screen.done)
    case = house.desks.cases.show(case_numbers(house)[0], "staff:0305")
    assert case.owed == {"M0101-A04": "2026-11-30"}
    assert fingers.reads("补来")


def test_an_owed_paper_may_come_earlier_but_not_later(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    _sit_with(fingers, house, "M0101")
    _fill_all(fingers, catalogue, "M0101")
    fingers.key("Ctrl+M")
    page = fingers.screen.intake.papers_page
    page.go_to_material("M0101-A04")
    fingers.key("5")
    for typed, kept in (("20261225", date(2026, 11, 30)), ("20261126", date(2026, 11, 26))):
        page._ways._date.setFocus()
        page._ways._date.selectAll()
        fingers.write(typed)
        page._ways._date.clearFocus()
        assert fingers.screen.intake.papers.until["M0101-A04"] == kept


def test_f9_pressed_twice_files_once(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    _sit_with(fingers, house, "M1103")
    _fill_all(fingers, catalogue, "M1103")
    fingers.screen.pressed.emit("F9")
    fingers.screen.pressed.emit("F9")
    fingers.wait(lambda: fingers.screen.page is fingers.screen.done)
    fingers.key("F9")
    assert len(case_numbers(house)) == 1


def test_a_printer_that_fails_loses_neither_number_nor_case(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    house.tray.trouble = "paper_out"
    _sit_with(fingers, house, "M1103")
    _fill_all(fingers, catalogue, "M1103")
    fingers.key("F9")
    fingers.wait(lambda: fingers.reads("没打出来"))
    (number,) = case_numbers(house)
    assert fingers.reads(number)
    assert fingers.reads("打印机“前台”缺纸")
    assert fingers.reads("办件已保存，号码有效")
    assert fingers.reads("打印机没出纸")
    house.tray.trouble = ""
    fingers.key("Ctrl+P")
    fingers.wait(lambda: fingers.reads("已交打印机"))
    assert [paper.case_no for paper in house.tray.receipts] == [number]


def test_a_full_disk_is_said_and_nothing_typed_is_lost(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    _sit_with(fingers, house, "M1103")
    _fill_all(fingers, catalogue, "M1103")
    file = house.desks.intake.file

    def full(*_given: object, **_named: object) -> None:
        raise Trouble("disk_full")

    house.desks.intake.file = full
    fingers.key("F9")
    fingers.wait(lambda: fingers.reads("磁盘"))
    assert fingers.screen.page is fingers.screen.intake
    house.desks.intake.file = file
    fingers.key("F9")
    fingers.wait(lambda: fingers.screen.page is fingers.screen.done)
    assert len(case_numbers(house)) == 1


def test_a_scan_that_is_gone_is_named_and_the_case_waits(
    fingers: Fingers, house: House, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory
) -> None:
    _sit_with(fingers, house, "M1103")
    _fill_all(fingers, catalogue, "M1103")
    scan = tmp_path_factory.mktemp("scans") / "身份证.png"
    scan.write_bytes(packed(sheet(4, size=(300, 400))))
    fingers.key("Ctrl+M")
    fingers.screen.intake.papers_page.files.brought.emit([scan])
    fingers.settle()
    scan.unlink()  # what was captured does not need it any more
    (page,) = fingers.screen.intake.papers.files[fingers.screen.intake.papers_page.at_material]
    kept = house.store.blobs._path(page.sha256)
    away = kept.rename(kept.with_suffix(".away"))
    fingers.key("F9")
    fingers.wait(lambda: fingers.reads("重新扫描"))
    away.rename(kept)
    fingers.key("F9")
    fingers.wait(lambda: fingers.screen.page is fingers.screen.done)


def test_a_draft_survives_a_restart_in_the_middle_of_typing(
    opened: Callable[[], House], sit_down: Sit, qtbot: object
) -> None:
    house = opened()
    fingers = sit_down(house)
    _sit_with(fingers, house, "M0101")
    fingers.write("周大")
    fingers.wait(house.desks.drafts.all)
    fingers.write("勇")
    fingers.wait(lambda: house.desks.drafts.all()[0].raw.get("applicant_name") == "周大勇")
    fingers.screen.close()
    house = opened()  # the power comes back
    fingers = sit_down(house)
    assert fingers.screen.page is fingers.screen.intake
    assert fingers.screen.intake.form.filling.raw["applicant_name"] == "周大勇"
    assert fingers.screen.rail.ticket.matter == "M0101"


def test_what_was_put_aside_waits_in_the_list_and_is_gone_on_with(fingers: Fingers, house: House) -> None:
    _sit_with(fingers, house, "M0101")
    fingers.write("周大勇")
    fingers.key("Ctrl+D")
    fingers.wait(lambda: fingers.reads("没办完的 1 件"))
    assert any("周大勇" in one for one in fingers.texts())
    fingers.key("Return")
    assert fingers.screen.page is fingers.screen.intake
    assert fingers.screen.intake.form.filling.raw["applicant_name"] == "周大勇"


def test_saving_a_draft_never_holds_up_the_keys(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    """The keys wait for no disk: a store that takes half a second delays nothing on the screen."""
    import threading

    _sit_with(fingers, house, "M0101")
    slow, saved = threading.Event(), []
    save = house.desks.drafts.save

    def slowly(*given: object) -> object:
        slow.wait(5)
        saved.append(given[0])
        return save(*given)

    house.desks.drafts.save = slowly
    fingers._errands = _NeverBusy()  # the save stays on its way all the while
    fingers.write("周")
    fingers.wait(lambda: fingers.reads("正在保存"))
    fingers.write("大勇")
    assert fingers.screen.intake.form.filling.raw["applicant_name"] == "周大勇"
    assert saved == []
    slow.set()
    fingers.wait(lambda: fingers.reads("已存 "))


class _NeverBusy:
    busy = False


def test_rare_characters_go_from_the_keys_to_the_case(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    _sit_with(fingers, house, "M1103")
    matter = catalogue.matter("M1103")
    fingers.write(RARE)
    fingers.key("Return")
    answers = {key: value for key, value in matter.example.answers.items() if key != matter.applicant.name}
    fingers.screen.intake.form.put(answers)
    take_papers(fingers, matter)
    fingers.key("F9")
    fingers.wait(lambda: fingers.screen.page is fingers.screen.done)
    assert house.desks.cases.find(RARE)[0].applicant == RARE
    assert house.tray.receipts[0].addressee == RARE


def test_a_chinese_input_method_is_not_disturbed_by_the_judgement(fingers: Fingers, house: House) -> None:
    _sit_with(fingers, house, "M1103")
    for letter in "欧阳":
        fingers.write(letter)
        fingers.screen.intake.form.judge()
    assert fingers.screen.intake.form.filling.raw["applicant_name"] == "欧阳"


def test_a_skipped_number_can_be_called_back(fingers: Fingers, house: House) -> None:
    _sit_with(fingers, house, "M1103")
    number = fingers.screen.rail.ticket.number
    fingers.key("F4")
    assert fingers.screen.rail.ticket is None
    assert fingers.screen.page is fingers.screen.idle
    fingers.key("F8", "Return")
    assert fingers.screen.rail.ticket.number == number


def test_a_key_that_means_nothing_now_does_nothing(fingers: Fingers, house: House) -> None:
    for key in ("F1", "F2", "F4", "F8", "Ctrl+F1", "F9", "F10", "Ctrl+P", "Alt+V"):
        fingers.key(key)
    assert fingers.screen.page is fingers.screen.idle
    assert not fingers.screen._said_box.isVisible()


def test_another_matter_of_an_earlier_case_is_offered_with_its_source(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    matter = catalogue.matter("M0201")
    house.desks.intake.file(Filing("M0201", dict(matter.example.answers), dict(matter.example.materials)), "staff:1")
    _sit_with(fingers, house, "M0101")
    keys = catalogue.matter("M0101").applicant
    fingers.screen.intake.form.put({keys.id_number: matter.example.answers["applicant_id_no"]})
    fingers.wait(lambda: fingers.reads("可带入"))
    assert fingers.reads("来自 2026-11-23 失业登记，请当面核对")
    fingers.key("Ctrl+Return")
    filling = fingers.screen.intake.form.filling
    assert filling.raw[keys.name] == matter.example.answers["applicant_name"]


def test_the_key_sheet_names_every_key_that_the_screen_listens_to(fingers: Fingers) -> None:
    from kiosk.ui.window.screen import KEYS as SCREEN

    fingers.key("F12")
    shown = fingers.texts()
    assert [key for key in SCREEN.listened if key not in shown] == []
    fingers.key("F12")
    assert fingers.screen.page is fingers.screen.idle


def test_f9_begins_where_the_cursor_is(fingers: Fingers, house: House) -> None:
    """The first press says what is missing and stays at an empty field; the next one goes on."""
    fingers.tell(house.desks.queue.take("M0901"))
    fingers.key("F1")
    filling = fingers.screen.intake.form.filling
    first = filling.progress.at or fingers.screen.focusWidget()
    fingers.key("F9")
    assert (filling.progress.at or fingers.screen.focusWidget()) == first
    assert fingers.reads("请填写“姓名”")
    fingers.key("F9")
    assert (filling.progress.at or fingers.screen.focusWidget()) != first


def test_enter_gives_no_receipt_for_a_paper_that_nobody_brought(fingers: Fingers, house: House) -> None:
    """A paper that need not be brought is only passed by; one that is asked for was brought as it is asked for."""
    fingers.tell(house.desks.queue.take("M1103"))
    fingers.key("F1")
    fingers.key("Ctrl+M")
    page, papers = fingers.screen.intake.papers_page, fingers.screen.intake.papers
    fingers.key("Up", *(["Up"] * len(papers.matter.materials)))
    for material in papers.matter.materials:
        assert page.at_material == material.id
        assert fingers.reads("没带，到下一件") is not material.mandatory
        fingers.key("Return")
        assert bool(papers.ways.get(material.id)) is material.mandatory, material.name
    assert not all(material.mandatory for material in papers.matter.materials)
