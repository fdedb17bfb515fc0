"""The form on a screen: drawn from every definition there is, worked by keyboard, quick enough to type in."""

import statistics
import time
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from forms import Catalogue, check
from kiosk.ui.form import Offer
from kiosk.ui.form.segments import Segments
from tests.ui.keys import press, type_letter

from .conftest import Laid

OPEN_WITHIN, KEY_WITHIN = 0.150, 0.050  # seconds of this process; measured some four times quicker


def _key(*names: str) -> None:
    for name in names:
        press(QApplication.focusWidget(), name)


def _write(text: str) -> None:
    for letter in text:
        type_letter(QApplication.focusWidget(), letter)


def test_every_matter_can_be_drawn_and_its_example_stands_in_it(lay: Laid, catalogue: Catalogue) -> None:
    for matter in catalogue.matters():
        example = dict(catalogue.matter(matter.code).example.answers)
        view = lay(matter.code, example)
        kept = {key: row.value() for key, row in view._stack.rows.items()}
        settled = check(view.filling.matter, kept, on=date.fromisoformat(view.filling.matter.example.on))
        assert settled.ok, (matter.code, settled.faults)
        assert settled.answers.plain() == view.filling.checked.answers.plain(), matter.code


def test_fifty_fields_open_before_a_clerk_notices(lay: Laid, catalogue: Catalogue) -> None:
    view = lay("M1201")
    matter = catalogue.matter("M0901")
    took = []
    for _ in range(3):
        began = time.process_time()
        view.show_form(matter, dict(matter.example.answers))
        view.grab()
        took.append(time.process_time() - began)
    assert min(took) < OPEN_WITHIN, took


def test_typing_does_not_lag(lay: Laid, catalogue: Catalogue) -> None:
    matter = catalogue.matter("M1201")
    view = lay("M1201", dict(matter.example.answers))
    view.go_to("applicant_phone")
    took = []
    for letter in "13965712301" * 3:
        began = time.process_time()
        QTest.keyClick(QApplication.focusWidget(), letter)
        view.judge()
        took.append(time.process_time() - began)
    assert statistics.median(took) < KEY_WITHIN, took


def test_rows_of_a_table_are_added_filled_dropped_and_brought_back_by_keys(lay: Laid) -> None:
    view = lay("M0101")
    view.go_to("family_members")
    _write("周大勇")
    _key("Return")
    _write("hz")  # 户主, by its first letters
    _key("Return")
    _write("342225197604123184")
    _key("Return")
    _key(*["Return"] * 7)  # the rest of the row is left out; after its last cell a new row begins
    _write("孙玉兰")
    _key("Ctrl+Up")
    view.judge()
    assert [row["name"] for row in view.filling.raw["family_members"]] == ["周大勇", "孙玉兰"]
    assert view.filling.raw["family_members"][0]["relation"] == "02"
    assert view.filling.checked.answers["family_members"][0]["age"] == 50
    _key("Ctrl+Delete")
    assert [row["name"] for row in view.filling.raw["family_members"]] == ["孙玉兰"]
    _key("Alt+Z")
    assert [row["name"] for row in view.filling.raw["family_members"]] == ["周大勇", "孙玉兰"]
    _key("Insert")
    _key("Return")  # Enter in an empty row: the table is done
    assert len(view.filling.raw["family_members"]) == 2
    assert view.filling.progress.at == "income_wage"


def test_a_fault_in_a_cell_is_said_in_its_row(lay: Laid, qtbot: QtBot) -> None:
    view = lay("M0101", {"family_members": [{"name": "甲"}, {"name": "乙", "id_no": "342225197604123185"}]})
    view.go_to("family_members[1].id_no")
    assert "family_members[1].id_no" in view.filling.heard_in("family_members")
    view.go_to("family_members[0].name")
    line = view._stack.rows["family_members"]._lines.lines[1]
    assert "处有误" in line.accessibleName()


