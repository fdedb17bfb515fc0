"""Takes every picture of the window and the office at each glass: `python -m tests.pictures.window DIR [GLASS]`."""

import sys
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from forms import Catalogue
from kiosk.app.desks import Desks
from kiosk.app.filing import Filing
from kiosk.app.outcomes import SignedIn
from kiosk.domain.staff import Role
from kiosk.paper.qr import modules
from kiosk.ui import office, window
from kiosk.ui.entrance.door import Entrance
from kiosk.ui.feed import Feed
from kiosk.ui.fittings import Fittings
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import FocusRing
from tests.pictures.stage import STAFF, Studio, centre
from tests.ui.keys import press, type_letter

GLASSES = {
    "1366": ((1366, 768), 1.0),
    "1920": ((1920, 1080), 1.0),
    "elder": ((1366, 768), 1.35),
    "double": ((1920, 1080), 2.0),
}
SETTLED = 4.0  # seconds at most for what is typed to be found


class Clerk:
    """Ten fingers and a camera."""

    def __init__(self, studio: Studio, desks: Desks, glass: str) -> None:
        size, factor = GLASSES[glass]
        self._studio, self._glass = studio, glass
        self.feed = Feed()
        fittings = Fittings(Theme("window", factor), studio.errands, self.feed, desks.say, modules)
        self.screen: Any = window.build(desks, fittings, "3")
        studio.open(self.screen, size)
        self.screen.activateWindow()

    def key(self, *sequences: str) -> None:
        """Press keys, one after the other."""
        for sequence in sequences:
            press(self._cursor(), sequence)
            self._studio.settle()

    def write(self, text: str) -> None:
        """Type this where the cursor is."""
        for letter in text:
            type_letter(self._cursor(), letter)
        self._studio.settle()

    def shot(self, name: str) -> None:
        """One picture of what is seen now."""
        self._studio.photograph(self.screen, f"window-{self._glass}-{name}")

    def find(self, case_no: str) -> None:
        """A case by its number, on its card."""
        self.key("Ctrl+F")
        self.write(case_no)
        self._studio.settle()
        self._studio.settle()

    def _cursor(self) -> QWidget:
        return QApplication.focusWidget() or self.screen


def main(folder: Path, wanted: str = "") -> None:
    """All pictures into a folder; with `wanted` only those of one glass."""
    studio = Studio(folder)
    for glass in GLASSES:
        if wanted in ("", glass):
            with centre() as desks:
                _window(studio, desks, glass)
                _office(studio, desks, glass)
    studio.close()
    sys.stdout.write(f"{len(studio.taken)} pictures in {folder}\n")


def _filed(desks: Desks, matter: str) -> str:
    shown = Catalogue.shipped().matter(matter).example
    return desks.intake.file(Filing(matter, shown.answers, dict(shown.materials)), STAFF).case.case_no


def _window(studio: Studio, desks: Desks, glass: str) -> None:
    cases = {code: _filed(desks, code) for code in ("M1201", "M1205", "M0101", "M0901", "M1103")}
    clerk = Clerk(studio, desks, glass)
    for visit in (_serving, _cases, _lookup, _between):
        visit(clerk, cases)
    clerk.screen.close()
    clerk.screen.deleteLater()


def _serving(clerk: Clerk, _cases: dict[str, str]) -> None:
    matter = Catalogue.shipped().matter("M0901")
    clerk.shot("01-idle")
    clerk.key("Ctrl+N", "Ctrl+N")  # once goes on with what the number is here for
    clerk.shot("02-chooser")
    clerk.write("m0901")
    clerk.key("Return")
    clerk.shot("03-form-empty")
    clerk.key("F9")
    clerk.shot("04-form-gaps")
    clerk.key("F10")
    clerk.shot("05-one-time-notice")
    clerk.key("Escape")
    form = clerk.screen.intake.form
    form.put(dict(matter.example.answers) | {"applicant_id_no": "342225197604123185"})
    form.go_to("family_members[1].id_no")
    clerk.shot("06-form-fault-and-row")
    form.put(dict(matter.example.answers))
    form.go_to_section(0)
    clerk.key("Alt+H")
    clerk.shot("07-form-help")
    clerk.key("Alt+H", "Ctrl+K")
    clerk.write("zhang")
    clerk.shot("08-entry-pad")
    clerk.key("Escape", "Ctrl+J")
    clerk.shot("09-beside")
    clerk.key("Escape", "Ctrl+M", "5")
    clerk.shot("10-papers")
    clerk.key("Ctrl+I")
    clerk.shot("11-capture")
    clerk.key("Ctrl+I", "Escape", "Alt+S")
    clerk.shot("12-signature")
    clerk.key("Escape")
    for material in matter.materials:
        clerk.screen.intake.papers.take(material, matter.example.materials.get(material.id, ""))
    clerk.screen.intake.papers_page.changed.emit()
    clerk.key("Ctrl+D")
    clerk.shot("13-idle-with-draft")
    clerk.key("Return", "F9", "F9")
    clerk.shot("14-done")


