"""The day itself: residents come, one after the other, with every matter there is."""

import argparse
import gc
import json
import logging
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from forms import Catalogue, Matter, is_joint
from kiosk.app.desks import Desks
from kiosk.demo.centre import STAFF, DemoCentre, demo_centre
from kiosk.paper.qr import modules
from kiosk.ui.places import Seat
from kiosk.ui.shell import Shell
from kiosk.ui.sweeping import Sweeper
from kiosk.wiring.house import furnish, opened
from tests.day.clerk import Clerk
from tests.day.layouts import left_behind
from tests.day.watch import Watch, memory
from tests.ui.window.conftest import Typist, take_papers

WARM = 48  # cases after which every matter was there once; memory is compared from there
SEARCHED_EVERY, SCANNED_EVERY, TOLD_EVERY = 3, 5, 12
WINDOW = "3"
LOOKED = "核对过了"
GUARD = 1.5  # seconds: a second F1 within one is a double press, and calls nobody


class Day:
    """One day at one window."""

    def __init__(self, desks: Desks, shell: Shell, seed: int, folder: Path) -> None:
        self.watch = Watch()
        self.clerk = Clerk(shell, self.watch)
        self._desks = desks
        self._folder = folder
        self._catalogue = Catalogue.shipped()
        self._chance = random.Random(seed)
        self._called = 0.0
        self.filed: list[str] = []
        self.keys: dict[str, list[int]] = {}

    def matters(self, count: int) -> list[Matter]:
        """As many as there are cases: all of them in a random order, again and again."""
        found: list[Matter] = []
        while len(found) < count:
            there = [self._desks.hall.matters(category.code) for category in self._desks.hall.categories()]
            codes = [one.code for matters in there for one in matters if not is_joint(one.code)]
            self._chance.shuffle(codes)
            found += [self._catalogue.matter(code) for code in codes]
        return found[:count]

    def serve(self, nth: int, matter: Matter) -> None:
        """One resident, from the call to the receipt."""
        clerk, screen = self.clerk, self.clerk.screen
        before, typed = clerk.pressed, clerk.typed
        self._desks.queue.take(matter.code)
        clerk.wait(lambda: screen.rail.can("F1") and time.monotonic() - self._called > GUARD)
        self._called = time.monotonic()
        with self.watch.wait("F1 to the form"):
            clerk.strike("F1")
            clerk.wait(lambda: screen.page is screen.intake and screen.intake.form.isVisible())
        clerk.settle()
        Typist(clerk, matter).fill()  # type: ignore[arg-type]
        take_papers(clerk, matter)  # type: ignore[arg-type]
        if nth % SCANNED_EVERY == 0:
            self._scan(nth)
        known = {case.case_no for case in self._desks.cases.find("", 5)}
        with self.watch.wait("F9 to the case"):
            clerk.strike("F9")
            clerk.wait(lambda: screen.page is screen.done or not clerk.shell.errands.busy)
        for _ in range(8):  # a rule that the county has not set is put to the clerk: he has looked, and confirms
            clerk.settle()
            if screen.page is screen.done:
                break
            clerk.key("Return" if any(text == LOOKED for text in clerk.texts()) else "F9")
        clerk.wait(lambda: screen.page is screen.done)
        new = {case.case_no for case in self._desks.cases.find("", 5)} - known
        if len(new) != 1:
            raise AssertionError(f"{matter.code}: {len(new)} cases came of one filing")
        self.filed += new
        self.keys.setdefault(matter.code, []).append(clerk.pressed - before)
        if nth % SEARCHED_EVERY == 0:
            self._search(matter)
        assert clerk.typed >= typed

    def _scan(self, nth: int) -> None:
        """A page comes from the scanner while the printer may still be busy."""
        clerk = self.clerk
        clerk.key("Ctrl+M")
        page = self._folder / f"{nth}.pdf"
        page.write_bytes(pdf())
        with self.watch.wait("a page from the scanner"):
            clerk.screen.intake.papers_page.files.brought.emit([page])
            clerk.settle()
        clerk.key("Escape")

    def _search(self, matter: Matter) -> None:
        """Somebody asks meanwhile: found by name, letter by letter, while the receipt is being printed."""
        clerk, name = self.clerk, str(matter.example.answers.get("applicant_name") or "zhang")
        clerk.key("Ctrl+F")
        with self.watch.wait("a search, letter by letter"):
            clerk.write(name)
            clerk.settle()
        clerk.key("Escape")


def run(cases: int, seed: int, opened_at: Callable[[DemoCentre], None] | None = None) -> dict[str, Any]:
    """The whole day; what was measured. AssertionError or TimeoutError when something did not go as it should."""
    with demo_centre() as centre, opened(centre.settings) as store:
        if opened_at:
            opened_at(centre)
        desks = furnish(store, centre.settings, f"staff:{STAFF}")
        shell = _shell(desks)
        bugs: list[str] = []
        shell.hook.caught.connect(bugs.append)
        sweeper = Sweeper(shell)
        sweeper.begin()
        day = Day(desks, shell, seed, centre.settings.data.parent)
        day.clerk.wait(shell.isActiveWindow)
        day.clerk.settle()
        began, warm = time.monotonic(), 0
        done: Counter[str] = Counter()
        for nth, matter in enumerate(day.matters(cases)):
            try:
                day.serve(nth, matter)
            except Exception as wrong:
                raise AssertionError(f"case {nth}, {matter.code}") from wrong
            done[matter.code] += 1
            if nth % TOLD_EVERY == TOLD_EVERY - 1:
                sys.stderr.write(f"{nth + 1} cases, {time.monotonic() - began:.0f} s, {memory()} KiB\n")
            if nth == min(WARM, cases // 2):
                gc.collect()
                warm = memory()
        day.clerk.settle()
        gc.collect()
        end = memory()
        kept = len(desks.cases.find("", 10_000))
        forgotten = left_behind()
        shell.close()
        sweeper.end()
        return {
            "cases": len(day.filed),
            "kept": kept,
            "matters": len(done),
            "bugs": bugs,
            "left_behind": forgotten,
            "seconds": round(time.monotonic() - began),
            "memory_kib": {"warm": warm, "end": end, "ratio": round(end / warm, 3)},
            "keys_per_case": {"all": sum(map(sum, day.keys.values())), "letters": day.clerk.typed},
            **day.watch.report(),
        }


def pdf() -> bytes:
    """A page as a scanner saves it."""
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, str(time.time_ns()))
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _shell(desks: Desks) -> Shell:
    from PySide6.QtWidgets import QApplication

    from kiosk.ui.theme import prepare

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    prepare(app)
    shell = Shell(lambda: desks, Seat("window", WINDOW), modules)
    logging.basicConfig(stream=sys.stderr)  # a bug with its trace
    shell.hook.install()
    shell.resize(1366, 768)
    shell.show()
    shell.activateWindow()
    shell.open_house()
    app.processEvents()
    return shell


def main() -> int:
    """From the words of the command line to JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=120)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    given = parser.parse_args()
    report = {"seed": given.seed, **run(given.cases, given.seed)}
    sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    return 0 if not report["bugs"] and report["cases"] == given.cases else 1


if __name__ == "__main__":
    raise SystemExit(main())
