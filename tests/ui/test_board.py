"""The board: everybody sees who is called to which window, one call after the other, and how fresh that is."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import cast

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.app.desks import Desks
from kiosk.app.outcomes import Changed
from kiosk.domain.refusals import Trouble
from kiosk.ui import board
from kiosk.ui.board.band import FLASHES, HALF, SHOWN_FOR
from kiosk.ui.board.calls import Call, Caller, places
from kiosk.ui.board.screen import BoardScreen
from kiosk.ui.errands import Errands
from kiosk.ui.feed import Feed
from kiosk.ui.fittings import Fittings
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import BigNumber

from .conftest import BOARD, DESKTOP, HALL, Hand
from .fakes import NOW, FakeHouse, ticket
from .fitting import cut

Show = Callable[[QWidget, tuple[int, int]], Hand]


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def given(house: FakeHouse, errands: Errands, clock: Clock) -> Fittings:
    return Fittings(Theme("board"), errands, Feed(), house.desks.say, None, clock)


@pytest.fixture
def screen(house: FakeHouse, given: Fittings) -> BoardScreen:
    house.queue.serving = [ticket("A", 31, window="1", minutes=9), ticket("C", 6, window="3", minutes=2)]
    house.queue.waiting = [ticket("C", 40), ticket("C", 41), ticket("A", 50)]
    return board.build(house.desks, given)


@pytest.mark.parametrize("size", [BOARD, DESKTOP, HALL])
def test_calls_windows_and_the_line_are_there_and_nothing_is_cut(
    screen: BoardScreen, show: Show, size: tuple[int, int]
) -> None:
    hand = show(screen, size)
    assert screen.band.number == "C006"
    assert hand.reads("3 号窗口")
    assert hand.reads("社会救助")
    assert hand.reads("社会救助 2 人")
    assert hand.reads("叫号正常")
    assert cut(screen) == []


def test_windows_keep_their_places_when_they_have_nobody(screen: BoardScreen, house: FakeHouse, show: Show) -> None:
    hand = show(screen, BOARD)
    house.queue.serving = [ticket("C", 7, window="4")]
    screen.look()
    hand.settle()
    for number in "1234":
        assert hand.reads(f"{number} 号窗口")
    assert screen.band.number == "C006"  # its time is not over
    screen.band.show_next()
    assert screen.band.number == "C007"


def test_calls_that_come_together_are_shown_one_after_the_other(
    screen: BoardScreen, house: FakeHouse, show: Show
) -> None:
    hand = show(screen, BOARD)
    house.queue.serving += [ticket("B", 1, window="2", minutes=1), ticket("B", 2, window="4", minutes=0)]
    screen.look()
    hand.settle()
    shown = []
    for _ in range(3):
        screen.band.show_next()
        shown.append(screen.band.number)
    assert shown == ["B001", "B002", "B002"]


def test_flashing_is_never_quicker_than_once_a_second_and_ends(screen: BoardScreen, show: Show) -> None:
    show(screen, BOARD)
    looks = [screen.band.property("card")]
    for _ in range(FLASHES):
        screen.band.half_passed()
        looks.append(screen.band.property("card"))
    assert 2 * HALF >= 1000
    assert looks[-1] == "band"
    assert set(looks) == {"band", "band-outlined"}


def test_a_source_that_is_away_leaves_the_last_picture_and_its_age(
    screen: BoardScreen, house: FakeHouse, show: Show, clock: Clock
) -> None:
    hand = show(screen, BOARD)
    house.queue.stop = Trouble("store_busy")
    clock.now = NOW + timedelta(seconds=30)
    screen.look()
    hand.settle()
    screen.look()
    assert hand.reads("画面停在 09:42")
    assert screen.band.number == "C006"
    house.queue.stop = None
    hand.settle()
    screen.look()
    hand.settle()
    assert hand.reads("叫号正常")


def test_a_call_in_this_program_is_seen_at_once(
    screen: BoardScreen, house: FakeHouse, show: Show, given: Fittings
) -> None:
    hand = show(screen, BOARD)
    house.queue.serving = [ticket("C", 8, window="3")]
    given.feed.tell(frozenset({Changed.QUEUE}))
    hand.settle()
    screen.band.show_next()
    assert screen.band.number == "C008"


def test_a_board_that_nobody_sees_does_not_look(screen: BoardScreen, house: FakeHouse, show: Show) -> None:
    hand = show(screen, BOARD)
    screen.hide()
    house.queue.serving = [ticket("C", 9, window="3")]
    screen.look()
    hand.settle()
    screen.band.show_next()
    assert screen.band.number == "C006"


def test_the_first_look_announces_only_the_latest_call(house: FakeHouse) -> None:
    house.queue.serving = [ticket("A", 31, window="1", minutes=9), ticket("C", 6, window="3", minutes=2)]
    caller = Caller()
    assert caller.news(house.queue.seen()) == [Call("C006", "3", 0)]
    assert caller.news(house.queue.seen()) == []


def test_a_repeated_call_is_news(house: FakeHouse) -> None:
    first = ticket("C", 6, window="3")
    house.queue.serving = [first]
    caller = Caller()
    caller.news(house.queue.seen())
    house.queue.serving = [ticket("C", 6, window="3").recalled()]
    assert caller.news(house.queue.seen()) == [Call("C006", "3", 1)]


def test_places_are_numbered_and_named_windows_come_last(house: FakeHouse) -> None:
    house.queue.serving = [ticket("C", 6, window="5"), ticket("C", 7, window="东")]
    assert places(house.queue.seen(), []) == ["1", "2", "3", "4", "5", "东"]


def test_the_running_text_stands_still_while_nobody_sees_it(screen: BoardScreen, show: Show, qtbot: QtBot) -> None:
    from kiosk.ui.board.ticker import Ticker

    show(screen, BOARD)
    ticker = screen.findChild(Ticker)
    assert ticker is not None
    before = ticker.grab().toImage()
    for _ in range(20):
        ticker.step()
    assert ticker.grab().toImage() != before
    screen.hide()
    assert not ticker._timer.isActive()


class FakeVoice:
    """Says nothing, and remembers; each call takes so many seconds."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.said: list[tuple[str, str]] = []

    def announce(self, number: str, window: str) -> float:
        self.said.append((number, window))
        return self.seconds