def _cases(clerk: Clerk, cases: dict[str, str]) -> None:
    clerk.find(cases["M1201"])
    clerk.shot("20-card")
    clerk.key("Alt+M")
    clerk.shot("21-card-all-actions")
    clerk.key("Alt+M", "Alt+S")
    clerk.shot("22-supplement-document")
    clerk.key("Escape")
    clerk.find(cases["M1201"])
    clerk.key("Alt+O")
    clerk.shot("23-card-not-now")
    clerk.key("Alt+F")
    clerk.shot("24-card-forward")
    clerk.key("Escape", "Alt+I")
    clerk.shot("25-scans")
    clerk.key("Escape")
    clerk.find(cases["M1205"])
    clerk.key("Alt+G")
    clerk.shot("26-correct-which")
    clerk.write("账号")
    clerk.key("Return", "Ctrl+A")
    clerk.write("6217002710000684874")
    clerk.shot("27-correct-new")
    clerk.key("Return")
    clerk.write("录入时看错一位")
    clerk.key("Return", "Return")
    clerk.find(cases["M1205"])
    clerk.shot("28-card-corrected")
    clerk.key("Alt+V")
    clerk.shot("29-void")
    clerk.key("Escape", "Ctrl+T")
    clerk.shot("30-documents")
    clerk.key("Escape")


def _lookup(clerk: Clerk, cases: dict[str, str]) -> None:
    clerk.key("Ctrl+F")
    clerk.write("z")
    clerk.shot("40-found")
    clerk.key("Ctrl+L")
    clerk.shot("41-filters")
    clerk.key("Escape")
    clerk.find(cases["M0101"])
    clerk.key("Ctrl+H")
    clerk.shot("42-file-what-for")
    clerk.key("Return")
    clerk.shot("43-file")
    clerk.key("Escape", "Ctrl+Y")
    clerk.shot("44-copy-out")
    clerk.key("Escape", "Escape", "Escape")


def _between(clerk: Clerk, _cases: dict[str, str]) -> None:
    clerk.key("F12")
    clerk.shot("50-keys")
    clerk.key("F12", "Escape", "Ctrl+D", "Ctrl+G")
    clerk.shot("51-telling")
    clerk.key("Escape", "Alt+L")
    clerk.shot("52-late")
    clerk.key("Escape", "F1")
    clerk.shot("53-called")
    clerk.key("F7")
    clerk.shot("54-hold")
    clerk.key("Escape", "F6")
    clerk.shot("55-transfer")
    clerk.key("Escape")


def _office(studio: Studio, desks: Desks, glass: str) -> None:
    size, factor = GLASSES[glass]
    fittings = Fittings(Theme("office", factor), studio.errands, Feed(), desks.say, modules)
    entrance = Entrance(desks, fittings)
    entrance.begin()
    ring = FocusRing(entrance.page)  # the shell has one
    studio.open(entrance.page, size)
    entrance.page.activateWindow()
    studio.settle()
    studio.photograph(entrance.page, f"entrance-{glass}")
    ring.hide()
    entrance.page.close()
    who = desks.for_person(SignedIn("0900", "李静", frozenset((Role.SUPERVISOR, Role.SYSTEM, Role.AUDIT))))
    for nth, key in enumerate(("Alt+1", "Alt+2", "Alt+3"), 1):
        screen = office.build(who, fittings)
        studio.open(screen, size)
        screen.activateWindow()
        studio.settle()
        press(QApplication.focusWidget() or screen, key)
        studio.settle()
        studio.photograph(screen, f"office-{glass}-{nth}")
        screen.close()
        screen.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
