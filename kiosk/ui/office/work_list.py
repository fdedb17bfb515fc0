"""What all lists of work at the office do alike: read, choose, read again, and look at a case with a purpose."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from kiosk.app.desks import Desks
from kiosk.app.outcomes import Changed
from kiosk.domain.case import Case
from kiosk.domain.deadline import CHINA
from kiosk.domain.words import state_word
from kiosk.ui.errands import DESK, SEARCH, BadNews
from kiosk.ui.fittings import Fittings
from kiosk.ui.office.words import Listed as Words
from kiosk.ui.office.work_page import Line, WorkPage

T = TypeVar("T")
U = TypeVar("U")
AGAIN, LOOK = "F5", "F6"
KEYS = ((LOOK, Words.LOOK), (AGAIN, Words.AGAIN))


def short(case_no: str) -> str:
    """A case's number without its centre, so that its end is seen in a narrow column; whole at the right."""
    return case_no.partition("-")[2] or case_no


class Subject(Generic[T]):
    """What a list is of: how it is read, how one is shown as a row and in full, of which case it is."""

    def __init__(
        self,
        read: Callable[[], Sequence[T]],
        line: Callable[[T], Line],
        facts: Callable[[T], Sequence[str]],
        case_no: Callable[[T], str],
        none: Callable[[], str],
    ) -> None:
        self.read = read
        self.line = line
        self.facts = facts
        self.case_no = case_no
        self.none = none


class WorkList(QObject, Generic[T]):
    """It lives as long as its page."""

    def __init__(self, page: WorkPage, desks: Desks, fittings: Fittings, subject: Subject[T], purpose: str) -> None:
        super().__init__(page)
        self._page = page
        self._desks = desks
        self._fittings = fittings
        self._subject = subject
        self._purpose = purpose
        self._listed: Sequence[T] = ()
        self._at = 0
        self._busy = False
        page.pressed.connect(self._on_pressed)
        page.chosen.connect(self._on_chosen)
        fittings.feed.subscribe(page, {Changed.CASES}, self.read)

    @property
    def one(self) -> T | None:
        """The chosen one."""
        return self._listed[self._at] if 0 <= self._at < len(self._listed) else None

    def read(self) -> None:
        """All of them once more; the cursor stays where it is."""
        self._page.show_reading()
        self._fittings.errands.run(SEARCH, self._subject.read, self._show, self._on_unread, self)

    def run(self, job: Callable[[], U], done: Callable[[U], None]) -> None:
        """Do something at a desk; a second press while it is under way does nothing."""
        if self._busy:
            return
        self._busy = True

        def came(result: U) -> None:
            self._busy = False
            done(result)

        self._fittings.errands.run(DESK, job, came, self._on_no, self)

    def done(self, sentence: str, changed: frozenset[Changed]) -> None:
        """It is entered: the fields are empty again, the list is read anew."""
        self._page.clear()
        self._page.show_said(sentence, "good")
        self._fittings.feed.tell(changed)
        if Changed.CASES not in changed:
            self.read()

    def _show(self, listed: Sequence[T]) -> None:
        self._listed, at = listed, self._at
        lines = [self._subject.line(one) for one in listed]
        self._page.show_lines(lines, self._subject.none(), at)

    def _on_chosen(self, row: int) -> None:
        self._at = max(row, 0)
        one = self.one if row >= 0 else None
        if one is None:
            self._page.show_facts("", ())
            return
        self._page.show_facts(Words.CASE.format(case_no=self._subject.case_no(one)), self._subject.facts(one))

    def _on_pressed(self, key: str) -> None:
        if key == AGAIN:
            self._page.show_said("")
            self.read()
        elif key == LOOK and self.one is not None:
            case_no, actor = self._subject.case_no(self.one), self._desks.actor
            self.run(lambda: self._desks.cases.show(case_no, actor, self._purpose), self._on_case)

    def _on_case(self, case: Case) -> None:
        """The person in full, once; the next one is masked again."""
        filed = f"{case.filed_at.astimezone(CHINA):%Y-%m-%d %H:%M}"
        who = Words.WHO.format(
            name=case.applicant, id_number=case.id_number or Words.NO_NUMBER, phone=case.phone or Words.NO_NUMBER
        )
        one = self.one
        facts = self._subject.facts(one) if one is not None and self._subject.case_no(one) == case.case_no else ()
        state = Words.STATE.format(state=state_word(case.state), filed=filed)
        self._page.show_facts(Words.CASE.format(case_no=case.case_no), (who, state, *facts))
        self._page.show_said(Words.LOOKED.format(purpose=self._purpose))

    def _on_unread(self, news: BadNews) -> None:
        self._page.show_reading(False)
        self._page.show_said(self._fittings.say(news), "bad")

    def _on_no(self, news: BadNews) -> None:
        self._busy = False
        self._page.show_said(self._fittings.say(news), "bad")
