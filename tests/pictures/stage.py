"""A throw-away centre whose screens are photographed: its line, its cases, and a hand that taps."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from forms import Catalogue
from kiosk.app.desks import Desks
from kiosk.app.filing import Filing
from kiosk.paper.qr import modules
from kiosk.settings import Settings
from kiosk.ui.errands import Errands
from kiosk.ui.feed import Feed
from kiosk.ui.fittings import Fittings
from kiosk.ui.theme import Theme, prepare
from kiosk.wiring.house import furnish, opened
from kiosk.wiring.station import begin_station, named_station

STAFF = "staff:0305"
MORNING = ("M0901", "M0702", "M1201", "M1103", "M0701", "M1201", "M0401")
SERVED = ("M1201", "M0501", "M1103", "M0901", "M0702", "M1201")


@contextmanager
def centre() -> Iterator[Desks]:
    """The desks of a centre in the middle of a morning."""
    with TemporaryDirectory(prefix="weimin-pictures-", ignore_cleanup_errors=True) as folder:
        settings = Settings(Path(folder) / "data", Path(folder) / "keys")
        station = named_station("灵璧县渔沟镇为民服务中心")
        begin_station(settings, "341323110000-01", station, "https://cx.lingbi.gov.cn")
        with opened(settings) as store:
            desks = furnish(store, settings, STAFF)
            desks.__dict__["announcer"] = Silent()
            for matter in SERVED:
                desks.queue.take(matter)
                desks.queue.call("1")
            desks.queue.done(desks.queue.seen().serving[0].number)
            for window, matter in enumerate(MORNING[:4], 1):
                desks.queue.take(matter)
                desks.queue.call(str(window))
            for matter in MORNING:
                desks.queue.take(matter)
            desks.window.pause("4", "用餐")
            yield desks


def filed(desks: Desks, matter: str = "M1201") -> str:
    """A case filed by the matter's own example; the text of its receipt's code."""
    shown = Catalogue.shipped().matter(matter).example
    return desks.intake.file(Filing(matter, shown.answers, dict(shown.materials)), STAFF).qr


class Silent:
    """A voice that nobody hears, on PCs without a sound card too."""

    guides = True

    def announce(self, _number: str, _window: str) -> float:
        return 0.0

    def say(self, _name: str, _number: str = "") -> float:
        return 0.0

    def chime(self) -> float:
        return 0.0

    def hush(self) -> None: ...


class Studio:
    """Opens screens at a size, taps what is seen, and takes pictures into a folder."""

    def __init__(self, folder: Path) -> None:
        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)
        prepare(app)
        folder.mkdir(parents=True, exist_ok=True)
        self._app, self._folder = app, folder
        self.errands = Errands(_raise)
        self.taken: list[Path] = []

    def fittings(self, desks: Desks, face: str = "hall") -> Fittings:
        """What every screen is given."""
        return Fittings(Theme(face), self.errands, Feed(), desks.say, modules)

    def open(self, screen: QWidget, size: tuple[int, int]) -> None:
        """Show a screen on a glass of this size."""
        screen.resize(*size)
        screen.show()
        self.settle()

    def tap(self, screen: QWidget, name: str) -> None:
        """Press the first thing whose name begins so."""
        self.settle()
        buttons = [b for b in screen.findChildren(QAbstractButton) if b.isVisible()]
        found = next((b for b in buttons if b.accessibleName().startswith(name)), None)
        if found is None:
            raise LookupError(f"{name}: {[b.accessibleName() for b in buttons]}")
        found.click()
        self.settle()

    def photograph(self, screen: QWidget, name: str) -> None:
        """One picture."""
        self.settle()
        path = self._folder / f"{name}.png"
        screen.grab().save(str(path))
        self.taken.append(path)

    def settle(self) -> None:
        """Until nothing is on its way and all is drawn."""
        until = time.monotonic() + 0.25
        while self.errands.busy or time.monotonic() < until:
            self._app.processEvents()

    def close(self) -> None:
        """Put everything away."""
        self.errands.close()


def _raise(bug: BaseException) -> str:
    raise bug
