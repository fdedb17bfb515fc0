"""The clerk's hand on a case: a key is pressed, what has to be said is asked, the desk does it, the card shows it."""

import secrets
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from forms import Matter
from kiosk.app.desks import Desks
from kiosk.app.documents import DocumentKind
from kiosk.domain.case import Case
from kiosk.domain.words import state_word
from kiosk.ui.errands import DESK, BadNews
from kiosk.ui.fittings import Fittings
from kiosk.ui.window.actions.action import Action, CaseWork, Done, Said
from kiosk.ui.window.actions.listing import MORE, called, meant
from kiosk.ui.window.actions.words import Actions as Words
from kiosk.ui.window.search_page import SearchPage


class Doing(QObject):
    """Lives as long as its page. `documents` asks for the page of documents with one ready, `opened` for a work's own
    page, `left` for the search again; `done` says what was done, or None."""

    documents = Signal(object, str, dict)
    opened = Signal(object)
    left = Signal()
    done = Signal(object)

    def __init__(
        self,
        desks: Desks,
        fittings: Fittings,
        page: SearchPage,
        matter_of: Callable[[Case], Matter | None],
        window: str,
    ) -> None:
        super().__init__(page)
        self._desks = desks
        self._fittings = fittings
        self._page = page
        self._matter_of = matter_of
        self._window = window
        self._works: dict[str, CaseWork] = {}
        self._work: CaseWork | None = None
        self._asked: tuple[Action, Case, str] | None = None
        page.card.pressed.connect(self.press)
        page.card.ask.confirmed.connect(self._on_confirmed)
        page.card.ask.left.connect(self._on_not_now)

    def press(self, key: str) -> None:
        """A key of an action, over the case that is seen. One that does not fit says so."""
        card = self._page.card
        if card.case is None or not card.isVisible():
            return
        if key == MORE:
            card.show_more()
            return
        action = meant(key, card.seen)
        if action is None:
            state = state_word(card.case.state)
            self._page.show_said(Words.NOT_NOW.format(action=called(key), state=state))
        else:
            self._begin(action, card.case)

    def press_work(self, key: str) -> bool:
        """A key while a work's own page is seen; False when it means nothing there."""
        return self._work is not None and self._work.page.isVisible() and self._work.press(key)

    def _begin(self, action: Action, case: Case) -> None:
        self._page.show_said("")
        if action.document is not None:
            self._lead(case, action.document, action.facts(case) if action.facts else {})
        elif action.work is not None:
            self._open(action.name, partial(action.work, self._desks, self._fittings), case)
        else:
            self._asked = (action, case, secrets.token_hex(8))
            card = self._page.card
            card.show_asking(True)
            card.ask.ask(action.word, action.hint, action.blanks(case, self._matter_of(case)))

    def _lead(self, case: Case, kind: DocumentKind, facts: Mapping[str, object]) -> None:
        self.documents.emit(case, kind.value, dict(facts))

    def _open(self, name: str, build: Callable[[], CaseWork], case: Case) -> None:
        if name not in self._works:
            self._works[name] = build()
        self._work = self._works[name]
        self.opened.emit(self._work)
        self._work.begin(case, self._matter_of(case), self._on_work_left)

    def _on_work_left(self, done: Done | None) -> None:
        self._work = None
        self.left.emit()
        if done is not None:
            self.done.emit(done)

    def _on_confirmed(self, values: dict[str, str]) -> None:
        if self._asked is None:
            return
        action, case, request = self._asked
        if (deed := action.deed) is not None:
            said = Said(values, request, self._window)
            run = self._fittings.errands.run
            run(DESK, lambda: deed(self._desks, case, said), self._on_done, self._on_trouble, owner=self)

    def _on_done(self, done: Done) -> None:
        self._asked = None
        self._page.card.show_asking(False)
        self.done.emit(done)

    def _on_not_now(self) -> None:
        self._asked = None
        self._page.card.show_asking(False)
        self._page.focus_box()

    def _on_trouble(self, news: BadNews) -> None:
        self._page.show_said(self._fittings.say(news))
