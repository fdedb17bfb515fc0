"""What helps on every page of the hall's screen: a voice that reads its sentence, and a call for somebody to come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from kiosk.domain.refusals import Trouble
from kiosk.ui.errands import DESK, LINE
from kiosk.ui.hall.words import word
from kiosk.ui.widgets import Button

if TYPE_CHECKING:
    from kiosk.app.desks import Desks
    from kiosk.app.outcomes import QueueSeen, Wished
    from kiosk.app.ports import Announcer
    from kiosk.ui.errands import BadNews
    from kiosk.ui.fit import Fit
    from kiosk.ui.fittings import Fittings
    from kiosk.ui.frame import Frame
    from kiosk.ui.theme import Theme

LOOK_EVERY = 5000  # milliseconds, while somebody waits for help
HOME = "home"


class Aid(QObject):
    """For one frame. In the large print pages read themselves, else on the press of a button. Nothing is read to an
    empty hall: the first page, when it comes because somebody left, is silent."""

    def __init__(self, fittings: Fittings, frame: Frame) -> None:
        super().__init__(frame)
        self._fittings, self._frame = fittings, frame
        self._desks: Desks | None = None
        self._voice: Announcer | None = None
        self._button: Button | None = None
        self._asked = self._coming = ""
        self._words = (word("read_out"), word("read_stop"))
        self._soon = QTimer(self, singleShot=True, interval=0)  # when the page has been filled with what it says
        self._soon.timeout.connect(self.say)
        self._ends = QTimer(self, singleShot=True)
        self._ends.timeout.connect(self._show_button)
        self._look = QTimer(self, interval=LOOK_EVERY)
        self._look.timeout.connect(self._on_line)
        frame.set_tools(self.tools)
        frame.shown.connect(self._on_shown)
        frame.went_away.connect(self.hush)

    def furnish(self, desks: Desks) -> None:
        """The house is open: the voice is fetched, and what becomes of a call is followed."""
        from kiosk.app.outcomes import Changed

        self._desks = desks
        self._fittings.errands.run(DESK, lambda: _voice_of(desks), self._on_voice, owner=self)
        self._fittings.feed.subscribe(self._frame, {Changed.QUEUE}, self._on_line)

    def tools(self, theme: Theme, fit: Fit, brief: bool = False) -> Sequence[Button]:
        """The buttons, made anew for each page; shorter words where four stand in a row."""
        short = brief or (fit.upright and not fit.elder)
        return self._made(
            theme, word("help_brief" if brief else "help"), "read" if short else "read_out", signs=not short
        )

    def roomy(self, theme: Theme) -> Sequence[Button]:
        """The same for a row of their own."""
        return self._made(theme, word("help"), "read_out", signs=True)

    def _made(self, theme: Theme, help_word: str, read: str, *, signs: bool) -> Sequence[Button]:
        call = Button(theme, help_word, icon="hand" if signs else "")
        call.setAccessibleName(word("help"))
        call.clicked.connect(self._on_help)
        self._button = None
        if self._voice is None:
            return (call,)
        self._words = (word(read), word("read_stop"))
        self._button = Button(theme, self._words[0], icon="volume-2" if signs else "")
        self._button.clicked.connect(self._on_button)
        return (self._button, call)

    def say(self) -> None:
        """Read the page that is seen, once more if it was read."""
        page = self._frame.page
        if self._voice is not None and page is not None:
            seconds = self._voice.say(getattr(page, "says", ""), getattr(page, "spoken", ""))
            self._ends.start(round(seconds * 1000))
            self._show_button()

    def hush(self) -> None:
        """Read no more."""
        self._soon.stop()
        self._ends.stop()
        if self._voice is not None:
            self._voice.hush()
        self._show_button()

    def _on_voice(self, voice: Announcer | None) -> None:
        """It is there: the page that is seen gets its button."""
        self._voice = voice
        if voice is not None:
            self._frame.resized.emit()

    def _on_shown(self, page: QWidget) -> None:
        self.hush()
        nobody = getattr(page, "says", "") == HOME and not self._frame.idle.left
        if self._frame.elder and not nobody:
            self._soon.start()

    def _on_button(self) -> None:
        if self._ends.isActive():
            self.hush()
        else:
            self.say()

    def _show_button(self) -> None:
        """While it is read, the same button ends it."""
        if self._button is not None and shiboken6.isValid(self._button):
            reading = self._ends.isActive()
            self._button.set_words(self._words[reading])
            self._button.set_chosen(reading)

    def _on_help(self) -> None:
        desks, page = self._desks, getattr(self._frame.page, "says", "")
        if desks is None:
            return
        place = desks.device.id
        self._fittings.errands.run(
            LINE, lambda: desks.wishes.ask_help(place, page), self._on_asked, self._on_failed, owner=self
        )

    def _on_asked(self, wished: Wished) -> None:
        self._asked, self._coming = wished.id, ""
        self._show_notice("help_asked", "hourglass")
        self._look.start()
        self._fittings.feed.tell(wished.changed)

    def _on_failed(self, _news: BadNews) -> None:
        self._frame.show_trouble(word("help_failed"), word("help_failed_how"))

    def _on_line(self) -> None:
        desks = self._desks
        if self._asked and desks is not None:
            self._fittings.errands.run(LINE, desks.queue.seen, self._on_seen, owner=self)

    def _on_seen(self, seen: QueueSeen) -> None:
        call = next((one for one in seen.help if one.id == self._asked), None)
        if call is None:  # somebody has been here
            self._asked = self._coming = ""
            self._look.stop()
            self._frame.show_notice("", "")
        elif call.window and call.window != self._coming:
            self._coming = call.window
            self._show_notice("help_coming", "user-check", window=call.window)

    def _show_notice(self, key: str, icon: str, **values: str) -> None:
        self._frame.show_notice(icon, word(key, **values))
        if self._voice is not None:
            self._ends.start(round(self._voice.say(key) * 1000))


def _voice_of(desks: Desks) -> Announcer | None:
    """None where there is none, or none that has sentences for pages."""
    try:
        voice = desks.announcer
    except Trouble:
        return None
    return voice if voice is not None and voice.guides else None
