"""The page of papers that a register knows and nobody has looked up yet (待核验): what is overdue first."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject

from kiosk.app.desks import Desks
from kiosk.app.outcomes import Changed
from kiosk.app.people.verifying import Pending
from kiosk.domain.deadline import CHINA
from kiosk.domain.refusals import Refusal
from kiosk.domain.staff import Duty
from kiosk.ui.fittings import Fittings
from kiosk.ui.office.words import Verify as Words
from kiosk.ui.office.work_list import KEYS, Subject, WorkList, short
from kiosk.ui.office.work_page import Blank, Design, Line, WorkPage

FITS, WRONG = "F4", "F8"


class VerifyListing(QObject):
    """Whoever moves cases says what he found; others read."""

    def __init__(self, desks: Desks, fittings: Fittings) -> None:
        columns = (*((Words.DUE, 92), (Words.PAPER, 0), (Words.MATTER, 110), (Words.CASE, 172), (Words.NAME, 60)),)
        mine = desks.may(Duty.MOVE_CASE)
        blanks = (Blank("way", Words.WAY, Words.WAYS), Blank("text", Words.TEXT)) if mine else ()
        keys = ((FITS, Words.FITS), (WRONG, Words.WRONG)) if mine else ()
        self.page = WorkPage(fittings.theme, Design(Words.TITLE, columns, blanks, (*keys, *KEYS)))
        super().__init__(self.page)
        self._desks, self._fittings = desks, fittings
        self._names = {m.code: m.name for c in desks.hall.categories() for m in desks.hall.matters(c.code)}
        self._papers: dict[tuple[str, int, str], str] = {}
        subject = Subject(self._read, self._line, self._facts, lambda one: one.case_no, lambda: Words.NONE)
        self._list = WorkList(self.page, desks, fittings, subject, Words.PURPOSE)
        self.page.pressed.connect(self._on_pressed)
        self._list.read()

    def _read(self) -> Sequence[Pending]:
        found = self._desks.verifying.listed()
        self._papers = {where: paper_name(self._desks, *where) for where in {_paper(one) for one in found}}
        return found

    def _line(self, one: Pending) -> Line:
        today = self._fittings.now().astimezone(CHINA).date()
        paper, matter = self._papers[_paper(one)], self._names.get(one.matter, one.matter)
        cells = (_due(one, today), paper, matter, short(one.case_no), one.applicant)
        return Line(cells, "bad" if one.overdue else "")

    def _facts(self, one: Pending) -> Sequence[str]:
        since = f"{one.since.astimezone(CHINA):%Y-%m-%d %H:%M}"
        paper = Words.PAPER_LINE.format(paper=self._papers[_paper(one)])
        return (self._names.get(one.matter, one.matter), paper, Words.SINCE_LINE.format(since=since, due=one.due))

    def _on_pressed(self, key: str) -> None:
        one = self._list.one
        if one is None or key not in (FITS, WRONG):
            return
        fits, way, text = key == FITS, self.page.text("way"), self.page.text("text")
        desk, actor = self._desks.verifying, self._desks.actor
        said = (Words.DONE if fits else Words.DONE_WRONG).format(paper=self._papers[_paper(one)])
        self._list.run(
            lambda: desk.verify(one.case_no, one.material, way, actor, text, fits),
            lambda _: self._list.done(said, frozenset({Changed.CASES})),
        )


def paper_name(desks: Desks, matter: str, version: int, material: str) -> str:
    """What a paper is called; its key where this catalogue does not know it."""
    try:
        materials = desks.intake.open(matter, version).materials
    except Refusal:
        return material
    return next((one.name for one in materials if one.id == material), material)


def _paper(one: Pending) -> tuple[str, int, str]:
    return one.matter, one.matter_version, one.material


def _due(one: Pending, today: date) -> str:
    return Words.OVERDUE.format(days=(today - one.due).days) if one.overdue else Words.BY.format(day=f"{one.due:%m-%d}")
