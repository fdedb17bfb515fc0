"""A resident's walk through the hall screen: which page leads to which, and what is kept until he leaves."""

from collections import Counter
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from forms import Category
from kiosk.app.desks import Desks
from kiosk.app.hall import bring_list
from kiosk.app.outcomes import Changed
from kiosk.domain.deadline import business_day
from kiosk.domain.person import mask_id
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.ui.fittings import Fittings
from kiosk.ui.frame import Frame
from kiosk.ui.hall.confirm import ConfirmPage, Offered
from kiosk.ui.hall.facts import line_words
from kiosk.ui.hall.home import HomeFacts, HomePage
from kiosk.ui.hall.leaving import Leaving
from kiosk.ui.hall.lists import CategoriesPage, Listed, MattersPage
from kiosk.ui.hall.taking import Number, Taking
from kiosk.ui.hall.words import word

Route = Callable[[], None]


class HallWalk(QObject):
    """Knows the desks and the way; the screen knows neither. `track_wanted` carries a scanned code or ''."""

    track_wanted = Signal(str)
    elder_chosen = Signal(bool)

    def __init__(self, desks: Desks, fittings: Fittings, screen: Frame, *, prints: bool) -> None:
        super().__init__(screen)
        self._desks, self._fittings, self._screen = desks, fittings, screen
        self._prints = prints
        self._paper = "" if prints else "none"
        self._id_number = ""
        self._way: list[Route] = []
        self._leaving: Leaving | None = None
        self._taking = Taking(desks, fittings, self)
        self._taking.given.connect(self._show_ticket)
        self._taking.printed.connect(self._on_printed)
        screen.resized.connect(self._again)
        screen.went_away.connect(self.go_home)
        screen.home_wanted.connect(self._home)
        screen.back_wanted.connect(self._back)
        screen.scanned.connect(self.track_wanted)
        fittings.feed.subscribe(screen, {Changed.QUEUE}, self._on_queue)

    def go_home(self) -> None:
        """Everything that this resident typed is gone."""
        self._id_number = ""
        self._taking.begin_anew()
        self._home()

    def _home(self) -> None:
        if self._leaving is not None:
            self._leaving.close()
            self._leaving = None
        self._way = []
        self._go(self._show_home)

    def _back(self) -> None:
        self._way = self._way[:-1]
        self._again()

    def _again(self) -> None:
        (self._way[-1] if self._way else self._show_home)()

    def _go(self, route: Route) -> None:
        """Show a page and remember it; a desk that says no is said in its place."""
        self._way.append(route)
        route()

    def _show_home(self) -> None:
        masked = mask_id(self._id_number) if self._id_number else ""
        facts = HomeFacts(self._desks.hall.categories(), masked, self._paper)
        page = HomePage(self._screen.theme, self._screen.fit, facts)
        page.category_wanted.connect(self._on_category)
        page.all_wanted.connect(partial(self._go, self._show_all))
        page.search_wanted.connect(partial(self._go, self._show_search))
        page.identity_wanted.connect(partial(self._go, self._show_identity))
        page.forget_wanted.connect(self.go_home)
        page.track_wanted.connect(lambda: self.track_wanted.emit(""))
        page.elder_wanted.connect(self._on_elder)
        self._screen.show_home(page, known=bool(masked))

    def _show_all(self) -> None:
        page = CategoriesPage(self._screen.theme, self._screen.fit, self._desks.hall.categories())
        page.category_wanted.connect(self._on_category)
        self._screen.show_inner(page)

    def _show_search(self) -> None:
        from kiosk.ui.hall.search import SearchPage

        page = SearchPage(self._screen.theme, self._screen.fit, self._desks.hall.search)
        page.matter_wanted.connect(self._on_matter)
        self._screen.show_inner(page)
        page.field.setFocus()

    def _show_identity(self) -> None:
        from kiosk.ui.hall.identity import IdentityPage

        now = self._fittings.now
        page = IdentityPage(self._screen.theme, self._screen.fit, lambda: business_day(now()))
        page.known.connect(self._on_known)
        self._screen.show_inner(page)
        page.field.setFocus()

    def _show_category(self, category: Category) -> None:
        hall = self._desks.hall
        seen = hall.seen()
        waiting = Counter(t.matter for t in seen.waiting)
        matters = [hall.guide(m.code) for m in hall.matters(category.code)]
        listed = [Listed(m, bring_list(m), waiting[m.code]) for m in matters]
        page = MattersPage(self._screen.theme, self._screen.fit, category, line_words(seen), listed)
        page.matter_wanted.connect(self._on_matter)
        self._screen.show_inner(page)

    def _show_matter(self, code: str) -> None:
        hall = self._desks.hall
        matter = hall.guide(code)
        masked = mask_id(self._id_number) if self._id_number else ""
        offered = Offered(matter, self._category(matter.category).name, hall.seen(), masked)
        page = ConfirmPage(self._screen.theme, self._screen.fit, offered)
        page.take_wanted.connect(lambda: self._taking.take(code, self._id_number))
        self._taking.failed.connect(page.show_trouble)
        self._screen.show_inner(page)

    def _show_ticket(self, number: Number) -> None:
        matter = self._desks.hall.guide(number.taken.ticket.matter)
        self._leaving = leaving = Leaving(self._screen, self._taking, number, matter)
        leaving.left.connect(self.go_home)
        self._way = [leaving.show]
        leaving.begin(prints=self._prints)

    def _category(self, code: str) -> Category:
        return next(c for c in self._desks.hall.categories() if c.code == code)

    def _on_category(self, code: str) -> None:
        self._try(partial(self._show_category, self._category(code)))

    def _on_matter(self, code: str) -> None:
        self._taking.begin_anew()
        self._try(partial(self._show_matter, code))

    def _try(self, route: Route) -> None:
        """A page that a desk may refuse: the sentence is shown, and one is back where one was."""
        try:
            self._go(route)
        except (Refusal, Trouble) as news:
            self._way.pop()
            self._screen.show_trouble(word("open_failed"), self._fittings.say(news))

    def _on_known(self, number: str) -> None:
        self._id_number = number
        self._home()

    def _on_elder(self, elder: bool) -> None:
        self._screen.set_elder(elder)
        self.elder_chosen.emit(elder)

    def _on_printed(self, _number: str, trouble: str) -> None:
        self._paper = "bad" if trouble else "ok"

    def _on_queue(self) -> None:
        """Somebody took a number or was called: a list that shows the line is shown as it stands now."""
        if isinstance(self._screen.page, MattersPage):
            self._again()
