"""The way a resident has come through the hall's pages: back leads to where he was, home to where he began."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.domain.refusals import Refusal, Trouble
from kiosk.ui.hall.words import word

if TYPE_CHECKING:
    from kiosk.ui.errands import BadNews
    from kiosk.ui.fittings import Fittings
    from kiosk.ui.frame import Frame

Route = Callable[[], None]


class Way:
    """Each step shows one page, and is taken again when the page has to be drawn anew. `home` shows the first one."""

    def __init__(self, fittings: Fittings, frame: Frame, home: Route) -> None:
        self._fittings, self._frame, self._home = fittings, frame, home
        self._steps: list[Route] = []

    def go(self, step: Route) -> None:
        """Show a page and remember it; a shelf that says no is heard, and one stays where one was."""
        self._steps.append(step)
        try:
            step()
        except (Refusal, Trouble) as news:
            self._steps.pop()
            self.tell(news)

    def go_home(self) -> None:
        """The first page; nothing lies behind it."""
        self._steps = []
        self.go(self._home)

    def back(self) -> None:
        """The page before this one."""
        self._steps = self._steps[:-1]
        self.again()

    def again(self) -> None:
        """Draw the page that is seen anew."""
        (self._steps[-1] if self._steps else self._home)()

    def turn(self, step: Route) -> None:
        """The other form of the same page: one step back still leads to the page before."""
        self._steps = self._steps[:-1]
        self.go(step)

    def end(self, step: Route) -> None:
        """The last page: nothing leads back from it. It is shown by whoever ends the way."""
        self._steps = [step]

    def tell(self, news: BadNews) -> None:
        """A page could not be shown; the one that is seen says why."""
        self._frame.show_trouble(word("open_failed"), self._fittings.say(news))
