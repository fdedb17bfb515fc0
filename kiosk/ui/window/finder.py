"""Finding a case: between the search page and the desks of cases and receipts. What is done with it: `actions`."""

import time
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject

from forms import Matter
from kiosk.app.desks import Desks
from kiosk.app.finding import EVERYTHING, Hits
from kiosk.app.outcomes import CaseTaken, Changed
from kiosk.app.track import Tracked
from kiosk.domain.case import Case
from kiosk.domain.refusals import Refusal
from kiosk.ui.errands import DESK, SEARCH, BadNews
from kiosk.ui.fittings import Fittings
from kiosk.ui.form.counter.printing import Printing
from kiosk.ui.window.actions.action import Done
from kiosk.ui.window.actions.doing import Doing
from kiosk.ui.window.actions.listing import REPRINT
from kiosk.ui.window.lookup.sifting import Sifting
from kiosk.ui.window.search_page import SearchPage
from kiosk.ui.window.words import Search

SHOWN = 50


class Finder(QObject):
    """Lives as long as its page."""

    def __init__(
        self, desks: Desks, fittings: Fittings, page: SearchPage, printing: Printing, window: str = ""
    ) -> None:
        super().__init__(page)
        self._desks = desks
        self._fittings = fittings
        self._page = page
        self._printing = printing
        self._asked = ""
        self._nth = 0
        self._wanted = ""
        self._names: Mapping[str, str] = {}
        self._sifting = Sifting(
            page.panel,
            lambda: fittings.now().date(),
            self._codes,
            desks.device.centre,
        )
        self._sifting.changed.connect(self._on_sifted)
        page.sifted.connect(self._sifting.press)
        page.unsifted.connect(self._sifting.clear)
        page.typed.connect(self._find)
        page.entered.connect(self._on_entered)
        page.looked.connect(self._look)
        page.card.printed.connect(self.print_again)
        page.card.shown.connect(self._on_full)
        self.doing = Doing(desks, fittings, page, self._matter, window)
        self.doing.done.connect(self._on_done)
        fittings.feed.subscribe(page, {Changed.CASES}, self._again)

    @property
    def names(self) -> Mapping[str, str]:
        """The matters' names by their codes."""
        return self._names

    @names.setter
    def names(self, names: Mapping[str, str]) -> None:
        self._names = self._sifting.names = names

    def _codes(self, text: str) -> list[str]:
        """Matters by code, name or initials."""
        found = [matter.code for matter in self._desks.hall.search(text)]
        return found or [code for code in self._names if code.startswith(text.upper())]

    def begin(self, text: str = "") -> None:
        """An empty box, the latest cases; or what fits `text`."""
        self._page.show_said("")
        self._page.show_sieve("")
        self._sifting.sieve = EVERYTHING  # the last resident's filters are not the next one's
        self._page.begin(text)

    def come_back(self) -> None:
        """As it was left: the same words in the box, the same case beside it, as both stand now."""
        if self._page.card.case is not None:
            self._wanted = self._page.card.case.case_no
        self._page.card.show_asking(False)
        self._page.focus_box()
        self._again()

    def print_again(self) -> None:
        """The receipt of the case shown, once more."""
        case = self._page.card.case
        if case is not None:
            self.doing.press(REPRINT)

    def _find(self, text: str) -> None:
        self._nth += 1
        self._asked, nth, began, sieve = text, self._nth, time.monotonic(), self._sifting.sieve
        self._fittings.errands.run(
            SEARCH,
            lambda: self._desks.archive.find(text, SHOWN, sieve) if nth == self._nth else None,
            lambda hits: self._on_found(nth, hits, time.monotonic() - began),
            self._on_trouble,
            owner=self,
        )

    def _on_sifted(self) -> None:
        self._page.show_sieve(self._sifting.said())
        self._page.focus_box()
        self._find(self._asked)

    def _again(self) -> None:
        self._find(self._asked)
        if self._page.card.case is not None:
            self._look(self._page.card.case.case_no)

    def _on_found(self, nth: int, hits: Hits | None, seconds: float) -> None:
        """An answer that is older than the last question is nobody's any more."""
        if nth == self._nth and hits is not None:
            self._page.show_found(hits, self.names, self._fittings.now().date(), seconds)
            self._page.show_case(self._wanted)

    def _look(self, case_no: str, full: bool = False) -> None:
        """Read the whole case; the look is entered in the journal."""
        desks = self._desks

        def looking() -> Case:
            return desks.cases.show(case_no, desks.actor, Search.LOOK_FULL if full else Search.LOOK)

        show = partial(self._show, full=full)
        self._fittings.errands.run(DESK, looking, show, self._on_trouble, owner=self)

    def _show(self, case: Case, full: bool = False) -> None:
        """The case as it counts now, with its clocks."""
        case = self._desks.decisions.as_it_counts(case)
        self._page.card.show_case(case, self._matter(case), self._fittings.now().date(), full)
        self._page.card.show_clocks(self._desks.decisions.clocks(case))
        self._page.card.show_can_print(self._printing.knows(case.case_no))

    def _matter(self, case: Case) -> Matter | None:
        try:
            return self._desks.intake.open(case.matter, case.matter_version)
        except Refusal:
            return None

    def _on_full(self) -> None:
        if self._page.card.case is not None:
            self._look(self._page.card.case.case_no, full=True)

    def _on_entered(self, text: str) -> None:
        """Enter: what a scanner typed is a receipt; else the case under the line."""
        tracked = self._desks.track.scanned(text)
        if tracked.case is not None:
            self._wanted = tracked.case.case_no
            self._page.begin(tracked.case.case_no)
        elif tracked.claims is not None:
            self._page.show_said(_about(tracked))

    def _on_done(self, done: Done) -> None:
        if isinstance(done, CaseTaken):
            self._printing.receipt(done)
        self._wanted = done.case.case_no
        self._show(done.case)
        self._page.show_said("")
        self._page.focus_box()
        self._fittings.feed.tell(done.changed)

    def _on_trouble(self, news: BadNews) -> None:
        self._page.show_said(self._fittings.say(news))


def _about(tracked: Tracked) -> str:
    """What a receipt says of itself when its case is not here."""
    assert tracked.claims is not None
    words = {True: Search.SCANNED_ELSEWHERE, False: Search.SCANNED_FALSE, None: Search.SCANNED_UNKNOWN}
    return words[tracked.genuine].format(case_no=tracked.claims.case_no)
