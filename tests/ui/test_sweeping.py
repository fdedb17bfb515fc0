"""Waste is swept on the screens' thread alone."""

import gc
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kiosk.ui.sweeping import YOUNG, Sweeper


class Knot:
    """Something that only a sweep takes away; it notes on which thread."""

    swept_on: list[int] = []  # noqa: RUF012, where all of them note it

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        self.swept_on.append(threading.get_ident())


@pytest.fixture
def sweeper(qtbot: QtBot) -> Iterator[Sweeper]:
    owner = QObject()
    made = Sweeper(owner)
    made.begin()
    Knot.swept_on.clear()
    yield made
    made.end()


def test_however_much_gathers_on_a_lane_it_is_swept_on_the_screens_thread(sweeper: Sweeper, qtbot: QtBot) -> None:
    lane = threading.Thread(target=lambda: [Knot() for _ in range(3 * YOUNG)])
    lane.start()
    lane.join()
    assert Knot.swept_on == []
    qtbot.waitUntil(lambda: len(Knot.swept_on) == 3 * YOUNG, timeout=10_000)
    assert set(Knot.swept_on) == {threading.get_ident()}


def test_nothing_is_swept_while_little_has_gathered(sweeper: Sweeper) -> None:
    sweeper.sweep()
    assert sweeper.sweep() == -1


def test_at_the_end_python_sweeps_by_itself_again(sweeper: Sweeper) -> None:
    assert not gc.isenabled()
    sweeper.end()
    assert gc.isenabled()


ALONE = """
import sys, threading, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QWidget
from kiosk.ui.sweeping import Sweeper

class Knot: pass

over = threading.Event()

def lane():
    while not over.is_set():
        for _ in range(2000):
            knot = Knot()
            knot.itself = knot

app = QApplication(sys.argv[:1])
owner = QWidget()
sweeper = Sweeper(owner)
sweeper.begin()
lanes = [threading.Thread(target=lane) for _ in range(3)]
for one in lanes: one.start()
shown = QListWidget()
shown.show()
until = time.monotonic() + 6
while time.monotonic() < until:
    shown.clear()
    for nth in range(20):
        shown.addItem(QListWidgetItem(str(nth)))
        page, part = QWidget(), QWidget()
        page.part, part.page = part, page
    app.processEvents()
over.set()
for one in lanes: one.join()
sweeper.end()
"""


def test_screens_come_and_go_beside_busy_lanes_and_the_program_stands() -> None:
    """Without the sweeper this ends in a segmentation fault within seconds."""
    done = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
