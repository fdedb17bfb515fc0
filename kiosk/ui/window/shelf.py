"""The page between two residents kept true: drafts of this PC, and cases that the city has answered."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from forms import UnknownMatter
from kiosk.app.desks import Desks
from kiosk.app.outcomes import CaseFound, Changed, Draft
from kiosk.domain.case import CaseState
from kiosk.domain.refusals import Refusal
from kiosk.ui.errands import DESK, SEARCH
from kiosk.ui.fittings import Fittings
from kiosk.ui.window.idle_page import IdlePage

ANSWERED = frozenset((CaseState.SUPPLEMENT, CaseState.GRANTED, CaseState.REFUSED, CaseState.NOT_ACCEPTED))
LOOKED_THROUGH = 500  # of the latest cases


class Shelf(QObject):
    """Lives as long as its page."""

    def __init__(self, desks: Desks, fittings: Fittings, page: IdlePage, names: Mapping[str, str]) -> None:
        super().__init__(page)
        self._desks = desks
        self._fittings = fittings
        self._page = page
        self._names = names
        page.dropped.connect(self._on_dropped)
        fittings.feed.subscribe(page, {Changed.DRAFTS}, self.read_drafts)
        fittings.feed.subscribe(page, {Changed.CASES}, self.read_news)

    def read(self) -> None:
        """Read both lists."""
        self.read_drafts()
        self.read_news()

    def read_drafts(self) -> None:
        """What was left half filled."""
        self._fittings.errands.run(DESK, self._desks.drafts.all, self._on_drafts, owner=self)

    def read_news(self) -> None:
        """What the city has answered."""
        self._fittings.errands.run(
            SEARCH, lambda: self._desks.cases.find("", LOOKED_THROUGH), self._on_news, owner=self
        )

    def cut_off(self, ticket: str) -> str:
        """The draft that was on the counter when the power went, '' when there is none: today's latest, of the number
        that stands at the window or of none."""
        today = self._fittings.now().date()
        for draft in self._desks.drafts.all():
            if draft.saved_at.astimezone(self._fittings.now().tzinfo).date() == today and draft.ticket in ("", ticket):
                return draft.id
        return ""

    def of_number(self, number: str, matter: str) -> str:
        """Today's latest draft of a number and a matter, '' when there is none. May be asked on any lane."""
        now = self._fittings.now()
        for draft in self._desks.drafts.all():
            today = draft.saved_at.astimezone(now.tzinfo).date() == now.date()
            if today and (draft.ticket, draft.matter) == (number, matter):
                return draft.id
        return ""

    def _on_drafts(self, drafts: Sequence[Draft]) -> None:
        self._page.show_drafts(drafts, self._names, {draft.id: self._person_of(draft) for draft in drafts})

    def _on_news(self, found: Sequence[CaseFound]) -> None:
        self._page.show_news([case for case in found if case.state in ANSWERED], self._names)

    def _person_of(self, draft: Draft) -> str:
        try:
            key = self._desks.intake.open(draft.matter, draft.version).applicant.name
        except (Refusal, UnknownMatter):
            return ""
        return str(draft.raw.get(key) or "")

    def _on_dropped(self, draft: str) -> None:
        self._fittings.errands.run(
            DESK, lambda: self._desks.drafts.drop(draft), lambda _: self.read_drafts(), owner=self
        )
