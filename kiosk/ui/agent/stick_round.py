"""Between the page of the stick and the desk of the stick: everything on the post lane, nobody waits at the screen."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from kiosk.app.desks import Desks
from kiosk.app.outcomes import Changed
from kiosk.app.sticks import StickRead, StickWritten
from kiosk.ui.agent.drives import Stick
from kiosk.ui.agent.stick_page import StickPage
from kiosk.ui.agent.words import Sticks as Words
from kiosk.ui.errands import POST, SEARCH, BadNews
from kiosk.ui.fittings import Fittings

OUT, IN = "F7", "F8"
Looking = Callable[[], Sequence[Stick]]


class StickRound(QObject):
    """Lives as long as its page. `look` finds the sticks that are plugged in."""

    def __init__(self, desks: Desks, fittings: Fittings, page: StickPage, look: Looking) -> None:
        super().__init__(page)
        self._desks = desks
        self._fittings = fittings
        self._page = page
        self._look = look
        self._busy = False
        fittings.feed.subscribe(page, {Changed.POST, Changed.CASES}, self._read)

    def begin(self) -> None:
        """The page is opened: look which sticks are there."""
        if self._busy:
            return
        self._page.clear()
        self._page.show_sticks([])
        self._read()
        self._fittings.errands.run(SEARCH, self._look, self._page.show_sticks, owner=self)

    def press(self, key: str) -> None:
        """Out or in, unless one is under way or there is no stick."""
        folder = self._page.chosen
        if self._busy or folder is None:
            return
        self._busy = True
        run = self._fittings.errands.run
        if key == OUT:
            self._page.show_working(Words.WRITING)
            run(POST, lambda: self._desks.stick.write(folder), self._on_written, self._on_failed, self)
        else:
            self._page.show_working(Words.READING)
            run(POST, lambda: self._desks.stick.read(Path(folder)), self._on_read, self._on_failed, self)

    def _read(self) -> None:
        self._page.show_post(self._desks.post.seen())

    def _on_written(self, done: StickWritten) -> None:
        self._busy = False
        said = Words.WRITTEN_WITH_SCANS if done.scans else Words.WRITTEN
        self._page.show_written(said.format(entries=done.entries, scans=done.scans))
        self._fittings.feed.tell(done.changed)

    def _on_read(self, done: StickRead) -> None:
        self._busy = False
        still = Words.STILL_WAITING.format(count=done.waiting) if done.waiting else Words.ALL_CONFIRMED
        said = Words.READ.format(acknowledged=done.acknowledged, received=done.received)
        new = Words.DEFINITIONS.format(count=done.definitions) if done.definitions else ""
        self._page.show_read(said + new + still)
        self._fittings.feed.tell(done.changed)

    def _on_failed(self, news: BadNews) -> None:
        self._busy = False
        self._page.show_trouble(self._fittings.say(news))
