"""Two windows of one centre, each on its own PC behind the hub: what is parked at one is gone on with at the other."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kiosk.ui.errands import Errands
from kiosk.ui.feed import Feed
from kiosk.ui.fittings import Fittings
from kiosk.ui.theme import Theme
from kiosk.ui.window import build
from tests.lan.conftest import Centre

from .conftest import CLERKS, Fingers

NAME = "周大勇"


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    with ExitStack() as stay:
        made = Centre(tmp_path, stay)
        stay.callback(made.switch_off)
        yield made


@pytest.fixture
def window(centre: Centre, qtbot: QtBot, errands: Errands) -> Callable[[str], tuple[Any, Fingers]]:
    """A window on a PC of its own; its desks and the fingers of its clerk."""

    def sitting(number: str) -> tuple[Any, Fingers]:
        desks: Any = centre.pc(f"0{number}")[1]
        fittings = Fittings(Theme("window"), errands, Feed(), desks.say)
        screen = build(desks, fittings, number)
        qtbot.addWidget(screen)
        screen.resize(*CLERKS)
        with qtbot.waitExposed(screen):
            screen.show()
        fingers = Fingers(qtbot, screen, fittings)
        look(fingers, qtbot)
        return desks, fingers

    return sitting


def look(fingers: Fingers, qtbot: QtBot) -> None:
    """This clerk's turn: his window has the keyboard."""
    fingers.screen.activateWindow()
    qtbot.waitUntil(fingers.screen.isActiveWindow)
    fingers.settle()


def begin(fingers: Fingers, number: str) -> None:
    """Call the number and type the name of who came."""
    fingers.key("F1")
    fingers.wait(lambda: fingers.screen.rail.ticket is not None and fingers.screen.rail.ticket.number == number)
    fingers.wait(lambda: fingers.screen.page is fingers.screen.intake)
    fingers.write(NAME)
    fingers.settle()


def test_what_is_parked_at_one_window_is_taken_over_at_the_other_by_hand(
    centre: Centre, window: Callable[[str], tuple[Any, Fingers]], qtbot: QtBot
) -> None:
    number = centre.desks.queue.take("M0101").ticket.number
    desks2, second = window("3")
    desks1, first = window("2")
    begin(first, number)
    first.key("Ctrl+D")
    first.wait(lambda: first.reads("没办完的 1 件"))
    look(second, qtbot)
    second.screen.idle.show()
    fed(second)
    second.wait(lambda: second.reads(NAME))
    assert second.reads("2 号窗口（工号 02）停下")
    assert second.reads("接过来办")
    assert any(number in one and NAME in one for one in second.texts())
    second.key("Tab") if not second.screen.idle._draft_rows[0].hasFocus() else None
    second.key("Return")
    second.wait(lambda: second.screen.page is second.screen.intake)
    assert second.screen.intake.form.filling.raw["applicant_name"] == NAME
    assert desks2.drafts.all()[0].holder == "staff:03"
    look(first, qtbot)
    fed(first)
    first.wait(lambda: desks1.drafts.all() == [])
    first.wait(lambda: first.reads("没有未办完的件"))


def test_a_held_number_called_back_at_the_other_window_brings_its_draft(
    centre: Centre, window: Callable[[str], tuple[Any, Fingers]], qtbot: QtBot
) -> None:
    number = centre.desks.queue.take("M0101").ticket.number
    desks2, second = window("3")
    _, first = window("2")
    begin(first, number)
    first.key("F7", "1", "Return")
    first.wait(lambda: first.screen.rail.ticket is None)
    first.settle()
    fed(first)
    look(second, qtbot)
    fed(second)
    second.wait(lambda: second.reads(number))
    second.key("F8", "1")
    second.wait(lambda: second.screen.page is second.screen.intake)
    assert second.screen.intake.form.filling.raw["applicant_name"] == NAME
    with desks2.drafts._store.look() as work:
        (said,) = [one.read().payload for one in work.journal.of_kinds("draft.taken_over")]
    assert (said["holder"], said["ticket"], said["window"]) == ("staff:02", number, "3")
    assert [one.ticket for one in desks2.drafts.all()] == [number]


def test_a_hub_that_goes_away_takes_nothing_from_the_list(
    centre: Centre, window: Callable[[str], tuple[Any, Fingers]]
) -> None:
    number = centre.desks.queue.take("M0101").ticket.number
    desks, fingers = window("2")
    begin(fingers, number)
    centre.switch_off()
    fingers.key("Ctrl+D")
    fingers.wait(lambda: fingers.reads("没办完的 1 件"))
    fingers.key("Return")
    fingers.wait(lambda: fingers.screen.page is fingers.screen.intake)
    assert fingers.screen.intake.form.filling.raw["applicant_name"] == NAME
    assert len(desks.drafts.all()) == 1


def fed(fingers: Fingers) -> None:
    """The hub has rung: the line and the shelf are looked at."""
    from kiosk.app.outcomes import Changed

    fingers._feed.tell(frozenset({Changed.QUEUE, Changed.DRAFTS}))
    fingers.settle()
