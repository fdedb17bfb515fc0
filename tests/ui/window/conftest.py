"""A window for tests: the real store, the real desks, a clock that stands, a printer that obeys, and ten fingers."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from forms import Matter
from kiosk.app.papers import Printed
from kiosk.domain.deadline import CHINA
from kiosk.settings import Settings
from kiosk.store.door import OpenStore, open_store
from kiosk.ui.errands import Errands
from kiosk.ui.feed import Feed
from kiosk.ui.fittings import Fittings
from kiosk.ui.theme import Theme
from kiosk.ui.window import build
from kiosk.wiring.house import furnish
from kiosk.wiring.station import begin_station, named_station
from tests.ui.keys import press, type_letter

NOW = datetime(2026, 11, 23, 10, 47, tzinfo=CHINA)
WINDOW, STAFF = "3", "staff:0305"
CLERKS = (1366, 768)


@dataclass
class StandingClock:
    """Stands at NOW, and moves a second at each look so that nothing happens at the same time; not while `still`."""

    seconds: int = 0
    still: bool = False

    def now(self) -> datetime:
        self.seconds += not self.still
        return NOW + timedelta(seconds=self.seconds)

    def mono(self) -> int:
        return self.seconds * 1_000_000_000

    def boot(self) -> str:
        return "boot-1"


@dataclass
class Tray:
    """A press whose paper is counted; `trouble` is what the printer says instead."""

    trouble: str = ""
    receipts: list[Any] = field(default_factory=list)
    documents: list[tuple[str, int, bool]] = field(default_factory=list)

    def slip(self, paper: Any) -> Printed:
        return Printed(b"%PDF", "前台")

    def receipt(self, paper: Any, copy: int = 1) -> Printed:
        if not self.trouble:
            self.receipts.append(paper)
        return Printed(b"%PDF-receipt", "前台", self.trouble)

    def document(self, paper: Any, /, copy: int = 1, again: bool = False) -> Printed:
        self.documents.append((paper.heading.document_no, copy, again))
        return Printed(b"%PDF-document", "前台", self.trouble)

    def finished(self, title: str, pdf: bytes, /) -> Printed:
        self.documents.append((title, 1, False))
        return Printed(pdf, "前台", self.trouble)

    def joint(self, paper: Any) -> Printed:
        return self.receipt(paper)


@dataclass
class House:
    """One PC: its desks, its store, its printer."""

    desks: Any
    store: OpenStore
    tray: Tray
    clock: StandingClock


class Fingers:
    """Keys and nothing else: what is typed goes to whoever has the cursor. `pressed` counts keys that are no data."""

    def __init__(self, qtbot: QtBot, screen: QWidget, fittings: Fittings) -> None:
        self._qtbot = qtbot
        self._errands = fittings.errands
        self._feed = fittings.feed
        self.screen: Any = screen
        self.pressed = 0

    def key(self, *sequences: str) -> None:
        """Press keys, as ("F9",) or ("Ctrl+M", "Return")."""
        for sequence in sequences:
            press(self._cursor(), sequence)
            self.pressed += 1
        self.settle()

    def write(self, text: str) -> None:
        """Type data."""
        for letter in text:
            type_letter(self._cursor(), letter)
        QApplication.processEvents()

    def settle(self) -> None:
        """Until nothing is on its way and everything is drawn."""
        for _ in range(3):
            QApplication.processEvents()
            self._qtbot.waitUntil(lambda: not self._errands.busy, timeout=10_000)
        QApplication.processEvents()

    def wait(self, seen: Callable[[], object]) -> None:
        """Until something is so."""
        self._qtbot.waitUntil(lambda: bool(seen()), timeout=10_000)

    def tell(self, *outcomes: Any) -> None:
        """What was done elsewhere in the house, at the hall or by the city."""
        for outcome in outcomes:
            self._feed.tell(outcome.changed)
        self.settle()

    def texts(self) -> list[str]:
        """What can be read now."""
        return [label.text() for label in self.screen.findChildren(QLabel) if label.isVisible() and label.text()]

    def reads(self, text: str) -> bool:
        """Whether this stands somewhere."""
        return any(text in one for one in self.texts())

    def _cursor(self) -> QWidget:
        return QApplication.focusWidget() or self.screen


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PC that has just been set up, to be copied for each test."""
    home = tmp_path_factory.mktemp("station")
    station = named_station("灵璧县渔沟镇为民服务中心")
    begin_station(Settings(home / "data", home / "keys"), "341323110000-01", station, "https://cx.example.gov.cn")
    return home


