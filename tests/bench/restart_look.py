"""A screen after the power came back: `restart_look.py DATA KEYS ROLE WORD…` opens it as `kiosk --role ROLE` does, and
says when every word can be read on it."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

LOOK = 20  # milliseconds between two looks: looking costs time that it measures

if TYPE_CHECKING:
    from kiosk.app.desks import Desks


def main(data: str, keys: str, role: str, *words: str) -> None:
    """Until all words are seen; for a screen without words, until its house is open."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QWidget

    from kiosk.settings import Settings
    from kiosk.ui.places import Seat
    from kiosk.ui.shell import Shell
    from kiosk.ui.theme import prepare
    from kiosk.wiring.screens import shelf, squares

    app = QApplication(sys.argv[:1])
    prepare(app)
    settings = Settings(Path(data), Path(keys), voice="off")
    stay = ExitStack()
    opened_house: list[bool] = []

    def opening() -> Desks:
        from kiosk.wiring.house import furnish, opened

        return furnish(stay.enter_context(opened(settings)), settings, "staff:0305")

    shell = Shell(opening, Seat(role, "3"), squares, shelf)
    shell.resize(1366, 768)
    shell.ready.connect(lambda: opened_house.append(True))

    def look() -> None:
        seen = [one for one in shell.findChildren(QWidget) if one.isVisible()]
        texts = [one.accessibleName() for one in seen] + [one.text() for one in seen if isinstance(one, QLabel)]
        if not opened_house or any(not any(word in text for text in texts) for word in words):
            QTimer.singleShot(LOOK, look)
            return
        app.processEvents()
        print("shown", flush=True)
        shell.close()

    shell.show()
    QTimer.singleShot(0, look)
    app.exec()
    stay.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
