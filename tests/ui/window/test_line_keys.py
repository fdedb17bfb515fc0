"""The keys of the line, one after the other, on the real screen with the real store."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from forms import Catalogue
from kiosk.domain.ticket import TicketState

from .conftest import Fingers, House, take_papers

Sit = Callable[..., Fingers]


def _take(fingers: Fingers, house: House, *codes: str) -> list[str]:
    taken = [house.desks.queue.take(code) for code in codes]
    fingers.tell(*taken)
    return [one.ticket.number for one in taken]


def _keys(fingers: Fingers, *keys: str) -> None:
    """Each when what came of the one before is seen, as people press."""
    for key in keys:
        fingers.key(key)


def _here(fingers: Fingers) -> str:
    ticket = fingers.screen.rail.ticket
    return ticket.number if ticket else ""


def _state(house: House, number: str) -> TicketState:
    seen = house.desks.queue.seen()
    everybody = (*seen.waiting, *seen.serving, *seen.held, *seen.missed, *seen.recent)
    return next(ticket.state for ticket in everybody if ticket.number == number)


def test_a_double_press_calls_once_and_a_later_one_calls_the_next(fingers: Fingers, house: House) -> None:
    first, second = _take(fingers, house, "M1103", "M1103")
    house.clock.still = True
    fingers.key("F1", "F1")  # before the answer is here
    fingers.key("F1")  # and after
    assert _here(fingers) == first
    assert _state(house, second) is TicketState.WAITING
    house.clock.still = False
    fingers.key("F1")
    assert _here(fingers) == second


def test_a_second_press_on_a_row_of_the_line_calls_nobody_else(fingers: Fingers, house: House) -> None:
    first, second = _take(fingers, house, "M1103", "M1103")
    house.clock.still = True
    fingers.screen.rail.number.emit(first)
    fingers.settle()
    fingers.screen.rail.number.emit(second)
    fingers.settle()
    assert _here(fingers) == first


def test_calling_parks_what_is_typed(fingers: Fingers, house: House) -> None:
    _take(fingers, house, "M0101", "M1103")
    fingers.key("F1")
    fingers.write("周大勇")
    fingers.key("F1")
    fingers.wait(house.desks.drafts.all)
    assert [draft.raw["applicant_name"] for draft in house.desks.drafts.all()] == ["周大勇"]
    assert fingers.screen.intake.form.filling.matter.code == "M1103"


def test_a_recall_is_counted_and_one_just_now_is_refused(fingers: Fingers, house: House) -> None:
    _take(fingers, house, "M1103")
    _keys(fingers, "F1", "F2")
    assert house.desks.queue.seen().serving[0].recalls == 1
    house.clock.still = True
    fingers.key("F2")
    assert house.desks.queue.seen().serving[0].recalls == 1
    assert fingers.screen._said_box.isVisible()


def test_a_window_pauses_with_a_reason_and_is_open_again(fingers: Fingers, house: House) -> None:
    _take(fingers, house, "M1103")
    fingers.key("F5")
    assert fingers.reads("暂停叫号的原因")
    fingers.key("2")
    assert dict(house.desks.queue.seen().paused) == {"3": "用餐"}
    assert fingers.reads("按 F5 恢复叫号")
    fingers.key("F1")
    assert _here(fingers) == ""
    fingers.key("F5")
    assert dict(house.desks.queue.seen().paused) == {}
    fingers.key("F5")
    fingers.write("下乡")
    fingers.key("Return")
    assert dict(house.desks.queue.seen().paused) == {"3": "下乡"}


@pytest.mark.parametrize(("digit", "hold"), [("1", "away"), ("2", "kept"), ("3", "outside")])
def test_a_number_rests_in_three_ways_with_a_note(fingers: Fingers, house: House, digit: str, hold: str) -> None:
    (number,) = _take(fingers, house, "M1103")
    _keys(fingers, "F1", "F7", digit)
    fingers.write("等2张照片")
    fingers.key("Return")
    (held,) = house.desks.queue.seen().held
    assert (held.number, held.now.hold, held.now.note) == (number, hold, "等2张照片")
    assert fingers.screen.page is fingers.screen.idle
    assert fingers.reads("等2张照片")


def test_a_number_goes_to_another_window_with_a_note(fingers: Fingers, house: House) -> None:
    _take(fingers, house, "M1103")
    _keys(fingers, "F1", "F6")
    fingers.key("Return")
    assert fingers.reads("请先写窗口号或找一个事项")
    fingers.write("3")
    fingers.key("Return")
    assert fingers.reads("3 号就是本窗口")
    fingers.key("Backspace")
    fingers.write("5")
    fingers.key("Tab")
    fingers.write("材料已看")
    fingers.key("Return")
    (waiting,) = house.desks.queue.seen().waiting
    assert (waiting.now.to, waiting.now.note) == ("5", "材料已看")
    assert fingers.reads("转到 5 号窗口")
    assert fingers.reads("材料已看")
    assert not fingers.screen.rail.can("F1")  # nobody in the line is for this window


def test_a_number_goes_to_another_matter_found_by_its_letters(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    _take(fingers, house, "M1103")
    _keys(fingers, "F1", "F6")
    fingers.write(catalogue.matter("M0201").name[:4])
    fingers.key("Return")
    (waiting,) = house.desks.queue.seen().waiting
    assert waiting.matter == "M0201"


def test_who_rests_and_who_missed_his_call_is_called_back_from_one_list(fingers: Fingers, house: House) -> None:
    held, missed = _take(fingers, house, "M1103", "M0201")
    _keys(fingers, "F1", "F7", "2", "Return", "F1", "F4", "F8")
    assert fingers.screen.panel.isVisible()
    _keys(fingers, "Down", "Return")
    assert _here(fingers) == missed
    _keys(fingers, "F4", "F8", "1")
    assert _here(fingers) == held


def test_one_that_rests_at_another_window_is_not_offered(fingers: Fingers, house: House) -> None:
    from kiosk.domain.ticket import Hold

    (number,) = _take(fingers, house, "M1103")
    house.desks.queue.call("5")
    fingers.tell(house.desks.queue.hold(number, Hold.KEPT))
    assert not fingers.screen.rail.can("F8")
    assert fingers.reads("在 5 号窗口")


def test_a_missed_one_is_put_back_into_the_line(fingers: Fingers, house: House) -> None:
    (number,) = _take(fingers, house, "M1103")
    _keys(fingers, "F1", "F4", "F8", "Shift+Return")
    assert _state(house, number) is TicketState.WAITING
    assert _here(fingers) == ""
    _keys(fingers, "F1", "F7", "Return", "F8", "Shift+Return")
    assert fingers.reads("是挂起的，不排队")
    fingers.key("Escape")
    assert _state(house, number) is TicketState.HELD


def test_one_who_missed_his_call_too_long_ago_is_not_offered(fingers: Fingers, house: House) -> None:
    _take(fingers, house, "M1103")
    _keys(fingers, "F1", "F4")
    house.clock.seconds += 61 * 60
    fingers.key("F8")
    assert not fingers.screen.panel.isVisible()


def test_done_frees_the_window_and_can_be_taken_back(fingers: Fingers, house: House) -> None:
    (number,) = _take(fingers, house, "M0101")
    fingers.key("F1")
    fingers.write("周大勇")
    house.clock.still = True
    fingers.key("Ctrl+F1")
    assert _here(fingers) == ""
    assert fingers.reads(f"Ctrl+Z 撤销：已办毕 {number}")
    fingers.key("Ctrl+Z")
    assert _here(fingers) == number
    assert fingers.screen.intake.form.filling.raw["applicant_name"] == "周大勇"  # and so is what was on the counter
    assert not fingers.reads("Ctrl+Z 撤销")


def test_a_call_is_taken_back_from_within_the_form(fingers: Fingers, house: House) -> None:
    first, second = _take(fingers, house, "M0101", "M1103")
    fingers.key("F1")
    fingers.write("周大勇")
    house.clock.still = True  # within ten seconds
    house.clock.seconds += 2
    fingers.key("F1")
    assert fingers.reads(f"Ctrl+Z 撤销：已呼叫 {second}")
    fingers.key("Ctrl+Z")  # the cursor stands in a line in which nothing was written
    assert _here(fingers) == first
    assert _state(house, second) is TicketState.WAITING
    assert fingers.screen.intake.form.filling.raw["applicant_name"] == "周大勇"


def test_what_was_typed_since_is_taken_back_before_the_call(fingers: Fingers, house: House) -> None:
    (number,) = _take(fingers, house, "M0101")
    fingers.key("F1")
    fingers.write("abc")
    fingers.key("Ctrl+Z")
    assert _here(fingers) == number
    assert fingers.screen.intake.form.filling.raw.get("applicant_name", "") == ""


def test_after_its_time_nothing_is_taken_back(fingers: Fingers, house: House) -> None:
    (number,) = _take(fingers, house, "M0101")
    fingers.key("F1")
    fingers.screen.rail.findChild(_undo_class()).end()
    fingers.key("Ctrl+Z")
    assert _here(fingers) == number


def _undo_class() -> type:
    from kiosk.ui.window.undo import Undo

    return Undo


def test_esc_leaves_a_question_and_the_cursor_goes_back(fingers: Fingers, house: House) -> None:
    _take(fingers, house, "M0101")
    fingers.key("F1")
    fingers.write("周大")
    at = QApplication.focusWidget()
    for key in ("F5", "F6", "F7"):
        fingers.key(key)
        assert fingers.screen.panel.isVisible()
        _keys(fingers, "Tab", "Tab")
        assert fingers.screen.panel.isAncestorOf(QApplication.focusWidget()) or fingers.screen.panel.hasFocus()
        fingers.key("Escape")
        assert not fingers.screen.panel.isVisible()
        assert QApplication.focusWidget() is at
    fingers.write("勇")
    assert fingers.screen.intake.form.filling.raw["applicant_name"] == "周大勇"


def test_several_matters_on_one_number_are_done_one_after_the_other(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    (number,) = _take(fingers, house, "M0201")
    fingers.key("F1")
    fingers.write("周大勇")
    fingers.key("Ctrl+N")
    fingers.write("m1103")
    fingers.key("Return")
    assert house.desks.queue.seen().serving[0].more == ("M1103",)
    assert fingers.reads(f"另：{catalogue.matter('M1103').name}")
    matter = catalogue.matter("M1103")
    fingers.screen.intake.form.put(dict(matter.example.answers))
    take_papers(fingers, matter)
    fingers.key("F9")
    fingers.wait(lambda: fingers.screen.page is fingers.screen.done)
    assert fingers.reads(f"接着办：{catalogue.matter('M0201').name}")
    fingers.key("Ctrl+N")
    filling = fingers.screen.intake.form.filling
    assert (filling.matter.code, filling.raw["applicant_name"]) == ("M0201", "周大勇")
    assert house.desks.cases.find("", 10)[0].matter == "M1103"
    assert _here(fingers) == number


def test_the_next_in_line_is_marked_and_looking_calls_nobody(fingers: Fingers, house: House) -> None:
    first, second = _take(fingers, house, "M1103", "M0201")
    assert [text for text in fingers.texts() if "下一位" in text and "呼叫" not in text] != []
    assert house.desks.queue.seen().next_for("3").number == first
    assert (_state(house, first), _state(house, second)) == (TicketState.WAITING, TicketState.WAITING)


def test_who_is_called_while_a_case_is_being_filed_comes_after_it(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    import threading

    _take(fingers, house, "M1103", "M0201")
    fingers.key("F1")
    matter = catalogue.matter("M1103")
    fingers.screen.intake.form.put(dict(matter.example.answers))
    take_papers(fingers, matter)
    file, gate = house.desks.intake.file, threading.Event()

    def slowly(*given: object, **named: object) -> object:
        gate.wait(5)
        return file(*given, **named)

    house.desks.intake.file = slowly
    fingers.screen.pressed.emit("F9")
    fingers.screen.pressed.emit("F1")
    fingers.wait(lambda: fingers.screen.rail.ticket.matter == "M0201")
    gate.set()
    fingers.wait(lambda: fingers.screen.intake.form.filling.matter.code == "M0201")
    fingers.settle()
    assert [case.matter for case in house.desks.cases.find("", 10)] == ["M1103"]
    fingers.write("周")
    fingers.wait(house.desks.drafts.all)  # the second application is a draft of its own


def test_a_panel_over_the_form_blames_nobody_for_what_is_not_written_yet(fingers: Fingers, house: House) -> None:
    _take(fingers, house, "M0901")
    _keys(fingers, "F1", "F7")
    assert fingers.screen.panel.asking == "F7"
    assert not fingers.reads("请填写")
    fingers.key("Escape", "Tab")  # he went on without it
    fingers.screen.intake.form.judge()
    assert fingers.reads("请填写“姓名”")


def test_what_a_number_is_here_for_is_begun_again_by_one_key(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    """He put the empty form aside; the number still stands here, and nobody looks its matter up."""
    _take(fingers, house, "M0101")
    _keys(fingers, "F1")
    fingers.key("Ctrl+D")
    fingers.wait(lambda: fingers.screen.page is fingers.screen.idle)
    assert fingers.reads(f"接着办：{catalogue.matter('M0101').name}")
    fingers.key("Ctrl+N")
    fingers.wait(lambda: fingers.screen.page is fingers.screen.intake)
    assert fingers.screen.intake.form.filling.matter.code == "M0101"
    fingers.key("Ctrl+N")
    assert fingers.screen.page is fingers.screen.chooser