@pytest.mark.parametrize(("seconds", "shown"), [(9.5, 9500), (2.0, SHOWN_FOR)])
def test_a_call_stays_for_as_long_as_it_is_spoken_and_never_shorter_than_it_is_read(
    house: FakeHouse, given: Fittings, show: Show, seconds: float, shown: int
) -> None:
    voice = FakeVoice(seconds)
    house.desks.announcer = voice  # type: ignore[misc]
    house.queue.serving = [ticket("C", 6, window="3", minutes=2), ticket("B", 1, window="2", minutes=1)]
    screen = board.build(house.desks, given)
    hand = show(screen, BOARD)
    assert voice.said == []  # what was called before it was switched on is shown, not said
    house.queue.serving.append(ticket("B", 2, window="4"))
    screen.look()
    hand.settle()
    while not voice.said:
        screen.band.show_next()
    assert (screen.band.number, voice.said) == ("B002", [("B002", "4")])
    assert screen.band.stays == shown


def test_a_voice_that_cannot_be_used_leaves_a_board_that_says_so(house: FakeHouse, given: Fittings, show: Show) -> None:
    class Hoarse:
        """All desks, whose voice is no voice."""

        def __getattr__(self, name: str) -> object:
            if name == "announcer":
                raise Trouble("voice_wrong", given="folder")
            return getattr(house.desks, name)

    house.queue.serving = [ticket("C", 6, window="3")]
    screen = board.build(cast(Desks, Hoarse()), given)
    hand = show(screen, BOARD)
    assert screen.band.number == "C006"
    assert hand.reads("语音用不了")
    assert cut(screen) == []


def test_a_source_that_is_away_for_a_while_is_caught_up_with_by_itself(
    screen: BoardScreen, house: FakeHouse, show: Show, clock: Clock
) -> None:
    hand = show(screen, BOARD)
    house.queue.stop = Trouble("hub_away")
    for minute in range(3):
        clock.now = NOW + timedelta(minutes=minute + 1)
        screen.look()
        hand.settle()
        screen.look()
        hand.settle()
        assert hand.reads("画面停在 09:42")
        assert hand.reads("C006")
    house.queue.stop = None
    house.queue.serving = [ticket("C", 7, window="3"), ticket("B", 1, window="2", minutes=1)]
    screen.look()
    hand.settle()
    assert hand.reads("叫号正常")
    shown = []
    for _ in range(2):
        screen.band.show_next()
        shown.append(screen.band.number)
    assert sorted(shown) == ["B001", "C007"]  # both calls that it missed


@pytest.mark.parametrize("size", [BOARD, HALL])
def test_numbers_can_be_read_at_eight_metres(screen: BoardScreen, show: Show, size: tuple[int, int]) -> None:
    """A character is read at 200 times its height: 40 mm at 8 m, a 13th of the height of a 43-inch screen (535 mm);
    upright, a 24th of 952 mm."""
    show(screen, size)
    least = size[1] / (13 if size[0] > size[1] else 24)
    called = screen.band.findChildren(BigNumber)
    numbers = [n for n in screen.findChildren(BigNumber) if n.isVisible() and n.text[:1].isascii() and n.text]
    assert len([n for n in numbers if n in called]) == 2
    assert len(numbers) >= 4
    for number in numbers:
        assert _ink_height(number) >= least, number.text


def _ink_height(number: BigNumber) -> int:
    """The rows between the highest and the lowest dot of the digits, as they were drawn."""
    image = number.grab().toImage()
    ground = image.pixel(0, 0)
    rows = [y for y in range(image.height()) if any(image.pixel(x, y) != ground for x in range(image.width()))]
    return rows[-1] - rows[0] + 1


def test_a_call_moves_no_number_of_its_row(screen: BoardScreen, house: FakeHouse, show: Show) -> None:
    hand = show(screen, BOARD)
    house.queue.serving = [ticket("A", 31, window="1", minutes=9), ticket("C", 7, window="3", minutes=0)]
    screen.look()
    hand.settle()
    numbers = [screen._columns[window].number for window in ("1", "3")]
    assert {screen._columns[window].property("card") for window in ("1", "3")} == {"called", "plain"}
    tops = {number.mapTo(screen, number.rect().topLeft()).y() for number in numbers}
    assert len(tops) == 1


@pytest.mark.parametrize(("windows", "across"), [(1, 2), (2, 2), (3, 3), (4, 2), (5, 3), (6, 3), (8, 2), (9, 3)])
def test_an_upright_board_leaves_as_few_places_empty_as_can_be(windows: int, across: int) -> None:
    from kiosk.ui.board.screen import _across

    assert _across(windows) == across
