"""Who sits in front of an upright screen reaches every key: none lies in the upper two fifths of the glass."""

from collections.abc import Callable
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.ui import hall
from kiosk.ui.fittings import Fittings
from kiosk.ui.frame import IDLE, OUT_OF_REACH, Frame
from kiosk.ui.hall.walk import HallWalk

from .conftest import HALL, HALL_LYING, Hand
from .fakes import FakeHouse, ticket
from .fitting import cut
from .test_hall import CATEGORY, ID, MATTER, TAKE, _identify, _number, _wait

Show = Callable[[QWidget, tuple[int, int]], Hand]
LOW = "坐着操作"


@pytest.fixture
def walk(house: FakeHouse, fittings: Fittings) -> tuple[Frame, HallWalk]:
    return hall.build(house.desks, fittings, prints=True)


@pytest.fixture(params=[False, True])
def hand(walk: tuple[Frame, HallWalk], show: Show, request: pytest.FixtureRequest) -> Hand:
    """Seated, in either print."""
    hand = show(walk[0], HALL)
    walk[0].set_elder(request.param)
    hand.settle()
    hand.press(LOW)
    return hand


def _within_reach(hand: Hand) -> None:
    screen = hand.screen
    least = screen.height() * OUT_OF_REACH
    keys = [b for b in screen.findChildren(QAbstractButton) if b.isVisible()]
    assert keys
    high = [b.accessibleName() for b in keys if b.mapTo(screen, QPoint(0, 0)).y() < least]
    assert high == []
    bare = [b for b in keys if not b.visibleRegion().isEmpty()]  # what is scrolled away is not in the way
    over = [
        (one.accessibleName(), other.accessibleName())
        for one, other in combinations(bare, 2)
        if _on(screen, one).intersects(_on(screen, other))
    ]
    assert over == []
    assert cut(screen) == []


def _on(screen: QWidget, key: QAbstractButton) -> QRect:
    """Where it stands on the glass, as far as it is not scrolled away."""
    return key.visibleRegion().boundingRect().translated(key.mapTo(screen, QPoint(0, 0)))


def test_every_key_on_the_way_to_a_number_is_within_reach(hand: Hand, house: FakeHouse) -> None:
    house.queue.green_age, house.queue.long_queue, house.queue.waiting = 60, 2, [ticket("C", 1), ticket("C", 2)]
    _within_reach(hand)
    _identify(hand)
    _within_reach(hand)
    for name in (CATEGORY, MATTER, TAKE, "要取号"):
        hand.press(name)
        _within_reach(hand)
    assert _number(hand) == "C012"


@pytest.mark.parametrize("way", ["输身份证号取号", "找事项", "全部事项"])
def test_every_other_way_is_within_reach_too(hand: Hand, way: str) -> None:
    if way in [b.accessibleName() for b in hand.screen.findChildren(QAbstractButton)]:
        hand.press(way)
        _within_reach(hand)


def test_it_ends_with_whoever_needed_it(hand: Hand, walk: tuple[Frame, HallWalk]) -> None:
    assert walk[0].fit.low
    _wait(hand, walk[0], IDLE)
    assert not walk[0].fit.low
    assert ID not in "".join(hand.texts())


def test_a_lying_glass_has_no_such_key(house: FakeHouse, fittings: Fittings, show: Show) -> None:
    hand = show(hall.build(house.desks, fittings, prints=True)[0], HALL_LYING)
    assert not hand.reads(LOW)