@pytest.fixture
def opened(tmp_path: Path, begun: Path, clock: StandingClock) -> Iterator[Callable[[], House]]:
    """Opens the PC's house; once more is a restart. The store of the one before is closed."""
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    settings = Settings(tmp_path / "data", tmp_path / "keys")
    stores: list[OpenStore] = []

    def opening() -> House:
        while stores:
            stores.pop().close()
        stores.append(open_store(settings.data, settings.keys, clock))
        desks: Any = furnish(stores[-1], settings, STAFF)
        desks._clock = clock
        tray = Tray()
        desks.printing._press = desks.handing_out._press = tray
        return House(desks, stores[-1], tray, clock)

    yield opening
    while stores:
        stores.pop().close()


@pytest.fixture
def house(opened: Callable[[], House]) -> House:
    return opened()


@pytest.fixture
def sit_down(qtbot: QtBot, errands: Errands, clock: StandingClock) -> Callable[..., Fingers]:
    """Open the window's screen on a house; the fingers of its clerk."""

    def sitting(house: House, size: tuple[int, int] = CLERKS, factor: float = 1.0) -> Fingers:
        fittings = Fittings(Theme("window", factor), errands, Feed(), house.desks.say, None, clock.now)
        screen = build(house.desks, fittings, WINDOW)
        qtbot.addWidget(screen)
        screen.resize(*size)
        with qtbot.waitExposed(screen):
            screen.show()
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)
        fingers = Fingers(qtbot, screen, fittings)
        fingers.settle()
        return fingers

    return sitting


@pytest.fixture
def fingers(house: House, sit_down: Callable[..., Fingers]) -> Fingers:
    return sit_down(house)


class Typist:
    """Types a matter's own example into the form, field by field, as the cursor goes by Enter."""

    def __init__(self, fingers: Fingers, matter: Matter) -> None:
        self._fingers = fingers
        self._matter = matter
        self._answers = dict(matter.example.answers)

    def fill(self) -> None:
        """From the first field to the last; fields that the example leaves out are passed over by Enter."""
        form = self._fingers.screen.intake.form
        for _ in range(400):
            at = form.filling.progress.at
            if self._type(at):
                return
        raise AssertionError(f"the cursor stays in {at}")

    def _type(self, path: str) -> bool:
        """Answer the field that has the cursor, and go on; True when the form is done."""
        form = self._fingers.screen.intake.form
        key, _, rest = path.partition("[")
        field = next(one for one in self._matter.fields if one.key == key)
        value = self._answers.get(key)
        if rest:
            nth, _, column = rest.partition("].")
            field = next(one for one in field.columns if one.key == column)
            rows = value or []
            value = rows[int(nth)].get(column) if int(nth) < len(rows) else None
        if value is not None and not self._stands(path):
            self._answer(field, value)
        self._fingers.key("Return")
        return not form.isVisible() or (form.filling.progress.at == path)

    def _stands(self, path: str) -> bool:
        raw = self._fingers.screen.intake.form.filling.raw
        return "[" not in path and path in raw

    def _answer(self, field: Any, value: Any) -> None:
        fingers = self._fingers
        if field.type == "bool":
            fingers.write("y" if value else "n")
        elif field.type in ("signature", "attachment"):
            fingers.write(" ")
        elif field.type == "multi":
            for code in value:
                fingers.write(code.lower())
                fingers.write(" ")
        elif field.type == "date":
            fingers.write(str(value).replace("-", ""))
        elif field.type == "choice" and value is not None:
            fingers.write(str(value))
        else:
            fingers.write(str(value))


def take_papers(fingers: Fingers, matter: Matter) -> None:
    """Every paper as the example hands it in, by its digit."""
    digits = {"original": "1", "copy": "2", "seen": "3", "shared": "4", "on_file": "4", "owed": "5"}
    if not fingers.screen.intake.at_papers():
        fingers.key("Ctrl+M")
    fingers.key("Up", *(["Up"] * len(matter.materials)))
    for material in matter.materials:
        way = matter.example.materials.get(material.id)
        if way:
            fingers.key(digits[way])
        fingers.key("Down")
    fingers.key("Escape")


def case_numbers(house: House) -> list[str]:
    """All cases of this PC."""
    return [case.case_no for case in house.desks.cases.find("", 1000)]
