"""Looking a case up at the hall screen: ask, see, leave. What is found is masked, and gone with whoever looked."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from forms import Matter
from kiosk.app.desks import Desks
from kiosk.app.track import Tracked
from kiosk.domain.case import Case
from kiosk.domain.deadline import business_day
from kiosk.domain.rating import Passed, Rateable
from kiosk.domain.refusals import Refusal
from kiosk.ui.errands import SEARCH, BadNews
from kiosk.ui.fittings import Fittings
from kiosk.ui.frame import Frame
from kiosk.ui.rate import Rating
from kiosk.ui.track.ask import AskPage
from kiosk.ui.track.facts import asked, corrected, headline, owed, paper_facts, seal_of, stages, together, whose
from kiosk.ui.track.found import FoundPage
from kiosk.ui.track.number import whole
from kiosk.ui.track.words import word
from kiosk.ui.widgets.words import plain

WAY = "hall"
TRIES, REST = 5, 60  # misses in a row, and the seconds of rest after them: nobody guesses four digits here


class TrackWalk(QObject):
    """`left`: back to where one came from."""

    left = Signal()

    def __init__(self, desks: Desks, fittings: Fittings, frame: Frame) -> None:
        super().__init__(frame)
        self._desks, self._fittings, self._frame = desks, fittings, frame
        self._misses = 0
        self._number = ""
        self._rating: Rating | None = None
        self._again: Callable[[], None] = self._show_ask
        self._resting = QTimer(self, singleShot=True, interval=REST * 1000)
        self._resting.timeout.connect(self._rested)
        frame.resized.connect(lambda: self._again())
        frame.went_away.connect(self._on_away)
        frame.home_wanted.connect(self._leave)
        frame.back_wanted.connect(self._back)
        frame.scanned.connect(self.scan)

    def begin(self, code: str = "") -> None:
        """A resident stands there, perhaps with a code already scanned."""
        self._number = ""
        self._go(self._show_ask)
        if code:
            self.scan(code)

    def scan(self, code: str) -> None:
        """A code was read: a receipt's link, or a bare case number."""
        if whole(code) and "/" not in code:
            self._number = code
            self._go(self._show_ask)
            return
        desks = self._desks
        self._fittings.errands.run(SEARCH, lambda: desks.track.scanned(code), self._on_scanned, self._on_failed, self)

    def _ask(self, number: str, four: str) -> None:
        if self._resting.isActive():
            self._say("not_found", word("too_often", seconds=self._resting.remainingTime() // 1000 + 1))
            return
        self._number = number
        desks = self._desks

        def job() -> Tracked:
            return desks.track.by_number(number, four)

        self._fittings.errands.run(SEARCH, job, self._on_looked, self._on_failed, self)

    def _on_looked(self, tracked: Tracked) -> None:
        if tracked.case is not None:
            self._misses = 0
            self._go(partial(self._show_found, tracked))
            return
        self._misses += 1
        if self._misses >= TRIES:
            self._resting.start()
            self._say("not_found", word("too_often", seconds=REST))
        else:
            self._say("not_found", word("not_found_how"))

    def _on_scanned(self, tracked: Tracked) -> None:
        if tracked.claims is None:
            self._say("unreadable", word("unreadable_how"))
        else:
            self._go(partial(self._show_found, tracked))

    def _on_failed(self, news: BadNews) -> None:
        self._say("failed", self._fittings.say(news))

    def _say(self, title: str, text: str) -> None:
        page = self._frame.page
        if isinstance(page, AskPage):
            page.show_bad_news(word(title), text)
        else:
            self._frame.show_trouble(word(title), text)

    def _rested(self) -> None:
        self._misses = 0

    def _go(self, route: Callable[[], None]) -> None:
        self._again = route
        route()

    def _back(self) -> None:
        if isinstance(self._frame.page, FoundPage):
            self._go(self._show_ask)
        else:
            self._leave()

    def _on_away(self) -> None:
        if self._rating is not None:
            self._rating.pass_by(Passed.UNTOUCHED)
        else:
            self._leave()

    def _leave(self) -> None:
        self._rating = None
        self._number = ""
        self._show_ask()
        self._frame.idle.stop()
        self.left.emit()

    def _show_ask(self) -> None:
        page = AskPage(self._frame.theme, self._frame.fit, self._number)
        page.scanned.connect(self.scan)
        page.asked.connect(self._ask)
        self._frame.show_inner(page)
        (page.last_four if self._number else page.number).setFocus()

    def _show_found(self, tracked: Tracked) -> None:
        page = FoundPage(self._frame.theme, self._frame.fit)
        if seal := seal_of(tracked, self._desks.device.station.name):
            page.show_seal(seal)
        if tracked.claims is not None and tracked.genuine is False:
            page.show_what_to_do()
        elif tracked.case is not None and (tracked.claims is None or tracked.genuine):
            self._fill(page, tracked)  # never on the word of a paper whose seal is not known to hold
        elif tracked.claims is not None:
            if tracked.genuine:
                page.show_on_its_way()
            page.show_paper(paper_facts(tracked, self._matter(tracked.claims.matter, None)))
        self._frame.show_inner(page)

    def _fill(self, page: FoundPage, tracked: Tracked) -> None:
        case = tracked.case
        if case is None:
            return
        matter = self._matter(case.matter, case.matter_version)
        page.show_case(whose(case, matter), headline(case, business_day(self._fittings.now())))
        for wanted in filter(None, (asked(case), owed(case, matter), corrected(case))):
            page.show_wanted(*wanted)
        if not case.rated:
            page.offer_rating()
            page.rate_wanted.connect(partial(self._rate, case, matter))
        if rows := together(tracked, self._matter):
            page.show_siblings(rows)
        page.show_stages(stages(case))

    def _rate(self, case: Case, matter: Matter | None) -> None:
        """What he rates is his own paper's; afterwards he has been here long enough."""
        about = Rateable(case.case_no, matter=case.matter, window=case.window)
        self._rating = Rating(self._desks.rating, self._fittings, self._frame, about, WAY)
        self._rating.over.connect(self._leave)
        self._again = self._rating.show_again
        self._rating.begin({case.matter: plain(matter.name) if matter else case.matter})

    def _matter(self, code: str, version: int | None) -> Matter | None:
        try:
            return self._desks.intake.open(code, version)
        except Refusal:
            return None
