"""What the audit page's keys do: between the page and the audit desk."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject

from kiosk.app.audit import AuditLine, Parting, Sought
from kiosk.app.desks import Desks
from kiosk.app.outcomes import Exported
from kiosk.domain.deadline import CHINA
from kiosk.ui.errands import BOOKS, SEARCH, BadNews
from kiosk.ui.fittings import Fittings
from kiosk.ui.office.audit_page import AuditPage
from kiosk.ui.office.words import Audit as Words

T = TypeVar("T")
SHOWN = 4  # problems that are named on the page; `kiosk audit verify` names all


class Auditing(QObject):
    """It lives as long as its page."""

    def __init__(self, desks: Desks, fittings: Fittings) -> None:
        self.page = AuditPage(fittings.theme)
        super().__init__(self.page)
        self._desk = desks.audit
        self._fittings = fittings
        self._sought = Sought()
        self.page.sought.connect(self._on_sought)
        self.page.more.connect(self._on_more)
        self.page.exported.connect(self._on_export)
        self.page.verified.connect(self._on_verify)
        self.page.repaired.connect(self._on_repair)

    def _on_sought(self, sought: Sought) -> None:
        self._sought = sought
        self.page.show_said(Words.SEEKING)
        self._run(lambda: self._desk.search(sought), self.page.show_lines)

    def _on_more(self) -> None:
        sought, before = self._sought, self.page.last

        def found(lines: Sequence[AuditLine]) -> None:
            self.page.show_lines(lines, behind=True)

        if before:
            self._run(lambda: self._desk.search(sought, before), found)

    def _on_export(self, sought: Sought) -> None:
        def done(exported: Exported) -> None:
            until = exported.until.astimezone(CHINA)
            self.page.show_said(Words.EXPORTED.format(path=exported.path, until=f"{until:%m-%d %H:%M}"))

        self.page.show_said(Words.SEEKING)
        self._run(lambda: self._desk.export(sought), done)

    def _on_verify(self) -> None:
        def look() -> tuple[int, Sequence[str], Sequence[Parting]]:
            return *self._desk.verify(), self._desk.partings()

        def done(found: tuple[int, Sequence[str], Sequence[Parting]]) -> None:
            count, problems, partings = found
            parted = "".join(
                Words.PARTED.format(at=f"{one.at.astimezone(CHINA):%m-%d %H:%M}", back=one.back)
                for one in partings[-1:]
            )
            if problems:
                told = Words.AND.join(problems[:SHOWN])
                self.page.show_said(Words.BAD.format(count=len(problems), told=told), "bad")
            else:
                self.page.show_said(Words.FINE.format(count=count) + parted, "good")

        self.page.show_said(Words.VERIFYING)
        self._run(look, done, BOOKS)

    def _on_repair(self) -> None:
        def done(problems: Sequence[str]) -> None:
            told = Words.AND.join(problems[:SHOWN])
            self.page.show_said(Words.REPAIRED.format(count=len(problems), told=told), "good")

        self.page.show_said(Words.VERIFYING)
        self._run(self._desk.repair, done, BOOKS)

    def _run(self, job: Callable[[], T], done: Callable[[T], None], lane: str = SEARCH) -> None:
        self._fittings.errands.run(lane, job, done, self._on_no, self)

    def _on_no(self, news: BadNews) -> None:
        self.page.show_said(self._fittings.say(news), "bad")
