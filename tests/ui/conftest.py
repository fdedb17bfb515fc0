"""Screens for tests: the real look and lanes, desks of fakes, a clock that stands, and a hand that presses."""

import gc
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from forms import Catalogue
from kiosk.ui.errands import Errands
from kiosk.ui.feed import Feed
from kiosk.ui.fittings import Fittings
from kiosk.ui.theme import Theme, prepare

from . import fakes
from .card_kit import Reader

T = TypeVar("T", bound=QWidget)
WHOLE_EVERY = 40  # tests
HALL, HALL_LYING, BOARD, DESKTOP = (1080, 1920), (1920, 1080), (1920, 1080), (1366, 724)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The shipped matters."""
    return Catalogue.shipped()


@pytest.fixture
def house(catalogue: Catalogue) -> fakes.FakeHouse:
    """Desks of fakes."""
    return fakes.house(catalogue)


@pytest.fixture
def reader(house: Any) -> Reader:
    """The card reader of this house, whichever it is."""
    house.desks.card_reader = reader = Reader()
    return reader


@pytest.fixture(scope="session")
def sweeps() -> Iterator[int]:
    """Counts the sweeps: looking through everything costs a second by the end of a run."""
    return count(1)


@pytest.fixture(autouse=True)
def swept(sweeps: Iterator[int]) -> Iterator[None]:
    """Python's waste is swept up between the tests, on this thread, as the shell does it between two residents."""
    gc.disable()
    yield
    gc.collect(1 if next(sweeps) % WHOLE_EVERY else 2)


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application with the house's fonts and style."""
    prepare(qapp)
    return qapp


@pytest.fixture
def bugs() -> list[BaseException]:
    """Every bug that a lane brought home."""
    return []


@pytest.fixture
def errands(dressed: QApplication, bugs: list[BaseException]) -> Iterator[Errands]:
    """Lanes that are closed after the test."""

    def hook(bug: BaseException) -> str:
        bugs.append(bug)
        return "AB12CD"

    lanes = Errands(hook)
    yield lanes
    lanes.close()


@pytest.fixture
def fittings(house: fakes.FakeHouse, errands: Errands) -> Fittings:
    """What every screen is given."""
    return Fittings(Theme("hall"), errands, Feed(), house.desks.say, None, lambda: fakes.NOW)


class Hand:
    """Presses what is seen, and reads what is seen."""

    def __init__(self, qtbot: QtBot, screen: QWidget, errands: Errands) -> None:
        self._qtbot, self.screen, self._errands = qtbot, screen, errands

    def press(self, name: str) -> None:
        """The one visible button of that name; then everything that came of it."""
        found = [b for b in self._seen(QAbstractButton) if b.accessibleName() == name]
        assert len(found) == 1, f"{name}: {len(found)} of {[b.accessibleName() for b in self._seen(QAbstractButton)]}"
        assert found[0].isEnabled(), name
        found[0].click()
        self.settle()

    def settle(self) -> None:
        """Until nothing is on its way, and what came is drawn."""
        QApplication.processEvents()
        self._qtbot.waitUntil(lambda: not self._errands.busy, timeout=10_000)
        QApplication.processEvents()

    def texts(self) -> list[str]:
        """What can be read, and what things are called for those who do not see."""
        shown = [label.text() for label in self._seen(QLabel)]
        return shown + [w.accessibleName() for w in self._seen(QWidget) if w.accessibleName()]

    def reads(self, text: str) -> bool:
        """Whether this stands somewhere."""
        return any(text in one for one in self.texts())

    def photograph(self, path: Path) -> None:
        """For human eyes."""
        self.screen.grab().save(str(path))

    def _seen(self, kind: type[T]) -> list[T]:
        return [w for w in self.screen.findChildren(kind) if w.isVisible()]


@pytest.fixture
def show(qtbot: QtBot, errands: Errands) -> Callable[[QWidget, tuple[int, int]], Hand]:
    """Open a screen at a size; the hand that works it."""

    def opened(screen: QWidget, size: tuple[int, int]) -> Hand:
        qtbot.addWidget(screen)
        screen.resize(*size)
        with qtbot.waitExposed(screen):
            screen.show()
        hand = Hand(qtbot, screen, errands)
        hand.settle()
        return hand

    return opened
