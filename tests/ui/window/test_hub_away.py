"""A hub that hangs or is away: the screen goes on, says so calmly, and finds back by itself."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from kiosk.domain.refusals import Trouble

from .conftest import Fingers, House

Sit = Callable[..., Fingers]
HANG, BEAT, MOST = 2.0, 5, 0.05  # seconds, milliseconds, seconds


class Distant:
    """A line at a hub, which is the real line here: it hangs while `gate` is shut, or is away; `lost` answers."""

    def __init__(self, queue: Any) -> None:
        self._queue = queue
        self.gate = threading.Event()
        self.gate.set()
        self.away = False
        self.loses_answer = False

    def __getattr__(self, name: str) -> Any:
        step = getattr(self._queue, name)

        def asked(*given: object, **named: object) -> object:
            self.gate.wait(HANG)
            if self.away:
                raise Trouble("hub_away")
            answer = step(*given, **named)
            if self.loses_answer and name == "call":
                self.loses_answer = False
                raise Trouble("hub_away")
            return answer

        return asked


@pytest.fixture
def hub(house: House) -> Distant:
    """This PC's line as if it were a hub's."""
    distant = Distant(house.desks.queue)
    house.desks._line_desks.queue = distant
    return distant


class Heart:
    """Beats every few milliseconds in the event loop; `longest` is the longest time without a beat, in seconds."""

    def __init__(self) -> None:
        self.longest, self._last = 0.0, time.thread_time()
        self._timer = QTimer(interval=BEAT)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.thread_time()  # what this thread did itself: a busy machine is nobody's fault
        self.longest, self._last = max(self.longest, now - self._last), now


def test_a_hub_that_hangs_never_holds_up_the_keys(hub: Distant, house: House, sit_down: Sit, qtbot: QtBot) -> None:
    fingers = sit_down(house)
    fingers.tell(house.desks.queue.take("M1103"))
    screen = fingers.screen
    hub.gate.clear()
    began, heart = time.monotonic(), Heart()
    screen.pressed.emit("F1")
    assert time.monotonic() - began < HANG / 4  # the key itself waits for nobody
    qtbot.waitUntil(lambda: not screen.rail.can("F1"), timeout=1500)  # and is seen to be under way
    screen.pressed.emit("F1")
    screen.pressed.emit("F5")
    assert screen.rail.ticket is None
    assert time.monotonic() - began < HANG
    assert heart.longest < MOST
    hub.gate.set()
    fingers.wait(lambda: screen.rail.ticket is not None)
    fingers.settle()
    assert len(hub.seen().serving) == 1


def test_a_hub_that_is_away_is_said_in_the_rail_and_found_again(hub: Distant, house: House, sit_down: Sit) -> None:
    fingers = sit_down(house)
    taken = house.desks.queue.take("M1103")
    fingers.tell(taken)
    hub.away = True
    fingers.key("F1")
    assert fingers.reads("连不上中心节点，叫号暂停")
    assert not fingers.screen._said_box.isVisible()
    fingers.key("Ctrl+N")
    fingers.write("m0101")
    fingers.key("Return")
    fingers.write("周大勇")
    fingers.wait(house.desks.drafts.all)  # the rest of the window works on
    hub.away = False
    fingers.wait(lambda: not fingers.reads("连不上中心节点"))  # by itself
    assert fingers.screen.intake.form.filling.raw["applicant_name"] == "周大勇"


def test_a_call_whose_answer_was_lost_is_not_made_twice(hub: Distant, house: House, sit_down: Sit) -> None:
    fingers = sit_down(house)
    first, second = house.desks.queue.take("M1103"), house.desks.queue.take("M0101")
    fingers.tell(first, second)
    hub.loses_answer = True
    fingers.key("F1")
    fingers.key("F1")
    fingers.wait(lambda: fingers.screen.page is fingers.screen.intake)
    assert fingers.screen.rail.ticket.number == first.ticket.number
    assert [ticket.number for ticket in hub.seen().waiting] == [second.ticket.number]


def test_a_hub_away_at_the_start_leaves_a_window_that_works(hub: Distant, house: House, sit_down: Sit) -> None:
    hub.away = True
    fingers = sit_down(house)
    assert fingers.reads("连不上中心节点，叫号暂停")
    assert not fingers.screen.rail.can("F1")
    fingers.key("F1", "F8", "Ctrl+Z")
    assert fingers.screen.page is fingers.screen.idle
