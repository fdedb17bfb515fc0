"""What a window owes the hall: it asks for a rating that it never gives, and goes where somebody needs help."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from forms import Catalogue
from kiosk.app.filing import Filing
from kiosk.domain.rating import Level
from kiosk.ui.window import abroad

from .conftest import Fingers, House, Typist, take_papers

Sit = Callable[..., Fingers]
HALL = "341323110000-04"


def _wishes(house: House) -> list[tuple[str, str]]:
    return [(wish.window, wish.about.name) for wish in house.desks.queue.seen().ratings]


def _serve(fingers: Fingers, house: House) -> str:
    fingers.tell(house.desks.queue.take("M1103"))
    fingers.key("F1")
    number: str = fingers.screen.rail.ticket.number
    return number


def test_nothing_is_asked_when_nobody_was_served(fingers: Fingers, house: House) -> None:
    assert not fingers.screen.rail.can("F3")
    fingers.key("F3")
    assert _wishes(house) == []


def test_f3_asks_who_stands_here_for_his_visit(fingers: Fingers, house: House) -> None:
    number = _serve(fingers, house)
    fingers.key("F3")
    (wish,) = house.desks.queue.seen().ratings
    assert (wish.window, wish.about.number, wish.about.case_no) == ("3", number, "")
    assert fingers.reads("已请居民评价")


def test_after_a_filing_it_is_the_case_that_is_rated_and_only_once(
    fingers: Fingers, house: House, catalogue: Catalogue
) -> None:
    _serve(fingers, house)
    Typist(fingers, catalogue.matter("M1103")).fill()
    take_papers(fingers, catalogue.matter("M1103"))
    fingers.key("F9")
    fingers.wait(lambda: fingers.screen.page is fingers.screen.done)
    fingers.key("F3")
    (case,) = house.desks.cases.find("")
    assert _wishes(house) == [("3", case.case_no)]
    house.desks.rating.give(house.desks.rating.case(case.case_no), Level.DISSATISFIED, ("213",))
    house.desks.wishes.rated(house.desks.queue.seen().ratings[0].id)
    fingers.key("F3")
    assert _wishes(house) == []
    assert fingers.reads("已经评价过了")


def test_the_rated_window_reads_nowhere_how_it_was_rated(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    matter = catalogue.matter("M1103")
    filing = Filing("M1103", matter.example.answers, dict(matter.example.materials))
    taken = house.desks.intake.file(filing, "staff:0305")
    fingers.tell(
        house.desks.rating.give(house.desks.rating.case(taken.case.case_no), Level.VERY_DISSATISFIED, ("115",))
    )
    fingers.key("Ctrl+F")
    fingers.write(taken.case.id_number)
    fingers.settle()
    fingers.wait(lambda: fingers.screen.search.card.case is not None)
    assert not any(word in text for text in fingers.texts() for word in ("不满意", "评价：", "服务态度"))


def test_a_call_for_help_is_seen_at_once_and_answered_by_a_key(fingers: Fingers, house: House) -> None:
    fingers.key("F11")  # nobody calls: nothing
    assert not fingers.screen.rail.help.calling
    fingers.tell(house.desks.wishes.ask_help(HALL, "home"))
    assert fingers.reads("大厅有人叫帮忙")
    assert fingers.reads("04 号机")
    fingers.key("F11")
    assert [call.window for call in house.desks.queue.seen().help] == ["3"]
    assert not fingers.screen.rail.help.calling


def test_a_new_call_rings_once(fingers: Fingers, house: House) -> None:
    rung: list[bool] = []
    fingers.screen.rail.help.came.connect(lambda: rung.append(True))
    fingers.tell(house.desks.wishes.ask_help(HALL))
    fingers.tell(house.desks.queue.take("M1103"))
    assert rung == [True]
    fingers.tell(house.desks.wishes.ask_help("341323110000-05"))
    assert rung == [True, True]


def test_the_keys_of_the_hall_fit_beside_the_others(house: House, sit_down: Sit, tmp_path: Path) -> None:
    fingers = sit_down(house)
    _serve(fingers, house)
    for code in ("M0901", "M1201", "M0701"):
        house.desks.queue.take(code)
    fingers.tell(house.desks.wishes.ask_help(HALL))
    rail = fingers.screen.rail
    assert fingers.reads("评价")
    assert rail.help.mapTo(rail, rail.help.rect().bottomLeft()).y() < rail.height()
    fingers.screen.grab().save(str(tmp_path / "help.png"))


class Keyboard:
    """Keys of other programs, pressed by the test from a thread of their own."""

    trouble = ""

    def __init__(self) -> None:
        self.heard: Callable[[str], None] = lambda _: None
        self.closed = False

    def listen(self, heard: Callable[[str], None]) -> "Keyboard":
        self.heard = heard
        return self

    def press(self, *keys: str) -> None:
        pressing = threading.Thread(target=lambda: [self.heard(key) for key in keys])
        pressing.start()
        pressing.join()

    def close(self) -> None:
        self.closed = True


def test_keys_pressed_in_another_program_do_the_same_with_the_same_guards(
    house: House, sit_down: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(abroad, "PLATFORMS", ("offscreen",))
    keyboard = Keyboard()
    house.desks.hot_keys = keyboard.listen
    fingers = sit_down(house)
    first, second = (house.desks.queue.take("M1103").ticket.number for _ in range(2))
    fingers.tell(house.desks.queue.call("9", house.desks.queue.take("M0901").ticket.number))
    house.clock.still = True
    keyboard.press("F1", "F1")  # a slip of the finger calls once
    fingers.settle()
    assert fingers.screen.rail.ticket.number == first
    house.clock.still = False
    keyboard.press("F7")
    fingers.settle()
    assert fingers.screen.panel.asking == "F7"
    assert second in [ticket.number for ticket in house.desks.queue.seen().waiting]


def test_a_pc_that_hears_no_keys_of_others_says_so_on_the_sheet(
    house: House, sit_down: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(abroad, "PLATFORMS", ("offscreen",))
    keyboard = Keyboard()
    keyboard.trouble = "wayland"
    house.desks.hot_keys = keyboard.listen
    fingers = sit_down(house)
    fingers.key("F12")
    assert fingers.reads("Wayland")


def test_keys_are_given_back_with_the_window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(abroad, "PLATFORMS", ("offscreen",))
    keyboard, screen = Keyboard(), QWidget()
    assert abroad.Abroad(keyboard.listen, screen).begin() == ""
    screen.deleteLater()
    qtbot.waitUntil(lambda: keyboard.closed)
