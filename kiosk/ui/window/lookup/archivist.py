"""Ctrl+H and Ctrl+Y: between the pages of a person's file and of the copy-out, and the archive desk."""

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from kiosk.app.archive import CopyOut, PersonFile
from kiosk.app.desks import Desks
from kiosk.domain.case import Case
from kiosk.ui.errands import DESK, BadNews
from kiosk.ui.fittings import Fittings
from kiosk.ui.window.lookup.copy_page import CopyPage
from kiosk.ui.window.lookup.file_page import FilePage
from kiosk.ui.window.lookup.words import Copy, File
from kiosk.ui.window.panel import Panel
from kiosk.ui.window.question import Answer, Option, Question
from kiosk.ui.window.screen import WindowScreen

PURPOSE = "purpose"


class Archivist(QObject):
    """Lives as long as its screen. Nobody's file is opened before it was said what for."""

    def __init__(self, desks: Desks, fittings: Fittings, screen: WindowScreen, names: Mapping[str, str]) -> None:
        super().__init__(screen)
        self._desks = desks
        self._fittings = fittings
        self._screen = screen
        self._names = names
        self._case_no = self._purpose = ""
        self._back: QWidget = screen.search
        theme = fittings.theme
        self.file, self.copy = FilePage(theme), CopyPage(theme)
        for page in (self.file, self.copy):
            screen.add_page(page)
            page.left.connect(self._on_left)
        self._panel = Panel(theme, screen.stage)
        self._panel.answered.connect(self._on_purpose)
        self.file.opened.connect(self._on_opened)
        self.file.copied.connect(self._copy)
        self.file.shown.connect(self._show_numbers)
        self.copy.shown.connect(self._show_numbers)
        self.copy.saved.connect(self._save)
        for key, deed in (("Ctrl+H", self.press_file), ("Ctrl+Y", self.press_copy)):
            shortcut = QShortcut(QKeySequence(key), screen)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(deed)
        screen.search.card.filed.connect(self.press_file)
        screen.search.card.copied.connect(self.press_copy)

    def press_file(self) -> None:
        """Ctrl+H: the file of the person whose case is seen; first, what for."""
        case = self._case()
        if case is None:
            return
        self._case_no, self._back = case.case_no, self._screen.page or self._screen.search
        options = tuple(Option(word, word) for word in File.WHYS)
        self._panel.ask(Question(PURPOSE, File.WHY, options, text=File.WHY_TEXT, hint=File.WHY_HINT, at_once=True))

    def press_copy(self) -> None:
        """Ctrl+Y: the case that is seen, or marked in a file, to be copied out."""
        if self._screen.page is self.file:
            self._copy(self.file.marked)
            return
        case = self._case()
        if case is not None:
            self._back = self._screen.page or self._screen.search
            self._copy(case.case_no)

    def _case(self) -> Case | None:
        return self._screen.search.card.case if self._screen.page is self._screen.search else None

    def _on_purpose(self, answer: Answer) -> None:
        if answer.name != PURPOSE:
            return
        self._purpose = answer.text or answer.option
        self._panel.leave()
        case_no, purpose = self._case_no, self._purpose
        self._fittings.errands.run(
            DESK,
            lambda: self._desks.archive.person(case_no, self._desks.actor, purpose),
            self._show_file,
            self._on_trouble,
            owner=self,
        )

    def _show_file(self, file: PersonFile) -> None:
        self.file.show_file(file, self._names)
        self.file.show_said("")
        self._screen.show_page(self.file)
        self.file.setFocus()

    def _copy(self, case_no: str) -> None:
        if not case_no:
            return
        self._fittings.errands.run(
            DESK,
            lambda: self._desks.archive.copy_out(case_no, self._desks.actor, Copy.WHY),
            self._show_copy,
            self._on_trouble,
            owner=self,
        )

    def _show_copy(self, copy: CopyOut) -> None:
        self.copy.show_copy(copy)
        self._screen.show_page(self.copy)
        self.copy.setFocus()

    def _show_numbers(self) -> None:
        """The look at whole numbers is entered before they are seen."""
        page, file, copy = self._screen.page, self.file.file, self.copy.copy
        of_file = page is self.file and file is not None
        case = file.case if of_file and file else copy.case if copy else None
        if case is None:
            return
        purpose = self._purpose if of_file else Copy.WHY
        self._fittings.errands.run(
            DESK,
            lambda: self._desks.archive.show(case.case_no, self._desks.actor, purpose),
            lambda _: self.file.show_numbers(True) if of_file else self.copy.show_numbers(),
            self._on_trouble,
            owner=self,
        )

    def _save(self) -> None:
        copy = self.copy.copy
        if copy is None:
            return
        style = self.copy.style_of_days
        self._fittings.errands.run(
            DESK,
            lambda: self._desks.archive.export(copy, self._desks.actor, as_json=True, style=style),
            lambda path: self.copy.show_said(Copy.SAVED.format(path=path), "good"),
            self._on_trouble,
            owner=self,
        )

    def _on_opened(self, case_no: str) -> None:
        self._leave_pages()
        self._screen.show_page(self._screen.search)
        self._screen.search.begin(case_no)

    def _on_left(self) -> None:
        """From a copy-out back to the file that it was opened from; else to the search."""
        if self._screen.page is self.copy and self.file.file is not None:
            self.copy.forget()
            self._screen.show_page(self.file)
            self.file.setFocus()
            return
        self._leave_pages()
        self._screen.show_page(self._screen.search)
        self._screen.search.focus_box()

    def _leave_pages(self) -> None:
        self.file.forget()
        self.copy.forget()
        self._purpose = ""

    def _on_trouble(self, news: BadNews) -> None:
        said = self._fittings.say(news)
        if self._screen.page is self.copy:
            self.copy.show_said(said, "bad")
        elif self._screen.page is self.file:
            self.file.show_said(said)
        else:
            self._screen.search.show_said(said)
