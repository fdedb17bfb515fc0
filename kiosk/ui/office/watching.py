"""The page of supervision (监察异常): marks with their reasons, what those say whose work it is, and what is closed."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject

from kiosk.app.desks import Desks
from kiosk.app.outcomes import Changed
from kiosk.app.supervising import PERIOD, Marked, Remark
from kiosk.domain.deadline import CHINA
from kiosk.domain.staff import Duty
from kiosk.domain.supervision import Rule
from kiosk.ui.fittings import Fittings
from kiosk.ui.office.words import Watch as Words
from kiosk.ui.office.work_list import KEYS, Subject, WorkList, short
from kiosk.ui.office.work_page import Blank, Design, Line, WorkPage

ANSWER, CLOSE, OTHERS = "F4", "F8", "F2"
_TONES = {"red": "bad", "black": "bad", "yellow": "warn", "green": ""}
_HOUR = 60


class Watching(QObject):
    """Who handles cases answers, who supervises closes: each has only his own key."""

    def __init__(self, desks: Desks, fittings: Fittings) -> None:
        answers, closes = desks.may(Duty.MOVE_CASE), desks.may(Duty.SUPERVISE)
        keys = [(ANSWER, Words.ANSWER)] * answers + [(CLOSE, Words.CLOSE)] * closes
        blanks = [Blank("text", Words.TEXT)] * (answers or closes) + [Blank("by", Words.APPROVED_BY)] * closes
        columns = (
            *((Words.CARD, 40), (Words.RULE, 0), (Words.CASE, 172), (Words.NAME, 60)),
            *((Words.OVER, 76), (Words.STATE, 70)),
        )
        design = Design(Words.TITLE, columns, tuple(blanks), (*keys, (OTHERS, Words.SEE_CLOSED), *KEYS))
        self.page = WorkPage(fittings.theme, design)
        super().__init__(self.page)
        self._desk, self._actor = desks.amends.supervising, desks.actor
        self._names = {m.code: m.name for c in desks.hall.categories() for m in desks.hall.matters(c.code)}
        self._closed = False
        subject = Subject(self._read, _line, self._facts, lambda one: one.finding.case_no, self._none)
        self._list = WorkList(self.page, desks, fittings, subject, Words.PURPOSE)
        self.page.pressed.connect(self._on_pressed)
        self._list.read()

    def _read(self) -> Sequence[Marked]:
        return self._desk.listed(closed=self._closed)

    def _none(self) -> str:
        return (Words.NONE_CLOSED if self._closed else Words.NONE).format(days=PERIOD)

    def _facts(self, one: Marked) -> Sequence[str]:
        said = [_said(remark) for remark in (*one.answers, *([one.closed] if one.closed else []))]
        matter = self._names.get(one.matter, one.matter)
        since = Words.SINCE.format(day=one.finding.since, rule=Words.RULES[one.finding.rule])
        return (matter, since, *(said or [Words.RULED_OUT]))

    def _on_pressed(self, key: str) -> None:
        if key == OTHERS:
            self._closed = not self._closed
            self.page.set_title(Words.TITLE_CLOSED if self._closed else Words.TITLE)
            self.page.buttons[OTHERS].set_words(Words.SEE_OPEN if self._closed else Words.SEE_CLOSED)
            self._list.read()
            return
        one = self._list.one
        if one is None or key not in (ANSWER, CLOSE):
            return
        case_no, rule, text = one.finding.case_no, one.finding.rule, self.page.text("text")
        if key == ANSWER:
            self._list.run(
                lambda: self._desk.answer(case_no, rule, text, self._actor), lambda _: self._done(Words.DONE_ANSWER)
            )
        else:
            by = self.page.text("by")
            self._list.run(
                lambda: self._desk.close(case_no, rule, text, by, self._actor), lambda _: self._done(Words.DONE_CLOSE)
            )

    def _done(self, sentence: str) -> None:
        self._list.done(sentence, frozenset({Changed.CASES}))


def _line(one: Marked) -> Line:
    mark = one.finding
    state = Words.CLOSED if one.closed else Words.ANSWERED if one.answers else Words.OPEN
    cells = (Words.CARDS[mark.card], Words.RULES[mark.rule], short(mark.case_no), one.applicant)
    return Line((*cells, _over(one), state), "" if one.closed else _TONES[mark.card])


def _over(one: Marked) -> str:
    count = one.finding.days
    if one.finding.rule is Rule.ENTERED_LATE:
        return Words.HOURS.format(count=count // _HOUR)
    return (Words.TIMES if one.finding.rule is Rule.ASKED_AGAIN else Words.DAYS).format(count=count)


def _said(remark: Remark) -> str:
    text = Words.SAID.format(at=_day(remark.at), who=remark.actor.removeprefix("staff:"), text=remark.text)
    return text + (Words.APPROVED.format(name=remark.approved_by) if remark.approved_by else "")


def _day(at: datetime) -> str:
    return f"{at.astimezone(CHINA):%m-%d %H:%M}"
