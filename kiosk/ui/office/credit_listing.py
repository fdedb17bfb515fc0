"""The page of words that were not kept (失信) and how they were made good (信用修复)."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject

from kiosk.app.credit import Breached
from kiosk.app.desks import Desks
from kiosk.app.outcomes import Changed
from kiosk.app.standing import Broken
from kiosk.domain.deadline import CHINA
from kiosk.domain.person import mask_id
from kiosk.domain.staff import Duty
from kiosk.ui.fittings import Fittings
from kiosk.ui.office.verify_listing import paper_name
from kiosk.ui.office.words import Credit as Words
from kiosk.ui.office.work_list import KEYS, Subject, WorkList, short
from kiosk.ui.office.work_page import Blank, Design, Line, WorkPage

REPAIR, SEEK = "F4", "F3"


class CreditListing(QObject):
    """A list of this centre's own cases; the county's list names nobody and is asked by a number."""

    def __init__(self, desks: Desks, fittings: Fittings) -> None:
        columns = (*((Words.SINCE, 94), (Words.NAME, 60), (Words.PAPER, 0), (Words.CASE, 172), (Words.STATE, 92)),)
        mine = desks.may(Duty.MOVE_CASE)
        blanks = (
            (Blank("text", Words.TEXT), Blank("proof", Words.PROOF), Blank("by", Words.APPROVED_BY)) if mine else ()
        )
        keys = (*(((REPAIR, Words.REPAIR),) if mine else ()), (SEEK, Words.SEEK), *KEYS)
        above = (Blank("number", Words.NUMBER),)
        self.page = WorkPage(fittings.theme, Design(Words.TITLE, columns, blanks, keys, above))
        super().__init__(self.page)
        self._desks, self._credit = desks, desks.amends.credit
        self._names = {m.code: m.name for c in desks.hall.categories() for m in desks.hall.matters(c.code)}
        self._papers: dict[tuple[str, int, str], str] = {}
        subject = Subject(self._read, self._line, self._facts, lambda one: one.case_no, lambda: Words.NONE)
        self._list = WorkList(self.page, desks, fittings, subject, Words.PURPOSE)
        self.page.pressed.connect(self._on_pressed)
        self._list.read()

    def _read(self) -> Sequence[Breached]:
        found = self._credit.listed()
        self._papers = {where: paper_name(self._desks, *where) for where in {_paper(one) for one in found}}
        return found

    def _line(self, one: Breached) -> Line:
        state = Words.REPAIRED.format(day=f"{one.repaired.at.astimezone(CHINA):%m-%d}") if one.repaired else Words.OPEN
        cells = (one.until.isoformat(), one.applicant, self._papers[_paper(one)], short(one.case_no), state)
        return Line(cells, "" if one.repaired else "bad")

    def _facts(self, one: Breached) -> Sequence[str]:
        why = Words.WHY.format(until=one.until, paper=self._papers[_paper(one)])
        matter = self._names.get(one.matter, one.matter)
        if one.repaired is None:
            return (matter, why)
        how = one.repaired
        shown = [Words.SHOWN.format(proof=how.proof)] if how.proof else []
        who = Words.WHO.format(name=how.approved_by, actor=how.actor.removeprefix("staff:"))
        return (matter, why, Words.HOW.format(at=_minute(how.at), text=how.text), *shown, who)

    def _on_pressed(self, key: str) -> None:
        if key == SEEK:
            self._seek(self.page.text("number"))
        elif key == REPAIR and self._list.one is not None:
            case_no, actor = self._list.one.case_no, self._desks.actor
            text, proof, by = (self.page.text(name) for name in ("text", "proof", "by"))
            self._list.run(
                lambda: self._credit.make_good(case_no, text, by, actor, proof=proof),
                lambda moved: self._list.done(Words.DONE, moved.changed | {Changed.CASES}),
            )

    def _seek(self, number: str) -> None:
        if not number:
            self.page.show_said(Words.NO_NUMBER, "bad")
            return
        actor = self._desks.actor
        self._list.run(
            lambda: self._credit.look(number, actor, Words.PURPOSE), lambda found: self._found(number, found)
        )

    def _found(self, number: str, found: Sequence[Broken]) -> None:
        """The number is masked: it stands on a screen that others pass."""
        shown = mask_id(number)
        if found:
            said = "\n".join((Words.FOUND.format(number=shown), *(one.why for one in found)))
            self.page.show_said(said, "bad")
        else:
            self.page.show_said(Words.FINE.format(number=shown), "good")
        self.page.set_text("number", "")


def _paper(one: Breached) -> tuple[str, int, str]:
    return one.matter, one.matter_version, one.material


def _minute(at: datetime) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}"
