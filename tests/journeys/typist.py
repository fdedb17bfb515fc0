"""A clerk at a real window, as a process: types into a form for ever, and says on stdout what stands there.

`typist.py DATA MATTER` lays the matter on the counter, types a name letter by letter, rows of a table and the ways of
papers, each some milliseconds after the other, and tells after each what was typed. It never ends by itself.
"""

import json
import sys
from time import monotonic
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from forms import Matter
from kiosk.settings import read_settings
from kiosk.ui.errands import Errands
from kiosk.ui.feed import Feed
from kiosk.ui.fittings import Fittings
from kiosk.ui.theme import Theme, prepare
from kiosk.ui.window import build
from kiosk.wiring.house import furnish, opened

EVERY = 40  # milliseconds between two things that are typed


def main() -> None:
    application = QApplication(sys.argv[:1])
    prepare(application)
    with opened(read_settings(sys.argv[1])) as store:
        desks = furnish(store, read_settings(sys.argv[1]), "staff:0305")
        fittings = Fittings(Theme("window"), Errands(repr), Feed(), desks.say)
        screen = build(desks, fittings, "3")
        screen.resize(1366, 768)
        screen.show()
        matter = desks.intake.open(sys.argv[2])
        screen.chooser.chosen.emit(sys.argv[2])
        typing = _Typing(screen, matter)
        clock = QTimer(interval=EVERY)
        clock.timeout.connect(typing.go_on)
        clock.start()
        application.exec()


class _Typing:
    """One thing more each time."""

    def __init__(self, screen: Any, matter: Matter) -> None:
        self._screen, self._matter, self._count = screen, matter, 0
        self._papers = [one.id for one in matter.materials]
        self._table = next((field for field in matter.fields if field.type == "table"), None)

    def go_on(self) -> None:
        page, self._count = self._screen.intake, self._count + 1
        QTest.keyClick(QApplication.focusWidget() or page, chr(ord("a") + self._count % 26))
        values: dict[str, object] = {}
        if self._table is not None:
            column = self._table.columns[0].key
            values[self._table.key] = [{column: f"甲{row}"} for row in range(self._count % 7 + 1)]
        if self._count % 5 == 0:
            page.form.put(values)
        if self._papers:
            paper = self._matter.materials[self._count % len(self._papers)]
            way = page.papers.wanted(paper) if self._count // len(self._papers) % 2 == 0 else ""
            page.papers.take(paper, way)
            page.papers_page.changed.emit()
        told = {"at": monotonic(), "raw": page.form.filling.raw, "ways": page.papers.ways}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
