"""The call band: the number that is called now and its window, readable at eight metres."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from kiosk.ui.board.calls import Call
from kiosk.ui.board.words import word
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import BigNumber, Icon, restyle

HALF = 500  # milliseconds: filled, outlined, filled … one flash a second, no quicker
FLASHES = 12  # halves
SHOWN_FOR = 5000  # milliseconds that a call stays before the next one

Speak = Callable[[Call], float]
"""Has a call spoken; returns how many seconds that takes."""


def silent(_call: Call) -> float:
    """A board without a voice."""
    return 0.0


class CallBand(QFrame):
    """Shows one call at a time; calls that come together wait for each other."""

    def __init__(self, theme: Theme, speak: Speak = silent, *, upright: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._speak = speak
        self._waiting: list[tuple[Call, bool]] = []
        self._halves = 0
        self.setProperty("card", "band")
        self.setFixedHeight(theme.px(400 if upright else 216))
        row = QHBoxLayout()
        row.setSpacing(theme.px(56))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.px(96 if not upright else 32), 0, theme.px(96 if not upright else 32), 0)
        whole.setSpacing(0)
        whole.addLayout(row)
        self._horn = Icon(theme, "megaphone", "paper", 112)
        self._number = BigNumber(theme.size("call"))
        self._arrow = Icon(theme, "arrow-right", "paper", 84)
        self._please = BigNumber(theme.px(124))
        self._window = BigNumber(theme.size("call"))
        self._unit = BigNumber(theme.px(124))
        row.addStretch(1)
        for part in (self._horn, self._number, self._arrow):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        where = QHBoxLayout()
        where.setSpacing(theme.px(28))
        for part in (self._please, self._window, self._unit):
            where.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        if upright:  # the window under the number
            row.addStretch(1)
            row = QHBoxLayout()
            row.addStretch(1)
            whole.addLayout(row)
        row.addLayout(where)
        row.addStretch(1)
        self._flash = QTimer(self, interval=HALF)
        self._flash.timeout.connect(self.half_passed)
        self._next = QTimer(self, interval=SHOWN_FOR, singleShot=True)
        self._next.timeout.connect(self.show_next)
        self._show_words("", word("wait_for_call"), "", "")

    def announce(self, calls: list[Call], *, aloud: bool = True) -> None:
        """Show these, one after the other, each for as long as it is spoken and long enough to be read."""
        self._waiting += [(call, aloud) for call in calls]
        if self._waiting and not self._next.isActive():
            self.show_next()

    def show_next(self) -> None:
        """The next call that waits to be shown, if there is one."""
        if not self._waiting:
            return
        call, aloud = self._waiting.pop(0)
        seconds = self._speak(call) if aloud else 0.0
        self._show_words(call.number, word("please_go"), call.window, word("window_unit"))
        self._halves = FLASHES
        self._flash.start()
        self._next.start(max(SHOWN_FOR, round(seconds * 1000)))

    def half_passed(self) -> None:
        """Half a second of flashing is over."""
        self._halves -= 1
        self._dress(filled=self._halves % 2 == 0)
        if self._halves <= 0:
            self._flash.stop()

    @property
    def stays(self) -> int:
        """For how many milliseconds the call in view stays."""
        return self._next.interval()

    @property
    def number(self) -> str:
        """The number in view."""
        return self._number.text

    def _show_words(self, number: str, please: str, window: str, unit: str) -> None:
        parts = (self._number, self._please, self._window, self._unit)
        for part, text in zip(parts, (number, please, window, unit), strict=True):
            part.setVisible(bool(text))
            part.show_number(text)
        self._arrow.setVisible(bool(number))
        self.setAccessibleName(" ".join(filter(None, (number, please, window, unit))))
        self._dress(filled=True)

    def _dress(self, *, filled: bool) -> None:
        tone = "paper" if filled else "accent"
        restyle(self, "card", "band" if filled else "band-outlined")
        self._horn.show_icon("megaphone", tone)
        self._arrow.show_icon("arrow-right", tone)
        for part in (self._number, self._please, self._window, self._unit):
            part.show_number(part.text, tone)
