"""Alt+L and Ctrl+G: between the pages of what goes wrong and the desks that put it right."""

import secrets
from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from kiosk.app.desks import Desks
from kiosk.app.outcomes import CaseMovedOn, Changed
from kiosk.app.paper_first import PaperFirst
from kiosk.domain.refusals import Refusal
from kiosk.ui.errands import DESK, LINE, POST, SEARCH, BadNews
from kiosk.ui.fittings import Fittings
from kiosk.ui.form.counter.intake import Intake
from kiosk.ui.window.amends.late_page import LatePage
from kiosk.ui.window.amends.telling_page import TellingPage
from kiosk.ui.window.amends.words import Paper, Tell
from kiosk.ui.window.screen import WindowScreen

LATE, TELL = "Alt+L", "Ctrl+G"


class Aftercare(QObject):
    """Lives as long as its screen."""

    def __init__(self, desks: Desks, fittings: Fittings, screen: WindowScreen, intake: Intake, window: str) -> None:
        super().__init__(screen)
        self._desks = desks
        self._fittings = fittings
        self._screen = screen
        self._intake = intake
        self._window = window
        self._busy = ""  # the request that is under way: one Enter is one call
        self.late, self.telling = LatePage(fittings.theme), TellingPage(fittings.theme)
        for page in (self.late, self.telling):
            screen.add_page(page)
            page.left.connect(self._go_idle)
        screen.pressed.connect(self._on_pressed)
        shortcut = QShortcut(QKeySequence(TELL), screen)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self._open_list)
        self.late.said.connect(self._on_paper)
        self.telling.told.connect(self._on_told)
        fittings.feed.subscribe(self.telling, {Changed.CASES}, self._read)

    def _on_pressed(self, key: str) -> None:
        """Alt+L means this between two residents only; over a case it means something else."""
        if key != LATE or self._screen.page is not self._screen.idle:
            return
        self._fittings.errands.run(
            LINE,
            lambda: next((one.number for one in self._desks.queue.seen().serving if one.window == self._window), ""),
            self._begin_late,
            lambda _: self._begin_late(""),  # a line that is out of reach has nobody here
            owner=self,
        )

    def _begin_late(self, number: str) -> None:
        if number:
            self._screen.show_said(Paper.NOT_NOW.format(number=number))
            return
        self._screen.show_page(self.late)
        self.late.begin(self._fittings.now())

    def _on_paper(self, paper: PaperFirst) -> None:
        """It is known when: now the form of that day is chosen."""
        try:
            self._desks.amends.paper_first.intake(paper.taken_at)
        except Refusal as no:
            self.late.show_bad(self._fittings.say(no))
            return
        self._intake.next_late = paper
        self._screen.show_page(self._screen.chooser)
        self._screen.chooser.begin()

    def _open_list(self) -> None:
        self._screen.show_page(self.telling)
        self.telling.show_said("")
        self.telling.back_to_list()
        self._read()

    def _read(self) -> None:
        desk = self._desks.amends.telling
        self._fittings.errands.run(
            SEARCH,
            desk.listed,
            lambda listed: self.telling.show_listed(listed, self._intake.names, desk.can_text),
            self._on_trouble,
            owner=self,
        )

    def _on_told(self, case_no: str, values: Mapping[str, str]) -> None:
        if self._busy:
            return
        self._busy = secrets.token_hex(8)
        desk, actor, request = self._desks.amends.telling, self._desks.actor, self._busy
        way, result, whom = values["way"], values["came"], values["whom"]

        def tell() -> CaseMovedOn:
            if way == Tell.SMS[0]:
                return desk.text(case_no, actor)
            return desk.done(case_no, way, result, actor, whom, request)

        lane = POST if way == Tell.SMS[0] else DESK  # a modem may take a minute, and holds up no filing
        self._fittings.errands.run(lane, tell, self._on_entered, self._on_trouble, owner=self)

    def _on_entered(self, moved: CaseMovedOn) -> None:
        self._busy = ""
        last = moved.case.tellings[-1]
        word = dict(Tell.RESULTS).get(last.result)
        name = moved.case.applicant
        self.telling.show_said(Tell.DONE.format(name=name, result=word) if word else Tell.SENT.format(name=name))
        self.telling.back_to_list()
        self._fittings.feed.tell(moved.changed)

    def _on_trouble(self, news: BadNews) -> None:
        self._busy = ""
        self._screen.show_said(self._fittings.say(news))

    def _go_idle(self) -> None:
        self._screen.show_page(self._screen.idle)
        self._screen.idle.begin()
