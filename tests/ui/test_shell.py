"""The shell: a window before the house, a calm word when something breaks, a clean end."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from forms import Catalogue
from kiosk.app.desks import Desks
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.settings import Settings
from kiosk.ui.board.screen import BoardScreen
from kiosk.ui.hall.shelf import CatalogueShelf
from kiosk.ui.places import HallPlace, Seat
from kiosk.ui.shell import Shell, run
from kiosk.ui.tokens import ELDER
from kiosk.ui.widgets import Label
from kiosk.ui.window.rail import Rail

from .fakes import STATION, FakeHouse


def _texts(shell: Shell) -> list[str]:
    return [w.text() for w in shell.findChildren(Label) if w.isVisible()]


def _press(shell: Shell, name: str) -> None:
    next(b for b in shell.findChildren(QPushButton) if b.isVisible() and b.accessibleName() == name).click()


def _open(qtbot: QtBot, shell: Shell, size: tuple[int, int] = (1080, 1920)) -> Shell:
    qtbot.addWidget(shell, before_close_func=lambda s: s.errands.close())
    shell.resize(*size)
    with qtbot.waitSignal(shell.ready):
        shell.show()
    return shell


def test_the_hall_is_there_before_the_house_is_open(
    dressed: QApplication, qtbot: QtBot, house: FakeHouse, catalogue: Catalogue
) -> None:
    shell = Shell(lambda: house.desks, Seat("hall"), shelf=lambda: CatalogueShelf(catalogue))
    shell.resize(1080, 1920)
    qtbot.addWidget(shell, before_close_func=lambda s: s.errands.close())
    with qtbot.waitExposed(shell):
        shell.show()
    qtbot.waitUntil(lambda: "社会救助" in _texts(shell))
    with qtbot.waitSignal(shell.ready):
        pass
    qtbot.waitUntil(lambda: STATION.name in _texts(shell))


def test_a_seat_of_one_place_has_no_tabs_and_a_desk_has_all(
    dressed: QApplication, qtbot: QtBot, house: FakeHouse
) -> None:
    board = _open(qtbot, Shell(lambda: house.desks, Seat("board")), (1920, 1080))
    assert isinstance(board.show_place("board"), BoardScreen)
    with pytest.raises(KeyError):
        board.show_place("hall")
    desk = _open(qtbot, Shell(lambda: house.desks, Seat("desk")), (1366, 768))
    assert isinstance(desk.show_place("hall"), HallPlace)
    _press(desk, "叫号屏")
    assert any("刚才叫过" in text for text in _texts(desk))


def test_a_house_that_cannot_be_opened_closes_the_window_and_says_why(dressed: QApplication, qtbot: QtBot) -> None:
    def opening() -> Desks:
        raise Refusal("store_missing", path="")

    with pytest.raises(Refusal) as told:
        run(opening, Seat("hall"))
    assert told.value.key == "store_missing"


def test_a_bug_is_said_calmly_with_its_number(dressed: QApplication, qtbot: QtBot, house: FakeHouse) -> None:
    shell = _open(qtbot, Shell(lambda: house.desks, Seat("hall")))
    shell.hook.caught.emit("AB12CD")
    qtbot.waitUntil(lambda: any("AB12CD" in text for text in _texts(shell)))
    assert any("没有丢失" in text for text in _texts(shell))
    _press(shell, "知道了")
    qtbot.waitUntil(lambda: not any("AB12CD" in text for text in _texts(shell)))
    assert "Traceback" not in "".join(_texts(shell))


def test_what_nobody_caught_reaches_the_screen(dressed: QApplication, qtbot: QtBot, house: FakeHouse) -> None:
    import sys

    shell = _open(qtbot, Shell(lambda: house.desks, Seat("hall")))
    shell.hook.install()
    try:
        with qtbot.waitSignal(shell.hook.caught):
            sys.excepthook(ValueError, ValueError("x"), None)
    finally:
        shell.hook.remove()


def test_the_postman_goes_round_and_the_board_sends_none(
    dressed: QApplication, qtbot: QtBot, house: FakeHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kiosk.ui import postman

    monkeypatch.setattr(postman, "SOON", 0.01)
    _open(qtbot, Shell(lambda: house.desks, Seat("board")), (1920, 1080))
    _open(qtbot, Shell(lambda: house.desks, Seat("hall")))
    qtbot.waitUntil(lambda: house.post.rounds == 1)


def test_bad_news_is_said_by_the_house_and_a_bug_by_the_shell(
    dressed: QApplication, qtbot: QtBot, house: FakeHouse
) -> None:
    shell = _open(qtbot, Shell(lambda: house.desks, Seat("hall")))
    assert shell.say(Trouble("disk_full")) == "<disk_full>"
    assert "77" in shell.say(Trouble("unforeseen", id="77"))


def test_case_progress_is_one_press_away_and_leads_back(dressed: QApplication, qtbot: QtBot, house: FakeHouse) -> None:
    shell = _open(qtbot, Shell(lambda: house.desks, Seat("hall")))
    _press(shell, "查办件进度")
    qtbot.waitUntil(lambda: "身份证后四位" in _texts(shell))
    _press(shell, "回首页")
    qtbot.waitUntil(lambda: "您要办什么事？" in _texts(shell))


def test_a_real_number_comes_out_of_a_real_store(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    from kiosk.wiring.house import furnish, opened
    from kiosk.wiring.station import begin_station

    settings = Settings(tmp_path / "data", keys=tmp_path / "keys")
    begin_station(settings, "341323110000-01", STATION, "https://cx.example.gov.cn")
    with opened(settings) as store:
        desks = furnish(store, settings, "cli")
        shell = _open(qtbot, Shell(lambda: desks, Seat("hall", prints=False)))
        for name in ("社会救助", "最低生活保障对象认定", "取号"):
            qtbot.waitUntil(lambda name=name: any(b.accessibleName() == name for b in _buttons(shell)))
            _press(shell, name)
        qtbot.waitUntil(lambda: any("请拍下号码" in text for text in _texts(shell)))
        number = desks.queue.seen().waiting[0].number
        assert any(number in text for text in _texts(shell))
        qtbot.waitUntil(lambda: not shell.errands.busy, timeout=10_000)
        shell.errands.close()


def _buttons(shell: Shell) -> list[QPushButton]:
    return [b for b in shell.findChildren(QPushButton) if b.isVisible()]


def test_large_print_reaches_every_place_of_the_staff(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    """`kiosk --elder`: the clerk's own screens as well; what stands before residents fits itself."""
    from kiosk.wiring.house import furnish, opened
    from kiosk.wiring.station import begin_station

    settings = Settings(tmp_path / "data", tmp_path / "keys")
    begin_station(settings, "341323110000-01", STATION, "https://cx.example.gov.cn")
    with opened(settings) as store:
        desks = furnish(store, settings, "staff:03")
        plain = _open(qtbot, Shell(lambda: desks, Seat("window", "3")), (1366, 768))
        large = _open(qtbot, Shell(lambda: desks, Seat("window", "3", elder=True)), (1366, 768))
        rails = [shell.show_place("window").findChildren(Rail)[0].width() for shell in (plain, large)]
        for shell in (plain, large):
            qtbot.waitUntil(lambda shell=shell: not shell.errands.busy)
            shell.errands.close()
    assert rails[1] == round(rails[0] * ELDER)
    factors = {place: Seat("desk", elder=True).factor_at(place) for place in ("window", "office", "hall", "board")}
    assert factors == {"window": ELDER, "office": ELDER, "hall": 1.0, "board": 1.0}
