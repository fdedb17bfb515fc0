"""The entry pad in the hall: a matter's own characters on our own keys, at touch size; gone with whoever used it."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kiosk.ui import hall
from kiosk.ui.fittings import Fittings
from kiosk.ui.pad.cells import Cells
from kiosk.ui.pad.panel import EntryPad

from .conftest import HALL, HALL_LYING, Hand
from .fakes import FakeHouse

Show = Callable[[QWidget, tuple[int, int]], Hand]


def _pad(hand: Hand) -> EntryPad:
    return next(one for one in hand.screen.findChildren(EntryPad) if one.isVisible())


@pytest.mark.parametrize("size", [HALL, HALL_LYING])
def test_a_matter_is_found_by_a_character_of_its_name(
    house: FakeHouse, fittings: Fittings, show: Show, qtbot: QtBot, size: tuple[int, int]
) -> None:
    frame, _ = hall.build(house.desks, fittings, prints=True)
    hand = show(frame, size)
    hand.press("找事项")
    hand.press("找汉字")
    pad = _pad(hand)
    assert frame.rect().contains(pad.geometry())
    for letter in "DI7":
        next(b for b in pad.findChildren(QWidget) if b.accessibleName() == letter).click()
    hand.settle()
    cells = pad.findChild(Cells)
    assert cells._cells[0].text == "低"  # everyday characters come first where there is no keyboard
    assert cells._side >= 96
    hand.press("下一页")
    assert cells.at == cells._columns() * 2
    hand.press("上一页")
    hand.press("填入")
    field = next(one for one in frame.findChildren(QLineEdit) if one.isVisible())
    assert field.text() == "低"
    assert hand.reads("最低生活保障对象认定")
    assert not pad.isVisible()


def test_who_goes_away_takes_the_pad_with_him(house: FakeHouse, fittings: Fittings, show: Show) -> None:
    frame, _ = hall.build(house.desks, fittings, prints=True)
    hand = show(frame, HALL)
    hand.press("找事项")
    hand.press("找汉字")
    pad = _pad(hand)
    pad.box.setText("di")
    hand.press("返回")
    assert not any(one.isVisible() for one in hand.screen.findChildren(EntryPad))
