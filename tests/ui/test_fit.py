"""Every public screen on every glass, in both sizes of print: nothing cut, nothing nameless, nothing too small."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget

from kiosk.ui import hall, track
from kiosk.ui.fit import fit_for
from kiosk.ui.fittings import Fittings

from .conftest import DESKTOP, HALL, HALL_LYING, Hand
from .fakes import FakeHouse
from .fitting import cut, nameless, too_low
from .test_hall import ID
from .test_track import FOUR, found_house

GLASSES = pytest.mark.parametrize(
    ("size", "elder"),
    [(HALL, False), (HALL, True), (HALL_LYING, False), (HALL_LYING, True), (DESKTOP, False)],
    ids=["upright", "upright-elder", "lying", "lying-elder", "desktop"],
)
Show = Callable[[QWidget, tuple[int, int]], Hand]


def _look(hand: Hand, size: tuple[int, int], elder: bool) -> None:
    fit = fit_for(*size, elder=elder)
    high, wide = int((96 if fit.upright else 72) * fit.factor), int(72 * fit_for(*size).factor)
    assert cut(hand.screen) == []
    assert nameless(hand.screen) == []
    assert too_low(hand.screen, high, wide) == []


@GLASSES
def test_every_page_of_the_hall(
    house: FakeHouse, fittings: Fittings, show: Show, size: tuple[int, int], elder: bool
) -> None:
    house.queue.pace = (14.0, 15.0, 16.0, 17.0, 18.0)
    frame, _ = hall.build(house.desks, fittings, elder=elder, prints=True)
    hand = show(frame, size)
    for _ in _through_the_hall(hand, house, elder):
        _look(hand, size, elder)
    for _ in range(80):
        frame.idle.second_passed()
    hand.settle()
    assert hand.reads("再等我一会")
    _look(hand, size, elder)


def _through_the_hall(hand: Hand, house: FakeHouse, elder: bool) -> Iterator[None]:
    """Stops at every page."""
    yield
    hand.press("宅基地申请")
    yield
    hand.press("农村宅基地和建房（规划许可）申请")
    yield
    house.printing.trouble = "paper_out"
    hand.press("取号")
    yield
    house.printing.trouble = ""
    hand.press("再打一张")
    yield
    hand.press("好了")
    hand.press("输身份证号取号")
    yield
    hand.press("输好了")
    yield
    hand.screen.page.field.setText(ID)  # type: ignore[attr-defined]
    hand.press("输好了")
    yield
    if elder:
        hand.press("全部事项")
        yield
        return
    hand.press("找事项")
    yield
    hand.press("S")
    yield


@GLASSES
def test_every_page_of_the_track_screen(
    house: FakeHouse, fittings: Fittings, show: Show, size: tuple[int, int], elder: bool
) -> None:
    number = found_house(house)
    frame, walk = track.build(house.desks, fittings, elder=elder)
    hand = show(frame, size)
    walk.begin()
    hand.settle()
    _look(hand, size, elder)
    hand.press("查一下")
    _look(hand, size, elder)
    page = hand.screen.page  # type: ignore[attr-defined]
    page.number.setText(number)
    page.last_four.setText("0000")
    hand.press("查一下")
    _look(hand, size, elder)
    page.last_four.setText(FOUR)
    hand.press("查一下")
    assert hand.reads("前办好")
    _look(hand, size, elder)
