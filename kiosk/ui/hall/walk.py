"""A resident's walk through the hall screen: which page leads to which, and what is kept until he leaves."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk.ui.errands import DESK
from kiosk.ui.hall.aid import Aid
from kiosk.ui.hall.confirm import ConfirmPage, Offered
from kiosk.ui.hall.home import HomeFacts, HomePage
from kiosk.ui.hall.lists import CategoriesPage, MattersPage
from kiosk.ui.hall.paper import PaperWatch
from kiosk.ui.hall.scanned import Scanned
from kiosk.ui.hall.way import Route, Way

if TYPE_CHECKING:
    from forms import Category
    from kiosk.app.desks import Desks
    from kiosk.domain.case import Case
    from kiosk.ui.fittings import Fittings
    from kiosk.ui.frame import Frame
    from kiosk.ui.hall.card import HallCard
    from kiosk.ui.hall.guide_way import GuideWay
    from kiosk.ui.hall.leaving import Leaving
    from kiosk.ui.hall.shelf import Shelf
    from kiosk.ui.hall.taking import Number, Taking


class HallWalk(QObject):
    """Knows the shelf, the desks once the house is open, and the way; the frame knows none of them.

    `track_wanted` carries a scanned code or ''.
    """

    track_wanted = Signal(str)
    elder_chosen = Signal(bool)

    def __init__(self, shelf: Shelf, fittings: Fittings, frame: Frame, *, prints: bool) -> None:
        super().__init__(frame)
        self._shelf, self._fittings, self._frame = shelf, fittings, frame
        self._prints = prints
        self.paper = PaperWatch(fittings, self, prints=prints)
        self.paper.changed.connect(self._on_paper)
        self.aid = Aid(fittings, frame)
        self._id_number = ""
        self._way = Way(fittings, frame, self._show_home)
        self._desks: Desks | None = None
        self._taking: Taking | None = None
        self._card: HallCard | None = None
        self._guides: GuideWay | None = None
        self._leaving: Leaving | None = None
        self._waiting: list[Route] = []
        frame.resized.connect(self._way.again)
        frame.went_away.connect(self._on_away)
        frame.home_wanted.connect(self._home)
        frame.back_wanted.connect(self._way.back)
        self._scanned = Scanned(fittings, frame)
        self._scanned.known.connect(self._on_known)
        self._scanned.booked.connect(self._on_booked)
        self._scanned.tracked.connect(self._track)

    def furnish(self, desks: Desks) -> None:
        """The house is open: what was wanted meanwhile is done now."""
        from kiosk.app.outcomes import Changed
        from kiosk.ui.hall.card import HallCard
        from kiosk.ui.hall.guide_way import GuideWay
        from kiosk.ui.hall.taking import Taking

        self._desks = desks
        early, self._shelf = self._shelf, desks.hall
        if isinstance(self._frame.page, HomePage) and early.categories() != self._shelf.categories():
            self._way.again()
        self._frame.set_station(desks.device.station)
        self._card = HallCard(desks, self._fittings, self._frame, self)
        self._card.known.connect(self._on_known)
        self._guides = GuideWay(desks, self._fittings, self._frame, self._way)
        self._scanned.furnish(desks)
        self.aid.furnish(desks)
        self._taking = Taking(desks, self._fittings, self)
        self._taking.given.connect(self._show_ticket)
        self._taking.failed.connect(self._on_not_taken)
        self._taking.printed.connect(self._on_printed)
        self.paper.begin(desks, self._frame.isVisible)
        self._fittings.feed.subscribe(self._frame, {Changed.QUEUE}, self._ask_line)
        self._fittings.feed.subscribe(self._frame, {Changed.CATALOGUE}, self._on_catalogue)
        waiting, self._waiting = self._waiting, []
        for wanted in waiting:
            wanted()
        self._ask_line()

    def go_home(self) -> None:
        """Everything that this resident typed is gone."""
        self._id_number = ""
        self._waiting = []
        if self._taking is not None:
            self._taking.begin_anew()
        self._home()

    def _home(self) -> None:
        if self._leaving is not None:
            self._leaving.close()
            self._leaving = None
        self._way.go_home()

    def _when_open(self, wanted: Route) -> None:
        if self._desks is None:
            self._waiting.append(wanted)
        else:
            wanted()

    def _show_home(self) -> None:
        facts = HomeFacts(self._shelf.categories(), self._masked, self._shelf.joint(), self.paper.now)
        theme, fit = self._frame.theme, self._frame.fit
        seated = fit.low and not fit.elder  # every row is height: the tools stand in the row that is there
        tools = self.aid.tools(theme, fit, brief=True) if seated else self.aid.roomy(theme)
        page = HomePage(self._frame.theme, self._frame.fit, facts, tools)
        page.category_wanted.connect(self._on_category)
        page.matter_wanted.connect(self._on_matter)
        page.all_wanted.connect(partial(self._way.go, self._show_all))
        page.search_wanted.connect(partial(self._way.go, self._show_search))
        page.identity_wanted.connect(partial(self._way.go, self._show_identity))
        page.forget_wanted.connect(self.go_home)
        page.track_wanted.connect(self._track)
        page.elder_wanted.connect(self._on_elder)
        page.low_wanted.connect(self._frame.set_low)
        self._frame.show_home(page, known=bool(self._id_number))

    def _show_all(self) -> None:
        page = CategoriesPage(self._frame.theme, self._frame.fit, self._shelf.categories())
        page.category_wanted.connect(self._on_category)
        self._frame.show_inner(page)

    def _show_search(self) -> None:
        from kiosk.ui.hall.search import SearchPage
        from kiosk.ui.pad import PadKeys

        desks = self._desks
        page = SearchPage(self._frame.theme, self._frame.fit, desks.hall.search if desks else lambda _: ())
        page.matter_wanted.connect(self._on_matter)
        pad = PadKeys(replace(self._fittings, theme=self._frame.theme), self._frame, key="")
        page.offer_pad(pad.open_at)
        page.destroyed.connect(pad.end)
        self._frame.show_inner(page)
        page.field.setFocus()

    def _show_identity(self) -> None:
        from kiosk.domain.deadline import business_day
        from kiosk.ui.hall.identity import IdentityPage

        now = self._fittings.now
        page = IdentityPage(self._frame.theme, self._frame.fit, lambda: business_day(now()))
        page.known.connect(self._on_known)
        self._frame.show_inner(page)
        if self._card is not None:
            self._card.show_there(page)
        page.field.setFocus()

    def _show_category(self, category: Category) -> None:
        matters = [self._shelf.guide(m.code) for m in self._shelf.matters(category.code)]
        page = MattersPage(self._frame.theme, self._frame.fit, category, matters)
        page.matter_wanted.connect(self._on_matter)
        self._frame.show_inner(page)
        self._ask_line()

    def _show_matter(self, code: str, booked: bool = False) -> None:
        matter = self._shelf.guide(code)
        offered = Offered(matter, self._category(matter.category).name, self._masked, self._age, booked)
        page = ConfirmPage(self._frame.theme, self._frame.fit, offered)
        page.later_wanted.connect(self.go_home)
        page.show_paper(self.paper.now)
        page.take_wanted.connect(partial(self._when_open, partial(self._take, code)))
        page.guide_wanted.connect(partial(self._when_open, partial(self._show_guide, code)))
        self._frame.show_inner(page)
        self._ask_line()

    def _show_guide(self, code: str) -> None:
        if self._guides is not None:
            self._guides.ask(code)

    def _show_ticket(self, number: Number) -> None:
        from kiosk.ui.hall.leaving import Leaving

        if self._taking is None:
            return
        matter = self._shelf.guide(number.taken.ticket.matter)
        self._leaving = Leaving(self._frame, self._taking, number, matter, self._fittings.square)
        self._leaving.left.connect(self.go_home)
        self._way.end(self._leaving.show)
        self._leaving.begin(prints=self._prints)

    @property
    def _masked(self) -> str:
        if not self._id_number:
            return ""
        from kiosk.domain.person import mask_id

        return mask_id(self._id_number)

    @property
    def _age(self) -> int:
        """Of whom was identified, on the day; 0 when nobody was."""
        from kiosk.domain.deadline import business_day
        from kiosk.domain.person import age_on

        if not self._id_number:
            return 0
        return age_on(self._id_number, business_day(self._fittings.now())) or 0

    def _category(self, code: str) -> Category:
        return next(c for c in self._shelf.categories() if c.code == code)

    def _ask_line(self) -> None:
        """The page in view shows the line: have it as it stands now."""
        page = self._frame.page
        desks = self._desks
        if desks is not None and isinstance(page, MattersPage | ConfirmPage):
            self._fittings.errands.run(DESK, lambda: desks.hall.seen(), page.show_line, owner=page)

    def _take(self, code: str) -> None:
        page = self._frame.page
        if self._taking is not None:
            self._taking.take(code, self._id_number, green=isinstance(page, ConfirmPage) and page.green)

    def _on_booked(self, case: Case) -> None:
        """A booking leads to a number, without typing."""
        self._id_number = case.id_number
        if self._taking is not None:
            self._taking.begin_anew()
        self._way.go(partial(self._show_matter, case.matter, booked=True))

    def _track(self, code: str = "") -> None:
        self._when_open(lambda: self.track_wanted.emit(code))

    def _on_catalogue(self) -> None:
        """The matters are others now: the lists show it; who has chosen his is not disturbed."""
        if isinstance(self._frame.page, HomePage | MattersPage):
            self._way.again()

    def _on_category(self, code: str) -> None:
        self._way.go(partial(self._show_category, self._category(code)))

    def _on_matter(self, code: str) -> None:
        if self._taking is not None:
            self._taking.begin_anew()
        self._way.go(partial(self._show_matter, code))

    def _on_known(self, number: str) -> None:
        self._id_number = number
        self._home()

    def _on_away(self) -> None:
        self.go_home()
        self._frame.set_low(False)

    def _on_elder(self, elder: bool) -> None:
        self._frame.set_elder(elder)
        self.elder_chosen.emit(elder)
        if elder:
            self.aid.say()

    def _on_not_taken(self, sentence: str, key: str) -> None:
        from kiosk.ui.hall.closed import TITLES, ClosedPage

        if key in TITLES:
            self._way.go(lambda: self._frame.show_inner(ClosedPage(self._frame.theme, key, sentence)))
        elif isinstance(self._frame.page, ConfirmPage):
            self._frame.page.show_trouble(sentence)

    def _on_printed(self, _number: str, trouble: str, _link: str) -> None:
        self.paper.note(trouble)

    def _on_paper(self, paper: str) -> None:
        if isinstance(self._frame.page, HomePage | ConfirmPage):
            self._frame.page.show_paper(paper)