def test_a_choice_is_made_by_first_letters_and_what_fits_nothing_is_found_wrong(lay: Laid) -> None:
    view = lay("M0101")
    view.go_to("applicant_ethnicity")
    _write("mz")
    picks = view._picks.list
    assert picks.isVisible()
    assert [text.split("\u3000")[0] for text in picks.texts()[:2]] == ["苗族", "满族"]
    _key("Down", "Return")
    assert view.filling.raw["applicant_ethnicity"] == "11"
    view.go_to("applicant_ethnicity")
    _write("qqq")
    _key("Escape", "Tab")
    view.judge()
    assert [f.key for f in view.filling.checked.faults if f.field == "applicant_ethnicity"] == ["choice_unknown"]


def test_a_division_is_found_by_pinyin(lay: Laid) -> None:
    view = lay("M0101")
    view.go_to("hukou_division")
    _write("ygz")
    _key("Return")
    view.judge()
    assert view._stack.rows["hukou_division"].editor.text().endswith("渔沟镇")
    assert str(view.filling.raw["hukou_division"]).startswith("341323")


def test_yes_and_no_are_one_key_each(lay: Laid) -> None:
    view = lay("M0101")
    view.go_to("is_poverty_alleviated")
    _write("n")
    assert view.filling.raw["is_poverty_alleviated"] is False
    _write("1")
    assert view.filling.raw["is_poverty_alleviated"] is True
    editor = view._stack.rows["is_poverty_alleviated"].editor
    assert isinstance(editor, Segments)


def test_several_choices_are_ticked_by_letters_and_space(lay: Laid) -> None:
    view = lay("M0101")
    view.go_to("risk_types")
    _write("y")  # 因残, the next one whose first letter it is
    assert QApplication.focusWidget().accessibleName().endswith("因残")
    _write(" ")
    _key("Right")
    _write(" ")
    assert view.filling.raw["risk_types"] == ["2", "3"]


def test_what_an_answer_asks_for_appears_and_goes(lay: Laid) -> None:
    view = lay("M0101")
    row = view._stack.rows["agent_name"]
    assert not row.editor.isVisible()
    view.put({"has_agent": True})
    assert row.visible
    view.put({"has_agent": False})
    assert not row.visible


def test_alt_and_a_digit_go_to_a_section_and_finished_ones_fold(lay: Laid, catalogue: Catalogue) -> None:
    example = dict(catalogue.matter("M0101").example.answers)
    view = lay("M0101", example)
    view.go_to_section(0)
    _key("Alt+4")
    assert view.at == 3
    assert [card.folded for card in view._stack.cards[:4]] == [True, True, True, False]
    _key("Alt+1")
    assert view.at == 0
    assert not view._stack.cards[0].folded


def test_an_offered_value_is_shown_with_its_source_and_taken_by_a_key(lay: Laid) -> None:
    view = lay("M0101")
    view.show_offers({"applicant_phone": Offer("13965712301", "2026-03 耕地地力保护补贴申报")})
    editor = view._stack.rows["applicant_phone"].editor
    assert editor.placeholderText() == "139 6571 2301"
    view.go_to("applicant_phone")
    _key("Ctrl+Return")
    assert view.filling.raw["applicant_phone"] == "13965712301"
    assert editor.property("given") == "taken"


def test_a_derived_answer_cannot_be_typed_over(lay: Laid) -> None:
    view = lay("M0101", {"applicant_id_no": "342225197604123184"})
    editor = view._stack.rows["applicant_gender"].editor
    assert editor.isReadOnly()
    assert editor.text() == "女"
    assert editor.property("given") == "derived"


def test_fields_say_who_they_are(lay: Laid) -> None:
    view = lay("M0101")
    for row in view._stack.rows.values():
        widgets = [row] if isinstance(row, QWidget) else [row.editor]
        for widget in widgets:
            reach = [widget, *widget.findChildren(QWidget)]
            named = [one for one in reach if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
            assert all(one.accessibleName() for one in named), row.field.key
