"""Rating (评价): the resident's side of a window, and the pages on which he rates, wherever he does.

Here never lives a clerk's key: nobody but the resident presses here, and nothing of him is left. By the door leave
`build` for a screen of its own and `Rating` for a frame that stands already.
"""

from PySide6.QtCore import QObject

from kiosk.app.desks import Desks
from kiosk.app.outcomes import Changed, QueueSeen
from kiosk.domain.rating import Passed
from kiosk.domain.wishes import RatingAsked
from kiosk.ui.errands import LINE
from kiosk.ui.fittings import Fittings
from kiosk.ui.frame import Frame
from kiosk.ui.rate.page import SaidPage
from kiosk.ui.rate.walk import Rating
from kiosk.ui.rate.words import word

__all__ = ["Rating", "Side", "build"]

WAY = "window"


def build(desks: Desks, fittings: Fittings, window: str) -> Frame:
    """The resident's side of a window: it waits for the clerk's F3 and shows the rating then."""
    frame = Frame(fittings, desks.device.station)
    Side(desks, fittings, frame, window)
    return frame


class Side(QObject):
    """Follows the line for this window's wishes. It lives as long as its frame."""

    def __init__(self, desks: Desks, fittings: Fittings, frame: Frame, window: str) -> None:
        super().__init__(frame)
        self._desks, self._fittings, self._frame, self._window = desks, fittings, frame, window
        self._names = {m.code: m.name for c in desks.hall.categories() for m in desks.hall.matters(c.code)}
        self._asked = ""
        self._rating: Rating | None = None
        frame.resized.connect(self._again)
        frame.went_away.connect(self._on_away)
        fittings.feed.subscribe(frame, {Changed.QUEUE}, self._look)
        self._look()

    def _look(self) -> None:
        self._fittings.errands.run(LINE, self._desks.queue.seen, self._on_seen, owner=self)

    def _on_seen(self, seen: QueueSeen) -> None:
        wish = next((one for one in seen.ratings if one.window == self._window), None)
        if wish is not None and wish.id != self._asked:
            self._begin(wish)

    def _begin(self, wish: RatingAsked) -> None:
        """A later wish takes the place of one that nobody has answered."""
        if self._rating is not None:
            self._rating.pass_by(Passed.UNTOUCHED)
        self._asked = wish.id
        self._rating = Rating(self._desks.rating, self._fittings, self._frame, wish.about, WAY)
        self._rating.over.connect(self._on_over)
        self._rating.begin(self._names)

    def _on_away(self) -> None:
        if self._rating is not None:
            self._rating.pass_by(Passed.UNTOUCHED)

    def _on_over(self) -> None:
        self._rating = None
        asked, desks = self._asked, self._desks
        self._fittings.errands.run(LINE, lambda: desks.wishes.rated(asked), lambda _: None, owner=self)
        self._show_idle()

    def _again(self) -> None:
        if self._rating is not None:
            self._rating.show_again()
        else:
            self._show_idle()

    def _show_idle(self) -> None:
        page = SaidPage(self._frame.theme, "star", word("idle"), word("idle_how"))
        self._frame.show_home(page, known=False)
