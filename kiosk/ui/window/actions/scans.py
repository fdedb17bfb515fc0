"""The scans of a case that was filed, read, printed, given out as PDF, and added to: the hand of their page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.app.attached import HungMaterial
from kiosk.app.capture import scan_of
from kiosk.app.outcomes import CaseMovedOn
from kiosk.domain.case import Case
from kiosk.ui.errands import DESK, PAPER, SEARCH, BadNews
from kiosk.ui.form.counter.capturing import Capturing
from kiosk.ui.widgets import Button
from kiosk.ui.window.actions.action import Done
from kiosk.ui.window.actions.moving import is_open
from kiosk.ui.window.actions.scans_page import ScansPage
from kiosk.ui.window.actions.words import Scans as Words

if TYPE_CHECKING:
    from forms import Matter
    from kiosk.app.desks import Desks
    from kiosk.app.outcomes import Exported
    from kiosk.app.papers import Printed
    from kiosk.ui.fittings import Fittings


class ScansWork:
    """The page's hand: reads the case's scans, prints and gives them out, hangs new ones on it."""

    def __init__(self, desks: Desks, fittings: Fittings) -> None:
        self._desks = desks
        self._fittings = fittings
        self._case: Case | None = None
        self._leave: Callable[[Done | None], None] = lambda _: None
        self._deeds: dict[str, Callable[[], None]] = {
            "F9": self._attach,
            "Ctrl+P": self._print,
            "Ctrl+S": self._export,
        }
        words = {"F9": Words.ATTACH, "Ctrl+P": Words.PRINT, "Ctrl+S": Words.EXPORT}
        self._keys = {key: self._key(key, word) for key, word in words.items()}
        self._page = ScansPage(fittings.theme, fittings.errands, list(self._keys.values()))
        self._page.left.connect(self._go)
        self._capturing = Capturing(lambda: desks.capture, fittings, self._page)
        self._capturing.kept.connect(self._show_keys)
        self._page.watched.connect(self._capturing.toggle)

    @property
    def page(self) -> QWidget:
        """Seen while a case's scans are."""
        return self._page

    def begin(self, case: Case, _matter: Matter | None, leave: Callable[[Done | None], None], /) -> None:
        """Show the scans of this case; the look is entered."""
        self._leave, self._case = leave, case
        self._page.show_case(Words.TITLE.format(name=case.applicant), ())
        self._page.setFocus()
        self._read()

    def press(self, key: str) -> bool:
        """F9 hangs new pages on the case, Ctrl+P prints, Ctrl+S gives out."""
        if key in self._deeds and self._keys[key].isEnabled():
            self._deeds[key]()
        return key in self._deeds

    def _read(self) -> None:
        case = self._case
        if case is None:
            return
        title = Words.TITLE.format(name=case.applicant)
        self._run(
            DESK,
            lambda: self._desks.attached.of_case(case.case_no, self._desks.actor, Words.PURPOSE),
            partial(self._on_read, title),
        )
        self._run(SEARCH, lambda: self._desks.signing.of_case(case.case_no), self._page.show_signatures)

    def _on_read(self, title: str, found: Sequence[HungMaterial]) -> None:
        self._page.show_case(title, found)
        self._show_keys()

    def _show_keys(self) -> None:
        case, new = self._case, self._page.new()
        hung = sum(len(pages) for pages in self._page.papers.files.values()) if self._page.papers else 0
        self._keys["F9"].setEnabled(bool(new) and case is not None and is_open(case))
        self._keys["F9"].set_words(Words.ATTACH_COUNT.format(count=len(new)) if new else Words.ATTACH)
        for key in ("Ctrl+P", "Ctrl+S"):
            self._keys[key].setEnabled(hung > len(new))

    def _attach(self) -> None:
        case, scans = self._case, tuple(scan_of(page, key) for key, page in self._page.new())
        if case is None or not scans:
            return
        self._run(
            DESK,
            lambda: self._desks.attached.attach(case.case_no, scans, self._desks.actor, Words.BROUGHT),
            self._on_attached,
        )

    def _on_attached(self, moved: CaseMovedOn) -> None:
        self._capturing.saved()
        self._go(moved)

    def _print(self) -> None:
        case = self._case
        if case is None:
            return

        def printing() -> Printed:
            pdf = self._desks.attached.pdf(case.case_no, self._desks.actor, printed=True)
            return self._desks.handing_out.scans(Words.TITLE.format(name=case.applicant), pdf)

        self._run(PAPER, printing, self._on_printed)

    def _on_printed(self, printed: Printed) -> None:
        from kiosk.domain.refusals import Trouble

        trouble = Trouble(printed.trouble, printer=printed.printer) if printed.trouble else None
        self._page.show_said(self._fittings.say(trouble) if trouble else Words.PRINTED)

    def _export(self) -> None:
        case = self._case
        if case is None:
            return

        def exporting() -> Exported:
            pdf = self._desks.attached.pdf(case.case_no, self._desks.actor)
            return self._desks.exports.put(f"{case.case_no}-scans.pdf", pdf)

        self._run(DESK, exporting, lambda put: self._page.show_said(Words.EXPORTED.format(path=put.path)))

    def _run(self, lane: str, job: Callable[[], object], done: Callable[..., None]) -> None:
        self._fittings.errands.run(lane, job, done, self._on_bad, owner=self._page)

    def _on_bad(self, news: BadNews) -> None:
        self._page.show_said(self._fittings.say(news))

    def _key(self, key: str, word: str) -> Button:
        button = Button(self._fittings.theme, word, key=key, kind="primary" if key == "F9" else "plain")
        button.setShortcut("")  # the screen listens for it
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.press(key))
        return button

    def _go(self, done: Done | None = None) -> None:
        self._capturing.leave()
        leave, self._leave = self._leave, lambda _: None
        leave(done)


def always(_case: Case) -> bool:
    """Scans may be looked at whatever became of the case."""
    return True
