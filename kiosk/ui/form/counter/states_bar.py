"""Keeps the right end of the bar true: what still waits to be sent, the last print, the time."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from kiosk.app.desks import Desks
from kiosk.app.outcomes import Changed
from kiosk.ui.fittings import Fittings
from kiosk.ui.form.counter.bar import Bar
from kiosk.ui.form.counter.printing import Printing
from kiosk.ui.form.counter.words import Bar as Words

SECOND = 1000


class BarStates(QObject):
    """Lives as long as its bar."""

    def __init__(self, desks: Desks, fittings: Fittings, bar: Bar, screen: QWidget, printing: Printing) -> None:
        super().__init__(bar)
        self._desks = desks
        self._fittings = fittings
        self._bar = bar
        fittings.feed.subscribe(screen, {Changed.POST, Changed.CASES}, self._read)
        printing.began.connect(lambda _: bar.printer.show_state(Words.PRINTING, "printer", "accent"))
        printing.ended.connect(self._on_printed)
        self._clock = QTimer(self, interval=SECOND)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        self._read()
        self._tick()

    def _read(self) -> None:
        self._bar.show_post(self._desks.post.seen())

    def _tick(self) -> None:
        self._bar.show_time(self._fittings.now())

    def _on_printed(self, _case_no: str, trouble: str) -> None:
        if trouble:
            self._bar.printer.show_state(Words.PRINTER_BAD, "printer-x", "bad")
        else:
            self._bar.printer.show_state(Words.PRINTER_OK, "printer-check", "good")
