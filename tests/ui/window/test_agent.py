"""The village agent's day: the same intake on a resident's behalf, a collection slip, lists that are true."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from forms import Catalogue
from kiosk.app.signing import HOLDS
from kiosk.ui import agent
from kiosk.ui.agent.acting import ActingCard
from kiosk.ui.errands import Errands
from kiosk.ui.feed import Feed
from kiosk.ui.fittings import Fittings
from kiosk.ui.form.line import LineEditor
from kiosk.ui.theme import Theme
from kiosk.ui.tokens import ELDER
from kiosk.ui.widgets import Label

from .conftest import Fingers, House, StandingClock, case_numbers, take_papers
from .test_signing import glass, write

AGENT = {"name": "刘桂芳", "number": "342225197604123176", "phone": "13900000000"}


@pytest.fixture
def laptop(qtbot: QtBot, errands: Errands, house: House, clock: StandingClock) -> Fingers:
    fittings = Fittings(Theme("agent"), errands, Feed(), house.desks.say, None, clock.now)
    screen: Any = agent.build(house.desks, fittings)
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    fingers = Fingers(qtbot, screen, fittings)
    fingers.settle()
    screen.day.acting.begin()
    return fingers


def _say_who(laptop: Fingers) -> None:
    for text in AGENT.values():
        laptop.write(text)
        laptop.key("Tab")


def _lay(laptop: Fingers, code: str) -> None:
    laptop.key("Ctrl+N")
    laptop.write(code)
    laptop.settle()
    laptop.key("Return")


def test_what_an_agent_takes_is_collected_not_accepted(laptop: Fingers, house: House, catalogue: Catalogue) -> None:
    matter = catalogue.matter("M1103")
    _say_who(laptop)
    _lay(laptop, "m1103")
    laptop.screen.intake.form.put(dict(matter.example.answers))
    take_papers(laptop, matter)
    assert laptop.reads("代收　都齐了")
    laptop.key("F9")
    laptop.wait(lambda: laptop.screen.page is laptop.screen.done)
    case = house.desks.cases.show(case_numbers(house)[0], "staff:0305")
    assert (case.state, case.agent, case.due_on) == ("collected", "刘桂芳", None)
    assert laptop.reads("已代收")
    assert laptop.reads("代收不是受理")
    laptop.wait(lambda: bool(house.tray.receipts))
    assert house.tray.receipts[0].kind == "collected"
    laptop.key("Ctrl+D")
    laptop.wait(lambda: laptop.reads("今天代收 1 件"))
    assert sum(text == "1 件" for text in laptop.texts()) == 2  # collected today, and waiting to be sent


def test_nobody_acts_for_a_resident_without_saying_who(laptop: Fingers, house: House, catalogue: Catalogue) -> None:
    matter = catalogue.matter("M1103")
    _lay(laptop, "m1103")
    laptop.screen.intake.form.put(dict(matter.example.answers))
    take_papers(laptop, matter)
    laptop.key("F9")
    assert laptop.reads("请先填好代办人的姓名、身份证号和电话")
    assert case_numbers(house) == []


def test_the_agent_is_written_into_the_form_that_asks_for_him(laptop: Fingers) -> None:
    _say_who(laptop)
    _lay(laptop, "m0101")
    raw = laptop.screen.intake.form.filling.raw
    assert (raw["has_agent"], raw["agent_name"], raw["agent_id_no"]) == (True, "刘桂芳", AGENT["number"])


def test_a_wrong_number_of_the_agent_is_said_at_once(laptop: Fingers) -> None:
    laptop.write("刘桂芳")
    laptop.key("Tab")
    laptop.write("342225197604123177")
    laptop.key("Tab")
    assert laptop.reads("身份证号不对")
    assert laptop.screen.day.acting.person() is None


def test_a_resident_signs_on_the_agents_laptop(laptop: Fingers, house: House, catalogue: Catalogue) -> None:
    matter = catalogue.matter("M0901")
    _say_who(laptop)
    _lay(laptop, "m0901")
    laptop.screen.intake.form.put(dict(matter.example.answers))
    take_papers(laptop, matter)
    laptop.key("Alt+S")
    laptop.wait(lambda: glass(laptop).paper.pages)
    write(glass(laptop).pad)
    laptop.key("Return")
    assert len(laptop.screen.intake.papers.inks) == 1
    laptop.key("F9")
    laptop.wait(lambda: laptop.screen.page is laptop.screen.done)
    (seen,) = house.desks.signing.of_case(case_numbers(house)[0])
    assert (seen.state, seen.way) == (HOLDS, "screen")


def test_a_case_just_collected_is_signed_on_the_agents_laptop(
    laptop: Fingers, house: House, catalogue: Catalogue
) -> None:
    matter = catalogue.matter("M1103")
    _say_who(laptop)
    _lay(laptop, "m1103")
    laptop.screen.intake.form.put(dict(matter.example.answers))
    take_papers(laptop, matter)
    laptop.key("F9")
    laptop.wait(lambda: laptop.screen.page is laptop.screen.done)
    laptop.key("Alt+S")
    laptop.wait(lambda: glass(laptop).paper.pages)
    write(glass(laptop).pad)
    laptop.key("Return")
    laptop.wait(lambda: house.desks.signing.of_case(case_numbers(house)[0]))


def test_the_agents_own_line_is_whole_in_large_print(dressed: QApplication, qtbot: QtBot) -> None:
    """On the laptop that they have: the fields stand beside each other, no word is cut or written over."""
    theme = Theme("agent", ELDER)
    laptop, card = QWidget(), ActingCard(theme)
    theme.dress(laptop)
    qtbot.addWidget(laptop)
    card.setParent(laptop)
    laptop.resize(1366, 768)
    with qtbot.waitExposed(laptop):
        laptop.show()
    card.setGeometry(theme.px(16), 0, 1366 - 2 * theme.px(16), card.sizeHint().height())
    labels = [label for label in card.findChildren(Label) if label.isVisible()]
    assert [label.text() for label in labels if label.width() < label.sizeHint().width()] == []
    fields = card.findChildren(LineEditor)
    assert [label.text() for label in labels if any(label.geometry().intersects(f.geometry()) for f in fields)] == []
