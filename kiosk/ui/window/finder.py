"""Finding a case and moving it on: between the search page and the desks of cases and receipts."""

import time
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject

from forms import Matter
from kiosk.app.desks import Desks
from kiosk.app.outcomes import CaseFound, CaseMovedOn, Changed
from kiosk.app.track import Tracked
from kiosk.domain.case import Case
from kiosk.domain.refusals import Refusal
from kiosk.ui.errands import DESK, SEARCH, BadNews
from kiosk.ui.fittings import Fittings
from kiosk.ui.form.counter.printing import Printing
from kiosk.ui.window.moves import MOVES
from kiosk.ui.window.search_page import SearchPage
from kiosk.ui.window.words import Search

SHOWN = 50


class Finder(QObject):
    """Lives as long as its page."""

    def __init__(self, desks: Desks, fittings: Fittings, page: SearchPage, printing: Printing) -> None:
        super().__init__(page)
        self._desks = desks
        self._fittings = fittings
        self._page = page
        self._printing = printing
        self._asked = ""
        self._wanted = ""
        self.names: Mapping[str, str] = {}
        page.typed.connect(self._find)
        page.entered.connect(self._on_entered)
        page.looked.connect(self._look)
        page.card.wanted.connect(self.ask)
        page.card.printed.connect(self.print_again)
        page.card.shown.connect(self._on_full)
        page.card.ask.confirmed.connect(self._on_confirmed)
        page.card.ask.left.connect(self._on_not_now)
        fittings.feed.subscribe(page, {Changed.CASES}, self._again)

    def begin(self, text: str = "") -> None:
        """An empty box, the latest cases; or what fits `text`."""
        self._page.show_said("")
        self._page.begin(text)

    def ask(self, name: str) -> None:
        """Ask for what has to be said before a case is moved on."""
        case = self._page.card.case
        if case is None or not self._page.card.can(name):
            return
        move = next(one for one in MOVES if one.name == name)
        matter = self._matter(case)
        names = {material.id: material.name for material in matter.materials} if matter else {}
        known = case.applicant if name == "deliver" else ""
        self._page.card.show_asking(True)
        self._page.card.ask.ask(move, known, {key: names.get(key, key) for key in case.owed})

    def print_again(self) -> None:
        """The receipt of the case shown, once more."""
        case = self._page.card.case
        if case is not None:
            self._printing.again(case.case_no)

    def _find(self, text: str) -> None:
        self._asked, began = text, time.monotonic()
        self._fittings.errands.run(
            SEARCH,
            lambda: self._desks.cases.find(text, SHOWN),
            lambda found: self._on_found(text, found, time.monotonic() - began),
            self._on_trouble,
            owner=self,
        )

    def _again(self) -> None:
        self._find(self._asked)
        if self._page.card.case is not None:
            self._look(self._page.card.case.case_no)

    def _on_found(self, text: str, found: Sequence[CaseFound], seconds: float) -> None:
        if text == self._asked:
            self._page.show_found(found, self.names, self._fittings.now().date(), seconds)
            self._page.show_case(self._wanted)

    def _look(self, case_no: str, full: bool = False) -> None:
        """Read the whole case; the look is entered in the journal."""
        self._fittings.errands.run(
            DESK,
            lambda: self._desks.cases.show(case_no, self._desks.actor, Search.LOOK_FULL if full else Search.LOOK),
            lambda case: self._show(case, full),
            self._on_trouble,
            owner=self,
        )

    def _show(self, case: Case, full: bool = False) -> None:
        self._page.card.show_case(case, self._matter(case), self._fittings.now().date(), full)
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

    def _on_confirmed(self, name: str, text: str, brought: list[str]) -> None:
        case = self._page.card.case
        if case is not None:
            step = self._step(name, case, text, brought)
            self._fittings.errands.run(DESK, step, self._on_moved, self._on_trouble, owner=self)

    def _step(self, name: str, case: Case, text: str, brought: list[str]) -> Callable[[], CaseMovedOn]:
        cases, actor, number = self._desks.cases, self._desks.actor, case.case_no
        if name == "supplement":
            return lambda: cases.supplement(number, dict.fromkeys(brought, "original"), actor, text)
        step = {"deliver": cases.deliver, "withdraw": cases.withdraw, "void": cases.void}[name]
        return lambda: step(number, text, actor)

    def _on_moved(self, moved: CaseMovedOn) -> None:
        self._wanted = moved.case.case_no
        self._show(moved.case)
        self._page.show_said("")
        self._page.focus_box()
        self._fittings.feed.tell(moved.changed)

    def _on_not_now(self) -> None:
        self._page.card.show_asking(False)
        self._page.focus_box()

    def _on_trouble(self, news: BadNews) -> None:
        self._page.show_said(self._fittings.say(news))


def _about(tracked: Tracked) -> str:
    """What a receipt says of itself when its case is not here."""
    assert tracked.claims is not None
    words = {True: Search.SCANNED_ELSEWHERE, False: Search.SCANNED_FALSE, None: Search.SCANNED_UNKNOWN}
    return words[tracked.genuine].format(case_no=tracked.claims.case_no)
