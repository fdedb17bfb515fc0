"""Signing at the counter: the form before it is filed, or a case that was just filed, on the glass; and whether a form
was changed after it was signed."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from forms import Matter, is_joint
from kiosk.app.desks import Desks
from kiosk.app.ink import REFERENCE, Ink, Written, digest_of, fields_to_sign
from kiosk.app.signing import Sheet
from kiosk.domain.case import Case
from kiosk.ui.errands import DESK, SEARCH, BadNews
from kiosk.ui.fittings import Fittings
from kiosk.ui.form.counter.gaps_page import Missing
from kiosk.ui.form.counter.intake_page import IntakePage
from kiosk.ui.form.counter.papers import Papers
from kiosk.ui.form.counter.words import Signing as Words
from kiosk.ui.sign import SignPage


class Signing(QObject):
    """`signed`: the application at hand was signed, or its signature taken away; `said` what else is to be known."""

    signed = Signal()
    said = Signal(str)

    def __init__(self, desks: Desks, fittings: Fittings, page: IntakePage) -> None:
        super().__init__(page)
        self._desks = desks
        self._fittings = fittings
        self._page = page
        self._glass: SignPage | None = None
        self._sheet: Sheet | None = None
        self._name = self._field = ""
        self._keep: Callable[[Ink], None] = lambda _: None
        self._drop: Callable[[], None] = lambda: None
        self._back: QWidget | None = None
        self._asked = 0

    @property
    def open(self) -> bool:
        """Whether somebody is signing now."""
        return self._glass is not None and self._glass.isVisible()

    def begin(self) -> None:
        """The form that lies on the counter."""
        filling, papers = self._page.form.filling, self._page.papers
        if filling is None or papers is None or self.open:
            return
        if is_joint(filling.matter.code):
            self.said.emit(Words.JOINT)
            return
        self._page.form.judge()
        matter, answers = filling.matter, dict(filling.checked.answers)
        self._field = self._field_of(matter, filling.progress.at, digest_of(matter, answers))
        self._keep = partial(self._on_form_signed, papers)
        self._drop = partial(self._drop_stale, papers)
        self._ask(str(answers.get(matter.applicant.name) or ""), lambda: self._desks.signing.sheet(matter, answers))

    def begin_case(self, case: Case) -> None:
        """A case that was filed."""
        if self.open:
            return
        self._field = ""
        self._keep = partial(self._on_case_signed, case.case_no)
        self._drop = lambda: None
        self._ask(case.applicant, lambda: self._desks.signing.sheet_of(case.case_no))

    def leave(self) -> None:
        """Nobody signs any more."""
        if self._glass is not None and self.open:
            self._glass.leave()

    def missing(self) -> tuple[Missing, ...]:
        """Signatures that are not of the form as it stands now."""
        filling, papers = self._page.form.filling, self._page.papers
        if filling is None or papers is None or not papers.inks:
            return ()
        self._forget_paper(papers, filling.raw)
        digest = digest_of(filling.matter, filling.checked.answers)
        at = filling.sections[0].fields[0].key
        stale = [ink for ink in papers.inks.values() if ink.digest != digest]
        return tuple(Missing(ink.field or at, Words.STALE) for ink in stale)

    def _forget_paper(self, papers: Papers, raw: Mapping[str, object]) -> None:
        """A field that says now that it was signed on paper, or not at all, has no ink."""
        for field, ink in list(papers.inks.items()):
            if field and raw.get(field) != REFERENCE + ink.sha256:
                del papers.inks[field]

    def _field_of(self, matter: Matter, at: str, digest: str) -> str:
        """Where the cursor is; else what was signed before the form was changed; else what nobody has signed yet."""
        fields = fields_to_sign(matter)
        if at in fields:
            return at
        signed = self._page.papers.inks if self._page.papers else {}
        if (stale := next((key for key, ink in signed.items() if ink.digest != digest), None)) is not None:
            return stale
        return next((key for key in fields if key not in signed), fields[0] if fields else "")

    def _ask(self, name: str, drawing: Callable[[], Sheet]) -> None:
        glass = self._open_glass()
        self._sheet, self._name = None, name
        self._back = self._page.window().focusWidget()
        self._asked += 1
        mine = self._asked
        glass.ask(name)
        self._fittings.errands.run(SEARCH, drawing, lambda sheet: self._on_sheet(mine, sheet), self._on_bad, owner=self)

    def _open_glass(self) -> SignPage:
        if self._glass is None:
            self._glass = SignPage(self._fittings.theme, self._fittings.now, self._page.window())
            self._glass.confirmed.connect(self._on_confirmed)
            self._glass.left.connect(self._on_left)
        return self._glass

    def _on_sheet(self, mine: int, sheet: Sheet) -> None:
        if mine == self._asked and self._glass is not None and self.open:
            self._sheet = sheet
            self._glass.show_pages(sheet.pictures)

    def _on_confirmed(self, written: Written) -> None:
        sheet, name, field = self._sheet, self._name, self._field
        if sheet is None:
            return
        self._fittings.errands.run(
            DESK,
            lambda: self._desks.signing.keep(written, sheet, name, field),
            self._on_kept,
            self._on_bad,
            owner=self,
        )

    def _on_kept(self, ink: Ink) -> None:
        self._close()
        self._keep(ink)

    def _on_left(self) -> None:
        self._close()
        self._drop()

    def _on_bad(self, news: BadNews) -> None:
        if self._glass is not None:
            self._glass.show_said(self._fittings.say(news))

    def _close(self) -> None:
        if self._glass is not None:
            self._glass.leave()
        if self._back is not None and self._back.isVisible():
            self._back.setFocus()

    def _on_form_signed(self, papers: Papers, ink: Ink) -> None:
        if papers is not self._page.papers:
            return
        papers.inks[ink.field] = ink
        if ink.field:
            self._page.form.put({ink.field: REFERENCE + ink.sha256})
        self.said.emit("")
        self.signed.emit()

    def _drop_stale(self, papers: Papers) -> None:
        """Nobody signs anew: a signature that is not of the form any more is taken away."""
        filling = self._page.form.filling
        if papers is not self._page.papers or filling is None:
            return
        digest = digest_of(filling.matter, filling.checked.answers)
        for field, ink in list(papers.inks.items()):
            if ink.digest != digest:
                del papers.inks[field]
                if field:
                    self._page.form.put({field: None})
        self.signed.emit()

    def _on_case_signed(self, case_no: str, ink: Ink) -> None:
        def told(_case: Any) -> None:
            self.said.emit(Words.CASE_SIGNED)

        self._fittings.errands.run(
            DESK,
            lambda: self._desks.signing.sign(case_no, ink, self._desks.actor),
            told,
            lambda news: self.said.emit(self._fittings.say(news)),
            owner=self,
        )
