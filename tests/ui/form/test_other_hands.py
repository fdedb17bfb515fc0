"""A screen reader's hand sets a text or toggles a button, and no signal of the keyboard tells: it counts as typed."""

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QApplication, QLineEdit

from kiosk.ui.form.pick import PickEditor

from .conftest import Laid


def _by_another_hand(line: QLineEdit, text: str) -> None:
    QLineEdit.setText(line, text)  # as QAccessibleLineEdit does it: not through the widget's own door
    QApplication.processEvents()


def test_a_text_that_another_hand_has_set_is_an_answer(lay: Laid) -> None:
    view = lay("M1103")
    rows = view._stack.rows
    _by_another_hand(rows["applicant_phone"].editor, "15038001234")
    _by_another_hand(rows["permit_issue"].editor, "2025-11-28")
    raw = view.filling.raw
    assert raw["applicant_phone"] == "15038001234"
    assert QDate.fromString(str(raw["permit_issue"]), "yyyy-MM-dd") == QDate(2025, 11, 28)
    assert "applicant_phone" in view.filling.progress.left  # what is wrong with it is said at once


def test_what_is_wrong_is_heard_at_the_field_itself_and_is_gone_with_it(lay: Laid) -> None:
    view = lay("M1103")
    editor = view._stack.rows["applicant_id_no"].editor
    for number, wrong in (("410102199104133374", True), ("410102199104133373", False)):
        _by_another_hand(editor, number)
        view.judge()
        assert ("校验不对" in editor.accessibleDescription()) is wrong
        assert "怎么填" in editor.accessibleDescription()


def test_a_button_that_another_hand_toggles_is_an_answer(lay: Laid) -> None:
    view = lay("M1103")
    told: list[object] = []
    rows = view._stack.rows
    yes, no = rows["live_change"].editor._buttons
    rows["live_change"].typed.connect(lambda _: told.append(rows["live_change"].value()))
    no.toggle()
    yes.click()
    yes.click()  # the same again is said again, once
    assert told == [False, True, True]
    rows["applicant_sign"].editor._tick.toggle()
    assert view.filling.raw["live_change"] is True
    assert view.filling.raw["applicant_sign"]


def test_what_the_program_shows_is_nobodys_answer(lay: Laid) -> None:
    view = lay("M1103")
    for key, value in (("applicant_phone", "15038001234"), ("live_change", False), ("applicant_sign", "paper")):
        view._stack.rows[key].show_value(value)
        assert key not in view.filling.raw


def test_a_choice_that_another_hand_writes_is_made_and_its_list_closed(lay: Laid) -> None:
    view = lay("M0101")
    key, editor = next((key, row.editor) for key, row in view._stack.rows.items() if isinstance(row.editor, PickEditor))
    choice = editor._choices.find("")[1]
    _by_another_hand(editor, choice.label)
    assert view.filling.raw[key] == choice.code
    assert not editor._list.is_open_for(editor)
