"""Our hall screen, from nothing to the first tap answered: the next page is painted. Run as `hall_tap.py DATA KEYS`."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.bare_window import resident, tap

if TYPE_CHECKING:
    from kiosk.app.desks import Desks


def main(data: str, keys: str) -> None:
    """Open the hall as `kiosk --role hall` does, tap the first tile, say when the next page stands."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from kiosk.settings import Settings
    from kiosk.ui.hall.tiles import CategoryTile
    from kiosk.ui.places import Seat
    from kiosk.ui.shell import Shell
    from kiosk.ui.theme import prepare
    from kiosk.wiring.screens import shelf, squares

    app = QApplication(sys.argv[:1])
    prepare(app)
    settings = Settings(Path(data), Path(keys))
    stay = ExitStack()

    def opening() -> Desks:
        from kiosk.wiring.house import furnish, opened

        return furnish(stay.enter_context(opened(settings)), settings, "hall")

    shell = Shell(opening, Seat("hall"), squares, shelf)
    shell.resize(1080, 1920)

    def look() -> None:
        if any(tile.isVisible() for tile in shell.findChildren(CategoryTile)):
            QTimer.singleShot(1, look)
            return
        app.processEvents()
        print(f"answered {resident()}", flush=True)
        shell.close()

    def first_tap() -> None:
        tile = next(t for t in shell.findChildren(CategoryTile) if t.isVisible())
        tap(tile, tile.rect().center())
        look()

    shell.show()
    app.processEvents()  # painted: from here on somebody may tap
    QTimer.singleShot(0, first_tap)
    app.exec()
    stay.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])
