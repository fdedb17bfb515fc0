"""Somebody at the hall's screen calls for help: said in the rail at once, with the key that answers."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal

from kiosk.domain.wishes import HelpAsked
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, Card, Elided, Label
from kiosk.ui.window.words import Rail as Words

KEY = "F11"


class HelpCard(Card):
    """`pressed` the key; `came` when a call is new, for a gentle sound."""

    pressed = Signal(str)
    came = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "warn", margin=10, gap=4)
        self._known: set[str] = set()
        self._said = Label("", "strong", "warn", wrap=True)
        self._where = Elided("", "note")
        come = Button(theme, Words.COME, key=KEY)
        come.setShortcut("")  # the screen listens
        come.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        come.clicked.connect(lambda: self.pressed.emit(KEY))
        for part in (self._said, self._where, come):
            self.box.addWidget(part)
        self.hide()

    @property
    def calling(self) -> bool:
        """Whether somebody waits."""
        return not self.isHidden()

    def show_calls(self, calls: Sequence[HelpAsked], now: datetime) -> None:
        """Those to whom nobody goes yet."""
        waiting = [one for one in calls if not one.window]
        self.setVisible(bool(waiting))
        if waiting:
            first = waiting[0]
            more = Words.HELP_MORE.format(count=len(waiting)) if len(waiting) > 1 else Words.HELP
            minutes = int((now - first.at).total_seconds() // 60)
            said = Words.HELP_SINCE if minutes > 0 else Words.HELP_NOW
            place = Words.HELP_PLACE.format(number=first.place.rpartition("-")[2])
            self._said.setText(more)
            self._where.setText(said.format(place=place, minutes=minutes))
        new = {one.id for one in waiting} - self._known
        self._known |= new
        if new:
            self.came.emit()
