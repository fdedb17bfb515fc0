"""The page of one application: who it is for, the form with its sections, the papers beside it."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from forms import Matter
from kiosk.app.clocks import Clocks
from kiosk.ui.fittings import Fittings
from kiosk.ui.form.counter.clocks import clock_lines, part_lines
from kiosk.ui.form.counter.gaps_page import GapsPage, Missing
from kiosk.ui.form.counter.papers import Papers
from kiosk.ui.form.counter.papers_column import PapersColumn
from kiosk.ui.form.counter.papers_page import PapersPage
from kiosk.ui.form.counter.person import PersonStrip
from kiosk.ui.form.counter.steps import Steps, StepState
from kiosk.ui.form.counter.words import Intake as Words
from kiosk.ui.form.filling import section_state
from kiosk.ui.form.sheet import FormView, Judge
from kiosk.ui.form.words import Section
from kiosk.ui.widgets import Elided, Icon, Label, rule


class IntakePage(QWidget):
    """`changed`: an answer or a paper is different now. `finished`: Enter was pressed in the last field.
    `confirmed` names a rule whose question the clerk has looked at. `brought`: files for a material or field;
    `watched`: begin to capture for the paper at hand, or stop."""

    changed = Signal()
    finished = Signal()
    confirmed = Signal(str)
    brought = Signal(str, list)
    watched = Signal()

    def __init__(
        self,
        fittings: Fittings,
        judge: Judge,
        clocks: Callable[[Matter], Clocks],
        home: str,
        *,
        collected: bool = False,
    ) -> None:
        super().__init__()
        self._theme = fittings.theme
        self._clocks = clocks
        self._collected = collected
        self.papers: Papers | None = None
        self.strip = PersonStrip(self._theme)
        self.form = FormView(self._theme, judge, home)
        self.form.changed.connect(self.changed)
        self.form.moved.connect(self._show_steps)
        self.form.finished.connect(self.finished)
        self.form.files.connect(self.brought)
        self._steps = Steps(self._theme)
        self._steps.wanted.connect(self.form.go_to_section)
        self._column = PapersColumn(self._theme)
        self._column.wanted.connect(self.open_papers)
        self.papers_page = PapersPage(self._theme, fittings.errands)
        self.papers_page.changed.connect(self._on_papers)
        self.papers_page.left.connect(self.back_to_form)
        self._gaps = GapsPage(self._theme)
        self._gaps.wanted.connect(self.go_to)
        self._gaps.confirmed.connect(self.confirmed)
        self._gaps.left.connect(self.back_to_form)
        self._stack = QStackedWidget()
        for page in (self._form_page(), self.papers_page, self._gaps):
            self._stack.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.strip)
        box.addWidget(self._stack, 1)

    def show_application(self, matter: Matter, raw: dict[str, object], papers: Papers) -> None:
        """Another application: its form with what was typed before, its papers."""
        self.papers = papers
        self._title.setText(matter.name)
        limit = matter.limits.commit if matter.limits.commit.text else matter.limits.legal
        days = re.sub(Section.LIMIT, Section.LIMIT_SAID, limit.text)
        kind = matter.guide.project_type.label
        self._limit.setText(kind if limit.text in kind else Words.LIMIT.format(kind=kind, limit=days))
        self.show_papers()
        self._stack.setCurrentIndex(0)
        self.form.show_form(matter, raw)
        self._show_steps()

    def show_papers(self) -> None:
        """The papers that are wanted now, in the column and one by one, and their clocks."""
        papers = self.papers
        if papers is not None:
            self._column.show_papers(papers)
            self.papers_page.show_papers(papers, self._clocks(papers.matter).owed_by)
            self._show_clocks()

    def show_saved(self, text: str, tone: str = "muted") -> None:
        """Whether what was typed is safe."""
        self._saved.setText(text)
        self._saved.set_tone(tone)
        self._saved_icon.setVisible(bool(text))
        self._saved_icon.show_icon(
            "check" if tone == "muted" else "triangle-alert", "good" if tone == "muted" else tone
        )

    @property
    def insisting(self) -> bool:
        """Whether what is missing has been asked for."""
        return self.papers is not None and self.papers.told

    def insist(self) -> None:
        """From now on say what is missing, in the form and among the papers."""
        self.form.insist()
        if self.papers is not None and not self.papers.told:
            self.papers.told = True
            self._column.show_states(self.papers)

    def show_missing(self, missing: Sequence[Missing], kind: str) -> None:
        """Everything that is missing, as a page of its own."""
        self._stack.setCurrentWidget(self._gaps)
        self._gaps.show_missing(missing, kind)

    def open_papers(self, nth: int = -1) -> None:
        """One paper at a time, from the first that is lacking or from one that was pressed."""
        self._stack.setCurrentWidget(self.papers_page)
        if nth < 0:
            self.papers_page.begin()
        else:
            self.papers_page.go_to(nth)

    def back_to_form(self) -> None:
        """From the papers or the list back to where the cursor was."""
        self._stack.setCurrentIndex(0)
        self.form.go_to_section(self.form.at)

    def go_to(self, missing: Missing) -> None:
        """To the field or the paper that is missing."""
        if missing.paper:
            self._stack.setCurrentWidget(self.papers_page)
            self.papers_page.go_to_material(missing.at)
        else:
            self._stack.setCurrentIndex(0)
            self.form.go_to(missing.at)

    def at_papers(self) -> bool:
        """Whether the papers are dealt with one by one now."""
        return self._stack.currentWidget() is self.papers_page

    def _form_page(self) -> QWidget:
        page, theme = QWidget(), self._theme
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        self._title = Elided("", "section", least=0.8)
        self._limit = Label("", "note", "muted")
        self._saved_icon = Icon(theme, "", pixels=14)
        self._saved = Label("", "note", "muted")
        head.addWidget(self._title, 1)
        for part in (self._limit, self._saved_icon, self._saved):
            head.addWidget(part)
        left = QVBoxLayout()
        left.setContentsMargins(theme.px(8), theme.px(10), 0, 0)
        left.setSpacing(theme.px(6))
        inset = QVBoxLayout()
        inset.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        inset.setSpacing(theme.px(6))
        inset.addLayout(head)
        inset.addWidget(self._steps)
        left.addLayout(inset)
        left.addWidget(self.form, 1)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(rule("down"))
        row.addWidget(self._column)
        return page

    def _show_steps(self) -> None:
        filling = self.form.filling
        if filling is None:
            return
        states = [section_state(filling, section) for section in filling.sections]
        self._steps.show_steps(
            [StepState(s.title, state.faults, state.done) for s, state in zip(filling.sections, states, strict=True)],
            self.form.at,
        )

    def _show_clocks(self) -> None:
        if self.papers is not None:
            papers, collected = self.papers, self._collected
            whole = clock_lines(papers, self._clocks(papers.matter), collected) if not papers.parts else ()
            self._column.show_clocks(part_lines(papers, self._clocks, collected) if papers.parts else whole)

    def _on_papers(self) -> None:
        if self.papers is not None:
            self._column.show_states(self.papers)
        self._show_clocks()
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_M and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            if self.at_papers():
                self.back_to_form()
            else:
                self.open_papers()
        elif event.key() == Qt.Key.Key_I and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            if not self.at_papers():
                self.open_papers()
            self.watched.emit()
        elif event.key() == Qt.Key.Key_Escape and self._stack.currentIndex():
            self.back_to_form()
        else:
            super().keyPressEvent(event)
