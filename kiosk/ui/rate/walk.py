"""One rating, from the five levels to the thanks: shown within a frame, given to the desk, and over."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from kiosk.app.outcomes import RatingTaken
from kiosk.app.rating import RatingDesk
from kiosk.domain.rating import UNTOUCHED, Level, Passed, Rateable
from kiosk.ui.errands import DESK
from kiosk.ui.fittings import Fittings
from kiosk.ui.frame import Frame
from kiosk.ui.rate.page import LevelsPage, ReasonsPage, thanks
from kiosk.ui.rate.words import BETWEEN, word
from kiosk.ui.widgets import Button

THANKED = 6  # seconds that the thanks stay


class Rating(QObject):
    """Holds a frame until the service is rated or passed by. `over` once it is; `way` says where it was done."""

    over = Signal()

    def __init__(self, desk: RatingDesk, fittings: Fittings, frame: Frame, about: Rateable, way: str) -> None:
        super().__init__(frame)
        self._desk, self._fittings, self._frame = desk, fittings, frame
        self._about, self._way = about, way
        self._names: dict[str, str] = {}
        self._route: Callable[[], None] = self._show_levels
        self._done = False
        frame.idle.ticked.connect(self._on_tick)

    def begin(self, names: dict[str, str]) -> None:
        """Ask. `names` of matters by their codes."""
        self._names = names
        self._show_levels()

    def show_again(self) -> None:
        """The frame was drawn anew."""
        self._route()

    def pass_by(self, why: Passed) -> None:
        """He does not rate, or nobody touched anything for a minute."""
        if not self._done:
            desk, about, way = self._desk, self._about, self._way
            self._fittings.errands.run(DESK, lambda: desk.pass_by(about, why, way), lambda _: None)
        self._end()

    def _show_levels(self) -> None:
        self._route = self._show_levels
        page = LevelsPage(self._frame.theme, self._frame.fit, self._said_of())
        page.chosen.connect(self._on_level)
        self._ask(page)

    def _on_level(self, told: str) -> None:
        level = Level(told)
        if level.bad:
            self._show_reasons(level)
        else:
            self._give(level, (), False)

    def _show_reasons(self, level: Level) -> None:
        self._route = partial(self._show_reasons, level)
        theme = self._frame.theme
        page = ReasonsPage(theme, self._frame.fit, level, known=bool(self._about.case_no))
        again = Button(theme, word("another"), icon="arrow-left")
        again.clicked.connect(self._show_levels)
        send = Button(theme, word("submit"), icon="check", kind="primary")
        send.clicked.connect(lambda: self._give(level, page.chosen, page.named))
        self._ask(page, (again,), (send,))

    def _ask(
        self, page: LevelsPage | ReasonsPage, before: tuple[Button, ...] = (), after: tuple[Button, ...] = ()
    ) -> None:
        skip = Button(self._frame.theme, word("skip"), icon="x")
        skip.clicked.connect(lambda: self.pass_by(Passed.SKIPPED))
        self._frame.show_last(page, (*before, skip, *after))
        self._frame.idle.start(UNTOUCHED, UNTOUCHED)

    def _give(self, level: Level, reasons: tuple[str, ...], named: bool) -> None:
        desk, about, way = self._desk, self._about, self._way
        self._fittings.errands.run(
            DESK,
            lambda: desk.give(about, level, reasons, way, named),
            lambda taken: self._on_taken(taken, level, named),
            lambda news: self._frame.show_trouble(word("failed"), self._fittings.say(news)),
            self,
        )

    def _on_taken(self, _taken: RatingTaken, level: Level, named: bool) -> None:
        self._done = True
        self._route = partial(self._show_thanks, level, named)
        self._route()

    def _show_thanks(self, level: Level, named: bool) -> None:
        self._frame.show_last(thanks(self._frame.theme, level, named=named), ())
        self._frame.idle.start(THANKED, THANKED)

    def _on_tick(self, left: int) -> None:
        if isinstance(self._frame.page, LevelsPage | ReasonsPage):
            self._frame.page.show_left(left)

    def _said_of(self) -> str:
        about = self._about
        where = word("window", window=about.window) if about.window else ""
        matter = self._names.get(about.matter, about.matter)
        number = word("number", number=about.number) if about.number else ""
        return BETWEEN.join(filter(None, (where, number, matter)))

    def _end(self) -> None:
        self._frame.idle.ticked.disconnect(self._on_tick)
        self._frame.idle.stop()
        self.over.emit()
        self.deleteLater()
