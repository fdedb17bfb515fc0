"""A county's own matter without a programmer: from an official's workbook to the page on a resident's telephone, taken
over by a kiosk that was running all the while. No code knows the matter."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import requests
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.app.desks import Desks
from kiosk.app.outcomes import Changed
from kiosk.demo.city import DemoCity
from kiosk.demo.pictures import Gallery, code_of, printed
from kiosk.devices.clock import SystemClock
from kiosk.domain.deadline import CHINA
from kiosk.paper.qr import modules
from kiosk.paper.raster import page_count
from kiosk.settings import Settings
from kiosk.ui import postman, turning
from kiosk.ui.places import Seat
from kiosk.ui.robot import Robot
from kiosk.wiring import house

from .official import CODE, NAME, cell_of, write
from .station import Station

TODAY = datetime.now(CHINA).date()
CLERKS, HALL = (1366, 768), (1080, 1920)


class TurnedClock(SystemClock):
    """The clock of this PC, which the test sets forward."""

    ahead = timedelta()

    def now(self) -> datetime:
        return super().now() + TurnedClock.ahead


@pytest.fixture
def signed(joined: Station, city: DemoCity, tmp_path: Path) -> Path:
    """What the official did: a faulty workbook, a right one, a look at it, a signed parcel that holds from tomorrow."""
    pattern, sheet, own = tmp_path / "pattern.xlsx", tmp_path / "own.xlsx", tmp_path / "own"
    assert joined.run("forms", "export-xlsx", "MX02", "--out", str(pattern)).code == 0
    write(pattern, sheet, TODAY, 版本="第一版", paper="其他有关材料")
    wrong = joined.run("forms", "import-xlsx", str(sheet), "--out", str(own))
    assert wrong.code == 2
    assert not own.exists()
    told = {(one["sheet"], one["cell"]) for one in wrong.value["faults"]}
    assert ("指南", cell_of(sheet, "指南", "版本", 1)) in told
    write(pattern, sheet, TODAY, paper="其他有关材料")
    (fault,) = joined.run("forms", "import-xlsx", str(sheet), "--out", str(own)).value["faults"]
    assert (fault["sheet"], fault["cell"]) == ("材料", cell_of(sheet, "材料", "其他有关材料"))
    assert "兜底" in fault["sentence"]

    faulty = joined.run("forms", "preview", str(sheet), "--out", str(tmp_path / "none"))
    assert (faulty.code, faulty.value["faults"][0]["where"]) == (2, f"材料 {fault['cell']}")

    write(pattern, sheet, TODAY)
    seen = joined.run("forms", "preview", str(sheet), "--out", str(tmp_path / "preview")).value
    assert [len(Gallery().hang(name, Path(name).read_bytes())) > 10_000 for name in seen["files"]] == [True, True]
    assert joined.run("forms", "import-xlsx", str(sheet), "--out", str(own)).value["ok"]
    assert joined.run("forms", "key", "--out", str(tmp_path / "county.key")).code == 0
    out = tmp_path / "county.bundle"
    words = ("--issuer", "灵璧县", "--key", str(tmp_path / "county.key"), "--out", str(out))
    since = (datetime.now(CHINA) + timedelta(days=1)).isoformat(timespec="seconds")
    assert joined.run("forms", "pack", str(own), "--since", since, *words).code == 0
    return out


@pytest.fixture
def running(
    joined: Station, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Robot, Desks]]:
    """All screens of a seat on this station, with their postman, and their eye on the hour."""
    for name, value in joined.environment.items():
        if os.environ.get(name) != value:
            monkeypatch.setenv(name, value)
    for module, name in ((postman, "SOON"), (postman, "LATER"), (turning, "SOON"), (turning, "LATER")):
        monkeypatch.setattr(module, name, 0.3)
    monkeypatch.setattr(house, "SystemClock", TurnedClock)
    TurnedClock.ahead = timedelta()
    settings = Settings(joined.data, tmp_path / "keys")
    with house.opened(settings) as store:
        desks = house.furnish(store, settings, "staff:0305")
        robot = Robot(lambda: desks, Seat("desk", "3"), modules)
        qtbot.addWidget(robot.shell)
        robot.show(*CLERKS)
        yield robot, desks
        robot.close()
        QApplication.processEvents()


def _by_post(robot: Robot, seen: Callable[[], object], what: str) -> None:
    """Wait for what the post brings; things happen here meanwhile, so that the postman goes soon."""

    def look() -> object:
        robot.shell.feed.tell(frozenset({Changed.POST, Changed.CASES}))
        return seen()

    robot.wait(look, what)


def _in_the_hall(robot: Robot) -> bool:
    """Whether a resident finds it by its initials."""
    robot.place("hall", *HALL)
    robot.tap("找事项")
    robot.type("hbxs")
    found = robot.eyes.shows(NAME)
    robot.tap("回首页")
    return found


def _filed(robot: Robot, desks: Desks) -> str:
    """The clerk chooses it, fills in the sample, takes the papers, presses F9: the case's number."""
    robot.place("window", *CLERKS)
    robot.press("Ctrl+N")
    robot.type(CODE)
    robot.press("Return")
    robot.wait(lambda: robot.eyes.shows("借几张桌子"), "the form")
    matter = desks.intake.open(CODE)
    robot.fill(matter.example.answers)
    robot.press("Ctrl+M")
    robot.press("3")
    robot.press("Return")
    robot.press("Escape")
    robot.press("F9")
    robot.wait(lambda: desks.cases.find(""), "a case")
    found = desks.cases.find("")[0]
    assert found.matter == CODE
    robot.wait(lambda: robot.eyes.shows(found.case_no), "the number on the screen")
    return found.case_no


def _receipt(robot: Robot, desks: Desks, data: Path) -> str:
    """The link in the code on the paper."""
    document = desks.cases.show(desks.cases.find("")[0].case_no, "cli").document_no
    robot.wait(lambda: [one for one in (data / "exports").glob("*.pdf") if document in one.name], "the receipt")
    pdf = next(one for one in (data / "exports").glob("*.pdf") if document in one.name).read_bytes()
    return code_of([printed(pdf, number) for number in range(page_count(pdf))])


def test_a_workbook_becomes_a_matter_that_is_filed_and_followed(
    signed: Path, running: tuple[Robot, Desks], joined: Station, city: DemoCity, tmp_path: Path
) -> None:
    robot, desks = running
    assert not _in_the_hall(robot)
    published = city.ask("catalogue", "publish", str(signed), "--key", f"{tmp_path / 'county.key'}.pub")
    assert published["serial"] == city.ask("catalogue", "list")[0]["serial"]
    _by_post(robot, lambda: desks.catalogue.held().installed, "the parcel by post")
    (waiting,) = desks.catalogue.held().installed
    assert waiting.digest == published["digest"]
    assert not desks.catalogue.held().taken
    assert not _in_the_hall(robot)

    TurnedClock.ahead = timedelta(days=1)
    robot.wait(lambda: desks.hall.search("hbxs"), "the hour")
    assert _in_the_hall(robot)

    case_no = _filed(robot, desks)
    link = _receipt(robot, desks, joined.data)
    _by_post(robot, lambda: case_no in {case["case_no"] for case in city.ask("cases")}, "the case at the city")
    page = requests.get(link, timeout=20).text
    assert case_no in page
    assert NAME in page
    assert joined.run("check").value["ok"]
    assert city.ask("check")["ok"]
