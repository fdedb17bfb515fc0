"""Signing at the counter: a form before it is filed, several done in one go, a promise in the place of a paper, or a
case that was just filed; and whether what was signed was changed afterwards."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from forms import Material, Matter, is_joint
from kiosk.app.desks import Desks
from kiosk.app.ink import REFERENCE, Ink, digest_of, fields_to_sign
from kiosk.app.papers import Printed
from kiosk.app.people.beside import Beside
from kiosk.app.promises import PREFIX
from kiosk.app.signing import under
from kiosk.domain.case import Case
from kiosk.domain.refusals import Trouble
from kiosk.ui.errands import DESK, PAPER
from kiosk.ui.fittings import Fittings
from kiosk.ui.form.counter.gaps_page import Missing
from kiosk.ui.form.counter.glass import Glass, Piece
from kiosk.ui.form.counter.intake_page import IntakePage
from kiosk.ui.form.counter.papers import Papers
from kiosk.ui.form.counter.words import Signing as Words
from kiosk.ui.form.filling import Filling


class Signing(QObject):
    """`signed`: something of the application at hand was signed, or its signature taken away; `said` what else is to
    be known."""

    signed = Signal()
    said = Signal(str)

    def __init__(self, desks: Desks, fittings: Fittings, page: IntakePage) -> None:
        super().__init__(page)
        self._desks = desks
        self._fittings = fittings
        self._page = page
        self.beside: Callable[[], Beside | None] = lambda: None
        self._glass = Glass(lambda: desks.signing, fittings, page)

    @property
    def open(self) -> bool:
        """Whether somebody is signing now."""
        return self._glass.open

    def begin(self) -> None:
        """The form that lies on the counter, or all those that are done in one go."""
        filling, papers = self._page.form.filling, self._page.papers
        if filling is None or papers is None or self.open:
            return
        self._page.form.judge()
        matter, raw, answers = filling.matter, dict(filling.raw), dict(filling.checked.answers)
        at, beside = self._field_of(papers, filling), self.beside()

        def drawing() -> Sequence[Piece]:
            if is_joint(matter.code):
                return self._together(matter, raw, beside)
            return [Piece(self._desks.signing.sheet(matter, answers, beside=beside), at, at)]

        name = str(answers.get(matter.applicant.name) or "")
        self._glass.ask(name, drawing, partial(self._on_form_signed, papers, at), partial(self._drop_stale, papers))

    def begin_promise(self, material: Material) -> None:
        """A promise in the place of this paper (告知承诺)."""
        filling, papers = self._page.form.filling, self._page.papers
        if filling is None or papers is None or self.open:
            return
        self._page.form.judge()
        matter, answers, key = filling.matter, dict(filling.checked.answers), PREFIX + material.id
        name = str(answers.get(matter.applicant.name) or "")
        self._glass.ask(
            name,
            lambda: [Piece(self._desks.amends.pledging.sheet(matter, material, answers), key, key)],
            partial(self._on_promised, papers),
        )

    def print_promise(self, material: Material) -> None:
        """The same on paper: printed, to be signed by hand and scanned."""
        filling = self._page.form.filling
        if filling is None:
            return
        self._page.form.judge()
        matter, answers = filling.matter, dict(filling.checked.answers)

        def printed(paper: Printed) -> None:
            words = self._fittings.say(Trouble(paper.trouble, printer=paper.printer)) if paper.trouble else ""
            self._page.papers_page.show_said(words or Words.PRINTED)

        self._fittings.errands.run(
            PAPER,
            lambda: self._desks.amends.pledging.paper(matter, material, answers),
            printed,
            lambda news: self._page.papers_page.show_said(self._fittings.say(news)),
            owner=self,
        )

    def begin_case(self, case: Case) -> None:
        """A case that was filed."""
        if not self.open:
            self._glass.ask(
                case.applicant,
                lambda: [Piece(self._desks.signing.sheet_of(case.case_no))],
                partial(self._on_case_signed, case.case_no),
            )

    def leave(self) -> None:
        """Nobody signs any more."""
        self._glass.leave()

    def missing(self) -> tuple[Missing, ...]:
        """Signatures that are not of the form, or of the promise, as it stands now."""
        filling, papers = self._page.form.filling, self._page.papers
        if filling is None or papers is None or not papers.inks:
            return ()
        self._forget_paper(papers, filling)
        places = dict.fromkeys(self._place(filling, key) for key in self._stale(papers, filling))
        return tuple(Missing(at, Words.PLEDGE_STALE if paper else Words.STALE, paper=paper) for at, paper in places)

    def _together(self, sheet: Matter, raw: Mapping[str, object], beside: Beside | None) -> list[Piece]:
        """Every form of those that are done in one go, each under its own digest."""
        pieces = []
        for part, answers in self._desks.joint.filled(sheet, raw):
            field = _sign_of(part)
            pieces.append(Piece(self._desks.signing.sheet(part, answers, beside=beside), field, f"{part.code}.{field}"))
        return pieces

    def _digests(self, filling: Filling) -> Callable[[str], str]:
        """What ink at a place has to stand under now; '' where none belongs."""
        if not is_joint(filling.matter.code):
            return under(filling.matter, filling.checked.answers)
        parts = self._desks.joint.filled(filling.matter, filling.raw)
        found = {f"{part.code}.{_sign_of(part)}": digest_of(part, answers) for part, answers in parts}
        return lambda key: found.get(key, "")

    def _stale(self, papers: Papers, filling: Filling) -> list[str]:
        """Places whose ink is of something else; of forms done in one go also those of a form wanted since."""
        digests = self._digests(filling)
        stale = [key for key, ink in papers.inks.items() if digests(key) not in ("", ink.digest)]
        if is_joint(filling.matter.code) and papers.inks:
            wanted = (f"{part.code}.{_sign_of(part)}" for part in papers.parts)
            stale += [key for key in wanted if key not in papers.inks]
        return stale

    def _place(self, filling: Filling, key: str) -> tuple[str, bool]:
        """Where the clerk is led: to a field, or to a paper."""
        if key.startswith(PREFIX):
            return key.removeprefix(PREFIX), True
        if key and key in filling.fields:
            return key, False
        asked = fields_to_sign(filling.matter)
        return (asked[0] if asked else filling.sections[0].fields[0].key), False

    def _forget_paper(self, papers: Papers, filling: Filling) -> None:
        """A field that says now that it was signed on paper, or not at all, has no ink."""
        said = set(map(str, filling.raw.values()))
        if is_joint(filling.matter.code):
            if not any(REFERENCE + ink.sha256 in said for ink in papers.inks.values()):
                papers.inks.clear()
            return
        for key, ink in list(papers.inks.items()):
            if key and not key.startswith(PREFIX) and filling.raw.get(key) != REFERENCE + ink.sha256:
                del papers.inks[key]

    def _field_of(self, papers: Papers, filling: Filling) -> str:
        """Where the cursor is; else what was signed before the form was changed; else what nobody has signed yet."""
        fields = fields_to_sign(filling.matter)
        if filling.progress.at in fields:
            return filling.progress.at
        stale = [key for key in self._stale(papers, filling) if key in fields]
        if stale:
            return stale[0]
        return next((key for key in fields if key not in papers.inks), fields[0] if fields else "")

    def _on_form_signed(self, papers: Papers, at: str, inks: Sequence[Ink]) -> None:
        if papers is not self._page.papers:
            return
        papers.inks.update({ink.field: ink for ink in inks})
        if at:
            self._page.form.put({at: REFERENCE + inks[0].sha256})
        self._tell()

    def _on_promised(self, papers: Papers, inks: Sequence[Ink]) -> None:
        if papers is self._page.papers:
            papers.inks.update({ink.field: ink for ink in inks})
            self._page.papers_page.show_said("")
            self._tell()

    def _drop_stale(self, papers: Papers) -> None:
        """Nobody signs anew: a signature that is not of the form any more is taken away."""
        filling = self._page.form.filling
        if papers is not self._page.papers or filling is None:
            return
        stale = self._stale(papers, filling)
        if is_joint(filling.matter.code) and stale:
            stale = list(papers.inks)
        for key in stale:
            papers.inks.pop(key, None)
            at, paper = self._place(filling, key)
            if key and not paper:
                self._page.form.put({at: None})
        self.signed.emit()

    def _tell(self) -> None:
        self.said.emit("")
        self.signed.emit()

    def _on_case_signed(self, case_no: str, inks: Sequence[Ink]) -> None:
        def told(_case: Any) -> None:
            self.said.emit(Words.CASE_SIGNED)

        self._fittings.errands.run(
            DESK,
            lambda: self._desks.signing.sign(case_no, inks[0], self._desks.actor),
            told,
            lambda news: self.said.emit(self._fittings.say(news)),
            owner=self,
        )


def _sign_of(matter: Matter) -> str:
    """Where the applicant signs this form; '' where it has no field for it: then below it."""
    fields = fields_to_sign(matter)
    return fields[0] if fields else ""
