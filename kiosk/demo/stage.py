"""What every step of the tour needs: the centre, its desks, the hand that works the screens, the gallery, the
report."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.app.desks import Desks
from kiosk.demo.centre import STAFF, DemoCentre, demo_centre
from kiosk.demo.pictures import Gallery, code_of, printed
from kiosk.demo.report import Report, Step, must
from kiosk.paper.qr import modules
from kiosk.paper.raster import page_count
from kiosk.ui.places import Seat
from kiosk.ui.robot import Robot
from kiosk.wiring.house import furnish, opened

WINDOW = "3"
CLERKS_SCREEN, HALL_SCREEN, BOARD_SCREEN = (1366, 768), (1080, 1920), (1920, 1080)


@dataclass(slots=True)
class Stage:
    """One tour under way."""

    report: Report
    centre: DemoCentre
    desks: Desks
    robot: Robot
    gallery: Gallery = field(default_factory=Gallery)

    def photograph(self, step: Step, name: str) -> None:
        """The screen as it is now."""
        self.report.keep(step, f"{name}.png", self.gallery.hang(name, self.robot.eyes.picture()))

    def paper(self, step: Step, name: str, pdf: bytes) -> str:
        """A paper with a picture of each page as the printer has it; the text of its code, read independently."""
        self.report.keep(step, f"{name}.pdf", pdf)
        pages = [printed(pdf, page) for page in range(page_count(pdf))]
        for number, png in enumerate(pages, 1):
            shown = name if len(pages) == 1 else f"{name}-{number}"
            self.report.keep(step, f"{shown}.png", self.gallery.hang(shown, png))
        return code_of(pages)

    def last_print(self, containing: str) -> bytes:
        """What came out of the printer last: there is none here, so it lies in the folder of copies."""
        folder = self.centre.settings.exports
        found: list[Path] = []

        def there() -> list[Path]:
            found[:] = sorted(
                (p for p in folder.glob("*.pdf") if containing in p.name), key=lambda p: p.stat().st_mtime
            )
            return found

        self.robot.wait(there, f"print {containing}")
        return found[-1].read_bytes()


@contextmanager
def raised_curtain(report: Report) -> Iterator[Stage]:
    """A centre with its city, its screens open."""
    with report.step("set up a centre and its city"):
        centre_stay = demo_centre()
        centre = centre_stay.__enter__()
    try:
        with opened(centre.settings) as store:
            desks = furnish(store, centre.settings, f"staff:{STAFF}")
            robot = Robot(lambda: desks, Seat("desk", WINDOW), modules)
            with report.step("open the program"):
                robot.show(*CLERKS_SCREEN)
                must(robot.shell.refused is None, "the house did not open")
            yield Stage(report, centre, desks, robot)
            robot.close()
    finally:
        centre_stay.__exit__(None, None, None)
