"""The agent at a stick: picked, written and read by keys; what is on it is not confirmed yet, and that is said."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kiosk.store.post import CITY_BOX, CITY_KEY
from kiosk.ui import agent
from kiosk.ui.agent.drives import Stick
from kiosk.ui.agent.stick_round import StickRound
from kiosk.ui.errands import Errands
from kiosk.ui.feed import Feed
from kiosk.ui.fittings import Fittings
from kiosk.ui.theme import Theme
from sync.protocol.envelope import box_public, new_box, state_letterbox
from sync.protocol.seal import key_id, new_key, public_bytes

from .conftest import Fingers, House, StandingClock

CITY, BOX = new_key(), new_box()


@pytest.fixture
def sticks(tmp_path: Path) -> list[Stick]:
    """Two that are plugged in."""
    made = []
    for name, free in (("KINGSTON", 7_600_000_000), ("U盘", 300_000_000)):
        (tmp_path / name).mkdir()
        made.append(Stick(name, tmp_path / name, free))
    return made


@pytest.fixture
def laptop(qtbot: QtBot, errands: Errands, house: House, clock: StandingClock, sticks: list[Stick]) -> Fingers:
    with house.store.work("test") as work:
        public = public_bytes(CITY)
        work.drawer.set_setting(CITY_KEY, public.hex())
        word = state_letterbox("city", box_public(BOX), CITY.sign, key_id(public))
        work.drawer.set_setting(CITY_BOX, word.hex())
        work.drawer.set_setting("city.url", "https://city.example")
    fittings = Fittings(Theme("agent"), errands, Feed(), house.desks.say, None, clock.now)
    screen: Any = agent.build(house.desks, fittings, sticks=lambda: list(sticks))
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    fingers = Fingers(qtbot, screen, fittings)
    fingers.settle()
    return fingers


def test_what_waits_is_written_on_the_stick_that_was_picked(laptop: Fingers, sticks: list[Stick]) -> None:
    laptop.key("Ctrl+U")
    assert laptop.reads("KINGSTON")
    assert laptop.reads("还有 286 MB")
    laptop.key("2")
    laptop.key("F7")
    laptop.wait(lambda: laptop.reads("已写到U盘，还没确认"))
    assert [len(list(stick.path.iterdir())) for stick in sticks] == [0, 1]
    assert laptop.reads("1 件在U盘，待确认")
    assert laptop.reads("其中 1 条已经写在U盘上，还没确认")


def test_a_stick_without_an_answer_is_said_so(laptop: Fingers) -> None:
    laptop.key("Ctrl+U")
    laptop.key("F8")
    laptop.wait(lambda: laptop.reads("这里没有给本机"))
    assert laptop.reads("没有做成")


def test_a_stick_that_was_pulled_is_said_so_and_nothing_is_lost(laptop: Fingers, sticks: list[Stick]) -> None:
    laptop.key("Ctrl+U")
    sticks[0].path.rmdir()
    laptop.key("F7")
    laptop.wait(lambda: laptop.reads("U盘没插好或中途拔出了"))
    assert laptop.reads("1 件待上传")


def test_without_a_stick_nothing_can_be_pressed(laptop: Fingers, sticks: list[Stick]) -> None:
    sticks.clear()
    laptop.key("Ctrl+U")
    assert laptop.reads("没有看到U盘")
    laptop.key("F7")
    assert not laptop.reads("正在写U盘")
    laptop.key("Ctrl+D")
    assert laptop.screen.page is laptop.screen.day


def test_the_keys_of_the_stick_mean_nothing_elsewhere(laptop: Fingers, sticks: list[Stick]) -> None:
    laptop.key("F7")
    assert [list(stick.path.iterdir()) for stick in sticks] == [[], []]


def test_what_came_back_is_told_with_new_matters_and_what_still_waits(laptop: Fingers) -> None:
    from kiosk.app.sticks import StickRead

    class Answered:
        """A stick on which an answer lies."""

        def read(self, where: Path) -> StickRead:
            return StickRead(files=1, acknowledged=4, received=2, scans=1, waiting=3, definitions=1)

    laptop.key("Ctrl+U")
    round_of = laptop.screen.stick.findChild(StickRound)
    round_of._desks = SimpleNamespace(stick=Answered(), post=round_of._desks.post)
    laptop.key("F8")
    laptop.wait(
        lambda: laptop.reads("市平台确认了 4 条，带回 2 条消息。新的事项收到 1 份，到时候自动启用。还有 3 条没有送到。")
    )
