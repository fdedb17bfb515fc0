"""The page between two residents kept true: drafts of this PC, what other windows put aside, and cases that the city
has answered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from forms import UnknownMatter, is_joint
from kiosk.app.desks import Desks
from kiosk.app.outcomes import CaseFound, Changed, Draft, Parked
from kiosk.domain.case import CaseState
from kiosk.domain.refusals import Refusal
from kiosk.domain.staff import Duty
from kiosk.ui.errands import DESK, LINE, SEARCH, BadNews
from kiosk.ui.fittings import Fittings
from kiosk.ui.window.idle_page import IdlePage, Waiting

ANSWERED = frozenset((CaseState.SUPPLEMENT, CaseState.GRANTED, CaseState.REFUSED, CaseState.NOT_ACCEPTED))
LOOKED_THROUGH = 500  # of the latest cases
SETTLES = 1000  # milliseconds: the line moves often, and the shelf is looked at once for all of it


@dataclass(frozen=True, slots=True)
class _Lists:
    """Drafts of this PC; what others put aside, None while that is not known yet."""

    drafts: Sequence[Draft]
    parked: Sequence[Parked] | None = None


class Shelf(QObject):
    """Lives as long as its page. `taken` names a draft of this PC that was just taken over; `said` a sentence."""

    taken = Signal(str)
    said = Signal(str)

    def __init__(
        self, desks: Desks, fittings: Fittings, page: IdlePage, names: Mapping[str, str], window: str = ""
    ) -> None:
        super().__init__(page)
        self._desks = desks
        self._fittings = fittings
        self._page = page
        self._names = names
        self._window = window
        self._parked: Sequence[Parked] = ()
        self._taking = self._looking = self._look_again = False
        self._soon = QTimer(self, singleShot=True, interval=SETTLES)
        self._soon.timeout.connect(self._read_parked)
        page.dropped.connect(self._on_dropped)
        page.wanted.connect(self._on_wanted)
        fittings.feed.subscribe(page, {Changed.DRAFTS}, self.read_drafts)
        fittings.feed.changed.connect(self._on_changed)
        fittings.feed.subscribe(page, {Changed.QUEUE}, self._on_line)
        fittings.feed.subscribe(page, {Changed.CASES}, self.read_news)

    def read(self) -> None:
        """Read all lists."""
        self.read_drafts()
        self.read_news()

    def read_drafts(self) -> None:
        """What was left half filled: here at once, elsewhere as soon as the hub has told."""
        self._fittings.errands.run(DESK, lambda: _Lists(self._desks.drafts.all()), self._on_lists, owner=self)
        self._read_parked()

    def read_news(self) -> None:
        """What the city has answered."""
        self._fittings.errands.run(
            SEARCH, lambda: self._desks.cases.find("", LOOKED_THROUGH), self._on_news, owner=self
        )

    def cut_off(self, ticket: str) -> str:
        """The draft that was on the counter when the power went, '' when there is none: today's latest of this window
        and this clerk that nobody put aside, of the number that stands at the window or of none."""
        today, here = self._fittings.now().date(), ("", self._window)
        for draft in self._desks.drafts.all() if self._desks.may(Duty.DRAFT) else ():
            mine = draft.parked_at is None and draft.window in here and draft.holder in ("", self._desks.actor)
            if mine and self._day(draft) == today and draft.ticket in ("", ticket):
                return draft.id
        return ""

    def bring(self, number: str, matter: str, then: Callable[[str], None]) -> None:
        """Today's draft of a number and a matter, from this PC or, put aside there, from another one; `then` is given
        its id in this PC's drafts, '' when there is none."""

        def found(draft: str) -> None:
            if draft:
                then(draft)
            else:
                self._fittings.errands.run(
                    LINE, lambda: self._fetch(number, matter), then, lambda _: then(""), owner=self
                )

        self._fittings.errands.run(DESK, lambda: self._of_number(number, matter), found, owner=self)

    def _of_number(self, number: str, matter: str) -> str:
        today = self._fittings.now().date()
        for draft in self._desks.drafts.all():
            if self._day(draft) == today and (draft.ticket, draft.matter) == (number, matter):
                return draft.id
        return ""

    def _fetch(self, number: str, matter: str) -> str:
        parked = self._desks.parked.of_number(number, matter)
        return self._desks.parked.take_over(parked, self._window) if parked else ""

    def _day(self, draft: Draft) -> object:
        return draft.saved_at.astimezone(self._fittings.now().tzinfo).date()

    def _on_line(self) -> None:
        """The hub rings for the shelf as it does for the line."""
        if not self._soon.isActive():
            self._soon.start()

    def _on_changed(self, changes: frozenset[Changed]) -> None:
        """Something was put aside here or laid on the counter: the hub hears of it, whatever page is seen."""
        if Changed.DRAFTS in changes:
            self._read_parked()

    def _read_parked(self) -> None:
        """One look at a time."""
        if self._looking:
            self._look_again = True
            return
        self._looking = True

        def look() -> _Lists:
            parked = self._desks.parked.seen()
            return _Lists(self._desks.drafts.all(), parked)

        self._fittings.errands.run(LINE, look, self._on_parked, lambda _: self._looked(), owner=self)

    def _on_parked(self, lists: _Lists) -> None:
        self._on_lists(lists)
        self._looked()

    def _looked(self) -> None:
        self._looking = False
        if self._look_again:
            self._look_again = False
            self._read_parked()

    def _on_lists(self, lists: _Lists) -> None:
        if lists.parked is not None:
            self._parked = lists.parked
        own = [self._waiting(draft) for draft in lists.drafts]
        others = [Waiting.parked(one, self._names.get(one.matter, one.matter)) for one in self._parked]
        self._page.show_waiting(own, others)

    def _waiting(self, draft: Draft) -> Waiting:
        """A draft of this PC; whose it is is said where it is another clerk's, or lies at another window."""
        mine = draft.holder in ("", self._desks.actor) and draft.window in ("", self._window)
        shown = draft if not mine else replace(draft, holder="", window="")
        return Waiting.own(shown, self._names.get(draft.matter, draft.matter), self._person_of(draft))

    def _on_news(self, found: Sequence[CaseFound]) -> None:
        self._page.show_news([case for case in found if case.state in ANSWERED], self._names)

    def _person_of(self, draft: Draft) -> str:
        desk = self._desks.joint if is_joint(draft.matter) else self._desks.intake
        try:
            key = desk.open(draft.matter, draft.version).applicant.name
        except (Refusal, UnknownMatter):
            return ""
        return str(draft.raw.get(key) or "")

    def _on_wanted(self, parked: Parked) -> None:
        """Take over what another window put aside; one at a time."""
        if self._taking:
            return
        self._taking = True

        def take() -> str:
            desk = self._desks.joint if is_joint(parked.matter) else self._desks.intake
            desk.open(parked.matter, parked.version)  # a matter that is not known here stays where it is
            return self._desks.parked.take_over(parked, self._window)

        self._fittings.errands.run(LINE, take, self._on_taken, self._on_not_taken, owner=self)

    def _on_taken(self, draft: str) -> None:
        self._taking = False
        self.read_drafts()
        self.taken.emit(draft)

    def _on_not_taken(self, news: BadNews) -> None:
        self._taking = False
        self.said.emit(self._fittings.say(news))
        self.read_drafts()

    def _on_dropped(self, draft: str) -> None:
        self._fittings.errands.run(
            DESK, lambda: self._desks.drafts.drop(draft), lambda _: self.read_drafts(), owner=self
        )
