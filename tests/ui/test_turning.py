"""The catalogue turns while people work: at its hour, told to whoever shows matters; nobody is thrown off a page."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from forms import Catalogue, shipped_folder
from kiosk.app.catalogue import Renewed
from kiosk.app.outcomes import Changed
from kiosk.ui import hall, turning
from kiosk.ui.errands import Errands
from kiosk.ui.feed import Feed
from kiosk.ui.fittings import Fittings
from kiosk.ui.hall.confirm import ConfirmPage
from kiosk.ui.theme import Theme
from kiosk.ui.turning import Turning

from . import fakes
from .conftest import HALL, Hand

OWN = "村级会议室借用登记"
ROOM = (
    (Path(__file__).parents[2] / "forms" / "FORMAT.md").read_text("utf-8").partition("```toml\n")[2].partition("```")[0]
)
Show = Callable[[QWidget, tuple[int, int]], Hand]


@pytest.fixture
def feed() -> Feed:
    return Feed()


def _turning(desk: fakes.FakeCatalogueDesk, errands: Errands, feed: Feed, owner: QObject) -> Turning:
    return Turning(lambda: desk, errands, feed, lambda: fakes.NOW, owner)  # type: ignore[arg-type, return-value]


def test_it_looks_at_the_hour_and_tells_whoever_listens(
    errands: Errands, feed: Feed, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turning, "SOON", 0.01)
    desk, told, owner = fakes.FakeCatalogueDesk(), [], QObject()
    desk.seen = Renewed(False, fakes.NOW + timedelta(seconds=0.05))
    feed.changed.connect(told.append)
    watch = _turning(desk, errands, feed, owner)
    watch.begin()
    qtbot.waitUntil(lambda: desk.looks == 1)
    assert told == []
    desk.seen = Renewed(True, None)  # the hour comes: the next look is at it, not half a minute later
    qtbot.waitUntil(lambda: told == [frozenset({Changed.CATALOGUE})], timeout=3_000)
    assert desk.looks == 2


def test_after_the_post_it_looks_again(errands: Errands, feed: Feed, qtbot: QtBot) -> None:
    desk, owner = fakes.FakeCatalogueDesk(), QObject()
    watch = _turning(desk, errands, feed, owner)
    watch.look()
    qtbot.waitUntil(lambda: desk.looks == 1 and not errands.busy)
    feed.tell(frozenset({Changed.QUEUE}))
    feed.tell(frozenset({Changed.POST}))
    qtbot.waitUntil(lambda: desk.looks == 2, timeout=3_000)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    place = tmp_path / "own" / "definitions" / "x" / "X0001.v1.toml"
    place.parent.mkdir(parents=True)
    place.write_text(ROOM, "utf-8")
    return tmp_path / "own"


def test_a_matter_that_was_added_is_found_in_the_hall(errands: Errands, show: Show, own: Path) -> None:
    catalogue = Catalogue.shipped()
    house = fakes.house(catalogue)
    fittings = Fittings(Theme("hall"), errands, Feed(), house.desks.say, None, lambda: fakes.NOW)
    frame, _ = hall.build(house.desks, fittings, prints=True)
    hand = show(frame, HALL)
    hand.press("其他事项")
    assert not hand.reads(OWN)
    catalogue.turn_to(Catalogue.from_sources([shipped_folder(), own]))
    fittings.feed.tell(frozenset({Changed.CATALOGUE}))
    hand.settle()
    hand.press(OWN)
    assert isinstance(frame.page, ConfirmPage)
    fittings.feed.tell(frozenset({Changed.CATALOGUE}))  # who has chosen is not disturbed
    hand.settle()
    assert isinstance(frame.page, ConfirmPage)
    assert [one.code for one in house.desks.hall.search("jhys")] == ["X0001"]
