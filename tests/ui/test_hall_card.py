"""A card on the reader in the hall: it says who he is where he is asked, and nowhere else."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from forms.identity import id_check_digit
from kiosk.domain.card import Card, CardKind
from kiosk.domain.refusals import Trouble
from kiosk.ui import hall
from kiosk.ui.fittings import Fittings
from kiosk.ui.frame import Frame
from kiosk.ui.hall.identity import IdentityPage
from kiosk.ui.hall.walk import HallWalk

from .card_kit import Reader
from .conftest import HALL, Hand
from .fakes import FakeHouse

ID = "34132319540312122" + id_check_digit("34132319540312122")
CARD = Card(CardKind.RESIDENT, "王秀兰", ID)


@pytest.fixture
def built(reader: Reader, house: FakeHouse, fittings: Fittings) -> tuple[Frame, HallWalk]:
    return hall.build(house.desks, fittings, prints=True)


@pytest.fixture
def hand(built: tuple[Frame, HallWalk], show: Callable[..., Hand]) -> Hand:
    frame, walk = built
    shown: Hand = show(frame, HALL)
    walk._way.go(walk._show_identity)
    return shown


def _page(hand: Hand) -> QWidget:
    page: QWidget = hand.screen.page  # type: ignore[attr-defined]
    return page


def test_a_card_on_the_reader_is_as_good_as_a_typed_number(hand: Hand, reader: Reader, qtbot: QtBot) -> None:
    assert hand.reads("也可以把身份证、居住证放到读卡器上")
    reader.lay(CARD)
    qtbot.waitUntil(lambda: hand.reads(f"3413**********{ID[-4:]}"))
    assert not hand.reads("王秀兰"), "the hall needs his number, not his name"


def test_a_card_that_lies_there_on_another_page_is_nobodys_business(
    hand: Hand, built: tuple[Frame, HallWalk], reader: Reader
) -> None:
    hand.screen.home_wanted.emit()  # type: ignore[attr-defined]
    assert not isinstance(_page(hand), IdentityPage)
    reader.lay(CARD)
    QApplication.processEvents()
    assert built[1]._id_number == ""


def test_a_card_lifted_too_soon_is_a_sentence_and_typing_goes_on(hand: Hand, reader: Reader, qtbot: QtBot) -> None:
    reader.lay(Trouble("card_lifted", reader="COM3"))
    qtbot.waitUntil(lambda: hand.reads("card_lifted") or hand.reads("没有读完"))
    page = _page(hand)
    assert isinstance(page, IdentityPage)
    page.field.setText(ID)
    page._on_done()
    qtbot.waitUntil(lambda: hand.reads(f"3413**********{ID[-4:]}"))


def test_a_number_that_a_scanner_types_says_who_he_is(hand: Hand, qtbot: QtBot) -> None:
    hand.screen.scanned.emit(ID.lower())  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: hand.reads(f"3413**********{ID[-4:]}"))
